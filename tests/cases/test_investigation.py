from datetime import timedelta

import pytest
from pydantic import ValidationError
from rules import (
    DETECTIVE,
    SAID,
    TODAY,
    accused,
    allegation,
    exhibit,
    hearing,
    investigated,
    limit,
    party,
)
from scenario import OWNER, day

from cases.commands.considering import knows
from cases.commands.evidence import ReturnEvidence
from cases.commands.investigation import (
    AmendTermsOfReference,
    HearSubject,
    IssueFindings,
    LogInvestigationStep,
    SetTermsOfReference,
)
from cases.errors import Refused
from cases.events.investigation import (
    FindingsIssued,
    InvestigationStepLogged,
    SubjectHeard,
    TermsOfReferenceAmended,
    TermsOfReferenceSet,
)
from cases.events.procedure import ClockMet, ClockMetLate, ClockMissed


def interview(**said: object) -> LogInvestigationStep:
    return LogInvestigationStep.model_validate(
        {
            "kind": "interview",
            "occurred_on": TODAY,
            "allegations": (1,),
            "account": SAID,
            **said,
        }
    )


def terms(*allegations: int) -> SetTermsOfReference:
    return SetTermsOfReference(allegations=allegations, scope=SAID)


def test_terms_of_reference_name_allegations_of_the_case() -> None:
    accused().when(terms(1), OWNER).then_happens(TermsOfReferenceSet)
    accused().when(terms(1, 2), OWNER).then_refused(Refused, "no such allegation", "2")


def test_terms_of_reference_are_set_once_and_amended_with_reasons() -> None:
    before = investigated().after(allegation(category="rudeness"), OWNER)
    before.when(terms(1, 2), OWNER).then_refused(Refused, "amended with reasons", "2")
    amended = AmendTermsOfReference(allegations=(2,), scope=SAID, reasons=SAID)
    before.when(amended, OWNER).then_happens(TermsOfReferenceAmended)
    assert before.after(amended, OWNER).case.terms == {2}
    unknown = AmendTermsOfReference(allegations=(3,), scope=SAID, reasons=SAID)
    before.when(unknown, OWNER).then_refused(Refused, "no such allegation", "2")
    accused().when(amended, OWNER).then_refused(Refused, "comes after", "2")


def test_terms_of_reference_without_an_allegation_are_none() -> None:
    with pytest.raises(ValidationError):
        terms()


@pytest.mark.parametrize(
    "kind", ["interview", "document", "site_visit", "request", "expert"]
)
def test_a_step_within_the_terms_of_reference_is_logged(kind: str) -> None:
    investigated().when(interview(kind=kind), DETECTIVE).then_happens(
        InvestigationStepLogged
    )


def test_a_step_outside_the_terms_of_reference_is_refused() -> None:
    before = investigated().after(allegation(category="rudeness"), OWNER)
    outside = interview(allegations=(1, 2))
    before.when(outside, DETECTIVE).then_refused(
        Refused, "outside the terms of reference", "2"
    )
    wider = AmendTermsOfReference(allegations=(1, 2), scope=SAID, reasons=SAID)
    before.after(wider, OWNER).when(outside, DETECTIVE).then_happens(
        InvestigationStepLogged
    )


def test_a_step_names_parties_and_evidence_of_the_case() -> None:
    before = investigated().after(party("witness", "w-1"), OWNER)
    before.when(interview(party=2, evidence=(1,)), DETECTIVE).then_happens(
        InvestigationStepLogged
    )
    before.when(interview(party=3), DETECTIVE).then_refused(
        Refused, "no such party", "2"
    )
    witness = frozenset({2})
    assert not knows(before.case, witness)
    assert knows(before.after(interview(party=2), DETECTIVE).case, witness)
    before.when(interview(evidence=(1, 2)), DETECTIVE).then_refused(
        Refused, "no such evidence", "2"
    )


def test_evidence_that_was_given_back_can_still_be_named() -> None:
    returned = ReturnEvidence(evidence=1, reason=SAID)
    investigated().after(returned, DETECTIVE).when(
        interview(evidence=(1,)), DETECTIVE
    ).then_happens(InvestigationStepLogged)


def test_what_has_not_happened_yet_is_not_logged() -> None:
    tomorrow = TODAY + timedelta(days=1)
    investigated().when(interview(occurred_on=tomorrow), DETECTIVE).then_refused(
        Refused, "future", "not from the code"
    )
    investigated().when(
        interview(occurred_on=tomorrow), DETECTIVE, at=day(1)
    ).then_happens(InvestigationStepLogged)


def test_a_hearing_has_an_account() -> None:
    silent = HearSubject(party=1, mode="heard", occurred_on=TODAY)
    investigated().when(silent, DETECTIVE).then_refused(Refused, "has an account", "2")


@pytest.mark.parametrize("mode", ["declined", "lapsed"])
def test_an_offer_that_was_not_taken_up_counts_as_a_hearing(mode: str) -> None:
    offered = HearSubject.model_validate(
        {"party": 1, "mode": mode, "occurred_on": TODAY}
    )
    assert investigated().after(offered, DETECTIVE).case.heard == {1}


def test_only_an_accused_party_is_heard_so() -> None:
    before = investigated().after(party("witness", "w-1"), OWNER)
    before.when(hearing(2), DETECTIVE).then_refused(Refused, "not accused", "2")
    before.when(hearing(3), DETECTIVE).then_refused(Refused, "no such party", "2")


def test_a_hearing_that_is_still_to_come_is_refused() -> None:
    ahead = HearSubject(
        party=1, mode="heard", occurred_on=TODAY + timedelta(days=1), account=SAID
    )
    investigated().when(ahead, DETECTIVE).then_refused(Refused, "future", "not from")


def test_a_hearing_in_time_that_is_recorded_late_was_in_time() -> None:
    investigated().when(hearing(), DETECTIVE, at=day(40)).then_happens(
        SubjectHeard, ClockMet
    )


def test_a_late_hearing_was_late() -> None:
    late = HearSubject(
        party=1, mode="heard", occurred_on=TODAY + timedelta(days=22), account=SAID
    )
    outcome = investigated().when(late, DETECTIVE, at=day(40)).outcome
    assert isinstance(outcome, list)
    assert outcome[1:] == [
        ClockMissed(**limit("hearing"), due_on="2026-01-26"),
        ClockMetLate(**limit("hearing"), days_late=1),
    ]


def test_findings_rest_on_evidence_of_the_case() -> None:
    heard = investigated().after(hearing(), DETECTIVE)
    found = IssueFindings(evidence=(1,), findings=SAID)
    heard.when(found, DETECTIVE).then_happens(FindingsIssued)
    more = IssueFindings(evidence=(1, 2), findings=SAID)
    heard.when(more, DETECTIVE).then_refused(Refused, "no such evidence", "2")
    two = heard.after(exhibit(), DETECTIVE)
    two.when(more, DETECTIVE).then_happens(FindingsIssued)


def test_findings_without_evidence_are_none() -> None:
    with pytest.raises(ValidationError):
        IssueFindings(evidence=(), findings=SAID)


def test_no_findings_before_the_accused_was_heard() -> None:
    found = IssueFindings(evidence=(1,), findings=SAID)
    investigated().when(found, DETECTIVE).then_refused(
        Refused, "has not been heard", "2"
    )
