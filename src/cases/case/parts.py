"""What a case is made of: parties, allegations, exhibits, appointments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from cases.case.acquaintance import Acquaintance
from cases.events.appeal import AppealOutcome
from cases.events.decision import Finding
from cases.events.event import Concealed, Event
from cases.events.people import PartyRole


@dataclass(frozen=True)
class Party:
    """Somebody in the case; no `person` until matched, `asked` once interviewed."""

    role: PartyRole
    person: str | None = None
    asked: bool = False
    engagement: str | None = None
    """How they are tied to the organisation, if it was asked."""
    is_person: bool = True
    unit: str | None = None
    """The unit of the organisation that they belong to, if it was said."""


@dataclass(frozen=True)
class Allegation:
    """One accusation against one party, and what was found."""

    party: int
    category: str
    dropped: bool = False
    finding: Finding | None = None
    determined_on: date | None = None
    """The day of the finding that stands."""
    edition: str = ""
    """The one in force when it is said to have happened."""
    conduct: tuple[date, date] = (date.min, date.max)
    """Its first and its last day."""
    clauses: frozenset[str] = frozenset()
    disapplied: frozenset[str] = frozenset()
    """Clauses before which local law comes."""
    country: str | None = None
    """Whose law applies; None until it is said."""

    @property
    def settled(self) -> bool:
        """Nothing is left to determine."""
        return self.dropped or self.finding is not None


@dataclass(frozen=True)
class Exhibit:
    """A piece of evidence; `custodian` is None once it was given back or destroyed."""

    custodian: str | None
    digest: str | None
    altered: bool = False
    """It was not the same any more when it was last looked at."""
    seal: str | None = None
    """The number of the seal that it is under."""
    original: int | None = None
    """Of a copy, the number of what was copied."""


@dataclass(frozen=True)
class Appointment:
    """Somebody neutral on the way into, in, or out of office."""

    kind: Literal["consulted", "appointed"]
    person: str
    declared: bool = False
    """Declared to be neutral after the last change of the parties."""
    eligible: bool | None = None
    objections_until: date | None = None
    challenged: frozenset[int] = frozenset()
    """Parties whose objections are still to be decided."""
    appointed: bool = False
    """Took office; stays so when the office has ended."""
    delivered: bool = False
    """An opinion was given that can be relied on."""
    opinion: Mapping[int, bool] = field(default_factory=dict)
    """Which allegations it takes to be shown, and which not to be."""
    ended: bool = False

    @property
    def relied_on(self) -> bool:
        """In office, or an opinion was given that still counts."""
        return self.delivered or (self.appointed and not self.ended)


@dataclass(frozen=True)
class Imposed:
    """A measure that answers an allegation."""

    measure: str
    disciplinary: bool
    effective_on: date
    expires_on: date | None = None
    state: Literal["in_force", "expired", "expunged"] = "in_force"
    """As far as it is recorded."""

    def over(self, on: date) -> bool:
        """Whether it holds no longer on a day."""
        ended = self.expires_on is not None and on > self.expires_on
        return ended or self.state != "in_force"

    @property
    def over_on(self) -> date:
        """Its last day; of one without an end, when it takes effect."""
        return self.expires_on or self.effective_on


@dataclass(frozen=True)
class Interim:
    """Measures that hold for an accused party until it is decided."""

    measures: frozenset[str]
    until: date | None = None
    """Their last day, if one is named."""

    def hold(self, on: date) -> bool:
        """Whether they do on a day."""
        return self.until is None or on <= self.until


@dataclass(frozen=True)
class Panel:
    """The deciding body in this case."""

    body: str = ""
    quorum: int = 0
    present: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    """Those who declared to have no conflict, after the last change of the parties."""

    @property
    def complete(self) -> bool:
        """Enough members are left to decide."""
        return bool(self.body) and len(self.present) >= self.quorum


@dataclass(frozen=True)
class Links:
    """What other cases about the same have to do with this one."""

    follows: UUID | None = None
    """The case whose readers this one has, and nobody else."""
    merged: bool = False
    """It goes on as part of that case; here only the reporter is answered."""
    followers: frozenset[UUID] = frozenset()
    """The cases that follow this one, merged into it or told again."""
    taken_in: frozenset[UUID] = frozenset()
    """Those of them that were merged into it."""
    known: Mapping[UUID, Acquaintance] = field(default_factory=dict)
    """What each of the others means for this one."""
    reporters: frozenset[str] = frozenset()
    """Their reporters whom the log does not name, and who were recognised."""

    @property
    def kept_away(self) -> frozenset[str]:
        """Those who must not come near one of the others, so neither near this one."""
        return frozenset().union(*(one.kept_away for one in self.known.values()))

    @property
    def concerned(self) -> frozenset[str]:
        """Those whom one of the others concerns."""
        return frozenset().union(*(one.concerned for one in self.known.values()))

    @property
    def acted(self) -> frozenset[str]:
        """Those who have taken a step in one of the others."""
        return frozenset().union(*(one.acted for one in self.known.values()))

    @property
    def concealed(self) -> tuple[Concealed, ...]:
        """What their reporters are recognised by, when the log does not name them."""
        return tuple(c for one in self.known.values() for c in one.concealed)

    @property
    def people(self) -> frozenset[str]:
        """All whom one of the others concerns."""
        return self.kept_away | self.concerned | self.reporters


@dataclass(frozen=True)
class Notice:
    """That an accused party was told what was decided, and what they made of it."""

    told_on: date
    until: date | None = None
    """The last day for an appeal, as they were told it."""
    waived: bool = False
    appeal: int | None = None
    """The number of their appeal."""


@dataclass(frozen=True)
class Appeal:
    """One accused party's wish that what was decided be looked at again."""

    party: int
    outcome: AppealOutcome | None = None
    panel: frozenset[str] = frozenset()
    """Those who decided it."""
    told: bool = False
    """The party knows what became of it."""
    free: frozenset[str] = frozenset()
    """Those who declared to have no conflict, after the last change of the parties."""
    conflicted: frozenset[str] = frozenset()
    """Those who declared to have one."""
    withdrawn: bool = False

    @property
    def open(self) -> bool:
        """It is still to be decided."""
        return self.outcome is None and not self.withdrawn


@dataclass(frozen=True)
class Relation:
    """What the log knows of a relation beyond the case.

    `version` is the relation's counter; `events` pairs each case with its event.
    """

    version: int = 0
    events: tuple[tuple[object, Event], ...] = ()
