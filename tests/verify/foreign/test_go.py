"""The packages of Go's checksum database, where they are installed.

On Debian: `apt-get install golang-go golang-golang-x-mod-dev`. Nothing else needs them.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from dumps import Dump
from trees import Tree, entries_of_cases

from verify.encoding import encoded
from verify.merkle import consistency, inclusion
from verify.source import Directory, Log

GOPATH = Path("/usr/share/gocode")
pytestmark = pytest.mark.skipif(
    shutil.which("go") is None or not (GOPATH / "src/golang.org/x/mod").exists(),
    reason="Go and golang.org/x/mod are not installed",
)

Check = Callable[[Dump, int, int], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """Their check of a dump; built once."""
    program = tmp_path_factory.mktemp("go") / "checker"
    environment = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": str(GOPATH),
        "GOFLAGS": "",
        "GOCACHE": str(program.parent / "cache"),
    }
    source = Path(__file__).with_name("checker.go")
    subprocess.run(["go", "build", "-o", program, source], check=True, env=environment)

    def run(dump: Dump, leaf: int, old: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, dump.folder, dump.vkey, str(leaf), str(old)],
            capture_output=True,
            text=True,
        )

    return run


@pytest.mark.parametrize(("leaf", "old"), [(0, 1), (300, 257), (65_536, 65_536)])
def test_a_log_of_70_000_entries_is_accepted_and_proofs_are_alike(
    large: Dump, check: Check, leaf: int, old: int
) -> None:
    said = check(large, leaf, old)
    assert said.returncode == 0, said.stderr
    nodes = Log(Directory(large.folder)).nodes(70_000)
    ours = [f"inclusion {encoded(each)}" for each in inclusion(leaf, 70_000, nodes)]
    older = consistency(old, 70_000, nodes)
    ours += [f"consistency {encoded(each)}" for each in older]
    assert said.stdout.splitlines() == ours


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_log_is_refused(tmp_path: Path, check: Check, seed: int) -> None:
    dump = Dump(tmp_path, Tree(entries_of_cases(520))).write()
    chance = Random(seed)
    path = chance.choice(sorted(p for p in tmp_path.rglob("*") if p.is_file()))
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(content))
    assert check(dump, 300, 300).returncode != 0
