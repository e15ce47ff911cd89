"""What the deciding body determined, and what it let follow."""

from datetime import date
from typing import Annotated, Literal

from cases.events.event import Clause, Event, Item, Name, Person, ProcedureStep, Text

Slip = Literal["name", "date", "figure", "reference", "wording"]
Finding = Literal["established", "insufficient_evidence", "refuted"]


class DecidersConvened(ProcedureStep):
    """The deciding body met in this composition."""

    body: Name
    members: int
    """Seats of the body."""
    quorum: int
    present: tuple[Person, ...]

    def relations(self) -> tuple[str, ...]:
        return tuple(f"person:{person}:offices" for person in self.present)


class DeciderRecused(ProcedureStep):
    """A member of the deciding body stood down from this case."""

    person: Person
    reason: Annotated[Text | None, Item("reason")] = None


class ConflictDeclared(ProcedureStep):
    """A member of a deciding body said whether anything stands in the way."""

    person: Person
    conflict: bool
    appeal: int | None = None
    """The appeal that they are to decide; None of the first decision."""
    statement: Annotated[Text | None, Item("statement")] = None


class QuorumLost(Event):
    """Too few members without a conflict are left to decide."""

    body: Name
    present: int
    quorum: int
    next_step: Name
    """The way out that the edition provides."""
    clause: Clause


class DeterminationMade(ProcedureStep):
    """It was determined whether one allegation is true."""

    allegation: int
    party: int
    """Against whom it is alleged."""
    finding: Finding
    determined_on: date
    evidence: tuple[int, ...]
    """All that was considered."""
    deciders: tuple[Person, ...]
    departs_from_opinion: bool = False
    despite_alteration: bool = False
    """Some of the evidence had been found altered; the reasons say why it counts."""
    shown: tuple[Name, ...] = ()
    """What the edition asks to have shown, each by itself."""
    reasons: Annotated[Text, Item("reason", about="party")]


class MeasureImposed(ProcedureStep):
    """A measure followed from what was established."""

    party: int
    measure: Name
    disciplinary: bool
    allegations: tuple[int, ...]
    effective_on: date
    expires_on: date | None = None
    appeal: int | None = None
    """The appeal by which it came in the place of others."""
    reasons: Annotated[Text, Item("reason", about="party")]


class MeasureOver(Event):
    """Something ended by itself about a measure that had been imposed."""

    party: int
    measure: Name
    allegations: tuple[int, ...]
    """What it answers."""
    effective_on: date
    expires_on: date | None = None
    ended_on: date
    """The first day on which it is so."""
    clause: Clause


class MeasureExpired(MeasureOver):
    """A measure holds no longer: its last day is over."""


class MeasureExpunged(MeasureOver):
    """A measure stands in the record no longer, and counts against nobody."""


class DecisionCorrected(ProcedureStep):
    """A slip of the pen in a decision was put right; what was decided stays."""

    party: int
    slip: Slip
    text: Annotated[Text, Item("reason", about="party")]
