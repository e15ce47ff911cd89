"""How an event is written down, and how it is read back.

Written under the event's class name, so that modules may be moved; as canonical JSON,
so that anybody can check a digest of it; without personal text.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Generic, NotRequired, TypeVar
from uuid import UUID

from eventsourcing.persistence import JSONTranscoder, Mapper, Notification, StoredEvent
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from cases.events.event import Event, Hidden, Personal, personal_fields
from cases.log.canonical import canonical
from cases.log.recorded import Draft, Envelope, Recorded

E = TypeVar("E", bound=Event)


class Unsealed(Exception):
    """Personal text, or hidden people, nearly stood in the open: nothing was stored."""


class UnknownEvent(Exception):
    """The log holds an event that this version of the service does not know."""


class Row(Notification):
    """A row of the log, as the recorder reads it."""

    recorded_at: datetime

    @classmethod
    def of(cls, columns: Sequence[Any]) -> "Row":
        """From stream, version, position, recorded_at, topic, state."""
        stream, version, position, recorded_at, topic, state = columns
        row = cls(stream, version, topic, state.encode(), position)
        object.__setattr__(row, "recorded_at", recorded_at)
        return row


class _Deed(TypedDict, Generic[E]):
    """As much of the stored JSON as replaying needs."""

    actor: str
    data: E


class _State(_Deed[E]):
    """The stored JSON: the envelope's members and, under `data`, the event's."""

    acting_as: str
    on_behalf_of: NotRequired[str]
    command: UUID
    correlation: UUID
    causation: NotRequired[int]
    traceparent: NotRequired[str]
    edition: NotRequired[str]
    mandates: NotRequired[int]


# Made when they are needed, once for all logs of a process: all take half a second.
@cache
def _state_of(event: type[Event]) -> TypeAdapter[_State[Any]]:
    return TypeAdapter(_State[event])  # type: ignore[valid-type]


@cache
def _deed_of(event: type[Event]) -> TypeAdapter[_Deed[Any]]:
    return TypeAdapter(_Deed[event])  # type: ignore[valid-type]


class EventMapper(Mapper[UUID]):
    """Turns drafts into rows and rows into recorded events."""

    def __init__(self, events: Mapping[str, type[Event]]) -> None:
        super().__init__(JSONTranscoder())
        self.events = events
        self.topics = {event: topic for topic, event in events.items()}
        self.texts = {event: _texts(event) for event in events.values()}

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The row of a draft.

        Raises UnknownEvent for a class that is not in the catalogue, and Unsealed when
        personal text is left in the event.
        """
        draft: Draft = domain_event
        event = draft.event
        topic = self.topics.get(type(event))
        if topic is None:
            raise UnknownEvent(type(event).__name__)
        for name in self.texts[type(event)]:
            if isinstance(getattr(event, name), Personal | Hidden):
                raise Unsealed(topic)
        return StoredEvent(
            draft.originator_id, draft.originator_version, topic, _state(draft)
        )

    def to_domain_event(self, stored_event: Any) -> Recorded:
        """The recorded event of a row; UnknownEvent when its topic has no class."""
        row: Row = stored_event
        place = (row.originator_id, row.originator_version, row.id, row.recorded_at)
        return self.to_recorded((*place, row.topic, row.state))

    def to_recorded(self, columns: Sequence[Any]) -> Recorded:
        """The same of a row's columns, in the order of `Row.of`."""
        stream, version, position, recorded_at, topic, written = columns
        if topic not in self.events:
            raise UnknownEvent(topic)
        state = _state_of(self.events[topic]).validate_json(written)
        by = _envelope(state)
        return Recorded(stream, version, position, recorded_at, by, state["data"])

    def to_deed(self, topic: str, state: str) -> tuple[Event, str]:
        """The event and its actor; UnknownEvent when the topic has no class."""
        if topic not in self.events:
            raise UnknownEvent(topic)
        deed = _deed_of(self.events[topic]).validate_json(state)
        return deed["data"], deed["actor"]


def _envelope(state: _State[Any]) -> Envelope:
    return Envelope(
        state["actor"],
        state["acting_as"],
        state.get("on_behalf_of"),
        state["command"],
        state["correlation"],
        state.get("causation"),
        state.get("traceparent"),
        state.get("edition"),
        state.get("mandates"),
    )


def _state(draft: Draft) -> bytes:
    by, command = draft.envelope, str(draft.envelope.command)
    alone = by.correlation is by.command
    members: dict[str, Any] = {
        "actor": by.actor,
        "acting_as": by.acting_as,
        "command": command,
        "correlation": command if alone else str(by.correlation),
        "data": draft.event.model_dump(mode="json"),
    }
    if by.on_behalf_of is not None:
        members["on_behalf_of"] = by.on_behalf_of
    if by.causation is not None:
        members["causation"] = by.causation
    if by.traceparent is not None:
        members["traceparent"] = by.traceparent
    if by.edition is not None:
        members["edition"] = by.edition
    if by.mandates is not None:
        members["mandates"] = by.mandates
    return canonical(members)


def _texts(event: type[Event]) -> tuple[str, ...]:
    marked = tuple(name for name, _ in personal_fields(event))
    for name, field in event.model_fields.items():
        if name not in marked and "Personal" in repr(field.annotation):
            raise Unsealed(f"{event.__name__}.{name} is personal but is no item")
    return marked
