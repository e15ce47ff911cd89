"""What decisions, closing and holds make of a case."""

from typing import Literal

from cases.case.appealing import declared, untold, without
from cases.case.case import Case
from cases.case.change import change
from cases.case.erasure import Hold
from cases.case.parts import Imposed, Panel
from cases.case.replacing import replace
from cases.events import closing, decision, retention


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
    """Whoever has a conflict decides no more: the recusal says so."""
    if event.appeal is not None:
        return declared(case, event.appeal, event.person, conflict=event.conflict)
    if event.conflict:
        return case
    free = case.panel.free | {event.person}
    return replace(case, panel=replace(case.panel, free=free))


@change.register
def _(event: decision.DeterminationMade, case: Case) -> Case:
    """What the party was told before is not all about them any more."""
    allegation = case.allegations[event.allegation]
    found = replace(
        allegation, finding=event.finding, determined_on=event.determined_on
    )
    return replace(
        case,
        allegations={**case.allegations, event.allegation: found},
        decided=case.decided | set(event.deciders),
        notified=without(case.notified, allegation.party),
    )


@change.register
def _(event: decision.MeasureImposed, case: Case) -> Case:
    imposed = Imposed(
        event.measure, event.disciplinary, event.effective_on, event.expires_on
    )
    also = {n: (*case.measures.get(n, ()), imposed) for n in event.allegations}
    case = replace(case, measures={**case.measures, **also})
    return case if event.appeal is None else untold(case, event.appeal)


@change.register
def _(event: decision.MeasureExpired, case: Case) -> Case:
    return _over(case, event, "expired")


@change.register
def _(event: decision.MeasureExpunged, case: Case) -> Case:
    return _over(case, event, "expunged")


def _over(
    case: Case, event: decision.MeasureOver, state: Literal["expired", "expunged"]
) -> Case:
    """The case with what became of a measure; what was expunged stays so."""
    changed = {
        number: tuple(
            replace(one, state=state) if _is(one, event) else one
            for one in case.measures[number]
        )
        for number in event.allegations
    }
    return replace(case, measures={**case.measures, **changed})


def _is(one: Imposed, event: decision.MeasureOver) -> bool:
    known = (one.measure, one.effective_on, one.expires_on)
    said = (event.measure, event.effective_on, event.expires_on)
    return known == said and one.state != "expunged"


@change.register
def _(event: closing.HoldPlaced, case: Case) -> Case:
    hold = Hold(
        review_on=event.review_on,
        basis=event.basis,
        parties=frozenset(event.parties),
        kinds=frozenset(event.kinds),
        custodians=frozenset(event.custodians),
        awaited=frozenset(event.custodians),
    )
    return _holding(case, event.hold, hold)


@change.register
def _(event: closing.HoldAcknowledged, case: Case) -> Case:
    known = case.holds[event.hold]
    awaited = known.awaited - {event.custodian}
    return _holding(case, event.hold, replace(known, awaited=awaited))


@change.register
def _(event: closing.HoldReviewed, case: Case) -> Case:
    reviewed = replace(case.holds[event.hold], review_on=event.review_on)
    return _holding(case, event.hold, reviewed)


@change.register
def _(event: closing.HoldReleased, case: Case) -> Case:
    return _holding(case, event.hold, replace(case.holds[event.hold], released=True))


def _holding(case: Case, number: int, hold: Hold) -> Case:
    return replace(case, holds={**case.holds, number: hold})


@change.register
def _(event: retention.RetentionStarted, case: Case) -> Case:
    return replace(case, schedules={**case.schedules, event.what: event})


@change.register
def _(event: retention.RetentionRecalculated, case: Case) -> Case:
    gone = case.gone - {event.what} if event.because in retention.LATE else case.gone
    return replace(case, schedules={**case.schedules, event.what: event}, gone=gone)


@change.register
def _(event: retention.RetentionTriggered, case: Case) -> Case:
    return replace(case, triggers={**case.triggers, event.trigger: event.on})
