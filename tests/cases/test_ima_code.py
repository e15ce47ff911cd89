"""The text of the Code: who has read it, where it is posted, how it is reviewed."""

from dataclasses import replace
from datetime import date

import pytest
from ima import (
    ANOTHER,
    CHAIR,
    EDITION,
    NATIONAL,
    SECOND,
    WORDS,
    disclosure,
    for_member,
    opened,
    step,
    without_reasons,
)
from rules import knowing
from scenario import COMPLIANCE, MEMBER, Scenario, day

from cases.actors import Actor
from cases.commands.matters import matters
from cases.edition.code import Code
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.beyond import MatterRaised, MatterSettled
from cases.events.closing import CaseClosed
from cases.events.event import Event
from cases.events.opening import DisclosureMade
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    StepTaken,
)

SUGGESTIONS = "matter:suggestion"
RAISED = MatterRaised(matter="suggestion", clause="Administration 2")
WITHDRAWN = "not from the code: who suggests may stop suggesting"


# --- who has read it (Responsibilities 1)


def required() -> Scenario:
    return for_member(disclosure("acknowledgement", "require", occasion="joined"))


def test_a_member_signs_the_words_of_the_code() -> None:
    sign = step("acknowledge", text_digest=WORDS, method="online")
    required().when(sign, MEMBER).then_happens(StepTaken, ClockMet)
    other = step("acknowledge", text_digest="0" * 64, method="online")
    required().when(other, MEMBER).then_refused(
        Refused, "not the words of the code in force", "Responsibilities 1"
    )


def test_whoever_signs_late_signs_the_words_that_are_in_force_then() -> None:
    clauses = {**EDITION.clauses, "New": EDITION.clauses["Introduction 1"]}
    earlier = EDITION.model_copy(update={"in_force_until": date(2026, 2, 1)})
    later = EDITION.model_copy(
        update={
            "edition": "later",
            "in_force_from": date(2026, 2, 1),
            "clauses": clauses,
        }
    )
    later.__dict__.pop("text_digest", None)
    both = Scenario(replace(required().case, code=Code("ima", (earlier, later))))
    old, new = (
        step("acknowledge", text_digest=one.text_digest, method="online")
        for one in (earlier, later)
    )
    both.when(old, MEMBER, day(20)).then_happens(StepTaken, ClockMet)
    both.when(old, MEMBER, day(29)).then_refused(Refused, "not the words")
    both.when(new, MEMBER, day(29)).then_happens(StepTaken, ClockMet)


def test_nobody_signs_for_a_member() -> None:
    sign = step("acknowledge", text_digest=WORDS, method="online")
    required().when(sign, NATIONAL).then_refused(NotPermitted, "'acknowledge' is for")


def test_a_signature_that_is_overdue_stays_so() -> None:
    sign = step("acknowledge", text_digest=WORDS, method="online")
    required().when(sign, MEMBER, day(40)).then_happens(
        StepTaken, ClockMissed, ClockMetLate
    )


# --- where it is posted (Access to the Code)


def in_force() -> Scenario:
    text = disclosure("publication", "bring_into_force", text_digest=WORDS)
    return opened(text, CHAIR)


def test_only_the_words_in_force_come_into_force() -> None:
    other = disclosure("publication", "bring_into_force", text_digest="f" * 64)
    Scenario(replace(in_force().case, case_type="")).when(other, CHAIR).then_refused(
        Refused, "not the words of the code in force", "Introduction 1"
    )


def test_the_code_is_posted_on_the_website_that_it_names() -> None:
    def posted(place: str) -> Scenario:
        at = step("post_on_website", posted_at=place, posted_on="2026-01-05")
        return in_force().when(at, CHAIR)

    posted("www.example.org").then_refused(
        Refused, "does not apply to this posted at", "Access to the Code"
    )
    posted("www.ima-network.org").then_happens(StepTaken, ClockMet, ClockStarted)


def test_what_was_posted_in_time_is_in_time_however_late_it_is_recorded() -> None:
    def posted(on: str) -> Scenario:
        place = "www.ima-network.org"
        at = step("post_on_website", posted_at=place, posted_on=on)
        return in_force().when(at, CHAIR, day(30))

    (_, met, started) = posted("2026-01-09").outcome or ()
    assert isinstance(met, ClockMet)
    assert isinstance(started, ClockStarted)
    assert started.started_on == date(2026, 1, 9)
    (_, _, late, _) = posted("2026-01-20").outcome or ()
    assert isinstance(late, ClockMetLate)
    assert late.days_late == 8


def test_the_website_shows_other_words_and_the_code_is_to_be_posted_again() -> None:
    post = step(
        "post_on_website", posted_at="www.ima-network.org", posted_on="2026-01-05"
    )
    shown = in_force().after(post, CHAIR)
    other = step("find_in_force", text_digest="0" * 64)
    shown.when(other, COMPLIANCE).then_refused(Refused, "not the words")
    shown.when(step("find_in_force", text_digest=WORDS), COMPLIANCE).then_happens(
        StepTaken, ClockMet, ClockStarted
    )
    shown.when(step("find_missing"), NATIONAL).then_happens(
        StepTaken, ClockMet, ClockStarted
    )


# --- suggestions, and the yearly review (Administration)


def suggested(by: Actor = MEMBER) -> Scenario:
    asked = disclosure(
        "suggestion", "suggest", alteration="change", part="Responsibilities-7"
    )
    return opened(asked, by)


def reviewed() -> Scenario:
    """Law and good practice were looked at."""
    law = step("note_law", development="new_law", country="BE")
    return (
        opened(disclosure("code_review", "open_review"), CHAIR)
        .after(law, COMPLIANCE)
        .after(step("note_good_practice", practice="none_found"), NATIONAL)
    )


def told(*events: Event) -> Scenario:
    """The review, knowing of suggestions: each event of a case of its own."""
    return knowing(reviewed(), SUGGESTIONS, *events)


@pytest.mark.parametrize("by", [MEMBER, NATIONAL, CHAIR])
def test_any_member_suggests_an_alteration_of_a_clause(by: Actor) -> None:
    (made, raised), started = suggested(by).history[:2], suggested(by).history[2:]
    assert isinstance(made[0], DisclosureMade)
    assert raised[0] == RAISED
    assert [type(event) for event, _ in started] == [ClockStarted]


def test_a_suggestion_is_of_a_clause_that_the_code_has() -> None:
    none = disclosure("suggestion", "suggest", alteration="add", part="Gifts-1")
    Scenario(replace(suggested().case, case_type="")).when(none, MEMBER).then_refused(
        Refused, "the fact 'part' is not one of Introduction-1", "Administration 2"
    )


@pytest.mark.parametrize("answer", ["adopt", "reject"])
def test_a_suggestion_is_answered_with_reasons_by_somebody_else(answer: str) -> None:
    suggested().when(without_reasons(answer), CHAIR).then_refused(
        Refused, "it is not said why", "Administration 2"
    )
    suggested(CHAIR).when(step(answer), CHAIR).then_refused(Refused, "another person")
    suggested(CHAIR).when(step(answer), SECOND).then_happens(
        StepTaken, MatterSettled, ClockMet, CaseClosed
    )


def test_to_consider_a_suggestion_is_no_answer() -> None:
    suggested().when(step("consider"), COMPLIANCE).then_happens(StepTaken)


def test_a_suggestion_that_is_withdrawn_waits_for_no_answer() -> None:
    outcome = suggested().when(step("withdraw"), MEMBER).outcome or ()
    assert MatterSettled(matter="suggestion", clause=WITHDRAWN) in outcome


def test_a_suggestion_is_settled_once() -> None:
    act = suggested().case.procedure.step("withdraw")
    assert [*matters(suggested().case, act)]
    assert not [*matters(suggested().after(step("withdraw"), MEMBER).case, act)]


def test_a_review_looks_at_law_and_at_good_practice() -> None:
    begun = opened(disclosure("code_review", "open_review"), CHAIR)
    begun.when(step("conclude_unchanged"), CHAIR).then_refused(
        Refused, "comes after note_law, note_good_practice", "Administration 1b"
    )
    reviewed().when(step("conclude_unchanged"), CHAIR).then_happens(
        StepTaken, ClockMet, ClockStarted
    )
    reviewed().when(without_reasons("conclude_unchanged"), CHAIR).then_refused(
        Refused, "it is not said why"
    )


@pytest.mark.parametrize("conclusion", ["conclude_unchanged", "conclude_altered"])
def test_a_review_is_not_concluded_while_a_suggestion_has_no_answer(
    conclusion: str,
) -> None:
    raised, settled = (
        kind(matter="suggestion", clause="Administration 2")
        for kind in (MatterRaised, MatterSettled)
    )
    drafted = step("draft_alteration", part=("Responsibilities-7",))

    def ready(*events: Event) -> Scenario:
        review = told(*events)
        if conclusion == "conclude_altered":
            review = review.after(drafted, SECOND)
        return knowing(review, SUGGESTIONS, *events)

    assert step(conclusion).questions(ready().case, CHAIR) == (SUGGESTIONS,)
    ready(raised).when(step(conclusion), CHAIR).then_refused(
        Refused,
        "a suggestion of another case is not settled yet (1 in all)",
        "Administration 1b, Administration 2",
    )
    ready(raised, raised, settled).when(step(conclusion), CHAIR).then_refused(
        Refused, "not settled yet (2 in all)"
    )
    ready().when(step(conclusion), CHAIR).then_happens(
        StepTaken, ClockMet, ClockStarted
    )


def test_a_suggestion_that_was_answered_waits_for_nothing() -> None:
    suggestion = object()
    settled = MatterSettled(matter="suggestion", clause="Administration 2")
    events = (RAISED, settled)
    review = knowing(reviewed(), SUGGESTIONS)
    (relation,) = review.case.known.values()
    known = replace(relation, events=tuple((suggestion, event) for event in events))
    both = Scenario(review.case.knowing({SUGGESTIONS: known}))
    both.when(step("conclude_unchanged"), CHAIR).then_happens(
        StepTaken, ClockMet, ClockStarted
    )
    open_again = replace(known, events=known.events[:1])
    one = Scenario(review.case.knowing({SUGGESTIONS: open_again}))
    one.when(step("conclude_unchanged"), CHAIR).then_refused(Refused, "not settled yet")


def test_the_next_review_is_due_a_year_after_the_last() -> None:
    concluded = reviewed().after(step("conclude_unchanged"), CHAIR)
    (run,) = concluded.case.clocks.values()
    assert (run.clock, run.due.on) == ("yearly_review", date(2027, 1, 5))
    concluded.when(step("begin_next"), CHAIR, day(300)).then_happens(
        StepTaken, ClockMet, CaseClosed
    )
    concluded.when(step("begin_next"), CHAIR, day(400)).then_happens(
        StepTaken, ClockMissed, ClockMetLate, CaseClosed
    )


def test_nobody_adopts_the_alteration_they_drafted() -> None:
    draft = step("draft_alteration", part=("Administration-2",))
    drafted = reviewed().after(draft, CHAIR)
    drafted.when(step("conclude_altered"), CHAIR).then_refused(
        Refused, "for another person", "Administration 1b"
    )
    drafted.when(step("return_draft"), SECOND).then_happens(StepTaken)
    unknown = step("draft_alteration", part=("Administration-2", "Gifts-1"))
    reviewed().when(unknown, CHAIR).then_refused(Refused, "is not some of")
    twice = step("draft_alteration", part=("Administration-2", "Administration-2"))
    reviewed().when(twice, CHAIR).then_refused(Refused, "is not some of")


def test_a_suggestion_is_for_whoever_made_it_and_the_committee() -> None:
    suggested().when(step("withdraw"), ANOTHER).then_refused(CaseNotFound, "")
