"""Every example of the documentation is sent to a running service, which grants it.

`python tests/api/test_examples.py` writes the answers anew, after a change that is
meant.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from described import DOCUMENT
from exampled import Telling, told
from servers import Server, throw_away_cluster

from api.examples.assigning import ASSIGNING, ASSIGNMENT
from api.examples.filing import NEW_FILE, SENDING
from api.examples.filtering import FILTER, FILTERING
from api.examples.story import EXAMPLES, QUESTIONS
from api.routes.commanded import COMMANDS, OFFICES, OPENINGS

OPERATIONS = {
    operation["operationId"]: (path, method, operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}


BY_METHOD = {"post": "201", "patch": "201", "delete": "204"}


@pytest.fixture(scope="module")
def telling(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Telling]:
    with told(cluster, tmp_path_factory.mktemp("told")) as telling:
        yield telling


def test_there_is_an_example_for_every_operation() -> None:
    commands = {kind.__name__ for kind in EXAMPLES}
    others = {*QUESTIONS, *SENDING, *FILTERING, ASSIGNING}
    assert commands | others == OPERATIONS.keys()
    every = (COMMANDS, OPENINGS, OFFICES)
    assert EXAMPLES.keys() == {kind for each in every for kind in each.values()}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_example_is_answered_as_it_is_documented(
    telling: Telling, name: str
) -> None:
    _, method, operation = OPERATIONS[name]
    assert name in telling.statuses, list(telling.answers.items())[-1]
    status = str(telling.statuses[name])
    usual = "200" if name == ASSIGNING else BY_METHOD.get(method, "200")
    assert status == usual, telling.answers[name]
    content = operation["responses"][status].get("content", {})
    assert ("application/json" in content) == (name in telling.answers)
    if name in telling.answers:
        shown = content["application/json"]["examples"]["example"]
        assert shown["value"] == telling.answers[name]


def test_every_body_is_the_one_that_is_shown() -> None:
    for kind, example in EXAMPLES.items():
        _, _, operation = OPERATIONS[kind.__name__]
        content = operation["requestBody"]["content"]["application/json"]
        assert content["examples"]["example"]["value"] == example.body
    bodies = {"add_file": NEW_FILE, ASSIGNING: ASSIGNMENT, "save_filter": FILTER}
    for name, body in bodies.items():
        _, _, operation = OPERATIONS[name]
        content = operation["requestBody"]["content"]["application/json"]
        assert content["examples"]["example"]["value"] == body


def write() -> None:
    """Put what is answered now into the documentation."""
    with (
        throw_away_cluster() as cluster,
        TemporaryDirectory() as folder,
        told(cluster, Path(folder)) as telling,
    ):
        text = json.dumps(telling.answers, indent=1, ensure_ascii=False)
        Path(str(files("api.examples") / "answers.json")).write_text(f"{text}\n")


if __name__ == "__main__":
    write()
