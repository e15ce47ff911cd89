"""A reporter's wish to withdraw: heard, weighed, and never an end by itself."""

from collections.abc import Iterator
from typing import ClassVar

from cases.commands.command import Circumstances, StepCommand
from cases.commands.speaking import by_the_reporter
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.withdrawal import (
    Considered,
    WithdrawalConsidered,
    WithdrawalRequested,
)


class RequestWithdrawal(StepCommand):
    """Ask, as the reporter, that the report be withdrawn.

    What was said stays, and so does who may know who said it. The case goes on until
    somebody responsible has weighed the wish.
    """

    step_name: ClassVar[str] = "request_withdrawal"

    reasons: Personal | None = None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        by_the_reporter(now)
        yield now.happened(WithdrawalRequested, reasons=self.reasons)


class ConsiderWithdrawal(StepCommand):
    """Decide whether the case goes on although its reporter would withdraw.

    It goes on if the facts justify it. To stop is a reason to dismiss the report, which
    a second person confirms.
    """

    step_name: ClassVar[str] = "consider_withdrawal"

    decision: Considered
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if now.case.withdrawal != "asked":
            reason = "nobody asked to withdraw the report, or it was considered"
            awaits = ["request_withdrawal"]
            raise Refused(reason, now.step.clause, awaits=awaits)
        yield now.happened(WithdrawalConsidered, **dict(self))
