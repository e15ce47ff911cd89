"""Routed away from the accused: somebody else acts, or it is said that nobody can."""

from typing import Final
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linked import THERE, Pair
from offices import TODAY, granted, holding, leaving, over, placed
from reacting import Reacting, followed, reaction, settled
from rules import (
    ACCUSED,
    CHAIR,
    CODE,
    DETECTIVE,
    NEUTRAL,
    SAID,
    accused,
    allegation,
    deliberated,
    handled,
    handler,
    in_office,
    investigated,
    party,
    report,
    step,
    told,
)
from scenario import (
    COMPLIANCE,
    DAY_0,
    INTAKE,
    INVESTIGATOR,
    MEMBER,
    OWNER,
    Scenario,
    day,
)
from walks import Walk, walks

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.case.replacing import replace
from cases.commands.arbitration import DeliverOpinion
from cases.commands.exclusions import ExcludePerson
from cases.commands.leaving import LeaveOffices
from cases.commands.merging import MergeCase
from cases.commands.order import BY_ASSIGNMENT, may_take, stands_open
from cases.commands.people import RecuseHandler, ReplaceHandler
from cases.commands.substitutes import done, routed
from cases.commands.successors import FillOffices
from cases.edition.code import Code
from cases.edition.terms import Substitution
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.arbitration import ArbitratorRemoved
from cases.events.decision import DeciderRecused, QuorumLost
from cases.events.event import Event
from cases.events.mandates import RoleMandateBegan, RoleMandateGivenAhead
from cases.events.people import (
    HandlerDesignated,
    HandlerRemoved,
    HandlerReplaced,
)
from cases.events.routing import OfficeFilled, OfficeSubstituted, Unassignable

IN_A_WEEK: Final = day(7).date()
SECOND: Final = Actor("detective-2", "detective")
TWO_DETECTIVES: Final = (
    granted(DETECTIVE.id, "detective"),
    granted(SECOND.id, "detective"),
)


def without_detective(*given_to: Event) -> Scenario:
    """The detective turns out to be the accused, after the case was theirs."""
    scenario = holding(handled(), *given_to)  # type: ignore[arg-type]
    return scenario.after(party(person=DETECTIVE.id), OWNER)


def excluding(scenario: Scenario, *persons: str) -> Scenario:
    for person in persons:
        command = ExcludePerson(person=person, reason="relative")
        scenario = scenario.after(command, COMPLIANCE)
    return scenario


def kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


# --- handlers


def test_another_holder_of_the_office_takes_the_place_of_the_accused() -> None:
    before = without_detective(*TWO_DETECTIVES)
    (designated,) = followed(before)
    assert isinstance(designated, HandlerDesignated)
    assert (designated.person, designated.role) == (SECOND.id, "detective")
    assert designated.clause == reaction(before, "place_is_taken").clause
    assert not designated.conflict_declared_absent


def test_so_it_is_when_a_handler_stands_down() -> None:
    before = holding(handled(), *TWO_DETECTIVES)
    recused = before.after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    assert kinds(followed(recused)) == ["HandlerDesignated"]


def test_whoever_takes_a_place_still_declares_to_have_no_conflict() -> None:
    owner_leaves = holding(accused(), *TWO_DETECTIVES)
    owner_leaves = owner_leaves.after(RecuseHandler(person=OWNER.id), COMPLIANCE)
    alone = owner_leaves.after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    taken = settled(alone).so_far
    assert SECOND.id in taken.case.handlers
    begun = taken.when(step("investigate"), COMPLIANCE)
    begun.then_refused(Refused, "nobody is responsible")
    declared = taken.after(handler(SECOND.id, "detective"), COMPLIANCE)
    declared.after(step("investigate"), COMPLIANCE)
    declared.when(handler(SECOND.id, "detective"), COMPLIANCE).then_nothing()


@pytest.mark.parametrize("reason", ["accused", "excluded", "reporter", "decides"])
def test_whoever_may_not_have_it_is_passed_over(reason: str) -> None:
    before = holding(handled(), *TWO_DETECTIVES)
    if reason == "accused":
        before = before.after(party(person=SECOND.id), OWNER)
    if reason == "excluded":
        before = excluding(before, SECOND.id)
    if reason == "reporter":
        told_by = Actor(SECOND.id, "member")
        before = Scenario(Case(CODE)).after(report(), told_by)
        before = before.after(handler(DETECTIVE.id, "detective"), COMPLIANCE)
        before = holding(before, *TWO_DETECTIVES)
    if reason == "decides":
        before = holding(deliberated(SECOND.id, "c-2", "c-3"), *TWO_DETECTIVES)
    left = before.after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    assert HandlerDesignated not in map(type, followed(left))


def test_where_nobody_else_holds_it_another_office_takes_its_place() -> None:
    only = granted(DETECTIVE.id, "detective")
    before = without_detective(only, granted("chief-1", "chief"))
    designated, substituted = followed(before)
    assert isinstance(designated, HandlerDesignated)
    assert (designated.person, designated.role) == ("chief-1", "chief")
    assert substituted == OfficeSubstituted(
        office="detective",
        substitute="chief",
        tried=("detective",),
        clause="not from the code: somebody looks into it",
    )
    after = settled(before).so_far
    logs = after.case.procedure.step("log_investigation_step")
    assert may_take(after.case, logs, "chief")
    assert not may_take(after.case, logs, "detective")
    assert not may_take(before.case, logs, "chief")


def test_where_nobody_is_known_it_is_said_that_nobody_can() -> None:
    (alarm,) = followed(without_detective())
    assert alarm == Unassignable(
        office="detective",
        tried=("detective", "chief"),
        clause="not from the code: nobody is judge in their own case",
    )
    assert "office:chief:wanted" in alarm.relations()


def test_the_alarm_ends_when_somebody_eligible_is_made_responsible() -> None:
    alarmed = settled(without_detective()).so_far
    done = alarmed.when(handler(SECOND.id, "detective"), COMPLIANCE)
    done.then_happens(HandlerDesignated, OfficeFilled)
    again = alarmed.after(handler(SECOND.id, "detective"), COMPLIANCE)
    assert not again.case.routing.instead
    assert followed(again) == []


def test_or_when_a_handler_is_replaced_by_one_of_its_chain() -> None:
    alarmed = settled(without_detective()).so_far
    another = ReplaceHandler(
        person=OWNER.id,
        successor="chief-1",
        role="chief",
        conflict_declared_absent=True,
    )
    both = alarmed.after(handler(OWNER.id, "chief"), COMPLIANCE)
    assert both.case.routing.instead == {"detective": "chief"}
    both.when(another, COMPLIANCE).then_happens(HandlerReplaced)
    alarmed.when(handler("chief-1", "chief"), COMPLIANCE).then_happens(
        HandlerDesignated, OfficeSubstituted
    )


def test_whoever_has_an_office_of_the_chain_already_acts_in_the_place() -> None:
    two = handled().after(handler("chief-1", "chief"), COMPLIANCE)
    known = holding(two, granted("chief-2", "chief"))
    gone = known.after(party(person=DETECTIVE.id), OWNER)
    assert kinds(followed(gone)) == ["OfficeSubstituted"]


def test_each_office_that_was_lost_is_filled() -> None:
    before = holding(
        handled(), granted(SECOND.id, "detective"), granted("owner-2", "case_owner")
    )
    for person in (DETECTIVE.id, OWNER.id):
        before = before.after(RecuseHandler(person=person), COMPLIANCE)
    both = FillOffices(reaction="place_is_taken", candidates=(SECOND.id, "owner-2"))
    before.when(both, SYSTEM).then_happens(HandlerDesignated, HandlerDesignated)


def test_an_office_that_handles_no_cases_is_passed_over() -> None:
    before = holding(handled(), granted("chief-1", "chief"))
    chain = Substitution(by=("committee_member", "chief"), clause="3")
    edition = before.case.edition.model_copy(
        update={"substitutes": {"detective": chain}}
    )
    case = replace(before.case, code=Code("demo", (edition,)))
    recused = Scenario(case, None, before.history).after(
        RecuseHandler(person=DETECTIVE.id), COMPLIANCE
    )
    command = FillOffices(reaction="place_is_taken", candidates=("chief-1",))
    recused.when(command, SYSTEM).then_happens(HandlerDesignated, OfficeSubstituted)


def test_who_holds_the_office_for_another_unit_is_passed_over() -> None:
    north = granted("detective-n", "detective", "north")
    before = holding(placed(handled(), "south"), north)
    recused = before.after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    assert kinds(followed(recused)) == ["Unassignable"]


def test_whose_turn_it_is_follows_from_no_order_of_names() -> None:
    held = [granted(f"detective-{n}", "detective") for n in (2, 3)]
    before = holding(handled(), *held)
    recused = before.after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    command = FillOffices(
        reaction="place_is_taken", candidates=("detective-2", "detective-3")
    )
    taken = set()
    for n in range(20):
        case = replace(recused.case, case_id=UUID(int=n))
        (designated, *_) = command.decide(case, SYSTEM, DAY_0)
        assert isinstance(designated, HandlerDesignated)
        taken.add(designated.person)
    assert taken == {"detective-2", "detective-3"}


def test_nobody_takes_a_place_in_a_case_that_has_ended_or_goes_on_elsewhere() -> None:
    before = holding(handled(), *TWO_DETECTIVES)
    recused = before.after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    closed = recused.after(step("dismiss"), INTAKE)
    assert followed(closed) == []
    merge = MergeCase(into=THERE, reasons=SAID)
    assert followed(Pair(recused, accused()).after(merge, OWNER).here) == []


def test_nobody_is_given_again_what_they_gave_up() -> None:
    before = holding(handled(), granted(DETECTIVE.id, "detective"))
    recused = before.after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    assert kinds(followed(recused)) == ["Unassignable"]


def test_or_when_the_office_is_given_to_somebody_who_may_have_it() -> None:
    alarmed = settled(without_detective())
    new = granted(SECOND.id, "detective")
    alarmed.so_far = holding(alarmed.so_far, new)
    version = len(alarmed.so_far.history)
    after = alarmed.follow(new, version).so_far
    happened = [event for event, _ in after.history[version:]]
    assert kinds(happened) == ["HandlerDesignated", "OfficeFilled"]


def test_or_when_the_day_comes_from_which_somebody_holds_it() -> None:
    alarmed = settled(without_detective())
    given = granted(SECOND.id, "detective").model_dump() | {"valid_from": IN_A_WEEK}
    later = RoleMandateGivenAhead.model_validate(given)
    alarmed.so_far = holding(alarmed.so_far, later)
    version = len(alarmed.so_far.history)
    assert len(alarmed.follow(later, version).so_far.history) == version
    began = RoleMandateBegan.model_validate(
        {key: value for key, value in given.items() if key != "valid_until"}
    )
    alarmed.at = day(7)
    after = alarmed.follow(began, version).so_far
    happened = [event for event, _ in after.history[version:]]
    assert kinds(happened) == ["HandlerDesignated", "OfficeFilled"]


def test_what_has_been_said_is_not_said_again() -> None:
    alarmed = settled(without_detective()).so_far
    assert followed(excluding(alarmed, "p-9")) == []


def test_nobody_is_put_in_the_place_of_whom_others_help_in_the_same_office() -> None:
    both = handled().after(handler(SECOND.id, "detective"), COMPLIANCE)
    one_left = both.after(party(person=DETECTIVE.id), OWNER)
    assert followed(one_left) == []


# --- offices whose holders need no case given to them


def test_an_office_of_which_all_are_kept_away_has_its_place_taken() -> None:
    intake = holding(told(), granted(INTAKE.id, "intake_officer"))
    before = excluding(intake, INTAKE.id)
    (substituted,) = followed(before)
    assert isinstance(substituted, OfficeSubstituted)
    assert (substituted.office, substituted.substitute) == (
        "intake_officer",
        "compliance_officer",
    )
    after = settled(before).so_far
    after.after(step("acknowledge"), COMPLIANCE)
    other = Actor("intake-9", "intake_officer")
    after.when(step("acknowledge"), other).then_refused(NotPermitted, "is for")
    before.when(step("acknowledge"), COMPLIANCE).then_refused(NotPermitted, "is for")
    after.when(step("acknowledge"), INTAKE).then_refused(CaseNotFound, "")


def test_an_office_that_had_nobody_to_lose_has_its_place_taken_by_nobody() -> None:
    known = holding(told(), *TWO_DETECTIVES, granted(INTAKE.id, "intake_officer"))
    assert not [*routed(known.case, TODAY, "2")]
    own = known.after(handler(INTAKE.id, "intake_officer"), COMPLIANCE)
    recused = own.after(RecuseHandler(person=INTAKE.id), COMPLIANCE)
    assert followed(recused) == []


def test_an_office_that_all_have_left_keeps_its_place_and_takes_no_others() -> None:
    given_to = (granted(INTAKE.id, "intake_officer"), granted("c-7", COMPLIANCE.role))
    left = leaving(holding(told(), *given_to), INTAKE.id, "intake_officer")
    assert not [*routed(left.case, TODAY, "2")]
    nobody = leaving(holding(told(), *given_to), "c-7", COMPLIANCE.role)
    (substituted,) = followed(excluding(nobody, INTAKE.id))
    assert isinstance(substituted, OfficeSubstituted)
    assert (substituted.office, substituted.substitute) == ("intake_officer", "chief")


def test_of_an_office_that_the_edition_does_not_know_nothing_is_said() -> None:
    unknown = holding(told(), granted("p-1", "ombudsperson"))
    assert followed(excluding(unknown, "p-1")) == []


def test_as_long_as_one_is_left_nothing_changes() -> None:
    two = (granted(INTAKE.id, "intake_officer"), granted("intake-2", "intake_officer"))
    assert followed(excluding(holding(told(), *two), INTAKE.id)) == []


def test_where_no_mandates_are_kept_nobody_knows_of_all_holders() -> None:
    assert followed(excluding(told(), INTAKE.id)) == []


def test_the_chain_is_gone_through_until_somebody_is_left() -> None:
    known = holding(
        told(),
        granted(INTAKE.id, "intake_officer"),
        granted("compliance-7", "compliance_officer"),
    )
    before = excluding(known, INTAKE.id, "compliance-7")
    substituted = [e for e in followed(before) if isinstance(e, OfficeSubstituted)]
    assert [one.substitute for one in substituted] == ["chief"]


def test_an_office_outside_is_always_left() -> None:
    members = [granted(f"c-{n}", "committee_member") for n in (1, 2)]
    outside = granted("c-1", "outside_board")
    before = excluding(holding(told(), *members, outside), "c-1", "c-2")
    (substituted,) = followed(before)
    assert isinstance(substituted, OfficeSubstituted)
    assert substituted.substitute == "outside_board"


def test_at_the_end_of_the_chain_there_is_an_alarm_until_somebody_is_there() -> None:
    known = holding(
        told(),
        granted(INTAKE.id, "intake_officer"),
        granted("compliance-7", "compliance_officer"),
        granted("chief-1", "chief"),
    )
    before = excluding(known, INTAKE.id, "compliance-7", "chief-1")
    alarms = [one for one in followed(before) if isinstance(one, Unassignable)]
    assert {one.office for one in alarms} >= {"intake_officer", "compliance_officer"}
    alarmed = settled(before)
    new = granted("intake-2", "intake_officer")
    alarmed.so_far = holding(alarmed.so_far, new)
    version = len(alarmed.so_far.history)
    after = alarmed.follow(new, version).so_far
    assert OfficeFilled in [type(event) for event, _ in after.history[version:]]
    after.after(step("acknowledge"), Actor("intake-2", "intake_officer"))


def test_the_last_who_is_not_kept_away_may_leave_the_organisation() -> None:
    two = (granted(INTAKE.id, "intake_officer"), granted("intake-2", "intake_officer"))
    before = settled(excluding(holding(told(), *two), INTAKE.id))
    before.so_far = leaving(before.so_far, "intake-2", "intake_officer")
    version = len(before.so_far.history)
    after = before.follow(over("intake-2", "intake_officer"), version).so_far
    assert [type(event) for event, _ in after.history[version:]] == [OfficeSubstituted]


def test_a_substitute_sees_the_case_though_it_would_not_be_their_turn() -> None:
    chief = Actor("chief-1", "chief")
    rude = Scenario(Case(CODE)).after(report(categories=("rudeness",)), MEMBER)
    assert not stands_open(rude.case, chief)
    assert stands_open(settled(rude).so_far.case, chief)
    command = ExcludePerson(person="chief-1", reason="relative")
    owned = settled(rude.after(handler(OWNER.id, "case_owner"), COMPLIANCE)).so_far
    gone = owned.after(command, OWNER)
    assert not stands_open(gone.case, chief)


# --- a separate office from the beginning


def test_some_categories_go_to_another_office() -> None:
    rude = Scenario(Case(CODE)).after(report(categories=("rudeness",)), MEMBER)
    routed = followed(rude)
    assert routed == [
        OfficeSubstituted(office=office, substitute="chief", for_good=True, clause="2")
        for office in ("intake_officer", "compliance_officer")
    ]
    after = settled(rude).so_far
    after.when(step("acknowledge"), INTAKE).then_refused(NotPermitted, "is for")
    after.after(step("acknowledge"), Actor("chief-1", "chief"))


def test_what_has_gone_there_does_not_go_there_again() -> None:
    gone_there = settled(accused().after(allegation(category="rudeness"), OWNER))
    again = gone_there.so_far.after(allegation(category="rudeness"), OWNER)
    assert followed(again) == []


def test_where_it_goes_is_said_again_when_the_case_goes_on_anew() -> None:
    rude = Scenario(Case(CODE)).after(report(categories=("rudeness",)), MEMBER)
    case = settled(rude).so_far.case
    anew = replace(case, routing=replace(case.routing, instead={}))
    assert [*routed(anew, TODAY, "2")] == [
        OfficeSubstituted(office=office, substitute="chief", tried=(), clause="2")
        for office in ("compliance_officer", "intake_officer")
    ]


def test_the_office_where_it_went_has_the_case_again_when_somebody_is_there() -> None:
    owned = Scenario(Case(CODE))
    owned = owned.after(report(categories=("rudeness",)), MEMBER)
    owned = owned.after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    there = settled(holding(owned, granted("chief-1", "chief"))).so_far
    excluding = ExcludePerson(person="chief-1", reason="relative")
    alarmed = settled(there.after(excluding, OWNER))
    assert {*alarmed.so_far.case.routing.instead.values()} == {None}
    new = granted("chief-2", "chief")
    alarmed.so_far = holding(alarmed.so_far, new)
    version = len(alarmed.so_far.history)
    after = alarmed.follow(new, version).so_far
    assert {*after.case.routing.instead.values()} == {"chief"}
    substituted = [event for event, _ in after.history[version:]]
    assert {getattr(one, "clause", "") for one in substituted} == {
        reaction(after, "place_is_taken").clause
    }


def test_also_when_it_is_alleged_only_later() -> None:
    rude = accused().after(allegation(category="rudeness"), OWNER)
    assert OfficeSubstituted in map(type, followed(rude))
    assert OfficeSubstituted not in map(type, followed(accused()))


# --- whoever the accused is above


def test_who_takes_instructions_from_the_accused_does_not_handle_the_case() -> None:
    known = holding(
        placed(handled(), "south"),
        granted("chief-1", "chief", "north"),
        granted("detective-n", "detective", "north"),
        granted("detective-s", "detective", "south"),
        granted("detective-a", "detective"),
    )
    before = known.after(party(person="chief-1"), OWNER)
    for person, why in (("n", "another unit"), ("a", "not eligible"), ("s", "")):
        asked = before.when(handler(f"detective-{person}", "detective"), COMPLIANCE)
        if why:
            asked.then_refused(Refused, why)
        else:
            asked.then_happens(HandlerDesignated)
    left = before.after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    (designated,) = [e for e in followed(left) if isinstance(e, HandlerDesignated)]
    assert designated.person == "detective-s"


def test_the_accused_hands_the_case_to_nobody() -> None:
    owner = accused().after(party(person=OWNER.id), OWNER)
    for person in (OWNER.id, "p-9"):
        asked = owner.when(handler(person, "detective"), OWNER)
        asked.then_refused(CaseNotFound, "")


# --- whoever loses the office of the organisation


def gone(before: Scenario, person: str, role: str) -> list[Event]:
    """What follows when somebody holds an office no longer."""
    reacting = settled(holding(before, granted(person, role)))
    reacting.so_far = leaving(reacting.so_far, person, role)
    version = len(reacting.so_far.history)
    after = reacting.follow(over(person, role), version).so_far
    return [event for event, _ in after.history[version:]]


def test_a_handler_whose_mandate_is_over_loses_the_case() -> None:
    (removed, *_) = gone(handled(), DETECTIVE.id, "detective")
    assert removed == HandlerRemoved(
        step="recuse_handler",
        phase=handled().case.phase,
        person=DETECTIVE.id,
        role="detective",
        rule="the mandate for the office is over",
        clause="not from the code: offices end",
    )


def test_another_office_of_theirs_stays() -> None:
    both = handled().after(handler(DETECTIVE.id, "case_owner"), COMPLIANCE)
    reacting = settled(holding(both, granted(DETECTIVE.id, "detective")))
    reacting.so_far = leaving(reacting.so_far, DETECTIVE.id, "detective")
    version = len(reacting.so_far.history)
    after = reacting.follow(over(DETECTIVE.id, "detective"), version).so_far
    assert after.case.handlers[DETECTIVE.id] == {"case_owner"}


def test_a_decider_whose_mandate_is_over_decides_no_more_and_the_quorum_counts() -> (
    None
):
    lost = gone(deliberated(), CHAIR.id, "committee_member")
    assert kinds(lost)[:2] == [DeciderRecused.__name__, QuorumLost.__name__]


def test_who_does_not_sit_in_the_body_has_nothing_there_to_lose() -> None:
    for person, role in (("c-5", CHAIR.role), (CHAIR.id, "chief")):
        left = LeaveOffices(reaction="mandate_is_over", person=person, role=role)
        deliberated().when(left, SYSTEM).then_refused(Refused, "nothing is held")


def test_an_arbitrator_does_not_stay_in_office_but_an_opinion_given_stays() -> None:
    lost = gone(in_office(), NEUTRAL.id, "neutral_member")
    assert ArbitratorRemoved in map(type, lost)
    opinion = DeliverOpinion(appointment=1, opinion=SAID)
    delivered = in_office().after(opinion, NEUTRAL, at=day(11))
    assert gone(delivered, NEUTRAL.id, "neutral_member") == []


def test_who_holds_the_office_again_meanwhile_loses_nothing() -> None:
    before = settled(holding(handled(), granted(DETECTIVE.id, "detective")))
    version = len(before.so_far.history)
    after = before.follow(over(DETECTIVE.id, "detective"), version).so_far
    assert len(after.history) == version


def test_in_a_closed_case_nothing_is_lost() -> None:
    closed = handled().after(step("dismiss"), INTAKE)
    assert gone(closed, DETECTIVE.id, "detective") == []


# --- always

people = st.sampled_from(["p-1", "p-2", "c-1", "accused-1", "detective-1", "owner-2"])
roles = st.sampled_from(
    ["detective", "case_owner", "intake_officer", "compliance_officer", "chief"]
)


@pytest.mark.walks
@given(walks(), st.lists(st.tuples(people, roles), max_size=6, unique=True))
def test_whoever_may_not_is_never_put_into_a_place_and_it_comes_to_an_end(
    walk: Walk, held: list[tuple[str, str]]
) -> None:
    before = holding(walk.so_far, *(granted(*one) for one in held))
    if not before.case.case_type:
        return
    reacting = Reacting(before, walk.at).go_through()
    case = reacting.so_far.case
    assert not case.excluded & case.handlers.keys()
    assert not {INVESTIGATOR.id} & case.handlers.keys()
    history = reacting.so_far.history
    assert reacting.go_through().so_far.history == history


@pytest.mark.walks
@given(walks(), st.lists(st.tuples(people, roles), max_size=6, unique=True))
def test_a_case_is_never_stuck_without_an_alarm(
    walk: Walk, held: list[tuple[str, str]]
) -> None:
    """Whatever office of a handler was lost is filled, substituted, or an alarm."""
    before = holding(walk.so_far, *(granted(*one) for one in held))
    if not before.case.case_type or before.case.code is not CODE:
        return
    case = Reacting(before, walk.at).go_through().so_far.case
    if not (case.closed or case.links.merged):
        assert list(routed(case, TODAY, "2")) == []
        for office in case.routing.lacking:
            if case.edition.kind_of(office) in BY_ASSIGNMENT:
                substitute = case.routing.instead[office]
                assert substitute is None or substitute in done(case)


def test_the_tests_use_what_they_name() -> None:
    assert ACCUSED in investigated().case.excluded
