"""The commands of a terminal: each explained, with an example, and for programs."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from projected import projected
from terminal import typing

from api import __main__ as command_line
from api import organisations
from api.saying import EXAMPLES
from api.settings import Settings

PAGE = Path(__file__).parents[2] / "ops/README.md"
ROW = re.compile(r"^\| `cases ([a-z -]+)` \| (.*) \|$", re.MULTILINE)
UNTIL_INTERRUPTED = {
    *("serve", "follow", "due", "erase", "react", "integrate", "deliver", "witness"),
}
EDITION = Path(__file__).parents[1] / "cases/acme/2024.toml"


def commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its words."""
    for name, one in group.commands.items():
        if hasattr(one, "commands"):
            yield from commands(one, f"{above}{name} ")
        else:
            yield f"{above}{name}", one


COMMANDS = dict(commands(typer.main.get_command(command_line.app)))


@pytest.mark.parametrize("name", COMMANDS.keys() - {"witness"})
def test_the_help_of_a_command_ends_with_an_example_that_can_be_typed(
    name: str,
) -> None:
    command, example = COMMANDS[name], EXAMPLES[name]
    assert command.epilog == f"Example: {example}"
    words = example.removeprefix(f"cases {name}").split()
    assert example.startswith(f"cases {name}")
    known = (word.replace("editions/acme/2024.toml", str(EDITION)) for word in words)
    with command.make_context(name, [*known]) as context:
        assert context.args == []


def test_there_is_no_example_of_what_is_no_command() -> None:
    assert EXAMPLES.keys() == COMMANDS.keys() - {"witness"}


@pytest.mark.parametrize("name", COMMANDS.keys() - UNTIL_INTERRUPTED)
def test_whatever_ends_by_itself_answers_programs(name: str) -> None:
    assert "--json" in {one for each in COMMANDS[name].params for one in each.opts}


def test_the_table_of_commands_says_what_there_is() -> None:
    said = {name: command.help for name, command in COMMANDS.items()}
    first = {name: " ".join(h.split("\n\n")[0].split()) for name, h in said.items()}
    assert dict(ROW.findall(PAGE.read_text("utf-8"))) == first


Run = Callable[..., Any]


@pytest.fixture
def answered(
    monkeypatch: pytest.MonkeyPatch,
    database_url: str,
    keystore_url: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    """What a command prints for a program."""
    (tmp_path / "keyring").mkdir(mode=0o700)
    monkeypatch.setenv("CASES_DATABASE_URL", database_url)
    monkeypatch.setenv("CASES_KEYSTORE_URL", keystore_url)
    monkeypatch.setenv("CASES_KEYRING", str(tmp_path / "keyring"))
    monkeypatch.setenv("CASES_DEVELOPMENT_KEY", str(tmp_path / "key"))
    monkeypatch.setenv("CASES_ENVIRONMENT", "development")
    organisations.add(Settings(), "iom")  # type: ignore[call-arg]

    typed = typing(monkeypatch, capfd)

    def run(words: str) -> Any:
        status, out, err = typed(*words.split(), "--json")
        assert not status, err
        return json.loads(out)

    return run


def test_what_is_printed_for_programs_is_json(answered: Run, database_url: str) -> None:
    assert "iom" in answered("organisation list")
    assert answered("organisation rebase iom")["changed"] in (True, False)
    assert answered(f"edition check {EDITION}")["edition"] == "2024"
    given = answered("mandate grant iom enquirer p-1 --unit geneva")
    assert given["persons"] == ["p-1"]
    with projected(database_url) as iom:
        iom.project()
    (held,) = [m for m in answered("mandate list iom") if m["person"] == "p-1"]
    assert (held["role"], held["unit"]) == ("enquirer", "geneva")
    assert answered("mandate end iom enquirer p-1 --unit geneva")["role"] == "enquirer"
    key = answered("job-key give iom nightly --right read")
    assert key["key"].startswith("job_")
    (known,) = answered("job-key list iom")
    assert (known["digest"], known["rights"]) == (key["digest"], ["read"])
    gone = answered(f"job-key withdraw iom {key['digest'][:12]}")
    assert gone == {"digest": key["digest"]}
    hook = answered("webhook add iom board https://board.example/told")
    assert hook["secret"]
    (listed,) = answered("webhook list iom")
    assert (listed["webhook"], listed["job"]) == (hook["webhook"], "board")
    gone = answered(f"webhook withdraw iom {hook['webhook']}")
    assert gone == {"webhook": hook["webhook"]}
    token = answered("token director_general --organisation iom")
    assert token["person"] == "demo.director_general"
    assert {one["strength"] for one in answered("clauses iom")}
    rebuilt = answered("rebuild clocks --organisation iom")
    assert rebuilt == {"projection": "clocks", "organisations": ["iom"]}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("cases man", {"mandate"}),
        ("cases mandate ", {"grant", "end", "list"}),
        ("cases organisation add i", {"ima", "ims", "iom"}),
        ("cases rebuild clo", {"clocks"}),
    ],
)
def test_a_shell_completes_what_is_typed(typed: str, offered: set[str]) -> None:
    program = Path(sys.executable).parent / "cases"
    asked = {
        "_CASES_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    shown = subprocess.run(
        [program], env=os.environ | asked, capture_output=True, text=True, check=False
    )
    assert set(shown.stdout.split()) == offered, shown.stderr
