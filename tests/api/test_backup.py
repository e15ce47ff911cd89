"""Copies of the log are put back any time; the keys are only as they are now."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from logged import envelope
from psycopg import connect
from restoring import HERE, Kept, kept_at
from servers import Server, database

from api.copies import dumping
from api.copies.copy import Copy, copies
from api.copies.dumping import NotQuiet
from api.copies.returning import Report
from api.mistakes import Mistake
from api.tending import tended
from cases.events.event import Sealed
from cases.events.record import LogRestored, OrganisationAdded, TreeBegunAnew
from cases.identifier import new_id
from cases.tree.examination import Unfit

EVERYTHING = "SELECT position, state FROM event ORDER BY position"
NOTHING_THERE = "SELECT to_regclass('organisation_ima.event')"


@pytest.fixture
def kept(database_url: str, keystore_url: str, tmp_path: Path) -> Iterator[Kept]:
    """An organisation with an empty log, and a folder for copies."""
    with kept_at(database_url, keystore_url, tmp_path) as made:
        yield made


@pytest.fixture
def empty(cluster: Server) -> Iterator[str]:
    """A database in which nothing is."""
    with database(cluster) as url:
        yield url


@dataclass(frozen=True)
class Story:
    """Two texts copied, one of them erased; put back before and after a loss."""

    kept: Kept
    erased: Sealed
    stays: Sealed
    copy: Copy
    whole: Report
    """Put back when nothing else had happened."""
    there: str
    """The database that it was put back into."""
    shown: tuple[str | None, ...]
    """What was read there of the two."""
    signed: int
    lossy: Report
    """Put back when a report had come that nobody has a copy of."""
    elsewhere: str


@pytest.fixture(scope="module")
def story(
    cluster: Server,
    log_template: str,
    keystore_template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("story")
    with (
        database(cluster, log_template) as log,
        database(cluster, keystore_template) as keystore,
        database(cluster) as there,
        database(cluster) as elsewhere,
        kept_at(log, keystore, folder) as kept,
    ):
        _, erased = kept.report("Person A was seen.")
        _, stays = kept.report("Person B was seen.")
        copy = kept.backup()
        kept.erase(erased)
        whole = kept.restore(there)
        shown = tuple(kept.read(there, erased, stays))
        kept.report("What nobody has a copy of.")
        _, signed, _ = kept.signed()
        lossy = kept.restore(elsewhere)
        yield Story(
            kept, erased, stays, copy, whole, there, shown, signed, lossy, elsewhere
        )


def test_a_copy_put_back_at_once_is_the_same_log(story: Story) -> None:
    assert (story.whole.lost, story.whole.quarantined) == (None, None)
    assert story.whole.events == story.whole.signed == story.copy.events
    copied = story.kept.rows(story.there, EVERYTHING)[: story.copy.events]
    there = story.kept.rows(story.kept.settings.database_url, EVERYTHING)
    assert copied == there[: story.copy.events]


def test_so_are_its_projections(story: Story) -> None:
    rows = "SELECT case_id, phase FROM case_state ORDER BY case_id"
    back = {*story.kept.rows(story.there, rows)}
    assert len(back) == 2
    assert back < {*story.kept.rows(story.kept.settings.database_url, rows)}


def test_what_was_erased_after_the_copy_stays_erased(story: Story) -> None:
    for back, url in ((story.whole, story.there), (story.lossy, story.elsewhere)):
        assert back.erased_again == 1
        assert story.kept.texts(url) == {story.stays.item}
    assert story.shown == (None, "Person B was seen.")


def test_that_it_came_back_is_recorded(story: Story) -> None:
    event = LogRestored.model_validate(story.kept.event(story.there, "LogRestored"))
    assert event == LogRestored(copied_at=story.copy.taken_at, erased_again=1)


def test_lost_leaves_are_reported_and_nothing_is_served(story: Story) -> None:
    held, signed = story.copy.events, story.signed
    assert signed > held
    assert story.lossy.lost
    lost = (story.lossy.lost.first, story.lossy.lost.last, story.lossy.lost.count)
    assert lost == (held, signed - 1, signed - held)
    assert "events fewer than were signed" in (story.lossy.quarantined or "")
    with pytest.raises(Exception, match="cannot be recorded"):
        story.kept.read(story.elsewhere, story.stays)


def test_after_a_loss_the_tree_goes_on_under_another_name(
    kept: Kept, empty: str
) -> None:
    _, erased = kept.report("Person A was seen.")
    first = kept.backup()
    kept.erase(erased)
    kept.report("What nobody has a copy of.")
    kept.backup()
    origin, size, _ = kept.signed()
    back = kept.restore(empty, first, events_are_lost=True)
    assert (back.copied_at, back.events) == (first.taken_at, first.events)
    assert (back.origin, back.quarantined) == (f"{origin}/2", None)
    event = TreeBegunAnew.model_validate(kept.event(empty, "TreeBegunAnew"))
    assert (event.ended_origin, event.ended_size) == (origin, size)
    assert event.lost == size - first.events
    assert "1 texts were erased again" in event.why
    assert kept.read(empty, erased) == [None]


def test_a_database_that_others_brought_back_is_erased_again_too(kept: Kept) -> None:
    """By its server's own copies, or a provider's: the way out of quarantine erases."""
    _, erased = kept.report("Person A was seen.")
    _, stays = kept.report("Person B was seen.")
    kept.erase(erased)
    kept.rows(kept.settings.keystore_url, "UPDATE signed_tree SET quarantined = 'x'")
    url = kept.settings.database_url
    with tended(kept.settings, HERE) as tree:
        tree.begin_anew(url)
    assert kept.texts(url) == {stays.item}
    assert kept.event(url, "TreeBegunAnew")["erased_again"] == 1


def test_a_rehearsal_leaves_the_service_alone(kept: Kept, empty: str) -> None:
    _, erased = kept.report("Person A was seen.")
    copy = kept.backup()
    kept.erase(erased)
    kept.report("Person B was seen.")
    before = kept.signed()
    tried = kept.restore(empty, rehearsal=True)
    assert (tried.erased_again, tried.events) == (1, copy.events)
    assert tried.lost
    assert kept.texts(empty) == set()
    assert kept.signed() == before
    kept.report("The service goes on.")


def test_no_key_is_in_a_copy(kept: Kept) -> None:
    _, text = kept.report("Person A was seen.")
    copy = kept.backup()
    said = kept.plain(copy)
    assert str(text.item) in said
    assert "item_key" not in said
    assert "Person A" not in said
    assert {file.stat().st_mode & 0o077 for file in kept.folder.rglob("*.dump")} == {0}


def test_copies_are_kept_for_some_days(kept: Kept) -> None:
    for days in (3, 1, 0):
        kept.moved(kept.backup(), days)
    assert dumping.forget(kept.folder, HERE, 2) == 1
    assert len(copies(kept.folder)[HERE]) == 2
    assert len([*kept.folder.rglob("*.dump")]) == 2


def test_a_copy_waits_for_what_is_being_written(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An append that is late would be missing before others in the log's order."""
    monkeypatch.setattr(dumping, "ATTEMPTS", 3)
    with connect(kept.settings.database_url) as slow, slow.transaction():
        slow.execute("SELECT pg_current_xact_id()")
        with kept.served() as here:
            here.log.append(
                new_id(), 0, [OrganisationAdded(organisation=HERE)], envelope()
            )
        with pytest.raises(NotQuiet):
            kept.backup()
    assert kept.backup().events == 1


def test_nothing_is_put_back_over_a_log(kept: Kept) -> None:
    kept.report("Person A was seen.")
    kept.backup()
    url = kept.settings.database_url
    before = kept.rows(url, EVERYTHING)
    with pytest.raises(Mistake, match="has a log of ima already"):
        kept.restore(url)
    assert kept.rows(url, EVERYTHING) == before
    assert kept.signed()[2] is None


def test_a_damaged_copy_is_not_put_back(kept: Kept, empty: str) -> None:
    kept.report("Person A was seen.")
    dump = kept.backup().dump(kept.folder)
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)
    with pytest.raises(Mistake, match="is damaged"):
        kept.restore(empty)
    assert kept.rows(empty, NOTHING_THERE) == [(None,)]


def test_nor_one_beside_a_keystore_that_is_older(kept: Kept, empty: str) -> None:
    """Texts that it does not know yet would be taken for erased ones."""
    kept.report("Person A was seen.")
    kept.backup()
    kept.rows(kept.settings.keystore_url, "UPDATE signed_tree SET size = 1")
    with pytest.raises(Unfit, match="older than the log"):
        kept.restore(empty)
    assert kept.rows(empty, NOTHING_THERE) == [(None,)]


def test_nor_one_beside_the_keystore_of_another_log(
    kept: Kept, empty: str, cluster: Server, keystore_template: str, tmp_path: Path
) -> None:
    kept.report("Person A was seen.")
    kept.backup()
    with (
        database(cluster, keystore_template) as keystore,
        kept_at(kept.settings.database_url, keystore, tmp_path / "other") as other,
        pytest.raises(Unfit, match="another log's"),
    ):
        Kept(other.settings, kept.folder).restore(empty)
    assert kept.rows(empty, NOTHING_THERE) == [(None,)]


def test_keys_in_the_same_database_are_not_copied(
    keystore_url: str, tmp_path: Path
) -> None:
    with (
        kept_at(keystore_url, keystore_url, tmp_path) as together,
        pytest.raises(Mistake, match="CASES_KEYSTORE_URL"),
    ):
        together.backup()
    assert [*tmp_path.rglob("*.dump")] == []
