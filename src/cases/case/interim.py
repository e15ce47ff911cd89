"""What measures that hold until it is decided make of a case."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.parts import Interim
from cases.case.replacing import replace
from cases.events.interim import (
    InterimMeasuresEnded,
    InterimMeasuresLifted,
    InterimMeasuresOrdered,
    InterimMeasuresReviewed,
)


@change.register(InterimMeasuresOrdered)
@change.register(InterimMeasuresReviewed)
def _(event: InterimMeasuresOrdered | InterimMeasuresReviewed, case: Case) -> Case:
    """Whoever has to keep to them knows of the case."""
    holding = Interim(frozenset(event.measures), event.until)
    return replace(
        case,
        interim={**case.interim, event.party: holding},
        informed=case.informed | {event.party},
    )


@change.register(InterimMeasuresLifted)
@change.register(InterimMeasuresEnded)
def _(event: InterimMeasuresLifted | InterimMeasuresEnded, case: Case) -> Case:
    left = {p: those for p, those in case.interim.items() if p != event.party}
    return replace(case, interim=left)
