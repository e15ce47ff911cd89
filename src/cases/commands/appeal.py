"""What an accused party makes of a decision: an appeal, or none."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from cases.case.case import Case
from cases.case.parts import Notice
from cases.commands.command import Circumstances, Day, Number, StepCommand
from cases.commands.speaking import spoken_for, themselves
from cases.edition.procedure import Step
from cases.errors import Refused
from cases.events.appeal import AppealLodged, AppealWaived, AppealWithdrawn
from cases.events.event import Event, Personal

LODGED_WHEN_IT_COMES_IN: Final = "not from the code: an appeal is in time by its day"


class LodgeAppeal(StepCommand):
    """Ask for what was decided about an accused party to be looked at again."""

    step_name: ClassVar[str] = "lodge_appeal"

    party: Number | None = None
    """The number of the accused party; null for whoever asks."""
    lodged_on: Day | None = None
    """The day on which the appeal came in; null for today."""
    grounds: Personal

    def happened_on(self, case: Case) -> date | None:
        return self.lodged_on

    def entitled(self, now: Circumstances) -> None:
        on = self.lodged_on or now.today
        notice = _without_appeal(now, spoken_for(now, self.party))
        if themselves(now) and on != now.today:
            reason = "whoever appeals themselves does so today"
            clause = LODGED_WHEN_IT_COMES_IN
            raise Refused(reason, clause, "lodged_on", until=now.today)
        now.since_receipt(on, "lodged_on")
        if on < notice.told_on:
            reason = "the day is before the party was told the decision"
            raise Refused(reason, now.step.clause, "lodged_on")
        open_to(now, self.party, on)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        yield now.happened(
            AppealLodged,
            appeal=len(now.case.appeals) + 1,
            party=spoken_for(now, self.party),
            lodged_on=self.lodged_on or now.today,
            grounds=self.grounds,
        )


class WithdrawAppeal(StepCommand):
    """Appeal no longer, as the accused party who did; what was decided stands."""

    step_name: ClassVar[str] = "withdraw_appeal"

    party: Number | None = None
    """The number of the accused party; null for whoever asks."""
    statement: Personal | None = None
    """Why, if there is anything to say."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        party = spoken_for(now, self.party)
        yield now.happened(
            AppealWithdrawn,
            appeal=pending(now, party),
            party=party,
            withdrawn_on=now.today,
            statement=self.statement,
        )


def pending(now: Circumstances, party: int) -> int:
    """The party's appeal that is still to be decided; refused when there is none."""
    for number, appeal in now.case.appeals.items():
        if appeal.party == party and appeal.open:
            return number
    reason = "the party has no appeal that is still to be decided"
    raise Refused(reason, now.step.clause, "party")


def to_withdraw(now: Circumstances) -> None:
    """Refuse whoever speaks for themselves and has no appeal to withdraw."""
    pending(now, spoken_for(now, None))


class WaiveAppeal(StepCommand):
    """Let what was decided stand, as the accused party whom it is about."""

    step_name: ClassVar[str] = "waive_appeal"

    party: Number | None = None
    """The number of the accused party; null for whoever asks."""
    statement: Personal | None = None
    """Why, if there is anything to say."""

    def entitled(self, now: Circumstances) -> None:
        open_to(now, self.party)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        party = spoken_for(now, self.party)
        yield now.happened(
            AppealWaived, party=party, waived_on=now.today, statement=self.statement
        )


def open_to(
    now: Circumstances, party: int | None = None, on: date | None = None
) -> date | None:
    """The last day on which an accused party can appeal; None without a time limit.

    Raises Refused when the party cannot, or not on that day.
    """
    number = spoken_for(now, party)
    notice = _without_appeal(now, number)
    periods = _periods(now.case, now.step)
    if not periods:
        return None
    runs = (now.case.clocks.get((clock, number)) for clock in periods)
    last = max((run.due.on for run in runs if run), default=None)
    if last is None or (on or now.today) > last:
        raise Refused(
            "the period for appealing is over",
            now.step.clause,
            "lodged_on" if on else None,
            until=last or notice.until,
        )
    return last


def _without_appeal(now: Circumstances, number: int) -> Notice:
    """What the party was told; refused if nothing, or once they appealed or waived."""
    notice, clause = now.case.notified.get(number), now.step.clause
    if notice is None:
        reason = "the party has not been notified of a decision"
        raise Refused(reason, clause, "party", awaits=["notify_decision"])
    if notice.waived:
        raise Refused("the party has waived the appeal", clause, "party")
    if notice.appeal is not None:
        raise Refused("the party has appealed", clause, "party")
    return notice


def _periods(case: Case, step: Step) -> list[str]:
    """The time limits of the parties' own within which the step is possible."""
    clocks = case.edition.clocks
    return [c for c in (*step.meets, *step.stops) if clocks[c].per_party]
