"""Whether somebody is neutral enough to be consulted, or to act as arbitrator.

Not from the code, which asks for "a neutral member" (IMA Decisions and Discipline)
and does not say who that is.
"""

from collections.abc import Iterator, Set
from datetime import date
from typing import Final

from cases.case.case import Case
from cases.case.parts import Appointment, Relation
from cases.case.reporters import unknown
from cases.commands.bars import interests_of
from cases.commands.binding import binds, bound_relation
from cases.events.arbitration import ArbitratorAppointed, NeutralityCheck
from cases.events.opening import DisclosureMade

CANDIDATE: Final = frozenset({"declare_neutrality", "deliver_opinion"})
"""Steps that a candidate takes as such."""


def relations(person: str) -> tuple[str, ...]:
    """What has to be known of the candidate beyond the case."""
    appointments = f"person:{person}:appointments"
    return (interests_of(person), appointments, bound_relation(person))


def checks(
    case: Case, appointment: Appointment, today: date
) -> tuple[NeutralityCheck, ...]:
    """All checks of a candidate's neutrality, in the order people read them."""
    return tuple(_checks(case, appointment, today))


def passed(checked: tuple[NeutralityCheck, ...]) -> bool:
    """No check failed; a warning, or what cannot be verified, does not count."""
    return all(check.answer != "failed" for check in checked)


def _checks(
    case: Case, appointment: Appointment, today: date
) -> Iterator[NeutralityCheck]:
    person = appointment.person
    interests, appointments, bound = (
        case.known.get(name, Relation()) for name in relations(person)
    )
    parties = case.persons()
    member = binds(case, person, today, today)
    yield _check("membership_in_force", member, bound)
    # One answer: which of these somebody is would tell who reported in confidence.
    yield _check("not_concerned", not _concerned(case, person))
    if unknown(case):
        yield _check("not_the_reporter", None)
    acted = case.acted() - own_acts(case, person) | case.links.acted
    yield _check("no_earlier_act", person not in acted)
    yield _check("no_decider", person not in case.panel.present | case.panel.recused)
    yield _check("no_handler", person not in case.handlers)
    yield _check("no_shared_interest", not shared(interests, parties), interests)
    yield NeutralityCheck(
        check="not_for_the_same_party_before",
        answer="warned" if _before(appointments, parties) else "passed",
        based_on=appointments.version,
    )
    yield _check("declared_neutral", appointment.declared)


def _check(
    name: str, answer: bool | None, asked: Relation | None = None
) -> NeutralityCheck:
    words = {True: "passed", False: "failed", None: "not_verifiable"}
    return NeutralityCheck.model_validate(
        {
            "check": name,
            "answer": words[answer],
            "based_on": asked.version if asked else None,
        }
    )


def _concerned(case: Case, person: str) -> bool:
    """A party, kept away, the reporter, or somebody whom the reporter keeps out."""
    kept_out = case.persons() | case.excluded | case.no_office | case.links.people
    return person in kept_out or person == case.reporter


def own_acts(case: Case, person: str) -> frozenset[str]:
    """The candidate, when all they did was what a candidate does."""
    steps = {name for name, actors in case.taken.items() if person in actors}
    return frozenset({person}) if steps <= CANDIDATE else frozenset()


def shared(interests: Relation, parties: Set[str]) -> bool:
    """A disclosure that names both whose interests they are and a party."""
    return any(
        isinstance(event, DisclosureMade)
        and parties & {event.declarant, *event.counterparties}
        for _, event in interests.events
    )


def _before(appointments: Relation, parties: Set[str]) -> bool:
    """An appointment in another case of one of the same parties."""
    return any(
        isinstance(event, ArbitratorAppointed) and parties & set(event.parties)
        for _, event in appointments.events
    )


def objections_over(appointment: Appointment, today: date) -> bool:
    """The parties were asked, and their time is over."""
    until = appointment.objections_until
    return until is not None and today > until
