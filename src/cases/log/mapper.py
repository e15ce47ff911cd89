"""How an event is written down, and how it is read back.

Written under the event's class name, so that modules may be moved; as canonical JSON,
so that anybody can check a digest of it; without personal text.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from eventsourcing.persistence import JSONTranscoder, Mapper, Notification, StoredEvent
from pydantic import BaseModel, ConfigDict

from cases.events.event import Event, Personal
from cases.log.canonical import canonical
from cases.log.recorded import Draft, Envelope, Recorded

E = TypeVar("E", bound=Event)


class Unsealed(Exception):
    """Personal text was about to be stored in the open: nothing was stored."""


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


class _State(BaseModel, Generic[E]):
    """The stored JSON: the envelope's members and, under `data`, the event's."""

    model_config = ConfigDict(extra="ignore")

    actor: str
    acting_as: str
    on_behalf_of: str | None = None
    command: UUID
    correlation: UUID
    causation: UUID | None = None
    traceparent: str | None = None
    edition: str | None = None
    data: E


_MEMBERS: Final = tuple(name for name in _State.model_fields if name != "data")


class EventMapper(Mapper[UUID]):
    """Turns drafts into rows and rows into recorded events."""

    def __init__(self, events: Mapping[str, type[Event]]) -> None:
        super().__init__(JSONTranscoder())
        self.states: dict[str, type[_State[Any]]] = {
            topic: _State[event]  # type: ignore[valid-type]
            for topic, event in events.items()
        }
        self.topics = {event: topic for topic, event in events.items()}

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The row of a draft.

        Raises UnknownEvent for a class that is not in the catalogue, and Unsealed when
        personal text is left in the event.
        """
        draft: Draft = domain_event
        if type(draft.event) not in self.topics:
            raise UnknownEvent(type(draft.event).__name__)
        if any(isinstance(value, Personal) for value in vars(draft.event).values()):
            raise Unsealed(type(draft.event).__name__)
        return StoredEvent(
            originator_id=draft.originator_id,
            originator_version=draft.originator_version,
            topic=self.topics[type(draft.event)],
            state=_state(draft),
        )

    def to_domain_event(self, stored_event: Any) -> Recorded:
        """The recorded event of a row; UnknownEvent when its topic has no class."""
        row: Row = stored_event
        if row.topic not in self.states:
            raise UnknownEvent(row.topic)
        state = self.states[row.topic].model_validate_json(row.state)
        return Recorded(
            stream=row.originator_id,  # type: ignore[arg-type]
            version=row.originator_version,
            position=row.id,
            recorded_at=row.recorded_at,
            envelope=Envelope(
                state.actor,
                state.acting_as,
                state.on_behalf_of,
                state.command,
                state.correlation,
                state.causation,
                state.traceparent,
                state.edition,
            ),
            event=state.data,
        )


def _state(draft: Draft) -> bytes:
    members: dict[str, Any] = {}
    for name in _MEMBERS:
        value = getattr(draft.envelope, name)
        if value is not None:
            members[name] = str(value)
    members["data"] = draft.event.model_dump(mode="json")
    return canonical(members)
