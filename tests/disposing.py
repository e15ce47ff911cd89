"""Disposal lists over HTTP: texts of cases that were closed long ago."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from happened import STEP, closed, kept
from projected import envelope
from reported import Opened, opened_by
from serving import HERE, Service

from api.erasers import eraser
from api.erasing import Eraser
from api.organisations import Organisation
from cases.actors import SYSTEM, Actor
from cases.commands.command import Command
from cases.events.event import Personal
from cases.events.people import PartyAdded
from cases.events.procedure import ClockStarted
from cases.handling import Cases
from cases.request import Receipt

PAST = date(2026, 2, 1)
HOLD = {"basis": "legal_claim", "reason": "A claim was announced."}


def here(service: Service) -> Organisation:
    """The organisation that is served."""
    found: Organisation = service.app.state.organisations[HERE]
    return found


def ended(service: Service, opened: Opened) -> UUID:
    """The case, closed long ago: all its texts are overdue."""
    over = [
        closed(),
        kept(PAST, what="reporter_identity", rule="R8"),
        kept(PAST, rule="R2"),
    ]
    here(service).log.append(opened.id, opened.version, over, envelope())
    return opened.id


def listed(service: Service, *texts: tuple[UUID, str]) -> str:
    """Where the list is that was proposed and approved today."""
    officer = service.caller("compliance_officer")
    said = {
        "case_type": "disposal",
        "opening": "propose",
        "account": "Their time is over.",
        "texts": [{"case": str(case), "what": what} for case, what in texts],
    }
    answer = officer.post("/disposals", said)
    assert answer.status_code == 201, answer.text
    at = f"/cases/{answer.json()['case']}"
    dpo = service.caller("data_protection_officer")
    done = dpo.post(f"{at}/steps", {"step": "approve"}, answer.json()["version"])
    assert done.status_code == 201, done.text
    dpo.get(at, after=done.json()["position"])
    return at


def waited(service: Service, at: str) -> None:
    """Let the log say that the time to object ended two days ago."""
    past = service.today() - timedelta(days=2)
    again = ClockStarted(
        clock="disposal_waiting",
        clause="not from the code",
        started_on=past - timedelta(days=7),
        due_on=past,
    )
    stream = UUID(at.rpartition("/")[2])
    version = here(service).cases.found(stream, SYSTEM).version
    here(service).log.append(stream, version, [again], envelope())


def hold_on(service: Service, case: UUID, **some: object) -> None:
    """Nothing of it is to go from here on, or some of it."""
    review = (service.today() + timedelta(days=30)).isoformat()
    version = here(service).cases.found(case, SYSTEM).version
    officer = service.caller("compliance_officer")
    said = HOLD | {"review_on": review, **some}
    held = officer.post(f"/cases/{case}/holds", said, version)
    assert held.status_code == 201, held.text


def does(service: Service, who: str, at: str, address: str, **body: Any) -> Any:
    """Something is asked for in a case as it stands, and the answer."""
    case = UUID(at.rpartition("/")[2])
    version = here(service).cases.found(case, SYSTEM).version
    return service.caller(who).post(f"{at}/{address}", body, version)


@contextmanager
def erasing(service: Service, days: int = 14) -> Iterator[Eraser]:
    """What erases, so many days from now."""
    with erasing_at(service, datetime.now(UTC) + timedelta(days=days)) as one:
        yield one


@contextmanager
def erasing_at(service: Service, moment: datetime) -> Iterator[Eraser]:
    """What erases, at a moment."""
    cases = replace(here(service).cases, now=lambda: moment)
    later = replace(here(service), cases=cases)
    with eraser(service.settings, later) as one:
        yield one


def carry_out(service: Service, days: int = 14) -> None:
    """All lists whose time will have come by then."""
    with erasing(service, days) as one:
        one.carry_out()


def texts(service: Service, case: UUID) -> int:
    """How many sealed texts a case has."""
    with here(service).pool.connection() as db:
        rows = db.execute("SELECT FROM sealed WHERE case_id = %s", (case,)).fetchall()
    return len(rows)


def state(service: Service, at: str) -> Any:
    """The list as it stands."""
    return here(service).cases.found(UUID(at.rpartition("/")[2]), SYSTEM).case


def of_several_texts(service: Service, people: int = 4) -> UUID:
    """A case that was closed long ago: a report, and a name for each of some people."""
    opened = opened_by(service.caller("member"))
    added = [
        PartyAdded(**STEP, party=n, role="witness", name=Personal(f"Person {n}"))
        for n in range(2, 2 + people)
    ]
    here(service).log.append(opened.id, opened.version, added, envelope())
    return ended(service, replace(opened, version=opened.version + people))


@dataclass(frozen=True)
class Between(Cases):
    """All cases, where somebody else acts just before a command."""

    before: int = 0
    """Which command it is, counted from 1."""
    deed: Callable[[], object] = lambda: None
    asked: list[Command] = field(default_factory=list)

    def handle(
        self,
        case: UUID,
        command: Command,
        by: Actor,
        expected: int | None = None,
        key: str | None = None,
    ) -> Receipt:
        self.asked.append(command)
        if len(self.asked) == self.before:
            self.deed()
        return super().handle(case, command, by, expected, key)


def carried_out_while(
    service: Service, case: UUID, before: int, deed: Callable[[], object]
) -> Any:
    """A list of all that a case holds, once it was carried out in company."""
    at = listed(service, (case, "content"))
    with erasing(service) as one:
        meanwhile(one, before, deed).carry_out()
    return state(service, at)


def meanwhile(one: Eraser, before: int, deed: Callable[[], object]) -> Eraser:
    """Whoever erases, while somebody else acts just before one of the commands."""
    known = {each.name: getattr(one.cases, each.name) for each in fields(Cases)}
    return replace(one, cases=Between(**known, before=before, deed=deed))
