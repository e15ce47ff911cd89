"""What a case tells whoever reported or is accused, and when: without a service."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from heard import (
    nobody_is_told_of_others,
    what_is_known_later_begins_with_what_was_known,
)
from hypothesis import given, settings
from rules import CODE, notified
from scenario import DAY_0
from walks import Walk, walks

from api.tellings import SUBJECT, Subject, tellings, within
from api.told_apart import (
    OF_REPORTER,
    OF_SUBJECT,
    TO_NEITHER,
    TO_REPORTER,
    TO_SUBJECT,
)
from cases.actors import REPORTER, UNNAMED
from cases.case.case import Case
from cases.events.catalogue import EVENTS
from cases.events.event import Event, Sealed, personal_fields
from cases.log.recorded import Envelope, Recorded
from projections.case_timeline import Part

HERE: Final = UUID("0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a")
TOLD: Final = (TO_REPORTER, OF_REPORTER, TO_SUBJECT, OF_SUBJECT)
ALONE: Final = frozenset({"accused-1"})


def test_of_every_event_it_is_said_whom_it_is_told() -> None:
    told = {event.__name__ for table in TOLD for event in table}
    assert told.isdisjoint(TO_NEITHER)
    assert told | TO_NEITHER == EVENTS.keys()


def test_what_is_told_of_an_event_is_in_it_and_is_no_text() -> None:
    for table in TOLD:
        for event, facts in table.items():
            personal = {name for name, _ in personal_fields(event)}
            assert set(facts) <= event.model_fields.keys() - personal, event


def test_nothing_that_says_who_reported_is_told_to_the_accused() -> None:
    betraying = {"ReportReceived", "IdentityDisclosed", "WithdrawalRequested"}
    to_subject = {event.__name__ for event in (*TO_SUBJECT, *OF_SUBJECT)}
    assert betraying <= EVENTS.keys() - to_subject


def sealed(event: Event, version: int) -> Event:
    """The event as the log gives it back: every text only referred to."""
    items = {
        name: Sealed(item=uuid5(NAMESPACE_URL, f"{version}/{name}"), digest="0" * 64)
        for name, _ in personal_fields(type(event))
        if isinstance(getattr(event, name), str)
    }
    return event.model_copy(update=items)


def acting_as(case: Case, event: Event, actor: str) -> str:
    """In which role somebody did it, as far as the history of a walk shows it."""
    if actor in UNNAMED or actor == case.reporter:
        return REPORTER
    acts = {act.name: act.by for act in case.procedure.acts()}
    theirs = SUBJECT in acts.get(getattr(event, "step", ""), ())
    return SUBJECT if theirs and actor in case.persons(SUBJECT) else "case_owner"


def recorded(
    history: Sequence[tuple[Event, str]], case: Case, at: datetime = DAY_0
) -> Iterator[Recorded]:
    """A history as the log holds it, an event a day."""
    for version, (event, actor) in enumerate(history, 1):
        by = Envelope(actor, acting_as(case, event, actor), None, HERE, HERE)
        moment = at + timedelta(days=version - 1)
        yield Recorded(HERE, version, version, moment, by, sealed(event, version))


def test_what_is_alleged_and_decided_is_told_once_they_know_of_it() -> None:
    so_far = notified()
    events = [*recorded(so_far.history, so_far.case)]
    told = [*tellings(CODE, events, Subject(frozenset({1}), ALONE))]
    known = {type(one.recorded.event).__name__: one.told_at for one in told}
    at = {type(one.event).__name__: one.recorded_at for one in events}
    assert known["AllegationFramed"] == at["SubjectHeard"]
    assert known["PartyAdded"] == at["SubjectHeard"]
    assert known["DeterminationMade"] == at["DecisionNotified"]
    assert [one.number for one in told] == [*range(1, len(told) + 1)]
    assert [one.told_at for one in told] == sorted(one.told_at for one in told)


def test_somebody_who_was_never_told_is_told_nothing() -> None:
    so_far = notified()
    before = [
        (event, actor)
        for event, actor in so_far.history
        if type(event).__name__ not in ("SubjectHeard", "DecisionNotified")
    ]
    events = recorded(before, so_far.case)
    assert [*tellings(CODE, events, Subject(frozenset({1}), ALONE))] == []


def test_another_party_is_told_nothing_of_it() -> None:
    so_far = notified()
    events = recorded(so_far.history, so_far.case)
    assert [*tellings(CODE, events, Subject(frozenset({2}), frozenset()))] == []


@pytest.mark.parametrize(
    "part",
    [
        Part(known_on=date(2026, 1, 5)),
        Part(known_after=date(2027, 1, 5)),
        Part(since=10**6),
        Part(happened_by=date(2026, 1, 1)),
    ],
)
def test_nothing_is_told_before_it_was_known_or_happened(part: Part) -> None:
    so_far = notified()
    events = recorded(so_far.history, so_far.case)
    told = [*tellings(CODE, events, Subject(frozenset({1}), ALONE))]
    assert told
    assert [one for one in told if within(one, part)] == []


def test_between_two_days_is_what_they_came_to_know_meanwhile() -> None:
    so_far = notified()
    events = [*recorded(so_far.history, so_far.case)]
    told = [*tellings(CODE, events, Subject(frozenset({1}), ALONE))]
    days = sorted({one.told_at.date() for one in told})
    for first, last in pairwise(days):
        until = [one for one in told if within(one, Part(known_on=last))]
        before = [one for one in told if within(one, Part(known_on=first))]
        new = [
            one for one in told if within(one, Part(known_after=first, known_on=last))
        ]
        assert until == before + new
        assert new


@pytest.mark.walks
@settings(max_examples=150, deadline=None)
@given(walks())
def test_in_any_case_nobody_is_told_of_others(walk: Walk) -> None:
    events = [*recorded(walk.so_far.history, walk.case)] if walk.case.case_type else []
    nobody_is_told_of_others(walk.code, events, walk.case)
    what_is_known_later_begins_with_what_was_known(walk.code, events, walk.case)
