"""Every error as a problem document, and no error with a word of the request."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from psycopg import OperationalError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from api.faults import faults, field_names, pointer
from api.kinds import KINDS
from api.problems import MEDIA_TYPE, Awaited, BadRequest, Problem, Wrong
from api.provisions import fact_names
from api.routes.commanded import ADDRESSES
from cases.errors import (
    CaseError,
    CaseNotFound,
    CommandReused,
    Erased,
    NotPermitted,
    Outdated,
    Quarantined,
    Refused,
    Tampered,
    Unavailable,
)
from projections.query import NoSuchPlace

NAMES: Final[Mapping[type[CaseError], str]] = {
    CaseNotFound: "not-found",
    CommandReused: "key-reused",
    Erased: "erased",
    NotPermitted: "not-permitted",
    Outdated: "outdated",
    Quarantined: "quarantined",
    Refused: "refused",
    Tampered: "tampered",
    Unavailable: "unavailable",
}
"""The kind of problem that each error of the domain is."""
STATUSES: Final[Mapping[int, str]] = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
}
"""The kind of problem behind what the framework itself refuses."""
RETRY_AFTER_SECONDS: Final = 2


def problem(name: str, detail: str | None = None, **more: object) -> Problem:
    """A problem of a kind; `detail` is the kind's title unless given."""
    kind = KINDS[name]
    return Problem.model_validate(
        {
            "type": f"/problems/{name}",
            "title": kind.title,
            "status": kind.status,
            "detail": detail or kind.title,
            **more,
        }
    )


def answer(
    name: str,
    detail: str | None = None,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    """A problem of a kind, as it is answered."""
    return _answered(problem(name, detail, **more), headers)


def _answered(found: Problem, headers: Mapping[str, str] | None = None) -> Response:
    body = found.model_dump(mode="json", exclude_none=True)
    return JSONResponse(body, found.status, headers, MEDIA_TYPE)


def of_domain(request: Request, error: Exception) -> Response:
    """What the domain refuses, with the clause that says so."""
    request.state.problem = _named(error)
    later = isinstance(error, Unavailable)
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if later else None
    return _answered(problem_of(error), headers)


def problem_of(error: Exception) -> Problem:
    """What is said of an error of the domain."""
    name = _named(error)
    if isinstance(error, Refused):
        return problem(name, error.reason, **_said(error))
    if isinstance(error, Erased):
        return problem(name, **_of_erased(error))
    if isinstance(error, NotPermitted):
        return problem(name, error.reason, clause=error.clause, rule="not_permitted")
    if isinstance(error, Outdated):
        return problem(name, version=error.version)
    return problem(name)


def _named(error: Exception) -> str:
    """The kind of problem that an error of the domain is."""
    return next(NAMES[kind] for kind in type(error).__mro__ if kind in NAMES)


def _said(refusal: Refused) -> dict[str, Any]:
    """The members of the problem that a refusal fills."""
    awaited = [
        Awaited(step=step, address=ADDRESSES.get(step, "steps"))
        for step in refusal.awaits
    ]
    return {
        "rule": "refused",
        "clause": refusal.clause,
        "pointer": refusal.field and f"/{refusal.field.replace('.', '/')}",
        "until": refusal.until,
        "awaits": awaited or None,
        "allowed": refusal.allowed or None,
    }


def _of_erased(gone: Erased) -> dict[str, Any]:
    """What is said of a text that nobody can read any more."""
    place = {"successor": gone.successor and str(gone.successor)}
    if gone.disposal is None:
        return place
    return place | {
        "detail": f"the text was made unreadable on {gone.on}",
        "rule": gone.rule,
        "clause": gone.clause,
        "certificate": f"deletions/{gone.disposal}",
    }


def of_database(request: Request, _error: Exception) -> Response:
    """The database is away; what it said may hold a word of the request."""
    request.state.problem = "unavailable"
    return answer("unavailable", headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


def of_cursor(request: Request, _error: Exception) -> Response:
    """A cursor that no page gave."""
    return of_http(request, BadRequest("cursor", "the cursor is not one of a page"))


def of_http(request: Request, error: Exception) -> Response:
    """What is wrong with the request as HTTP."""
    assert isinstance(error, HTTPException)
    if isinstance(error, Wrong):
        request.state.problem = error.name
        said = _read(request, error) if isinstance(error, BadRequest) else {}
        return answer(error.name, error.detail, error.headers, **said)
    name = STATUSES.get(error.status_code, "bad-request")
    request.state.problem = name
    return answer(name, headers=error.headers)


def _read(request: Request, error: BadRequest) -> dict[str, Any]:
    """The members of the problem for what cannot be read."""
    known = error.place is not None
    return {
        "rule": error.rule,
        "pointer": pointer(error.place or (), _names(request)) if known else None,
    }


def of_form(request: Request, error: Exception) -> Response:
    """Which rules of form a request breaks."""
    assert isinstance(error, RequestValidationError)
    request.state.problem = "invalid"
    found = faults(error.errors(), _names(request), _fields(request))
    return answer("invalid", errors=found)


def _fields(request: Request) -> Collection[str]:
    """The fields of the command that is asked for here; none for a question."""
    route = request.scope["route"]
    if not isinstance(route, APIRoute) or route.body_field is None:
        return ()
    command = route.body_field.field_info.annotation
    assert isinstance(command, type)
    assert issubclass(command, BaseModel)
    return command.model_fields


def _names(request: Request) -> frozenset[str]:
    """Words that are the service's or the code's own, and no input."""
    app: FastAPI = request.app
    names = field_names(app.openapi())
    asked_about = getattr(request.state, "organisation", None)
    if asked_about is None:
        return names
    return names | fact_names(app.state.organisations[asked_about])


def install(app: FastAPI) -> None:
    """Answer every error that a route may raise with a problem."""
    app.add_exception_handler(CaseError, of_domain)
    app.add_exception_handler(OperationalError, of_database)
    app.add_exception_handler(NoSuchPlace, of_cursor)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_form)
