"""Personal text on its way into the log: sealed, each piece by itself."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from uuid import UUID

from cases.case.erasure import AskedText
from cases.events.disposal import TextErased
from cases.events.event import (
    Concealed,
    Event,
    Hidden,
    Item,
    Personal,
    Sealed,
    SealedItem,
    described,
    personal_fields,
)
from cases.log.recorded import Recorded

Seal = Callable[
    [UUID, Personal | Hidden, Item, tuple[int, ...], UUID | None], SealedItem
]
"""Seals one text, or hidden people: the case, the text, what it is, whom it is about.

And the item that it is, where that has a key already. Hidden people get marks as well.
"""


def no_seal(
    case: UUID,
    text: Personal | Hidden,
    item: Item,
    about: tuple[int, ...],
    known: UUID | None,
) -> SealedItem:
    """Refuse: a process without keys must never store personal text."""
    raise RuntimeError("personal text can only be stored sealed")


def seal_all(
    stream: UUID, events: Sequence[Event], seal: Seal
) -> tuple[list[Event], tuple[SealedItem, ...]]:
    """The events with references instead of personal text, and the sealed texts."""
    sealed: list[SealedItem] = []
    safe: list[Event] = []
    for event in events:
        references = {}
        for name, item in _fields(type(event)):
            text = getattr(event, name)
            if isinstance(text, Personal | Hidden):
                known = getattr(event, item.under) if item.under else None
                what, about = described(event, item), whom(event, item)
                one = seal(stream, text, what, about, known)
                sealed.append(one)
                references[name] = _reference(one)
        safe.append(event.model_copy(update=references) if references else event)
    return safe, tuple(sealed)


def _reference(sealed: SealedItem) -> Sealed:
    digest = hashlib.sha256(sealed.blob).hexdigest()
    if sealed.marks is None:
        return Sealed(item=sealed.item, digest=digest)
    return Concealed(item=sealed.item, digest=digest, marks=sealed.marks)


@cache
def _fields(event: type[Event]) -> tuple[tuple[str, Item], ...]:
    return tuple(personal_fields(event))


def whom(event: Event, item: Item) -> tuple[int, ...]:
    """The numbers of the parties that a text of an event is about; none means all."""
    party = getattr(event, item.about) if item.about else None
    return () if party is None else (party,)


def texts_in(
    history: Iterable[Recorded], wanted: Collection[UUID]
) -> Iterator[tuple[UUID, AskedText]]:
    """Those of some texts that a history holds, and what each is, without a word."""
    events = [recorded.event for recorded in history]
    gone = {event.item for event in events if isinstance(event, TextErased)}
    for event in events:
        for name, item in _fields(type(event)):
            sealed = getattr(event, name)
            if isinstance(sealed, Sealed) and sealed.item in wanted:
                what = described(event, item)
                yield (
                    sealed.item,
                    AskedText(
                        kind=what.kind,
                        about=frozenset(whom(event, item)),
                        digest=sealed.digest,
                        field=getattr(event, "field", name),
                        audience=what.audience,
                        gone=sealed.item in gone,
                    ),
                )
