"""Who reported in confidence is named by their own choice, and by nobody else's."""

import pytest
from pydantic import ValidationError
from rules import handler, nothing, party, report, step
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario

from cases.actors import Actor
from cases.case.fold import after
from cases.case.replacing import replace
from cases.commands.identity import DiscloseIdentity
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.opening import IdentityDisclosed
from cases.events.people import PartyAdded, PartyMatched
from cases.handling import Cases
from cases.log.log import Log

AGREED = DiscloseIdentity(agreed=True)


def confided() -> Scenario:
    return nothing().after(report(identity_mode="confidential"), MEMBER)


@pytest.mark.parametrize("role", ["reporter", "member"])
def test_a_confidential_reporter_chooses_to_be_named(role: str) -> None:
    reporter = Actor(MEMBER.id, role)
    confided().when(AGREED, reporter).then_happens(IdentityDisclosed)
    case = confided().after(AGREED, reporter).case
    assert (case.reporter, case.identity_mode) == (MEMBER.id, "named")


def test_from_then_on_the_log_says_who_it_was_to_whoever_recognises_nobody() -> None:
    outcome = confided().when(AGREED, MEMBER).outcome
    assert isinstance(outcome, list)
    unrecognised = replace(confided().case, reporter=None)
    assert after(unrecognised, outcome[0], "reporter").reporter == MEMBER.id


def test_nobody_names_a_reporter_but_themselves() -> None:
    for other in (INTAKE, COMPLIANCE, Actor(MEMBER.id, "compliance_officer")):
        confided().when(AGREED, other).then_refused(NotPermitted, "is for reporter")
    stranger = Actor("member-2", "member")
    confided().when(AGREED, stranger).then_refused(CaseNotFound, "no such case")


def test_it_is_agreed_to_in_so_many_words() -> None:
    for answer in (False, None, "yes"):
        with pytest.raises(ValidationError):
            DiscloseIdentity.model_validate({"agreed": answer})


def test_whoever_is_named_is_not_named_again() -> None:
    nothing().after(report(), MEMBER).when(AGREED, MEMBER).then_nothing()


def test_an_anonymous_reporter_cannot_show_that_it_was_they() -> None:
    anonymous = nothing().after(report(identity_mode="anonymous"), MEMBER)
    anonymous.when(AGREED, MEMBER).then_refused(CaseNotFound, "no such case")


def test_then_the_reporter_can_be_matched_to_a_party() -> None:
    named = confided().after(AGREED, MEMBER)
    handled = named.after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    handled.when(party("reporter", MEMBER.id), OWNER).then_happens(
        PartyAdded, PartyMatched
    )


def test_what_they_did_before_stays_theirs(cases: Cases, log: Log) -> None:
    secret = report(identity_mode="confidential", no_office_for=("feared-1",))
    case = cases.open(secret, MEMBER).case
    cases.handle(case, AGREED, MEMBER)
    *_, disclosed = log.history(case)
    assert disclosed.envelope.actor == "confidential"
    assert disclosed.event.reporter == MEMBER.id  # type: ignore[attr-defined]
    as_officer = Actor(MEMBER.id, "intake_officer")
    with pytest.raises(Refused, match="another person"):
        cases.handle(case, step("dismiss"), as_officer)
    for person in (MEMBER.id, "feared-1"):
        with pytest.raises(Refused, match="not eligible"):
            cases.handle(case, handler(person, "case_owner"), COMPLIANCE)


def test_until_then_the_log_does_not_name_them(cases: Cases, log: Log) -> None:
    case = cases.open(report(identity_mode="confidential"), MEMBER).case
    assert MEMBER.id not in repr(log.history(case))
    cases.handle(case, AGREED, MEMBER)
    assert MEMBER.id in repr(log.history(case))
