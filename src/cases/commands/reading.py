"""Whose a case is to read: by what they are in it, and for a time."""

from datetime import datetime

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.order import awaits, kept_away, may_take, stands_in
from cases.edition.access import REVIEW
from cases.rights import Reach


def may_open(case: Case, by: Actor, far: Reach, at: datetime) -> bool:
    """Whether texts that others wrote may be opened; the case stands open already."""
    if theirs(case, by, far):
        return True
    return far in (Reach.TURN, Reach.GIVEN) and lent(case, by, at, "texts")


def theirs(case: Case, by: Actor, far: Reach) -> bool:
    """Whether the case is somebody's by now: given to them, or at their turn."""
    if far is Reach.TURN and awaits(case, by):
        return True
    return far in (Reach.TURN, Reach.GIVEN) and given(case, by)


def given(case: Case, to: Actor) -> bool:
    """Whether the case, or the one that it follows, was given to person or office."""
    if case.host is not None and given(case.host, to):
        return True
    in_office = {
        appointment.person
        for appointment in case.appointments.values()
        if not appointment.ended
    }
    if stands_in(case, to.role):
        return True
    return to.id in case.handlers or to.id in case.panel.present | in_office


def lent(case: Case, to: Actor, at: datetime, right: str | None = None) -> bool:
    """Whether somebody may read the case at a moment, because they may for a time.

    Without a right: whether there is any such. Whoever may read a case may read those
    that follow it; whoever is excluded may not.
    """
    if {to.id, to.on_behalf_of} & (case.excluded | kept_away(case)):
        return False
    if case.host is not None and lent(case.host, to, at, right):
        return True
    if not case.grants:
        return False
    office = case.edition.roles.get(to.role)
    roles = {to.role, office.kind if office else to.role}
    return any(
        grant.person == to.id
        and grant.role in roles
        and grant.lasts(at)
        and (right is None or right in grant.rights)
        for grant in case.grants.values()
    )


def may_review(case: Case, role: str) -> bool:
    """Whether an office reviews broken glass there is, and so reads the reasons."""
    if not any(grant.glass for grant in case.grants.values()):
        return False
    reviewing = [step for step in case.procedure.acts() if step.name == REVIEW]
    return any(may_take(case, step, role) for step in reviewing)
