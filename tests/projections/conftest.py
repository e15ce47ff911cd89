"""A log with projections for every test of this folder that asks for it."""

from collections.abc import Iterator

import pytest
from projected import Projected, projected


@pytest.fixture
def iom(database_url: str) -> Iterator[Projected]:
    """An organisation with an empty log."""
    with projected(database_url) as organisation:
        yield organisation
