"""What is recorded of a refusal: as much as tells nobody who reported."""

from typing import Final

from cases.case.case import Case
from cases.commands.order import OWN_ONLY, written_as
from cases.errors import CaseError, CaseNotFound, NotPermitted, Outdated, Refused
from cases.events.record import CommandRefused
from cases.request import Request

RULES: Final = {
    CaseNotFound: "not_found",
    NotPermitted: "not_permitted",
    Refused: "refused",
    Outdated: "outdated",
}
"""Refusals that are recorded, by the name that stands in the log."""


def recorded(case: Case, request: Request, refusal: CaseError) -> CommandRefused | None:
    """The record of a refusal of one of these kinds; None when it would tell."""
    if _would_tell(case, request, refusal):
        return None
    return CommandRefused(
        case=request.case if _may_be_named(request, refusal) else None,
        asked=request.name,
        rule=RULES[type(refusal)],
        clause=getattr(refusal, "clause", None),
    )


def _may_be_named(request: Request, refusal: CaseError) -> bool:
    """Whether a refusal is recorded with its case.

    Whoever may only know of cases of their own and asks for another may have reported
    it without a name.
    """
    by_guess = isinstance(refusal, CaseNotFound) and request.by.role in OWN_ONLY
    return request.expected != 0 and not by_guess


def _would_tell(case: Case, request: Request, refusal: CaseError) -> bool:
    """Whether the record would tell who reported in confidence.

    In an office they act under their own name, and may be refused only because it is
    their report. Whoever knows all other reasons could tell from the record.
    """
    hidden = case.identity_mode != "named" and request.by.id == case.reporter
    by_name = written_as(case, request.by).id == request.by.id
    return hidden and by_name and isinstance(refusal, Refused)
