"""Appends as one call of the database's function."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby
from typing import Any, Final, LiteralString
from uuid import UUID

from eventsourcing.persistence import IntegrityError, StoredEvent

from cases.events.mandates import MANDATES
from cases.log.recorded import Submission

COMPANY: Final = 64
"""At most so many appends in one call."""
SOCIABLE: Final = 4095 // COMPANY
"""Events of an append that may have company: positions leave room for 4095 a call."""

_EVENTS: Final[LiteralString] = """
    %s::uuid[], %s::bytea[], %s::integer[], %s::integer[],
    %s::uuid[], %s::integer[], %s::boolean[], %s, %s"""
_MORE: Final[LiteralString] = """,
    %s::text[], %s::bigint[], %s::text[], %s::integer[],
    %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::bytea[]"""
_APPEND: Final = f"SELECT append({_EVENTS})"
_APPEND_WITH_MORE: Final = f"SELECT append({_EVENTS}{_MORE})"
_APPEND_WHILE: Final = f"SELECT append_while(%s, %s, {_EVENTS})"
_APPEND_WITH_MORE_WHILE: Final = f"SELECT append_while(%s, %s, {_EVENTS}{_MORE})"
_APPEND_AND_ERASE: Final = f"SELECT append_and_erase(%s::uuid[], {_EVENTS}{_MORE})"


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """The events of one command, and what is stored with them.

    Those of a stream stand together. Raises IntegrityError unless they follow each
    other there, and are in one stream alone or the submission says which is the
    command's.
    """

    events: Sequence[StoredEvent]
    submission: Submission
    parts: Sequence[Sequence[StoredEvent]] = field(init=False)
    """The events, stream by stream."""

    def __post_init__(self) -> None:
        streams = groupby(self.events, key=lambda event: event.originator_id)
        parts = [list(part) for _, part in streams]
        object.__setattr__(self, "parts", parts)
        for part in parts:
            first = part[0].originator_version
            versions = [event.originator_version for event in part]
            if versions != list(range(first, first + len(part))):
                raise IntegrityError("an append is to one stream, in order")
        own = [part for part in parts if part[0].originator_id == self.stream]
        if len(own) != 1 or (len(parts) > 1 and self.submission.about is None):
            raise IntegrityError("an append is to one stream, in order")

    @property
    def stream(self) -> UUID | str:
        """The stream that the command is about."""
        return self.submission.about or self.events[0].originator_id

    @property
    def sociable(self) -> bool:
        """Whether it may share a transaction: small, and relying on nothing beyond."""
        told = self.submission
        beyond = told.guards or told.raised or told.about or told.erased
        return not beyond and len(self.events) <= SOCIABLE


def lasts(calls: Sequence[Call]) -> list[int]:
    """The place of each part's last event among all of them, counted from 1."""
    parts = (part for call in calls for part in call.parts)
    return list(accumulate(len(part) for part in parts))


def statement(calls: Sequence[Call]) -> tuple[LiteralString, tuple[Any, ...]]:
    """The call; it answers with the position before the first event."""
    events = [event for call in calls for event in call.events]
    parts = [(call, part[0]) for call in calls for part in call.parts]
    parameters = (
        _array(_command(call, first) for call, first in parts),
        _array(f'"\\\\x{call.submission.fingerprint.hex()}"' for call, _ in parts),
        _array(first.originator_version - 1 for _, first in parts),
        _array(lasts(calls)),
        _array(event.originator_id for event in events),
        _array(event.originator_version for event in events),
        _array(call.submission.by_day for call in calls for _ in call.events),
        "\n".join(event.topic for event in events),
        # Canonical JSON has no line breaks.
        b"\n".join(event.state for event in events).decode(),
    )
    submissions = [call.submission for call in calls]
    while_ = _while(submissions)
    if not any(map(_with_more, submissions)):
        return _APPEND_WHILE if while_ else _APPEND, (*while_, *parameters)
    told = (*_relations(submissions), *_texts(submissions))
    more = [some or None for some in told]
    if erased := [item for one in submissions for item in one.erased]:
        return _APPEND_AND_ERASE, (erased, *parameters, *more)
    asked = _APPEND_WITH_MORE_WHILE if while_ else _APPEND_WITH_MORE
    return asked, (*while_, *parameters, *more)


def _while(submissions: Sequence[Submission]) -> tuple[UUID, int] | tuple[()]:
    """The stream of the offices, and its end when the first of them looked at it."""
    ends = [one.offices for one in submissions if one.offices is not None]
    return (MANDATES, min(ends)) if ends else ()


def _with_more(told: Submission) -> bool:
    return bool(told.guards or told.raised or told.sealed or told.erased)


def _command(call: Call, first: StoredEvent) -> object:
    """The command's id where it is about the stream; elsewhere nothing."""
    return call.submission.command if first.originator_id == call.stream else "NULL"


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


def _texts(submissions: Sequence[Submission]) -> tuple[list[Any], ...]:
    sealed = [one for submission in submissions for one in submission.sealed]
    return (
        [one.item for _, one in sealed],
        [case for case, _ in sealed],
        [_array(one.about) for _, one in sealed],
        [one.kind for _, one in sealed],
        [one.audience for _, one in sealed],
        [one.blob for _, one in sealed],
    )
