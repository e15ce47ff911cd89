"""`cases-verify` and something for it to check."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dumps import Dump, Said
from erased_list import LIST, Certify, Check, Happened, leaves
from trees import Tree, entries_of_cases

from verify.__main__ import main
from verify.archive import write
from verify.certifying import Certificate, Proved
from verify.merkle import inclusion


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


@pytest.fixture
def certified(tmp_path: Path) -> Certify:
    """The certificate of a log that tells this, and nothing else."""

    def make(told: dict[str, list[Happened]]) -> Certificate:
        tree = Tree(leaves(told))
        dump = Dump(tmp_path / "dump", tree)
        entries = [
            Proved(n, inclusion(n, len(tree.entries), tree.nodes()), one)
            for n, one in enumerate(tree.entries)
        ]
        return Certificate(dump.note(), "ima", str(LIST), entries)

    return make


@pytest.fixture
def check(tmp_path: Path, verify: Callable[..., Said]) -> Check:
    """Zips members and has them checked."""
    key = Dump(tmp_path / "dump", Tree([])).vkey

    def run(members: dict[str, bytes], *more: object) -> Said:
        file = tmp_path / "certificate.zip"
        with file.open("wb") as to:
            write(to, members.items())
        return verify("erasure", file, *(more or ("--key", key)))

    return run
