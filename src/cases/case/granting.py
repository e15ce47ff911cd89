"""What giving a case to read, and breaking the glass, make of it."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.grant import Grant
from cases.case.replacing import replace
from cases.events import access


@change.register
def _(event: access.AccessGranted, case: Case) -> Case:
    return _begun(case, event)


@change.register
def _(event: access.GlassBroken, case: Case) -> Case:
    return _begun(case, event, glass=True)


@change.register
def _(event: access.AccessWithdrawn, case: Case) -> Case:
    return _ended(case, event.grant)


@change.register
def _(event: access.AccessLost, case: Case) -> Case:
    return _ended(case, event.grant)


@change.register
def _(event: access.GlassReviewAwaited, case: Case) -> Case:
    awaited = replace(
        case.grants[event.grant],
        reviewed=False,
        awaits=frozenset(event.offices),
        reviewers=frozenset(event.reviewers),
    )
    return replace(case, grants={**case.grants, event.grant: awaited})


@change.register
def _(event: access.BrokenGlassReviewed, case: Case) -> Case:
    reviewed = replace(case.grants[event.grant], reviewed=True)
    case = replace(case, grants={**case.grants, event.grant: reviewed})
    return case if event.justified else _ended(case, event.grant)


def _begun(case: Case, event: access.ReadingBegun, *, glass: bool = False) -> Case:
    rights = frozenset[str](event.rights)
    grant = Grant(event.person, event.role, rights, event.ends_at, glass=glass)
    return replace(case, grants={**case.grants, event.grant: grant})


def _ended(case: Case, number: int) -> Case:
    ended = replace(case.grants[number], ended=True)
    return replace(case, grants={**case.grants, number: ended})
