"""`cases-verify` and something for it to check."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dumps import Dump, Said
from trees import Tree, entries_of_cases

from verify.__main__ import main


@pytest.fixture
def dumped(tmp_path: Path) -> Callable[..., Dump]:
    """Dumps of logs of so many entries, all with the same beginning."""

    def dump(size: int, name: str = "dump", **options: Any) -> Dump:
        tree = Tree(entries_of_cases(size))
        return Dump(tmp_path / name, tree).write(**options)

    return dump


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs `cases-verify … --json`."""

    def run(command: str, what: object, *arguments: object) -> Said:
        code = main([command, str(what), *map(str, arguments), "--json"])
        return Said(code, json.loads(capsys.readouterr().out))

    return run
