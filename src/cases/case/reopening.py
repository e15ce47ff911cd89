"""What closing a case and reopening it make of it."""

from cases.case.appealing import unanswered
from cases.case.case import Case
from cases.case.change import change
from cases.case.parts import Allegation
from cases.case.replacing import replace
from cases.case.routing import Routing
from cases.events import closing


@change.register
def _(event: closing.CaseClosed, case: Case) -> Case:
    return replace(
        case, closed_on=event.closed_on, retention=event.retention, news=False
    )


@change.register
def _(event: closing.CaseReopened, case: Case) -> Case:
    """What came before its end is not done for what comes now, so it is done again."""
    anew = {n: case.allegations[n] for n in event.allegations}
    parties = {allegation.party for allegation in anew.values()}
    return replace(
        case,
        closed_on=None,
        schedules={},
        done_before=frozenset(case.taken) - {event.step},
        allegations={**case.allegations, **{n: _open(a) for n, a in anew.items()}},
        done_for={},
        done_here={},
        measures=unanswered(case, event.allegations),
        heard=case.heard - parties,
        routing=_answered(case.routing),
        notified={n: one for n, one in case.notified.items() if n not in parties},
    )


def _answered(routing: Routing) -> Routing:
    """Without the offices that have nobody: alarms end with the case, to come anew.

    Nor does an objection wait any longer: whoever reported may object again.
    """
    return replace(
        routing,
        instead={office: one for office, one in routing.instead.items() if one},
        objections={
            number: replace(one, open=False)
            for number, one in routing.objections.items()
        },
    )


def _open(allegation: Allegation) -> Allegation:
    return replace(allegation, finding=None, determined_on=None, dropped=False)
