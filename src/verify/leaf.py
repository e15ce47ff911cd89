"""What a leaf of the log says: one event, as canonical JSON (RFC 8785)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

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
        try:
            members = json.loads(entry, parse_float=_never, parse_constant=_never)
            again = json.dumps(
                members, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            ).encode()
        except (ValueError, RecursionError) as refused:
            raise Refuted("a leaf is not JSON as a log writes it") from refused
        # Also what is there twice, or spaced, or escaped without need.
        if again != entry:
            raise Refuted("a leaf is not canonical JSON")
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
        if self.topic == "TextRead":
            return tuple(map(str, event.get("cases") or ()))
        if self.topic == "CommandRefused":
            return (str(event["case"]),) if event.get("case") else ()
        return (self.stream,)


def _never(_number: str) -> None:
    raise ValueError("a number that is not an integer")
