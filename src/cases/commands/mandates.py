"""Giving offices of the organisation and ending them; who may act in one."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar, Final

from cases.actors import OWN_ONLY, ROLES, SYSTEM, Actor
from cases.case.case import Case
from cases.commands.command import Command, Day, SomePersons
from cases.commands.opening import in_force
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.terms import Mandating
from cases.errors import NotPermitted, Refused
from cases.events.event import Event, Name
from cases.events.mandates import (
    RoleMandateBegan,
    RoleMandateEnded,
    RoleMandateGivenAhead,
    RoleMandateGranted,
    RoleMandateOver,
)
from cases.mandates import Mandate, Mandates

NOT_SAID: Final = Mandating(
    by=("access_manager",),
    clause="not from the code: an office is held while its mandate lasts",
)
"""Who gives offices where an edition does not say."""

GIVEN_TO_NOBODY: Final = frozenset({"reporter", "subject", "witness", "system"})
"""General roles that are no offices."""


def authorised(code: Code, mandates: Mandates, by: Actor, at: datetime) -> None:
    """Refuse an act in an office that the actor does not hold on the day.

    Where no mandates are kept for the office, the token alone says who holds it. Who
    speaks for themselves, as members do, needs no mandate for it.
    """
    if not mandates.kept(by.role):
        return
    edition = in_force(code, at)
    if edition.kind_of(by.role) in OWN_ONLY:
        return
    if not mandates.holds(by.id, by.role, edition.calendar.day(at)):
        reason = "no mandate for this office is in force today"
        raise NotPermitted(reason, _rule(edition).clause)


def _rule(edition: Edition) -> Mandating:
    return edition.mandates or NOT_SAID


def giving(edition: Edition, by: Actor) -> Mandating:
    """The rule by which offices are given and ended; NotPermitted for anybody else."""
    rule = _rule(edition)
    if by != SYSTEM and {by.role, edition.kind_of(by.role)}.isdisjoint(rule.by):
        reason = f"offices are given and ended by {', '.join(rule.by)}"
        raise NotPermitted(reason, rule.clause)
    return rule


class OfficeCommand(Command):
    """Something about the offices of the organisation; it is about no case."""

    about_a_case: ClassVar[bool] = False


class MandateCommand(OfficeCommand):
    """Something about who holds an office."""

    role: Name
    persons: SomePersons
    unit: Name | None = None
    """The unit that it is for, whose cases alone the holder sees and acts in; null when
    for all of the organisation."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        edition = in_force(case.code, at)
        rule = giving(edition, by)
        known = sorted({*ROLES, *edition.roles} - GIVEN_TO_NOBODY)
        if self.role not in known:
            reason = "the code has no such office to be given"
            raise Refused(reason, rule.clause, "role", allowed=known)
        today = edition.calendar.day(at)
        yield from self.happens(case.mandates, by, today, rule)

    def happens(
        self, mandates: Mandates, by: Actor, today: date, rule: Mandating
    ) -> Iterator[Event]:
        """Yield what happens, or raise a CaseError."""
        raise NotImplementedError


class GrantMandates(MandateCommand):
    """Give an office to one or several persons.

    With the first mandate for an office the organisation keeps mandates for it: from
    then on nobody acts in it without one, whatever their token says.
    """

    valid_from: Day
    valid_until: Day | None = None
    """First day on which it no longer holds; null until it is ended."""

    def happens(
        self, mandates: Mandates, by: Actor, today: date, rule: Mandating
    ) -> Iterator[Event]:
        if by.id in self.persons:
            reason = "nobody gives an office to themselves"
            raise Refused(reason, rule.clause, "persons")
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            reason = "the mandate ends before it begins"
            raise Refused(reason, rule.clause, "valid_until")
        ahead = self.valid_from > today
        given = RoleMandateGivenAhead if ahead else RoleMandateGranted
        for person in self.persons:
            if not self._there(mandates.of(person, self.role), rule):
                yield given(
                    person=person,
                    role=self.role,
                    unit=self.unit,
                    clause=rule.clause,
                    valid_from=self.valid_from,
                    valid_until=self.valid_until,
                )

    def _there(self, held: tuple[Mandate, ...], rule: Mandating) -> bool:
        """Whether exactly this is given already; refused when it overlaps."""
        of_unit = [one for one in held if one.unit == self.unit]
        overlapping = [one for one in of_unit if self._meets(one)]
        asked = (self.valid_from, self.valid_until)
        if any((one.valid_from, one.valid_until) != asked for one in overlapping):
            reason = "somebody named here holds the office at that time"
            raise Refused(reason, rule.clause, "persons")
        return bool(overlapping)

    def _meets(self, one: Mandate) -> bool:
        until, theirs = self.valid_until or date.max, one.valid_until or date.max
        return one.valid_from < until and self.valid_from < theirs


class EndMandates(MandateCommand):
    """Take an office from one or several persons; what they did in it stays valid.

    Also if it was to begin only later.
    """

    valid_until: Day
    """First day on which it no longer holds."""

    def happens(
        self, mandates: Mandates, by: Actor, today: date, rule: Mandating
    ) -> Iterator[Event]:
        ended = [p for p in self.persons if self._held(mandates.of(p, self.role), rule)]
        self._somebody_left(mandates, rule)
        said = {"role": self.role, "unit": self.unit, "clause": rule.clause}
        for person in ended:
            told = {**said, "person": person, "valid_until": self.valid_until}
            yield RoleMandateEnded.model_validate(told)
            if self.valid_until <= today:
                yield RoleMandateOver.model_validate(told)

    def _held(self, held: tuple[Mandate, ...], rule: Mandating) -> bool:
        """Whether there is something to end; refused when there never was."""
        of_unit = [one for one in held if one.unit == self.unit]
        if any(one.lasts(self.valid_until) for one in of_unit):
            return True
        if any(one.valid_until == self.valid_until for one in of_unit):
            return False
        reason = "somebody named here does not hold the office then"
        raise Refused(reason, rule.clause, "persons")

    def _somebody_left(self, mandates: Mandates, rule: Mandating) -> None:
        """Refuse to leave nobody who could give an office again."""
        if self.role not in rule.by:
            return
        for role in rule.by:
            leaving = {*self.persons} if role == self.role else set()
            holders = {*mandates.holders(role, self.valid_until)}
            if not mandates.kept(role) or holders - leaving:
                return
        reason = "nobody would be left who can give offices"
        raise Refused(reason, rule.clause, "persons")


class NoteMandates(OfficeCommand):
    """Record that the day came on which mandates begin or end, once for each."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        edition = in_force(case.code, at)
        rule = _rule(edition)
        if by != SYSTEM:
            raise NotPermitted("only the passing of time is noted so", rule.clause)
        today = edition.calendar.day(at)
        for one in case.mandates.beginning(today):
            began = _of(one, rule) | {"valid_from": one.valid_from}
            yield RoleMandateBegan.model_validate(began)
        for one in case.mandates.ending(today):
            over = _of(one, rule) | {"valid_until": one.valid_until}
            yield RoleMandateOver.model_validate(over)


def _of(one: Mandate, rule: Mandating) -> dict[str, object]:
    """Whose office it is, and who gives offices."""
    held = {"person": one.person, "role": one.role, "unit": one.unit}
    return {**held, "clause": rule.clause}
