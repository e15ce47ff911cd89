"""A rebuild takes nothing away from readers, and loses nothing that comes meanwhile."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event as Flag

import pytest
from happened import disclosed, took
from projected import EVERYONE, Projected, connect, new_stream

from cases.database import APPLICATION, FOLLOWER, OWNER
from cases.log.log import Log
from cases.log.recorded import Recorded
from projections import tables
from projections.case_query import Wanted, cases
from projections.case_state import CASE_STATE
from projections.catalogue import PROJECTIONS
from projections.clocks import CLOCKS
from projections.follow import projecting
from projections.leader import Leader
from projections.leading import Candidate
from projections.position import Place, places, wait_for
from projections.rebuild import Busy, bar, rebuild
from projections.tables import beside

LEFT = "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace"


def quietly(position: int) -> None:
    """Show nothing."""


def test_readers_are_not_harmed(iom: Projected, database_url: str) -> None:
    for _ in range(20):
        iom.given(disclosed(), took())
    done = Flag()

    def read() -> int:
        count = 0
        with connect(database_url, "iom", APPLICATION) as db:
            while not done.is_set() or not count:
                assert len(cases(db, EVERYONE, Wanted()).items) == 20
                count += 1
        return count

    with ThreadPoolExecutor() as threads:
        readers = [threads.submit(read) for _ in range(3)]
        try:
            for _ in range(5):
                rebuild(database_url, iom.log, CASE_STATE, quietly)
        finally:
            done.set()
        assert all(reader.result() > 5 for reader in readers)


def test_what_is_recorded_meanwhile_shows_afterwards(
    iom: Projected, database_url: str
) -> None:
    stop = Flag()
    stream = new_stream()
    iom.record(stream, disclosed())

    def record(position: int) -> None:
        iom.record(stream, took())

    with ThreadPoolExecutor() as threads:
        following = threads.submit(
            Candidate(database_url, projecting(iom.log)).run, stop
        )
        try:
            for projection in PROJECTIONS:
                rebuild(database_url, iom.log, projection, once(record))
            head = iom.record(stream, took()).position
            names = [one.name for one in PROJECTIONS]
            assert wait_for(iom.log._pool, names, head, timeout=60)
        finally:
            stop.set()
        following.result()
    count = len(PROJECTIONS) + 2
    shown = iom.rows("SELECT version FROM case_timeline ORDER BY version")
    assert [row["version"] for row in shown] == list(range(1, count + 1))
    entries = iom.rows("SELECT max(entry) AS entries FROM audit_trail")
    assert entries == [{"entries": count}]


def once(act: Callable[[int], None]) -> Callable[[int], None]:
    """Act the first time only."""
    calls: list[int] = []

    def first(position: int) -> None:
        calls.append(position)
        if len(calls) == 1:
            act(position)

    return first


def test_the_new_tables_never_show_less_than_the_old_ones_did(
    iom: Projected, database_url: str
) -> None:
    stream = iom.given(disclosed())

    class Late(Log):
        """A log to which something is added when all of it has been read."""

        def __init__(self) -> None:
            super().__init__("iom", iom.log._pool)

        def since(self, position: int, limit: int) -> list[Recorded]:
            found = super().since(position, limit)
            if not found and iom.versions[stream] == 1:
                iom.record(stream, took())
                iom.project()
            return found

    rebuild(database_url, Late(), CASE_STATE, quietly)
    assert iom.rows("SELECT version FROM case_state") == [{"version": 2}]


def test_a_follower_of_the_old_build_is_fenced(
    iom: Projected, database_url: str
) -> None:
    stream = iom.given(disclosed())
    leader = Leader(iom.following, iom.log, [CLOCKS])
    rebuild(database_url, iom.log, CLOCKS, quietly)
    head = iom.record(stream, took()).position
    leader.go_on()
    assert leader.courses[0].place.generation == 2
    assert leader.courses[0].position < head
    leader.go_on()
    assert leader.courses[0].position == head


def test_the_new_tables_are_granted_and_guarded_like_the_old(
    iom: Projected, database_url: str
) -> None:
    def granted() -> list[dict[str, object]]:
        return iom.rows(
            """
            SELECT relname, relkind, relowner, relacl::text, reloptions::text,
                   (SELECT array_agg(tgname || tgenabled::text) FROM pg_trigger
                     WHERE tgrelid = pg_class.oid) AS triggers
              FROM pg_class
             WHERE relnamespace = 'organisation_iom'::regnamespace
             ORDER BY relname
            """
        )

    before = granted()
    for projection in PROJECTIONS:
        rebuild(database_url, iom.log, projection, quietly)
    assert granted() == before


def test_the_exchange_steps_back_for_a_reader_who_takes_long(
    iom: Projected, database_url: str
) -> None:
    iom.given(disclosed())
    with (
        ThreadPoolExecutor() as threads,
        connect(database_url, "iom", APPLICATION) as other,
    ):
        with iom.db.transaction():
            iom.db.execute("SELECT count(*) FROM case_state")
            rebuilding = threads.submit(
                rebuild, database_url, iom.log, CASE_STATE, quietly
            )
            while not rebuilding.done() and places(other)["case_state"].generation < 2:
                assert len(cases(other, EVERYONE, Wanted()).items) == 1
                if waited_for(other):
                    break
            assert not rebuilding.done()
        rebuilding.result(timeout=60)
    assert places(iom.db)["case_state"].generation == 2


def waited_for(db: object) -> bool:
    """Whether somebody waits for a table."""
    found = db.execute(  # type: ignore[attr-defined]
        "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'relation'"
    )
    return bool(found.fetchall())


def test_what_a_killed_rebuild_left_is_removed(
    iom: Projected, database_url: str
) -> None:
    iom.given(disclosed())
    with connect(database_url, "iom", OWNER) as owner:
        owner.execute("CREATE TABLE rebuild_organisation_iom.clocks (case_id integer)")
    rebuild(database_url, iom.log, CLOCKS, quietly)
    assert iom.rows(LEFT, beside("iom")) == []


def test_a_rebuild_that_fails_leaves_the_live_table(
    iom: Projected, database_url: str
) -> None:
    iom.given(disclosed())

    def fail(position: int) -> None:
        raise InterruptedError

    with suppress(InterruptedError):
        rebuild(database_url, iom.log, CASE_STATE, fail)
    assert len(cases(iom.db, EVERYONE, Wanted()).items) == 1
    assert places(iom.db)["case_state"].generation == 1
    assert iom.rows(LEFT, beside("iom")) == []


def test_a_projection_is_rebuilt_by_one_at_a_time(
    iom: Projected, database_url: str
) -> None:
    iom.given(disclosed())

    def again(position: int) -> None:
        with pytest.raises(Busy):
            rebuild(database_url, iom.log, CLOCKS, quietly)

    assert rebuild(database_url, iom.log, CLOCKS, again)


def test_the_bar_comes_to_its_end(
    iom: Projected, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    iom.given(disclosed(), took())
    with bar(iom.log, CLOCKS) as shown:
        rebuild(database_url, iom.log, CLOCKS, shown)
    assert "clocks" in capsys.readouterr().err
    with connect(database_url, "iom", FOLLOWER) as db:
        assert places(db)["clocks"].generation == 2


def test_tables_of_another_version_are_made_anew_and_filled_again(
    iom: Projected, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    iom.given(disclosed(), took())
    old = places(iom.db)["case_state"]
    with connect(database_url, "iom", OWNER) as db:
        db.execute("ALTER TABLE case_state DROP COLUMN last_label")
        db.execute(
            "UPDATE projection SET definition = %s WHERE name = %s",
            ("of before", "case_state"),
        )
    tables.create(database_url, "iom")
    assert places(iom.db)["case_state"] == Place(0, old.generation + 1)
    iom.project()
    assert len(cases(iom.db, EVERYONE, Wanted()).items) == 1
    tables.create(database_url, "iom")
    assert places(iom.db)["case_state"] == Place(old.position, old.generation + 1)
