"""Rules that an edition names for an act and Python gives their meaning.

Each raises Refused with the act's clause; `edition.guards` lists their names.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from cases.case.case import Case
from cases.edition.procedure import Act, Step
from cases.errors import Refused

Guard = Callable[[Case, Act, date], None]


def handler_designated(case: Case, act: Act, today: date) -> None:
    """Somebody without a conflict is responsible (Directive 2019/1937 Art. 9(1)(c))."""
    if not case.handlers:
        raise Refused("nobody is responsible for the case yet", act.clause)


def parties_matched(case: Case, act: Act, today: date) -> None:
    """Every accused party is known as a person, so that the exclusion holds."""
    if any(p.role == "subject" and not p.person for p in case.parties.values()):
        raise Refused("an accused party is not matched to a person", act.clause)


def allegations_framed(case: Case, act: Act, today: date) -> None:
    """What is said to have happened stands in words, against a clause of the code."""
    if all(allegation.dropped for allegation in case.allegations.values()):
        raise Refused("no allegation has been framed", act.clause)


def subjects_heard(case: Case, act: Act, today: date) -> None:
    """Every accused party was heard or offered it (Directive 2019/1937 Art. 22)."""
    accused = {a.party for a in case.allegations.values() if not a.dropped}
    if accused - case.heard:
        raise Refused("an accused party has not been heard", act.clause)


def allegations_determined(case: Case, act: Act, today: date) -> None:
    """Each allegation is established, not established, refuted or dropped."""
    allegations_framed(case, act, today)
    if not all(allegation.settled for allegation in case.allegations.values()):
        raise Refused("an allegation is not yet determined", act.clause)


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
        raise Refused("a violation has no disciplinary measure yet", act.clause)


def required_measures_imposed(case: Case, act: Act, today: date) -> None:
    """Discipline follows where the code says that it shall (IOM 21, 42)."""
    known = case.edition.categories
    for number in _violations(case) - case.measured:
        category = known.get(case.allegations[number].category)
        if category is None or category.discipline_required:
            reason = "a violation lacks the disciplinary measure it must have"
            raise Refused(reason, act.clause)


def informal_resolution_allowed(case: Case, act: Act, today: date) -> None:
    """No allegation is of a kind that is never settled among those concerned."""
    allegations_framed(case, act, today)
    known = case.edition.categories
    for allegation in case.allegations.values():
        category = known.get(allegation.category)
        settled = category is not None and category.informal_resolution
        if not (settled or allegation.dropped):
            raise Refused("an allegation admits no informal resolution", act.clause)


def quorum_met(case: Case, act: Act, today: date) -> None:
    """Enough deciders without a conflict are left, or an arbitrator gave an opinion."""
    opinion = any(
        appointment.kind == "appointed" and appointment.delivered
        for appointment in case.appointments.values()
    )
    if not case.panel.body:
        raise Refused("the deciding body has not been convened", act.clause)
    if not (case.panel.complete or (opinion and case.panel.present)):
        raise Refused("the deciding body has lost its quorum", act.clause)


def neutrality_cleared(case: Case, act: Act, today: date) -> None:
    """Somebody neutral is cleared and not yet out of office."""
    if not any(a.eligible and not a.ended for a in case.appointments.values()):
        raise Refused("nobody's neutrality has been cleared", act.clause)


def subjects_notified(case: Case, act: Act, today: date) -> None:
    """Every accused party was told what was decided about them."""
    accused = {a.party for a in case.allegations.values() if not a.dropped}
    if accused - case.notified:
        raise Refused("an accused party has not been told the decision", act.clause)


def appeals_decided(case: Case, act: Act, today: date) -> None:
    """No appeal is still to be decided."""
    if not all(case.appeals.values()):
        raise Refused("an appeal is still to be decided", act.clause)


def appeal_window_over(case: Case, act: Act, today: date) -> None:
    """The clocks that the act stops have run out: nobody can appeal any more."""
    if _time_left(case, act, today):
        raise Refused("an appeal can still be lodged", act.clause)


def time_over(case: Case, act: Act, today: date) -> None:
    """A clock that the act stops has run out: whoever was to act did not."""
    if not (_running(case, act) and not _time_left(case, act, today)):
        raise Refused("nobody has let a time limit pass", act.clause)


def nominal_value(case: Case, act: Act, today: date) -> None:
    """The gift is of essentially nominal value at the duty station (IOM 50)."""
    facts = case.facts
    received_on = date.fromisoformat(str(facts.get("received_on", today)))
    limit = case.edition.threshold(
        "nominal_value",
        str(facts.get("duty_station")),
        str(facts.get("currency")),
        received_on,
    )
    value = facts.get("value")
    if limit is None:
        raise Refused("no nominal value is set for the duty station", act.clause)
    if not isinstance(value, int) or value > limit.amount:
        raise Refused("the gift is above the nominal value", act.clause, "facts.value")


def both_tests_recorded(case: Case, act: Act, today: date) -> None:
    """Compatibility and local law were both looked at, and both allow it (IOM 46)."""
    for test in ("compatible_with_duties", "permitted_by_local_law"):
        if case.facts.get(test) is not True:
            raise Refused(f"the test {test!r} is not passed", act.clause)


def authorised_time_over(case: Case, act: Act, today: date) -> None:
    """The day until which something was authorised has passed."""
    until = case.facts.get("until")
    if until is None or today <= date.fromisoformat(str(until)):
        raise Refused("the authorisation has not run out", act.clause)


def within_authorised_time(case: Case, act: Act, today: date) -> None:
    """The day until which something was authorised has not passed."""
    until = case.facts.get("until")
    if until is None or today > date.fromisoformat(str(until)):
        raise Refused("the authorisation has run out", act.clause)


def _running(case: Case, act: Act) -> list[date]:
    """The last days of the running clocks that the act stops."""
    stopped = act.stops if isinstance(act, Step) else ()
    running = case.clocks.running
    return [running[clock].on for clock in stopped if clock in running]


def _time_left(case: Case, act: Act, today: date) -> bool:
    return any(today <= last_day for last_day in _running(case, act))


def _violations(case: Case) -> set[int]:
    return {n for n, a in case.allegations.items() if a.finding == "established"}


GUARDS: Final[Mapping[str, Guard]] = MappingProxyType(
    {
        guard.__name__: guard
        for guard in (
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
            neutrality_cleared,
            subjects_notified,
            appeals_decided,
            appeal_window_over,
            nominal_value,
            both_tests_recorded,
            authorised_time_over,
            time_over,
            within_authorised_time,
        )
    }
)
"""The functions by the names that editions use."""
