"""Each part of a request that is wrong is pointed to once, in words for people."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from described import DOCUMENT
from pydantic import ValidationError
from reported import REPORT
from serving import Service

from api.description import parameters
from api.examples.story import EXAMPLES
from api.faults import DETAILS, OTHERWISE, RULES, faults, field_names
from api.forms import FORMS
from api.problems import Fault
from cases.commands.command import Command
from cases.commands.identity import DiscloseIdentity
from cases.commands.opening import ReceiveReport

NAMES: Final = field_names(DOCUMENT)
WRONG: Final[tuple[Any, ...]] = (
    *(None, True, 1, 0, -1, 1.5, 2**53, "", "a b", "A", "é", "\0", "x" * 30_000),
    *([], [True], [1, "a"], [None], {}, {"a": [True]}, {"a": None}, {"A b": 1}),
    *({"a": "x y"}, "2026-13-01", "2026-1-1", 20260101, "2026-01-01T00:00:00"),
)
MACHINE_WORDS: Final = re.compile(r"[\^$\\{}]|does not fit|\[a-z\]")


def found(command: type[Command], body: Any) -> list[Fault]:
    """What is wrong with a body."""
    try:
        command.model_validate_json(json.dumps(body))
    except ValidationError as error:
        located = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        return faults(located, NAMES)
    return []


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda kind: kind.__name__)
def test_a_wrong_field_is_pointed_to_once_and_in_plain_words(
    command: type[Command],
) -> None:
    seen = 0
    for field in command.model_fields:
        for wrong in WRONG:
            for fault in (
                one := found(command, {**EXAMPLES[command].body, field: wrong})
            ):
                assert fault.pointer is not None
                assert fault.pointer.split("/")[1] == field
                assert fault.rule in DETAILS
                assert not MACHINE_WORDS.search(fault.detail), fault
            pointers = [fault.pointer for fault in one]
            assert len(set(pointers)) == len(pointers)
            if not (isinstance(wrong, list) and len(wrong) > 1):
                assert len(one) <= 1, (field, wrong, one)
            seen += len(one)
    assert seen or not command.model_fields


def patterns(schema: Any) -> Iterator[str]:
    """Every pattern that a request may have to match."""
    if isinstance(schema, list):
        for part in schema:
            yield from patterns(part)
    if isinstance(schema, dict):
        if isinstance(pattern := schema.get("pattern"), str):
            yield pattern
        yield from schema.get("patternProperties", ())
        for part in schema.values():
            yield from patterns(part)


def test_every_form_has_words() -> None:
    models = {command.__name__ for command in EXAMPLES}
    schemas = DOCUMENT["components"]["schemas"]
    asked = [schemas[name] for name in models]
    asked += [
        list(parameters(DOCUMENT, operation))
        for path in DOCUMENT["paths"].values()
        for operation in path.values()
    ]
    fact = "^[A-Za-z0-9_.-]{1,64}$"
    assert set(patterns(asked)) - {fact} == set(FORMS)


def test_every_rule_is_that_of_some_error() -> None:
    assert set(RULES.values()) | {"unknown_parameter", "only_true"} == set(DETAILS)
    assert OTHERWISE[0] not in DETAILS


FACTS: Final[dict[str, tuple[Any, str]]] = {
    "a fact that the code asks for somewhere": ({"nature": [True]}, "/facts/nature"),
    "a fact that nobody asks for": ({"jane": [True]}, "/facts"),
    "a name that can be none": ({"Jane Doe": 1}, "/facts"),
}


@pytest.mark.parametrize("name", FACTS)
def test_a_wrong_fact_is_named_if_the_code_knows_it(
    service: Service, name: str
) -> None:
    facts, pointer = FACTS[name]
    answer = service.caller("member").post("/reports", REPORT | {"facts": facts})
    (fault,) = answer.json()["errors"]
    assert fault["pointer"] == pointer
    assert "jane" not in answer.text.lower()


def test_a_refusal_points_to_the_fact(service: Service) -> None:
    body = {
        "case_type": "guidance_request",
        "opening": "ask",
        "facts": {"topic": "weather"},
        "account": "May I?",
    }
    answer = service.caller("member").post("/disclosures", body)
    assert (answer.status_code, answer.json()["pointer"]) == (409, "/facts/topic")


def test_whoever_misspelt_a_filter_is_told_those_there_are(service: Service) -> None:
    answer = service.caller("member").get("/cases", jane="1")
    (fault,) = answer.json()["errors"]
    assert (fault["parameter"], fault["rule"]) == ("query", "unknown_parameter")
    path = "/v1/organisations/{organisation}/cases"
    operation = DOCUMENT["paths"][path]["get"]
    assert fault["allowed"] == sorted(
        one["name"] for one in parameters(DOCUMENT, operation) if one["in"] == "query"
    )
    assert "jane" not in answer.text


def test_whoever_misspelt_a_field_is_told_those_there_are(service: Service) -> None:
    answer = service.caller("member").post("/reports", REPORT | {"jane": 1})
    (fault,) = answer.json()["errors"]
    assert (fault["pointer"], fault["rule"]) == ("", "unknown_field")
    assert set(fault["allowed"]) == set(ReceiveReport.model_fields)
    assert "jane" not in answer.text


@pytest.mark.parametrize("blank", [" ", "\t\n ", "\u200b", "\u2003\ufeff"])
def test_a_text_that_says_nothing_is_none(service: Service, blank: str) -> None:
    answer = service.caller("member").post("/reports", REPORT | {"account": blank})
    (fault,) = answer.json()["errors"]
    assert (fault["pointer"], fault["rule"]) == ("/account", "not_empty")


def test_what_can_only_be_agreed_to_is_said_to_be_so() -> None:
    (fault,) = found(DiscloseIdentity, {"agreed": False})
    assert (fault.rule, fault.detail) == ("only_true", "must be true")


UNREAD: Final[dict[str, tuple[str, str, str]]] = {
    "a number beyond 2^53": (
        '"channel": 9007199254740992',
        "integer_range",
        "/channel",
    ),
    "one below": (
        '"categories": [1, -9007199254740992]',
        "integer_range",
        "/categories/1",
    ),
    "no number": ('"channel": NaN', "not_a_number", "/channel"),
    "too large": ('"facts": {"nature": 1e999}', "number_range", "/facts"),
    "half a character": ('"account": "\\ud800"', "surrogate", "/account"),
    "half of one in a name": ('"facts": {"\\udc00": 1}', "surrogate", "/facts"),
    "a name twice": ('"facts": {"a": 1, "a": 2}', "repeated_name", "/facts"),
    "a name twice at the top": ('"account": "b"', "repeated_name", ""),
    "an unknown field": ('"jane": 9007199254740992', "integer_range", ""),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_is_pointed_to(service: Service, name: str) -> None:
    part, rule, pointer = UNREAD[name]
    rest = REPORT if name == "a name twice at the top" else {}
    body = json.dumps(rest)[:-1] + (", " if rest else "") + part + "}"
    member = service.caller("member")
    headers = member.headers() | {"Content-Type": "application/json"}
    answer = service.client.post(member.at("/reports"), content=body, headers=headers)
    problem = answer.json()
    assert answer.status_code == 400
    assert (problem["rule"], problem["pointer"]) == (rule, pointer)
    assert "jane" not in answer.text
