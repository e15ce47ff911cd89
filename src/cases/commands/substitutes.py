"""Which office acts in a case in the place of another: the chain the edition gives.

It follows from the case, the mandates and the day; what was recorded of it says only
that it happened, and since when.
"""

from collections.abc import Iterator
from datetime import date

from cases.actors import ROLES
from cases.case.case import Case
from cases.commands.order import BY_ASSIGNMENT, kept_away
from cases.edition.edition import Edition
from cases.events.event import Event
from cases.events.routing import OfficeFilled, OfficeSubstituted, Unassignable


def chain(case: Case, office: str) -> tuple[str, ...]:
    """The offices that act in this one's place, in the order in which they do.

    It is itself the first, unless a rule sent the case to another from the beginning.
    """
    first = case.routing.elsewhere.get(office, office)
    substitution = case.edition.substitutes.get(first)
    return (first, *(substitution.by if substitution else ()))


def acting(case: Case, office: str, on: date) -> str | None:
    """The office that acts in the place of this one on a day; None when none can."""
    # An office that is given to somebody in each case is that person's: another holder
    # of it has nothing to do with the case.
    lost = case.edition.kind_of(office) in BY_ASSIGNMENT
    lost = lost and office in case.routing.lacking
    for other in chain(case, office):
        if other in done(case) or (not lost and _left(case, other, on, itself=office)):
            return other
    return None


def routed(case: Case, on: date, clause: str) -> Iterator[Event]:
    """What is not recorded yet of who acts in whose place."""
    for office in sorted(_offices(case)):
        now = acting(case, office, on)
        if now == case.routing.instead.get(office, office):
            continue
        tried = chain(case, office)
        if now is None:
            yield Unassignable(office=office, tried=tried, clause=clause)
        elif now == office:
            yield OfficeFilled(office=office, clause=clause)
        else:
            before = tried[: tried.index(now)]
            # The office that a rule sent the case to stands in no chain of another.
            by = case.edition.substitutes[tried[0]].clause if before else clause
            yield OfficeSubstituted(
                office=office, substitute=now, tried=before, clause=by
            )


def done(case: Case) -> frozenset[str]:
    """The offices in which somebody is responsible for the case."""
    return frozenset[str]().union(*case.handlers.values())


def _offices(case: Case) -> frozenset[str]:
    """All whose place somebody may have to take, or has taken."""
    routing = case.routing
    kept = (office for office in case.mandates.by_office if _acts(case, office))
    return routing.lacking.union(routing.instead, routing.elsewhere, kept)


def _left(case: Case, office: str, on: date, itself: str) -> bool:
    """Whether somebody is left in an office who is not kept away from the case.

    Where no mandates are kept, or the office is outside, nobody knows of all holders:
    then somebody is. An office that nobody holds takes no other's place; its own is
    taken only where somebody who held it is kept away.
    """
    known = case.edition.roles.get(office)
    if not case.mandates.kept(office) or (known and known.outside):
        return True
    away = case.excluded | kept_away(case)
    if {*case.mandates.holders(office, on)} - away:
        return True
    return office == itself and away.isdisjoint(case.mandates.by_office[office])


def _acts(case: Case, office: str) -> bool:
    """Whether the procedure has a step for the office."""
    if office not in ROLES and office not in case.edition.roles:
        return False
    return any(case.edition.allows(step, office) for step in case.procedure.acts())


def supervised(case: Case, on: date) -> frozenset[str]:
    """Everybody who takes instructions from somebody accused, as far as is known."""
    return frozenset(
        under.person
        for accused in case.persons("subject")
        for office in case.mandates.offices(accused, on)
        for above in case.mandates.of(accused, office)
        for below in _below(case.edition, office)
        for under in case.mandates.held(below, on)
        if above.holds(on) and _meet(above.unit, under.unit)
    )


def _meet(one: str | None, other: str | None) -> bool:
    """Whether two parts of the organisation have something in common."""
    return None in (one, other) or one == other


def _below(edition: Edition, office: str) -> frozenset[str]:
    """The offices that take instructions from an office, or from one below it."""
    found: set[str] = set()
    ahead = [office]
    while ahead:
        known = edition.roles.get(ahead.pop())
        new = {*known.supervises} - found if known else set()
        found |= new
        ahead += new
    return frozenset(found)
