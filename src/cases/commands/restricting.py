"""Data that are kept and not used: who may read them all the same, and for how long.

The officer orders it in the request of whoever the data are about, and each case that
holds them is told in the same commit; what its door opens follows from the case.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from cases.actors import OWN_ONLY, Actor
from cases.case.case import Case
from cases.commands.command import (
    EACH_ONCE,
    UNIQUE,
    Circumstances,
    Day,
    Elsewhere,
    StepCommand,
)
from cases.commands.considering import concerned, parties_of
from cases.errors import Refused
from cases.events.event import Event, Person, Personal
from cases.events.requests import (
    Ground,
    ProcessingRestricted,
    ReadingAllowed,
    ReadingGranted,
    RestrictionEnded,
    TextsReleased,
    TextsRestricted,
)


class RestrictTexts(StepCommand):
    """Let nobody read texts about whoever asked but as the officer allows.

    Texts about them alone or with others, in cases that they know of (GDPR Art. 18).
    """

    step_name: ClassVar[str] = "restrict_texts"

    ground: Ground
    """Why data are kept and not used."""
    cases: Annotated[
        tuple[UUID, ...],
        Field(min_length=1, max_length=100, json_schema_extra=UNIQUE),
        EACH_ONCE,
    ]
    """In which cases."""

    def others(self, case: Case) -> tuple[UUID, ...]:
        return self.cases

    def happens(self, now: Circumstances) -> Iterator[Event]:
        for number, one in enumerate(self.cases):
            concerned(now, one, f"cases.{number}")
        yield now.happened(ProcessingRestricted, **dict(self))

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        for one in self.cases:
            theirs = parties_of(now.case.others[one], now.case.declarant)
            yield (
                one,
                TextsRestricted(
                    request=asking(now.case),
                    clause=now.step.clause,
                    ground=self.ground,
                    parties=tuple(sorted(theirs)),
                ),
            )


class GrantReading(StepCommand):
    """Let somebody read what is restricted in a case, until a day, for reasons.

    It opens nothing that their office does not.
    """

    step_name: ClassVar[str] = "grant_reading"

    case: UUID
    """A case in which texts are restricted."""
    person: Person
    until: Day
    """The last day."""
    reasons: Personal

    def others(self, case: Case) -> tuple[UUID, ...]:
        return (self.case,)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if self.case not in now.case.disposal.restricted:
            reason = "no texts of that case are restricted"
            raise Refused(reason, now.step.clause, "case")
        if now.possible(self.until, "until") < now.today:
            raise Refused("the day is over", now.step.clause, "until", until=now.today)
        yield now.happened(ReadingAllowed, **dict(self))

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        yield (
            self.case,
            ReadingGranted(
                request=asking(now.case),
                clause=now.step.clause,
                person=self.person,
                until=self.until,
            ),
        )


class EndRestriction(StepCommand):
    """Let data be used again, once whoever asked has been told (GDPR Art. 18(3))."""

    step_name: ClassVar[str] = "end_restriction"

    told_on: Day
    """The day on which whoever asked was told."""
    reasons: Personal

    def others(self, case: Case) -> tuple[UUID, ...]:
        return tuple(sorted(case.disposal.restricted))

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.past(self.told_on, "told_on")
        yield now.happened(RestrictionEnded, **dict(self))

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        for one in self.others(now.case):
            clause = now.step.clause
            yield one, TextsReleased(request=asking(now.case), clause=clause)


def asking(case: Case) -> UUID:
    """The request, by its name."""
    assert case.case_id is not None
    return case.case_id


def kept_from(
    case: Case, reader: Actor, about: Collection[int], today: date
) -> str | None:
    """By which clause somebody may not read a text; None when they may.

    Those who are shown their own words alone may: their own are never kept from them.
    """
    if not case.restrictions or case.edition.kind_of(reader.role) in OWN_ONLY:
        return None
    for restriction in case.restrictions.values():
        if restriction.keeps_from(reader.id, about, today):
            return restriction.clause
    return None
