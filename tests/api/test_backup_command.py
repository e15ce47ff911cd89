"""`cases backup` and `cases restore`, as an administrator types them."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from restoring import HERE, Kept, kept_at
from servers import Server, database
from terminal import Said, Typed, typing

from api.copies.programs import program


@pytest.fixture
def kept(
    database_url: str,
    keystore_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Kept]:
    monkeypatch.setenv("CASES_DATABASE_URL", database_url)
    monkeypatch.setenv("CASES_KEYSTORE_URL", keystore_url)
    monkeypatch.setenv("CASES_KEYRING", str(tmp_path / "keyring"))
    with kept_at(database_url, keystore_url, tmp_path) as made:
        yield made


@pytest.fixture
def run(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Typed:
    """What `cases <command> <folder> …` comes to: status, output, complaints."""
    typed = typing(monkeypatch, capfd)
    return lambda command, *words: typed(command, str(kept.folder), *words)


ONLY = ("--organisation", HERE)


def reports(said: Said) -> Any:
    """What a program reads."""
    status, out, _ = said
    assert out.count("\n") == 1, said
    return status, json.loads(out)


def test_a_copy_is_taken_and_put_back(
    kept: Kept,
    run: Typed,
    cluster: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept.report("Person A was seen.")
    status, out, err = run("backup", *ONLY)
    assert (status, err) == (0, "")
    (dump,) = kept.folder.rglob("*.dump")
    assert out.splitlines()[0].startswith("ima: ")
    assert out.splitlines()[1].endswith(str(dump))
    with database(cluster) as empty:
        monkeypatch.setenv("CASES_DATABASE_URL", empty)
        status, out, err = run("restore", *ONLY)
        assert (status, err) == (0, "")
        assert out.splitlines()[0].endswith("events came back")
        assert out.splitlines()[-1].endswith(f"goes on as {kept.signed()[0]}")


def test_what_is_lost_is_said_to_people_and_to_programs(
    kept: Kept,
    run: Typed,
    cluster: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept.report("Person A was seen.")
    status, (copy,) = reports(run("backup", *ONLY, "--json"))
    assert (status, copy["organisation"]) == (0, HERE)
    kept.report("What nobody has a copy of.")
    for words in (("--json",), ()):
        with database(cluster) as empty:
            monkeypatch.setenv("CASES_DATABASE_URL", empty)
            status, out, err = run("restore", *ONLY, *words)
        assert (status, err) == (1, f"in quarantine: {HERE}\n")
        if words:
            (report,) = json.loads(out)
            assert report["lost"]["first"] == copy["events"]
        else:
            first, last = copy["events"], kept.signed()[1] - 1
            assert f"lost: leaves {first} to {last} of the tree" in out
    with database(cluster) as empty:
        monkeypatch.setenv("CASES_DATABASE_URL", empty)
        origin = kept.signed()[0]
        said = run("restore", *ONLY, "--events-are-lost", "--json")
        status, (report,) = reports(said)
        assert (status, report["origin"]) == (0, f"{origin}/2")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--organisation", "nowhere"), "--organisation: the organisations are ima"),
        (("--at", "2001-01-01"), "--at: the first copy of ima is of"),
    ],
)
def test_what_there_is_no_copy_of_is_one_line(
    kept: Kept, run: Typed, words: tuple[str, ...], complaint: str
) -> None:
    kept.backup()
    status, out, err = run("restore", *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(complaint)


def test_an_empty_folder_has_no_copy(run: Typed) -> None:
    assert run("restore") == (2, "", "there is no organisation in it\n")


@pytest.mark.parametrize(("server", "used"), [(18, "18"), (16, "16"), (3, "18")])
def test_the_programs_are_of_the_servers_version_or_the_newest(
    monkeypatch: pytest.MonkeyPatch, server: int, used: str
) -> None:
    monkeypatch.delenv("CASES_PG_BIN", raising=False)
    found = program("pg_restore", server)
    said = subprocess.run([found, "--version"], capture_output=True, text=True)
    assert f"(PostgreSQL) {used}." in said.stdout


def test_programs_that_are_not_there_are_named(
    run: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CASES_PG_BIN", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    status, out, err = run("backup", *ONLY)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "CASES_PG_BIN: there is no pg_dump" in err


def test_what_pg_dump_complains_of_is_one_line(
    run: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump: error: no room' >&2; exit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("CASES_PG_BIN", str(tmp_path))
    assert run("backup", *ONLY) == (1, "", "pg_dump: error: no room\n")
    assert [*tmp_path.rglob("*.dump")] == []
