"""What is recorded of a refusal: as much as tells nobody who reported."""

from dataclasses import replace
from typing import Final

from cases.actors import OWN_ONLY, REPORTER, has_mailbox
from cases.case.case import Case
from cases.commands.order import AS_REPORTER, written_as
from cases.errors import CaseError, CaseNotFound, NotPermitted, Outdated, Refused
from cases.events.record import CommandRefused
from cases.identifier import new_id
from cases.log.log import Log
from cases.log.recorded import Envelope
from cases.request import Request

RULES: Final = {
    CaseNotFound: "not_found",
    NotPermitted: "not_permitted",
    Refused: "refused",
    Outdated: "outdated",
}
"""Refusals that are recorded, by the name that stands in the log."""


def write_down(
    log: Log, case: Case, request: Request, refusal: CaseError, *, once: bool
) -> None:
    """Record a refusal of one of these kinds, in a stream of its own.

    `once` under the command's own id, so that it has had its answer.
    """
    record = recorded(case, request, refusal)
    if record is None:
        return
    by = refused_by(case, request, refusal)
    log.append(
        new_id(),
        0,
        [record],
        replace(by, command=request.id) if once else by,
        fingerprint=request.fingerprint if once else b"",
        by_day=request.by_day(case),
    )


def recorded(case: Case, request: Request, refusal: CaseError) -> CommandRefused | None:
    """The record of a refusal of one of these kinds; None when it would tell."""
    if _would_tell(case, request, refusal) or _by_a_made_up_key(request, refusal):
        return None
    opening = request.expected == 0 or not request.command.about_a_case
    return CommandRefused(
        case=None if opening or _by_guess(request, refusal) else request.case,
        asked=request.name,
        rule=RULES[type(refusal)],
        clause=getattr(refusal, "clause", None),
    )


def refused_by(case: Case, request: Request, refusal: CaseError) -> Envelope:
    """Who was refused: a reporter by name only in a report that names them.

    Whose report was refused may send another that does not; whoever asks as a reporter
    for a case that is not theirs has reported some other.
    """
    by = replace(request.envelope(case, None), command=new_id())
    if _by_guess(request, refusal) and request.by.role in AS_REPORTER:
        return replace(by, actor="anonymous", acting_as=REPORTER, traceparent=None)
    theirs = case.identity_mode == "named" and request.by.id == case.reporter
    if by.acting_as == REPORTER and by.actor == request.by.id and not theirs:
        return replace(by, actor="confidential")
    return by


def _by_guess(request: Request, refusal: CaseError) -> bool:
    """Whether somebody who may only know of cases of their own asked for another.

    They may have reported it without a name.
    """
    return isinstance(refusal, CaseNotFound) and request.by.role in OWN_ONLY


def _by_a_made_up_key(request: Request, refusal: CaseError) -> bool:
    """Whether it is a guess by the key of a mailbox, of which anybody makes many.

    Recorded, they would be visits, and a log that strangers let grow.
    """
    return has_mailbox(request.by.id) and _by_guess(request, refusal)


def _would_tell(case: Case, request: Request, refusal: CaseError) -> bool:
    """Whether the record would tell who reported in confidence.

    In an office they act under their own name, and may be refused only because it is
    their report. Whoever knows all other reasons could tell from the record.
    """
    hidden = case.identity_mode != "named" and request.by.id == case.reporter
    by_name = written_as(case, request.by).id == request.by.id
    return hidden and by_name and isinstance(refusal, Refused)
