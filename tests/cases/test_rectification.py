"""Rectification (GDPR Art. 16): put right beside what was recorded."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest
from rules import CODE, SAID, report, step
from scenario import COMPLIANCE, DPO, MEMBER, Scenario, day, given
from shipped import codes

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Party
from cases.commands.opening import MakeDisclosure
from cases.commands.rectifying import CorrectText
from cases.errors import NotPermitted, Refused
from cases.events.requests import CorrectionMade, TextCorrected

CASE, REQUEST = UUID(int=1), UUID(int=3)
ASKING: Final = Actor("p-asks", "member")
CORRECT: Final = CorrectText(case=CASE, corrects="name", correction=SAID)


def concerning(*, asked: bool = True) -> Case:
    told = Scenario(Case(CODE)).after(report(), MEMBER).case
    witness = Party("witness", person=ASKING.id, asked=asked)
    return replace(told, parties={1: Party("subject", person="p-2"), 2: witness})


def request(
    organisation: str = "ima", right: str = "rectification", case: Case | None = None
) -> Scenario:
    command = MakeDisclosure(
        case_type="data_subject_request",
        opening="ask",
        facts={"right": right, "asked_on": "2026-01-05"},
        account=SAID,
    )
    begun = given(organisation).after(command, ASKING)
    known = {CASE: case or concerning()}
    return replace(begun, case=begun.case.among(REQUEST, known, UUID(int=9)))


@pytest.mark.parametrize("organisation", codes())
def test_it_is_put_right_in_the_case_and_the_request_says_so(organisation: str) -> None:
    here = request(organisation)
    here.when(CORRECT, DPO).then_happens(CorrectionMade)
    [(case, event)] = CORRECT.decide_elsewhere(here.case, DPO, day(0))
    assert case == CASE
    assert isinstance(event, TextCorrected)
    assert (event.party, event.corrects, event.correction) == (2, "name", SAID)
    assert "16" in event.clause
    fulfilled = here.after(CORRECT, DPO).after(step("fulfil"), DPO)
    assert fulfilled.case.closed


def test_nothing_is_put_right_that_nobody_asked_for_or_may_know_of() -> None:
    request(right="access").when(CORRECT, DPO).then_refused(Refused, "did not ask")
    request().when(CORRECT, COMPLIANCE).then_refused(
        NotPermitted, "data_protection_officer"
    )
    request().when(step("correct_text"), DPO).then_refused(
        Refused, "a command of its own"
    )
    for case, reason in (
        (concerning(asked=False), "does not know of the case"),
        (replace(concerning(), parties={}), "no such texts"),
        (replace(concerning(), excluded=frozenset({DPO.id})), "no such case"),
    ):
        request(case=case).when(CORRECT, DPO).then_refused(
            Refused, reason, "Art. 16", "case"
        )


def test_nobody_puts_right_what_is_written_about_themselves() -> None:
    own = Actor(ASKING.id, "data_protection_officer")
    request().when(CORRECT, own).then_refused(Refused, "another person")
