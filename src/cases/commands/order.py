"""Whether a step may be taken now, and by this actor."""

from dataclasses import replace
from datetime import date
from typing import Final

from cases.actors import OWN_ONLY, REPORTER, ROLES, UNNAMED, Actor
from cases.case.case import Case
from cases.commands.bars import barred
from cases.commands.guards import GUARDS
from cases.commands.passing import is_for
from cases.edition.edition import Edition
from cases.edition.procedure import CLOSED, INTERESTED, MERGED, OPEN, Act, Step
from cases.errors import CaseNotFound, NotPermitted, Refused

BY_ASSIGNMENT: Final = frozenset({"case_owner", "investigator", "arbitrator"})
"""General roles that see a case only when it was given to them."""

AS_REPORTER: Final = OWN_ONLY - {"subject"}
"""Those of them in which people are let into a report only because it is their own."""

BY_TURN: Final = frozenset({"unit_head"})
"""General roles that see a case given to them, or in a phase with a step for them."""

PLACES: Final = {
    CLOSED: "a closed case",
    MERGED: "a case that goes on as part of another, or not yet",
}
"""Where a case is, when not in a phase."""


def stands_open(case: Case, to: Actor) -> bool:
    """Whether an actor may act in the case: not excluded, and concerned with it."""
    if not case.case_type or not _is_office(case, to.role):
        return False
    kind = case.edition.kind_of(to.role)
    if kind == "subject":
        return to.id in _informed(case)
    if {to.id, to.on_behalf_of} & case.excluded:
        return False
    if kind in OWN_ONLY:
        return to.id in (case.declarant, case.reporter)
    if {to.id, to.on_behalf_of} & kept_away(case):
        return False
    if kind in BY_ASSIGNMENT | BY_TURN and _assigned(case, to.id, kind):
        return True
    if kind in BY_TURN:
        return stands_in(case, to.role) or awaits(case, to)
    return kind not in BY_ASSIGNMENT


def stands_in(case: Case, role: str) -> bool:
    """Whether the case was given to everybody in an office, in place of another."""
    everybody = case.edition.kind_of(role) not in BY_ASSIGNMENT
    return everybody and role in case.routing.instead.values()


def kept_away(case: Case) -> frozenset[str]:
    """Those who must not come near what the case has to do with.

    They may have reported it, and as its reporter they notice nothing: that their own
    report is gone would tell them that somebody accuses them.
    """
    host = case.host
    theirs = host.excluded | host.links.kept_away if host else frozenset()
    return case.links.kept_away | theirs


def awaits(case: Case, by: Actor) -> bool:
    """Whether the case is in a phase with a step for the actor's office.

    Steps possible at any time do not count: they would show every case to the office.
    """
    return not case.closed and any(
        place_of(case) in step.phases and may_take(case, step, by.role)
        for step in case.procedure.steps.values()
    )


def may_take(case: Case, step: Step, role: str) -> bool:
    """Whether a step is for an office in this case, or for one whose place it takes.

    An office whose place another has taken takes no steps any more; one above may also
    take those that others missed the time for.
    """
    routing = case.routing
    if routing.instead.get(role) or role in routing.elsewhere:
        return False
    stands_for = [office for office, one in routing.instead.items() if one == role]
    return any(is_for(case, step, one) for one in (role, *stands_for))


def place_of(case: Case) -> str:
    """The phase, as steps name it; what ends or merges a case has a name of its own."""
    if case.closed:
        return CLOSED
    return MERGED if case.links.merged else case.phase


def written_as(case: Case, by: Actor) -> Actor:
    """Under which name an act in the case is recorded.

    A reporter acts as the reporter, so that nobody is shown the name; whoever asked to
    stay unknown stays so. In an office they act like any other who holds it: a step of
    that office, taken by the reporter, would tell which office the reporter holds.
    """
    if case.reporter is None or not _is_office(case, by.role):
        return by
    if by.id == case.reporter and case.edition.kind_of(by.role) in AS_REPORTER:
        return Actor(_name(case), REPORTER)
    if by.on_behalf_of == case.reporter:
        return replace(by, on_behalf_of=REPORTER)
    return by


def names(case: Case, by: Actor) -> frozenset[str]:
    """All names under which acts of an actor, or for one, may be recorded."""
    known = frozenset({by.id, by.on_behalf_of or by.id})
    return known | UNNAMED if case.reporter in known else known


def _name(case: Case) -> str:
    return str(case.reporter if case.identity_mode == "named" else case.identity_mode)


def _is_office(case: Case, role: str) -> bool:
    """Whether the case's edition knows the role; another could tell that it exists."""
    return role in ROLES or role in case.edition.roles


def _informed(case: Case) -> frozenset[str]:
    """Accused persons who know of the case, because they were heard or notified.

    They stay excluded from it and may answer it: comment, object, appeal.
    """
    return frozenset(
        party.person
        for number, party in case.parties.items()
        if number in case.informed and party.role == "subject" and party.person
    )


def _assigned(case: Case, person: str, kind: str) -> bool:
    """Whether the case was given to somebody in this kind of role, not in another.

    Whoever has a case has also those that follow it.
    """
    if case.host is not None and _assigned(case.host, person, kind):
        return True
    if kind == "arbitrator":
        appointments = case.appointments.values()
        return any(a.person == person and not a.ended for a in appointments)
    roles = case.handlers.get(person, ())
    return any(case.edition.kind_of(role) == kind for role in roles)


def allowed(case: Case, name: str, by: Actor, party: int | None = None) -> Step:
    """The step, if this actor may take it now, about this party if about one.

    Raises CaseNotFound when the case does not stand open to the actor, else
    NotPermitted or Refused with the step's clause.
    """
    step = permitted(case, name, by)
    due(case, step, by, party)
    return step


def permitted(case: Case, name: str, by: Actor) -> Step:
    """The step, if the actor's office may ever take it; raises what `allowed` does."""
    if not stands_open(case, by):
        raise CaseNotFound
    step = case.procedure.step(name)
    if not may_take(case, step, by.role):
        raise NotPermitted(f"{step.name!r} is for {', '.join(step.by)}", step.clause)
    speaks(case.edition, step, by)
    return step


def due(case: Case, step: Step, by: Actor, party: int | None = None) -> None:
    """Refuse a step out of its phase or order, or by whoever took another one."""
    try:
        in_order(case, step, party)
    except Refused:
        if case.edition.kind_of(by.role) != "subject":
            raise
        # Which phase it is would tell what the other accused did.
        reason = f"{step.name!r} is not possible now"
        raise Refused(reason, step.clause) from None
    _by_another(case, step, by)
    _acts_reviewed(case, step)


def _acts_reviewed(case: Case, step: Step) -> None:
    """Refuse to go on upon acts of somebody with a conflict; but not to be heard."""
    goes_on = step.leads_from(case.phase) != case.phase
    office = OWN_ONLY.isdisjoint(map(case.edition.kind_of, step.by))
    if case.routing.to_review and goes_on and office:
        reason = "what somebody did who has a conflict is still to be reviewed"
        raise Refused(reason, step.clause, awaits=["review_prior_acts"])


def speaks(edition: Edition, act: Act, by: Actor) -> None:
    """Refuse to act for somebody else, unless the edition lets the office do it."""
    roles = {by.role, edition.kind_of(by.role)}
    if by.on_behalf_of is not None and roles.isdisjoint(act.for_others):
        reason = f"{act.name!r} is not done for somebody else by this office"
        raise NotPermitted(reason, act.clause)


def guarded(case: Case, act: Act, today: date) -> None:
    """Refuse what a rule that the edition names for this act forbids."""
    for guard in act.guards:
        GUARDS[guard](case, act, today)


def in_order(case: Case, step: Step, party: int | None = None) -> None:
    """Refuse a step in another phase, or before those that come first.

    What is about one party comes after what was done for that party.
    """
    phase = place_of(case)
    if not (step.possible_in(phase) and _in_step(case, step)):
        place = PLACES.get(phase, f"the phase {case.phase!r}")
        reason = f"{step.name!r} is not possible in {place}"
        raise Refused(reason, step.clause, allowed=step.phases)
    missing = [earlier for earlier in step.after if not case.took_for(earlier, party)]
    if missing:
        reason = f"{step.name!r} comes after {', '.join(missing)}"
        raise Refused(reason, step.clause, awaits=missing)
    if over := [later for later in step.not_after if case.took(later)]:
        reason = f"{step.name!r} is not possible after {', '.join(over)}"
        raise Refused(reason, step.clause)


def _in_step(case: Case, step: Step) -> bool:
    """Whether a merged case is where the one that it belongs to is."""
    if not case.links.merged or case.host is None or case.closed:
        return True
    return OPEN in step.phases or step.possible_in(place_of(case.host))


def _by_another(case: Case, step: Step, by: Actor) -> None:
    themselves = {by.id, by.on_behalf_of}
    for earlier in step.other_than:
        if earlier == INTERESTED and themselves & (case.counterparties | barred(case)):
            reason = f"{step.name!r} is not for whoever has an interest"
            raise Refused(reason, step.clause)
        if names(case, by) & case.taken.get(earlier, frozenset()):
            reason = f"{step.name!r} is for another person than {earlier!r}"
            raise Refused(reason, step.clause)
