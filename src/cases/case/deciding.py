"""What decisions, closing and holds make of a case."""

from typing import Final

from cases.case.case import Case
from cases.case.change import change
from cases.case.parts import Panel
from cases.case.replacing import replace
from cases.events import closing, decision
from cases.events.decision import Finding

UNDONE: Final[dict[str, tuple[Finding | None]]] = {
    "quashed": ("insufficient_evidence",),
    "remitted": (None,),
}
"""What an appeal makes of the violations it was lodged against: none, or to be
determined anew."""


@change.register
def _(event: decision.DecidersConvened, case: Case) -> Case:
    present = frozenset(event.present) - case.panel.recused
    panel = Panel(event.body, event.quorum, present, case.panel.recused)
    return replace(case, panel=panel)


@change.register
def _(event: decision.DeciderRecused, case: Case) -> Case:
    panel = replace(
        case.panel,
        present=case.panel.present - {event.person},
        recused=case.panel.recused | {event.person},
    )
    return replace(case, panel=panel)


@change.register
def _(event: decision.ConflictDeclared, case: Case) -> Case:
    others = case.panel.free - {event.person}
    free = others if event.conflict else others | {event.person}
    return replace(case, panel=replace(case.panel, free=free))


@change.register
def _(event: decision.DeterminationMade, case: Case) -> Case:
    found = replace(case.allegations[event.allegation], finding=event.finding)
    return replace(
        case,
        allegations={**case.allegations, event.allegation: found},
        decided=case.decided | set(event.deciders),
    )


@change.register
def _(event: decision.MeasureImposed, case: Case) -> Case:
    answered = event.allegations if event.disciplinary else ()
    return replace(case, measured=case.measured | set(answered))


@change.register
def _(event: decision.DecisionNotified, case: Case) -> Case:
    return replace(case, notified=case.notified | {event.party})


@change.register
def _(event: decision.AppealLodged, case: Case) -> Case:
    return replace(
        case,
        appeals={**case.appeals, event.appeal: False},
        appellants={**case.appellants, event.appeal: event.party},
    )


@change.register
def _(event: decision.AppealDecided, case: Case) -> Case:
    case = replace(case, appeals={**case.appeals, event.appeal: True})
    finding = UNDONE.get(event.outcome)
    return _undone(case, case.appellants[event.appeal], finding) if finding else case


def _undone(case: Case, party: int, finding: tuple[Finding | None]) -> Case:
    """The appellant's violations are none any more, and their measures fall."""
    undone = {
        number: replace(allegation, finding=finding[0])
        for number, allegation in case.allegations.items()
        if allegation.party == party and allegation.finding == "established"
    }
    return replace(
        case,
        allegations={**case.allegations, **undone},
        measured=case.measured - set(undone),
    )


@change.register
def _(event: closing.CaseClosed, case: Case) -> Case:
    return replace(case, closed=True, delete_on=event.delete_on)


@change.register
def _(event: closing.HoldPlaced, case: Case) -> Case:
    return replace(case, holds={**case.holds, event.hold: True})


@change.register
def _(event: closing.HoldReleased, case: Case) -> Case:
    return replace(case, holds={**case.holds, event.hold: False})


@change.register
def _(event: closing.DeletionRescheduled, case: Case) -> Case:
    return replace(case, delete_on=event.delete_on)
