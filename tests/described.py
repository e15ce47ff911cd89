"""The service's description of itself, made without any database."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI

from api.app import create_app
from api.description import parameters
from api.settings import Settings


@cache
def app() -> FastAPI:
    """The service, started nowhere."""
    return create_app(Settings(database_url="", keystore_url="", keyring=Path()))


DOCUMENT: Final[Any] = app().openapi()
"""The OpenAPI document."""


def takes(operation: Any) -> set[str]:
    """The names of what an operation takes."""
    return {one["name"] for one in parameters(DOCUMENT, operation)}


def example(operation: Any) -> Any:
    """The body that an operation is shown with; None for one without."""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    return content["application/json"]["examples"]["example"]["value"]
