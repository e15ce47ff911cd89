"""The service's description of itself, made without any database."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from api.app import create_app
from api.settings import Settings


@cache
def described() -> Any:
    """The OpenAPI document."""
    settings = Settings(database_url="", keystore_url="", keyring=Path())
    return create_app(settings).openapi()


DOCUMENT: Final = described()
