"""A history made into a case, one event after the other."""

from collections.abc import Iterable

from cases.case import (
    appealing,
    arbitrating,
    asking,
    beyond,
    deciding,
    disposing,
    exhibiting,
    granting,
    interim,
    linking,
    offices,
    preparing,
    reopening,
    reporting,
    responsible,
    revealing,
    reviewing,
    stepping,
    tasking,
    timing,
)
from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.edition.code import Code
from cases.edition.procedure import OPENING
from cases.events.event import Event, ProcedureStep
from cases.events.opening import CaseOpened, DisclosureMade, ReportReceived

TABLES = (
    preparing,
    stepping,
    asking,
    beyond,
    arbitrating,
    interim,
    deciding,
    exhibiting,
    granting,
    appealing,
    linking,
    offices,
    reopening,
    reporting,
    responsible,
    revealing,
    reviewing,
    tasking,
    timing,
    disposing,
)
"""The modules that fill the table of `change`."""


def replay(code: Code, history: Iterable[tuple[Event, str]]) -> Case:
    """The case after its history of events and the actors who caused them."""
    return continued(Case(code), history)


def continued(case: Case, history: Iterable[tuple[Event, str]]) -> Case:
    """The case after more of its history."""
    for event, actor in history:
        case = after(case, event, actor)
    return case


def after(case: Case, event: Event, actor: str) -> Case:
    """The case after one more event."""
    if isinstance(event, ProcedureStep):
        case = _taken(case, event, actor)
    elif isinstance(event, CaseOpened):
        case = _opened(case, event, actor)
    return change(event, case)


def _taken(case: Case, event: ProcedureStep, actor: str) -> Case:
    who = case.taken.get(event.step, frozenset())
    # Most steps of a long case are of this kind: one more interview, one more document.
    again = event.step in case.done_before
    if actor in who and event.phase == case.phase and not again:
        return case
    return replace(
        case,
        phase=event.phase,
        taken={**case.taken, event.step: who | {actor}},
        done_before=case.done_before - {event.step},
        done_here=case.done_here if event.phase == case.phase else {},
    )


def _opened(case: Case, event: CaseOpened, actor: str) -> Case:
    # Somebody else may have filed it: whose word it is began the case all the same.
    author = event.declarant if isinstance(event, DisclosureMade) else None
    if isinstance(event, ReportReceived):
        unnamed = event.identity_mode == "confidential"
        author = event.identity_mode if unnamed else event.reporter
    began = frozenset({actor, author or actor})
    return replace(
        case,
        edition_name=event.edition,
        case_type=event.case_type,
        phase=event.phase,
        facts=event.facts,
        unit=event.unit,
        taken=dict.fromkeys((OPENING, event.opening), began),
    )
