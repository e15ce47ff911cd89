"""An event as the parameters of a statement: its fields, who, when, and how told."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, get_origin
from uuid import UUID

import orjson
from pydantic_core import to_jsonable_python

from cases.actors import REPORTER
from cases.events.appeal import (
    AppealDecisionNotified,
    AppealLodged,
    DecisionMadeKnown,
    DecisionNotified,
)
from cases.events.arbitration import ArbitratorAppointed, NeutralityChecked
from cases.events.closing import CaseClosed
from cases.events.event import Concealed, Event, Sealed, personal_fields
from cases.events.evidence import (
    EvidenceCopied,
    EvidenceDestroyed,
    EvidenceExamined,
    EvidenceTaken,
)
from cases.events.investigation import InvestigationStepLogged, SubjectHeard
from cases.events.links import CaseLinked, CaseUnlinked
from cases.events.notices import RecipientsFound
from cases.events.opening import IdentityDisclosed, ReportReceived
from cases.events.people import PartyMatched, PersonExcluded
from cases.events.procedure import ClockPaused, ClockResumed, ClockStarted
from cases.events.redaction import RedactionDecided, RedactionForgone
from cases.events.requests import (
    CorrectionMade,
    ErasureDecided,
    ErasureListed,
    ProcessingRestricted,
    ReadingAllowed,
)
from cases.log.recorded import Recorded
from projections.completing import NAMED
from projections.phrases import PHRASES
from projections.projection import Row

OCCURRED: Final[Mapping[type[Event], str]] = {
    ReportReceived: "received_on",
    InvestigationStepLogged: "occurred_on",
    SubjectHeard: "occurred_on",
    EvidenceTaken: "taken_on",
    EvidenceCopied: "copied_on",
    EvidenceExamined: "examined_on",
    EvidenceDestroyed: "destroyed_on",
    DecisionNotified: "notified_on",
    DecisionMadeKnown: "told_on",
    AppealLodged: "lodged_on",
    AppealDecisionNotified: "notified_on",
    ClockStarted: "started_on",
    ClockPaused: "paused_on",
    ClockResumed: "resumed_on",
    CaseClosed: "closed_on",
}
"""The field with the day it happened on, where that is not the day it was recorded."""

KEPT_BACK: Final[Mapping[type[Event], frozenset[str]]] = {
    ReportReceived: frozenset({"reporter"}),
    IdentityDisclosed: frozenset({"reporter"}),
    PartyMatched: frozenset({"person"}),
    PersonExcluded: frozenset({"reason"}),
    NeutralityChecked: frozenset({"checks"}),
    ArbitratorAppointed: frozenset({"parties"}),
    CaseLinked: frozenset({"kept_away", "concerned", "acted", "concealed"}),
    CaseUnlinked: frozenset({"kept_away"}),
    ErasureDecided: frozenset({"entries"}),
    ErasureListed: frozenset({"texts"}),
    RedactionDecided: frozenset({"texts"}),
    RedactionForgone: frozenset({"texts"}),
    RecipientsFound: frozenset({"recipients"}),
    CorrectionMade: frozenset({"case"}),
    ProcessingRestricted: frozenset({"cases"}),
    ReadingAllowed: frozenset({"case", "person"}),
}
"""What a reader of the history must not learn: from why somebody is not eligible, or
is kept away, follows who the reporter is (the oracle); in which cases somebody is."""

NOT_TOLD: Final = frozenset({"concealed", "no_office"})
"""Items that a history does not refer to: that there are hidden people says enough."""

TOLD_APART: Final = frozenset({"step", "clause", "phase", "label"})
"""Fields that have a column of their own in the history."""


NO_TEXTS: Final[Row] = {"items": [], "item_fields": [], "audiences": []}


def row(recorded: Recorded, organisation: str) -> Row:
    """Parameters for the statements of every projection.

    Personal text is its item's identifier, a tuple a list. `details` is JSON: the
    fields that a reader of the history may see.
    """
    event, by = recorded.event, recorded.envelope
    fields, shape = vars(event), _shape(type(event))
    told: Row = {
        "step": None,
        "clause": None,
        "phase": None,
        "label": shape.phrase,
        "edition": by.edition,
        **NO_TEXTS,
        **fields,
        **_envelope(recorded),
        "organisation": organisation,
        "topic": shape.topic,
        "shown_actor": None if by.acting_as == REPORTER else by.actor,
        "mark": _mark(fields.get("concealed")),
        "occurred_on": fields[shape.occurred] if shape.occurred else None,
        "party_numbers": [n for n in (fields.get("party"),) if n is not None],
        "details": _details(fields, shape),
    }
    for name in shape.tuples:
        told[name] = list(fields[name])
    if shape.named is not None:
        told["label"] = f"{shape.phrase}: {_words(fields[shape.named])}"
    return told | _texts(fields, shape.audiences) if shape.audiences else told


def _details(fields: Mapping[str, Any], shape: "Shape") -> str:
    shown = {name: fields[name] for name in shape.shown}
    return written({name: told for name, told in shown.items() if told is not None})


def written(value: object) -> str:
    """As JSON; parts of an event without what they do not say."""
    return orjson.dumps(value, _plain, orjson.OPT_UTC_Z).decode()


def _plain(part: object) -> object:
    return to_jsonable_python(part, exclude_none=True)


def _words(named: str | tuple[str, ...]) -> str:
    """A name in plain words; of several, how many they are and each of them once."""
    if isinstance(named, str):
        return named.replace("_", " ")
    items = "item" if len(named) == 1 else "items"
    return f"{len(named)} {items}: {', '.join(map(_words, sorted(set(named))))}"


def _envelope(recorded: Recorded) -> Row:
    by = recorded.envelope
    return {
        "case_id": recorded.stream,
        "version": recorded.version,
        "position": recorded.position,
        "recorded_at": recorded.recorded_at,
        "actor": by.actor,
        "acting_as": by.acting_as,
        "on_behalf_of": by.on_behalf_of,
        "command": by.command,
        "correlation": by.correlation,
        "causation": by.causation,
    }


@dataclass(frozen=True, slots=True)
class Shape:
    """What is the same for all events of a class."""

    topic: str
    phrase: str
    named: str | None
    """The field that says which, where the phrase alone does not."""
    occurred: str | None
    audiences: Mapping[str, str]
    """The fields of personal text, each with its audience."""
    tuples: tuple[str, ...]
    """The fields that the driver would not take as they are."""
    shown: tuple[str, ...]
    """The fields that are among the details."""


def _mark(concealed: object) -> str | None:
    """What a confidential reporter is recognised by."""
    return concealed.marks.reporter if isinstance(concealed, Concealed) else None


@cache
def _shape(event: type[Event]) -> Shape:
    audiences = {name: item.audience for name, item in personal_fields(event)}
    hidden = {*TOLD_APART, *audiences, *KEPT_BACK.get(event, ())}
    return Shape(
        topic=event.__name__,
        phrase=PHRASES.get(event, event.__name__),
        named=NAMED.get(event),
        occurred=OCCURRED.get(event),
        audiences=audiences,
        tuples=tuple(
            name
            for name, field in event.model_fields.items()
            if get_origin(field.annotation) is tuple
        ),
        shown=tuple(name for name in event.model_fields if name not in hidden),
    )


def _texts(fields: Mapping[str, Any], audiences: Mapping[str, str]) -> Row:
    items: dict[str, UUID | None] = dict.fromkeys(audiences)
    for name in audiences:
        if isinstance(text := fields[name], Sealed):
            items[name] = text.item
    told = [name for name in audiences if items[name] and name not in NOT_TOLD]
    return items | {
        "item_fields": told,
        "items": [items[name] for name in told],
        "audiences": [audiences[name] for name in told],
    }
