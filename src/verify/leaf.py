"""What a leaf of the log says: one event, as canonical JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from verify.canonical import parsed
from verify.errors import Refuted

_MEMBERS: Final = {
    "position": int,
    "recorded_at": str,
    "state": dict,
    "stream": str,
    "topic": str,
    "version": int,
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One event of the log, as its leaf tells it.

    `recorded_at` is UTC to the microsecond; of what a reporter did, the day alone.
    """

    stream: str
    version: int
    position: int
    recorded_at: str
    topic: str
    state: Mapping[str, Any]

    @classmethod
    def read(cls, entry: bytes) -> Self:
        """From a leaf's bytes; Refuted when they are not canonical or not an event."""
        members = parsed(entry, "a leaf")
        if (
            not isinstance(members, dict)
            or {name: type(value) for name, value in members.items()} != _MEMBERS
        ):
            raise Refuted("a leaf is not an event of a log")
        return cls(**members)

    @property
    def event(self) -> Mapping[str, Any]:
        """What the event says, without who and when."""
        found = self.state.get("data")
        return found if isinstance(found, dict) else {}

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases it is about: its stream, or those that a record names."""
        event = self.event
        if self.topic in ("TextRead", "TextHandedOut"):
            return tuple(map(str, event.get("cases") or ()))
        if self.topic == "CommandRefused":
            return (str(event["case"]),) if event.get("case") else ()
        return (self.stream,)

    def sealed(self) -> Iterator[tuple[str, str, str]]:
        """The personal texts it refers to: field, item, digest of the sealed bytes."""
        for field, value in self.event.items():
            if isinstance(value, dict) and value.keys() == {"item", "digest"}:
                yield field, str(value["item"]), str(value["digest"])
