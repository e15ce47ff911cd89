"""Who belongs to a case, who is kept away from it, who is responsible for it."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from cases.actors import REPORTER, ROLES, Actor
from cases.case.case import Case
from cases.case.fold import after
from cases.case.parts import Party
from cases.commands.bars import interests_of
from cases.commands.command import Circumstances, Day, Number, StepCommand, YesNo
from cases.commands.conflicts import (
    HANDLING,
    fit_to_handle,
    interests_to_ask,
    kept_away,
)
from cases.commands.entrusted import tasks_left, tasks_taken_over
from cases.commands.substitutes import routed
from cases.errors import Refused
from cases.events.event import Event, Name, Person, Personal
from cases.events.people import (
    HandlerDesignated,
    HandlerRecused,
    HandlerReplaced,
    PartyAdded,
    PartyMatched,
    PartyRole,
)

STAYS_UNKNOWN: Final = "not from the code: Directive (EU) 2019/1937 Art. 16(1)"

PARTICIPANTS: Final = frozenset({"witness", "affected", "facilitator"})
"""Parties who help to find out what happened, and of whom it is known who they are."""


class AddParty(StepCommand):
    """Make somebody part of the case; an accused person is kept away at once."""

    step_name: ClassVar[str] = "add_party"

    role: PartyRole
    name: Personal
    contact: Personal | None = None
    person: Person | None = None
    """The party's pseudonym, when they are known in the organisation."""
    known_since: Day | None = None
    """The day since when the organisation holds data about them; null for the day on
    which the report was received."""

    def happened_on(self, case: Case) -> date | None:
        if self.role != "subject":
            return None
        return self.known_since or case.received_on

    def whose(self, event: Event) -> int | None:
        return super().whose(event) if self.role == "subject" else None

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return interests_to_ask(case) if self.person else ()

    def participant(self, case: Case) -> str | None:
        return self.person if self.role in PARTICIPANTS else None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        number = len(now.case.parties) + 1
        if self.person is not None:
            may_be_known(now, self.role)
        if self.known_since is not None:
            now.since_receipt(self.known_since, "known_since")
        yield now.happened(
            PartyAdded,
            party=number,
            role=self.role,
            name=self.name,
            contact=self.contact,
        )
        if self.person is not None:
            yield now.also(
                "match_party", PartyMatched, party=number, person=self.person
            )
            yield from kept_away(now, self.person, self.role)


class MatchParty(StepCommand):
    """Recognise a party as a person of the organisation."""

    step_name: ClassVar[str] = "match_party"

    party: Number
    person: Person

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return interests_to_ask(case)

    def participant(self, case: Case) -> str | None:
        return self.person if case.parties[self.party].role in PARTICIPANTS else None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        party = numbered(now, self.party)
        if party.person is not None:
            raise Refused("the party is matched already", now.step.clause, "party")
        if not party.is_person:
            raise Refused("the party is an organisation", now.step.clause, "party")
        may_be_known(now, party.role)
        yield now.happened(PartyMatched, party=self.party, person=self.person)
        yield from kept_away(now, self.person, party.role)


class DesignateHandler(StepCommand):
    """Make somebody responsible for the case."""

    step_name: ClassVar[str] = "designate_handler"

    person: Person
    role: Name
    conflict_declared_absent: YesNo

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (interests_of(self.person),)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        _suitable(now, self.role, self.conflict_declared_absent)
        fit_to_handle(now, "person", self.person, self.role)
        undeclared = self.person in now.case.routing.undeclared
        if self.role in now.case.handlers.get(self.person, ()) and not undeclared:
            return
        designated = now.happened(HandlerDesignated, **dict(self))
        yield designated
        yield from _routed(now, designated)


class RecuseHandler(StepCommand):
    """Stand down as a handler, or stand somebody down."""

    step_name: ClassVar[str] = "recuse_handler"

    person: Person
    reason: Personal | None = None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        handling(now, self.person)
        yield now.happened(HandlerRecused, person=self.person, reason=self.reason)
        rule = "whoever stood down has no task"
        yield from tasks_left(now, self.person, rule)


class ReplaceHandler(StepCommand):
    """Let another person take over from a handler."""

    step_name: ClassVar[str] = "replace_handler"

    person: Person
    successor: Person
    role: Name
    conflict_declared_absent: YesNo

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (interests_of(self.successor),)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if self.role not in handling(now, self.person):
            raise Refused("the handler has another role", now.step.clause, "role")
        _suitable(now, self.role, self.conflict_declared_absent)
        fit_to_handle(now, "successor", self.successor, self.role)
        replaced = now.happened(HandlerReplaced, **dict(self))
        yield replaced
        yield from tasks_taken_over(now, self.person, self.role, self.successor)
        yield from _routed(now, replaced)


def _routed(now: Circumstances, designated: Event) -> Iterator[Event]:
    """What that somebody is responsible makes of who acts in whose place."""
    case = after(now.case, designated, now.by.id)
    yield from routed(case, now.today, now.step.clause)


def _suitable(now: Circumstances, role: str, declared: bool) -> None:
    """Refuse an office that handles no cases, and one without a declaration."""
    edition, clause = now.case.edition, now.step.clause
    if role not in ROLES and role not in edition.roles:
        reason = "the code knows no such office"
        raise Refused(reason, clause, "role", allowed=edition.roles)
    if edition.kind_of(role) not in HANDLING:
        raise Refused("the office handles no cases", clause, "role")
    if not declared:
        reason = "a handler declares to have no conflict of interest"
        raise Refused(reason, clause, "conflict_declared_absent")


def handling(now: Circumstances, person: str) -> frozenset[str]:
    """The roles in which somebody handles the case; refused when in none."""
    if person not in now.case.handlers:
        raise Refused("the person is not a handler", now.step.clause, "person")
    return now.case.handlers[person]


def numbered(now: Circumstances, party: int) -> Party:
    """The party with this number; refused when there is none."""
    if party not in now.case.parties:
        raise Refused("the case has no such party", now.step.clause, "party")
    return now.case.parties[party]


def accused(now: Circumstances, number: int) -> Party:
    """The accused party with this number; refused when it is another or none."""
    party = numbered(now, number)
    if party.role != "subject":
        raise Refused("the party is not accused", now.step.clause, "party")
    return party


def may_be_known(now: Circumstances, role: str) -> None:
    """Refuse to say which person reported, unless the reporter is named."""
    if role == REPORTER and now.case.identity_mode != "named":
        reason = "who reported without being named is matched to nobody"
        raise Refused(reason, STAYS_UNKNOWN, "person")
