"""/assignments: several cases given to somebody at once."""

from typing import Annotated

from fastapi import Body

from api.answers import problems
from api.assigning import Assigned, Assignment, assigned
from api.commanding import ToChangeSeveral
from api.examples.assigning import ASSIGNMENT
from api.routing import below_organisation

router = below_organisation("/assignments", "assignments")

New = Annotated[Assignment, Body(openapi_examples={"example": {"value": ASSIGNMENT}})]


@router.post("", responses=problems("too-large", "unsupported-media-type"))
def assign_cases(assignment: New, sent: ToChangeSeveral) -> list[Assigned]:
    """Make somebody responsible for several cases, each with its own outcome.

    In each it is what `POST …/cases/{case_id}/handlers` is: judged by itself, refused
    by itself, with the problem that this would have been answered with. The handler
    declares for each case that they have no conflict in it.
    """
    return list(assigned(assignment, sent))
