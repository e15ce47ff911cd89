"""Who is in a case: parties, persons kept away from it, and handlers."""

from typing import Annotated, Literal

from cases.events.event import (
    Clause,
    Item,
    Name,
    Person,
    ProcedureStep,
    Reference,
    Text,
)

PartyRole = Literal[
    "reporter", "subject", "affected", "witness", "facilitator", "counsel", "other"
]
ExclusionReason = Literal[
    "subject",
    "relative",
    "reporter",
    "witness",
    "conflict_declared",
    "reporting_line",
    "objection",
]


class PartyAdded(ProcedureStep):
    """Somebody became part of the case, under a number of their own."""

    party: int
    role: PartyRole
    name: Annotated[Text, Item("identity", about="party")]
    contact: Annotated[Text | None, Item("contact", about="party")] = None


class PartyMatched(ProcedureStep):
    """A party was recognised as a person with a pseudonym of their own."""

    party: int
    person: Person


class PartyRoleChanged(ProcedureStep):
    """A party turned out to be in the case in another way: a witness is accused."""

    party: int
    was: PartyRole
    role: PartyRole
    unmatched: bool
    """Still to be recognised as a person; an organisation never is."""
    reasons: Annotated[Text, Item("reason", about="party")]


class ApplicableCodeDetermined(ProcedureStep):
    """It was said how a party is tied to the organisation, and what applies to them."""

    party: int
    engagement: Name
    applies: str
    """The text that applies: this code, or the other one that the edition names."""
    basis: Clause
    """Where the code says so."""
    contract: Reference | None = None
    """The contract by which another text applies."""
    unmatched: bool = True
    """Still to be recognised as a person; an organisation never is."""


class PersonExcluded(ProcedureStep):
    """Somebody was kept away from the case: for them it no longer exists."""

    person: Person
    reason: ExclusionReason

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.person}:kept",)


class ExclusionLifted(ProcedureStep):
    """The reason to keep somebody away fell away."""

    person: Person
    reason: Annotated[Text, Item("reason")]


class HandlerDesignated(ProcedureStep):
    """Somebody was made responsible for the case, in one role."""

    person: Person
    role: Name
    conflict_declared_absent: bool
    """The person declared to have no conflict of interest in this case."""

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.person}:offices",)


class HandlerRecused(ProcedureStep):
    """A handler stood down."""

    person: Person
    reason: Annotated[Text | None, Item("reason")] = None


class HandlerReplaced(ProcedureStep):
    """Another person took over from a handler."""

    person: Person
    successor: Person
    role: Name
    conflict_declared_absent: bool

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.successor}:offices",)


class HandlerRemoved(ProcedureStep):
    """A handler lost the case because a rule keeps them away from it."""

    person: Person
    role: Name | None = None
    """The office that was lost; None when every one was."""
    rule: str
