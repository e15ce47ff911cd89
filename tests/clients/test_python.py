"""The client in Python is the one that the service describes, and asks as it should."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import pytest
from described import DOCUMENT

from api.running.asked import HOST

CLIENT = Path(__file__).parents[2] / "clients/python"
MADE = ("answers.py", "operations.py")
MOST_BYTES = 1 << 20
RECEIPT = {"case": "c", "version": 4, "position": 9}
PROBLEM = {"type": "/problems/refused", "title": "No", "status": 409, "detail": "no"}
STEP = {"step": "acknowledge"}
Answer = tuple[int, dict[str, str], bytes]
DONE: Answer = (201, {}, json.dumps(RECEIPT).encode())


@dataclass
class Asked:
    """What came, and what is answered to it, one after the other."""

    answers: list[Answer] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def asked() -> Iterator[Asked]:
    found = Asked()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): one for name, one in self.headers.items()}
            found.requests.append((self.command, self.path, headers, content))
            status, more, body = found.answers.pop(0)
            self.send_response(status)
            kind = {"Content-Type": "application/json"}
            for name, value in (kind | more).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self.do_POST()

        def do_PATCH(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    with ThreadingHTTPServer((HOST, 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://{HOST}:{server.server_port}/"
        yield found
        server.shutdown()


@pytest.fixture(scope="module")
def package() -> Iterator[Any]:
    """The client, as somebody has it who knows nothing else of ours."""
    sys.path.insert(0, str(CLIENT))
    try:
        yield importlib.import_module("cases_client.operations")
    finally:
        sys.path.remove(str(CLIENT))


def client(package: Any, asked: Asked, **more: Any) -> Any:
    return package.Client(
        asked.address, "ima", "token\n", pause=asked.pauses.append, **more
    )


def not_done(package: Any) -> Any:
    return sys.modules["cases_client.calling"].NotDone


def generator() -> ModuleType:
    """The program that makes it."""
    there = importlib.util.spec_from_file_location("made", CLIENT / "generate.py")
    assert there
    assert there.loader
    made = importlib.util.module_from_spec(there)
    there.loader.exec_module(made)
    return made


def test_it_is_the_one_that_is_made_of_the_description(tmp_path: Path) -> None:
    description = tmp_path / "openapi.json"
    description.write_text(json.dumps(DOCUMENT, indent=1, sort_keys=True))
    generator().main(str(description), str(tmp_path))
    for name in MADE:
        kept = (CLIENT / "cases_client" / name).read_text("utf-8")
        assert kept == (tmp_path / name).read_text("utf-8"), f"{name}: see generate.py"
        assert len(kept) < MOST_BYTES


def test_it_has_a_method_for_every_operation(package: Any) -> None:
    named = generator().named
    for methods in DOCUMENT["paths"].values():
        for operation in methods.values():
            assert callable(getattr(package.Client, named(operation)))


def test_a_command_says_who_asks_upon_what_and_happens_once(
    package: Any, asked: Asked
) -> None:
    asked.answers += [DONE, DONE]
    by = client(package, asked, acting_as="intake_officer")
    assert by.take_step("c", STEP, version=3) == RECEIPT
    by.take_step("c", STEP, version=3, key="my-own-key", on_behalf_of="p-7")
    method, path, headers, content = asked.requests[0]
    assert (method, path) == ("POST", "/v1/organisations/ima/cases/c/steps")
    assert json.loads(content) == STEP
    assert headers["authorization"] == "Bearer token"
    assert headers["acting-as"] == "intake_officer"
    assert headers["if-match"] == '"3"'
    assert len(headers["idempotency-key"]) == 36
    assert "on-behalf-of" not in headers
    assert asked.requests[1][2]["idempotency-key"] == "my-own-key"
    assert asked.requests[1][2]["on-behalf-of"] == "p-7"


def test_while_the_service_is_away_it_is_asked_again_with_the_same_key(
    package: Any, asked: Asked
) -> None:
    away: Answer = (503, {"Retry-After": "2"}, b"")
    asked.answers += [away, away, DONE]
    assert client(package, asked).take_step("c", STEP, version=3) == RECEIPT
    assert asked.pauses == [2.0, 2.0]
    assert len({one[2]["idempotency-key"] for one in asked.requests}) == 1
    asked.answers += [away] * 4
    with pytest.raises(not_done(package)) as silent:
        client(package, asked).live()
    assert silent.value.status == 503


def test_a_refusal_is_raised_as_the_service_said_it(package: Any, asked: Asked) -> None:
    body = json.dumps(PROBLEM).encode()
    asked.answers += [(409, {"X-Request-ID": "7b0f"}, body), (409, {}, body)]
    with pytest.raises(not_done(package)) as refused:
        client(package, asked).take_step("c", STEP, version=3)
    assert (refused.value.status, refused.value.problem) == (409, PROBLEM)
    assert refused.value.request_id == "7b0f"
    assert len(asked.requests) == 1
    with pytest.raises(not_done(package)) as unseen:
        client(package, asked).take_step("c", STEP, version=3)
    assert unseen.value.request_id is None


def test_a_question_leaves_out_what_nobody_asked(package: Any, asked: Asked) -> None:
    asked.answers.append((200, {}, b'{"items": [], "next": null}'))
    client(package, asked, scheme="Job").list_cases(phase="closed", limit=2)
    _, path, headers, _ = asked.requests[0]
    assert path == "/v1/organisations/ima/cases?limit=2&phase=closed"
    assert headers["authorization"] == "Job token"
    assert headers["accept"] == "application/json"


def test_a_part_of_a_file_is_sent_as_it_is(package: Any, asked: Asked) -> None:
    asked.answers.append((204, {}, b""))
    content = bytes(range(256))
    assert client(package, asked).send_part("c", "i", content, offset=7) is None
    method, _, headers, sent = asked.requests[0]
    assert (method, sent) == ("PATCH", content)
    assert headers["upload-offset"] == "7"
    assert headers["content-type"] == "application/partial-upload"


def test_a_token_is_sent_nowhere_else(package: Any, asked: Asked) -> None:
    asked.answers.append((307, {"Location": "http://127.0.0.1:1/"}, b""))
    with pytest.raises(not_done(package)):
        client(package, asked).live()
    with pytest.raises(ValueError, match="http"):
        package.Client("file:///etc", "ima", "token")
