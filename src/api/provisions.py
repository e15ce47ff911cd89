"""What an organisation's code of conduct provides, for whoever asks."""

from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict

from api.organisations import Organisation
from api.problems import NotFound
from cases.edition.code import codes
from cases.edition.edition import Edition

__all__ = ["Edition", "Named", "address", "edition", "editions", "shipped"]


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


def address(of: Edition) -> str:
    """Where an edition is."""
    return f"/v1/organisations/{of.organisation}/editions/{of.edition}"


def page_address(of: Edition) -> str:
    """Where the page of an edition is that comes with the service."""
    return f"/docs/editions/{of.organisation}/{of.edition}"


@cache
def shipped() -> tuple[Edition, ...]:
    """The editions that come with the service; which it serves is not said."""
    return tuple(one for code in codes().values() for one in code.editions)


def of_the_shipped(organisation: str, name: str) -> Edition:
    """One of them; NotFound when there is none such."""
    for one in shipped():
        if (one.organisation, one.edition) == (organisation, name):
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
