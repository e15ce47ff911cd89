"""What somebody can do who owns the databases, and what an auditor makes of it.

Every attack is made by a superuser with all triggers off, upon a log of 600 events and
its tree. The auditor reads what the service would serve of those tables.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from logged import ORGANISATION
from planted import Planted
from psycopg import Connection, connect

from cases.database import parameters
from cases.tree import shown
from cases.tree.examination import Unfit
from cases.tree.integrator import InQuarantine
from cases.tree.tending import examined
from verify import checks
from verify.acceptance import Auditor
from verify.checkpoint import Checkpoint
from verify.checks import Given
from verify.edge import Edge
from verify.errors import Refuted, Unchecked
from verify.merkle import Head, leaf_hash
from verify.note import Note
from verify.report import Report
from verify.seen import Seen
from verify.source import Log, Missing, within
from verify.tile import Tile
from verify.trust import trusted

SIZE = 600
EDIT = "UPDATE event SET state = replace(state, 'Rep', 'rep') WHERE version = 300"


class Tables:
    """The files of a log, as the service makes them of its tables."""

    def __init__(self, db: Connection[Any]) -> None:
        self.db = db

    def read(self, path: str, limit: int) -> bytes:
        published = shown.published(self.db)
        if path == "checkpoint":
            return within(limit, path, bytes(published.note))
        try:
            content = shown.tile(self.db, Tile.at(path), published.head.size)
        except shown.Missing:
            raise Missing(f"{path} is not there") from None
        return within(limit, path, content)


@dataclass
class Attacked:
    """A log with its tree, and an auditor who has seen it before it was attacked."""

    tree: Planted
    seen: Path
    keys: list[str] = field(default_factory=list)

    def audit(self) -> Report:
        """What `cases-verify audit` says now."""
        auditor = Auditor(
            trusted(self.keys, (), None), Seen(self.seen), 0, lambda *_: None
        )
        report = Report("audit")
        with connect(self.tree.url, **parameters(ORGANISATION)) as db:
            log = Log(Tables(db))
            try:
                checks.audit(auditor, Given(log.checkpoint(), log, living=True), report)
            except Refuted as refuted:
                report.refuted.append(str(refuted))
            except Unchecked as failed:
                report.unchecked.append(str(failed))
        return report

    def refuted(self) -> str:
        """Why the audit is refuted; it must be."""
        report = self.audit()
        assert report.code == 1, report.lines()
        return "; ".join(report.refuted)

    def rebuilt(self, sign: Callable[[Head], Note]) -> None:
        """Leaves, tiles, root and checkpoint made anew, so that they fit the events."""
        hashes = [leaf_hash(leaf) for leaf in self.tree.leaves()]
        edge = Edge(0, [])
        tiles = dict(edge.grow(hashes)) | dict(edge.partial())
        for tile, content in tiles.items():
            self.tree.meddle(
                "UPDATE tile SET hashes = %s WHERE level = %s AND place = %s",
                content,
                tile.level,
                tile.index,
            )
        head = Head(edge.size, edge.root())
        note = bytes(sign(head)).decode()
        self.tree.meddle(
            "UPDATE checkpoint SET size = %s, root = %s, note = %s", *head, note
        )
        self.tree.own_keystore(
            "UPDATE signed_tree SET size = %s, root = %s, note = %s", *head, note
        )

    def signed(self, head: Head) -> Note:
        """A checkpoint made with the log's own key."""
        origin = self.tree.current().origin
        return Checkpoint(origin, head).signed([self.tree.keys.signer(1)])

    def quarantines(self) -> bool:
        """Whether the next start of the integrator notices by itself."""
        try:
            self.tree.integrator()
        except InQuarantine:
            return True
        return False


@pytest.fixture
def attacked(tree: Planted, tmp_path: Path) -> Attacked:
    tree.happen(SIZE // 2)
    tree.happen(SIZE // 2)
    tree.integrate()
    keys = [str(key.verifier) for key in tree.signed.log_keys()]
    made = Attacked(tree, tmp_path / "seen.json", keys)
    assert made.audit().code == 0
    return made


def position(tree: Planted, version: int) -> int:
    found = tree.db.execute(
        "SELECT position FROM event WHERE version = %s", (version,)
    ).fetchone()
    assert found
    return int(found[0])


@pytest.mark.parametrize(
    "edit",
    [
        EDIT,
        "UPDATE event SET recorded_at = recorded_at - interval '1 day'"
        " WHERE version = 300",
        "UPDATE event SET topic = 'ClockMet' WHERE version = 300",
        "UPDATE event SET stream = gen_random_uuid() WHERE version = 300",
        "UPDATE event SET version = 3000 WHERE version = 300",
    ],
)
def test_1_an_event_that_is_edited_is_named(attacked: Attacked, edit: str) -> None:
    at = position(attacked.tree, 300)
    attacked.tree.meddle(edit)
    assert f"leaf 299 (position {at}) is the first" in attacked.refuted()


def test_2_an_edit_with_tiles_and_root_made_anew_has_no_signature(
    attacked: Attacked,
) -> None:
    old = Note.parse(attacked.tree.current().note.encode())
    attacked.tree.meddle(EDIT)
    attacked.rebuilt(
        lambda head: Note(
            Checkpoint(attacked.tree.current().origin, head).text, old.signatures
        )
    )
    assert "is not over this text" in attacked.refuted()


def test_2_nor_does_the_old_signature_fit_the_new_tiles(attacked: Attacked) -> None:
    old = Note.parse(attacked.tree.current().note.encode())
    attacked.tree.meddle(EDIT)
    attacked.rebuilt(lambda _: old)
    assert "not those that were signed" in attacked.refuted()


def test_3_with_the_stolen_key_an_older_checkpoint_convicts(attacked: Attacked) -> None:
    """That the witness refuses it, and keeps it: test_witnessing."""
    attacked.tree.meddle(EDIT)
    attacked.rebuilt(attacked.signed)
    assert not attacked.quarantines()
    assert "a fork; both checkpoints are kept" in attacked.refuted()
    ((before, after),) = Seen(attacked.seen).evidence
    for note in (before, after):
        Note.parse(note.encode()).signers(
            [key.verifier for key in attacked.tree.signed.log_keys()]
        )
    assert before != after


def test_3_nor_does_it_help_to_go_on_from_there(attacked: Attacked) -> None:
    attacked.tree.meddle(EDIT)
    attacked.rebuilt(attacked.signed)
    attacked.tree.happen(10)
    attacked.tree.integrate()
    assert "are not those that were seen before" in attacked.refuted()


def test_4_the_last_events_deleted_are_fewer_than_were_signed(
    attacked: Attacked,
) -> None:
    attacked.tree.meddle("DELETE FROM event WHERE version > 590")
    assert attacked.audit().unchecked == ["tile/entries/002.p/88 is not there"]
    assert attacked.quarantines()


def test_4_with_a_smaller_tree_signed_with_the_stolen_key(attacked: Attacked) -> None:
    attacked.tree.meddle("DELETE FROM event WHERE version > 590")
    attacked.tree.meddle("DELETE FROM command WHERE version > 590")
    attacked.rebuilt(attacked.signed)
    assert not attacked.quarantines()
    assert "the log went back: 600 entries were seen before" in attacked.refuted()


def test_4_events_deleted_before_they_were_signed_are_missed_at_the_next_start(
    attacked: Attacked,
) -> None:
    attacked.tree.happen(5)
    attacked.tree.meddle("DELETE FROM event WHERE version > 600")
    assert attacked.quarantines()


MIDDLE: dict[str, Sequence[str]] = {
    "deleted": ["DELETE FROM event WHERE version = 301"],
    "exchanged": [
        "UPDATE event SET version = -version WHERE version IN (301, 302)",
        "UPDATE event SET version = 603 + version WHERE version < 0",
    ],
    "inserted and dated back": [
        "INSERT INTO event SELECT gen_random_uuid(), 1, position - 1, recorded_at,"
        " topic, state FROM event WHERE version = 301",
    ],
    "moved to an earlier place": [
        "UPDATE event SET position = (SELECT position - 1 FROM event"
        " WHERE version = 301) WHERE version = 500",
    ],
}


@pytest.mark.parametrize("attack", MIDDLE)
def test_5_what_is_done_in_the_middle_does_not_give_the_root(
    attacked: Attacked, attack: str
) -> None:
    attacked.tree.meddle("ALTER TABLE event DROP CONSTRAINT event_version_check")
    for statement in MIDDLE[attack]:
        attacked.tree.meddle(statement)
    assert "leaf 300 " in attacked.refuted()
    with pytest.raises(Unfit):
        examined(attacked.tree.db, attacked.tree.current())


@pytest.mark.parametrize(
    ("flip", "said"),
    [
        (
            "UPDATE tile SET hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)"
            " WHERE level = 0 AND place = 1",
            "tile/0/001 is not the tile of these entries",
        ),
        (
            "UPDATE tile SET hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)"
            " WHERE level = 1",
            "tile/1/000.p/2 is not the tile of these entries",
        ),
        (
            "UPDATE tile SET hashes = substr(hashes, 1, 8160)"
            " WHERE level = 0 AND place = 0",
            "",
        ),
        (
            "UPDATE checkpoint SET note = replace(note, '600', '599')",
            "is not over this text",
        ),
        (
            "UPDATE checkpoint SET note = replace(note, chr(10), chr(13) || chr(10))",
            "a note",
        ),
    ],
)
def test_18_a_byte_of_what_is_served_changed_is_refused(
    attacked: Attacked, flip: str, said: str
) -> None:
    attacked.tree.meddle(flip)
    report = attacked.audit()
    assert report.code != 0
    assert said in "; ".join([*report.refuted, *report.unchecked])
