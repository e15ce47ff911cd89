"""Statements and events fit: nothing is asked for that an event does not have."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from histories import any_event
from hypothesis import given, settings
from hypothesis import strategies as st
from projected import OWNER, envelope

from cases.actors import Actor
from cases.events.catalogue import EVENTS
from cases.events.event import Event, personal_fields
from cases.events.exports import RowsExported
from cases.events.figures import Figure
from cases.events.opening import (
    CaseOpened,
    DisclosureMade,
    NoOfficeAsked,
    ReportReceived,
)
from cases.events.people import PartyMatched, PersonExcluded
from cases.events.record import TextRead
from cases.log.recorded import Recorded
from projections.catalogue import PROJECTIONS
from projections.phrases import PHRASES
from projections.projection import BESIDE_CASES, NOTHING, Projection, Row, needed
from projections.row import row

KINDS = list(EVENTS.values())
BESIDE = {kind.__module__ for kind in (TextRead, Figure, RowsExported)}


def row_of(event: Event, by: Actor = OWNER) -> Row:
    """An event's parameters, had it been recorded."""
    return row(
        Recorded(
            uuid4(), 1, 4096, datetime(2026, 1, 5, tzinfo=UTC), envelope(by), event
        ),
        "iom",
    )


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5)
@given(data=st.data())
def test_a_statement_uses_only_what_its_event_has(
    kind: type[Event], data: st.DataObject
) -> None:
    has = row_of(data.draw(any_event(kind))).keys()
    for projection in PROJECTIONS:
        for statement in projection.statements(kind):
            assert set(needed(statement)) <= has


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: p.name)
def test_an_entry_is_for_an_event_that_exists(projection: Projection) -> None:
    bases = {base for kind in KINDS for base in kind.__mro__}
    for on in projection.tables.values():
        assert on.keys() <= bases


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: p.name)
def test_a_statement_changes_and_reads_only_tables_of_its_projection(
    projection: Projection,
) -> None:
    named = r"(?:INTO|UPDATE|FROM|JOIN) ([a-z_]+)"
    for statement in {s for kind in KINDS for s in projection.statements(kind)}:
        words = re.sub(
            r"DO UPDATE|extract\(year FROM|DISTINCT FROM"
            r"|FROM (json_to_recordset|unnest)\(",
            "",
            statement,
        )
        assert set(re.findall(named, words)) <= projection.tables.keys()


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: p.name)
def test_no_statement_looks_at_a_clock(projection: Projection) -> None:
    clock = re.compile(r"now\(|clock_timestamp|current_(date|time)", re.IGNORECASE)
    text = projection.definition().decode()
    text += "".join(s for kind in KINDS for s in projection.statements(kind))
    assert not clock.search(text)


def test_a_base_class_stands_for_its_events() -> None:
    case_state = PROJECTIONS[0]
    opened = case_state.tables["case_state"][DisclosureMade]
    assert opened in case_state.statements(DisclosureMade)
    assert opened in case_state.statements(ReportReceived)
    assert case_state.statements(TextRead) == NOTHING


@pytest.mark.parametrize("kind", KINDS)
def test_every_event_can_be_told_in_plain_words(kind: type[Event]) -> None:
    assert PHRASES[kind][0].isupper()


@pytest.mark.parametrize("kind", KINDS)
def test_events_beside_cases_are_all_that_are_no_step_of_one(kind: type[Event]) -> None:
    beside = kind.__module__ in BESIDE
    assert beside == (kind in BESIDE_CASES)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5)
@given(data=st.data())
def test_texts_are_items_and_never_digests(
    kind: type[Event], data: st.DataObject
) -> None:
    event = data.draw(any_event(kind))
    told = row_of(event)
    for name, _ in personal_fields(kind):
        assert told[name] is None or isinstance(told[name], UUID)
        assert f'"{name}":' not in told["details"]


@given(event=any_event(ReportReceived))
def test_the_history_does_not_say_who_reported(event: ReportReceived) -> None:
    told = row_of(event, by=Actor("hidden-1", "reporter"))
    assert told["shown_actor"] is None
    assert "reporter" not in told["details"]
    assert "~" not in told["details"]
    assert told["concealed"] not in told["items"]


@given(event=any_event(NoOfficeAsked))
def test_the_history_does_not_say_whom_a_reporter_keeps_out(
    event: NoOfficeAsked,
) -> None:
    told = row_of(event, by=Actor("hidden-1", "reporter"))
    assert "~" not in told["details"]
    assert told["no_office"] not in told["items"]


@given(data=st.data())
def test_the_history_does_not_say_what_a_reporter_does_later(
    data: st.DataObject,
) -> None:
    event = data.draw(any_event(data.draw(st.sampled_from(KINDS))))
    assert row_of(event, by=Actor("hidden-1", "reporter"))["shown_actor"] is None


@given(excluded=any_event(PersonExcluded), matched=any_event(PartyMatched))
def test_the_history_does_not_say_why_somebody_is_kept_away(
    excluded: PersonExcluded, matched: PartyMatched
) -> None:
    assert "reason" not in row_of(excluded)["details"]
    assert "person" not in row_of(matched)["details"]


def test_openings_are_told_in_the_words_of_the_edition() -> None:
    assert all("label" in k.model_fields for k in KINDS if issubclass(k, CaseOpened))
