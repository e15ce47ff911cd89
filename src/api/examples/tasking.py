"""What is to be done beside the procedure, while the case of the examples goes on."""

from typing import Final

from api.examples.example import CALL, Example
from cases.commands.tasks import FinishTask, HandOverTask, SetTask, WithdrawTask

TASKED: Final = (
    Example(
        "2026-04-14",
        "case_owner",
        SetTask,
        {
            "text": "Ask the bank which of the two signed for the payment.",
            "until": "2026-04-16",
            "person": "demo.investigator",
            "role": "investigator",
            "party": 1,
        },
    ),
    Example(
        "2026-04-14",
        "case_owner",
        SetTask,
        {"text": "Find a room for the hearing.", "until": "2026-04-20"},
        shown=False,
    ),
    Example(
        "2026-04-14",
        "investigator",
        HandOverTask,
        {
            "task": 1,
            "person": "demo.compliance_officer",
            "role": "compliance_officer",
            "until": "2026-04-17",
            "note": "The bank answers the compliance officer alone.",
        },
    ),
    Example(
        "2026-04-14",
        "compliance_officer",
        FinishTask,
        {"task": 1, "note": "Person A signed, says the bank."},
    ),
    Example(
        "2026-04-14",
        "case_owner",
        WithdrawTask,
        {"task": 2, "note": "Nobody asked for a hearing."},
    ),
    Example(
        "2026-04-14",
        "compliance_officer",
        SetTask,
        {"text": "Ask the caller for the bills.", "until": "2026-04-20"},
        shown=False,
        case=CALL,
    ),
)
