"""The service's description of itself: OpenAPI 3.1."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import deprecating
from api.audiences import AUDIENCE_OF, AUDIENCES
from api.examples.assigning import ASSIGNING
from api.examples.story import EXAMPLES, answers
from api.headers import (
    ANSWERED_ID,
    FOR_ANYBODY,
    JOB_KEY,
    MAILBOX_KEY,
    OF_COMMAND,
    OF_ORGANISATION,
    PARAMETERS,
    TOKEN,
)
from api.meanings import explain
from api.preferring import APPLIED
from api.problems import MEDIA_TYPE, Problem
from api.request_ids import NAME

TOLD: Final = {command.__name__: example for command, example in EXAMPLES.items()}
"""The example of each command, by the name of its operation."""
PAGE: Final = re.compile(r"Page_(\w+?)_")
"""What the framework makes of `Page[Case]`, for `CasePage`."""
REF: Final = "#/components/schemas/{model}"


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
    components = made["components"]
    _complete(components)
    for path, method, operation in operations(made):
        _completed(path, method, operation)
        operation["responses"] = {
            status: _shared(_headed(answer, components), components["responses"])
            for status, answer in operation["responses"].items()
        }
    named_so = {one["operationId"]: one for _, _, one in operations(made)}
    deprecating.mark(app, named_so)
    named: dict[str, Any] = json.loads(PAGE.sub(r"\1Page", json.dumps(made)))
    return named


def _completed(path: str, method: str, operation: dict[str, Any]) -> None:
    """Add what the framework does not know of an operation."""
    _summarised(operation)
    if operation["operationId"] in AUDIENCE_OF:
        operation["tags"] = [AUDIENCE_OF[operation["operationId"]].title]
    _exemplified(operation)
    if path in FOR_ANYBODY:
        _for_anybody(operation)
    elif path.startswith("/v1/organisations/"):
        _of_organisation(path, method, operation)


def _complete(components: dict[str, Any]) -> None:
    """Add the problems and the token, and where what is shared is to be put."""
    problem = Problem.model_json_schema(ref_template=REF)
    schemas = components["schemas"]
    schemas |= problem.pop("$defs")
    schemas[Problem.__name__] = problem
    explain(schemas, frozenset(TOLD))
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = {
        "token": TOKEN,
        "mailbox": MAILBOX_KEY,
        "job": JOB_KEY,
    }
    components["parameters"] = dict(PARAMETERS)
    components["headers"], components["responses"] = {}, {}


def operations(
    document: Mapping[str, Any],
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Everything that can be asked for, with its address and its method."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def parameters(
    document: Mapping[str, Any], operation: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """What an operation takes, also what is described once for many."""
    shared = document["components"]["parameters"]
    for one in operation.get("parameters", ()):
        yield shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one


def _for_anybody(operation: dict[str, Any]) -> None:
    """Of an organisation, and answered without knowing who asks."""
    operation["parameters"] = [_described("organisation")]
    operation["responses"].pop("401")


def _of_organisation(path: str, method: str, operation: dict[str, Any]) -> None:
    """What the dependencies read by themselves (`api.dependencies`)."""
    own = operation.get("parameters", [])
    read = [*OF_ORGANISATION, "X-Request-ID"]
    if method == "post" and operation["operationId"] in {*TOLD, ASSIGNING}:
        read += OF_COMMAND
        read += ["If-Match"] if "{case_id}" in path else []
        receipt = operation["responses"].get("201", {})
        read += ["Prefer-Return"] if APPLIED in receipt.get("headers", {}) else []
    if any(one["name"] == "after" for one in own):
        read += ["Prefer-Wait"]
    operation["parameters"] = [*own, *map(_described, read)]
    schemes = ("token", "mailbox") if method == "post" else ("token", "mailbox", "job")
    operation["security"] = [{scheme: list[str]()} for scheme in schemes]


def _described(name: str) -> dict[str, str]:
    """A reference to the description of what many operations take."""
    return {"$ref": f"#/components/parameters/{name}"}


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
        said = operation["responses"]
        answer = said["201" if "201" in said else "200"]
        shown = {"example": {"value": answers()[name]}}
        answer["content"]["application/json"]["examples"] = shown


def _headed(answer: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    """An answer with references to what its headers say, of which many are alike.

    One of them is the id by which its request is found again.
    """
    described = answer.get("headers", {}) | {NAME: ANSWERED_ID}
    known = components["headers"] = described | components["headers"]
    return answer | {
        "headers": {
            name: {"$ref": f"#/components/headers/{name}"}
            if known[name] == header
            else header
            for name, header in described.items()
        }
    }


def _shared(answer: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """A reference to a problem's description, which many operations share."""
    if MEDIA_TYPE not in answer.get("content", {}):
        return answer
    name = "-or-".join(answer["content"][MEDIA_TYPE]["examples"])
    shared[name] = answer
    return {"$ref": f"#/components/responses/{name}"}
