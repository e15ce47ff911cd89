"""What a command records, made ready: text sealed, stream by stream, in one order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from cases.events.disposal import TextErased
from cases.events.event import Event, SealedItem
from cases.log.personal import Seal, seal_all
from cases.log.recorded import Draft, Envelope, Part, Submission


@dataclass(frozen=True, slots=True)
class Drafted:
    """Events on their way into the log, and what is stored with them."""

    drafts: Sequence[Draft]
    submission: Submission


def drafted(
    own: Part, beside: Iterable[Part], by: Envelope, seal: Seal, told: Submission
) -> Drafted:
    """The events of a command's own stream and of others, as they are stored.

    Streams in one order everywhere: two commands on the same streams would else wait
    for each other until the database ends one.
    """
    drafts: list[Draft] = []
    sealed: list[tuple[UUID, SealedItem]] = []
    parts = [own, *beside]
    for part in sorted(parts, key=lambda part: str(part.stream)):
        safe, texts = seal_all(part.stream, part.events, seal)
        drafts += _drafts(part, safe, by)
        sealed += [(part.stream, text) for text in texts]
    submission = replace(
        told,
        raised=_raised(drafts),
        sealed=tuple(sealed),
        erased=_erased(drafts),
        about=own.stream if len(parts) > 1 else None,
    )
    return Drafted(drafts, submission)


def asked(
    by: Envelope, fingerprint: bytes, guards: Mapping[str, int], by_day: bool
) -> Submission:
    """What is stored of whoever asked, and what they relied on."""
    return Submission(
        command=by.command,
        fingerprint=fingerprint,
        by_day=by_day or by.acting_as == "reporter",
        guards=guards,
    )


def _drafts(part: Part, events: Sequence[Event], by: Envelope) -> list[Draft]:
    applied = replace(by, edition=part.edition) if part.edition else by
    return [
        Draft(part.stream, part.version + n, applied, event)
        for n, event in enumerate(events, 1)
    ]


def _erased(drafts: Sequence[Draft]) -> tuple[UUID, ...]:
    """The texts whose sealed bytes go with these events: nothing else removes any."""
    events = (draft.event for draft in drafts)
    return tuple(event.item for event in events if isinstance(event, TextErased))


def _raised(drafts: Sequence[Draft]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (name, place)
        for place, draft in enumerate(drafts, 1)
        for name in dict.fromkeys(draft.event.relations())
    )
