"""By what an answer and its line are found together; never of those who come unseen."""

import io
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from reported import REPORT, somebody
from serving import HERE, Service, written

from api.mailboxes import new_key

NAME = "X-Request-ID"
GIVEN = "7b0f7c55-53a9-4a0e-b0a1-1b6de1ac53a4"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    with written(io.StringIO()) as stream:
        yield stream


def of_requests(stream: io.StringIO) -> list[Any]:
    found = (json.loads(line) for line in stream.getvalue().splitlines())
    return [line for line in found if line["event"] == "request"]


def asked(service: Service, role: str, sent: str | None) -> Any:
    caller = service.caller(role)
    given = {} if sent is None else {NAME: sent}
    return service.client.get(caller.at("/cases"), headers=caller.headers() | given)


def test_an_answer_says_by_what_its_line_is_found(
    service: Service, lines: io.StringIO
) -> None:
    first, second = (asked(service, "auditor", None) for _ in range(2))
    assert first.headers[NAME] != second.headers[NAME]
    assert UUID(first.headers[NAME])
    found = [line["id"] for line in of_requests(lines)]
    assert found == [first.headers[NAME], second.headers[NAME]]


@pytest.mark.parametrize(
    "sent", [GIVEN, GIVEN.replace("-", ""), "0190F1C2-7B1E-7A55-9D5E-3F6F6B1D2C3A"]
)
def test_the_id_that_a_caller_made_up_is_kept(
    service: Service, lines: io.StringIO, sent: str
) -> None:
    assert asked(service, "auditor", sent).headers[NAME] == sent
    assert [line["id"] for line in of_requests(lines)] == [sent]


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "MARKER",
        "anna.MARKER@example.org",
        "MARKER" * 1000,
        f"{GIVEN} MARKER",
        f"{GIVEN}, {GIVEN}",
        "g" * 32,
        "0" * 31,
    ],
)
def test_what_could_say_something_is_replaced_and_not_repeated(
    service: Service, lines: io.StringIO, sent: str
) -> None:
    answer = asked(service, "auditor", sent)
    assert UUID(answer.headers[NAME])
    assert "MARKER" not in lines.getvalue() + str(answer.headers)
    assert not sent or sent not in lines.getvalue()


@pytest.mark.parametrize("path", ["/health/live", "/nowhere", "/docs", "/problems"])
def test_every_answer_has_one(service: Service, path: str) -> None:
    assert UUID(service.client.get(path).headers[NAME])


def test_of_a_mailbox_there_is_no_id_in_an_answer_or_a_line(
    service: Service, lines: io.StringIO
) -> None:
    sent = str(uuid4())
    at = f"/v1/organisations/{HERE}"
    headers = {"Authorization": f"Mailbox {new_key()}", NAME: sent}
    report = REPORT | {"identity_mode": "anonymous"}
    answers = [
        service.client.get(f"{at}/mailbox/new-key", headers={NAME: sent}),
        service.client.post(f"{at}/reports", json=report, headers=headers),
        service.client.get(f"{at}/mailbox", headers=headers),
        service.client.get(f"{at}/cases?purpose=x", headers=headers),
    ]
    assert [one.status_code for one in answers] == [200, 201, 200, 422]
    assert [one for one in answers if NAME in one.headers] == []
    assert sent not in lines.getvalue() + "".join(one.text for one in answers)
    assert of_requests(lines) == []


@pytest.mark.parametrize("role", ["member", "reporter", "subject"])
def test_nor_of_those_who_speak_for_themselves(
    service: Service, lines: io.StringIO, role: str
) -> None:
    sent = str(uuid4())
    answer = asked(service, role, sent)
    assert NAME not in answer.headers
    assert sent not in lines.getvalue()


def test_a_mistake_in_front_of_somebody_unseen_has_no_number(
    service: Service, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise KeyError("MARKER")

    monkeypatch.setattr("api.commanding.speaking", failing)
    member = service.caller("member", somebody())
    answer = member.post("/reports", REPORT, X_Request_ID=str(uuid4()))
    assert (answer.status_code, NAME in answer.headers) == (500, False)
    assert "id" not in answer.json()
    found = [json.loads(line) for line in lines.getvalue().splitlines()]
    (alarm,) = [line for line in found if line["event"].startswith("the service made")]
    assert alarm["error"] == ["KeyError"]
    assert "id" not in alarm


def test_a_mistake_is_found_by_the_id_of_the_request(
    service: Service, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise KeyError("MARKER")

    monkeypatch.setattr("api.commanding.speaking", failing)
    sent = str(uuid4())
    officer = service.caller("intake_officer")
    answer = officer.post("/reports", REPORT, X_Request_ID=sent)
    assert answer.json()["id"] == answer.headers[NAME] == sent
    found = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [line["id"] for line in found if "id" in line] == [sent, sent]


@pytest.mark.parametrize("path", ["/reports", "/cases?nothing=1"])
def test_before_it_is_known_who_asks_no_id_of_theirs_is_kept(
    service: Service, lines: io.StringIO, path: str
) -> None:
    sent = str(uuid4())
    member = service.caller("member")
    ask = service.client.get if "?" in path else service.client.post
    answer = ask(member.at(path), headers=member.headers() | {NAME: sent})
    assert answer.status_code in (415, 422)
    assert answer.headers[NAME] != sent
    (line,) = of_requests(lines)
    assert line["id"] == answer.headers[NAME]
