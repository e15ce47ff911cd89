"""A log with its tree."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from planted import Planted, planted


@pytest.fixture
def tree(
    database_url: str, keystore_url: str, keyring_directory: Path
) -> Iterator[Planted]:
    """An empty log and a tree that has just begun."""
    with planted(database_url, keystore_url, keyring_directory) as made:
        yield made
