"""/policies: which versions of which policies people are held to."""

from typing import Annotated

from fastapi import Query

from api.dependencies import TheReading
from api.routing import below_organisation
from cases.commands.command import Day
from projections.policies import Policy, policies

router = below_organisation("/policies", "policies")


@router.get("")
def list_policies(
    reading: TheReading,
    on: Annotated[
        Day | None, Query(description="Those in force on this day; today.")
    ] = None,
) -> list[Policy]:
    """The policies beside the code that are in force, each in its latest version.

    For everybody: adherence is confirmed to all of these.
    """
    return reading.ask(policies, on or reading.organisation.today())
