"""Rules that an edition names for an act and Python gives their meaning.

Each raises Refused with the act's clause; `edition.guards` lists their names.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from cases.case.case import Case
from cases.commands.alleged import alleged
from cases.commands.carrying_out import measures_in_effect
from cases.commands.deciders import conflicts_declared
from cases.commands.dismissing import duplicate_linked, withdrawal_considered
from cases.commands.disposal_guards import (
    disposal_final,
    disposal_waiting_over,
    recipients_told,
    successors_written,
)
from cases.commands.each_accused import each_had_their_time, party_measured
from cases.commands.finality import (
    appeal_window_over,
    appeals_decided,
    decision_quashed,
    nothing_determined,
    subjects_notified,
    to_be_determined_anew,
)
from cases.commands.gifts import nominal_value
from cases.commands.passing import running, time_left
from cases.commands.precedence import local_law_prevails
from cases.commands.safeguarding import (
    affected_consented,
    authorities_told,
    reporter_named,
    severity_kept,
)
from cases.commands.wording import text_in_force
from cases.edition.procedure import Act
from cases.errors import Refused

Guard = Callable[[Case, Act, date], None]


def handler_designated(case: Case, act: Act, today: date) -> None:
    """Somebody without a conflict is responsible (Directive 2019/1937 Art. 9(1)(c))."""
    if not case.handlers.keys() - case.routing.undeclared:
        reason = "nobody is responsible for the case yet"
        raise Refused(reason, act.clause, awaits=["designate_handler"])


def parties_matched(case: Case, act: Act, today: date) -> None:
    """Every accused person is known as one, so that the exclusion holds."""
    accused = (p for p in case.parties.values() if p.role == "subject" and p.is_person)
    if any(party.person is None for party in accused):
        reason = "an accused party is not matched to a person"
        raise Refused(reason, act.clause, awaits=["match_party"])


def allegations_framed(case: Case, act: Act, today: date) -> None:
    """What is said to have happened stands in words, against a clause of the code."""
    if all(allegation.dropped for allegation in case.allegations.values()):
        reason = "no allegation has been framed"
        raise Refused(reason, act.clause, awaits=["frame_allegation"])


def subjects_heard(case: Case, act: Act, today: date) -> None:
    """Every accused party was heard or offered it (Directive 2019/1937 Art. 22)."""
    if case.accused() - case.heard:
        reason = "an accused party has not been heard"
        raise Refused(reason, act.clause, awaits=["hear_subject"])


def allegations_determined(case: Case, act: Act, today: date) -> None:
    """Each allegation is established, not established, refuted or dropped."""
    allegations_framed(case, act, today)
    if not all(allegation.settled for allegation in case.allegations.values()):
        reason = "an allegation is not yet determined"
        raise Refused(reason, act.clause, awaits=["determine"])


def violation_determined(case: Case, act: Act, today: date) -> None:
    """At least one allegation is established."""
    allegations_determined(case, act, today)
    if not _violations(case):
        raise Refused("no violation was determined", act.clause)


def no_violation_determined(case: Case, act: Act, today: date) -> None:
    """No allegation is established."""
    allegations_determined(case, act, today)
    if _violations(case):
        raise Refused("a violation was determined", act.clause)


def violations_have_measures(case: Case, act: Act, today: date) -> None:
    """Any violation results in disciplinary action (IMA Decisions and Discipline)."""
    allegations_determined(case, act, today)
    if _violations(case) - case.measured:
        reason = "a violation has no disciplinary measure yet"
        raise Refused(reason, act.clause, awaits=["impose_measure"])


def required_measures_imposed(case: Case, act: Act, today: date) -> None:
    """Discipline follows where the code says that it shall (IOM 21, 42)."""
    for number in _violations(case) - case.measured:
        if alleged(case, number).discipline_required:
            reason = "a violation lacks the disciplinary measure it must have"
            raise Refused(reason, act.clause, awaits=["impose_measure"])


def informal_resolution_allowed(case: Case, act: Act, today: date) -> None:
    """No allegation is of a kind that is never settled among those concerned."""
    allegations_framed(case, act, today)
    known = case.edition.categories
    for allegation in case.allegations.values():
        category = known.get(allegation.category)
        settled = category is not None and category.informal_resolution
        if not (settled or allegation.dropped):
            raise Refused("an allegation admits no informal resolution", act.clause)
    if case.facts.get("severity") == "serious":
        raise Refused("the case is one of serious misconduct", act.clause)


def quorum_met(case: Case, act: Act, today: date) -> None:
    """Enough deciders without a conflict are left, or an arbitrator gave an opinion."""
    opinion = any(
        appointment.kind == "appointed" and appointment.delivered
        for appointment in case.appointments.values()
    )
    if not case.panel.body:
        reason = "the deciding body has not been convened"
        raise Refused(reason, act.clause, awaits=["convene_deciders"])
    if not (case.panel.complete or (opinion and case.panel.present)):
        reason = "the deciding body has lost its quorum"
        raise Refused(reason, act.clause, awaits=way_out(case, case.panel.body))


def way_out(case: Case, body: str) -> list[str]:
    """The steps that the edition provides when a body has lost its quorum."""
    instead = case.edition.bodies[body].when_quorum_lost
    return ["convene_deciders" if instead in case.edition.bodies else instead]


def neutrality_cleared(case: Case, act: Act, today: date) -> None:
    """Somebody neutral is cleared and not yet out of office."""
    if not any(a.eligible and not a.ended for a in case.appointments.values()):
        reason = "nobody's neutrality has been cleared"
        raise Refused(reason, act.clause, awaits=["check_neutrality"])


def time_over(case: Case, act: Act, today: date) -> None:
    """A clock that the act stops has run out: whoever was to act did not."""
    last_day = time_left(case, act, today)
    if last_day or not running(case, act):
        reason = "nobody has let a time limit pass"
        raise Refused(reason, act.clause, until=last_day)


def both_tests_recorded(case: Case, act: Act, today: date) -> None:
    """Compatibility and local law were both looked at, and both allow it (IOM 46)."""
    for test in ("compatible_with_duties", "permitted_by_local_law"):
        if case.facts.get(test) is not True:
            steps = case.procedure.steps.values()
            asking = [step.name for step in steps if test in step.asks]
            reason = f"the test {test!r} is not passed"
            raise Refused(reason, act.clause, f"facts.{test}", awaits=asking)


def authorised_time_over(case: Case, act: Act, today: date) -> None:
    """The day until which something was authorised has passed."""
    until = _authorised_until(case)
    if until is None or today <= until:
        raise Refused("the authorisation has not run out", act.clause, until=until)


def within_authorised_time(case: Case, act: Act, today: date) -> None:
    """The day until which something was authorised has not passed."""
    until = _authorised_until(case)
    if until is None or today > until:
        raise Refused("the authorisation has run out", act.clause, until=until)


def _authorised_until(case: Case) -> date | None:
    """The last day; None while nothing is authorised, or for no time."""
    until = case.facts.get("until")
    return date.fromisoformat(str(until)) if until else None


def _violations(case: Case) -> set[int]:
    return {n for n, a in case.allegations.items() if a.finding == "established"}


GUARDS: Final[Mapping[str, Guard]] = MappingProxyType(
    {
        guard.__name__: guard
        for guard in (
            duplicate_linked,
            withdrawal_considered,
            handler_designated,
            parties_matched,
            allegations_framed,
            subjects_heard,
            allegations_determined,
            violation_determined,
            no_violation_determined,
            violations_have_measures,
            required_measures_imposed,
            informal_resolution_allowed,
            quorum_met,
            conflicts_declared,
            neutrality_cleared,
            measures_in_effect,
            local_law_prevails,
            subjects_notified,
            appeals_decided,
            appeal_window_over,
            to_be_determined_anew,
            decision_quashed,
            nothing_determined,
            each_had_their_time,
            party_measured,
            nominal_value,
            text_in_force,
            both_tests_recorded,
            authorised_time_over,
            time_over,
            within_authorised_time,
            affected_consented,
            authorities_told,
            reporter_named,
            severity_kept,
            disposal_waiting_over,
            disposal_final,
            recipients_told,
            successors_written,
        )
    }
)
"""The functions by the names that editions use."""
