"""What was opened in an emergency is reviewed: by each office asked, never stuck."""

import pytest
from broken_glass import AUDITOR, SECOND, broken, review, shut
from reacting import settled
from rules import SAID, SMALL, handled, party, step, under
from scenario import COMPLIANCE, DAY_0, DPO, INTAKE, OWNER, Scenario, day

from cases.actors import SYSTEM, Actor
from cases.case.replacing import replace
from cases.commands.access import GrantAccess
from cases.commands.clocks import NoteTime
from cases.commands.exclusions import ExcludePerson
from cases.commands.glass import BreakGlass
from cases.commands.possible import possible_to
from cases.commands.reading import lent, may_review
from cases.edition.access import REVIEW
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.access import BrokenGlassReviewed, GlassReviewAwaited
from cases.events.procedure import (
    ClockEscalated,
    ClockMet,
    ClockMetLate,
    ClockMissed,
)

JUDGE = Actor("judge-1", "committee_member")


def awaited(so_far: Scenario) -> tuple[str, ...]:
    """The offices that the last of the events says are still to review it."""
    event = so_far.history[-1][0]
    return event.offices if isinstance(event, GlassReviewAwaited) else ()


def late(before: Scenario, n: int = 20) -> Scenario:
    """It was not reviewed in time, and the office above was told."""
    return settled(before.after(NoteTime(), SYSTEM, at=day(n)), day(n)).so_far


def waits_for(so_far: Scenario, by: Actor) -> bool:
    found = possible_to(so_far.case, by, day(20))
    return REVIEW in [one.step.name for one in found if one.awaited]


def before_there_were_several() -> Scenario:
    """A glass that was broken when nothing was written of who is to review it."""
    case = broken().case
    (number, grant) = next(iter(case.grants.items()))
    return Scenario(replace(case, grants={number: replace(grant, awaits=frozenset())}))


def test_each_office_that_is_asked_reviews_it_in_any_order() -> None:
    for first, second in ((DPO, AUDITOR), (AUDITOR, DPO)):
        broken().when(review(), first).then_happens(
            BrokenGlassReviewed, GlassReviewAwaited
        )
        one = broken().after(review(), first)
        assert awaited(one) == (second.role,)
        one.when(review(), second).then_happens(BrokenGlassReviewed, ClockMet)


def test_it_waits_for_those_who_have_not_reviewed_it_and_for_nobody_else() -> None:
    one = broken().after(review(), DPO)
    for so_far, whom in (
        (shut(), ()),
        (broken(), (DPO, AUDITOR)),
        (one, (AUDITOR,)),
        (one.after(review(), AUDITOR), ()),
        (late(one), (AUDITOR, JUDGE)),
    ):
        for by in (DPO, AUDITOR, JUDGE, COMPLIANCE, OWNER):
            assert waits_for(so_far, by) is (by in whom)


def test_they_know_the_reasons_and_nobody_else_does() -> None:
    for by in (DPO, AUDITOR):
        assert may_review(broken().case, by.role)
        assert not may_review(shut().case, by.role)
    assert not may_review(broken().case, "case_owner")
    assert not may_review(broken().case, JUDGE.role)
    assert may_review(late(broken()).case, JUDGE.role)


def test_no_office_and_no_person_reviews_it_twice() -> None:
    one = broken().after(review(), DPO)
    reason = "the person or the office has reviewed it already"
    colleague = Actor("dpo-2", "data_protection_officer")
    both = Actor(DPO.id, "auditor")
    for by in (DPO, colleague, both):
        one.when(review(), by).then_refused(Refused, reason, field="grant")
    late(one).when(review(), Actor(DPO.id, JUDGE.role), day(20)).then_refused(
        Refused, reason, field="grant"
    )


@pytest.mark.parametrize("office", ["committee_member", "decider"])
def test_an_office_is_asked_by_its_own_name_or_as_what_it_is(office: str) -> None:
    asks = SMALL.everywhere[REVIEW]
    asks = asks.model_copy(update={"by": (DPO.role, office, AUDITOR.role)})
    before = under(shut(), {**SMALL.everywhere, REVIEW: asks})
    one = before.after(BreakGlass(reasons=SAID), SECOND).after(review(), JUDGE)
    assert awaited(one) == (DPO.role, AUDITOR.role)
    two = one.after(review(), DPO)
    assert awaited(two) == (AUDITOR.role,)
    for person in (JUDGE.id, DPO.id):
        two.when(review(), Actor(person, AUDITOR.role)).then_refused(
            Refused, "has reviewed it already", field="grant"
        )


def test_whoever_acts_in_the_place_of_an_office_reviews_it_for_that_one_alone() -> None:
    case = broken().case
    instead = replace(case.routing, instead={AUDITOR.role: JUDGE.role})
    there = Scenario(replace(case, routing=instead)).after(review(), JUDGE)
    assert awaited(there) == (DPO.role,)


def test_nobody_else_reviews_it() -> None:
    for by in (COMPLIANCE, JUDGE):
        broken().when(review(), by).then_refused(NotPermitted, "is for data_")


@pytest.mark.parametrize("role", ["data_protection_officer", "auditor"])
def test_nobody_reviews_what_they_opened_themselves(role: str) -> None:
    themselves = Actor(SECOND.id, role)
    reason = "nobody reviews what they opened themselves"
    broken().when(review(), themselves).then_refused(Refused, reason, field="grant")
    assert not waits_for(broken(), themselves)
    broken().after(review(), DPO).when(review(), themselves).then_refused(
        Refused, reason if role == "auditor" else "", field="grant"
    )


@pytest.mark.parametrize("by", [DPO, AUDITOR])
def test_whoever_is_kept_away_or_concerned_does_not_review_it(by: Actor) -> None:
    exclude = ExcludePerson(person=by.id, reason="relative")
    broken().after(exclude, COMPLIANCE).when(review(), by).then_refused(
        CaseNotFound, "no such case"
    )
    heard = broken().after(party("witness", by.id), OWNER)
    heard.when(review(), by).then_refused(Refused, "not eligible")
    assert not waits_for(heard, by)


def test_what_anyone_finds_unjustified_is_shut_at_once() -> None:
    for first, second in ((True, True), (True, False), (False, True)):
        one = broken().after(review(first), DPO)
        assert lent(one.case, SECOND, DAY_0, "texts") is first
        both = one.after(review(second), AUDITOR)
        assert lent(both.case, SECOND, DAY_0, "texts") is (first and second)


def test_it_is_reviewed_once_by_each_and_only_what_was_broken() -> None:
    reviewed = broken().after(review(), DPO).after(review(), AUDITOR)
    reviewed.when(review(), DPO).then_refused(Refused, "already", field="grant")
    given = GrantAccess(
        person="reader-1",
        role="investigator",
        rights=("read",),
        until=DAY_0.date(),
        reasons=SAID,
    )
    shut().after(given, COMPLIANCE).when(review(), DPO).then_refused(
        Refused, "nobody broke", field="grant"
    )
    broken().when(review(number=7), DPO).then_refused(Refused, "", field="grant")


def test_the_time_is_met_when_the_last_one_was_reviewed_by_all() -> None:
    so_far = broken().after(BreakGlass(reasons=SAID), COMPLIANCE)
    for by, number in ((DPO, 1), (DPO, 2), (AUDITOR, 2)):
        so_far = so_far.after(review(number=number), by)
        assert ("glass_review", None) in so_far.case.clocks
    so_far.when(review(), AUDITOR).then_happens(BrokenGlassReviewed, ClockMet)


def test_a_review_that_is_late_stays_late() -> None:
    one = broken().after(review(), DPO)
    one.when(review(), AUDITOR, day(20)).then_happens(
        BrokenGlassReviewed, ClockMissed, ClockMetLate
    )


def test_the_office_above_reviews_it_for_all_who_did_not_in_time() -> None:
    for before in (broken(), broken().after(review(), DPO)):
        told = late(before)
        assert any(isinstance(event, ClockEscalated) for event, _ in told.history)
        told.when(review(), JUDGE, day(20)).then_happens(
            BrokenGlassReviewed, ClockMetLate
        )
        told.after(review(), JUDGE, day(20)).when(
            review(), AUDITOR, day(20)
        ).then_refused(Refused, "already", field="grant")


def test_the_office_above_may_take_no_other_step_for_them() -> None:
    told = late(broken())
    offered = {one.step.name for one in possible_to(told.case, JUDGE, day(20))}
    before = {one.step.name for one in possible_to(broken().case, JUDGE, day(1))}
    assert offered - before == {REVIEW}


def test_those_who_were_asked_may_still_do_it_late() -> None:
    one = late(broken()).after(review(), DPO, day(20))
    assert awaited(one) == ("auditor",)
    one.when(review(), AUDITOR, day(20)).then_happens(BrokenGlassReviewed, ClockMetLate)


def test_a_case_that_ends_does_not_keep_it_from_being_reviewed() -> None:
    ended = (
        handled().after(step("dismiss"), INTAKE).after(BreakGlass(reasons=SAID), SECOND)
    )
    assert ended.case.closed
    assert waits_for(ended, AUDITOR)
    late(ended).when(review(), JUDGE, day(20)).then_happens(
        BrokenGlassReviewed, ClockMetLate
    )


def test_what_was_reviewed_once_before_several_were_asked_is_reviewed() -> None:
    old = before_there_were_several()
    for by in (DPO, AUDITOR):
        old.when(review(), by).then_happens(BrokenGlassReviewed, ClockMet)
        old.after(review(), by).when(review(), DPO).then_refused(Refused, "already")
