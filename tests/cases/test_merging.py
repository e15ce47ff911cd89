"""Two reports of one event: one case, two reporters who learn nothing of each other."""

from dataclasses import replace
from uuid import uuid4

import pytest
from linked import HERE, NOWHERE, THERE, Pair, ending, unknown
from rules import (
    ACCUSED,
    CHAIR,
    DETECTIVE,
    NEUTRAL,
    SAID,
    TODAY,
    accused,
    allegation,
    convened,
    deliberated,
    disclosure,
    handled,
    handler,
    in_office,
    investigated,
    nothing,
    party,
    proposed,
    report,
    step,
    told,
    violated,
)
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario, day

from cases.actors import Actor
from cases.case.acquaintance import Acquaintance
from cases.case.case import Case
from cases.case.fold import after
from cases.case.parts import Links
from cases.commands.access import GrantAccess
from cases.commands.allegations import DropAllegation
from cases.commands.arbitration import CheckNeutrality, DeclareNeutrality
from cases.commands.closing import PlaceHold
from cases.commands.exclusions import ExcludePerson
from cases.commands.interim import OrderInterimMeasures
from cases.commands.merging import MergeCase, RecogniseDuplicate, RetractDuplicate
from cases.commands.objecting import DecideHandlerObjection, ObjectToHandler, may_read
from cases.commands.order import stands_open
from cases.commands.possible import possible_to
from cases.errors import NotPermitted, Refused
from cases.events.access import AccessLost
from cases.events.arbitration import ArbitratorRemoved
from cases.events.closing import CaseClosed, HoldPlaced
from cases.events.decision import DeciderRecused, QuorumLost
from cases.events.event import Concealed, Hidden, Marks
from cases.events.links import CaseLinked, CaseUnlinked
from cases.events.people import HandlerRemoved, PersonExcluded
from cases.events.procedure import ClockMet, ClockStarted, ClockStopped, StepTaken

MERGE = MergeCase(into=THERE, reasons=SAID)
REPEATS = RecogniseDuplicate(of=THERE, reasons=SAID)
ANSWER = step("give_feedback", outcome="answered")
OUTCOME = step("give_last_feedback")
CLOSE = step("close_told")
ELSEWHERE = "as part of another"
CALLER = Actor("caller-1", "reporter")


def second(**said: object) -> Scenario:
    """Somebody else has reported the same, and has an answer."""
    return (
        nothing()
        .after(report(**said), CALLER)
        .after(handler(OWNER.id, "case_owner"), COMPLIANCE)
        .after(step("acknowledge"), INTAKE)
    )


def two(there: Scenario | None = None) -> Pair:
    return Pair(second(), there or accused())


def merged(there: Scenario | None = None) -> Pair:
    return two(there).after(MERGE, OWNER)


def test_each_case_says_of_the_other_what_it_is_to_it() -> None:
    two().asked(MERGE, OWNER).then_happens(CaseLinked, ClockStopped)
    (taken_in,) = two().elsewhere(MERGE, OWNER)
    assert isinstance(taken_in, CaseLinked)
    assert (taken_in.case, taken_in.how) == (HERE, "took_in")
    pair = merged()
    assert (pair.here.case.links.follows, pair.here.case.links.merged) == (THERE, True)
    assert pair.there.case.links.taken_in == pair.there.case.links.followers == {HERE}


def test_measures_that_hold_until_it_is_decided_are_not_lost_by_merging() -> None:
    here = second().after(party(), OWNER).after(allegation(), OWNER)
    ordered = OrderInterimMeasures(
        party=1, measures=("leave",), effective_on=TODAY, reasons=SAID
    )
    held = here.after(ordered, COMPLIANCE)
    dropped = DropAllegation(allegation=1, reason=SAID)
    Pair(held, accused()).asked(MERGE, OWNER).then_refused(Refused, "would be lost")
    ended = Pair(held.after(dropped, OWNER), accused())
    ended.asked(MERGE, OWNER).then_happens(CaseLinked, ClockStopped)


def test_no_step_is_recorded_as_the_last_so_that_no_reporter_sees_it() -> None:
    pair = merged()
    assert pair.here.case.phase == second().case.phase
    assert pair.here.case.taken == second().case.taken
    assert pair.there.case.taken == accused().case.taken


def test_a_case_that_is_unknown_or_hidden_is_not_merged_into() -> None:
    refusals = [
        Pair(second(), unknown()).asked(MERGE, OWNER),
        two().asked(MergeCase(into=NOWHERE, reasons=SAID), OWNER),
        two(
            handled().after(
                ExcludePerson(person=OWNER.id, reason="relative"), COMPLIANCE
            )
        ).asked(MERGE, OWNER),
        two(told()).asked(MERGE, OWNER),
    ]
    for refused in refusals:
        refused.then_refused(Refused, "there is no such case", "2", "into")


def test_a_case_of_another_type_is_not_merged_into() -> None:
    gift = nothing().after(disclosure(), MEMBER)
    Pair(second(), gift).asked(MERGE, COMPLIANCE).then_refused(Refused, "another type")


@pytest.mark.parametrize("command", [MERGE, REPEATS])
def test_merging_is_for_the_offices_of_the_edition(command: MergeCase) -> None:
    two().asked(command, INTAKE).then_refused(NotPermitted, "case_owner", "2")
    stopped = [ClockStopped] if command is MERGE else []
    two().asked(command, COMPLIANCE).then_happens(CaseLinked, *stopped)


def test_a_case_whose_matter_is_decided_takes_nothing_in() -> None:
    for there in (deliberated(), violated()):
        two(there).asked(MERGE, OWNER).then_refused(Refused, "phase 'deliberated'", "2")


def test_a_closed_case_takes_nothing_in_before_it_is_reopened() -> None:
    closed = handled().after(step("dismiss"), COMPLIANCE)
    outcome = two(closed).asked(MERGE, COMPLIANCE)
    outcome.then_refused(Refused, "is closed", "2")
    assert isinstance(outcome.outcome, Refused)
    assert outcome.outcome.awaits == ("reopen_case",)


def test_no_allegation_is_lost_by_merging() -> None:
    open_one = Pair(accused(), handled())
    open_one.asked(MERGE, OWNER).then_refused(Refused, "would be lost", "2")
    dropped = accused().after(DropAllegation(allegation=1, reason=SAID), OWNER)
    Pair(dropped, handled()).asked(MERGE, OWNER).then_happens(CaseLinked, ClockStopped)


def test_a_merged_case_is_not_merged_again_nor_does_it_take_in() -> None:
    pair = merged()
    pair.asked(MERGE, OWNER).then_refused(Refused, "as part of another", "2")
    Pair(second(), pair.here).asked(MERGE, OWNER).then_refused(
        Refused, "itself belongs to another", "2"
    )


def test_a_case_that_has_taken_in_another_is_not_merged_itself() -> None:
    there = merged(handled()).there
    Pair(there, second()).asked(MERGE, OWNER).then_refused(
        Refused, "other cases belong to this one", "2"
    )


def test_a_merged_case_only_answers_its_reporter() -> None:
    pair = merged()
    pair.asked(step("investigate"), COMPLIANCE).then_refused(Refused, ELSEWHERE, "2")
    pair.asked(step("dismiss"), COMPLIANCE).then_refused(Refused, ELSEWHERE, "2")
    pair.asked(party(), OWNER).then_refused(Refused, ELSEWHERE, "2")
    pair.asked(allegation(), OWNER).then_refused(Refused, ELSEWHERE, "2")
    pair.asked(ANSWER, INTAKE).then_happens(StepTaken, ClockMet)
    pair.asked(step("add_information"), CALLER).then_happens(StepTaken)


def test_what_is_told_last_is_told_when_the_matter_has_come_to_its_end() -> None:
    early = merged(investigated()).asked(OUTCOME, INTAKE)
    early.then_refused(Refused, "or not yet", "2")
    merged(handled()).asked(OUTCOME, INTAKE).then_happens(StepTaken)


def steps_of(case: Case) -> set[str]:
    """What the reporter can do."""
    return {one.step.name for one in possible_to(case, CALLER, day(0))}


def test_a_reporter_can_do_in_a_merged_case_what_they_could_do_before() -> None:
    before = steps_of(second().case)
    after = steps_of(merged().here.case)
    assert before == after >= {"add_information", "disclose_identity"}


def test_the_clock_that_the_reporter_waits_for_goes_on() -> None:
    before, after = second().case.clocks, merged().here.case.clocks
    assert ("feedback", None) in after
    assert after == {key: run for key, run in before.items() if key[0] != "notice"}


def test_a_hold_can_be_placed_on_a_merged_case() -> None:
    hold = PlaceHold(basis="audit", review_on=day(20).date(), reason=SAID)
    merged().asked(hold, COMPLIANCE).then_happens(HoldPlaced, ClockStarted)


def test_whoever_has_the_case_has_what_was_merged_into_it() -> None:
    pair = merged()
    here = replace(pair.here.case, host=pair.there.case)
    assert stands_open(here, DETECTIVE)
    assert not stands_open(second().case, DETECTIVE)


def test_whoever_is_kept_from_one_case_is_kept_from_the_other() -> None:
    kept_from_there = merged()
    here = replace(kept_from_there.here.case, host=kept_from_there.there.case)
    boss = Actor(ACCUSED, "compliance_officer")
    assert stands_open(second().case, boss)
    assert not stands_open(here, boss)
    excluding = ExcludePerson(person="boss-1", reason="relative")
    kept_from_here = Pair(second().after(excluding, OWNER), handled())
    there = kept_from_here.after(MERGE, OWNER).there.case
    assert not stands_open(there, Actor("boss-1", "compliance_officer"))


def test_whoever_is_kept_from_a_merged_case_is_kept_from_the_one_that_goes_on() -> None:
    owned = handled().after(handler("boss-1", "detective"), COMPLIANCE)
    excluding = ExcludePerson(person="boss-1", reason="relative")
    pair = merged(owned)
    happened = pair.elsewhere(excluding, OWNER)
    assert [type(event) for event in happened] == [PersonExcluded, HandlerRemoved]
    after = pair.after(excluding, OWNER)
    assert "boss-1" in after.there.case.excluded
    assert after.elsewhere(excluding, OWNER) == []
    alone = Pair(second(), owned)
    assert alone.elsewhere(excluding, OWNER) == []


def test_whoever_is_accused_later_is_kept_from_the_merged_case_as_well() -> None:
    pair = merged(handled())
    later = pair.there.after(party(person="boss-1"), OWNER).case
    boss = Actor("boss-1", "compliance_officer")
    assert stands_open(replace(pair.here.case, host=pair.there.case), boss)
    assert not stands_open(replace(pair.here.case, host=later), boss)


def test_an_accused_person_still_finds_the_report_they_made_themselves() -> None:
    """That it is gone would tell them of the other report."""
    accusing = accused().after(party(person=CALLER.id), OWNER)
    here = merged(accusing).here.case
    here = replace(here, host=accusing.case)
    assert stands_open(here, CALLER)
    assert not stands_open(here, Actor(CALLER.id, "compliance_officer"))
    assert steps_of(here) == steps_of(second().case)


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_the_other_reporter_holds_no_office_any_more(mode: str) -> None:
    there = handled().after(handler(CALLER.id, "detective"), COMPLIANCE)
    pair = Pair(second(identity_mode=mode), there)
    happened = pair.elsewhere(MERGE, OWNER)
    assert [type(event) for event in happened] == [CaseLinked, HandlerRemoved]
    again = handler(CALLER.id, "detective")
    after = pair.after(MERGE, OWNER).there
    recognised = Scenario(
        after.case.recognising(Hidden(), Hidden(reporter=CALLER.id)), None
    )
    recognised.when(again, COMPLIANCE).then_refused(Refused, "not eligible")


def test_a_reporter_who_is_not_named_is_named_nowhere() -> None:
    secret = Concealed(
        item=uuid4(), digest="0" * 64, marks=Marks(reporter="~" + "a" * 32)
    )
    here = second(identity_mode="confidential")
    here = replace(here, case=replace(here.case, concealed=(secret,)))
    pair = Pair(here, handled())
    (taken_in,) = pair.elsewhere(MERGE, OWNER)
    assert isinstance(taken_in, CaseLinked)
    assert taken_in.concealed == (secret,)
    assert CALLER.id not in taken_in.model_dump_json()
    assert pair.after(MERGE, OWNER).there.case.links.concealed == (secret,)


def test_a_party_of_the_other_case_loses_every_office() -> None:
    there = investigated().after(convened("c-1", "c-2", "w-1"), CHAIR)
    pair = Pair(second().after(party("witness", "w-1"), OWNER), there)
    kinds = [type(event) for event in pair.elsewhere(MERGE, OWNER)]
    assert kinds == [CaseLinked, DeciderRecused, QuorumLost]


def test_an_arbitrator_whom_the_other_case_concerns_is_removed() -> None:
    here = second().after(party("witness", NEUTRAL.id), OWNER)
    kinds = [type(event) for event in Pair(here, in_office()).elsewhere(MERGE, OWNER)]
    assert kinds == [CaseLinked, ArbitratorRemoved]


def test_whoever_reads_a_case_for_a_time_loses_it_when_the_other_concerns_them() -> (
    None
):
    access = GrantAccess(
        person="w-1",
        role="detective",
        rights=("read",),
        until=day(10).date(),
        reasons=SAID,
    )
    there = handled().after(access, COMPLIANCE)
    here = second().after(party("witness", "w-1"), OWNER)
    kinds = [type(event) for event in Pair(here, there).elsewhere(MERGE, OWNER)]
    assert kinds == [CaseLinked, AccessLost]


def test_what_a_case_knows_from_others_it_passes_on() -> None:
    secret = Concealed(
        item=uuid4(), digest="0" * 64, marks=Marks(reporter="~" + "a" * 32)
    )
    others = Acquaintance(
        kept_away=frozenset({"p-1"}),
        concerned=frozenset({"p-2"}),
        acted=frozenset({"p-3"}),
        concealed=(secret,),
    )
    links = Links(known={NOWHERE: others})
    here = second().after(party("witness", "p-4"), OWNER)
    here = replace(here, case=replace(here.case, links=links))
    (linked, *_) = Pair(here, handled()).elsewhere(MERGE, OWNER)
    assert isinstance(linked, CaseLinked)
    assert linked.kept_away == ("p-1",)
    assert linked.concerned == (CALLER.id, "p-2", "p-4")
    assert {"p-3", INTAKE.id} <= {*linked.acted}
    assert linked.concealed == (secret,)


@pytest.mark.parametrize("acted", [False, True])
def test_nobody_who_acted_in_a_linked_case_is_neutral(acted: bool) -> None:
    clerk = Actor(NEUTRAL.id, "intake_officer") if acted else INTAKE
    here = second().after(ANSWER, clerk)
    there = Pair(here, proposed()).after(MERGE, OWNER).there
    checked = there.after(DeclareNeutrality(appointment=1), NEUTRAL).after(
        CheckNeutrality(appointment=1), COMPLIANCE
    )
    assert checked.case.appointments[1].eligible is not acted


@pytest.mark.parametrize("command", [MERGE, REPEATS])
def test_why_a_case_is_merged_or_repeats_another_is_recorded(
    command: MergeCase | RecogniseDuplicate,
) -> None:
    happened = two().asked(command, OWNER).outcome
    assert isinstance(happened, list)
    [linked] = [event for event in happened if isinstance(event, CaseLinked)]
    assert (linked.case, linked.reasons) == (THERE, SAID)


def test_only_an_end_is_about_the_cases_that_end_with_it() -> None:
    kept = merged().there.case
    assert CLOSE.others(kept) == (HERE,)
    assert step("investigate").others(kept) == ()


def test_a_case_does_not_end_before_every_reporter_has_an_answer() -> None:
    pair = merged(handled().after(OUTCOME, INTAKE))
    for unanswered in (pair, pair.after(ANSWER, INTAKE)):
        ending(unanswered).asked(CLOSE, COMPLIANCE).then_refused(
            Refused, "first: give_last_feedback", "2"
        )
    told = pair.after(OUTCOME, INTAKE)
    assert ending(told).after(CLOSE, COMPLIANCE).here.case.closed


def test_merged_cases_end_together_with_the_same_outcome() -> None:
    pair = merged(handled().after(OUTCOME, INTAKE)).after(OUTCOME, INTAKE)
    after = ending(pair).after(CLOSE, COMPLIANCE)
    closings = [event for event, _ in after.here.history + after.there.history]
    ends = [event for event in closings if isinstance(event, CaseClosed)]
    assert len(ends) == 2
    assert ends[0] == ends[1]
    assert after.there.case.clocks == {}
    assert after.there.case.closed


def test_a_merged_case_does_not_end_by_itself() -> None:
    pair = merged(handled()).after(OUTCOME, INTAKE)
    pair.asked(CLOSE, COMPLIANCE).then_refused(Refused, ELSEWHERE, "2")


def test_a_duplicate_is_recognised_and_goes_on_until_it_is_dismissed() -> None:
    pair = two().after(REPEATS, OWNER)
    links = pair.here.case.links
    assert (links.follows, links.merged) == (THERE, False)
    assert pair.there.case.links.followers == {HERE}
    assert pair.there.case.links.taken_in == frozenset()
    assert ExcludePerson(person="p-9", reason="relative").others(pair.here.case) == ()
    pair.asked(step("add_information"), CALLER).then_happens(StepTaken)
    pair.asked(REPEATS, OWNER).then_refused(Refused, "belongs to another already", "2")


def test_a_report_is_dismissed_as_a_duplicate_only_of_a_case_that_is_named() -> None:
    dismissal = step("dismiss_with_reason", dismissal_reason="duplicate")
    before = Pair(second().after(ANSWER, INTAKE), accused())
    outcome = before.asked(dismissal, COMPLIANCE)
    outcome.then_refused(Refused, "which case the report repeats", "2")
    after = before.after(REPEATS, OWNER)
    assert after.after(dismissal, COMPLIANCE).here.case.closed
    other = step("dismiss_with_reason", dismissal_reason="insufficient")
    assert before.after(other, COMPLIANCE).here.case.closed


RETRACTED = RetractDuplicate(reasons=SAID)


def test_a_duplicate_that_was_none_is_taken_back_as_a_new_fact_in_both_cases() -> None:
    pair = two().after(REPEATS, OWNER)
    (here,) = pair.asked(RETRACTED, OWNER).outcome or ()
    (there,) = pair.elsewhere(RETRACTED, OWNER)
    assert isinstance(here, CaseUnlinked)
    assert isinstance(there, CaseUnlinked)
    assert (here.case, here.how, here.reasons) == (THERE, "duplicate_of", SAID)
    assert (there.case, there.how, there.reasons) == (HERE, "original_of", None)
    assert here.clause == there.clause == "2"
    after = pair.after(RETRACTED, OWNER)
    assert after.here.case.links == after.there.case.links == Links()
    # What was said stays said.
    assert any(isinstance(event, CaseLinked) for event, _ in after.here.history)


def test_only_a_duplicate_is_taken_back() -> None:
    two().asked(RETRACTED, OWNER).then_refused(Refused, "was not said", "2")
    merged().asked(RETRACTED, OWNER).then_refused(Refused, ELSEWHERE, "2")
    outcome = two().asked(RETRACTED, OWNER).outcome
    assert isinstance(outcome, Refused)
    assert outcome.awaits == ("recognise_duplicate",)
    two().after(REPEATS, OWNER).asked(RETRACTED, INTAKE).then_refused(
        NotPermitted, "case_owner"
    )


def test_whoever_was_kept_away_for_the_other_case_alone_can_come_back() -> None:
    pair = two().after(REPEATS, OWNER)
    officer = Actor(ACCUSED, "compliance_officer")
    assert not stands_open(pair.here.case, officer)
    alone = replace(pair.after(RETRACTED, OWNER).here.case, host=None)
    assert stands_open(alone, officer)


def test_whoever_is_kept_away_for_a_further_case_stays_away() -> None:
    pair = two().after(REPEATS, OWNER)
    further = CaseLinked(
        case=NOWHERE, how="original_of", clause="2", kept_away=(ACCUSED, "p-9")
    )
    here = replace(pair.here, case=after(pair.here.case, further, OWNER.id))
    (event,) = Pair(here, pair.there).asked(RETRACTED, OWNER).outcome or ()
    assert isinstance(event, CaseUnlinked)
    assert event.kept_away == tuple(sorted((ACCUSED, "p-9")))
    left = after(here.case, event, OWNER.id)
    assert left.links.kept_away == {ACCUSED, "p-9"}
    assert not stands_open(left, Actor(ACCUSED, "compliance_officer"))


def test_what_is_no_duplicate_is_not_dismissed_as_one() -> None:
    before = Pair(second().after(ANSWER, INTAKE), accused())
    pair = before.after(REPEATS, OWNER).after(RETRACTED, OWNER)
    dismissal = step("dismiss_with_reason", dismissal_reason="duplicate")
    pair.asked(dismissal, COMPLIANCE).then_refused(
        Refused, "which case the report repeats"
    )
    pair.asked(REPEATS, OWNER).then_happens(CaseLinked)


def test_a_duplicate_of_a_closed_case_can_be_recognised() -> None:
    closed = handled().after(step("dismiss"), COMPLIANCE)
    two(closed).asked(REPEATS, COMPLIANCE).then_happens(CaseLinked)


def test_whoever_handles_the_case_that_goes_on_decides_no_objection_to_it() -> None:
    objection = ObjectToHandler(office="investigator", reasons=SAID)
    case = merged().after(objection, CALLER).here.case
    assert may_read(case, COMPLIANCE, 1)
    assert not may_read(case, Actor("detective-1", COMPLIANCE.role), 1)


def test_who_an_objection_drives_out_of_a_merged_case_loses_the_other_too() -> None:
    objection = ObjectToHandler(office="case_owner", reasons=SAID)
    pair = merged().after(objection, CALLER)
    decision = DecideHandlerObjection(
        objection=1, upheld=True, persons=(OWNER.id,), reasons=SAID
    )
    decided = pair.after(decision, COMPLIANCE)
    assert OWNER.id in decided.here.case.excluded & decided.there.case.excluded
    assert OWNER.id not in decided.there.case.handlers
