"""The service's description of itself: OpenAPI 3.1."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import MEDIA_TYPE, Problem

TEXT: Final = """\
Everything below `/v1/organisations/{organisation}` needs a bearer token of that
organisation; for every other token the organisation does not exist.

**Commands** are POSTs whose body is the command. They need `If-Match` with the ETag of
the case, unless they begin one. With an `Idempotency-Key` a command sent again happens
once and gets the first answer. The answer is a receipt: the case, its new version, and
its `position` in the log.

**Questions** are GETs. With `after=<position>` they are answered once everything up to
that position is shown. Personal text is opened only by `/history` with a `purpose`, and
the reading is recorded first.

**Problems** are RFC 9457 documents. They name the rule and, where there is one, the
clause of the code of conduct; they never repeat what was sent.
"""
REF: Final = "#/components/schemas/{model}"


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of an application, with the problems' schema in it."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
    )
    problem = Problem.model_json_schema(ref_template=REF)
    schemas = made["components"]["schemas"]
    schemas |= problem.pop("$defs")
    schemas[Problem.__name__] = problem
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    shared: dict[str, Any] = {}
    made["components"]["responses"] = shared
    for operation in operations(made):
        _summarised(operation)
        operation["responses"] = {
            status: _shared(answer, shared)
            for status, answer in operation["responses"].items()
        }
    return made


def operations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything that can be asked for."""
    for methods in document["paths"].values():
        yield from methods.values()


def _summarised(operation: dict[str, Any]) -> None:
    """Put the first sentence of the description first; there is often no other."""
    text = operation.pop("description", "")
    first, _, rest = text.partition("\n")
    if first:
        operation["summary"] = first.rstrip(".")
    if rest.strip():
        operation["description"] = rest.strip()


def _shared(answer: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """A reference to a problem's description, which many operations share."""
    if MEDIA_TYPE not in answer.get("content", {}):
        return answer
    name = "-or-".join(answer["content"][MEDIA_TYPE]["examples"])
    shared[name] = answer
    return {"$ref": f"#/components/responses/{name}"}
