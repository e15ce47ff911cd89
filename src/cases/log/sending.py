"""Appends as one call of the database's function."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any, Final, LiteralString
from uuid import UUID

from eventsourcing.persistence import IntegrityError, StoredEvent

from cases.log.recorded import Submission

COMPANY: Final = 64
"""At most so many appends in one call."""
SOCIABLE: Final = 4095 // COMPANY
"""Events of an append that may have company: positions leave room for 4095 a call."""

_APPEND: Final = """
    SELECT append(%s::uuid[], %s::bytea[], %s::integer[], %s::integer[],
                  %s::uuid[], %s::integer[], %s::boolean[], %s, %s)
"""
_APPEND_WITH_MORE: Final = """
    SELECT append(%s::uuid[], %s::bytea[], %s::integer[], %s::integer[],
                  %s::uuid[], %s::integer[], %s::boolean[], %s, %s,
                  %s::text[], %s::bigint[], %s::text[], %s::integer[],
                  %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[],
                  %s::bytea[])
"""


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """The events of one command, and what is stored with them.

    Raises IntegrityError unless they follow each other in one stream.
    """

    events: Sequence[StoredEvent]
    submission: Submission

    def __post_init__(self) -> None:
        first = self.events[0]
        for place, event in enumerate(self.events):
            expected = (first.originator_id, first.originator_version + place)
            if (event.originator_id, event.originator_version) != expected:
                raise IntegrityError("an append is to one stream, in order")

    @property
    def stream(self) -> UUID | str:
        """The stream they belong to."""
        return self.events[0].originator_id

    @property
    def sociable(self) -> bool:
        """Whether it may share a transaction: small, and relying on nothing beyond."""
        beyond = self.submission.guards or self.submission.raised
        return not beyond and len(self.events) <= SOCIABLE


def lasts(calls: Sequence[Call]) -> list[int]:
    """The place of each call's last event among all of them, counted from 1."""
    return list(accumulate(len(call.events) for call in calls))


def statement(calls: Sequence[Call]) -> tuple[LiteralString, tuple[Any, ...]]:
    """The call; it answers with the position before the first event."""
    events = [event for call in calls for event in call.events]
    submissions = [call.submission for call in calls]
    parameters = (
        _array(one.command for one in submissions),
        _array(f'"\\\\x{one.fingerprint.hex()}"' for one in submissions),
        _array(call.events[0].originator_version - 1 for call in calls),
        _array(lasts(calls)),
        _array(event.originator_id for event in events),
        _array(event.originator_version for event in events),
        _array(call.submission.by_day for call in calls for _ in call.events),
        "\n".join(event.topic for event in events),
        # Canonical JSON has no line breaks.
        b"\n".join(event.state for event in events).decode(),
    )
    more = [*_relations(submissions), *_texts(calls)]
    if any(more):
        return _APPEND_WITH_MORE, (*parameters, *(some or None for some in more))
    return _APPEND, parameters


def _array(elements: Any) -> str:
    # As text: a tenth of the time that psycopg takes for a list.
    return "{" + ",".join(map(str, elements)) + "}"


def _relations(submissions: Sequence[Submission]) -> tuple[list[Any], ...]:
    guards = list(chain.from_iterable(one.guards.items() for one in submissions))
    raised = list(chain.from_iterable(one.raised for one in submissions))
    return (
        [name for name, _ in guards],
        [version for _, version in guards],
        [name for name, _ in raised],
        [place for _, place in raised],
    )


def _texts(calls: Sequence[Call]) -> tuple[list[Any], ...]:
    sealed = [(call.stream, one) for call in calls for one in call.submission.sealed]
    return (
        [one.item for _, one in sealed],
        [case for case, _ in sealed],
        [_array(one.about) for _, one in sealed],
        [one.kind for _, one in sealed],
        [one.audience for _, one in sealed],
        [one.blob for _, one in sealed],
    )
