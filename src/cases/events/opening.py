"""How a case begins: a report is received, or a disclosure is made."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from cases.events.event import (
    Clause,
    Concealed,
    Event,
    Fact,
    Hidden,
    Item,
    KeptOut,
    Name,
    Person,
    ProcedureStep,
    Text,
)

Channel = Literal[
    "web", "e_mail", "phone", "post", "meeting", "external_function", "supervisor"
]
IdentityMode = Literal["named", "confidential", "anonymous"]


class CaseOpened(Event):
    """A case began, of one type, under the edition in force on that day."""

    case_type: Name
    kind: Literal["report", "disclosure", "disposal"]
    edition: str
    opening: Name
    """The opening of the procedure that was used."""
    label: str
    """The opening in the edition's words."""
    clause: Clause
    phase: Name
    """The phase the case begins in."""
    facts: dict[Name, Fact] = Field(default_factory=dict)
    unit: Person | None = None
    """The unit of the organisation that the case belongs to."""


class CasePlaced(Event):
    """It was said to which unit of the organisation a case belongs."""

    unit: Person
    clause: Clause


class PartyPlaced(Event):
    """It was said to which unit an accused party belongs: so does the case, too."""

    party: int
    unit: Person
    clause: Clause


class ReportReceived(CaseOpened):
    """Somebody reported a possible breach of the code."""

    channel: Channel
    identity_mode: IdentityMode
    reporter: Person | None = None
    """The pseudonym of a reporter who is named, when they have an account."""
    concealed: Annotated[Hidden | Concealed | None, Item("identity")] = None
    """A confidential reporter; before there was `NoOfficeAsked`, also whom they ask to
    keep out of office."""
    received_on: date
    categories: tuple[Name, ...] = ()
    """What the reporter says it is about, in the edition's categories."""
    account: Annotated[Text, Item("account")]

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.reporter}:interests",) if self.reporter else ()


class NoOfficeAsked(Event):
    """Whom a confidential reporter asks to keep out of office, if anybody.

    Apart from who reported, so that whoever may learn the one does not read the other.
    """

    clause: Clause
    no_office: Annotated[KeptOut | Concealed, Item("identity")]


class IdentityDisclosed(ProcedureStep):
    """A reporter who had reported in confidence chose to be named."""

    reporter: Person


class DisclosureMade(CaseOpened):
    """Somebody declared something the code asks to be declared, or asked first."""

    declarant: Person
    counterparties: tuple[Person, ...] = ()
    """Whom the interest is shared with or is about: persons, enterprises, donors."""
    account: Annotated[Text, Item("account")]

    def relations(self) -> tuple[str, ...]:
        return tuple(
            f"person:{person}:interests"
            for person in sorted({self.declarant, *self.counterparties})
        )
