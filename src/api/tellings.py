"""What a case tells whoever reported or is accused, in the order they learn it.

Most of it they know at once. What is alleged or decided about somebody is theirs once
they were heard or told: until then it waits. So what they could know on a day is the
beginning of what they know later, and an entry keeps its number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from api.told import FACTS, about_them, is_told
from api.told_apart import OF_REPORTER, OF_SUBJECT, TO_REPORTER, TO_SUBJECT
from cases.actors import REPORTER
from cases.case.case import Case
from cases.case.fold import after
from cases.edition.code import Code
from cases.events.event import Concealed, Event, Sealed, described, personal_fields
from cases.log.recorded import Envelope, Recorded
from projections.case_timeline import Part
from projections.row import OCCURRED

SUBJECT: Final = "subject"


class Audience(Protocol):
    """Somebody whom a case tells some of what happens in it."""

    @property
    def called(self) -> str:
        """`reporter` or `subject`."""

    def facts(self, one: Recorded) -> tuple[str, ...] | None:
        """Which facts of an event are for them, once they know; None for no part."""

    def knows(self, case: Case, event: Event) -> bool:
        """Whether they know of it, as the case stands."""

    def aware(self, case: Case) -> object:
        """What of the case that depends on."""

    def did(self, by: Envelope) -> bool:
        """Whether it was their act, or one for them."""

    def texts(self, one: Recorded) -> Iterator[tuple[str, Sealed]]:
        """The texts of an event that are for them."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Whoever reported; of a disclosure whoever made it."""

    declarant: str | None = None
    called: str = REPORTER

    def facts(self, one: Recorded) -> tuple[str, ...] | None:
        """What was written to them, and what they did."""
        kind = type(one.event)
        if kind in TO_REPORTER:
            return TO_REPORTER[kind]
        return OF_REPORTER.get(kind) if self.did(one.envelope) else None

    def knows(self, _case: Case, _event: Event) -> bool:
        """At once."""
        return True

    def aware(self, _case: Case) -> object:
        """Nothing."""
        return None

    def did(self, by: Envelope) -> bool:
        """A reporter acts under no name."""
        if REPORTER in (by.acting_as, by.on_behalf_of):
            return True
        return self.declarant in (by.actor, by.on_behalf_of or by.actor)

    def texts(self, one: Recorded) -> Iterator[tuple[str, Sealed]]:
        """Their own words, and words to them; never who they are."""
        own = self.did(one.envelope)
        for field, item in personal_fields(type(one.event)):
            sealed = getattr(one.event, field)
            to_them = described(one.event, item).audience == REPORTER
            plain = isinstance(sealed, Sealed) and not isinstance(sealed, Concealed)
            if plain and (own or to_them):
                yield field, sealed


@dataclass(frozen=True, slots=True)
class Subject:
    """Whoever is accused, as the parties that they are."""

    parties: frozenset[int]
    persons: frozenset[str]
    called: str = SUBJECT

    def facts(self, one: Recorded) -> tuple[str, ...] | None:
        """What is about them, and what they did; of nobody else."""
        kind = type(one.event)
        if kind in FACTS:
            theirs = getattr(one.event, "party", None) in self.parties
            return FACTS[kind] if theirs else None
        if kind in TO_SUBJECT:
            return TO_SUBJECT[kind]
        return OF_SUBJECT.get(kind) if self.did(one.envelope) else None

    def knows(self, case: Case, event: Event) -> bool:
        """Once they were heard or told, and as long as it is they who are accused."""
        accused = (n for n in self.parties & case.informed if n in case.parties)
        if not any(case.parties[number].role == SUBJECT for number in accused):
            return False
        return type(event) not in FACTS or is_told(case, event, self.parties)

    def aware(self, case: Case) -> object:
        """Whom it told what, and as what they are in it."""
        roles = [case.parties.get(number) for number in sorted(self.parties)]
        return case.informed, case.heard, {*case.notified}, roles

    def did(self, by: Envelope) -> bool:
        """In no office: what they did in one was not done as the accused."""
        return by.acting_as == SUBJECT and by.actor in self.persons

    def texts(self, one: Recorded) -> Iterator[tuple[str, Sealed]]:
        """Their own words, and what is about them and nobody else."""
        if not self.did(one.envelope):
            yield from about_them(one.event)
            return
        for field, _ in personal_fields(type(one.event)):
            if isinstance(sealed := getattr(one.event, field), Sealed):
                yield field, sealed


@dataclass(frozen=True, slots=True)
class Telling:
    """Something that somebody was told."""

    number: int
    """Of what they were told, counted from 1."""
    recorded: Recorded
    facts: tuple[str, ...]
    told_at: datetime
    """When they came to know it."""


def tellings(
    code: Code, history: Iterable[Recorded], to: Audience
) -> Iterator[Telling]:
    """All that a history tells somebody, as they came to know it."""
    case, known, waiting = Case(code), None, list[Recorded]()
    number = 0
    for recorded in history:
        case = after(case, recorded.event, recorded.envelope.actor)
        new = [recorded] if to.facts(recorded) is not None else []
        if (now := to.aware(case)) != known:
            known, new, waiting = now, waiting + new, []
        for one in new:
            if not to.knows(case, one.event):
                waiting.append(one)
                continue
            number += 1
            facts = to.facts(one) or ()
            yield Telling(number, one, facts, recorded.recorded_at)


def within(one: Telling, part: Part) -> bool:
    """Whether it is wanted: by its number, when it was told, and when it happened."""
    told_on = one.told_at.date()
    happened = occurred_on(one) or one.recorded.recorded_at.date()
    return (
        one.number > part.since
        and (part.known_after is None or told_on > part.known_after)
        and (part.known_on is None or told_on <= part.known_on)
        and (part.happened_by is None or happened <= part.happened_by)
    )


def occurred_on(one: Telling) -> date | None:
    """The day it happened on, where they are told that it is another one."""
    field = OCCURRED.get(type(one.recorded.event))
    if field is None or field not in one.facts:
        return None
    day: date = getattr(one.recorded.event, field)
    return day
