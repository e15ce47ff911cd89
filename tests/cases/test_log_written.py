"""How an event is written down: canonical JSON, under the name of its class."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import rfc8785
from histories import any_event
from hypothesis import given
from hypothesis import strategies as st
from orjson import JSONEncodeError

from cases.events.catalogue import EVENTS
from cases.events.event import Event
from cases.log.canonical import canonical
from cases.log.mapper import EventMapper, Row
from cases.log.recorded import Draft, Envelope

STREAM = UUID("01a1fbbd-c44b-756d-9b0f-c54557963c63")
MAPPER = EventMapper(EVENTS)
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
SCALARS = st.none() | st.booleans() | WHOLE | st.text()
NAMES = st.text(st.characters(max_codepoint=127))
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
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


@given(st.dictionaries(NAMES, ANYTHING))
def test_our_canonical_json_is_that_of_rfc_8785(value: dict[str, Any]) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", {1}])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(JSONEncodeError):
        canonical({"value": value})


@pytest.mark.parametrize("event", EVENTS.values())
def test_no_event_holds_what_canonical_json_would_write_otherwise(
    event: type[Event],
) -> None:
    schemas = list(parts(event.__pydantic_core_schema__))
    kinds = {schema["type"] for schema in schemas}
    assert kinds.isdisjoint({"any", "json", "float", "decimal", "complex"})
    names = [one["keys_schema"] for one in schemas if one["type"] == "dict"]
    assert all(name["pattern"].startswith("^[a-z]") for name in names)


def parts(schema: Any) -> Iterator[Any]:
    """A schema of pydantic, and all that it is made of."""
    if isinstance(schema, dict):
        if "type" in schema:
            yield schema
        for name in schema.keys() - {"metadata", "serialization"}:
            yield from parts(schema[name])
    elif isinstance(schema, list | tuple):
        for one in schema:
            yield from parts(one)


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
