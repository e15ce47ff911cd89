"""The service's description of itself: OpenAPI 3.1."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.audiences import AUDIENCE_OF, AUDIENCES
from api.examples.story import EXAMPLES, answers
from api.headers import (
    FOR_ANYBODY,
    JOB_KEY,
    MAILBOX_KEY,
    OF_CHANGE,
    OF_COMMAND,
    OF_ORGANISATION,
    TOKEN,
)
from api.meanings import explain
from api.problems import MEDIA_TYPE, Problem

TEXT: Final = """\
A **case** is a report of a breach, a disclosed interest, a gift, a question, a
request: whatever a code of conduct has a procedure for. Everything that happens to a
case is recorded once, with the clause it rests on, and never changed.

## How to begin

1. Everything below `/v1/organisations/{organisation}` needs a bearer token of that
   organisation. It says who you are, by a pseudonym, and which offices you hold. With
   several offices, `Acting-As` says in which you act. `make run` writes a token for
   each office to `var/tokens/<organisation>/<office>`.
2. `GET …/editions/{edition}` is the map of what can be opened and done: the
   **procedures**, their **openings** and **steps**, who may take each, what it asks
   for, what has to come before, and by which clause. Asked for as HTML it is
   [a page that quotes the code](/docs/editions).
3. `POST …/reports` or `POST …/disclosures` opens a case by one of those openings.
4. Each step is a `POST` below the case. Steps with rules of their own have an address
   of their own; all others are `POST …/cases/{case_id}/steps`.
5. `GET …/cases/{case_id}` says where the case stands, `…/history` what happened.
6. `GET …/work` says what waits for you in an office, the most urgent first.

The examples are one case of IMA, told in this order; each works after those before it.
What IMA's code has no step for is shown by cases of IMS. They begin with

```
service=http://127.0.0.1:${PORT:-8000}
ima=$service/v1/organisations/ima
ims=$service/v1/organisations/ims
```

## Sending commands

A command is a `POST` whose body is the command as JSON. The answer is a receipt: the
`case`, its new `version`, and the `position` in the log, durable when you read it.

- `If-Match` holds the ETag of the case as you read it: its version in quotation marks.
  Without it the answer is 428; when the case has moved on, 412. What opens a case
  needs none.
- `Idempotency-Key` is 8 to 64 letters, digits, `-` or `_` that you make up. The same
  command sent again with it happens once and gets the first answer.
- A **name of the edition** is that of a step, category, measure or body: small
  letters, digits and `_`, at most 64. A **pseudonym** stands for a person: small
  letters, digits, dot, `_` and `-`, at most 64; never a name or an address.

## Reporting without an account

`GET …/mailbox/new-key` gives the key of a mailbox: it is shown once and kept nowhere.
With `Authorization: Mailbox <key>` instead of a token somebody reports anonymously,
reads in `GET …/mailbox` what was answered, and adds to it. Nothing records that they
were here, or from where; of what they send, the day alone is kept.

## Programs

A program that fetches rows needs nobody's token. `cases job-key give` prints a key for
it, once; it is sent as `Authorization: Job <key>`, and good for the rights it was given
for, until a day or until it is withdrawn. Who makes the key elsewhere sends its SHA-256
alone, to `POST …/job-keys`.

## Asking questions

A question is a `GET`. What you may not know of is not there for you: a case of others
and one that does not exist are the same 404.

- With `after=<position>` it is answered once everything up to that position is shown.
- Lists come in pages: `next` is the `cursor` of the page after, null on the last.
- Days are those of the place that the edition names; moments are in UTC.

`GET …/events` says in which of your cases something happened; accepted as
`text/event-stream`, as it happens. Or a program is told at an address of its own: add a
webhook (`GET …/webhooks/new`, `POST …/webhooks`).

## Texts about people

Every text about a person is sealed by itself. It is opened only for a `purpose`, for
those who may read it, and the reading is recorded first.

## When something is wrong

Every [problem](/problems) is a document of RFC 9457, `application/problem+json`. It
names the rule and, where there is one, the clause of the code; it points to the part
of the body that is wrong; it never repeats what was sent. A command that was refused
changed nothing. After 503, ask again when the seconds of `Retry-After` have passed.
"""
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
    shared = _components(made["components"])
    for path, method, operation in operations(made):
        _summarised(operation)
        if operation["operationId"] in AUDIENCE_OF:
            operation["tags"] = [AUDIENCE_OF[operation["operationId"]].title]
        _exemplified(operation)
        if path in FOR_ANYBODY:
            _for_anybody(operation)
        elif path.startswith("/v1/organisations/"):
            _of_organisation(path, method, operation)
        operation["responses"] = {
            status: _shared(answer, shared)
            for status, answer in operation["responses"].items()
        }
    named: dict[str, Any] = json.loads(PAGE.sub(r"\1Page", json.dumps(made)))
    return named


def _components(components: dict[str, Any]) -> dict[str, Any]:
    """Add the problems and the token; gives where shared answers are to be put."""
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


def _for_anybody(operation: dict[str, Any]) -> None:
    """Of an organisation, and answered without knowing who asks."""
    operation["parameters"] = [OF_ORGANISATION[0]]
    operation["responses"].pop("401")


def _of_organisation(path: str, method: str, operation: dict[str, Any]) -> None:
    """What the dependencies read by themselves (`api.dependencies`)."""
    read = list(OF_ORGANISATION)
    if method == "post" and operation["operationId"] in TOLD:
        read += OF_COMMAND
        read += OF_CHANGE if "{case_id}" in path else ()
    operation["parameters"] = [*operation.get("parameters", ()), *read]
    schemes = ("token", "mailbox") if method == "post" else ("token", "mailbox", "job")
    operation["security"] = [{scheme: list[str]()} for scheme in schemes]


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


def _shared(answer: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """A reference to a problem's description, which many operations share."""
    if MEDIA_TYPE not in answer.get("content", {}):
        return answer
    name = "-or-".join(answer["content"][MEDIA_TYPE]["examples"])
    shared[name] = answer
    return {"$ref": f"#/components/responses/{name}"}
