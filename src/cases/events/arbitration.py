"""A neutral person consulted, or appointed as arbitrator, for one case."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from cases.events.event import Item, Name, Person, ProcedureStep, Text


class NeutralityCheck(BaseModel):
    """One check of a candidate's neutrality and its answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    check: Name
    answer: Literal["passed", "failed", "warned", "not_verifiable"]
    based_on: int | None = None
    """The counter of the relation that was asked; None for the case itself."""


class ArbitratorProposed(ProcedureStep):
    """A member was proposed to be consulted or to act as arbitrator."""

    appointment: int
    kind: Literal["consulted", "appointed"]
    person: Person


class NeutralityDeclared(ProcedureStep):
    """The candidate declared in writing to be neutral."""

    appointment: int
    statement: Annotated[Text | None, Item("statement")] = None


class NeutralityChecked(ProcedureStep):
    """The candidate's neutrality was checked; the proposer learns only the outcome."""

    appointment: int
    person: Person
    eligible: bool
    checks: tuple[NeutralityCheck, ...]


class ObjectionsInvited(ProcedureStep):
    """The parties were told the name and asked for objections."""

    appointment: int
    until: date
    """Last day of the period for objections."""


class NeutralityChallenged(ProcedureStep):
    """A party objected to the candidate."""

    appointment: int
    party: int
    grounds: Annotated[Text, Item("reason", about="party")]


class ChallengeDecided(ProcedureStep):
    """A party's objection was decided."""

    appointment: int
    party: int
    """Who objected."""
    upheld: bool
    reasons: Annotated[Text, Item("reason", about="party")]


class ArbitratorAppointed(ProcedureStep):
    """The candidate took office for this case alone."""

    appointment: int
    person: Person
    parties: tuple[Person, ...] = ()
    """The parties known as persons on that day."""

    def relations(self) -> tuple[str, ...]:
        return (
            f"person:{self.person}:appointments",
            f"person:{self.person}:offices",
        )


class OpinionDelivered(ProcedureStep):
    """The arbitrator's opinion, or the consulted member's advice, was given."""

    appointment: int
    established: tuple[int, ...] = ()
    """Allegations that it takes to be shown."""
    not_established: tuple[int, ...] = ()
    """Allegations that it takes not to be shown."""
    opinion: Annotated[Text, Item("statement")]


class ArbitratorDischarged(ProcedureStep):
    """The office ended with its task."""

    appointment: int


class ArbitratorRemoved(ProcedureStep):
    """The office ended before its task, because a conflict came to light."""

    appointment: int
    rule: str
