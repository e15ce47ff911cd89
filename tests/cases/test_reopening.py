"""A case that had ended goes on when something new has come to light."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from appealing import two_told
from linked import THERE, Pair
from rules import (
    CHAIR,
    MEMBERS,
    SAID,
    TODAY,
    convened,
    determination,
    exhibit,
    handled,
    hearing,
    nothing,
    notified,
    otherwise,
    report,
    step,
    told,
)
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario, day, refusal

from cases.actors import Actor
from cases.case.parts import Links
from cases.case.routing import Routing
from cases.commands.closing import PlaceHold
from cases.commands.merging import MergeCase
from cases.commands.reopening import ReopenCase
from cases.commands.steps import TakeStep
from cases.errors import NotPermitted, Refused
from cases.events.closing import CaseReopened
from cases.events.procedure import ClockStarted

REOPEN = ReopenCase(new_facts=SAID)
ADD = TakeStep(step="add_information", note=SAID)
LATER = day(10)


def closed() -> Scenario:
    """Nothing was found, and the reporter has an answer."""
    return (
        handled()
        .after(step("give_last_feedback"), INTAKE)
        .after(step("close_told"), COMPLIANCE)
    )


def decided() -> Scenario:
    """A violation, a warning, and the end."""
    return notified().after(step("close_violation"), COMPLIANCE)


def test_a_wish_does_not_reopen_a_case() -> None:
    outcome = closed().when(REOPEN, COMPLIANCE)
    outcome.then_refused(Refused, "a wish is not enough", "2")
    assert isinstance(outcome.outcome, Refused)
    assert set(outcome.outcome.awaits) == {"take_evidence", "add_information"}


@pytest.mark.parametrize(
    ("news", "by"), [(ADD, MEMBER), (exhibit(), OWNER)], ids=["told", "evidence"]
)
def test_what_was_added_since_it_was_closed_reopens_a_case(
    news: TakeStep, by: Actor
) -> None:
    closed().after(news, by).when(REOPEN, COMPLIANCE).then_happens(
        CaseReopened, ClockStarted
    )


def test_what_was_known_before_it_was_closed_does_not_reopen_it() -> None:
    known = handled().after(ADD, MEMBER).after(exhibit(), OWNER)
    ended = known.after(step("give_last_feedback"), INTAKE)
    ended = ended.after(step("close_told"), COMPLIANCE)
    ended.when(REOPEN, COMPLIANCE).then_refused(Refused, "a wish is not enough", "2")


def test_a_step_without_a_word_is_no_news() -> None:
    silent = closed().after(step("add_information"), MEMBER)
    silent.when(REOPEN, COMPLIANCE).then_refused(Refused, "a wish is not enough", "2")


def reopened(before: Scenario, **more: object) -> Scenario:
    command = ReopenCase.model_validate({"new_facts": SAID, **more})
    return before.after(exhibit(), OWNER).after(command, COMPLIANCE, LATER)


def test_a_reopened_case_is_open_and_not_to_be_deleted() -> None:
    case = reopened(closed()).case
    assert (case.closed, case.delete_on, case.phase) == (False, None, "looked_into")
    assert case.clocks["feedback", None].started_on == LATER.date()


def test_only_a_closed_case_is_reopened() -> None:
    handled().when(REOPEN, COMPLIANCE).then_refused(Refused, "not possible in", "2")


def test_reopening_is_for_the_offices_of_the_edition() -> None:
    closed().after(exhibit(), OWNER).when(REOPEN, OWNER).then_refused(NotPermitted, "")


def test_what_comes_before_an_end_is_done_again() -> None:
    again = reopened(closed())
    again.when(step("close_told"), COMPLIANCE).then_refused(
        Refused, "comes after give_last_feedback", "2"
    )
    told_again = again.after(step("give_last_feedback"), INTAKE)
    assert told_again.after(step("close_told"), COMPLIANCE, LATER).case.closed


def test_who_took_a_step_before_took_it_still() -> None:
    again = reopened(closed())
    again.when(step("dismiss"), Actor(MEMBER.id, "intake_officer")).then_refused(
        Refused, "for another person than 'opening'", "2"
    )


def test_the_day_of_deletion_is_computed_anew_when_it_ends_again() -> None:
    again = reopened(closed()).after(step("give_last_feedback"), INTAKE)
    ended = again.after(step("close_told"), COMPLIANCE, day(100))
    before = closed().case.delete_on
    assert before
    assert ended.case.delete_on
    assert ended.case.delete_on - before > timedelta(days=90)
    ended.when(REOPEN, COMPLIANCE, day(101)).then_refused(Refused, "a wish is not")


def test_what_was_found_stands_unless_it_is_to_be_determined_anew() -> None:
    stands = reopened(decided()).case
    assert stands.allegations[1].finding == "established"
    assert (stands.measured, stands.notified.keys(), stands.heard) == ({1}, {1}, {1})
    anew = reopened(decided(), allegations=[1]).case
    assert anew.allegations[1] == replace(
        stands.allegations[1], finding=None, determined_on=None
    )
    assert (anew.measured, anew.notified, anew.heard) == (set(), {}, set())


def test_what_had_been_dropped_can_be_determined_anew() -> None:
    alleged = decided().case.allegations[1]
    dropped = {1: replace(alleged, dropped=True, finding=None)}
    before = Scenario(replace(decided().case, allegations=dropped))
    assert reopened(before).case.allegations[1].settled
    assert not reopened(before, allegations=[1]).case.allegations[1].settled


def test_an_alarm_that_nobody_acts_for_an_office_comes_anew() -> None:
    instead = {"case_owner": None, "detective": "compliance_officer"}
    before = replace(closed().case, routing=Routing(instead=instead))
    routing = reopened(Scenario(before)).case.routing
    assert routing.instead == {"detective": "compliance_officer"}


def test_what_is_to_be_determined_anew_is_an_allegation_of_the_case() -> None:
    unknown = ReopenCase(allegations=(2,), new_facts=SAID)
    decided().after(exhibit(), OWNER).when(unknown, COMPLIANCE).then_refused(
        Refused, "no such allegation", "2"
    )


def two_guilty() -> Scenario:
    """Two were found guilty; the first is disciplined until the end of the year."""
    told_both = two_told(expires_on=date(2026, 12, 31))
    return told_both.after(step("close_violation"), COMPLIANCE)


def test_a_measure_for_what_is_determined_anew_is_awaited_no_longer() -> None:
    assert ("measure_ends", 1) in reopened(two_guilty()).case.clocks
    anew = reopened(two_guilty(), allegations=[1, 3]).case
    assert ("measure_ends", 1) not in anew.clocks


def test_about_whom_it_is_determined_anew_they_have_their_own_time_again() -> None:
    news = two_guilty().after(exhibit(), OWNER)
    before = otherwise(news, "reopen_case", starts=("feedback", "interim_review"))
    command = ReopenCase(new_facts=SAID, allegations=(2,))
    happened = before.when(command, COMPLIANCE, LATER).outcome
    assert isinstance(happened, list)
    started = [event for event in happened if isinstance(event, ClockStarted)]
    assert [(one.clock, one.party) for one in started] == [
        ("interim_review", 2),
        ("feedback", None),
    ]


def test_a_case_that_is_to_be_deleted_is_not_reopened() -> None:
    last_day = closed().case.delete_on
    assert last_day
    days = (last_day - TODAY).days
    late = closed().after(exhibit(), OWNER)
    asked = late.when(REOPEN, COMPLIANCE, day(days))
    asked.then_refused(Refused, "deleted by now")
    assert refusal(asked).until == last_day - timedelta(days=1)
    late.when(REOPEN, COMPLIANCE, day(days - 1)).then_happens(
        CaseReopened, ClockStarted
    )


def test_a_case_on_hold_is_reopened_whenever_it_is() -> None:
    hold = PlaceHold(basis="audit", review_on=day(20).date(), reason=SAID)
    held = closed().after(hold, COMPLIANCE).after(exhibit(), OWNER)
    held.when(REOPEN, COMPLIANCE, day(400)).then_happens(CaseReopened, ClockStarted)
    after = held.after(REOPEN, COMPLIANCE, day(400)).case
    assert after.held


def test_it_is_decided_again_by_a_body_that_meets_again() -> None:
    again = (
        reopened(decided(), allegations=[1])
        .after(step("investigate"), COMPLIANCE)
        .after(hearing(), OWNER)
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
    )
    determined = again.after(determination("refuted"), MEMBERS[1])
    assert determined.case.allegations[1].finding == "refuted"


def merged_and_closed() -> Pair:
    """Two reports of one matter that ended together; the first is the host."""
    caller = Actor("caller-1", "reporter")
    other = nothing().after(report(), caller).after(step("acknowledge"), INTAKE)
    pair = Pair(other, handled().after(step("give_last_feedback"), INTAKE))
    pair = pair.after(MergeCase(into=THERE, reasons=SAID), COMPLIANCE)
    pair = pair.after(step("give_last_feedback"), INTAKE).turned()
    links = Links(taken_in=frozenset({THERE}), followers=frozenset({THERE}))
    host = replace(pair.here, case=replace(pair.here.case, links=links))
    return Pair(host, pair.there).after(step("close_told"), COMPLIANCE)


def test_what_belongs_to_a_case_is_reopened_and_answered_with_it() -> None:
    pair = merged_and_closed()
    news = Pair(pair.here.after(exhibit(), OWNER), pair.there)
    again = news.after(REOPEN, COMPLIANCE, LATER)
    for case in (again.here.case, again.there.case):
        assert not case.closed
        assert case.clocks["feedback", None].started_on == LATER.date()
    told_here = Pair(again.here.after(step("give_last_feedback"), INTAKE), again.there)
    told_here.asked(step("close_told"), COMPLIANCE).then_refused(
        Refused, "first: give_last_feedback", "2"
    )


def test_what_belongs_to_a_case_is_not_reopened_by_itself() -> None:
    pair = merged_and_closed().turned()
    added = Pair(pair.here.after(ADD, Actor("caller-1", "reporter")), pair.there)
    added.asked(REOPEN, COMPLIANCE).then_refused(
        Refused, "reopened with the case that it belongs to", "2"
    )


def test_a_case_that_was_never_closed_has_no_news() -> None:
    assert not told().after(ADD, MEMBER).case.news
