"""What an organisation's code of conduct provides, for whoever asks."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from api.organisations import Organisation
from api.problems import NotFound
from cases.edition.edition import Edition

__all__ = ["Edition", "Named", "edition", "editions"]


class Named(BaseModel):
    """An edition, by what it is called and when it is in force."""

    model_config = ConfigDict(
        frozen=True, from_attributes=True, use_attribute_docstrings=True
    )

    edition: str
    title: str
    in_force_from: date
    in_force_until: date | None
    """First day on which it is no longer in force."""
    source: str


def editions(organisation: Organisation) -> list[Named]:
    """The editions of the organisation's code, oldest first."""
    return [Named.model_validate(one) for one in organisation.code.editions]


def edition(organisation: Organisation, name: str) -> Edition:
    """One edition with all that it provides; NotFound when the code has none such."""
    for one in organisation.code.editions:
        if one.edition == name:
            return one
    raise NotFound


def fact_names(organisation: Organisation) -> frozenset[str]:
    """What the procedures of any edition ask for, by name."""
    return frozenset(
        name
        for edition in organisation.code.editions
        for procedure in edition.procedures.values()
        for name in procedure.facts
    )
