"""The case of the examples when two accused are told, and one of them appeals."""

from typing import Final

from api.examples.example import Example
from cases.commands.appeal import LodgeAppeal, WaiveAppeal, WithdrawAppeal
from cases.commands.appeal_panel import DecideAppeal, ReplaceMeasure
from cases.commands.correcting import CorrectDecision
from cases.commands.declaring import DeclareConflict
from cases.commands.notifying import (
    MakeDecisionKnown,
    NotifyAppealDecision,
    NotifyDecision,
)
from cases.commands.steps import TakeStep

PANEL: Final = ("demo.appeal_panel_member", "p-1061", "p-1062")

TOLD: Final = (
    Example(
        "2026-05-12",
        "case_owner",
        NotifyDecision,
        {
            "party": 1,
            "notified_on": "2026-05-12",
            "text": "The decision, its reasons, and how to appeal.",
        },
    ),
    Example(
        "2026-05-12",
        "case_owner",
        NotifyDecision,
        {"party": 3, "notified_on": "2026-05-12"},
        shown=False,
    ),
    Example(
        "2026-05-12",
        "case_owner",
        NotifyDecision,
        {"party": 4, "notified_on": "2026-05-12"},
        shown=False,
    ),
    Example(
        "2026-05-12",
        "case_owner",
        CorrectDecision,
        {
            "party": 1,
            "slip": "date",
            "decided_as_before": True,
            "text": "Read: the invoice of 12 January, not of 21 January.",
        },
    ),
    Example(
        "2026-05-13",
        "case_owner",
        MakeDecisionKnown,
        {
            "party": 2,
            "told_on": "2026-05-13",
            "text": "What was decided; thank you for your account.",
        },
    ),
)

APPEALED: Final = (
    Example(
        "2026-05-18",
        "subject",
        WaiveAppeal,
        {"statement": "I am glad that it is over."},
        person="p-1013",
    ),
    Example(
        "2026-05-26", "subject", LodgeAppeal, {"grounds": "The measure is too hard."}
    ),
    Example(
        "2026-05-27",
        "subject",
        LodgeAppeal,
        {"grounds": "I should not have been named."},
        person="p-1014",
        shown=False,
    ),
    Example(
        "2026-05-28",
        "subject",
        WithdrawAppeal,
        {"statement": "Nothing was found against me; that is enough."},
        person="p-1014",
    ),
    *(
        Example(
            "2026-06-08",
            "appeal_panel_member",
            DeclareConflict,
            {"conflict": False, "appeal": 1},
            person=member,
            shown=False,
        )
        for member in PANEL
    ),
    Example(
        "2026-06-09",
        "appeal_panel_member",
        DecideAppeal,
        {
            "appeal": 1,
            "body": "appeal_panel",
            "panel": list(PANEL),
            "outcome": "varied",
            "reasons": "The violation is shown; a lighter measure is enough.",
        },
    ),
    Example(
        "2026-06-09",
        "appeal_panel_member",
        ReplaceMeasure,
        {
            "appeal": 1,
            "measure": "written_warning",
            "allegations": [1],
            "effective_on": "2026-06-15",
            "reasons": "The damage was made good.",
        },
    ),
    Example(
        "2026-06-10",
        "case_owner",
        NotifyAppealDecision,
        {
            "appeal": 1,
            "notified_on": "2026-06-10",
            "text": "What became of the appeal, and why.",
        },
    ),
    Example(
        "2026-06-10",
        "case_owner",
        TakeStep,
        {"step": "let_decision_stand"},
        shown=False,
    ),
)
