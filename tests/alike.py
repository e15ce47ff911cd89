"""Answers that are to be the same, but for the id that each request has."""

from typing import Any

from api.request_ids import NAME


def headers(answer: Any) -> dict[str, str]:
    """All that an answer says in headers, without the id of the request."""
    return {
        name: value
        for name, value in answer.headers.items()
        if name.lower() != NAME.lower()
    }
