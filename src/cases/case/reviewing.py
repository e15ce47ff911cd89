"""What a review of somebody's acts makes of a case."""

from cases.case.appealing import undone
from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.events import reviewing


@change.register
def _(event: reviewing.ReviewOfPriorActsRequired, case: Case) -> Case:
    to_review = {**case.routing.to_review, event.person: frozenset(event.steps)}
    return replace(case, routing=replace(case.routing, to_review=to_review))


@change.register
def _(event: reviewing.PriorActsReviewed, case: Case) -> Case:
    """A finding that is not relied on is open again, and its measure falls."""
    left = {p: s for p, s in case.routing.to_review.items() if p != event.person}
    again = frozenset(event.done_again)
    case = replace(
        case,
        routing=replace(case.routing, to_review=left),
        done_before=case.done_before | again,
    )
    return undone(case, case.allegations, None) if "determine" in again else case
