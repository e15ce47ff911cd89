"""What one event is in the audit tree: the bytes that its leaf is the hash of.

RFC 8785 canonical JSON of everything the log holds of the event, and of nothing else,
so that anybody with the rows of `event` makes the same bytes:

    {"position":8192001,"recorded_at":"2026-11-21T09:30:00.000000Z","state":{…},
     "stream":"0190f1c2-…","topic":"StepTaken","version":3}

without the line break. `state` is the stored text as it is: it is canonical already. A
row that was changed gives other bytes, also when it is not canonical any more.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

LONGEST: Final = 65_535
"""Bytes of a leaf: an entry bundle counts them in two bytes (C2SP tlog-tiles)."""

COLUMNS: Final = "stream::text, version, position, recorded_at, topic, state"
"""What a leaf is made of, as a query of `event` names it."""
POSITION: Final = 2
RECORDED_AT: Final = 3
"""Where these two stand among them."""


class TooLong(Exception):
    """An event that fits in no leaf; the log refuses to store one."""


def leaf(columns: Sequence[Any]) -> bytes:
    """The bytes of the event with these `COLUMNS`; raises TooLong."""
    stream, version, position, recorded_at, topic, state = columns
    made = (
        f'{{"position":{position},"recorded_at":"{instant(recorded_at)}",'
        f'"state":{state},"stream":"{stream}","topic":{quoted(topic)},'
        f'"version":{version}}}'
    ).encode()
    if len(made) > LONGEST:
        raise TooLong
    return made


def instant(at: datetime) -> str:
    """In UTC, to the microsecond, always with six digits."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def quoted(topic: str) -> str:
    """As a JSON string: a topic cannot end itself and begin another member."""
    return f'"{topic}"' if topic.isalnum() else json.dumps(topic, ensure_ascii=False)
