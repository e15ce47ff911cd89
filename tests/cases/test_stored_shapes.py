"""What was stored once must read for ever: names, fields and kinds never change.

`stored/` holds one event of each class as the log keeps it, `stored_shapes.json` what
may stand in each. A new event adds to both; nothing in them is ever edited, but that
there may be more to choose from.
"""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import ValidationError

from cases.events.catalogue import EVENTS
from cases.events.event import Sealed, personal_fields

HERE: Final = Path(__file__).parent
STORED: Final = {path.stem: path for path in sorted(HERE.glob("stored/*.json"))}
SHAPES: Final = json.loads((HERE / "stored_shapes.json").read_text())
WORDS_ABOUT: Final = ("title", "description")


def shape(name: str) -> Any:
    """What may stand in an event of this class; not how it is explained."""
    return _bare(EVENTS[name].model_json_schema())


def _bare(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_bare(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    explained = [word for word in WORDS_ABOUT if isinstance(schema.get(word), str)]
    return {key: _bare(part) for key, part in schema.items() if key not in explained}


def test_every_event_has_a_stored_example_and_a_shape() -> None:
    assert STORED.keys() == EVENTS.keys()
    assert SHAPES.keys() == EVENTS.keys()


@pytest.mark.parametrize("name", STORED)
def test_what_was_stored_still_reads_and_says_the_same(name: str) -> None:
    text = STORED[name].read_text()
    event = EVENTS[name].model_validate_json(text)
    assert event.model_dump(mode="json") == json.loads(text)


@pytest.mark.parametrize("name", STORED)
def test_names_and_kinds_of_fields_have_not_changed(name: str) -> None:
    assert shape(name) == SHAPES[name]


@pytest.mark.parametrize("name", STORED)
def test_the_example_fills_every_field(name: str) -> None:
    state = json.loads(STORED[name].read_text())
    assert state.keys() == EVENTS[name].model_fields.keys()
    assert None not in state.values()


@pytest.mark.parametrize("name", STORED)
def test_an_unknown_field_is_not_read_over(name: str) -> None:
    state = json.loads(STORED[name].read_text()) | {"unknown": 1}
    with pytest.raises(ValidationError, match="unknown"):
        EVENTS[name].model_validate(state)


@pytest.mark.parametrize("name", STORED)
def test_personal_text_is_stored_as_a_reference(name: str) -> None:
    event = EVENTS[name].model_validate_json(STORED[name].read_text())
    for field, _ in personal_fields(EVENTS[name]):
        assert isinstance(getattr(event, field), Sealed)


def test_no_two_events_share_a_stored_name() -> None:
    assert all(name == event.__name__ for name, event in EVENTS.items())
