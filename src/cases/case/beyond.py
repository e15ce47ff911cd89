"""What a case means beyond itself, as it stands: what it raised, whom it binds."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.events import beyond


@change.register
def _(event: beyond.MatterRaised, case: Case) -> Case:
    return replace(case, matter=event.matter)


@change.register
def _(event: beyond.MatterSettled, case: Case) -> Case:
    return replace(case, matter=None)


@change.register
def _(event: beyond.PersonBound, case: Case) -> Case:
    return replace(case, bound=True)


@change.register
def _(event: beyond.PersonReleased, case: Case) -> Case:
    return replace(case, bound=False)
