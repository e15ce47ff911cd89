"""What routes answer beside their bodies: headers, and problems by their numbers."""

from typing import Any, Final

from api.problems import KINDS, MEDIA_TYPE, Problem

ALWAYS: Final = ("bad-request", "not-acceptable", "invalid", "failure")
"""Kinds that any address may answer."""
EVERYWHERE: Final = (
    *ALWAYS,
    "unauthenticated",
    "not-permitted",
    "not-found",
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
    }


ETAG: Final = {
    "ETag": {
        "description": "The version of the case, for If-Match.",
        "schema": {"type": "string", "examples": ['"3"']},
    }
}
LOCATION: Final = {
    "Location": {
        "description": "Where the new case is.",
        "schema": {"type": "string", "format": "uri-reference"},
    }
}


def receipt(headers: dict[str, Any]) -> Responses:
    """A command's answer."""
    return {201: {"description": "Recorded, and durable.", "headers": headers}}


def said(media_type: str, meaning: str, example: str) -> Responses:
    """An answer that is something else than JSON."""
    content = {media_type: {"schema": {"type": "string"}, "example": example}}
    return {200: {"description": meaning, "content": content}}
