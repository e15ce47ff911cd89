"""Until when texts of a case are kept: laid down at its end, computed anew later."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cases.case.case import Case
from cases.case.replacing import replace
from cases.edition.edition import Edition
from cases.edition.terms import Starts
from cases.errors import Refused
from cases.events.event import Event
from cases.events.retention import (
    Because,
    RetentionRecalculated,
    RetentionSchedule,
    RetentionStarted,
    Start,
    What,
)

Days = tuple[date, ...]

COMPARED: Final[Mapping[str, Because]] = {
    "edition": "rule_changed",
    "country": "country_known",
    "started_on": "start_moved",
}
"""What of a schedule may come out otherwise, and what that is a reason for."""


@dataclass(frozen=True)
class Keeping:
    """The texts of a closed case, as the rules of a day have them kept.

    Never from an earlier day than that of the closing: until then they were needed.
    """

    case: Case
    today: date

    def postponed(self, because: Because, clock: str) -> Iterator[Event]:
        """The schedules that come too early, as so much time is left from today.

        Nothing in an edition that has no such clock.
        """
        if (term := self.case.edition.clocks.get(clock)) is None:
            return
        calendar = self.case.edition.calendar
        earliest = calendar.delete_on(term.period, self.today)
        for known in self.case.schedules.values():
            if known.delete_on < earliest:
                moved = {"not_before": earliest, "delete_on": earliest}
                yield _recalculated(known, moved, because)

    def anew(self) -> Iterator[Event]:
        """The schedules that come out otherwise today, each with the reason."""
        if not self.case.closed:
            return
        for what, fields in self._computed(self.case.retention).items():
            known = self.case.schedules.get(what)
            if known is None:
                yield RetentionStarted(what=what, **fields)
            elif because := _moved_by(known, fields):
                if known.not_before:
                    fields["delete_on"] = max(fields["delete_on"], known.not_before)
                yield _recalculated(known, fields, because)

    def _computed(self, rule: str) -> dict[What, dict[str, Any]]:
        """Who reported is kept by the shortest rule that applies, not by its own.

        Nothing while the day is not known that the period begins with.
        """
        content = max(self._under(rule), key=_kept_longest, default=None)
        if content is None or not self._reporter_is_known():
            return {"content": content} if content else {}
        rules = self._edition(rule).retention.items()
        own = [name for name, one in rules if one.what == "reporter_identity"]
        applicable = [content, *(each for name in own for each in self._under(name))]
        identity = min(applicable, key=_kept_longest)
        return {"reporter_identity": identity, "content": content}

    def _under(self, name: str) -> Iterator[dict[str, Any]]:
        """What a rule says, once for each law that gives a period."""
        edition = self._edition(name)
        rule = edition.retention[name]
        started_on = self._start(rule.starts)
        if started_on is None:
            return
        for country in sorted(self._countries()) or [""]:
            abroad = rule.countries.get(country)
            period = abroad.period if abroad else rule.period
            yield {
                "rule": name,
                "clause": rule.clause,
                "basis": abroad.basis if abroad else rule.basis,
                "edition": edition.edition,
                "country": country if abroad else None,
                "start": rule.starts.at,
                "started_on": started_on,
                "period": str(period),
                "delete_on": edition.calendar.delete_on(period, started_on),
            }

    def _edition(self, rule: str) -> Edition:
        """The edition of the day, if it has the rule; else the case's own.

        How long texts are kept is judged by the rules of today, for old cases too.
        """
        try:
            of_today = self.case.code.in_force(self.today)
        except Refused:
            return self.case.edition
        return of_today if rule in of_today.retention else self.case.edition

    def _countries(self) -> frozenset[str]:
        allegations = self.case.allegations.values()
        return frozenset(a.country for a in allegations if a.country)

    def _reporter_is_known(self) -> bool:
        """Whether there are texts that say who reported."""
        case = self.case
        hidden = case.concealed is not None or case.identity_mode == "confidential"
        return hidden or any(p.role == "reporter" for p in case.parties.values())

    def _start(self, starts: Starts) -> date | None:
        """The day that a period begins with; None while it is not known.

        A merged case ended with the one it belongs to: what was decided there counts.
        """
        case, host = self.case, self.case.host
        assert case.closed_on is not None
        decided = host if host is not None and case.links.merged else case
        found = _STARTS[starts.at](replace(decided, others=case.others), starts)
        return None if found is None else max((case.closed_on, *found))


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
    return tuple(filter(None, (case.effects.effective_on,)))


def _expired(case: Case, starts: Starts) -> Days:
    return tuple(filter(None, (case.effects.expired_on,)))


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


_STARTS: Final[Mapping[Start, Callable[[Case, Starts], Days | None]]] = {
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


def _kept_longest(fields: Mapping[str, Any]) -> date:
    day: date = fields["delete_on"]
    return day


def _moved_by(known: RetentionSchedule, fields: Mapping[str, Any]) -> Because | None:
    """Why a schedule comes out otherwise; None when it is the same."""
    for name, because in COMPARED.items():
        if getattr(known, name) != fields[name]:
            return because
    return None


def _recalculated(
    known: RetentionSchedule, fields: Mapping[str, Any], because: Because
) -> RetentionRecalculated:
    was = {"was": known.delete_on, "because": because}
    return RetentionRecalculated.model_validate({**dict(known), **was, **fields})
