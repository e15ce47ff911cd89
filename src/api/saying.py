"""What a command prints, and what its help shows: for people, and for programs."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Final

import typer
from typer.models import CommandInfo

AsJson = Annotated[bool, typer.Option("--json", help="For a program.")]
EXAMPLES: Final[Mapping[str, str]] = {
    "backup": "cases backup /var/backups/cases --keep-days 35",
    "clauses": "cases clauses ima --edition undated",
    "deliver": "cases deliver",
    "due": "cases due",
    "edition check": "cases edition check editions/acme/2024.toml",
    "erase": "cases erase",
    "follow": "cases follow",
    "integrate": "cases integrate",
    "job-key give": "cases job-key give iom nightly --right read --until 2027-06-01",
    "job-key list": "cases job-key list iom --json",
    "job-key withdraw": "cases job-key withdraw iom 3f9a2c41b07d",
    "mandate end": "cases mandate end iom enquirer p-2 --until 2027-01-01",
    "mandate grant": "cases mandate grant iom enquirer p-1 p-2 --unit geneva",
    "mandate list": "cases mandate list iom --on 2026-11-28 --json",
    "organisation add": "cases organisation add iom",
    "organisation list": "cases organisation list --json",
    "organisation rebase": "cases organisation rebase iom",
    "react": "cases react",
    "rebuild": "cases rebuild case_state --organisation iom",
    "record-of-processing": "cases record-of-processing ima --json",
    "restore": "cases restore /var/backups/cases --at 2026-11-28T09:00 --rehearsal",
    "serve": "cases serve --host 127.0.0.1 --port 8000 --workers 2",
    "token": "cases token investigator --organisation ima --person p-7",
    "tree begin-anew": "cases tree begin-anew iom --events-are-lost",
    "tree release": "cases tree release iom",
    "tree rotate-key": "cases tree rotate-key iom --compromised",
    "tree timestamp": "cases tree timestamp iom",
    "webhook add": "cases webhook add iom board https://board.example/told",
    "webhook list": "cases webhook list iom --json",
    "webhook withdraw": "cases webhook withdraw iom "
    "0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a",
    "verify-deletion": "cases verify-deletion 0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a iom",
}
"""One for each command; that of `witness` is its own."""


def say(lines: Iterable[str], said: object, *, as_json: bool) -> None:
    """Lines for a person, or the same as one line of JSON."""
    if as_json:
        lines = [json.dumps(said, ensure_ascii=False, default=str)]
    sys.stdout.writelines(f"{line}\n" for line in lines)


def exemplify(app: typer.Typer, above: str = "") -> None:
    """Let the help of every command end with an example of it."""
    for command in app.registered_commands:
        if example := EXAMPLES.get(f"{above}{_called(command)}"):
            command.epilog = f"Example: {example}"
    for group in app.registered_groups:
        if group.typer_instance is not None:
            exemplify(group.typer_instance, f"{above}{group.name} ")


def _called(command: CommandInfo) -> str:
    if command.name:
        return command.name
    assert command.callback
    return command.callback.__name__.replace("_", "-")


def beginning(names: Iterable[str], typed: str) -> Iterator[str]:
    """What a shell offers of some names for what was typed so far."""
    return (name for name in sorted(names) if name.startswith(typed))
