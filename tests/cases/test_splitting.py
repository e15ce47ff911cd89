"""One report about two things: what does not belong to it goes its own way."""

from datetime import date
from uuid import uuid4

import pytest
from linked import HERE, NEXT, Pair, unknown
from offices import placed
from rules import (
    ACCUSED,
    CODE,
    DETECTIVE,
    SAID,
    TODAY,
    accused,
    allegation,
    deliberated,
    handled,
    handler,
    investigated,
    nothing,
    party,
    report,
    step,
    told,
)
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario, day

from cases.actors import Actor
from cases.case.fold import replay
from cases.case.replacing import replace
from cases.commands.command import Command
from cases.commands.order import stands_open
from cases.commands.splitting import SplitCase
from cases.errors import CaseNotFound, Refused
from cases.events.event import Concealed, Event, Marks
from cases.events.links import CaseLinked
from cases.events.opening import NoOfficeAsked, ReportReceived
from cases.events.people import HandlerDesignated
from cases.events.procedure import ClockStarted

BOTH = allegation(category="rudeness", clauses=())


def split(*allegations: int) -> SplitCase:
    return SplitCase(allegations=allegations, account=SAID, reasons=SAID)


def two_things() -> Scenario:
    """Somebody is accused of two things in one case."""
    return accused().after(BOTH, OWNER)


def begun(before: Scenario, command: Command, at: int = 0) -> list[Event]:
    """What the new case begins with."""
    pair = Pair(before, unknown())
    return pair.elsewhere(command, OWNER, day(at), NEXT)


def new(before: Scenario, command: Command, at: int = 0) -> Scenario:
    events = begun(before, command, at)
    return Scenario(replay(CODE, [(event, OWNER.id) for event in events]))


def asked(before: Scenario, command: Command) -> Scenario:
    return Pair(before, unknown()).asked(command, OWNER)


def received(before: Scenario, command: Command) -> ReportReceived:
    first = begun(before, command)[0]
    assert isinstance(first, ReportReceived)
    return first


def test_what_is_split_off_is_not_pursued_here_any_more() -> None:
    asked(two_things(), split(2)).then_happens(CaseLinked)
    after = Pair(two_things(), unknown()).after(split(2), OWNER).here.case
    assert [one.dropped for one in after.allegations.values()] == [False, True]


def test_the_first_case_says_where_it_went_and_the_new_one_whence() -> None:
    outcome = asked(two_things(), split(2)).outcome
    assert isinstance(outcome, list)
    there = [
        event
        for event in begun(two_things(), split(2))
        if event.__class__ is CaseLinked
    ]
    assert [(e.case, e.how, e.allegations, e.reasons) for e in outcome] == [
        (NEXT, "split_into", (2,), SAID)
    ]
    assert [(e.case, e.how, e.allegations) for e in there] == [(HERE, "split_from", ())]


def test_it_is_of_the_unit_in_which_the_report_was_received() -> None:
    there = placed(two_things(), "north")
    assert received(there, split(2)).unit == "north"
    assert received(two_things(), split(2)).unit is None


def test_it_is_the_same_report_under_the_same_edition() -> None:
    earlier = report(received_on=date(2025, 12, 29), channel="post")
    first = nothing().after(earlier, MEMBER)
    first = first.after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    event = received(first.after(step("acknowledge"), INTAKE), split())
    assert event.received_on == date(2025, 12, 29)
    assert (event.channel, event.edition) == ("post", "small")
    assert (event.identity_mode, event.reporter) == ("named", MEMBER.id)
    assert (event.opening, event.phase) == ("split_off", "looked_into")


def test_who_reported_in_confidence_is_known_by_the_same_mark() -> None:
    secret = Concealed(
        item=uuid4(), digest="0" * 64, marks=Marks(reporter="~" + "a" * 32)
    )
    first = handled()
    feared = secret.model_copy(update={"item": uuid4(), "marks": Marks()})
    known = (secret, feared)
    case = replace(first.case, concealed=known, identity_mode="confidential")
    event = received(Scenario(case), split())
    assert (event.reporter, event.concealed) == (None, secret)
    kept_out = NoOfficeAsked(clause=event.clause, no_office=feared)
    assert kept_out in begun(Scenario(case), split())
    assert new(Scenario(case), split()).case.concealed == known


def test_whoever_is_responsible_stays_so() -> None:
    assert new(two_things(), split(2)).case.handlers == two_things().case.handlers
    events = begun(two_things(), split(2))
    assert [e.person for e in events if isinstance(e, HandlerDesignated)] == [
        DETECTIVE.id,
        OWNER.id,
    ]
    absent = [
        e.conflict_declared_absent for e in events if isinstance(e, HandlerDesignated)
    ]
    assert absent == [True, True]


def test_whoever_is_kept_from_the_one_is_kept_from_the_other() -> None:
    case = new(two_things(), split(2)).case
    assert not stands_open(case, Actor(ACCUSED, "compliance_officer"))
    assert stands_open(case, COMPLIANCE)
    Scenario(case).when(handler(ACCUSED, "detective"), COMPLIANCE).then_refused(
        Refused, "not eligible"
    )


def test_the_parties_of_the_first_case_hold_no_office_in_the_new_one() -> None:
    before = two_things().after(party("witness", "w-1"), OWNER)
    case = new(before, split(2)).case
    Scenario(case).when(handler("w-1", "detective"), COMPLIANCE).then_refused(
        Refused, "not eligible"
    )


def test_time_limits_are_those_of_the_first_case() -> None:
    events = begun(two_things(), split(2), at=30)
    running = {e.clock: e for e in events if isinstance(e, ClockStarted)}
    first = two_things().case.clocks
    for clock in ("feedback", "notice"):
        assert running[clock].due_on == first[clock, None].due.on
        assert running[clock].moments == first[clock, None].moments
        assert running[clock].due_at == first[clock, None].due.at
        assert running[clock].started_on == TODAY


def test_a_time_limit_that_was_met_runs_anew_for_the_new_case() -> None:
    answered = two_things().after(step("give_feedback", outcome="answered"), INTAKE)
    events = begun(answered, split(2), at=30)
    running = {e.clock: e for e in events if isinstance(e, ClockStarted)}
    assert running["feedback"].started_on == day(30).date()
    assert running["notice"].started_on == TODAY


def test_something_is_left_in_the_first_case() -> None:
    asked(two_things(), split(1, 2)).then_refused(Refused, "nothing would be left", "2")
    asked(accused(), split(1)).then_refused(Refused, "nothing would be left", "2")
    asked(handled(), split()).then_happens(CaseLinked)


@pytest.mark.parametrize("number", [3, 2])
def test_only_what_is_alleged_and_not_settled_is_split_off(number: int) -> None:
    dropped = Pair(two_things(), unknown()).after(split(2), OWNER).here
    asked(dropped, split(number)).then_refused(Refused, "allegation", "2")


def test_what_is_decided_is_not_split_any_more() -> None:
    asked(deliberated(), split()).then_refused(Refused, "phase 'deliberated'", "2")
    asked(investigated(), split()).then_happens(CaseLinked)


def test_nobody_opens_a_case_as_if_it_had_been_split_off() -> None:
    pretended = report(opening="split_off")
    asked = nothing().when(pretended, OWNER)
    asked.then_refused(Refused, "is split off", "2", "opening")
    assert getattr(asked.outcome, "awaits", ()) == ("split_case",)


def test_splitting_is_for_those_who_have_the_case() -> None:
    stranger = Actor("owner-2", "case_owner")
    Pair(told(), unknown()).asked(split(), stranger).then_refused(CaseNotFound, "")
