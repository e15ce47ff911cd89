"""Texts made unreadable: listed, taken out of the list, erased one by one, for good."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from cases.events.event import Clause, Event, Item, ProcedureStep, Text
from cases.events.opening import CaseOpened
from cases.events.retention import RetentionClass, What

Ground = Literal["retention", "request", "purpose_met"]
"""Why texts go: their time is over, somebody asked, or nobody needs them any more."""

TakenOut = Literal["objection", "hold", "late_activity", "not_due", "mistake"]
"""Why texts that were listed stay."""


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
