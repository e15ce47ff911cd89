"""Opening a case: a report received, a disclosure made."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from cases.actors import REPORTER, Actor, has_mailbox
from cases.case.case import Case
from cases.case.fold import after
from cases.commands.answers import checked
from cases.commands.bars import interests_of
from cases.commands.beyond import beyond
from cases.commands.command import FACTS_ARE_PAST, Command, Day, Names, Persons
from cases.commands.confiding import keeping_out, people
from cases.commands.consequences import opened
from cases.commands.order import guarded, speaks
from cases.commands.units import held_for, placed, unit_told
from cases.edition.accusing import category
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.procedure import Opening
from cases.errors import NotPermitted, Refused
from cases.events.event import (
    NO_OFFICE_FOR,
    Event,
    Fact,
    Name,
    Person,
    Personal,
)
from cases.events.opening import Channel, DisclosureMade, IdentityMode, ReportReceived
from cases.events.people import PersonExcluded

BY_THEMSELVES: Final = ("reporter", "member")
"""Roles in which people report in their own name, not for somebody else."""

NAMES_NOBODY: Final = "not from the code: the key of a mailbox names nobody"

ADDED_UP: Final = frozenset({"nominal_value"})
"""Guards that look at what the declarant disclosed before."""

Facts = Annotated[Mapping[Name, Fact], Field(max_length=50)]


def in_force(code: Code, at: datetime) -> Edition:
    """The edition in force at a moment, by the calendar of the place it names."""
    nearly = code.in_force(at.date())
    return code.in_force(nearly.calendar.day(at))


class OpenCase(Command):
    """Begin a case of one type, under the edition in force today."""

    case_type: Name = Field(examples=["breach_report"])
    opening: Name = Field(examples=["received"])
    facts: Facts = Field(default_factory=dict)
    unit: Person | None = None
    """The unit of the organisation that the case belongs to; null when to none, or
    when a fact says it, or the one that the opener's office is held for."""
    account: Personal

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        raise NotImplementedError

    def opened(self, case: Case, edition: Edition, kind: str, by: Actor) -> Opening:
        """The opening, if the procedure has it and it is for this actor."""
        procedure = edition.procedure(self.case_type)
        opening = procedure.opening(self.opening)
        if case.case_type:
            raise Refused("the case has begun already", opening.clause)
        if procedure.kind != kind:
            raise Refused(f"it is opened as a {procedure.kind}", procedure.clause)
        if opening.splits:
            reason = "only a case that is split off from another begins so"
            raise Refused(reason, opening.clause, "opening", awaits=["split_case"])
        if not edition.allows(opening, by.role):
            reason = f"{opening.name!r} is for {', '.join(opening.by)}"
            raise NotPermitted(reason, opening.clause)
        speaks(edition, opening, by)
        return opening

    def beginning(
        self, case: Case, edition: Edition, opening: Opening, by: Actor, at: datetime
    ) -> dict[str, object]:
        """What the events of both kinds say of how the case begins."""
        procedure = edition.procedure(self.case_type)
        today = edition.calendar.day(at)
        facts = checked(procedure, opening, self.facts, today, {})
        guarded(self.begun(case, edition), opening, today)
        held = held_for(case.mandates, edition, by, today)
        return {
            "case_type": self.case_type,
            "kind": procedure.kind,
            "edition": edition.edition,
            "opening": opening.name,
            "label": opening.label,
            "clause": opening.clause,
            "phase": opening.phase,
            "unit": placed(held, *unit_told(procedure, facts, self.unit)),
            "facts": facts,
            "account": self.account,
        }

    def begun(self, case: Case, edition: Edition) -> Case:
        """The case with what the command says of it."""
        return replace(
            case,
            edition_name=edition.edition,
            case_type=self.case_type,
            facts=self.facts,
        )


class ReceiveReport(OpenCase):
    """Take in a report of a possible breach."""

    channel: Channel
    identity_mode: IdentityMode
    received_on: Day
    reporter: Person | None = None
    categories: Names = ()
    no_office_for: Annotated[tuple[Person, ...], Field(max_length=NO_OFFICE_FOR)] = ()
    """Who, as the reporter asks, is not to hold an office in the case. Nobody is told
    so: they are not eligible, like others."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        edition = in_force(case.code, at)
        opening = self.opened(case, edition, "report", by)
        today = edition.calendar.day(at)
        if self.received_on > today:
            reason = "the day is in the future"
            raise Refused(reason, FACTS_ARE_PAST, "received_on", until=today)
        case.code.in_force(self.received_on, "received_on")
        self._known(edition, opening)
        received = ReportReceived.model_validate(
            {
                **self.beginning(case, edition, opening, by, at),
                "channel": self.channel,
                "identity_mode": self.identity_mode,
                **people(self.identity_mode, self._reporter(opening, by)),
                "received_on": self.received_on,
                "categories": self.categories,
            }
        )
        yield received
        yield from keeping_out(received, self.no_office_for)
        begun = self.begun(case, edition)
        yield from opened(begun, opening, at, self.received_on)

    def speaker(self, by: Actor) -> Actor:
        """Who reports acts as the reporter, under a name only if they are named."""
        if by.role in BY_THEMSELVES:
            named = self.identity_mode == "named"
            return Actor(by.id if named else self.identity_mode, REPORTER)
        known = by.on_behalf_of or self.reporter
        return replace(by, on_behalf_of=REPORTER if known else None)

    def _known(self, edition: Edition, opening: Opening) -> None:
        for named in self.categories:
            category(edition, named, opening.clause, "categories")

    def _reporter(self, opening: Opening, by: Actor) -> str | None:
        """Whose report it is; None when nobody knows, or wants to say."""
        own = by.role in BY_THEMSELVES
        known = {self.reporter, by.on_behalf_of} - {None}
        if self.identity_mode == "anonymous":
            if known:
                reason = "an anonymous report names no reporter"
                raise Refused(reason, opening.clause, "reporter")
            return by.id if has_mailbox(by.id) else None
        if has_mailbox(by.id):
            reason = "by the key of a mailbox one reports anonymously"
            raise Refused(reason, NAMES_NOBODY, "identity_mode", allowed=["anonymous"])
        if len(known) > 1 and not own:
            reason = "the report is taken down for somebody else"
            raise Refused(reason, opening.clause, "reporter")
        return by.id if own else next(iter(known), None)


class MakeDisclosure(OpenCase):
    """Declare what the code asks to be declared, or ask for what it lets one ask."""

    counterparties: Persons = ()

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        """What the declarant disclosed before, where an opening adds it up."""
        adds_up = any(
            ADDED_UP & {*opening.guards}
            for edition in case.code.editions
            if (procedure := edition.procedures.get(self.case_type))
            and (opening := procedure.openings.get(self.opening))
        )
        return (interests_of(by.on_behalf_of or by.id),) if adds_up else ()

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        edition = in_force(case.code, at)
        opening = self.opened(case, edition, "disclosure", by)
        if has_mailbox(by.id):
            reason = "a disclosure is made by somebody who is known"
            raise Refused(reason, NAMES_NOBODY)
        declarant = by.on_behalf_of or by.id
        theirs = replace(case, declarant=declarant)
        made = DisclosureMade.model_validate(
            {
                **self.beginning(theirs, edition, opening, by, at),
                "declarant": declarant,
                "counterparties": self._with_whom(edition),
            }
        )
        yield made
        yield from _kept_away(made, opening)
        yield from beyond(after(case, made, by.id), opening)
        today, day = edition.calendar.day(at), opening.happened_on(self.facts)
        when = day if day and day != today else at
        yield from opened(self.begun(case, edition), opening, at, when)

    def _with_whom(self, edition: Edition) -> tuple[str, ...]:
        """Those named beside the facts, and those whom a fact names."""
        asked = edition.procedure(self.case_type).facts
        facts = [
            str(fact)
            for name, fact in self.facts.items()
            if asked[name].kind == "pseudonym"
        ]
        return tuple(dict.fromkeys((*self.counterparties, *facts)))


def _kept_away(made: DisclosureMade, opening: Opening) -> Iterator[Event]:
    """Whom the case is about, unless they brought it themselves."""
    for name in opening.excludes:
        if (person := made.facts[name]) != made.declarant:
            yield PersonExcluded(
                step="exclude_person",
                clause=opening.clause,
                phase=opening.phase,
                person=str(person),
                reason="subject",
            )
