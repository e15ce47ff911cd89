"""/cases: everything that changes a case; the body is the command itself."""

import inspect
from collections.abc import Callable
from typing import Any

from fastapi import Response
from pydantic_core import to_json

from api.answers import LOCATION, TO_COMMANDS, noted, problems
from api.commanding import ToBegin, ToChange, ToHold
from api.dependencies import CaseId
from api.receipts import receipt, recorded
from api.routes.commanded import COMMANDS, OFFICES, OPENINGS
from api.routing import below_organisation
from cases.commands.command import Command, StepCommand
from cases.commands.mandates import OfficeCommand
from cases.request import Noted, Receipt
from projections.case_query import Case

router = below_organisation("", "commands")


def opening(kind: type[Command]) -> Callable[..., Response]:
    """The route that begins a case with this command."""

    def open_case(command: Command, sent: ToBegin) -> Response:
        receipt = sent.cases.open(command, sent.by, sent.key)
        organisation = sent.cases.log.organisation
        place = f"/v1/organisations/{organisation}/cases/{receipt.case}"
        return recorded(receipt, sent.wish, Location=place)

    open_case.__annotations__["command"] = kind
    return open_case


def holding(kind: type[OfficeCommand]) -> Callable[..., Response]:
    """The route that gives offices, or ends them."""

    def hold(command: OfficeCommand, sent: ToHold) -> Response:
        noted = sent.cases.hold(command, sent.by, sent.key)
        return Response(to_json(noted), 201, media_type="application/json")

    hold.__annotations__["command"] = kind
    return hold


def acting(kind: type[Command]) -> Callable[..., Response]:
    """The route that carries out this command on a case."""

    def act(case_id: CaseId, command: Command, sent: ToChange) -> Response:
        done = sent.cases.handle(case_id, command, sent.by, sent.version, sent.key)
        return recorded(done, sent.wish)

    act.__annotations__["command"] = kind
    return act


def described(kind: type[Command]) -> dict[str, Any]:
    """How the documentation presents a command."""
    return {
        "methods": ["POST"],
        "status_code": 201,
        "response_model": Receipt | Case,
        "operation_id": kind.__name__,
        "description": f"{inspect.getdoc(kind)}\n\n{_asked_of_the_edition(kind)}",
    }


def _asked_of_the_edition(kind: type[Command]) -> str:
    """What the documentation says about where the rules of a command are."""
    if issubclass(kind, StepCommand):
        return (
            f"The step `{kind.step_name}` of a procedure: the edition says who may "
            "take it, when, and by which clause."
        )
    if issubclass(kind, OfficeCommand):
        return "The edition says who may, and which offices there are (`mandates`)."
    return "What can be named here, what it asks for and who may: see the edition."


for noun, begun in OPENINGS.items():
    router.add_api_route(
        f"/{noun}",
        opening(begun),
        responses=receipt(LOCATION) | problems(*TO_COMMANDS, "invalid"),
        **described(begun),
    )
for noun, held in OFFICES.items():
    router.add_api_route(
        f"/{noun}",
        holding(held),
        responses=noted() | problems(*TO_COMMANDS, "invalid"),
        **{**described(held), "response_model": Noted},
    )
for noun, done in COMMANDS.items():
    router.add_api_route(
        f"/cases/{{case_id}}/{noun}",
        acting(done),
        responses=receipt({})
        | problems(*TO_COMMANDS, "invalid", "outdated", "version-missing"),
        **described(done),
    )
