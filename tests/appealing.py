"""Two accused in one case: what they are told, and what they make of it."""

from datetime import date
from typing import Any, Final

from rules import (
    ACCUSED,
    CHAIR,
    DETECTIVE,
    SAID,
    TODAY,
    allegation,
    convened,
    determination,
    hearing,
    investigated,
    measure,
    party,
    step,
)
from scenario import COMPLIANCE, DAY_0, OWNER, Scenario

from cases.actors import Actor
from cases.commands.appeal import LodgeAppeal
from cases.commands.appeal_panel import DecideAppeal, ReplaceMeasure
from cases.commands.investigation import IssueFindings
from cases.commands.notifying import NotifyAppealDecision, NotifyDecision
from cases.events.appeal import AppealOutcome

OTHER: Final = "accused-2"
FIRST: Final = Actor(ACCUSED, "subject")
SECOND: Final = Actor(OTHER, "subject")
REVIEWER: Final = Actor("a-1", "committee_member")
LAST_DAY: Final = date(2026, 1, 15)
"""For an appeal by whoever was told on the first day."""


def told(number: int, on: date = TODAY) -> NotifyDecision:
    """An accused party told the decision."""
    return NotifyDecision(party=number, notified_on=on)


def appeal(**said: Any) -> LodgeAppeal:
    """An appeal by whoever asks, today, unless said otherwise."""
    return LodgeAppeal.model_validate({"grounds": SAID, **said})


def answer(
    outcome: AppealOutcome = "upheld", number: int = 1, **said: Any
) -> DecideAppeal:
    """The decision on an appeal, by two who took no part before."""
    return DecideAppeal.model_validate(
        {
            "appeal": number,
            "body": "review",
            "panel": ("a-1", "a-2"),
            "outcome": outcome,
            "reasons": SAID,
            **said,
        }
    )


def answered(number: int = 1, on: date = TODAY) -> NotifyAppealDecision:
    """Whoever appealed told what became of it."""
    return NotifyAppealDecision(appeal=number, notified_on=on)


def replaced(**said: Any) -> ReplaceMeasure:
    """A warning in the place of the first measure, by those who decided the appeal."""
    return ReplaceMeasure.model_validate(
        {
            "appeal": 1,
            "measure": "warning",
            "allegations": (1,),
            "effective_on": TODAY,
            "reasons": SAID,
            **said,
        }
    )


def two_deliberated() -> Scenario:
    """Two are accused, the first of two things; all were heard, and the body meets."""
    return (
        investigated()
        .after(party(person=OTHER), OWNER)
        .after(allegation(party=2), OWNER)
        .after(allegation(category="rudeness"), OWNER)
        .after(hearing(1), DETECTIVE)
        .after(hearing(2), DETECTIVE)
        .after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
    )


def two_decided(**said: Any) -> Scenario:
    """All is established, and answered by measures; nobody has been told.

    `said` is what is said of the measure against the first.
    """
    return (
        two_deliberated()
        .after(determination(), CHAIR)
        .after(determination(allegation=2), CHAIR)
        .after(determination(allegation=3), CHAIR)
        .after(measure(allegations=(1, 3), **said), CHAIR)
        .after(measure(party=2, allegations=(2,)), CHAIR)
        .after(step("conclude"), CHAIR)
    )


def two_told(**said: Any) -> Scenario:
    """Both were told today."""
    return two_decided(**said).after(told(1), COMPLIANCE).after(told(2), COMPLIANCE)


def witnessed() -> Scenario:
    """The first was told, and a witness is still to be."""
    told_one = two_decided().after(told(1), COMPLIANCE)
    return told_one.after(party("witness", "w-1"), OWNER)


def first_appealed(**said: Any) -> Scenario:
    """The first of them appealed on the same day."""
    return two_told(**said).after(appeal(), FIRST, DAY_0)


def first_answered() -> Scenario:
    """It was remitted; the first has not been told so, the second may still appeal."""
    return first_appealed().after(answer("remitted"), REVIEWER)
