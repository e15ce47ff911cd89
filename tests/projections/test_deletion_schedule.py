"""Given closings and holds, then when texts go, why, and what suspends that."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from happened import (
    DAY,
    STEP,
    closed,
    disclosed,
    excluded,
    held,
    kept,
    kept_anew,
    released,
    text,
)
from projected import EVERYONE, Projected

from cases.events.closing import CaseReopened, HoldAcknowledged, HoldReviewed
from cases.events.disposal import TextsErased
from projections.deletion_query import State, schedule
from projections.hold_query import standing_holds

TODAY = date(2031, 1, 5)


def test_texts_of_a_closed_case_are_scheduled(iom: Projected) -> None:
    iom.given(disclosed())
    stream = iom.given(disclosed(), closed(), kept(date(2031, 1, 5), country="DE"))
    (due,) = schedule(iom.db, EVERYONE, today=DAY).items
    assert due.case_id == stream
    assert (due.what, due.rule, due.clause, due.case_type) == (
        "content",
        "R4",
        "12",
        "gift",
    )
    assert (due.start, due.started_on) == ("closed", date(2026, 1, 5))
    assert (due.period, due.country, due.edition) == ("5 years", "DE", "2002")
    assert (due.delete_on, due.was, due.because) == (date(2031, 1, 5), None, None)
    assert (due.held, due.holds, due.hold_bases) == (False, 0, ())
    assert due.review_on is None
    assert due.number.endswith("0002")


def test_a_schedule_says_what_would_move_it(iom: Projected) -> None:
    identity = kept(what="reporter_identity")
    alone = kept(what="party_2", start="decision_expired", violation=True)
    iom.given(disclosed(), closed(), identity, alone, kept())
    always = ("a_hold", "late_activity", "another_rule", "another_country")
    assert {
        d.what: d.moved_by for d in schedule(iom.db, EVERYONE, today=DAY).items
    } == {
        "reporter_identity": (*always, "all_other_texts"),
        "party_2": (*always, "a_decision"),
        "content": always,
    }


def test_a_schedule_says_whom_alone_texts_are_about_and_what_was_found(
    iom: Projected,
) -> None:
    cleared = kept(date(2026, 3, 6), what="party_2", rule="R4", violation=False)
    iom.given(disclosed(), closed(), cleared, kept())
    theirs, content = schedule(iom.db, EVERYONE, today=DAY).items
    assert (theirs.what, theirs.party, theirs.violation) == ("party_2", 2, False)
    assert (content.what, content.party, content.violation) == ("content", None, None)


def test_a_hold_shows_from_before_the_closing_until_its_release(
    iom: Projected,
) -> None:
    first, second = held(1, date(2026, 6, 1)), held(2, date(2026, 4, 1))
    stream = iom.given(disclosed(), first, closed(), kept(), second)
    (due,) = schedule(iom.db, EVERYONE, today=DAY).items
    assert (due.held, due.holds, due.hold_bases) == (True, 2, ("legal_claim",))
    assert due.review_on == date(2026, 4, 1)
    iom.record(stream, released(2), released(1))
    iom.project()
    (due,) = schedule(iom.db, EVERYONE, today=DAY).items
    assert (due.held, due.holds, due.review_on) == (False, 0, None)


def test_a_hold_of_some_texts_leaves_the_day_as_it_is(iom: Projected) -> None:
    some = held(1, kinds=("statement",))
    iom.given(disclosed(), some, closed(), kept(date(2031, 1, 5)))
    (due,) = schedule(iom.db, EVERYONE, today=TODAY).items
    assert (due.state, due.held, due.holds) == ("due", False, 1)


def test_holds_are_listed_by_their_day_of_review(iom: Projected) -> None:
    some = held(1, TODAY, parties=(2,), kinds=("account",), custodians=("p-7", "p-8"))
    stream = iom.given(disclosed(), some, held(2, DAY), held(3, DAY))
    iom.record(
        stream,
        HoldAcknowledged(**STEP, hold=1, custodian="p-8"),
        HoldReviewed(**STEP, hold=2, review_on=date(2032, 1, 1), reason=text()),
        released(3),
    )
    iom.project()
    first = standing_holds(iom.db, EVERYONE, limit=1)
    (one,) = first.items
    (two,) = standing_holds(iom.db, EVERYONE, cursor=first.next).items
    assert (one.hold, one.parties, one.kinds) == (1, (2,), ("account",))
    assert (one.custodians, one.awaited) == (("p-7", "p-8"), ("p-7",))
    assert (two.hold, two.review_on) == (2, date(2032, 1, 1))
    assert [h.hold for h in standing_holds(iom.db, EVERYONE, until=TODAY).items] == [1]
    iom.record(stream, excluded("p-9"))
    iom.project()
    stranger = replace(EVERYONE, person="p-9")
    assert standing_holds(iom.db, stranger).items == []


def test_a_day_computed_anew_says_why_and_what_it_was(iom: Projected) -> None:
    anew = kept_anew(date(2035, 1, 1), not_before=date(2035, 1, 1))
    iom.given(disclosed(), closed(), kept(what="reporter_identity"), kept(), anew)
    identity, due = schedule(iom.db, EVERYONE, today=DAY).items
    assert (identity.delete_on, identity.because) == (date(2031, 1, 5), None)
    assert (due.delete_on, due.not_before) == (date(2035, 1, 1), date(2035, 1, 1))
    assert (due.was, due.because) == (date(2031, 1, 5), "hold_released")


def test_of_days_computed_anew_the_last_counts(iom: Projected) -> None:
    days = [date(2035, 1, 1), date(2034, 1, 1), date(2036, 1, 1)]
    anew = [kept_anew(day, because="rule_changed") for day in days]
    iom.given(disclosed(), closed(), kept(), *anew)
    (due,) = schedule(iom.db, EVERYONE, today=DAY).items
    assert (due.delete_on, due.because) == (days[-1], "rule_changed")


def test_a_reopened_case_is_not_to_be_deleted_until_it_ends_again(
    iom: Projected,
) -> None:
    again = kept(date(2033, 1, 1))
    stream = iom.given(disclosed(), closed(), kept(), CaseReopened(**STEP))
    assert schedule(iom.db, EVERYONE, today=DAY).items == []
    iom.record(stream, closed(), again)
    iom.project()
    (due,) = schedule(iom.db, EVERYONE, today=DAY).items
    assert (due.delete_on, due.because) == (date(2033, 1, 1), None)


def test_the_schedule_is_in_the_order_of_its_days(iom: Projected) -> None:
    later = iom.given(disclosed(), closed(), kept(date(2032, 1, 1)))
    sooner = iom.given(disclosed(), closed(), kept(date(2030, 1, 1)))
    assert [d.case_id for d in schedule(iom.db, EVERYONE, today=DAY).items] == [
        sooner,
        later,
    ]
    until = schedule(iom.db, EVERYONE, today=DAY, until=date(2030, 1, 1)).items
    assert [d.case_id for d in until] == [sooner]


def test_of_one_day_who_reported_is_first_also_page_by_page(iom: Projected) -> None:
    for _ in range(2):
        iom.given(disclosed(), closed(), kept(), kept(what="reporter_identity"))
    seen, cursor = [], None
    while True:
        page = schedule(iom.db, EVERYONE, today=DAY, cursor=cursor, limit=1)
        seen += [due.what for due in page.items]
        if (cursor := page.next) is None:
            break
    assert seen == 2 * ["reporter_identity", "content"]


STATES: dict[State, int] = {"overdue": -1, "due": 0, "scheduled": 1}


@pytest.mark.parametrize("state", STATES)
def test_a_deletion_is_due_on_its_day_and_overdue_afterwards(
    iom: Projected, state: State
) -> None:
    on = {each: TODAY + timedelta(days=days) for each, days in STATES.items()}
    cases = {each: iom.given(disclosed(), closed(), kept(on[each])) for each in STATES}
    found = schedule(iom.db, EVERYONE, today=TODAY).items
    assert {due.case_id: due.state for due in found} == {
        case: each for each, case in cases.items()
    }
    (only,) = schedule(iom.db, EVERYONE, today=TODAY, state=state).items
    assert (only.case_id, only.state) == (cases[state], state)


def test_what_is_held_is_never_overdue(iom: Projected) -> None:
    stream = iom.given(disclosed(), closed(), kept(DAY), held(1, DAY))
    (due,) = schedule(iom.db, EVERYONE, today=TODAY, state="held").items
    assert (due.case_id, due.state, due.held) == (stream, "held", True)
    assert schedule(iom.db, EVERYONE, today=TODAY, state="overdue").items == []
    iom.record(stream, released(1))
    iom.project()
    (due,) = schedule(iom.db, EVERYONE, today=TODAY, state="overdue").items
    assert due.state == "overdue"


def test_a_state_is_asked_for_page_by_page(iom: Projected) -> None:
    overdue = {iom.given(disclosed(), closed(), kept(DAY)) for _ in range(3)}
    iom.given(disclosed(), closed(), kept(TODAY))
    seen, cursor = [], None
    while True:
        page = schedule(
            iom.db, EVERYONE, today=TODAY, state="overdue", cursor=cursor, limit=1
        )
        seen += [due.case_id for due in page.items]
        if (cursor := page.next) is None:
            break
    assert len(seen) == 3
    assert set(seen) == overdue


def test_a_case_that_must_not_be_seen_is_not_in_the_schedule(iom: Projected) -> None:
    iom.given(disclosed(), closed(), kept(), excluded(EVERYONE.person))
    assert schedule(iom.db, EVERYONE, today=DAY).items == []


@pytest.mark.parametrize(
    ("because", "state"),
    [
        ("late_activity", "scheduled"),
        ("hold_released", "scheduled"),
        ("rule_changed", "erased"),
    ],
)
def test_after_something_late_texts_that_were_erased_are_scheduled_again(
    iom: Projected, because: str, state: str
) -> None:
    gone = TextsErased(what="content", disposal=UUID(int=9), erased=3)
    stream = iom.given(disclosed(), closed(), kept(DAY), gone)
    (due,) = schedule(iom.db, EVERYONE, today=DAY).items
    assert due.state == "erased"
    iom.record(stream, kept_anew(TODAY, was=DAY, because=because))
    iom.project()
    (due,) = schedule(iom.db, EVERYONE, today=DAY).items
    assert (due.state, due.delete_on) == (state, TODAY)
