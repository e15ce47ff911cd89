"""What routes answer beside their bodies: headers, and problems by their numbers."""

from collections.abc import Mapping
from typing import Any, Final

from api.kinds import KINDS
from api.problems import MEDIA_TYPE, Problem

ALWAYS: Final = ("bad-request", "not-acceptable", "invalid", "failure")
"""Kinds that any address may answer."""
EVERYWHERE: Final = (
    *ALWAYS,
    "unauthenticated",
    "not-permitted",
    "not-found",
    "too-many",
    "unavailable",
    "not-yet",
)
"""Kinds that any address of an organisation may answer."""
TO_COMMANDS: Final = (
    "refused",
    "too-large",
    "unsupported-media-type",
    "key-reused",
    "quarantined",
)
"""Kinds that any command may be answered with."""

Responses = dict[int | str, dict[str, Any]]


def problems(*names: str) -> Responses:
    """The problems of these kinds, as OpenAPI lists them, by status."""
    found: Responses = {}
    for name in names:
        kind = KINDS[name]
        listed = found.setdefault(
            kind.status,
            {"description": kind.title, "content": {MEDIA_TYPE: content()}},
        )
        if kind.title not in listed["description"]:
            listed["description"] += f"; or: {kind.title}"
        if name in SENT_WITH:
            listed["headers"] = SENT_WITH[name]
        listed["content"][MEDIA_TYPE]["examples"][name] = {"value": example(name)}
    return found


def content() -> dict[str, Any]:
    """A problem document, as OpenAPI describes it."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {"schema": schema, "examples": {}}


def example(name: str) -> dict[str, Any]:
    """A problem of this kind."""
    kind = KINDS[name]
    return {
        "type": f"/problems/{name}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.title,
        **SAID.get(name, {}),
    }


SAID: Final[Mapping[str, Mapping[str, Any]]] = {
    "bad-request": {"detail": "an object repeats a name", "rule": "repeated_name"},
    "failure": {"id": "0b4f0d5e-6f0c-4a57-9d2b-6f2f1f6f3d11"},
    "invalid": {
        "errors": [
            {
                "pointer": "/received_on",
                "rule": "day",
                "detail": "must be a day as 2026-12-31",
            }
        ]
    },
    "not-permitted": {
        "detail": "'determine' is for executive_committee_member",
        "rule": "not_permitted",
        "clause": "Decisions and Discipline",
    },
    "outdated": {"version": 7},
    "refused": {
        "detail": "'deliver_findings' is not possible in the phase 'received'",
        "rule": "refused",
        "clause": "Investigation",
    },
}
"""What an example says beyond its kind."""


def header(meaning: str, *examples: str) -> dict[str, Any]:
    """A header, as OpenAPI describes it."""
    schema = {"type": "string", "examples": list(examples)}
    return {"description": meaning, "schema": schema}


RETRY: Final = {"Retry-After": header("Seconds to wait before asking again.", "2")}
SENT_WITH: Final[Mapping[str, Mapping[str, Any]]] = {
    "unauthenticated": {
        "WWW-Authenticate": header("Bearer.", 'Bearer error="invalid_token"')
    },
    "method-not-allowed": {"Allow": header("The methods there are.", "GET, HEAD")},
    "too-many": RETRY,
    "unavailable": RETRY,
    "not-yet": RETRY,
}
"""Headers that come with a problem."""
ETAG: Final = {"ETag": header("The version of the case, for If-Match.", '"3"')}
PAGE: Final[Responses] = {
    200: {
        "headers": {"Vary": header("The answer depends on this header.", "Accept")},
        "content": {"text/html": {"schema": {"type": "string"}}},
    }
}
"""The answer of what can also be had as a page."""
IN_ALL_FORMS: Final[Responses] = {
    200: {
        **PAGE[200],
        "content": {
            **PAGE[200]["content"],
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
"""The answer of what can be had as a page and as PDF, too."""
LOCATION: Final = {
    "Location": {
        "description": "Where the new case is.",
        "schema": {"type": "string", "format": "uri-reference"},
    }
}


def noted() -> Responses:
    """The answer to a command on the offices."""
    return {201: {"description": "Recorded, and durable."}}


def said(media_type: str, meaning: str, example: str) -> Responses:
    """An answer that is something else than JSON."""
    content = {media_type: {"schema": {"type": "string"}, "example": example}}
    return {200: {"description": meaning, "content": content}}
