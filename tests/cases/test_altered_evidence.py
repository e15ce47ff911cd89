"""What was found altered is relied on only when that is said."""

from rules import (
    CHAIR,
    DETECTIVE,
    SAID,
    accused,
    convened,
    determination,
    exhibit,
    hearing,
    step,
)
from scenario import COMPLIANCE, OWNER, Scenario

from cases.commands.evidence import VerifyEvidence
from cases.commands.investigation import (
    IssueFindings,
    LogInvestigationStep,
    SetTermsOfReference,
)
from cases.errors import Refused
from cases.events.decision import DeterminationMade
from cases.events.investigation import FindingsIssued, InvestigationStepLogged

FIRST, OTHER = "a" * 64, "b" * 64
ALTERED = VerifyEvidence(evidence=2, digest=OTHER)


def heard() -> Scenario:
    """A document and a file, of which the file was found altered."""
    terms = SetTermsOfReference(allegations=(1,), scope=SAID)
    return (
        accused()
        .after(step("investigate"), COMPLIANCE)
        .after(terms, OWNER)
        .after(exhibit(), DETECTIVE)
        .after(exhibit(kind="file", digest=FIRST), DETECTIVE)
        .after(hearing(), DETECTIVE)
        .after(ALTERED, OWNER)
    )


def findings(*evidence: int, despite: bool = False) -> IssueFindings:
    return IssueFindings(evidence=evidence, despite_alteration=despite, findings=SAID)


def refused(asked: Scenario, reason: str) -> None:
    asked.then_refused(Refused, reason, "not from the code")
    assert getattr(asked.outcome, "field", None) == "despite_alteration"


def test_findings_do_not_pass_over_an_alteration() -> None:
    refused(heard().when(findings(1, 2), DETECTIVE), "found altered is relied on")
    told = heard().when(findings(1, 2, despite=True), DETECTIVE)
    told.then_happens(FindingsIssued)
    heard().when(findings(1), DETECTIVE).then_happens(FindingsIssued)


def test_nothing_is_said_to_be_altered_that_is_not() -> None:
    asked = heard().when(findings(1, despite=True), DETECTIVE)
    refused(asked, "none of the evidence")


def test_a_determination_does_not_pass_over_an_alteration() -> None:
    before = (
        heard()
        .after(findings(1), DETECTIVE)
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
    )
    refused(
        before.when(determination(evidence=(2,)), CHAIR), "found altered is relied on"
    )
    said = determination(evidence=(2,), despite_alteration=True)
    before.when(said, CHAIR).then_happens(DeterminationMade)
    before.when(determination(), CHAIR).then_happens(DeterminationMade)


def test_what_was_altered_is_looked_into_like_anything_else() -> None:
    looked = LogInvestigationStep(
        kind="document",
        occurred_on=exhibit().taken_on,
        allegations=(1,),
        evidence=(2,),
        account=SAID,
    )
    heard().when(looked, DETECTIVE).then_happens(InvestigationStepLogged)
