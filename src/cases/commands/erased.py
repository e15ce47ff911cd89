"""What is recorded of a list while it is carried out, from its beginning to its end."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from cases.actors import Actor
from cases.case.case import Case
from cases.case.erasure import Disposal
from cases.commands.command import Command
from cases.commands.erasing import only_the_system, time_has_come
from cases.events.disposal import (
    EntryInventoried,
    ErasureFailed,
    ErasureStarted,
    FinalityReached,
    LeaksSought,
    ProjectionsAcknowledged,
    Reached,
    RootDestroyed,
    Stage,
    StoreHolds,
    WhyFailed,
)
from cases.events.event import Event


class OfTheErasure(Command):
    """What the system records of a list; nothing when it is recorded already."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        only_the_system(by)
        yield from self.recorded(case.disposal)

    def recorded(self, state: Disposal) -> Iterator[Event]:
        """Yield what is new."""
        raise NotImplementedError


class StartErasure(OfTheErasure):
    """Record that the waiting is over, and what is there of the texts."""

    meant: int
    stores: tuple[StoreHolds, ...]

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        time_has_come(case, by, at)
        yield from super().decide(case, by, at)

    def recorded(self, state: Disposal) -> Iterator[Event]:
        if not state.started:
            yield ErasureStarted(entries=state.left, **dict(self))


class InventoryEntry(OfTheErasure):
    """Record which texts an entry means, those that are not recorded yet."""

    entry: int
    case: UUID
    texts: tuple[UUID, ...]
    digests: tuple[str, ...]

    def recorded(self, state: Disposal) -> Iterator[Event]:
        known = state.inventoried.get(self.entry, frozenset())
        both = zip(self.texts, self.digests, strict=True)
        if new := [one for one in both if one[0] not in known]:
            texts, digests = zip(*new, strict=True)
            yield EntryInventoried(
                entry=self.entry, case=self.case, texts=texts, digests=digests
            )


class RecordFinality(OfTheErasure):
    """Record that no key can be had any more of what a list has erased so far."""

    root_version: int
    destroyed: tuple[RootDestroyed, ...]
    erased: int

    def recorded(self, state: Disposal) -> Iterator[Event]:
        if self.erased > state.final:
            yield FinalityReached.model_validate(dict(self))


class AcknowledgeProjections(OfTheErasure):
    """Record that all that is made of the log knows of what was erased."""

    erased: int
    projections: tuple[Reached, ...]
    keys_cached_until: datetime

    def recorded(self, state: Disposal) -> Iterator[Event]:
        if self.erased > state.acknowledged:
            yield ProjectionsAcknowledged.model_validate(dict(self))


class SeekLeaks(OfTheErasure):
    """Record what was found when it was looked for what is left."""

    erased: int
    stores: tuple[StoreHolds, ...]
    kept_keys: int
    keys_digest: str
    backups_until: date

    def recorded(self, state: Disposal) -> Iterator[Event]:
        if self.erased > state.sought:
            yield LeaksSought.model_validate(dict(self))


class NoteFailure(OfTheErasure):
    """Record at which stage it failed, once until something changes."""

    stage: Stage
    because: WhyFailed

    def recorded(self, state: Disposal) -> Iterator[Event]:
        if state.failed != (self.stage, self.because, state.erased):
            yield ErasureFailed(
                stage=self.stage,
                because=self.because,
                entries=state.left,
                not_final=state.erased - state.final,
            )
