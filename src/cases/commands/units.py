"""For which units of the organisation an office is held, and what that leaves out.

Whoever holds an office for a National Committee, a duty station or a country office has
to do with the cases of that unit and with no other, whoever gave them one: for them it
does not exist. A case belongs to the unit that it was received in and to those of its
accused parties; one that belongs to no unit belongs to the whole organisation.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from cases.actors import OWN_ONLY, Actor
from cases.case.case import Case
from cases.commands.command import Circumstances
from cases.commands.order import stands_open
from cases.edition.edition import Edition
from cases.edition.procedure import Procedure
from cases.errors import Refused
from cases.events.event import Fact
from cases.mandates import Mandates

UNIT_ONLY: Final = (
    "not from the code: an office for a unit is for the cases of that unit"
)

Units = frozenset[str] | None
"""Units that an office is held for; None when for the whole organisation."""


def held_for(mandates: Mandates, edition: Edition, by: Actor, on: date) -> Units:
    """The units that an actor's office is for on a day, as far as mandates are kept.

    Whoever speaks for themselves does so in no unit.
    """
    if not mandates.kept(by.role) or edition.kind_of(by.role) in OWN_ONLY:
        return None
    return mandates.units(by.id, by.role, on)


def of_another(case: Case, person: str, role: str, on: date) -> bool:
    """Whether somebody holds an office, and for other units than those of the case."""
    there = Actor(person, role)
    held = held_for(case.mandates, case.edition, there, on)
    return bool(held) and not covers(case.mandates, case, there, on)


def of_the_unit(now: Circumstances, field: str, person: str, role: str) -> None:
    """Refuse somebody for whom the case would not exist once they have it."""
    if of_another(now.case, person, role, now.today):
        reason = "the office is held for another unit than that of the case"
        raise Refused(reason, UNIT_ONLY, field)


def of_their_unit(now: Circumstances, number: int | None) -> None:
    """Refuse a step about a party of another unit than the office is held for.

    Where the step asks for it; of whom it is not said, the unit is that of the case.
    """
    if number is None or not now.step.of_their_unit:
        return
    held = held_for(now.case.mandates, now.case.edition, now.by, now.today)
    theirs = now.case.parties[number].unit or now.case.unit
    if held is not None and theirs not in held:
        reason = "the office is held for another unit than that of the party"
        raise Refused(reason, now.step.clause, "party")


def units_of(case: Case) -> frozenset[str]:
    """The units that a case belongs to: its own, and those of its accused parties.

    Of one that follows another, those of that one.
    """
    first = case.host or case
    units = {first.unit, *(party.unit for party in first.parties.values())}
    return frozenset(unit for unit in units if unit is not None)


def covers(mandates: Mandates, case: Case, by: Actor, on: date) -> bool:
    """Whether the actor's office is for a unit of the case; the case stands open.

    Whoever disclosed something finds it in every office they hold.
    """
    units = held_for(mandates, case.edition, by, on)
    if units is None or by.id == case.declarant:
        return True
    return not units.isdisjoint(units_of(case))


def in_reach(mandates: Mandates, case: Case, by: Actor, on: date) -> bool:
    """Whether a case stands open to an actor whose office is for a unit of it."""
    return stands_open(case, by) and covers(mandates, case, by, on)


def unit_told(
    procedure: Procedure, facts: Mapping[str, Fact], unit: str | None
) -> tuple[str | None, str]:
    """The unit that a new case is said to belong to, and the field that says so."""
    told = facts.get(procedure.unit or "")
    if told is None:
        return unit, "unit"
    if unit not in (None, told):
        reason = "the facts say that the case belongs to another unit"
        raise Refused(reason, procedure.clause, "unit", allowed=[str(told)])
    return str(told), f"facts.{procedure.unit}"


def placed(units: Units, unit: str | None, field: str) -> str | None:
    """The unit of a case that somebody begins: as they say, or that of their office.

    Raises Refused when they say another than they hold their office for, and nothing
    where it could be several.
    """
    if units is None or unit in units:
        return unit
    if unit is None and len(units) == 1:
        return min(units)
    reason = "the office is held for another unit" if unit else "no unit is named"
    raise Refused(reason, UNIT_ONLY, field, allowed=sorted(units))
