"""What is so of every command: what it names, how days and lists are written."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from rules import (
    ACCUSED,
    DETECTIVE,
    SAID,
    TODAY,
    convened,
    exhibit,
    handler,
    investigated,
    party,
)
from scenario import refusal

from cases.commands.allegations import DropAllegation
from cases.commands.command import Command
from cases.commands.decision import ConveneDeciders
from cases.errors import Refused

TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (party(), {"subject", ACCUSED}),
        (party(person=None), {"subject"}),
        (convened("c-1", "c-2"), {"committee", "c-1", "c-2"}),
        (handler("owner-1", "case_owner"), {"owner-1", "case_owner"}),
        (DropAllegation(allegation=1, reason=SAID), set()),
    ],
    ids=lambda one: type(one).__name__,
)
def test_whom_a_command_names_is_among_its_words_and_no_text_is(
    command: Command, words: set[str]
) -> None:
    assert command.words() == words


@pytest.mark.parametrize(
    ("kind", "said", "rule"),
    [
        (ConveneDeciders, {"body": "committee", "present": ("c-1", "c-1")}, "repeated"),
        (type(exhibit()), {**dict(exhibit()), "taken_on": "20260105"}, "iso_day"),
    ],
)
def test_what_is_wrong_with_a_command_has_the_name_of_a_rule(
    kind: type[Command], said: dict[str, Any], rule: str
) -> None:
    with pytest.raises(ValidationError) as wrong:
        kind.model_validate(said)
    assert [one["type"] for one in wrong.value.errors()] == [rule]


def test_a_day_to_come_is_no_fact_and_it_is_said_until_when_one_is() -> None:
    asked = investigated().when(exhibit(taken_on=TOMORROW), DETECTIVE)
    asked.then_refused(Refused, "the day is in the future", field="taken_on")
    assert refusal(asked).until == TODAY
