"""Recipients of somebody's data, told what became of them (GDPR Art. 19)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from rules import CODE, SAID, report, step
from scenario import COMPLIANCE, DPO, MEMBER, Scenario, day, given
from shipped import codes

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Party
from cases.commands.considering import DecideErasure
from cases.commands.informing import TellRecipient
from cases.commands.opening import MakeDisclosure
from cases.commands.rectifying import CorrectText
from cases.errors import NotPermitted, Refused
from cases.events.disposal import Listed
from cases.events.requests import RecipientTold

CASE, REQUEST = UUID(int=1), UUID(int=3)
ASKING: Final = Actor("p-asks", "member")
TODAY: Final = day(0).date()
CORRECT: Final = CorrectText(case=CASE, corrects="name", correction=SAID)
DECIDE: Final = DecideErasure(texts=(Listed(case=CASE, what="content"),))


def tell(**said: Any) -> TellRecipient:
    known = {"recipient": "partner-7", "kind": "partner", "told_on": TODAY}
    return TellRecipient.model_validate({**known, **said})


def request(right: str, organisation: str = "ima") -> Scenario:
    """The request, beside a dismissed case with whoever asked as a witness."""
    command = MakeDisclosure(
        case_type="data_subject_request",
        opening="ask",
        facts={"right": right, "asked_on": "2026-01-05"},
        account=SAID,
    )
    told = Scenario(Case(CODE)).after(report(), MEMBER)
    over = told.after(step("dismiss"), COMPLIANCE).case
    witness = {1: Party("witness", person=ASKING.id, asked=True)}
    known = {CASE: replace(over, parties=witness)}
    begun = given(organisation).after(command, ASKING)
    return replace(begun, case=begun.case.among(REQUEST, known, UUID(int=9)))


@pytest.mark.parametrize("organisation", codes())
def test_a_recipient_is_told_what_was_put_right(organisation: str) -> None:
    done = request("rectification", organisation).after(CORRECT, DPO)
    outcome = done.when(tell(), DPO).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], RecipientTold)
    assert (outcome[0].of, outcome[0].recipient) == ("rectification", "partner-7")
    assert "19" in outcome[0].clause


def test_nobody_is_told_of_what_was_not_done() -> None:
    request("rectification").when(tell(), DPO).then_refused(
        Refused, "nothing was done", "Art. 19"
    )
    request("access").when(tell(), DPO).then_refused(
        Refused, "nothing was asked for", "Art. 19"
    )
    kept = request("erasure").after(DECIDE, DPO)
    kept.when(tell(), DPO).then_refused(Refused, "nothing was done")
    gone = request("erasure").after(DECIDE, DPO, at=day(60))
    gone.when(tell(), DPO, at=day(60)).then_happens(RecipientTold)


def test_each_is_told_once_or_it_is_said_why_not() -> None:
    done = request("rectification").after(CORRECT, DPO)
    done.when(tell(told_on=None), DPO).then_refused(
        Refused, "not said why", "Art. 19", "reasons"
    )
    impossible = tell(told_on=None, reasons=SAID)
    done.when(impossible, DPO).then_happens(RecipientTold)
    later = tell(told_on=TODAY + timedelta(days=1))
    done.when(later, DPO).then_refused(Refused, "in the future", field="told_on")
    done.after(tell(), DPO).when(tell(), DPO).then_refused(
        Refused, "has been told", "Art. 19", "recipient"
    )
    done.when(tell(), COMPLIANCE).then_refused(NotPermitted, "data_protection_officer")
    done.when(step("tell_recipient"), DPO).then_refused(Refused, "a command of its own")
