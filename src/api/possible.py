"""What somebody can do to a case now: for those, too, who are not shown the case."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.organisations import Organisation
from api.permissions import reach
from api.routes.commanded import ADDRESSES
from cases.actors import Actor
from cases.commands.possible import possible_to
from cases.edition.procedure import Step


class Possible(BaseModel):
    """A step that the code gives the caller's office now.

    A rule of its own may still refuse it.
    """

    model_config = ConfigDict(use_attribute_docstrings=True)

    step: str = Field(examples=["comment"])
    label: str
    clause: str
    address: str = Field(examples=["steps"])
    """What stands after the address of the case; `steps` for those without their
    own."""
    asks: tuple[str, ...] = ()
    """The facts that the step needs; the edition says of what kind they are."""
    until: date | None = None
    """The last day for it, where the caller has a time limit of their own."""
    reasons: bool = False
    """Whether the step needs a `note` that says why."""


def possible(
    organisation: Organisation, case_id: UUID, by: Actor
) -> tuple[int, list[Possible]]:
    """The version that the case is at, and the steps.

    Raises CaseNotFound, NotPermitted for an office that takes no steps.
    """
    reach(organisation.code, by.role, "act")
    standing = organisation.cases.found(case_id, by)
    found = possible_to(standing.case, by, organisation.cases.now())
    return standing.version, [_shown(*one) for one in found]


def awaited(organisation: Organisation, case_id: UUID, by: Actor) -> list[Possible]:
    """The steps that the case waits for the actor to take; CaseNotFound."""
    case = organisation.cases.found(case_id, by).case
    found = possible_to(case, by, organisation.cases.now())
    return [_shown(*one) for one in found if one.awaited]


def _shown(step: Step, until: date | None) -> Possible:
    return Possible(
        step=step.name,
        label=step.label,
        clause=step.clause,
        address=ADDRESSES.get(step.name, "steps"),
        asks=step.asks,
        until=until,
        reasons=step.reasons,
    )
