"""Whoever was affected agrees to each step before it is taken, or it is not taken."""

from typing import Final

import pytest
from rules import (
    DETECTIVE,
    SAID,
    TODAY,
    accused,
    handled,
    investigated,
    party,
    step,
)
from scenario import OWNER, Scenario

from cases.commands.consent import RecordConsent
from cases.commands.investigation import LogInvestigationStep
from cases.errors import Refused
from cases.events.consent import ConsentRecorded
from cases.events.investigation import InvestigationStepLogged
from cases.events.procedure import StepTaken

HELP: Final = step("help")


def consent(number: int = 2, to: str = "help", given: bool = True) -> RecordConsent:
    return RecordConsent(party=number, to=to, given=given)


def interview(number: int | None = 2, kind: str = "interview") -> LogInvestigationStep:
    return LogInvestigationStep.model_validate(
        {
            "kind": kind,
            "occurred_on": TODAY,
            "allegations": (1,),
            "party": number,
            "account": SAID,
        }
    )


def affected(before: Scenario | None = None) -> Scenario:
    """Party 2 suffered from it."""
    return (before or accused()).after(party("affected", person=None), OWNER)


def test_a_consent_says_who_agreed_to_what() -> None:
    affected().when(consent(), OWNER).then(
        ConsentRecorded(
            step="record_consent",
            clause="not from the code: consent",
            phase="looked_into",
            party=2,
            to="help",
            given=True,
        )
    )


def test_nothing_that_needs_consent_is_done_without_it() -> None:
    affected().when(HELP, OWNER).then_refused(Refused, "has not consented", "2")
    refused = affected().after(consent(given=False), OWNER)
    refused.when(HELP, OWNER).then_refused(Refused, "has not consented", "2")
    affected().after(consent(), OWNER).when(HELP, OWNER).then_happens(StepTaken)


def test_a_consent_is_for_one_step_and_asked_for_anew() -> None:
    helped = affected().after(consent(), OWNER).after(HELP, OWNER)
    helped.when(HELP, OWNER).then_refused(Refused, "has not consented", "2")
    other = affected().after(consent(), OWNER)
    gone_on = other.after(step("classify_severity", severity="serious"), OWNER)
    gone_on.when(HELP, OWNER).then_happens(StepTaken)


def test_a_consent_can_be_taken_back() -> None:
    back = affected().after(consent(), OWNER).after(consent(given=False), OWNER)
    back.when(HELP, OWNER).then_refused(Refused, "has not consented", "2")


def test_everybody_who_was_affected_is_asked() -> None:
    two = affected(affected()).after(consent(2), OWNER)
    two.when(HELP, OWNER).then_refused(Refused, "has not consented", "2")
    two.after(consent(3), OWNER).when(HELP, OWNER).then_happens(StepTaken)


def test_where_nobody_was_affected_nobody_is_asked() -> None:
    handled().when(HELP, OWNER).then_happens(StepTaken)


def test_only_whoever_was_affected_consents() -> None:
    affected().when(consent(1), OWNER).then_refused(Refused, "not one affected")
    affected().when(consent(9), OWNER).then_refused(Refused, "no such party")


@pytest.mark.parametrize("to", ["acknowledge", "unknown"])
def test_a_step_that_needs_no_consent_is_not_asked_about(to: str) -> None:
    affected().when(consent(to=to), OWNER).then_refused(
        Refused, "asks for nobody's consent"
    )


def test_whoever_was_affected_is_interviewed_only_if_they_agree() -> None:
    inquiry = affected(investigated())
    inquiry.when(interview(), DETECTIVE).then_refused(
        Refused, "has not consented to be interviewed", "not from the code: consent"
    )
    agreed = inquiry.after(consent(to="log_investigation_step"), OWNER)
    agreed.when(interview(), DETECTIVE).then_happens(InvestigationStepLogged)
    asked = agreed.after(interview(), DETECTIVE)
    asked.when(interview(), DETECTIVE).then_refused(Refused, "has not consented")


def test_others_are_interviewed_and_documents_read_without_that_consent() -> None:
    inquiry = affected(investigated())
    for looked in (interview(1), interview(None), interview(2, "document")):
        inquiry.when(looked, DETECTIVE).then_happens(InvestigationStepLogged)
