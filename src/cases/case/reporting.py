"""What a reporter asks for afterwards makes of a case."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.events import withdrawal


@change.register
def _(event: withdrawal.WithdrawalRequested, case: Case) -> Case:
    return replace(case, withdrawal="asked")


@change.register
def _(event: withdrawal.WithdrawalConsidered, case: Case) -> Case:
    return replace(case, withdrawal=event.decision)
