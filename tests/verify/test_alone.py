"""`cases-verify` by itself: a wheel that needs Python and `cryptography`, no more."""

import ast
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.metadata import files
from pathlib import Path

import pytest
from dumps import Dump

ROOT = Path(__file__).parents[2]
OURS = sorted((ROOT / "src" / "verify").glob("*.py"))
ALLOWED = {"cryptography", "verify", *sys.stdlib_module_names}


def imported(path: Path) -> Iterator[str]:
    """The packages that a module imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def test_nothing_is_imported_but_python_and_cryptography() -> None:
    assert len(OURS) > 20
    assert {name for path in OURS for name in imported(path)} <= ALLOWED


def make(folder: Path) -> Path:
    """The wheel, as `make verifier` makes it."""
    subprocess.run(
        ["make", "--no-print-directory", "verifier", f"DIST={folder}"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made once."""
    return make(tmp_path_factory.mktemp("dist"))


def test_the_wheel_is_the_same_bytes_every_time(wheel: Path, tmp_path: Path) -> None:
    again = make(tmp_path)
    assert sha256(again.read_bytes()).digest() == sha256(wheel.read_bytes()).digest()


@pytest.fixture(scope="module")
def auditor(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment with nothing else than `cryptography`."""
    folder = tmp_path_factory.mktemp("auditor") / "env"
    venv.create(folder, symlinks=True)
    installed = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    for name in ("cryptography", "cffi"):
        for file in files(name) or ():
            if ".." not in file.parts:
                target = installed / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(str(file.locate())), target)
    python = folder / "bin" / "python"
    subprocess.run(
        [
            *(ROOT / ".tools/bin/uv", "pip", "install", "--quiet", "--offline"),
            *("--no-deps", "--python", python, wheel),
        ],
        check=True,
    )
    return folder / "bin" / "cases-verify"


def test_the_command_runs_with_nothing_else(
    auditor: Path, dumped: Callable[..., Dump]
) -> None:
    dump = dumped(600)
    python = auditor.with_name("python")
    nothing_else = subprocess.run(
        [python, "-c", "import pydantic"], capture_output=True
    )
    assert b"ModuleNotFoundError" in nothing_else.stderr
    arguments = [auditor, "audit", dump.folder, "--key", dump.vkey]
    holds = subprocess.run(arguments, capture_output=True, text=True)
    assert (holds.returncode, holds.stderr) == (0, "")
    assert "600 entries make the tree that was signed" in holds.stdout
    path = dump.folder / "tile/entries/001"
    path.write_bytes(path.read_bytes().replace(b"p-7", b"p-8", 1))
    refuted = subprocess.run(arguments, capture_output=True, text=True)
    assert refuted.returncode == 1
    assert "leaf 256 (position 1052672)" in refuted.stdout
    path.unlink()
    unchecked = subprocess.run(arguments, capture_output=True, text=True)
    assert unchecked.returncode == 2


def test_it_says_how_it_is_used(auditor: Path) -> None:
    said = subprocess.run([auditor, "--help"], capture_output=True, text=True)
    assert said.returncode == 0
    for command in ("checkpoint", "consistency", "inclusion", "audit", "bundle"):
        assert command in said.stdout
    wrong = subprocess.run([auditor, "belief"], capture_output=True, text=True)
    assert wrong.returncode == 2
