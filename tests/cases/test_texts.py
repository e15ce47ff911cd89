"""What a text about a person can be, and a fact; and that a text never shows itself."""

from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter, ValidationError

from cases.events.event import PERSONAL_LIMIT, Fact, Hidden, Personal
from cases.events.figures import stream_of
from cases.events.routing import OfficeSubstituted


def wrong(kind: Any, said: object) -> list[str]:
    """By the names of rules, what is wrong with something said."""
    try:
        TypeAdapter(kind).validate_python(said)
    except ValidationError as error:
        return [one["type"] for one in error.errors()]
    return []


@pytest.mark.parametrize("text", ["a", "ä", " a ", "a\n\tb", "a" * PERSONAL_LIMIT])
def test_a_text_says_something(text: str) -> None:
    assert wrong(Personal, text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "string_too_short"),
        (" \n", "blank"),
        ("\u200b", "blank"),
        ("a" * (PERSONAL_LIMIT + 1), "string_too_long"),
        ("a\x00", "string_pattern_mismatch"),
        (b"a", "string_type"),
        (7, "string_type"),
    ],
)
def test_what_is_no_text_is_refused_by_the_name_of_a_rule(
    text: object, rule: str
) -> None:
    assert wrong(Personal, text) == [rule]


def test_neither_a_text_nor_whoever_is_hidden_ever_shows_itself() -> None:
    assert repr([Personal("Jane Roe")]) == "[<personal>]"
    hidden = Hidden(reporter="p-7", no_office=("p-8",))
    assert {f"{hidden}", repr(hidden)} == {"<hidden>"}


@pytest.mark.parametrize("fact", [True, 7, "government", ("a", "b")])
def test_a_fact_is_a_choice_or_several_an_amount_or_yes_or_no(fact: object) -> None:
    assert wrong(Fact, fact) == []


@pytest.mark.parametrize("said", ["she was there", 1.5, {"a": 1}, ("a b",)])
def test_of_what_is_no_fact_it_is_said_once(said: object) -> None:
    assert wrong(Fact, said) == ["fact"]


def test_the_figures_of_a_year_have_a_stream_of_their_own_for_ever() -> None:
    assert stream_of(2026) == UUID("66696775-7265-4573-8000-0000000007ea")
    assert stream_of(2027).int == stream_of(2026).int + 1


def test_a_substitution_is_about_the_office_and_all_that_could_act_in_it() -> None:
    event = OfficeSubstituted(
        office="detective", substitute="chief", tried=("detective",), clause="2"
    )
    assert event.relations() == ("office:detective:wanted", "office:chief:wanted")
