"""What telling a decision, and looking at it again, makes of a case."""

from collections.abc import Collection, Mapping

from cases.case.case import Case
from cases.case.change import change
from cases.case.parts import Appeal, Imposed, Notice
from cases.case.replacing import replace
from cases.events import appeal
from cases.events.decision import Finding


@change.register
def _(event: appeal.DecisionNotified, case: Case) -> Case:
    notice = Notice(event.notified_on, event.appeal_until)
    return replace(
        case,
        notified={**case.notified, event.party: notice},
        informed=case.informed | {event.party},
    )


@change.register
def _(event: appeal.AppealWaived, case: Case) -> Case:
    waived = replace(case.notified[event.party], waived=True)
    return replace(case, notified={**case.notified, event.party: waived})


@change.register
def _(event: appeal.AppealLodged, case: Case) -> Case:
    notice = replace(case.notified[event.party], appeal=event.appeal)
    return replace(
        case,
        notified={**case.notified, event.party: notice},
        appeals={**case.appeals, event.appeal: Appeal(event.party)},
    )


@change.register
def _(event: appeal.AppealWithdrawn, case: Case) -> Case:
    withdrawn = replace(case.appeals[event.appeal], withdrawn=True)
    return replace(case, appeals={**case.appeals, event.appeal: withdrawn})


@change.register
def _(event: appeal.AppealDecided, case: Case) -> Case:
    decided = replace(
        case.appeals[event.appeal], outcome=event.outcome, panel=frozenset(event.panel)
    )
    case = replace(case, appeals={**case.appeals, event.appeal: decided})
    if event.outcome == "remitted":
        case = replace(case, notified=without(case.notified, event.party))
        return undone(case, event.allegations, None)
    case = undone(case, event.allegations, "insufficient_evidence")
    return _unmeasured(case, event.party) if event.outcome == "varied" else case


@change.register
def _(event: appeal.AppealDecisionNotified, case: Case) -> Case:
    return _with_appeal(case, event.appeal, told=True)


def untold(case: Case, number: int) -> Case:
    """The case when what became of an appeal is not all that its party was told."""
    return _with_appeal(case, number, told=False)


def declared(case: Case, number: int, person: str, *, conflict: bool) -> Case:
    """The case when somebody has said whether they are free to decide an appeal."""
    known = case.appeals[number]
    changed = replace(
        known,
        free=known.free - {person} if conflict else known.free | {person},
        conflicted=known.conflicted | {person}
        if conflict
        else known.conflicted - {person},
    )
    return replace(case, appeals={**case.appeals, number: changed})


def without(notified: Mapping[int, Notice], party: int) -> Mapping[int, Notice]:
    """The notices of the others."""
    return {number: notice for number, notice in notified.items() if number != party}


def _with_appeal(case: Case, number: int, told: bool) -> Case:
    changed = replace(case.appeals[number], told=told)
    return replace(case, appeals={**case.appeals, number: changed})


def undone(case: Case, numbers: Collection[int], finding: Finding | None) -> Case:
    """These violations are none any more, or are open; their measures fall."""
    changed = {
        number: replace(
            case.allegations[number],
            finding=finding,
            determined_on=case.allegations[number].determined_on if finding else None,
        )
        for number in numbers
    }
    return replace(
        case,
        allegations={**case.allegations, **changed},
        measures=unanswered(case, numbers),
    )


def _unmeasured(case: Case, party: int) -> Case:
    """No measure of the first decision answers what the party did, but what is over."""
    theirs = {n for n, a in case.allegations.items() if a.party == party}
    over = {
        number: served
        for number, those in case.measures.items()
        if number in theirs
        and (served := tuple(one for one in those if one.state != "in_force"))
    }
    return replace(case, measures={**unanswered(case, theirs), **over})


def unanswered(
    case: Case, numbers: Collection[int]
) -> Mapping[int, tuple[Imposed, ...]]:
    """The measures that answer something else."""
    return {n: those for n, those in case.measures.items() if n not in numbers}
