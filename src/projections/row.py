"""An event as the parameters of a statement: its fields, who, when, and how told."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final
from uuid import UUID

from psycopg.types.json import Jsonb

from cases.events.arbitration import ArbitratorAppointed, NeutralityChecked
from cases.events.decision import AppealLodged, DecisionNotified
from cases.events.event import Event, Sealed, personal_fields
from cases.events.evidence import EvidenceTaken
from cases.events.investigation import InvestigationStepLogged, SubjectHeard
from cases.events.opening import ReportReceived
from cases.events.people import PartyMatched, PersonExcluded
from cases.log.recorded import Recorded
from projections.phrases import PHRASES
from projections.projection import Row

OCCURRED: Final[Mapping[type[Event], str]] = {
    ReportReceived: "received_on",
    InvestigationStepLogged: "occurred_on",
    SubjectHeard: "occurred_on",
    EvidenceTaken: "taken_on",
    DecisionNotified: "notified_on",
    AppealLodged: "lodged_on",
}
"""The field with the day it happened on, where that is not the day it was recorded."""

KEPT_BACK: Final[Mapping[type[Event], frozenset[str]]] = {
    ReportReceived: frozenset({"reporter"}),
    PartyMatched: frozenset({"person"}),
    PersonExcluded: frozenset({"reason"}),
    NeutralityChecked: frozenset({"checks"}),
    ArbitratorAppointed: frozenset({"parties"}),
}
"""What a reader of the history must not learn: from why somebody is not eligible, or
is kept away, follows who the reporter is (the oracle)."""

TOLD_APART: Final = frozenset({"step", "clause", "phase", "label"})
"""Fields that have a column of their own in the history."""

UNLESS_SAID: Final[Row] = {"step": None, "clause": None, "phase": None, "party": None}
"""Parameters that every event has, be it empty."""


def row(recorded: Recorded, organisation: str) -> Row:
    """Parameters for the statements of every projection.

    Personal text is its item's identifier; a tuple a list; facts a JSON object.
    `details` is JSON: the fields that a reader of the history may see.
    """
    return (
        UNLESS_SAID
        | _envelope(recorded, organisation)
        | _fields(recorded.event)
        | _told(recorded.event)
        | {"shown_actor": _shown_actor(recorded)}
    )


def _envelope(recorded: Recorded, organisation: str) -> Row:
    by = recorded.envelope
    return {
        "organisation": organisation,
        "case_id": recorded.stream,
        "version": recorded.version,
        "position": recorded.position,
        "recorded_at": recorded.recorded_at,
        "topic": type(recorded.event).__name__,
        "actor": by.actor,
        "acting_as": by.acting_as,
        "on_behalf_of": by.on_behalf_of,
        "command": by.command,
        "correlation": by.correlation,
        "causation": by.causation,
        "edition": by.edition,
    }


def _fields(event: Event) -> Row:
    texts = _texts(type(event))
    return {
        name: _item(value) if name in texts else _adapted(value)
        for name, value in vars(event).items()
    }


def _item(text: object) -> UUID | None:
    return text.item if isinstance(text, Sealed) else None


def _adapted(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return Jsonb(value) if isinstance(value, dict) else value


def _told(event: Event) -> Row:
    kind, fields = type(event), vars(event)
    sealed = [name for name in _texts(kind) if fields[name] is not None]
    return {
        "label": fields.get("label") or PHRASES.get(kind, kind.__name__),
        "occurred_on": fields.get(OCCURRED.get(kind, "")),
        "item_fields": _array(sealed),
        "items": _array(_item(fields[name]) for name in sealed),
        "audiences": _array(_texts(kind)[name] for name in sealed),
        "party_numbers": _array(_parties(fields)),
        "details": event.model_dump_json(exclude=_hidden(kind), exclude_none=True),
    }


def _shown_actor(recorded: Recorded) -> str | None:
    by = recorded.envelope
    if by.acting_as == "reporter" or isinstance(recorded.event, ReportReceived):
        return None
    return by.actor


def _parties(fields: Mapping[str, Any]) -> Iterator[int]:
    if fields.get("party") is not None:
        yield fields["party"]


def _array(values: Iterable[object]) -> str:
    # The driver would take most of an event's time to make arrays of lists. Only for
    # numbers, identifiers and names: they need no quotes.
    return f"{{{','.join(map(str, values))}}}"


@cache
def _texts(event: type[Event]) -> Mapping[str, str]:
    return {name: item.audience for name, item in personal_fields(event)}


@cache
def _hidden(event: type[Event]) -> set[str]:
    return {*TOLD_APART, *_texts(event), *KEPT_BACK.get(event, ())}
