"""What steps that only move a procedure on make of a case, and for whom they are."""

from collections.abc import Mapping

from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.events import procedure


@change.register
def _(event: procedure.StepTaken, case: Case) -> Case:
    """What is said of a step once the case is closed is news.

    What was agreed to was agreed to for this once.
    """
    news = case.news or (case.closed and event.note is not None)
    facts = {**case.facts, **event.facts}
    left = frozenset(c for c in case.consents if c[1] != event.step)
    case = replace(case, facts=facts, news=news, consents=left)
    if event.party is None:
        return case
    return replace(
        case,
        done_for=_also(case.done_for, event.step, event.party),
        done_here=_also(case.done_here, event.step, event.party),
    )


def _also(
    done: Mapping[str, frozenset[int]], step: str, party: int
) -> Mapping[str, frozenset[int]]:
    return {**done, step: done.get(step, frozenset()) | {party}}


def but(done: Mapping[str, frozenset[int]], party: int) -> Mapping[str, frozenset[int]]:
    """What was done for others."""
    return {step: parties - {party} for step, parties in done.items()}
