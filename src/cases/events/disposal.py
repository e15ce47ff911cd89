"""Texts made unreadable: listed, taken out of the list, erased one by one, for good."""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from cases.events.event import Clause, Event, Item, ProcedureStep, Text
from cases.events.opening import CaseOpened
from cases.events.retention import RetentionClass, What

Ground = Literal["retention", "request", "purpose_met"]
"""Why texts go: their time is over, somebody asked, or nobody needs them any more."""

TakenOut = Literal["objection", "hold", "late_activity", "not_due", "mistake"]
"""Why texts that were listed stay."""

Stage = Literal["texts", "keys", "projections", "leaks"]
"""How far the carrying out of a list has come: each follows on the one before."""

WhyFailed = Literal["unavailable", "unfit", "behind", "leak", "fault"]
"""A store or custodian was away, a custodian had lost a root, a projection had not come
so far, something was left, or the program made a mistake."""

FILES: Final = "files"
"""The store of files, among the tables."""
HOLDING: Final = frozenset({"log.sealed", "keystore.item_key", FILES})
"""Tables that hold texts, or their keys; and the store of files."""


class Listed(BaseModel):
    """Texts of one case that are to go."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: UUID
    what: What


class DisposalProposed(CaseOpened):
    """Texts of some cases were proposed to be made unreadable."""

    ground: Ground
    texts: tuple[Listed, ...]
    """Each known by its place, counted from 1."""
    account: Annotated[Text, Item("reason")]


class TextsTakenOut(ProcedureStep):
    """Some of what was listed stays after all."""

    entries: tuple[int, ...]
    because: TakenOut
    reason: Annotated[Text | None, Item("reason")] = None


class StoreHolds(BaseModel):
    """How many rows of a table are about some texts: `log.sealed`, `keystore.item_key`.

    Those two hold the texts and their keys, and `files` is not a table but the store
    of files; all others name them, without a word.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    store: str
    rows: int


class ErasureStarted(Event):
    """The waiting was over, and the list began to be carried out."""

    entries: tuple[int, ...]
    """What was left of it."""
    meant: int
    """Texts that these entries meant then."""
    stores: tuple[StoreHolds, ...]
    """Where there was anything of them."""


class EntryInventoried(Event):
    """What an entry of the list means: each text, known by its digest from here on."""

    entry: int
    case: UUID
    texts: tuple[UUID, ...]
    digests: tuple[str, ...]
    """SHA-256 of the sealed bytes of each, in lower-case hexadecimal."""


class TextErased(Event):
    """A text was made unreadable: its sealed bytes went in this commit, its key next.

    From here on nobody is shown it. What it was stays known by its digest.
    """

    item: UUID
    what: What
    disposal: UUID
    """The disposal list that it was on."""
    rule: RetentionClass
    clause: Clause


class TextsErased(Event):
    """Of some texts of the case none is left."""

    what: What
    disposal: UUID
    erased: int


class TextDestroyed(Event):
    """One of the texts listed was made unreadable."""

    entry: int
    case: UUID
    item: UUID


class EntryDone(Event):
    """Of one entry of the list no text is left."""

    entry: int
    erased: int
    """How many there were."""


class RootDestroyed(BaseModel):
    """What a custodian said of a root that covered keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    custodian: str
    version: int
    destroyed_at: datetime


class FinalityReached(Event):
    """No root is left under which the key of any text erased so far would open."""

    root_version: int
    """The one in use since; all before it are destroyed."""
    destroyed: tuple[RootDestroyed, ...]
    erased: int
    """How many texts of this list are covered by that."""


class Reached(BaseModel):
    """How far a projection has come."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    position: int


class ProjectionsAcknowledged(Event):
    """Everything made of the log knows that the texts are gone."""

    erased: int
    """How many texts of this list are covered by that."""
    projections: tuple[Reached, ...]
    keys_cached_until: datetime
    """No process keeps an opened key in memory for longer."""


class LeaksSought(Event):
    """After the keys had gone, it was looked for what might be left."""

    erased: int
    stores: tuple[StoreHolds, ...]
    """Those with anything about the texts, and always those that could hold them."""
    kept_keys: int
    """Of other texts, in the keystore."""
    keys_digest: str
    """SHA-256 of their items' ids, 16 bytes each, in order; lower-case hexadecimal."""
    backups_until: date
    """First day on which no backup is left from before the erasure."""

    @property
    def leaked(self) -> int:
        """Rows that hold a text, or the key of one."""
        return sum(one.rows for one in self.stores if one.store in HOLDING)


class ErasureFailed(Event):
    """The list could not be carried out to its end; what is left is tried again."""

    stage: Stage
    because: WhyFailed
    entries: tuple[int, ...]
    """Not carried out yet."""
    not_final: int
    """Texts made unreadable whose keys might still be had."""
