"""Facts that a step finds out by a rule, rather than asking somebody for them.

An edition names one for a step (`finds`); `edition.guards` lists what each gives.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from cases.case.case import Case
from cases.case.parts import Relation
from cases.commands.bars import interests_of
from cases.edition.code import Code
from cases.edition.procedure import RECEIVED_ON, Step
from cases.events.beyond import ParticipantProtected
from cases.events.event import Event, Fact
from cases.events.opening import CaseOpened, DisclosureMade, ReportReceived

MONITORING: Final = "monitoring"
"""The clock of an edition that says how long somebody is watched over."""


@dataclass(frozen=True)
class Finding:
    """A rule that finds out facts: from which relations beyond the case, and which."""

    relations: Callable[[Case], tuple[str, ...]]
    facts: Callable[[Case], Mapping[str, Fact]]


def of_the_affected(case: Case) -> tuple[str, ...]:
    """What whom a detriment befalls disclosed, or reported in their own name."""
    return (interests_of(str(case.facts.get("affected"))),)


def presumption(case: Case) -> Mapping[str, Fact]:
    """Whether a detriment is presumed to be retaliation (IOM 21; Directive Art. 21(5)).

    It is when it befalls, within the time of monitoring, somebody who disclosed or
    reported something that protects. Only what was said in one's own name counts: who
    reported in confidence is known in that case alone, asks for protection, complains.
    Why somebody is protected is not said: it would tell who reported what.
    """
    person = str(case.facts["affected"])
    effective_on = date.fromisoformat(str(case.facts["effective_on"]))
    known = case.known.get(interests_of(person), Relation())
    presumed = any(
        _protects(case.code, event, person, effective_on) for _, event in known.events
    )
    return {"presumed": presumed, "presumed_from": known.version}


def _protects(code: Code, event: Event, person: str, on: date) -> bool:
    """Whether a day is in the time for which an event protects somebody."""
    if isinstance(event, ParticipantProtected):
        edition = code.in_force(event.since)
        watched = edition.clocks[MONITORING].period
        within = edition.calendar.includes(watched, event.since, on)
        return event.person == person and within
    if not isinstance(event, CaseOpened) or _author(event) != person:
        return False
    edition = code.edition(event.edition)
    opening = edition.procedure(event.case_type).opening(event.opening)
    days = [_day(event, name) for name in opening.protects]
    if not days or on < days[0]:
        return False
    watched = edition.clocks[MONITORING].period
    return on <= days[-1] or edition.calendar.includes(watched, days[-1], on)


def _author(event: CaseOpened) -> str | None:
    if isinstance(event, DisclosureMade):
        return event.declarant
    return event.reporter if isinstance(event, ReportReceived) else None


def _day(event: CaseOpened, name: str) -> date:
    if name == RECEIVED_ON and isinstance(event, ReportReceived):
        return event.received_on
    return date.fromisoformat(str(event.facts[name]))


FINDINGS: Final[Mapping[str, Finding]] = MappingProxyType(
    {"presumption": Finding(of_the_affected, presumption)}
)
"""The rules by the names that editions use."""


def found(case: Case, step: Step) -> Mapping[str, Fact]:
    """The facts that a step finds out; none where the edition names no rule."""
    return FINDINGS[step.finds].facts(case) if step.finds else {}


def to_find(case: Case, step: Step) -> Iterator[str]:
    """The relations that have to be known for them."""
    if step.finds:
        yield from FINDINGS[step.finds].relations(case)
