"""The days that the keeping of texts can begin with."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from cases.case.case import Case
from cases.edition.terms import Starts
from cases.events.retention import Start

Days = tuple[date, ...]


def _closed(case: Case, starts: Starts) -> Days:
    return ()


def _term(case: Case, starts: Starts) -> Days:
    assert starts.term is not None
    closed_on = case.closed_on
    return (case.edition.calendar.due(starts.term, closed_on).on,) if closed_on else ()


def _step(case: Case, starts: Starts) -> Days:
    return tuple(case.triggers[step] for step in starts.steps if step in case.triggers)


def _fact(case: Case, starts: Starts) -> Days:
    named = case.facts.get(starts.fact or "")
    return (date.fromisoformat(str(named)),) if named else ()


def _effective(case: Case, starts: Starts) -> Days:
    return tuple(one.effective_on for those in case.measures.values() for one in those)


def _expired(case: Case, starts: Starts) -> Days:
    return tuple(one.over_on for those in case.measures.values() for one in those)


def _main_case(case: Case, starts: Starts) -> Days | None:
    if case.host is None:
        return ()
    return (case.host.closed_on,) if case.host.closed_on else None


def _related_cases(case: Case, starts: Starts) -> Days | None:
    follows = case.links.follows
    linked = case.links.followers | (set() if follows is None else {follows})
    days = [case.others[one].closed_on for one in linked if one in case.others]
    known = tuple(day for day in days if day)
    return known if len(known) == len(linked) else None


STARTS: Final[Mapping[Start, Callable[[Case, Starts], Days | None]]] = {
    "closed": _closed,
    "closed_and_term": _term,
    "step_taken": _step,
    "fact": _fact,
    "decision_effective": _effective,
    "decision_expired": _expired,
    "main_case_closed": _main_case,
    "related_cases_closed": _related_cases,
}
"""Days that a period begins with when they are after the closing; None while that
has not happened."""
