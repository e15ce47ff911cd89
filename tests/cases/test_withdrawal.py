"""A reporter who would withdraw is heard, and decides nothing by it."""

from rules import SAID, handled, nothing, report, step
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario

from cases.actors import Actor
from cases.commands.steps import TakeStep
from cases.commands.withdrawal import ConsiderWithdrawal, RequestWithdrawal
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.procedure import StepTaken
from cases.events.withdrawal import WithdrawalConsidered, WithdrawalRequested

WISH = RequestWithdrawal(reasons=SAID)
CONTINUE = ConsiderWithdrawal(decision="continue", reasons=SAID)
STOP = ConsiderWithdrawal(decision="stop", reasons=SAID)
ANSWER = step("give_feedback", outcome="answered")


def wished() -> Scenario:
    return handled().after(WISH, MEMBER)


def dismissal(reason: str) -> TakeStep:
    return step("dismiss_with_reason", dismissal_reason=reason)


def test_a_wish_to_withdraw_ends_nothing_and_deletes_nothing() -> None:
    (wish,) = handled().when(WISH, MEMBER).outcome or ()
    assert isinstance(wish, WithdrawalRequested)
    assert wish.reasons == SAID
    before, after = handled().case, wished().case
    assert (after.phase, after.closed, after.delete_on) == (before.phase, False, None)
    assert (after.reporter, after.identity_mode) == (MEMBER.id, "named")
    assert after.clocks == before.clocks


def test_who_reported_in_confidence_stays_so_after_a_wish_to_withdraw() -> None:
    secret = nothing().after(report(identity_mode="confidential"), MEMBER)
    after = secret.after(WISH, MEMBER).case
    assert (after.identity_mode, after.reporter) == ("confidential", MEMBER.id)


def test_only_the_reporter_withdraws() -> None:
    handled().when(WISH, Actor("somebody-1", "member")).then_refused(CaseNotFound, "")
    handled().when(WISH, OWNER).then_refused(NotPermitted, "reporter, member", "1")


def test_the_wish_is_considered_with_reasons_and_the_case_goes_on() -> None:
    wished().when(CONTINUE, OWNER).then_happens(WithdrawalConsidered)
    after = wished().after(CONTINUE, OWNER)
    after.when(dismissal("withdrawn"), COMPLIANCE).then_refused(Refused, "comes after")
    assert after.case.withdrawal == "continue"
    assert not after.case.closed


def test_nothing_is_considered_that_nobody_asked_for() -> None:
    handled().when(CONTINUE, OWNER).then_refused(Refused, "nobody asked", "2")
    considered = wished().after(STOP, OWNER)
    considered.when(CONTINUE, OWNER).then_refused(Refused, "was considered", "2")
    again = considered.after(WISH, MEMBER)
    again.when(CONTINUE, OWNER).then_happens(WithdrawalConsidered)


def test_a_case_does_not_end_over_a_wish_that_nobody_has_considered() -> None:
    answered = wished().after(ANSWER, INTAKE)
    for reason in ("insufficient", "withdrawn"):
        answered.when(dismissal(reason), COMPLIANCE).then_refused(
            Refused, "is still to be considered", "2"
        )
    considered = answered.after(CONTINUE, OWNER)
    assert considered.after(dismissal("insufficient"), COMPLIANCE).case.closed


def test_a_report_is_dismissed_as_withdrawn_only_when_that_was_decided() -> None:
    answered = handled().after(ANSWER, INTAKE)
    never = answered.when(dismissal("withdrawn"), COMPLIANCE)
    never.then_refused(Refused, "stops because its reporter withdraws", "2")
    goes_on = answered.after(WISH, MEMBER).after(CONTINUE, OWNER)
    goes_on.when(dismissal("withdrawn"), COMPLIANCE).then_refused(
        Refused, "stops because its reporter withdraws", "2"
    )
    stopped = answered.after(WISH, MEMBER).after(STOP, OWNER)
    assert stopped.after(dismissal("withdrawn"), COMPLIANCE).case.closed


def test_whoever_asked_to_withdraw_does_not_consider_it() -> None:
    both = Actor(MEMBER.id, "case_owner")
    wished().when(CONTINUE, both).then_refused(CaseNotFound, "")


def test_a_step_that_needs_reasons_is_not_taken_without_a_word() -> None:
    handled().when(step("put_off"), OWNER).then_refused(Refused, "not said why", "2")
    why = TakeStep(step="put_off", note=SAID)
    handled().when(why, OWNER).then_happens(StepTaken)
