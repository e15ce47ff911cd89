"""Mandates for the tests of what follows from them in a case."""

from dataclasses import replace
from datetime import date

from scenario import DAY_0, OWNER, Scenario

from cases.case.fold import after
from cases.events.mandates import (
    RoleMandateEnded,
    RoleMandateGranted,
    RoleMandateOver,
)
from cases.events.opening import CasePlaced
from cases.mandates import Mandates

SINCE = date(2025, 1, 1)
TODAY = DAY_0.date()
CLAUSE = "not from the code: a test"


def granted(person: str, role: str, unit: str | None = None) -> RoleMandateGranted:
    """An office held since long ago."""
    return RoleMandateGranted(
        person=person, role=role, unit=unit, clause=CLAUSE, valid_from=SINCE
    )


def over(person: str, role: str) -> RoleMandateOver:
    """One that is held no longer from today on."""
    return RoleMandateOver(person=person, role=role, clause=CLAUSE, valid_until=TODAY)


def holding(before: Scenario, *given: RoleMandateGranted) -> Scenario:
    """The same case, where these offices are held beside those that are."""
    mandates = before.case.mandates
    for event in given:
        mandates = mandates.after(event)
    return _with(before, mandates)


def placed(before: Scenario, unit: str) -> Scenario:
    """The same case, which belongs to a unit of the organisation."""
    event = CasePlaced(unit=unit, clause=CLAUSE)
    case = after(before.case, event, OWNER.id)
    return Scenario(case, None, (*before.history, (event, OWNER.id)))


def leaving(before: Scenario, person: str, role: str) -> Scenario:
    """The same case, after somebody lost an office of the organisation today."""
    mandates = before.case.mandates
    for one in mandates.of(person, role):
        ended = RoleMandateEnded(
            person=person, role=role, unit=one.unit, clause=CLAUSE, valid_until=TODAY
        )
        mandates = mandates.after(ended)
    return _with(before, mandates)


def _with(before: Scenario, mandates: Mandates) -> Scenario:
    return Scenario(replace(before.case, mandates=mandates), None, before.history)
