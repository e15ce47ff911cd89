"""What exactly somebody is said to have done, against which clauses."""

from datetime import date
from typing import Annotated, Literal

from cases.events.event import Clause, Country, Item, Name, ProcedureStep, Text

First = Literal["local_law", "code"]


class AllegationFramed(ProcedureStep):
    """One accusation against one party was put into words."""

    allegation: int
    party: int
    category: Name
    clauses: tuple[Clause, ...]
    """The clauses said to be breached."""
    level: Name | None = None
    """Whose commitment it is about, where the edition tells levels apart."""
    conduct_from: date
    conduct_until: date
    conduct_edition: str
    """The edition in force when the conduct is said to have ended."""
    in_register: bool | None = None
    """Whether the register says that the code bound the party on these days; None where
    none is kept, and of somebody who is not recognised yet."""
    text: Annotated[Text, Item("description", about="party")]


class AllegationAmended(ProcedureStep):
    """An accusation was put into other words, before anything was determined."""

    allegation: int
    party: int
    category: Name
    clauses: tuple[Clause, ...]
    level: Name | None = None
    conduct_from: date
    conduct_until: date
    conduct_edition: str
    in_register: bool | None = None
    text: Annotated[Text, Item("description", about="party")]
    reasons: Annotated[Text, Item("reason", about="party")]


class AllegationDropped(ProcedureStep):
    """An accusation is not pursued."""

    allegation: int
    party: int
    """Against whom it was made."""
    reason: Annotated[Text, Item("reason", about="party")]


class JurisdictionDetermined(ProcedureStep):
    """It was said which country's law applies to what is alleged."""

    allegation: int
    country: Country


class LocalLawPrecedenceDetermined(ProcedureStep):
    """It was said what comes first where local law and a clause differ."""

    allegation: int
    place: Clause
    """The clause, which applies to the allegation no longer when local law is first."""
    country: Country
    prevails: First
    reasons: Annotated[Text, Item("reason")]
