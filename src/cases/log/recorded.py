"""What goes into the log and what comes back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from cases.actors import Actor
from cases.errors import CaseError, Unavailable
from cases.events.event import Event, SealedItem
from cases.identifier import new_id

KEY_BYTES: Final = 4
"""How many bytes of a fingerprint say which key it was made with."""

NO_GUARDS: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who asked, in which role, and by what: the same for all events of a command.

    `traceparent` is the W3C trace context; `edition` the one that was applied;
    `causation` the position of the event that a rule followed up, None of what
    somebody asked for; `mandates` how many events of that stream the actor's office was
    judged by, None where no mandates are kept for it.
    """

    actor: str
    acting_as: str
    on_behalf_of: str | None
    command: UUID
    correlation: UUID
    causation: int | None = None
    traceparent: str | None = None
    edition: str | None = None
    mandates: int | None = None

    @classmethod
    def alone(cls, actor: Actor, traceparent: str | None = None) -> "Envelope":
        """Of an act that no command asks for: under an id that nobody has used."""
        by, command = (actor.id, actor.role, actor.on_behalf_of), new_id()
        return cls(*by, command, command, traceparent=traceparent)


@dataclass(frozen=True, slots=True)
class Draft:
    """An event on its way into the log: sealed already, not yet recorded."""

    originator_id: UUID
    originator_version: int
    envelope: Envelope
    event: Event


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in the log.

    `recorded_at` is UTC; the day only for what a reporter did. Positions grow, with
    gaps; a stream's versions count from 1 without any.
    """

    stream: UUID
    version: int
    position: int
    recorded_at: datetime
    envelope: Envelope
    event: Event

    @property
    def originator_id(self) -> UUID:
        """The stream, by the name the eventsourcing library gives it."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, by the name the eventsourcing library gives it."""
        return self.version


@dataclass(frozen=True, slots=True)
class Past:
    """A stream as a case is made of it: its events, oldest first, with their actors.

    `deeds` can be gone through once: kept, those of a long case would take twice the
    time. UnknownEvent comes up there.
    `version` and `position` are where it ends; without events, the version asked
    about, and 0.
    """

    deeds: Iterable[tuple[Event, str]]
    version: int
    position: int


@dataclass(frozen=True, slots=True)
class Part:
    """What a command records in one stream, after a version of it; 0 for a new one.

    Raises ValueError without an event, or below 0.
    """

    stream: UUID
    version: int
    events: Sequence[Event]
    edition: str | None = None
    """The one that was applied there."""

    def __post_init__(self) -> None:
        if not self.events or self.version < 0:
            raise ValueError("an append takes events, and a version from 0")


@dataclass(frozen=True, slots=True)
class Submission:
    """What is stored together with a command's events, in the same commit.

    `about` is the stream that the command is about, when it records in others as well;
    `guards` are counters the decision relied on; `raised` the relations that events
    carry, each with the event's place among them, counted from 1; `sealed` the texts,
    each with the case it belongs to; `erased` those that go; `offices` how many events
    of that stream the decision relied on, None when on none.
    """

    command: UUID
    fingerprint: bytes = b""
    by_day: bool = False
    guards: Mapping[str, int] = field(default_factory=dict)
    raised: tuple[tuple[str, int], ...] = ()
    sealed: tuple[tuple[UUID, SealedItem], ...] = ()
    about: UUID | None = None
    erased: tuple[UUID, ...] = ()
    offices: int | None = None


@dataclass(frozen=True, slots=True)
class Appended:
    """What a command came to: where its last event stands.

    `deeds` are the events of that stream, as they are stored, with their actor; none of
    a command that was repeated.
    """

    version: int
    position: int
    stream: UUID
    deeds: Sequence[tuple[Event, str]] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """What a command id was answered with when it was first used."""

    stream: UUID
    version: int
    position: int
    fingerprint: bytes

    def answers(self, fingerprint: bytes) -> bool:
        """Whether it is the answer to a command with this fingerprint.

        Taken to be when the key is another than it was then: an erasure destroyed it,
        and nobody can tell any more.
        """
        exchanged = self.fingerprint[:KEY_BYTES] != fingerprint[:KEY_BYTES]
        return exchanged or self.fingerprint == fingerprint

    def appended(self) -> Appended:
        """The answer again, for a repetition."""
        return Appended(self.version, self.position, self.stream)


@dataclass(frozen=True, slots=True)
class Relation:
    """What is recorded about a relation beyond one case, and how often it changed."""

    version: int
    events: list[Recorded]


class GuardMoved(CaseError):
    """A relation that the decision relied on changed meanwhile: decide anew."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("a relation that the decision relied on has changed")
        self.names = names


class Behind(Unavailable):
    """The log came from another cluster: new positions would be below stored ones."""

    def __init__(self, organisation: str) -> None:
        super().__init__(
            f"the log of {organisation} was restored and needs a new base: "
            f"cases organisation rebase {organisation}"
        )
