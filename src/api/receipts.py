"""The answer to a command on a case: its receipt, or what the caller prefers to it."""

from contextlib import suppress
from typing import Any, Final

from fastapi import Response
from psycopg import OperationalError
from pydantic_core import to_json

from api.accepting import JSON
from api.answers import ETAG, Responses, header
from api.commanding import Wish
from api.dependencies import Reading
from api.exporting import POSITION
from api.histories import known
from api.preferring import APPLIED
from api.problems import Wrong
from cases.errors import CaseError
from cases.request import Receipt
from projections.case_query import Case

AS_PREFERRED: Final = {
    APPLIED: header("What was preferred and is so.", "return=representation"),
    POSITION: header("The position of the log, where it was preferred.", "4194304"),
}


def receipt(headers: dict[str, Any]) -> Responses:
    """How a command on a case is answered."""
    case = "The case as it is now, where the receipt holds it."
    place = {"Content-Location": header(case, "/v1/organisations/ima/cases/…")}
    return {
        201: {
            "description": "Recorded, and durable.",
            "headers": ETAG | headers | AS_PREFERRED | place,
        },
        204: {
            "description": "The same, said in headers alone.",
            "headers": ETAG | headers | AS_PREFERRED,
        },
    }


def recorded(receipt: Receipt, wish: Wish, **headers: str) -> Response:
    """The answer to a command that was carried out; it is never a problem.

    A whole response: the framework would check a mere receipt on another thread.
    """
    headers["ETag"] = f'"{receipt.version}"'
    if wish.preferred.returned is None:
        return Response(to_json(receipt), 201, headers, JSON)
    headers[POSITION] = str(receipt.position)
    if wish.preferred.returned == "minimal":
        headers[APPLIED] = "return=minimal"
        return Response(None, 204, headers)
    if (case := _shown(receipt, wish)) is None:
        return Response(to_json(receipt), 201, headers, JSON)
    here = f"/v1/organisations/{wish.asked.organisation.name}/cases/{receipt.case}"
    headers |= {
        "ETag": f'"{case.version}"',
        "Content-Location": here,
        APPLIED: "return=representation",
    }
    return Response(case.model_dump_json(), 201, headers, JSON)


def _shown(receipt: Receipt, wish: Wish) -> Case | None:
    """The case as it stands; None when the caller cannot be shown it in time."""
    reading = Reading(wish.asked, receipt.position, wish.patience)
    with suppress(CaseError, Wrong, OperationalError):
        return known(reading, receipt.case, "read")
    return None
