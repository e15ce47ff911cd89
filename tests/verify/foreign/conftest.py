"""A log of 70,000 entries for the verifiers of others."""

from pathlib import Path

import pytest
from dumps import Dump
from trees import Tree, entries_of_cases


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Dump:
    """The log, written once and left alone; its nodes are kept."""
    folder: Path = tmp_path_factory.mktemp("large")
    return Dump(folder, Tree(entries_of_cases(70_000))).write(cosigned=True)
