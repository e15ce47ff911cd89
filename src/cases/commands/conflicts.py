"""Who may hold which office in a case, and what somebody loses who may not."""

from collections.abc import Iterator, Set
from datetime import date
from typing import Final

from cases.case.case import Case
from cases.case.parts import Panel, Relation
from cases.commands.bars import barred, interests_of
from cases.commands.command import Circumstances
from cases.commands.entrusted import tasks_left
from cases.commands.neutrality import shared
from cases.commands.prior_acts import review_required
from cases.commands.substitutes import supervised
from cases.commands.units import of_the_unit
from cases.edition.disclosing import APPROVE, DENY
from cases.errors import Refused
from cases.events.access import AccessLost
from cases.events.arbitration import ArbitratorRemoved
from cases.events.decision import DeciderRecused, QuorumLost
from cases.events.event import Event
from cases.events.people import HandlerRemoved, PersonExcluded

ACCESS_MANAGER: Final = "access_manager"
"""The general role that gives cases to read, and reads none."""

HANDLING: Final = frozenset(
    {
        "intake_officer",
        "external_function",
        "case_owner",
        "investigator",
        "compliance_officer",
        "unit_head",
    }
)
"""General roles in which somebody can be made responsible for a case."""


def fit(now: Circumstances, field: str, persons: Set[str], unfit: Set[str]) -> None:
    """Refuse an office to whoever may not hold it in this case.

    One answer for all reasons and offices: which it is would tell who reported.
    """
    if persons & unfit:
        raise Refused("somebody named here is not eligible", now.step.clause, field)


def concerned(case: Case) -> frozenset[str]:
    """Everybody who may not act in the case for the organisation."""
    themselves = {str(one) for one in (case.reporter, case.declarant) if one}
    others = themselves | case.links.people
    return case.excluded | case.persons() | case.no_office | others


def fit_to_handle(now: Circumstances, field: str, person: str, role: str) -> None:
    """Refuse to make somebody responsible who may not be, or would not see the case."""
    of_the_unit(now, field, person, role)
    fit(now, field, {person}, unfit_to_handle(now.case, role, now.today))


def unfit_to_handle(case: Case, role: str, on: date) -> frozenset[str]:
    """Whoever may not read it, or has decided what they would investigate."""
    unfit = unfit_to_read(case, on)
    if case.edition.kind_of(role) == "investigator":
        decided = case.panel.present | case.decided | case.reviewers()
        return unfit | decided | custodians(case, on)
    return unfit


def unfit_to_read(case: Case, on: date) -> frozenset[str]:
    """Whoever is concerned, arbitrates, or takes instructions from somebody accused.

    Nor may whoever gives cases to others to read.
    """
    apart = arbitrators(case) | holders(case, ACCESS_MANAGER, on)
    return concerned(case) | barred(case) | supervised(case, on) | apart


def custodians(case: Case, on: date) -> frozenset[str]:
    """Whoever keeps the names of reporters, or has decided who learns one here."""
    decided = (case.taken.get(step, frozenset()) for step in (APPROVE, DENY))
    return holders(case, "identity_custodian", on).union(*decided)


def holders(case: Case, kind: str, on: date) -> frozenset[str]:
    """Whoever holds an office of a general role on a day, as far as is recorded."""
    roles, mandates = case.edition.roles, case.mandates
    offices = {kind, *(name for name, office in roles.items() if office.kind == kind)}
    return frozenset(who for one in offices for who in mandates.holders(one, on))


def unfit_to_decide(case: Case) -> frozenset[str]:
    """Whoever is concerned, recused, or investigated: no one judges their own work."""
    investigators = {
        person
        for person, roles in case.served.items()
        if any(case.edition.kind_of(role) == "investigator" for role in roles)
    }
    recused = case.panel.recused | barred(case)
    return concerned(case) | recused | investigators | arbitrators(case)


def arbitrators(case: Case) -> frozenset[str]:
    """Everybody neutral who took office or gave an opinion.

    To be proposed is not enough: it would be a way to keep somebody from deciding.
    """
    return frozenset(
        appointment.person
        for appointment in case.appointments.values()
        if appointment.appointed or appointment.delivered
    )


def opinion_given(case: Case) -> bool:
    """Somebody neutral gave an opinion, or advice, that can be relied on."""
    return any(appointment.delivered for appointment in case.appointments.values())


def departs(case: Case, allegation: int, established: bool) -> bool:
    """Whether a finding is another than an opinion on which the case can rely."""
    return any(
        appointment.delivered
        and appointment.opinion.get(allegation, established) != established
        for appointment in case.appointments.values()
    )


def interests_to_ask(case: Case) -> tuple[str, ...]:
    """The declared interests of everybody neutral who is relied on."""
    return tuple(
        interests_of(appointment.person)
        for appointment in case.appointments.values()
        if appointment.relied_on
    )


def kept_away(now: Circumstances, person: str, role: str) -> Iterator[Event]:
    """What follows when a party is a known person: the accused may not come near."""
    if role == "subject":
        yield from excluded(now, person, "subject")
    elif lost := list(offices_lost(now, person, "a party of the case")):
        yield from lost
        yield from review_required(now, person)
    for number, appointment in now.case.appointments.items():
        interests = now.case.known.get(interests_of(appointment.person), Relation())
        itself = appointment.person == person
        if appointment.relied_on and not itself and shared(interests, {person}):
            yield from arbitrator_lost(now, number)


def excluded(now: Circumstances, person: str, reason: str) -> Iterator[Event]:
    """The exclusion, unless it stands; every office is lost in the same commit."""
    if person in now.case.excluded:
        return
    yield now.also("exclude_person", PersonExcluded, person=person, reason=reason)
    yield from offices_lost(now, person, "an excluded person")
    yield from review_required(now, person)


def offices_lost(now: Circumstances, person: str, who: str) -> Iterator[Event]:
    """Every office that somebody has in the case ends; `who` they are says the rule."""
    panel = now.case.panel
    if person in now.case.handlers:
        rule = f"{who} is no handler"
        yield now.also("recuse_handler", HandlerRemoved, person=person, rule=rule)
    if person in panel.present:
        yield from decider_lost(now, person)
    for number, grant in now.case.grants.items():
        if grant.person == person and grant.lasts(now.at):
            rule = f"{who} is let read nothing"
            yield now.also("withdraw_access", AccessLost, grant=number, rule=rule)
    yield from tasks_left(now, person, f"{who} is given no task")
    for number, appointment in now.case.appointments.items():
        if appointment.person == person and (
            appointment.relied_on or not appointment.ended
        ):
            yield removed(now, number, f"{who} is no arbitrator")


def decider_lost(now: Circumstances, person: str) -> Iterator[Event]:
    """A convened member decides no longer; the quorum may go with them."""
    yield now.also("recuse_decider", DeciderRecused, person=person)
    yield from quorum_kept(now, without(now.case.panel, person))


def arbitrator_lost(now: Circumstances, number: int) -> Iterator[Event]:
    """Somebody neutral turned out to share an interest with a party."""
    yield removed(now, number, "an interest is shared with a party")
    yield from review_required(now, now.case.appointments[number].person)


def removed(now: Circumstances, number: int, rule: str) -> ArbitratorRemoved:
    """Somebody neutral is relied on no longer, by a rule."""
    return now.also(
        "discharge_arbitrator", ArbitratorRemoved, appointment=number, rule=rule
    )


def without(panel: Panel, person: str) -> Panel:
    """The deciding body when a member has stood down."""
    return Panel(panel.body, panel.quorum, panel.present - {person})


def quorum_kept(now: Circumstances, panel: Panel) -> Iterator[Event]:
    """The loss of the quorum, with the way out that the edition provides."""
    if panel.complete:
        return
    body = now.case.edition.bodies[panel.body]
    yield QuorumLost(
        body=panel.body,
        present=len(panel.present),
        quorum=panel.quorum,
        next_step=body.when_quorum_lost,
        clause=body.clause,
    )
