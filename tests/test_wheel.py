"""The wheel holds everything that the service needs: it runs where no clone is."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest
from servers import Server, database

ROOT = Path(__file__).parents[1]
HERE = ROOT / ".tools" / "bin" / "uv"
UV = str(HERE) if HERE.exists() else shutil.which("uv")
NOT_CODE = (".sql", ".toml")

pytestmark = pytest.mark.skipif(UV is None, reason="wheels are built with uv")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command prints, without the settings of whoever runs the tests."""
    ours = ("CASES_", "PYTHON", "VIRTUAL_ENV")
    rest = {name: v for name, v in os.environ.items() if not name.startswith(ours)}
    ended = subprocess.run(
        command,
        cwd=cwd,
        env=rest | environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this clone."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("build", "--quiet", "--wheel", "--offline", "--out-dir", folder, ROOT)
    run(str(UV), *build, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """An environment with the wheel, and what it depends on from this one."""
    folder = wheel.parent / "environment"
    uv = (str(UV), "--quiet", "--offline")
    run(*uv, "venv", "--python", sys.executable, folder, cwd=wheel.parent)
    python = folder / "bin" / "python"
    run(
        *(*uv, "pip", "install", "--no-deps", "--python", python, wheel),
        cwd=wheel.parent,
    )
    (site,) = folder.glob("lib/python*/site-packages")
    # A path in a .pth file is searched last, and its own .pth files are not read: the
    # clone that is installed there as editable is not found.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin"


def test_everything_that_is_no_code_is_in_the_wheel(wheel: Path) -> None:
    source = ROOT / "src"
    files = {
        str(path.relative_to(source))
        for path in source.rglob("*")
        if path.suffix in NOT_CODE
    }
    assert any(name.startswith("cases/migrations/organisation/") for name in files)
    assert any(name.startswith("cases/editions/") for name in files)
    assert files <= set(ZipFile(wheel).namelist())


def test_what_ops_calls_the_migrations_are_those_of_the_wheel() -> None:
    named = ROOT / "ops" / "migrations"
    assert named.resolve() == ROOT / "src" / "cases" / "migrations"


def test_an_organisation_is_added_where_no_clone_is(
    installed: Path, cluster: Server, tmp_path: Path
) -> None:
    find = "import cases.database; print(cases.database.MIGRATIONS)"
    found = run(installed / "python", "-c", find, cwd=tmp_path)
    assert found.startswith(str(installed.parent))
    command = (installed / "cases", "organisation")
    with database(cluster) as log, database(cluster) as keystore:
        settings = {
            "CASES_DATABASE_URL": log,
            "CASES_KEYSTORE_URL": keystore,
            "CASES_KEYRING": str(tmp_path / "keyring"),
        }
        added = run(*command, "add", "iom", cwd=tmp_path, **settings)
        listed = run(*command, "list", cwd=tmp_path, **settings)
    assert (added, listed) == ("iom is there\n", "iom\n")
