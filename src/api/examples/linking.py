"""A wish to withdraw; other reports: merged, told again, split off."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from api.examples.example import AGAIN, CASE, OTHER, SAME, Example
from cases.commands.command import Command
from cases.commands.merging import MergeCase, RecogniseDuplicate, RetractDuplicate
from cases.commands.opening import ReceiveReport
from cases.commands.reopening import ReopenCase
from cases.commands.splitting import SplitCase
from cases.commands.steps import TakeStep
from cases.commands.withdrawal import ConsiderWithdrawal, RequestWithdrawal

ANSWERED: Final = {"feedback": "given"}
DUPLICATE: Final = {"of": CASE, "reasons": "The caller says so, and adds nothing."}


def told(case: str, account: str) -> tuple[Example, ...]:
    """Somebody else reports, and gets an answer."""
    step = {"step": "acknowledge"}
    report = {
        "case_type": "breach_report",
        "opening": "pass_on",
        "channel": "phone",
        "identity_mode": "anonymous",
        "received_on": "2026-03-10",
        "categories": ["integrity"],
        "account": account,
    }
    return (
        _of(case, "2026-03-10", ReceiveReport, report),
        _of(case, "2026-03-11", TakeStep, step),
    )


def _of(
    case: str, day: str, command: type[Command], body: Mapping[str, object]
) -> Example:
    return Example(day, "intake_officer", command, body, shown=False, case=case)


def dismissed(case: str, reason: str = "duplicate") -> tuple[Example, ...]:
    """It is closed, answered, and then somebody has more to say."""
    dismissal = {"dismissal_reason": reason}
    more = {"step": "add_information", "note": "There is a second invoice."}
    intake = tuple(
        _of(case, day, TakeStep, step)
        for day, step in (
            ("2026-03-12", {"step": "propose_dismissal", "facts": dismissal}),
            ("2026-03-13", {"step": "confirm_dismissal"}),
            ("2026-03-16", {"step": "give_final_feedback", "facts": ANSWERED}),
            ("2026-03-16", {"step": "close_dismissed"}),
            ("2026-03-19", more),
        )
    )
    by = ("intake_officer", "compliance_officer", "intake_officer")
    officers = (*by, "compliance_officer", "intake_officer")
    return tuple(
        replace(one, office=office)
        for one, office in zip(intake, officers, strict=True)
    )


LINKED: Final = (
    Example(
        "2026-03-11",
        "member",
        RequestWithdrawal,
        {"reasons": "I would rather have kept silent."},
    ),
    Example(
        "2026-03-11",
        "case_owner",
        ConsiderWithdrawal,
        {"decision": "continue", "reasons": "The invoice speaks for itself."},
    ),
    *told(OTHER, "The list of members was sent to a sponsor."),
    *told(SAME, "I had a call from a sponsor, who has my number from you."),
    Example(
        "2026-03-11",
        "compliance_officer",
        MergeCase,
        {"into": OTHER, "reasons": "It is the same list."},
        case=SAME,
    ),
    *told(AGAIN, "As I wrote last week: look at the invoice of January."),
    Example(
        "2026-03-11",
        "intake_officer",
        RecogniseDuplicate,
        DUPLICATE,
        case=AGAIN,
    ),
    Example(
        "2026-03-11",
        "compliance_officer",
        RetractDuplicate,
        {"reasons": "The caller spoke of January, the case is about February."},
        case=AGAIN,
    ),
    _of(AGAIN, "2026-03-12", RecogniseDuplicate, DUPLICATE),
    *dismissed(AGAIN),
    Example(
        "2026-03-20",
        "compliance_officer",
        ReopenCase,
        {"new_facts": "The caller has found the second invoice, of February."},
        case=AGAIN,
    ),
    Example(
        "2026-03-11",
        "case_owner",
        SplitCase,
        {
            "account": "The list of members was passed on to a sponsor.",
            "reasons": "It has nothing to do with the invoice.",
        },
    ),
)
