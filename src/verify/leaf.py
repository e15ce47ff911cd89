"""What a leaf of the log says: one event, as canonical JSON (RFC 8785)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, Self
from uuid import UUID

from verify.errors import Refuted
from verify.tile import LONGEST_ENTRY

_MEMBERS: Final = {
    "position": int,
    "recorded_at": str,
    "state": dict,
    "stream": str,
    "topic": str,
    "version": int,
}


class Row(NamedTuple):
    """An event as it is stored; `state` is its canonical JSON."""

    stream: UUID
    version: int
    position: int
    recorded_at: datetime
    topic: str
    state: str

    def leaf(self) -> bytes:
        """The bytes of its leaf; ValueError when they are too many.

        Adds members around the state and changes nothing in it.
        """
        moment = self.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        leaf = (
            f'{{"position":{self.position},"recorded_at":"{moment}",'
            f'"state":{self.state},"stream":"{self.stream}",'
            f'"topic":"{self.topic}","version":{self.version}}}'
        ).encode()
        if len(leaf) > LONGEST_ENTRY:
            raise ValueError("a leaf is longer than 65,535 bytes")
        return leaf


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
            members = json.loads(entry, object_pairs_hook=_once, parse_float=_never)
            again = json.dumps(
                members, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            ).encode()
        except (ValueError, RecursionError) as refused:
            raise Refuted("a leaf is not JSON as a log writes it") from refused
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


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member that is there twice")
    return members


def _never(_number: str) -> None:
    raise ValueError("a number that is not an integer")
