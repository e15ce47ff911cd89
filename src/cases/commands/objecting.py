"""Objecting to those who handle a case, as whoever reported it."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Final
from uuid import UUID

from pydantic import Field

from cases.actors import Actor
from cases.case.case import Case
from cases.case.routing import Objection
from cases.commands.command import (
    EACH_ONCE,
    UNIQUE,
    Circumstances,
    Elsewhere,
    Number,
    StepCommand,
    YesNo,
)
from cases.commands.conflicts import excluded
from cases.commands.exclusions import excluded_there, goes_on_in
from cases.commands.order import may_take
from cases.errors import NotPermitted, Refused
from cases.events.event import Event, Name, Person, Personal
from cases.events.objecting import HandlerObjectedTo, HandlerObjectionDecided

DECIDE: Final = "decide_handler_objection"
HANDLING: Final = frozenset(
    {"intake_officer", "external_function", "case_owner", "investigator"}
    | {"compliance_officer", "decider", "unit_head"}
)
"""General roles of those who come near a report."""


class ObjectToHandler(StepCommand):
    """Object, as whoever reported, to those who handle the case in an office.

    They do not read why; somebody in another office decides, and answers.
    """

    step_name: ClassVar[str] = "object_to_handler"

    office: Name
    """The office, as the edition names it; nobody has to be known by name."""
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        edition, clause = now.case.edition, now.step.clause
        handling = {role for role in edition.roles if edition.kind_of(role) in HANDLING}
        allowed = sorted(handling | HANDLING)
        if self.office not in allowed:
            reason = "nobody handles reports in such an office"
            raise Refused(reason, clause, "office", allowed=allowed)
        objections = now.case.routing.objections
        if any(one.open and one.office == self.office for one in objections.values()):
            reason = "an objection to this office is being decided"
            raise Refused(reason, clause, "office")
        number = len(objections) + 1
        yield now.happened(HandlerObjectedTo, objection=number, **dict(self))


class DecideHandlerObjection(StepCommand):
    """Decide an objection to handlers: who, if anybody, is kept away from the case.

    Not in the office that is objected to.
    """

    step_name: ClassVar[str] = DECIDE

    objection: Number
    """The number of the objection in the case."""
    upheld: YesNo
    persons: Annotated[
        tuple[Person, ...],
        Field(max_length=20, json_schema_extra=UNIQUE),
        EACH_ONCE,
    ] = ()
    """Who is kept away, when it is upheld."""
    reasons: Personal
    """In words for the reporter, who reads them."""

    def others(self, case: Case) -> tuple[UUID, ...]:
        return goes_on_in(case)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        office = _to_be_decided(now, self.objection).office
        if self.upheld != bool(self.persons):
            reason = "whoever upholds an objection, and nobody else, says who goes"
            raise Refused(reason, now.step.clause, "persons")
        said = {name: one for name, one in self if name != "persons"}
        yield now.happened(HandlerObjectionDecided, office=office, **said)
        for person in self.persons:
            yield from excluded(now, person, "objection")

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        for person in self.persons:
            yield from excluded_there(now, person, "objection")


def to_decide(now: Circumstances) -> None:
    """Refused where there is no objection that somebody may decide."""
    if not any(_may_decide(now.case, now.by, one) for one in _open(now.case)):
        raise Refused("no objection to handlers waits", now.step.clause)


def may_read(case: Case, by: Actor, number: int) -> bool:
    """Whether somebody reads why the reporter objects: to decide it, or having to."""
    acts = [act for act in case.procedure.acts() if act.name == DECIDE]
    decides = any(may_take(case, act, by.role) for act in acts)
    return decides and _may_decide(case, by, case.routing.objections[number])


def _open(case: Case) -> list[Objection]:
    return [one for one in case.routing.objections.values() if one.open]


def _to_be_decided(now: Circumstances, number: int) -> Objection:
    objection = now.case.routing.objections.get(number)
    if objection is None or not objection.open:
        raise Refused("no objection to handlers waits", now.step.clause, "objection")
    if not _may_decide(now.case, now.by, objection):
        reason = "an objection is decided by somebody in another office"
        raise NotPermitted(reason, now.step.clause)
    return objection


def _may_decide(case: Case, by: Actor, objection: Objection) -> bool:
    """Nobody decides on an office like one of theirs in the case, or in its host."""
    known = [case, case.host] if case.host else [case]
    had = [role for one in known for role in one.handlers.get(by.id, ())]
    kinds = {case.edition.kind_of(role) for role in (by.role, *had)}
    return case.edition.kind_of(objection.office) not in kinds
