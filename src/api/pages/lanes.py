"""What of a history stands side by side in its picture: phases, time limits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

ENDS: Final = {
    "ClockMet": "met",
    "ClockMissed": "missed",
    "ClockMetLate": "met late",
    "ClockPassed": "over",
    "ClockStopped": "fell away",
}
"""What each kind of event says of the time limit that it ends."""
MOVES: Final = ("ClockResumed", "ClockExtended")
"""Events that give a time limit another last day."""


class Entry(Protocol):
    """As much of an entry of a history as a picture is made of."""

    version: int
    topic: str
    label: str
    phase: str | None
    details: dict[str, object]


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasted: from a day to a day, both counted."""

    name: str
    since: date
    until: date
    state: str
    """`phase`, or how a time limit stands: running, met, missed, met late, …"""


def phases(dated: Sequence[tuple[date, Entry]]) -> list[Bar]:
    """How long the case was in each phase, the last until the last entry."""
    turns = [(day, one.phase) for day, one in dated if one.phase]
    begun = [
        turn
        for before, turn in zip([None, *turns], turns, strict=False)
        if before is None or before[1] != turn[1]
    ]
    ends = [day for day, _ in (*begun[1:], *dated[-1:])]
    return [
        Bar(name, since, until, "phase")
        for (since, name), until in zip(begun, ends, strict=False)
    ]


def limits(dated: Iterable[tuple[date, Entry]]) -> list[Bar]:
    """How long each time limit ran, or is to run."""
    runs: list[Bar] = []
    running: dict[tuple[object, object], int] = {}
    for day, one in dated:
        name = (one.details.get("clock"), one.details.get("party"))
        if one.topic == "ClockStarted":
            running[name] = len(runs)
            runs.append(_started(one))
        elif name in running:
            place = running[name]
            runs[place] = _moved(runs[place], day, one)
    return runs


def _started(one: Entry) -> Bar:
    party = one.details.get("party")
    name = str(one.details["clock"]).replace("_", " ")
    since = date.fromisoformat(str(one.details["started_on"]))
    return Bar(f"{name}, party {party}" if party else name, since, _due(one), "running")


def _moved(run: Bar, day: date, one: Entry) -> Bar:
    if one.topic in MOVES:
        return Bar(run.name, run.since, _due(one), run.state)
    if one.topic == "ClockMissed":
        return Bar(run.name, run.since, run.until, "missed")
    if state := ENDS.get(one.topic):
        return Bar(run.name, run.since, max(run.since, day), state)
    return run


def _due(one: Entry) -> date:
    return date.fromisoformat(str(one.details["due_on"]))
