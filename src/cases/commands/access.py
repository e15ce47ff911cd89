"""Letting somebody read a case for a time.

Who is to act in a case is made responsible for it; nobody acts by what stands here.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Final, get_args

from pydantic import Field

from cases.actors import OWN_ONLY, ROLES, Actor
from cases.calendar import Due
from cases.case.case import Case
from cases.case.grant import Grant
from cases.commands.bars import interests_of
from cases.commands.command import (
    EACH_ONCE,
    UNIQUE,
    Circumstances,
    Day,
    Number,
    StepCommand,
)
from cases.commands.conflicts import ACCESS_MANAGER, fit, unfit_to_read
from cases.commands.units import of_the_unit
from cases.edition.access import LONGEST
from cases.errors import Refused
from cases.events.access import AccessGranted, AccessWithdrawn, Right
from cases.events.event import Event, Name, Person, Personal
from cases.rights import Reach, rights

RIGHTS: Final[tuple[Right, ...]] = get_args(Right)


class GrantAccess(StepCommand):
    """Let somebody read the case until a day, in one office, for reasons.

    It ends by itself. Nothing that the office has no right to in any case.
    """

    step_name: ClassVar[str] = "grant_access"

    person: Person
    role: Name
    rights: Annotated[
        tuple[Right, ...],
        Field(min_length=1, max_length=4, json_schema_extra=UNIQUE),
        EACH_ONCE,
    ]
    """What they may do, as the table of permissions names it."""
    until: Day
    """The last day."""
    reasons: Personal

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (interests_of(self.person),)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        self._possible(now)
        self._to_another(now)
        of_the_unit(now, "person", self.person, self.role)
        fit(now, "person", {self.person}, unfit_to_read(now.case, now.today))
        ends_at = now.case.edition.calendar.ends(Due(self.until))
        said = dict(self)
        reasons = said.pop("reasons")
        if not any(
            (one.person, one.role, one.rights, one.ends_at)
            == (self.person, self.role, frozenset(self.rights), ends_at)
            and one.lasts(now.at)
            for one in now.case.grants.values()
        ):
            number = len(now.case.grants) + 1
            yield now.happened(
                AccessGranted, grant=number, ends_at=ends_at, reasons=reasons, **said
            )

    def _possible(self, now: Circumstances) -> None:
        clause = now.step.clause
        allowed = [right for right in RIGHTS if right in may_have(now, self.role)]
        if set(self.rights) - set(allowed):
            reason = "the office has no such right in any case"
            raise Refused(reason, clause, "rights", allowed=allowed)
        latest = now.case.edition.due(LONGEST, now.today).on
        if not now.today <= now.possible(self.until, "until") <= latest:
            reason = "a case is given to read for less time, and not until yesterday"
            raise Refused(reason, clause, "until", until=latest)

    def _to_another(self, now: Circumstances) -> None:
        if self.person in (now.by.id, now.by.on_behalf_of):
            reason = "nobody gives a case to themselves"
            raise Refused(reason, now.step.clause, "person")
        readers = {one.person for one in now.case.grants.values() if one.lasts(now.at)}
        reads = now.by.id in readers.union(now.case.served)
        if reads and now.case.edition.kind_of(now.by.role) == ACCESS_MANAGER:
            reason = "whoever reads a case gives it to nobody as the access manager"
            raise Refused(reason, now.step.clause)


class WithdrawAccess(StepCommand):
    """Take back what somebody was given to read, or opened, before its day."""

    step_name: ClassVar[str] = "withdraw_access"

    grant: Number
    """The number of what they were given, as the case's access lists it."""
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if numbered(now, self.grant).lasts(now.at):
            yield now.happened(AccessWithdrawn, **dict(self))


def numbered(now: Circumstances, number: int) -> Grant:
    """What somebody may read, by its number; refused when there is none."""
    if number not in now.case.grants:
        reason = "nobody was given anything under this number"
        raise Refused(reason, now.step.clause, "grant")
    return now.case.grants[number]


def may_have(now: Circumstances, role: str) -> tuple[Right, ...]:
    """What an office can be let read; refused for one that is let read nothing.

    Whoever speaks for themselves reads nothing of others; nor does whoever gives
    cases to read, or looks after the machines (deny wins).
    """
    edition = now.case.edition
    if role not in ROLES and role not in edition.roles:
        reason = "the code knows no such office"
        raise Refused(reason, now.step.clause, "role", allowed=edition.roles)
    kind = edition.kind_of(role)
    far = {} if kind in OWN_ONLY else rights().get(kind, {})
    readable = tuple(one for one in RIGHTS if far.get(one, Reach.NONE) != Reach.NONE)
    if not readable:
        raise Refused("the office is let read no cases", now.step.clause, "role")
    return readable
