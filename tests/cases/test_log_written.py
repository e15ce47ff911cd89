"""How an event is written down: canonical JSON, under the name of its class."""

import json
from typing import Any
from uuid import UUID

import pytest
import rfc8785
from histories import any_event
from hypothesis import given
from hypothesis import strategies as st

from cases.events.catalogue import EVENTS
from cases.events.event import Event
from cases.log.canonical import canonical
from cases.log.mapper import EventMapper, Row
from cases.log.recorded import Draft, Envelope

STREAM = UUID("01a1fbbd-c44b-756d-9b0f-c54557963c63")
MAPPER = EventMapper(EVENTS)
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
BROKEN = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | WHOLE | BROKEN | st.text()
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)

any_envelope = st.builds(
    Envelope,
    st.text(),
    st.text(),
    st.none() | st.text(),
    st.uuids(),
    st.uuids(),
    st.none() | st.integers(0, 2**53 - 1),
    st.none() | st.text(),
    st.none() | st.text(),
    st.none() | st.integers(0, 2**53 - 1),
)


@given(st.dictionaries(st.text(), ANYTHING))
def test_our_canonical_json_is_that_of_rfc_8785(value: dict[str, Any]) -> None:
    assert canonical(value) == rfc8785.dumps(value)


def test_names_are_sorted_by_their_utf_16_units() -> None:
    written = canonical({"\ue000": 1, "\U00010000": 2, "é": 3})
    assert list(json.loads(written)) == ["é", "\U00010000", "\ue000"]


@pytest.mark.parametrize(
    "value", [2**53, -(2**53), float("nan"), float("inf"), "\ud800", {1}]
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError, rfc8785.CanonicalizationError)):
        canonical({"value": value})


@given(st.sampled_from(list(EVENTS.values())).flatmap(any_event), any_envelope)
def test_any_event_is_written_canonically_and_read_back_as_it_was(
    event: Event, by: Envelope
) -> None:
    stored = MAPPER.to_stored_event(Draft(STREAM, 7, by, event))
    assert stored.topic == type(event).__name__
    assert stored.state == rfc8785.dumps(json.loads(stored.state))
    assert b"\n" not in stored.state
    columns = (STREAM, 7, 4096, None, stored.topic, stored.state.decode())
    recorded = MAPPER.to_domain_event(Row.of(columns))
    assert (recorded.event, recorded.envelope) == (event, by)
    assert (recorded.stream, recorded.version, recorded.position) == (STREAM, 7, 4096)
