"""The table of what follows without being asked for is complete, and true."""

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from scenario import code

from api.__main__ import app
from cases.commands.guards import GUARDS
from cases.edition.edition import Edition
from cases.edition.procedure import Opening, Step

TABLE: Final = Path(__file__).parents[2] / "ops/reactions.md"
ROWS: Final = [
    [cell.strip() for cell in line.strip("|\n ").split(" | ")]
    for line in TABLE.read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| policy")
]
WHERE: Final = {row[0]: row[-1] for row in ROWS}
EDITIONS: Final[dict[str, Edition]] = {
    name.upper(): code(name).editions[-1] for name in ("ima", "ims", "iom")
}

DOMAIN: Final = (
    "start of clocks",
    "automatic acknowledgement",
    "escalation of what is overdue",
    "past failure",
    "away from the accused",
    "a place of their own for retaliation",
    "exclusion of whoever is named",
    "late conflicts",
    "lost quorum",
    "a violation needs a measure",
    "criminal proceedings",
    "notice to the person concerned",
    "notice to donors",
    "travel allowance",
    "negotiations that bar",
    "splitting of gifts",
    "acknowledgement anew",
    "yearly review",
    "renewal of interests",
    "watch over detriment",
    "start of retention",
    "grace for late activity",
    "holds that block",
    "release of a hold",
    "purposes that are met",
    "agreed transcripts",
    "who reported goes first",
    "purging of projections",
    "notice before destruction",
    "run of a data breach",
    "erasure at recipients",
    "checkpoints",
)
"""The policies of the domain, whenever … then …, in its order."""

ORGANISATIONS: Final = r" \(([A-Z]+(?:, [A-Z]+)*)\)"


def named(kind: str, name: str = r"\w+") -> Iterator[tuple[str, str]]:
    """What the table names of a kind, and at which organisation."""
    for where in WHERE.values():
        for found, at in re.findall(rf"{kind} `({name})`{ORGANISATIONS}", where):
            yield from ((found, organisation) for organisation in at.split(", "))


def test_every_policy_of_the_domain_has_its_row_in_its_place() -> None:
    assert tuple(row[0] for row in ROWS)[: len(DOMAIN)] == DOMAIN
    assert all(len(row) == 4 and all(row) for row in ROWS)
    assert len(WHERE) == len(ROWS)


def test_every_reaction_of_an_edition_is_in_the_table_and_no_other() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for reaction, organisation in named("reaction"):
        told[organisation].add(reaction)
    assert told == {at: {*edition.reactions} for at, edition in EDITIONS.items()}


def test_a_clock_that_the_table_names_is_one_of_that_edition() -> None:
    clocks = list(named("clock"))
    assert clocks
    assert [(c, at) for c, at in clocks if c not in EDITIONS[at].clocks] == []


def test_a_step_that_the_table_names_is_one_of_that_edition() -> None:
    steps = list(named("step", r"\w+\.\w+"))
    assert steps
    for step, at in steps:
        procedure, _, name = step.partition(".")
        assert EDITIONS[at].procedure(procedure).step(name)


@pytest.mark.parametrize("policy", WHERE)
def test_what_the_table_says_of_the_program_is_there(policy: str) -> None:
    where = WHERE[policy]
    for guard in re.findall(r"guard `(\w+)`", where):
        assert guard in GUARDS
    for module, name in re.findall(r"same commit `(\w+)\.(\w+)`", where):
        assert hasattr(import_module(f"cases.commands.{module}"), name)
    for keys in re.findall(r"keys? ((?:`\w+`(?:, )?)+)", where):
        known = {*Step.model_fields, *Opening.model_fields}
        assert {*re.findall(r"\w+", keys)} <= known
    commands = (command.callback for command in app.registered_commands)
    processes = {getattr(command, "__name__", "") for command in commands}
    assert {*re.findall(r"process `cases (\w+)`", where)} <= processes


@pytest.mark.parametrize("policy", WHERE)
def test_a_policy_is_served_or_said_to_be_open(policy: str) -> None:
    where = WHERE[policy].lower()
    ways = ("edition:", "reaction `", "same commit", "process `", "guard `")
    assert any(way in where for way in (*ways, "open", "nothing to do"))
