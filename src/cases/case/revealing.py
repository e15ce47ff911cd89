"""What becomes of a case when somebody is to learn who reported it."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.confidence import Revealing
from cases.case.replacing import replace
from cases.events.disclosing import (
    DisclosureNoticeDeferred,
    DisclosureNoticeGiven,
    IdentityDisclosureApproved,
    IdentityDisclosureDenied,
    IdentityDisclosureProposed,
)


@change.register
def _(event: IdentityDisclosureProposed, case: Case) -> Case:
    proposed = Revealing(
        event.disclosure, event.recipient, event.proposer, event.needed, event.until
    )
    return replace(case, revealing=proposed)


@change.register
def _(event: IdentityDisclosureApproved, case: Case) -> Case:
    assert case.revealing is not None
    approvals = {**case.revealing.approvals, event.office: event.approver}
    return replace(case, revealing=replace(case.revealing, approvals=approvals))


@change.register
def _(event: IdentityDisclosureDenied, case: Case) -> Case:
    assert case.revealing is not None
    return replace(case, revealing=replace(case.revealing, denied=True))


@change.register
def _(event: DisclosureNoticeGiven, case: Case) -> Case:
    assert case.revealing is not None
    return replace(case, revealing=replace(case.revealing, told=True))


@change.register
def _(event: DisclosureNoticeDeferred, case: Case) -> Case:
    assert case.revealing is not None
    deferred = replace(case.revealing, deferred_until=event.review_on)
    return replace(case, revealing=deferred)
