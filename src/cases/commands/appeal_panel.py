"""Looking at a decision again: by whom, with what outcome, and what follows."""

from collections.abc import Iterator
from typing import ClassVar

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Appeal
from cases.commands.bars import interests_of
from cases.commands.bodies import body_here
from cases.commands.command import (
    Circumstances,
    Day,
    Number,
    Numbers,
    OneOrMore,
    SomePersons,
    StepCommand,
)
from cases.commands.conflicts import fit, unfit_to_decide
from cases.commands.decision import ImposeMeasure, decides
from cases.commands.declaring import open_appeal, panel_free
from cases.commands.guards import way_out
from cases.commands.measure_end import noted, watched
from cases.commands.timing import Timing
from cases.errors import NotPermitted, Refused
from cases.events.appeal import AppealDecided, AppealOutcome
from cases.events.event import Event, Name, Personal


class DecideAppeal(StepCommand):
    """Decide one appeal, by others than those who decided first."""

    step_name: ClassVar[str] = "decide_appeal"

    appeal: Number
    body: Name
    panel: SomePersons
    outcome: AppealOutcome
    allegations: Numbers = ()
    """When varied, the violations that are none any more; when remitted, those to be
    determined anew, all of them if none is named."""
    reasons: Personal

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return tuple(interests_of(person) for person in dict.fromkeys(self.panel))

    def happens(self, now: Circumstances) -> Iterator[Event]:
        appeal = open_appeal(now, self.appeal)
        self._composed(now, appeal)
        said = dict(self) | {"allegations": self._falling(now, appeal)}
        time = Timing(now.case, now.at, appeal.party)
        over = list(noted(time))
        decided = now.happened(AppealDecided, party=appeal.party, **said)
        yield from (*over, decided)
        yield from watched(time, *over, decided)

    def _composed(self, now: Circumstances, appeal: Appeal) -> None:
        """Refuse a panel of the wrong people, or of too few or too many."""
        body = body_here(now, self.body)
        first = now.case.decided | now.case.panel.present
        unfit = first | appeal.conflicted | unfit_to_decide(now.case)
        fit(now, "panel", {*self.panel, now.by.id}, unfit)
        if len(self.panel) > body.members:
            reason = f"the body has {body.members} seats"
            raise Refused(reason, body.clause, "panel")
        if len(self.panel) < body.quorum:
            reason = f"the body decides with {body.quorum} or more"
            awaits = way_out(now.case, self.body)
            raise Refused(reason, body.clause, "panel", awaits=awaits)
        if now.by.id not in self.panel and decides(now):
            raise NotPermitted("only a member of the panel decides", now.step.clause)
        panel_free(now, appeal, frozenset(self.panel))

    def _falling(self, now: Circumstances, appeal: Appeal) -> tuple[int, ...]:
        """The appellant's violations that do not stand after this outcome."""
        violations = violations_of(now.case, appeal.party)
        if self.outcome != "upheld" and not violations:
            reason = "nothing was established that could fall"
            raise Refused(reason, now.step.clause, "outcome", allowed=["upheld"])
        possible = violations if self.outcome in ("varied", "remitted") else ()
        if set(self.allegations) - set(possible):
            reason = "no such violation of the party falls by this outcome"
            raise Refused(reason, now.step.clause, "allegations", allowed=possible)
        if self.outcome == "varied" and set(self.allegations) == set(violations):
            reason = "when all violations fall, the decision is quashed"
            raise Refused(reason, now.step.clause, "outcome", allowed=["quashed"])
        unnamed = self.outcome in ("quashed", "remitted") and not self.allegations
        return violations if unnamed else self.allegations


class ReplaceMeasure(StepCommand):
    """Let another measure follow, as the panel that varied the decision."""

    step_name: ClassVar[str] = "replace_measure"

    appeal: Number
    measure: Name
    allegations: OneOrMore
    effective_on: Day
    expires_on: Day | None = None
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        appeal = now.case.appeals.get(self.appeal)
        if appeal is None or appeal.outcome != "varied":
            reason = "no such appeal varied the decision"
            raise Refused(reason, now.step.clause, "appeal", awaits=["decide_appeal"])
        if now.by.id not in appeal.panel and decides(now):
            raise NotPermitted("only a member of the panel decides", now.step.clause)
        self._not_over(now)
        said = {name: value for name, value in self if name != "appeal"}
        instead = ImposeMeasure(party=appeal.party, **said)
        imposed = instead.imposed(now, appeal=self.appeal)
        yield imposed
        yield from watched(Timing(now.case, now.at, appeal.party), imposed)

    def _not_over(self, now: Circumstances) -> None:
        """Refuse to put another measure in the place of one that was served."""
        for number in self.allegations:
            for one in now.case.measures.get(number, ()):
                if one.disciplinary and one.over(now.today):
                    reason = "the measure is over, and none takes its place"
                    raise Refused(reason, now.step.clause, "allegations")


def violations_of(case: Case, party: int) -> tuple[int, ...]:
    """What is established against a party, by the numbers of the allegations."""
    return tuple(
        number
        for number, allegation in case.allegations.items()
        if allegation.party == party and allegation.finding == "established"
    )
