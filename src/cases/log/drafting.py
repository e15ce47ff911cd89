"""What a command records, made ready: text sealed, stream by stream, in one order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from uuid import UUID

from cases.actors import REPORTER
from cases.events.disposal import TextErased
from cases.events.event import Event, SealedItem
from cases.log.personal import Seal, seal_all
from cases.log.recorded import Draft, Envelope, Part, Submission


@dataclass(frozen=True, slots=True)
class Drafted:
    """Events on their way into the log, and what is stored with them."""

    drafts: Sequence[Draft]
    sealed: tuple[tuple[UUID, SealedItem], ...]
    """The texts, each with the case it belongs to."""
    about: UUID | None
    """The stream that the command is about, when it records in others as well."""

    def deeds(self, stream: UUID) -> list[tuple[Event, str]]:
        """What happens in a stream, and who does it."""
        own = (draft for draft in self.drafts if draft.originator_id == stream)
        return [(draft.event, draft.envelope.actor) for draft in own]

    def submission(
        self,
        by: Envelope,
        fingerprint: bytes,
        guards: Mapping[str, int],
        *,
        by_day: bool,
        offices: int | None,
    ) -> Submission:
        """What is stored of whoever asked, and what they relied on."""
        return Submission(
            command=by.command,
            fingerprint=fingerprint,
            by_day=by_day or by.acting_as == REPORTER,
            guards=guards,
            raised=self._raised(),
            sealed=self.sealed,
            about=self.about,
            erased=self._erased(),
            offices=offices,
        )

    def _raised(self) -> tuple[tuple[str, int], ...]:
        return tuple(
            (name, place)
            for place, draft in enumerate(self.drafts, 1)
            for name in dict.fromkeys(draft.event.relations())
        )

    def _erased(self) -> tuple[UUID, ...]:
        """The texts whose bytes go with these events: nothing else removes any."""
        events = (draft.event for draft in self.drafts)
        return tuple(event.item for event in events if isinstance(event, TextErased))


def drafted(parts: Sequence[Part], by: Envelope, seal: Seal) -> Drafted:
    """The events of a command, in its own stream first and then in others, as stored.

    Streams in one order everywhere: two commands on the same streams would else wait
    for each other until the database ends one.
    """
    drafts: list[Draft] = []
    sealed: list[tuple[UUID, SealedItem]] = []
    for part in sorted(parts, key=attrgetter("stream")):
        safe, texts = seal_all(part.stream, part.events, seal)
        drafts += _drafts(part, safe, by)
        sealed += [(part.stream, text) for text in texts]
    about = parts[0].stream if len(parts) > 1 else None
    return Drafted(drafts, tuple(sealed), about)


def _drafts(part: Part, events: Sequence[Event], by: Envelope) -> list[Draft]:
    applied = replace(by, edition=part.edition) if part.edition else by
    return [
        Draft(part.stream, part.version + n, applied, event)
        for n, event in enumerate(events, 1)
    ]
