"""Any history: events of every kind with any values, as they come back from the log.

They need not make sense: a projection shows what was recorded, whatever it was.
"""

import re
import types
import typing
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import BaseModel, StringConstraints
from uuid_utils.compat import uuid7

from cases.actors import Actor
from cases.events.catalogue import EVENTS
from cases.events.disposal import TextErased
from cases.events.event import Concealed, Event, Sealed
from cases.events.opening import CaseOpened
from projections.projection import BESIDE_CASES

MARK: Final = "~" + "a" * 32
WORDS: Final = (
    "image/png",
    *("p-1", "p-2", "fraud", "hearing", "R4", "BE", "a" * 64, "2002", MARK),
    *("content", "party_2", "https://programs.example/hook"),
)
"""One of these fits each pattern that an event's text must match."""

ACTORS: Final = (
    Actor("owner-1", "case_owner"),
    Actor("p-1", "investigator"),
    Actor("p-2", "reporter"),
    Actor("clerk-1", "intake_officer", on_behalf_of="p-1"),
)

Step = tuple[UUID, Actor, Event]
"""What happened next: in which stream, by whom, and what."""


def any_event(kind: type[Event]) -> SearchStrategy[Event]:
    """An event of this class with any values that its fields allow."""
    return _model(kind)


def _model(kind: type[BaseModel]) -> SearchStrategy[Any]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return st.builds(kind, **{f: _value(hints[f]) for f in kind.model_fields})


def _value(hint: Any) -> SearchStrategy[Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _annotated(*arguments)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in (typing.Union, types.UnionType):
        return _union(arguments)
    if origin is tuple:
        return st.lists(_value(arguments[0]), max_size=3, unique=True).map(tuple)
    if origin is dict:
        return st.dictionaries(*map(_value, arguments), max_size=3)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _model(hint)
    return PLAIN[hint]


def _annotated(hint: Any, *marks: Any) -> SearchStrategy[Any]:
    for mark in marks:
        if isinstance(mark, StringConstraints) and mark.pattern:
            fitting = [word for word in WORDS if re.match(mark.pattern, word)]
            return st.sampled_from(fitting)
    return _value(hint)


def _union(arguments: Sequence[Any]) -> SearchStrategy[Any]:
    # In the log, personal text is a reference, and so are hidden people.
    if {Sealed, Concealed}.intersection(arguments):
        kept = (Sealed, Concealed, type(None))
        arguments = [a for a in arguments if a in kept]
    return st.one_of([_value(argument) for argument in arguments])


PLAIN: Final[dict[Any, SearchStrategy[Any]]] = {
    type(None): st.none(),
    bool: st.booleans(),
    int: st.integers(1, 3),
    str: st.sampled_from(["Art. 4", "2002", 'It\'s {so}, "he" said\\']),
    date: st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    datetime: st.datetimes(timezones=st.just(UTC)),
    UUID: st.uuids(version=4),
}

BESIDE: Final = [kind for kind in EVENTS.values() if kind in BESIDE_CASES]
OPENINGS: Final = [kind for kind in EVENTS.values() if issubclass(kind, CaseOpened)]
LATER: Final = [k for k in EVENTS.values() if k not in BESIDE and k not in OPENINGS]


def _one_of(kinds: Sequence[type[Event]]) -> SearchStrategy[Event]:
    return st.one_of([any_event(kind) for kind in kinds])


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """What happened in some cases, and beside them, one after the other."""
    cases = [uuid7() for _ in range(draw(st.integers(1, 3)))]
    begun = [(case, draw(_one_of(OPENINGS))) for case in cases]
    later = st.tuples(st.sampled_from(cases), _one_of(LATER))
    beside = _one_of(BESIDE).map(lambda event: (uuid7(), event))
    went_on = draw(st.lists(st.one_of(later, later, later, beside), max_size=30))
    return [
        (stream, draw(st.sampled_from(ACTORS)), _once(event))
        for stream, event in begun + went_on
    ]


def _once(event: Event) -> Event:
    """A text goes once, and logs outlive an example: each is another."""
    if isinstance(event, TextErased):
        return event.model_copy(update={"item": uuid4()})
    return event
