"""Given what nobody could be made responsible for, then alarms and substitutes."""

from datetime import UTC, datetime
from typing import Final

import pytest
from happened import DAY, STEP, closed, designated, disclosed, excluded, text
from projected import EVERYONE, Projected, new_stream

from cases.events.access import BrokenGlassReviewed, GlassBroken, GlassReviewAwaited
from cases.events.disclosing import (
    DisclosureNoticeDeferred,
    DisclosureNoticeGiven,
    IdentityDisclosureDenied,
)
from cases.events.event import Event
from cases.events.procedure import (
    ClockEscalated,
    ClockMetLate,
    ClockPassed,
    ClockStarted,
    ClockStopped,
)
from cases.events.routing import OfficeFilled, OfficeSubstituted, Unassignable
from projections.alarms import alarms, raised
from projections.case_query import Wanted, case
from projections.query import Viewer
from projections.work_query import work

NOBODY: Final = Unassignable(office="enquirer", tried=("enquirer",), clause="12")
ANOTHER: Final = Unassignable(office="case_owner", tried=("case_owner",), clause="12")
SOMEBODY: Final = OfficeFilled(office="enquirer", clause="12")
INSTEAD: Final = OfficeSubstituted(
    office="enquirer", substitute="legal_affairs", tried=("enquirer",), clause="12"
)
TOLD: Final = ClockEscalated(clock="reply", party=2, clause="9", office="decider")
STARTED: Final = ClockStarted(
    clock="reply", party=2, clause="9", started_on=DAY, due_on=DAY
)
LATE: Final = ClockMetLate(clock="reply", party=2, clause="9", days_late=3)


NOW: Final = datetime(2026, 3, 2, tzinfo=UTC)
BROKEN: Final = GlassBroken(
    **STEP,
    grant=1,
    person="p-8",
    role="compliance_officer",
    rights=("read",),
    ends_at=NOW,
    reasons=text(),
)
BOTH: Final = GlassReviewAwaited(
    **STEP, grant=1, offices=("data_protection_officer", "auditor")
)
ONE: Final = GlassReviewAwaited(
    **STEP, grant=1, offices=("auditor",), reviewers=("p-9",)
)
REVIEWED: Final = BrokenGlassReviewed(**STEP, grant=1, justified=True, reasons=text())

READING: Final = {"clock": "identity_reading", "clause": "16(2)"}
ASKED: Final = ClockStarted(**READING, started_on=DAY, due_on=DAY)  # type: ignore[arg-type]
TOLD_WHY: Final = DisclosureNoticeGiven(**STEP, disclosure=1, notice=text())
LATER: Final = DisclosureNoticeDeferred(
    **STEP, disclosure=1, review_on=DAY, reasons=text()
)
NO: Final = IdentityDisclosureDenied(**STEP, disclosure=1, reasons=text())


@pytest.mark.parametrize(
    ("events", "going_on"),
    [
        ([ASKED], 1),
        ([STARTED], 0),
        ([ASKED, TOLD_WHY], 0),
        ([ASKED, LATER], 0),
        ([ASKED, NO], 0),
        ([ASKED, ClockStopped(**READING)], 0),
        ([ASKED, ClockPassed(**READING, due_on=DAY)], 0),
        ([ASKED, ClockPassed(clock="reply", clause="9", due_on=DAY)], 1),
        ([ASKED, ClockPassed(**READING, due_on=DAY), ASKED], 1),
        ([ASKED, closed()], 1),
    ],
)
def test_what_is_proposed_alarms_until_it_is_weighed_and_told_or_over(
    iom: Projected, events: list[Event], going_on: int
) -> None:
    stream = new_stream()
    iom.record(stream, disclosed(), *events)
    iom.project()
    shown = alarms(iom.db, EVERYONE, state="raised").items
    assert [(one.kind, one.about) for one in shown] == [
        ("proposed", "identity_disclosure")
    ] * going_on
    found = case(iom.db, stream, EVERYONE)
    assert found
    assert found.alarms == ("proposed: identity_disclosure",) * going_on


@pytest.mark.parametrize(
    ("events", "going_on"),
    [
        ([TOLD], ["reply"]),
        ([TOLD, LATE], []),
        ([TOLD, LATE.model_copy(update={"party": 1})], ["reply"]),
        ([TOLD, ClockStopped(clock="reply", party=2, clause="9")], []),
        ([TOLD, ClockStopped(clock="other", party=2, clause="9")], ["reply"]),
        ([TOLD, STARTED], []),
        ([TOLD, LATE, TOLD], ["reply"]),
        ([TOLD, closed()], []),
    ],
)
def test_a_missed_time_limit_alarms_until_it_is_dealt_with(
    iom: Projected, events: list[Event], going_on: list[str]
) -> None:
    stream = new_stream()
    iom.record(stream, disclosed(), *events)
    iom.project()
    shown = alarms(iom.db, EVERYONE, state="raised").items
    assert [one.about for one in shown] == going_on
    assert {(one.kind, one.office, one.party) for one in shown} <= {
        ("overdue", "decider", 2)
    }
    found = case(iom.db, stream, EVERYONE)
    assert found
    assert found.alarms == tuple(f"overdue: {clock}" for clock in going_on)


@pytest.mark.parametrize(
    ("events", "going_on"),
    [
        ([], []),
        ([NOBODY], ["enquirer"]),
        ([NOBODY, ANOTHER], ["enquirer", "case_owner"]),
        ([NOBODY, ANOTHER, SOMEBODY], ["case_owner"]),
        ([NOBODY, INSTEAD], []),
        ([NOBODY, SOMEBODY, NOBODY], ["enquirer"]),
        ([NOBODY, ANOTHER, closed()], []),
    ],
)
def test_an_alarm_goes_on_until_somebody_acts_or_the_case_ends(
    iom: Projected, events: list[Event], going_on: list[str]
) -> None:
    stream = new_stream()
    iom.record(stream, disclosed(), *events)
    iom.project()
    shown = alarms(iom.db, EVERYONE, state="raised").items
    assert [one.about for one in shown] == going_on
    assert raised(iom.db) == len(going_on)
    found = case(iom.db, stream, EVERYONE)
    assert found
    assert found.alarms == tuple(f"unassignable: {office}" for office in going_on)
    ended = alarms(iom.db, EVERYONE, state="ended").items
    begun = sum(isinstance(event, Unassignable) for event in events)
    assert len(ended) == begun - len(going_on)
    assert all(one.ended_at for one in ended)


@pytest.mark.parametrize(
    ("events", "reviewers"),
    [
        ([BROKEN], []),
        ([BROKEN, BOTH], ["data_protection_officer", "auditor"]),
        ([BROKEN, BOTH, REVIEWED, ONE], ["auditor"]),
        ([BROKEN, BOTH, REVIEWED, ONE, closed()], ["auditor"]),
        ([BROKEN, BOTH, REVIEWED, ONE, REVIEWED], None),
        ([BROKEN, REVIEWED], None),
    ],
)
def test_a_broken_glass_alarms_until_all_who_are_asked_have_reviewed_it(
    iom: Projected, events: list[Event], reviewers: list[str] | None
) -> None:
    stream = new_stream()
    iom.record(stream, disclosed(), *events)
    iom.project()
    shown = alarms(iom.db, EVERYONE, state="raised").items
    assert [list(one.reviewers) for one in shown] == (
        [] if reviewers is None else [reviewers]
    )
    ended = alarms(iom.db, EVERYONE, state="ended").items
    assert [one.reviewers for one in ended] == ([()] if reviewers is None else [])
    for role in ("data_protection_officer", "auditor", "decider"):
        eyes = Viewer("p-9", (role,), everything=True, right="act", at=NOW)
        waiting = work(iom.db, eyes, Wanted(), timed=True, today=DAY).items
        assert bool(waiting) is (role in (reviewers or []))


def test_a_review_that_is_late_alarms_although_the_case_has_ended(
    iom: Projected,
) -> None:
    late = ClockEscalated(clock="glass_review", clause="x", office="decider")
    iom.record(new_stream(), disclosed(), BROKEN, BOTH, late, closed())
    iom.project()
    eyes = Viewer("p-9", ("decider",), everything=True, right="act", at=NOW)
    (waiting,) = work(iom.db, eyes, Wanted(), timed=True, today=DAY).items
    assert waiting.alarms == ("overdue: glass_review",)


def test_alarms_come_page_by_page(iom: Projected) -> None:
    for _ in range(3):
        iom.record(new_stream(), disclosed(), NOBODY)
    iom.project()
    first = alarms(iom.db, EVERYONE, limit=2)
    rest = alarms(iom.db, EVERYONE, limit=2, cursor=first.next)
    assert len({one.case_id for one in first.items + rest.items}) == 3
    assert rest.next is None


def test_whoever_is_kept_away_or_has_nothing_to_do_with_it_sees_no_alarm(
    iom: Projected,
) -> None:
    stream = new_stream()
    iom.record(stream, disclosed(), excluded("p-1"), designated("p-2"), NOBODY)
    iom.project()
    seen = {
        person: [one.case_id for one in alarms(iom.db, viewer).items]
        for person, viewer in (
            ("p-1", Viewer("p-1", ("compliance_officer",), everything=True)),
            ("p-2", Viewer("p-2", ("investigator",))),
            ("p-3", Viewer("p-3", ("investigator",))),
        )
    }
    assert seen == {"p-1": [], "p-2": [stream], "p-3": []}


@pytest.mark.parametrize(
    ("events", "substitute", "sees"),
    [
        ([INSTEAD], "legal_affairs", True),
        ([INSTEAD], "enquirer", False),
        ([INSTEAD, SOMEBODY], "legal_affairs", False),
        ([INSTEAD, NOBODY], "legal_affairs", False),
        ([INSTEAD, excluded("p-1")], "legal_affairs", False),
    ],
)
def test_an_office_in_place_of_another_sees_the_case_as_long_as_it_is(
    iom: Projected, events: list[Event], substitute: str, sees: bool
) -> None:
    stream = new_stream()
    iom.record(stream, disclosed(), *events)
    iom.project()
    assert bool(case(iom.db, stream, Viewer("p-1", (substitute,)))) == sees


def test_where_a_case_is_given_to_persons_no_office_sees_it(iom: Projected) -> None:
    stream = new_stream()
    instead = INSTEAD.model_copy(update={"substitute": "team"})
    iom.record(stream, disclosed(), instead)
    iom.project()
    viewers = [Viewer("p-1", ("team", kind)) for kind in ("case_owner", "unit_head")]
    assert [bool(case(iom.db, stream, one)) for one in viewers] == [False, True]
