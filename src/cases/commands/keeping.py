"""Until when texts of a case are kept: laid down at its end, computed anew later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cases.case.case import Case
from cases.case.replacing import replace
from cases.commands.kept_from import STARTS
from cases.edition.edition import Edition
from cases.edition.terms import Starts
from cases.errors import Refused
from cases.events.event import Event
from cases.events.retention import (
    Because,
    RetentionRecalculated,
    RetentionSchedule,
    RetentionStarted,
    What,
    about_party,
)

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
        content = max(self.under(rule), key=_kept_longest, default=None)
        if content is None:
            return {}
        texts = {**self._about_one(rule, content), "content": content}
        if not self._reporter_is_known():
            return texts
        rules = self._edition(rule).retention.items()
        own = [name for name, one in rules if one.what == "reporter_identity"]
        applicable = (each for name in own for each in self.under(name))
        identity = min((*texts.values(), *applicable), key=_kept_longest)
        return {"reporter_identity": {**identity, "violation": None}, **texts}

    def _about_one(
        self, rule: str, content: dict[str, Any]
    ) -> dict[What, dict[str, Any]]:
        """What is about one accused party alone, where it is to go before the rest.

        By the rule for what was found about them, and from the end of what was
        imposed on them: nobody's data are kept for what another one did (GDPR
        Art. 5(1)(e); ISO 37002:2021 8.4.4).
        """
        texts = {}
        for number in self._accused():
            theirs = _alone(self.case, number)
            guilty = any(
                a.finding == "established" for a in theirs.allegations.values()
            )
            cleared = None if guilty else self._edition(rule).retention[rule].cleared
            rules = replace(self, case=theirs).under(cleared or rule)
            own = max(rules, key=_kept_longest, default=content)
            if _kept_longest(own) < _kept_longest(content):
                texts[about_party(number)] = {**own, "violation": guilty}
        return texts

    def _accused(self) -> list[int]:
        """Those who were accused; what was found in a merged case is not in it."""
        if self.case.links.merged:
            return []
        return sorted(n for n, p in self.case.parties.items() if p.role == "subject")

    def under(self, name: str) -> Iterator[dict[str, Any]]:
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
        hidden = bool(case.concealed) or case.identity_mode == "confidential"
        return hidden or any(p.role == "reporter" for p in case.parties.values())

    def _start(self, starts: Starts) -> date | None:
        """The day that a period begins with; None while it is not known.

        A merged case ended with the one it belongs to: what was decided there counts,
        and of others about the same, those that it says itself.
        """
        case, host = self.case, self.case.host
        assert case.closed_on is not None
        decided = host if host is not None and case.links.merged else case
        there = replace(decided, links=case.links, others=case.others)
        found = STARTS[starts.at](there, starts)
        return None if found is None else max((case.closed_on, *found))


def _alone(case: Case, number: int) -> Case:
    """The case as far as it is about one accused: what they did, what followed."""
    theirs = {n: a for n, a in case.allegations.items() if a.party == number}
    measures = {n: those for n, those in case.measures.items() if n in theirs}
    return replace(case, allegations=theirs, measures=measures)


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
