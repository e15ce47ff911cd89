"""`cases erase` is killed at each step of a list, and run again (attack 12)."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from disposing import ended, here, hold_on, listed, state, waited
from reported import opened_by
from servers import Server
from serving import HERE, Service, serving_anew
from waiting import until

from api.certificates import zipped
from cases.actors import Actor
from cases.events.event import Sealed
from projections.disposal_listed import open_lists
from verify.__main__ import main

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

PROGRAM = Path(__file__).parents[1] / "erase_lists.py"
READER = Actor("demo.intake_officer", "intake_officer")
BOTH = ("reporter_identity", "content")
ONCE = ("ErasureStarted", "FinalityReached", "ProjectionsAcknowledged", "LeaksSought")


@pytest.fixture(scope="module")
def service(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A service whose lists are carried out by nobody but another process."""
    folder = tmp_path_factory.mktemp("killed")
    with serving_anew(cluster, folder, served=(HERE,)) as running:
        yield running


@dataclass
class Erasers:
    """Processes of `cases erase`, one after the other."""

    program: "subprocess.Popen[str]"

    def run(self, deeds: int = 0) -> list[str] | None:
        """What one did that came to its end; None when it was killed before."""
        assert self.program.stdin
        assert self.program.stdout
        self.program.stdin.write(f"{deeds}\n")
        self.program.stdin.flush()
        said = self.program.stdout.readline().strip()
        if said == "killed":
            return None
        status, _, done = said.partition(" ")
        assert status == "0", said
        return done.split("|")


@pytest.fixture(scope="module")
def erasers(service: Service) -> Iterator[Erasers]:
    settings = service.settings
    told = {
        "CASES_DATABASE_URL": settings.database_url,
        "CASES_KEYSTORE_URL": settings.keystore_url,
        "CASES_KEYRING": str(settings.keyring),
        "CASES_EDITIONS": str(settings.editions),
        "CASES_ENVIRONMENT": "development",
        "CASES_THREADS": "2",
        "CASES_LOG_LEVEL": "ERROR",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    with subprocess.Popen(
        [sys.executable, str(PROGRAM)],
        env=os.environ | told,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            yield Erasers(program)
        finally:
            program.kill()


def account(service: Service, case: UUID) -> Sealed:
    """What was reported."""
    text = vars(here(service).log.history(case)[0].event)["account"]
    assert isinstance(text, Sealed)
    return text


def shown(service: Service, *texts: Sealed) -> list[str | None]:
    """What a reader gets of them."""
    wanted = dict.fromkeys(texts, "account")
    opened = here(service).vault.open(wanted, READER, "check of the deletion")
    return [opened[text.item] for text in texts]


def items(service: Service, case: UUID) -> set[UUID]:
    """The sealed texts of a case."""
    with here(service).pool.connection() as db:
        rows = db.execute("SELECT item FROM sealed WHERE case_id = %s", (case,))
        return {item for (item,) in rows}


def told(service: Service, stream: UUID) -> Counter[str]:
    """How often each kind of event is in a stream."""
    events = (recorded.event for recorded in here(service).log.history(stream))
    return Counter(type(event).__name__ for event in events)


def roots(service: Service) -> list[str]:
    """What the keyring has of roots, drafts of them included."""
    folder = service.settings.keyring / HERE
    return [path.name for path in folder.iterdir() if "root-" in path.name]


def certified(service: Service, disposal: UUID, folder: Path) -> int:
    """What `cases-verify erasure` says of the list's certificate."""
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    with here(service).pool.connection() as db:
        packed = zipped(db, HERE, disposal)
    file = folder / "certificate.zip"
    file.write_bytes(packed)
    key = auditor.get("/tree/keys").json()[0]["verifier"]
    return main(["erasure", str(file), "--key", key])


@dataclass
class Told:
    """A list of two cases whose waiting is over; a third case is on no list."""

    at: str
    due: UUID
    held: UUID
    texts: list[Sealed]
    """Due, held and not listed."""

    @property
    def id(self) -> UUID:
        return UUID(self.at.rpartition("/")[2])


def listing(service: Service) -> Told:
    """Of one case everything is due; of another it was, until a hold was placed."""
    member = service.caller("member")
    due, held, other = (
        ended(service, opened_by(member, identity_mode="confidential"))
        for _ in range(3)
    )
    at = listed(service, *((due, what) for what in BOTH), (held, "content"))
    waited(service, at)
    hold_on(service, held)
    texts = [account(service, case) for case in (due, held, other)]
    made = Told(at, due, held, texts)
    until(lambda: made.id in waiting(service))
    return made


def waiting(service: Service) -> list[UUID]:
    """The lists that whoever erases sees."""
    with here(service).pool.connection() as db:
        return open_lists(db)


def test_wherever_it_is_killed_the_list_ends_once_and_nothing_else_is_lost(
    service: Service, erasers: Erasers, tmp_path: Path
) -> None:
    deeds, done = 0, None
    while done is None:
        deeds += 1
        told_of = listing(service)
        due, held = items(service, told_of.due), items(service, told_of.held)
        done = erasers.run(deeds)
        again = erasers.run()
        assert again, deeds
        assert not items(service, told_of.due), deeds
        assert items(service, told_of.held) == held, deeds
        assert shown(service, *told_of.texts) == [None, *["Something happened."] * 2]
        keyring = here(service).keyring
        assert keyring.keys(due) == {}, deeds
        assert len(roots(service)) == 1, (deeds, roots(service))
        events = told(service, told_of.id)
        assert [events[name] for name in ONCE] == [1, 1, 1, 1], (deeds, events)
        assert (events["CaseClosed"], events["EntryDone"]) == (1, 2), (deeds, events)
        assert events["TextDestroyed"] == len(due), (deeds, events)
        assert told(service, told_of.due)["TextErased"] == len(due), deeds
        assert told(service, told_of.due)["TextsErased"] == 2, deeds
        assert events["ErasureFailed"] == 0, (deeds, events)
        assert state(service, told_of.at).disposal.kept == {3}, deeds
        assert certified(service, told_of.id, tmp_path) == 0, deeds
    assert deeds > 30, done
    for deed in ("EraseText", "hardlink_to", "destroy", "wait_for", "TakeStep"):
        assert deed in done


def test_a_hold_after_a_kill_saves_what_is_not_gone_yet(
    service: Service, erasers: Erasers, tmp_path: Path
) -> None:
    listing(service)
    whole = erasers.run(10_000)
    assert whole
    places = [n for n, deed in enumerate(whole, 1) if deed == "about to EraseText"]
    # What is held is asked for, too, and refused.
    for gone, deeds in enumerate(places[:2]):
        told_of = listing(service)
        before = items(service, told_of.due)
        assert erasers.run(deeds) is None
        left = items(service, told_of.due)
        assert len(before - left) == gone
        hold_on(service, told_of.due)
        assert erasers.run()
        assert left <= items(service, told_of.due)
        keyring = here(service).keyring
        assert keyring.keys(before).keys() == left
        there = state(service, told_of.at)
        assert (there.closed, there.disposal.final) == (True, gone)
        assert certified(service, told_of.id, tmp_path) == 0
