"""`cases` on a terminal: what was given wrongly is named in one line, no traceback."""

import io
import json
import os
import socket
import subprocess
import sys
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from servers import Server, database
from serving import EDITIONS, written

from api import __main__ as command_line
from api.organisations import opened
from api.settings import Settings
from cases.database import add_organisation, migrate_roles

NOWHERE = "postgresql://somebody:secret@127.0.0.1:1/cases"
"""An address at which nobody answers."""


@dataclass(frozen=True)
class Said:
    """What a command printed, and what it ended with."""

    status: int
    out: str
    err: str


Cases = Callable[..., Said]


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("CASES_"):
            monkeypatch.delenv(name)


@pytest.fixture
def cases(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Cases:
    """The command, with its arguments."""

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["cases", *arguments])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            command_line.main()
        return Said(int(end.value.code or 0), *capfd.readouterr())

    return run


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the development key is to be; nothing else is set."""
    monkeypatch.setenv("CASES_DEVELOPMENT_KEY", str(tmp_path / "key"))
    return tmp_path / "key"


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Settings that are right in form, and the keyring's folder; nothing is there."""
    monkeypatch.setenv("CASES_DATABASE_URL", NOWHERE)
    monkeypatch.setenv("CASES_KEYSTORE_URL", NOWHERE)
    monkeypatch.setenv("CASES_KEYRING", str(tmp_path / "keyring"))
    return tmp_path / "keyring"


def assert_wrong(said: Said, *words: str) -> None:
    """One line that says all this, and the status of what was given wrongly."""
    assert said.err.count("\n") == 1, said.err
    assert all(word in said.err for word in words), said.err
    assert (said.status, said.out) == (2, "")
    assert "secret" not in said.err


def claims(token: str) -> Any:
    """What a token says."""
    payload = token.split(".")[1]
    return json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def test_a_token_needs_nothing_but_the_development_key(key: Path, cases: Cases) -> None:
    said = cases("token", "director_general", "--organisation", "iom")
    assert (said.status, said.err) == (0, "")
    assert claims(said.out)["sub"] == "demo.director_general"
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_token_without_a_key_is_not_made(cases: Cases) -> None:
    assert_wrong(cases("token", "investigator"), "CASES_DEVELOPMENT_KEY: is not set")


def test_a_token_is_for_the_organisation_of_the_tour_unless_told(
    key: Path, cases: Cases
) -> None:
    said = cases("token", "executive_committee_member", "--person", "p-7")
    assert claims(said.out)["organisation"] == "ima"
    assert claims(said.out)["sub"] == "p-7"


@pytest.mark.parametrize("role", ["investigater", "system", "", "director_general"])
@pytest.mark.usefixtures("key")
def test_a_role_that_the_organisation_lacks_gets_the_choices(
    cases: Cases, role: str
) -> None:
    said = cases("token", role)
    assert_wrong(said, "ROLE:", "investigator", "executive_committee_member")
    assert "system" not in said.err


@pytest.mark.usefixtures("key")
def test_an_organisation_without_a_code_gets_the_choices(cases: Cases) -> None:
    said = cases("token", "investigator", "--organisation", "nowhere")
    assert_wrong(said, "--organisation:", "ima, ims, iom")


@pytest.mark.parametrize("person", ["P-7", "a b", "system", "x" * 65, "-p"])
@pytest.mark.usefixtures("key")
def test_a_person_that_no_token_may_name_is_refused(cases: Cases, person: str) -> None:
    assert_wrong(cases("token", "investigator", f"--person={person}"), "--person:")


def test_a_key_that_is_none_is_named(key: Path, cases: Cases) -> None:
    key.write_bytes(b"\xff no key")
    assert_wrong(cases("token", "investigator"), "CASES_DEVELOPMENT_KEY:")


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("CASES_DATABASE_URL", "nonsense", "is no address of PostgreSQL"),
        ("CASES_KEYSTORE_URL", "postgresql://h:port/x", "is no address of PostgreSQL"),
        ("CASES_KEYSTORE_URL", "", "is not set"),
        ("CASES_EDITIONS", "/nowhere/at/all", "is no directory"),
        ("CASES_ENVIRONMENT", "staging", "'development' or 'production'"),
        ("CASES_ISSUERS", "{", "is not JSON"),
        ("CASES_ISSUERS", '{"urn:x": 7}', "urn:x Input should be"),
        ("CASES_THREADS", "many", "valid integer"),
        ("CASES_THREADS", "0", "greater than or equal to 1"),
        ("CASES_DOCUMENTATION", "perhaps", "valid boolean"),
        ("CASES_LOG_LEVEL", "LOUD", "'DEBUG'"),
        ("CASES_OTLP_ENDPOINT", "collector:4318", "http"),
        ("CASES_DEVELOPMENT_KEY", "key", "not for production"),
    ],
)
@pytest.mark.usefixtures("complete")
def test_a_setting_that_is_wrong_is_named(
    monkeypatch: pytest.MonkeyPatch, cases: Cases, name: str, value: str, what: str
) -> None:
    monkeypatch.setenv(name, value)
    assert_wrong(cases("organisation", "list"), f"{name}: ", what)


@pytest.mark.parametrize("command", ["serve", "follow", "due"])
def test_every_setting_that_is_missing_has_a_line(cases: Cases, command: str) -> None:
    said = cases(command)
    assert said.status == 2
    assert said.err.splitlines() == [
        "CASES_DATABASE_URL: is not set",
        "CASES_KEYSTORE_URL: is not set",
        "CASES_KEYRING: is not set",
    ]


@pytest.mark.parametrize(
    "command",
    [
        ("follow",),
        ("due",),
        ("integrate",),
        ("rebuild", "clocks"),
        ("organisation", "list"),
        ("organisation", "add", "iom"),
        ("organisation", "rebase", "iom"),
    ],
)
@pytest.mark.usefixtures("complete")
def test_a_server_that_does_not_answer_is_named_by_its_setting(
    cases: Cases, command: tuple[str, ...]
) -> None:
    assert_wrong(cases(*command), "CASES_DATABASE_URL:", "Connection refused")


def test_a_keystore_that_does_not_answer_is_named_by_its_setting(
    complete: Path, cases: Cases, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASES_DATABASE_URL", database_url)
    said = cases("organisation", "add", "iom")
    assert_wrong(said, "CASES_KEYSTORE_URL:", "Connection refused")


@pytest.fixture
def there(
    complete: Path,
    database_url: str,
    keystore_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """Databases that answer; the folder of the keyring, which is not there."""
    monkeypatch.setenv("CASES_DATABASE_URL", database_url)
    monkeypatch.setenv("CASES_KEYSTORE_URL", keystore_url)
    return complete


def test_a_keyring_that_cannot_be_read_is_named_by_its_setting(
    there: Path, cases: Cases
) -> None:
    assert_wrong(cases("due"), "CASES_KEYRING:")
    there.write_text("a file")
    said = cases("organisation", "add", "iom")
    assert_wrong(said, str(there), "File exists")


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(
    "command",
    [
        ("rebuild", "clocks", "--organisation", "iom", "--organisation", "nowhere"),
        ("organisation", "rebase", "nowhere"),
        ("organisation", "rebase", "No Where"),
    ],
)
def test_an_organisation_that_is_not_there_gets_the_choices(
    cases: Cases, command: tuple[str, ...]
) -> None:
    assert_wrong(cases(*command), "ima, ims, iom")


@pytest.mark.usefixtures("there")
def test_a_projection_that_does_not_exist_gets_the_choices(cases: Cases) -> None:
    assert_wrong(cases("rebuild", "nothing"), "case_state", "clocks")


@pytest.mark.usefixtures("there")
def test_an_organisation_without_an_edition_is_not_added(cases: Cases) -> None:
    said = cases("organisation", "add", "nowhere")
    assert_wrong(said, "CASES_EDITIONS", "ima, ims, iom")


@pytest.fixture
def latin(tmp_path: Path) -> Path:
    """An edition that somebody saved in another encoding."""
    file = tmp_path / "editions" / "acme" / "2024.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes('organisation = "acme"\ntitle = "Señor"\n'.encode("latin-1"))
    return file


def test_an_edition_in_another_encoding_is_named_with_its_line(
    latin: Path, cases: Cases
) -> None:
    said = cases("edition", "check", str(latin))
    assert (said.status, said.out) == (2, "")
    shown = ("acme/2024.toml:2:", "UTF-8", "2 | title", "1 fault in acme/2024.toml")
    assert all(words in said.err for words in shown), said.err


SOUND = (EDITIONS / "acme" / "2024.toml").read_text("utf-8")
WRONG = [
    pytest.param(
        'closes = "approved"\nretention = "R10"',
        'to = "looked_at"',
        "phase 'declared' is a dead end",
        'phase = "declared"',
        id="a procedure without an end",
    ),
    pytest.param(
        "2024-01-01, amount = 50",
        "2024-01-01, until = 2024-06-30, amount = 50",
        "no value holds from 2024-06-30 until 2025-01-01",
        "nominal_value = [",
        id="values with a gap",
    ),
]


@pytest.mark.parametrize(("old", "new", "what", "line"), WRONG)
def test_what_is_wrong_with_an_edition_is_shown_in_its_line(
    tmp_path: Path, cases: Cases, old: str, new: str, what: str, line: str
) -> None:
    file = tmp_path / "acme" / "2024.toml"
    file.parent.mkdir()
    assert SOUND.count(old) == 1
    file.write_text(text := SOUND.replace(old, new), "utf-8")
    said = cases("edition", "check", str(file))
    assert (said.status, said.out) == (2, "")
    block = next(b for b in said.err.split("\n\n") if f"error: {what}" in b)
    assert f" | {line}" in block
    number = 1 + text[: text.index(f"\n{line}") + 1].count("\n")
    assert f"acme/2024.toml:{number}:" in block
    assert "^" in block


@pytest.mark.usefixtures("there")
def test_two_editions_in_force_at_once_are_served_by_nobody(
    tmp_path: Path, cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "2024.toml").write_text(SOUND, "utf-8")
    later = SOUND.replace('edition = "2024"', 'edition = "2025"')
    (folder / "2025.toml").write_text(later, "utf-8")
    monkeypatch.setenv("CASES_EDITIONS", str(tmp_path))
    said = cases("organisation", "add", "acme")
    assert_wrong(said, "acme/2025.toml:6:", "edition '2024' is still in force then")


@pytest.mark.parametrize(
    "command",
    [
        ("due",),
        ("organisation", "add", "iom"),
        ("token", "auditor"),
        ("clauses", "iom"),
    ],
)
@pytest.mark.usefixtures("there")
def test_a_further_edition_that_is_wrong_is_named_wherever_it_is_read(
    latin: Path,
    cases: Cases,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    tmp_path: Path,
) -> None:
    if command[0] == "token":
        monkeypatch.setenv("CASES_DEVELOPMENT_KEY", str(tmp_path / "key"))
        monkeypatch.setenv("CASES_ENVIRONMENT", "development")
    monkeypatch.setenv("CASES_EDITIONS", str(latin.parents[1]))
    assert_wrong(cases(*command), "acme/2024.toml:2:")


@pytest.mark.usefixtures("complete")
def test_a_port_that_is_taken_is_named(cases: Cases) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert_wrong(cases("serve", "--port", str(port)), f"--port: {port}", "in use")


@pytest.mark.usefixtures("complete")
def test_a_service_that_cannot_start_says_why_in_its_log(port: int) -> None:
    command = [sys.executable, "-m", "api", "serve", "--port", str(port)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    (why,) = [line for line in lines if "error" in line]
    assert why["event"] == "CASES_DATABASE_URL: the server cannot be used"
    assert why["error"] == ["Mistake", "OperationalError"]
    assert any("api/organisations.py" in place for place in why["where"])
    assert ended.returncode != 0
    for word in ("secret", "somebody", "Traceback", "refused"):
        assert word not in ended.stderr


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def empty(cluster: Server) -> Iterator[str]:
    """The address of a database without any organisation."""
    with database(cluster) as url:
        migrate_roles(url)
        yield url


def test_organisations_that_are_not_served_have_a_line(
    empty: str, tmp_path: Path
) -> None:
    settings = Settings(database_url=empty, keystore_url=empty, keyring=tmp_path)
    with written(io.StringIO()) as lines, opened(settings) as served:
        assert served == {}
    assert "no organisation is served" in lines.getvalue()
    add_organisation(empty, "acme")
    with written(io.StringIO()) as lines, opened(settings):
        pass
    assert '"event":"not served: there is no edition"' in lines.getvalue()
    assert '"organisation":"acme"' in lines.getvalue()
