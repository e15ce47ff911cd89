"""The service's description of itself: OpenAPI 3.1."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.audiences import AUDIENCE_OF, AUDIENCES
from api.examples.example import ORGANISATION
from api.examples.story import EXAMPLES, answers
from api.meanings import explain
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
TOLD: Final = {command.__name__: example for command, example in EXAMPLES.items()}
"""The example of each command, by the name of its operation."""
REF: Final = "#/components/schemas/{model}"


TOKEN: Final = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "An access token (RFC 9068) of an issuer that the service trusts.",
}
OF_ORGANISATION: Final = (
    {
        "name": "organisation",
        "in": "path",
        "description": "The organisation of the token.",
        "required": True,
        "schema": {"type": "string", "examples": [ORGANISATION]},
    },
    {
        "name": "Acting-As",
        "in": "header",
        "description": "The office acted in; needed when the token carries several.",
        "schema": {"type": "string", "maxLength": 64},
    },
)
OF_COMMAND: Final = (
    {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "8 to 64 letters, digits, - or _, made up by the caller. The "
        "same command sent again with it happens once and gets the first answer.",
        "schema": {
            "type": "string",
            "maxLength": 66,
            "examples": ["0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"],
        },
    },
)
OF_CHANGE: Final = (
    {
        "name": "If-Match",
        "in": "header",
        "description": "The ETag of the case as it was read; 428 without, 412 when "
        "the case has moved on.",
        "schema": {"type": "string", "maxLength": 64, "examples": ['"3"']},
    },
)


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of an application, with the problems' schema in it."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
        tags=[{"name": one.title, "description": one.text} for one in AUDIENCES],
    )
    shared = _components(made["components"])
    for path, method, operation in operations(made):
        _summarised(operation)
        if operation["operationId"] in AUDIENCE_OF:
            operation["tags"] = [AUDIENCE_OF[operation["operationId"]].title]
        _exemplified(operation)
        if path.startswith("/v1/organisations/"):
            _of_organisation(path, method, operation)
        operation["responses"] = {
            status: _shared(answer, shared)
            for status, answer in operation["responses"].items()
        }
    return made


def _components(components: dict[str, Any]) -> dict[str, Any]:
    """Add the problems and the token; gives where shared answers are to be put."""
    problem = Problem.model_json_schema(ref_template=REF)
    schemas = components["schemas"]
    schemas |= problem.pop("$defs")
    schemas[Problem.__name__] = problem
    explain(schemas, frozenset(TOLD))
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = {"token": TOKEN}
    shared: dict[str, Any] = {}
    components["responses"] = shared
    return shared


def operations(
    document: Mapping[str, Any],
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Everything that can be asked for, with its address and its method."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _of_organisation(path: str, method: str, operation: dict[str, Any]) -> None:
    """What the dependencies read by themselves (`api.dependencies`)."""
    read = list(OF_ORGANISATION)
    if method == "post":
        read += OF_COMMAND
        read += OF_CHANGE if "{case_id}" in path else ()
    operation["parameters"] = [*operation.get("parameters", ()), *read]
    operation["security"] = [{"token": []}]


def _summarised(operation: dict[str, Any]) -> None:
    """Put the first sentence of the description first; there is often no other."""
    text = operation.pop("description", "")
    first, _, rest = text.partition("\n")
    if first:
        operation["summary"] = first.rstrip(".")
    if rest.strip():
        operation["description"] = rest.strip()


def _exemplified(operation: dict[str, Any]) -> None:
    """Show what was sent in the case of the examples, and what was answered."""
    name = operation["operationId"]
    if name in TOLD:
        sent = TOLD[name]
        by = f"Sent on {sent.day}, acting as {sent.office}"
        body = operation["requestBody"]["content"]["application/json"]
        body["examples"] = {"example": {"summary": by, "value": sent.body}}
    if name in answers():
        answer = operation["responses"]["201" if name in TOLD else "200"]
        shown = {"example": {"value": answers()[name]}}
        answer["content"]["application/json"]["examples"] = shown


def _shared(answer: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """A reference to a problem's description, which many operations share."""
    if MEDIA_TYPE not in answer.get("content", {}):
        return answer
    name = "-or-".join(answer["content"][MEDIA_TYPE]["examples"])
    shared[name] = answer
    return {"$ref": f"#/components/responses/{name}"}
