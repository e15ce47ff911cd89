"""A log that a service gives over HTTP, and one that misbehaves."""

import gzip
import tracemalloc
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from dumps import Dump, Said

from verify import served
from verify.errors import Refuted, Unchecked
from verify.served import Service
from verify.source import Missing

Dumped = Callable[..., Dump]
Verify = Callable[..., Said]
Answer = tuple[int, dict[str, str], bytes]


class Server:
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: Callable[[str], Answer] = lambda _: (404, {}, b"")
        self.asked: list[tuple[str, str | None]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, self.headers["Authorization"]))
                status, headers, content = server.answer(self.path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1/log/"

    def give(self, dump: Dump, *, packed: bool = False) -> None:
        """Serves a dump."""

        def answer(path: str) -> Answer:
            file = dump.folder / path.removeprefix("/v1/log/")
            if not file.is_file():
                return 404, {}, b""
            content = file.read_bytes()
            if packed:
                return 200, {"Content-Encoding": "gzip"}, gzip.compress(content)
            return 200, {}, content

        self.answer = answer


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine."""
    server = Server()
    Thread(target=server.http.serve_forever, daemon=True).start()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between tries."""
    monkeypatch.setattr(served.time, "sleep", lambda _: None)


@pytest.mark.parametrize("packed", [False, True])
def test_a_service_is_audited(
    server: Server, dumped: Dumped, verify: Verify, packed: bool
) -> None:
    dump = dumped(600)
    server.give(dump, packed=packed)
    said = verify("audit", server.url, "--key", dump.vkey)
    assert said.code == 0, said.report


def test_the_token_goes_with_every_question(
    server: Server,
    dumped: Dumped,
    verify: Verify,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CASES_VERIFY_TOKEN", "secret")
    dump = dumped(5)
    server.give(dump)
    assert verify("audit", server.url, "--key", dump.vkey).code == 0
    assert {token for _, token in server.asked} == {"Bearer secret"}


def test_a_token_is_not_sent_in_the_open() -> None:
    with pytest.raises(Unchecked, match="https only"):
        Service("http://log.example/", "secret")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://log.example/", "http://"])
def test_only_http_is_asked(url: str) -> None:
    with pytest.raises(Unchecked, match="not the address"):
        Service(url)


def test_a_redirection_is_not_followed(server: Server) -> None:
    server.answer = lambda _: (302, {"Location": "http://127.0.0.1:1/elsewhere"}, b"")
    with pytest.raises(Unchecked, match="the answer is 302"):
        Service(server.url, "secret").read("checkpoint", 100)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [401, 403, 500])
def test_an_error_is_told(server: Server, status: int) -> None:
    server.answer = lambda _: (status, {}, b"")
    with pytest.raises(Unchecked, match=f"the answer is {status}"):
        Service(server.url).read("checkpoint", 100)


def test_what_is_not_there_is_missing(server: Server) -> None:
    with pytest.raises(Missing):
        Service(server.url).read("checkpoint", 100)


def test_a_busy_service_is_asked_again(server: Server) -> None:
    answers = iter([(503, {}, b""), (429, {}, b""), (200, {}, b"hello")])
    server.answer = lambda _: next(answers)
    assert Service(server.url).read("checkpoint", 100) == b"hello"
    server.answer = lambda _: (503, {}, b"")
    with pytest.raises(Unchecked, match="stays busy"):
        Service(server.url).read("checkpoint", 100)


def test_an_answer_is_read_to_its_limit_only(server: Server) -> None:
    server.answer = lambda _: (200, {}, b"x" * 101)
    with pytest.raises(Refuted, match="larger"):
        Service(server.url).read("checkpoint", 100)
    bomb = gzip.compress(bytes(32 * 1024**2))
    server.answer = lambda _: (200, {"Content-Encoding": "gzip"}, bomb)
    tracemalloc.start()
    with pytest.raises(Refuted, match="larger"):
        Service(server.url).read("checkpoint", 100_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * 1024**2


def test_an_answer_that_was_cut_off_refutes_nothing(server: Server) -> None:
    half = gzip.compress(b"hello" * 10)[:-9]
    server.answer = lambda _: (200, {"Content-Encoding": "gzip"}, half)
    with pytest.raises(Unchecked, match="too soon"):
        Service(server.url).read("checkpoint", 100)
    server.answer = lambda _: (200, {"Content-Length": "60"}, b"hello")
    with pytest.raises(Unchecked, match="too soon"):
        Service(server.url).read("checkpoint", 100)


@pytest.mark.parametrize(
    ("encoding", "said"), [("br", "encoded"), ("gzip", "not gzip")]
)
def test_what_cannot_be_unpacked_cannot_be_checked(
    server: Server, encoding: str, said: str
) -> None:
    server.answer = lambda _: (200, {"Content-Encoding": encoding}, b"hello")
    with pytest.raises(Unchecked, match=said):
        Service(server.url).read("checkpoint", 100)


def test_a_service_that_is_not_there_cannot_be_checked(server: Server) -> None:
    server.http.server_close()
    with pytest.raises(Unchecked, match="does not answer"):
        Service(server.url).read("checkpoint", 100)


def test_a_service_that_goes_back_is_convicted(
    server: Server, dumped: Dumped, verify: Verify, tmp_path: object
) -> None:
    arguments = (server.url, "--state", f"{tmp_path}/seen", "--key")
    longer, shorter = dumped(600), dumped(590, "shorter")
    server.give(longer)
    assert verify("checkpoint", *arguments, longer.vkey).code == 0
    server.give(shorter)
    for command in ("checkpoint", "audit"):
        said = verify(command, *arguments, longer.vkey)
        assert (said.code, "the log went back" in said.refuted) == (1, True)
