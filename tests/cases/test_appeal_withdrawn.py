"""An appeal that is withdrawn, and a decision in which only a slip is put right."""

import pytest
from appealing import (
    FIRST,
    REVIEWER,
    SECOND,
    answer,
    answered,
    appeal,
    first_answered,
    first_appealed,
    two_decided,
    two_told,
)
from pydantic import ValidationError
from rules import CHAIR, SAID, step
from scenario import COMPLIANCE, DAY_0, day

from cases.actors import Actor
from cases.commands.appeal import WithdrawAppeal
from cases.commands.correcting import CorrectDecision
from cases.errors import NotPermitted, Refused
from cases.events.appeal import AppealWithdrawn
from cases.events.decision import DecisionCorrected
from cases.events.procedure import ClockStopped

WITHDRAWN = WithdrawAppeal(statement=SAID)


def correction(party: int = 1) -> CorrectDecision:
    return CorrectDecision(party=party, slip="date", decided_as_before=True, text=SAID)


def test_whoever_appealed_withdraws_it_and_its_time_limit_falls_away() -> None:
    asked = first_appealed().when(WITHDRAWN, FIRST)
    asked.then_happens(AppealWithdrawn, ClockStopped)
    assert isinstance(asked.outcome, list)
    withdrawn = asked.outcome[0]
    assert isinstance(withdrawn, AppealWithdrawn)
    assert withdrawn.statement == SAID
    after = first_appealed().after(WITHDRAWN, FIRST).case
    assert after.appeals[1].withdrawn
    assert not after.appeals[1].open
    assert after.notified[1].appeal == 1


def test_only_whoever_appealed_withdraws_the_appeal() -> None:
    first_appealed().when(WITHDRAWN, SECOND).then_refused(Refused, "no appeal", "3")
    for_another = WithdrawAppeal(party=1)
    first_appealed().when(for_another, SECOND).then_refused(
        NotPermitted, "speaks for themselves", "3"
    )
    first_appealed().when(for_another, COMPLIANCE).then_happens(
        AppealWithdrawn, ClockStopped
    )
    first_appealed().when(WITHDRAWN, COMPLIANCE).then_refused(Refused, "not said whose")


def test_there_is_no_withdrawing_what_was_not_lodged_or_was_decided() -> None:
    two_told().when(WITHDRAWN, FIRST).then_refused(Refused, "no appeal", "3")
    first_answered().when(WITHDRAWN, FIRST).then_refused(Refused, "no appeal", "3")
    twice = first_appealed().after(WITHDRAWN, FIRST)
    twice.when(WITHDRAWN, FIRST).then_refused(Refused, "no appeal", "3")


def test_a_withdrawn_appeal_is_not_decided_and_not_lodged_again() -> None:
    over = first_appealed().after(WITHDRAWN, FIRST)
    over.when(answer(), REVIEWER).then_refused(Refused, "no such open appeal", "3")
    over.when(appeal(), FIRST, DAY_0).then_refused(Refused, "has appealed", "3")
    over.when(answered(), COMPLIANCE).then_refused(Refused, "no such decided", "3")


def test_a_decision_stands_once_the_only_appeal_is_withdrawn() -> None:
    later = day(40)
    pending = first_appealed()
    pending.when(step("let_stand"), COMPLIANCE, later).then_refused(
        Refused, "still to be decided"
    )
    over = pending.after(WITHDRAWN, FIRST)
    stands = over.after(step("let_stand"), COMPLIANCE, later)
    assert stands.case.phase == "final"


def test_a_slip_is_put_right_and_nothing_else_changes() -> None:
    two_told().when(correction(), CHAIR).then_happens(DecisionCorrected)
    before, after = two_told().case, two_told().after(correction(), CHAIR).case
    assert after.allegations == before.allegations
    assert after.notified == before.notified
    assert after.measured == before.measured
    assert after.clocks == before.clocks


def test_what_was_decided_is_not_corrected() -> None:
    for said in ({"finding": "refuted"}, {"decided_as_before": False}, {"slip": "law"}):
        with pytest.raises(ValidationError):
            CorrectDecision.model_validate({**dict(correction()), **said})


def test_only_what_was_told_to_an_accused_is_corrected() -> None:
    two_decided().when(correction(), CHAIR).then_refused(Refused, "not been notified")
    two_told().when(correction(3), CHAIR).then_refused(Refused, "no such party")


def test_only_a_member_who_decided_corrects_the_decision() -> None:
    other = Actor("c-5", CHAIR.role)
    two_told().when(correction(), other).then_refused(NotPermitted, "who decided", "3")
    two_told().when(correction(), COMPLIANCE).then_happens(DecisionCorrected)
