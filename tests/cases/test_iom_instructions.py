"""Doubts about an instruction: clause 20 of the IOM Standards of Conduct."""

from iom import DIRECTOR, LEGAL, REVIEW_BOARD, STAFF, SUPERVISOR, opened, step
from iom import disclosure as disclosed
from scenario import Scenario, day

from cases.actors import Actor
from cases.commands.opening import MakeDisclosure
from cases.errors import Refused
from cases.events.closing import CaseClosed
from cases.events.event import Fact
from cases.events.procedure import (
    ClockMet,
    ClockMissed,
    ClockPassed,
    ClockStarted,
    ClockStopped,
)
from cases.events.procedure import StepTaken as Step


def doubt(opening: str = "raise_doubt", **facts: Fact) -> MakeDisclosure:
    said: dict[str, Fact] = {
        "doubt_about": "rule",
        "raised_on": "2026-01-05",
        "manifestly_unlawful": False,
    }
    return disclosed("instruction_challenge", opening, **{**said, **facts})


def rejected() -> Scenario:
    return opened(doubt()).after(step("reject_view"), SUPERVISOR)


def referred() -> Scenario:
    return rejected().after(step("refer_to_director_general"), STAFF)


def test_confirmation_and_referral_come_in_any_order() -> None:
    asked = step("ask_for_confirmation")
    confirmed = step("confirm_in_writing")
    refer = step("refer_to_director_general")
    first = rejected().after(asked, STAFF).after(confirmed, SUPERVISOR)
    first.when(refer, STAFF).then_happens(Step, ClockMet, ClockStarted)
    meanwhile = referred().after(asked, STAFF)
    meanwhile.when(confirmed, SUPERVISOR).then_happens(Step, ClockMet)


def test_nothing_is_confirmed_that_nobody_asked_to_have_confirmed() -> None:
    rejected().when(step("confirm_in_writing"), SUPERVISOR).then_refused(
        Refused, "comes after ask_for_confirmation", "20.3"
    )


def test_the_challenge_is_for_the_end() -> None:
    for early in (opened(doubt()), rejected(), referred()):
        early.when(step("challenge"), STAFF).then_refused(Refused, "not poss", "20.3")
    upheld = referred().after(step("uphold"), DIRECTOR)
    upheld.when(step("challenge"), STAFF).then_happens(Step, ClockMet, ClockStarted)


def test_where_the_director_general_instructed_two_steps_collapse() -> None:
    collapsed = opened(
        doubt(
            "raise_doubt_with_director_general",
            collapsed_because="director_general_is_supervisor",
        )
    )
    assert collapsed.case.facts["collapsed_because"] == "director_general_is_supervisor"
    upheld = collapsed.after(step("uphold"), DIRECTOR)
    challenged = upheld.after(step("challenge"), STAFF)
    challenged.when(step("set_aside"), REVIEW_BOARD).then_happens(
        Step, ClockMet, CaseClosed
    )


def test_silence_takes_nobodys_way_away() -> None:
    asked = opened(doubt())
    asked.when(step("refer_unanswered"), STAFF, day(3)).then_refused(
        Refused, "nobody has let a time limit pass"
    )
    asked.when(step("refer_unanswered"), STAFF, day(20)).then_happens(
        Step, ClockMissed, ClockStopped, ClockStarted
    )
    referred().when(step("challenge_unanswered"), STAFF, day(20)).then_happens(
        Step, ClockMissed, ClockStopped, ClockStarted
    )


def test_an_instruction_is_followed_meanwhile_unless_manifestly_unlawful() -> None:
    suspend = step("suspend_instruction")
    opened(doubt()).when(suspend, SUPERVISOR).then_refused(
        Refused, "does not apply to this manifestly unlawful", "not from the code"
    )
    opened(doubt(manifestly_unlawful=True)).when(suspend, SUPERVISOR).then_happens(Step)


def test_nobody_decides_on_their_own_doubt_or_their_own_answer() -> None:
    own = opened(doubt(), Actor(SUPERVISOR.id, "member"))
    own.when(step("reject_view"), SUPERVISOR).then_refused(Refused, "another", "20.2")
    upheld = referred().after(step("uphold"), DIRECTOR)
    challenged = upheld.after(step("challenge"), STAFF)
    same = Actor(DIRECTOR.id, "review_board_member")
    challenged.when(step("set_aside"), same).then_refused(
        Refused, "for another person than 'uphold'", "20.3"
    )


def test_a_doubt_that_goes_no_further_ends_when_the_time_is_over() -> None:
    rejected().when(step("close_unreferred"), LEGAL, day(3)).then_refused(
        Refused, "nobody has let a time limit pass", "20.1"
    )
    rejected().when(step("close_unreferred"), LEGAL, day(40)).then_happens(
        Step, ClockPassed, ClockStopped, CaseClosed
    )
