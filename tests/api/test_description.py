"""The description of the service is kept, and says what is so.

`python tests/api/test_description.py` writes it anew after a change that is meant;
the answers in it come from `python tests/api/test_examples.py`.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from described import DOCUMENT

from api.audiences import AUDIENCE_OF
from api.description import operations, parameters
from api.examples.story import EXAMPLES
from api.headers import FOR_ANYBODY
from api.kinds import KINDS
from api.meanings import ANSWERED, ELSEWHERE, SENT
from api.routes.commanded import COMMANDS, OFFICES, OPENINGS
from cases.commands.accusation import Accusation
from cases.commands.by_rule import ByRule
from cases.commands.clocks import NoteTime
from cases.commands.closing import RecalculateRetention
from cases.commands.command import Command, StepCommand
from cases.commands.erased import OfTheErasure
from cases.commands.erasing import ConcludeEntry, EraseText, OfTheList
from cases.commands.escalating import EscalateMissed
from cases.commands.files import AddFile
from cases.commands.job_keys import JobKeyCommand
from cases.commands.mandates import MandateCommand, NoteMandates, OfficeCommand
from cases.commands.opening import OpenCase
from cases.commands.webhooks import WebhookCommand

KEPT = Path(__file__).with_name("openapi.json")
ABSTRACT = {
    *(Accusation, StepCommand, OpenCase, ByRule),
    *(OfficeCommand, MandateCommand, JobKeyCommand, WebhookCommand),
    *(OfTheList, OfTheErasure),
}
NOT_ASKED_FOR = {
    NoteTime,
    NoteMandates,
    EscalateMissed,
    RecalculateRetention,
    AddFile,
    EraseText,
    ConcludeEntry,
    *OfTheErasure.__subclasses__(),
}
"""What the service itself does."""


OPERATIONS = [
    pytest.param(path, operation, id=operation["operationId"])
    for path, operations in DOCUMENT["paths"].items()
    for operation in operations.values()
]


def written(document: Any) -> str:
    return json.dumps(document, indent=0, sort_keys=True) + "\n"


def test_the_description_is_the_one_that_is_kept() -> None:
    assert KEPT.read_text("utf-8") == written(DOCUMENT)


def subclasses(kind: type[Command]) -> set[type[Command]]:
    found = set(kind.__subclasses__())
    return found.union(*(subclasses(each) for each in found))


def test_every_command_has_an_address_and_a_body_that_is_one() -> None:
    asked_for = {*OPENINGS.values(), *COMMANDS.values(), *OFFICES.values()}
    by_itself = NOT_ASKED_FOR | subclasses(ByRule)
    assert asked_for == subclasses(Command) - ABSTRACT - by_itself
    for kind in asked_for:
        assert kind.model_validate_json(json.dumps(EXAMPLES[kind].body))


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_operation_says_what_it_answers(path: str, operation: Any) -> None:
    assert operation["summary"]
    for status, answer in operation["responses"].items():
        answered = resolved(answer).get("content")
        if answered is None:
            assert status == "204"
            continue
        if "application/problem+json" not in answered:
            assert int(status) < 400 or path == "/health/ready"
            continue
        examples = answered["application/problem+json"]["examples"]
        for name, example in examples.items():
            assert KINDS[name].status == int(status) == example["value"]["status"]


def resolved(answer: Any) -> Any:
    if "$ref" not in answer:
        return answer
    return DOCUMENT["components"]["responses"][answer["$ref"].rpartition("/")[2]]


def test_every_operation_is_for_somebody() -> None:
    named = [operation["operationId"] for _, _, operation in operations(DOCUMENT)]
    assert sorted(AUDIENCE_OF) == sorted(named)
    for _, _, operation in operations(DOCUMENT):
        assert operation["tags"] == [AUDIENCE_OF[operation["operationId"]].title]


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_parameter_has_a_meaning(path: str, operation: Any) -> None:
    for parameter in parameters(DOCUMENT, operation):
        assert parameter.get("description"), parameter["name"]
        assert f"{{{parameter['name']}}}" in path or parameter["in"] != "path"


@pytest.mark.parametrize("model", DOCUMENT["components"]["schemas"])
def test_every_field_has_a_meaning(model: str) -> None:
    fields = DOCUMENT["components"]["schemas"][model].get("properties", {})
    assert [name for name in fields if not fields[name].get("description")] == []


def test_no_meaning_is_left_over() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    used = {name for model in schemas.values() for name in model.get("properties", ())}
    assert {*SENT, *ANSWERED} <= used
    for place in ELSEWHERE:
        model, _, name = place.partition(".")
        assert schemas[model]["properties"][name]["description"] == ELSEWHERE[place]


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_whatever_belongs_to_an_organisation_needs_a_token(
    path: str, operation: Any
) -> None:
    below = path.startswith("/v1/organisations/{organisation}/")
    of_organisation = below and path not in FOR_ANYBODY
    assert ("security" in operation) == of_organisation
    assert ("401" in operation["responses"]) == of_organisation


if __name__ == "__main__":
    KEPT.write_text(written(DOCUMENT), "utf-8")
