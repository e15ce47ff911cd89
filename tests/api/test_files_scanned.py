"""A virus scanner looks at a file before anything is kept of it."""

import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Thread

import pytest
from recorded import everything
from reported import opened_by, somebody
from sending import Sending, lying
from serving import HERE, Service

from api.files.scanning import Scanner
from cases.events.files import FileAdded

VIRUS = b"EICAR stands for what is found. MARKER " * 4000
CLEAN = b"Nothing is found in this.\n" * 5000


@dataclass
class Clamd:
    """What is sent to a scanner, and what it says."""

    answer: Callable[[bytes], bytes]
    seen: list[bytes] = field(default_factory=list)

    def asked(self, line: socketserver.StreamRequestHandler) -> None:
        """One file, as INSTREAM has it: pieces with lengths, an empty one last."""
        assert line.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(line.rfile.read(4)):
            content += line.rfile.read(size)
        self.seen.append(content)
        line.wfile.write(self.answer(content))


def verdict(content: bytes) -> bytes:
    return b"stream: Eicar FOUND\0" if b"EICAR" in content else b"stream: OK\0"


@contextmanager
def scanning(service: Service, answer: Callable[[bytes], bytes]) -> Iterator[Clamd]:
    """A service that asks a scanner."""
    clamd = Clamd(answer)

    class Line(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            clamd.asked(self)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        before = service.app.state.filing
        scanner = Scanner("127.0.0.1", server.server_address[1])
        service.app.state.filing = replace(before, scanner=scanner)
        try:
            yield clamd
        finally:
            service.app.state.filing = before
            server.shutdown()


def sending(service: Service, content: bytes) -> Sending:
    opened = opened_by(service.caller("member", somebody()))
    return Sending(opened.reporter, opened.at, content)


def added(service: Service, sent: Sending) -> list[FileAdded]:
    log = service.app.state.organisations[HERE].log
    return [
        one.event
        for one in everything(log)
        if isinstance(one.event, FileAdded)
        if str(one.event.file) == sent.item
    ]


def test_a_clean_file_is_looked_at_whole_and_taken(service: Service) -> None:
    with scanning(service, verdict) as clamd:
        sent = sending(service, CLEAN)
        assert sent.sent().status_code == 201
    assert clamd.seen == [CLEAN]
    (file,) = added(service, sent)
    assert file.scanned


def test_an_infected_file_is_refused_and_nothing_of_it_is_kept(
    service: Service,
) -> None:
    before = lying(service)
    with scanning(service, verdict):
        sent = sending(service, VIRUS)
        answer = sent.sent()
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/infected")
    assert "MARKER" not in answer.text
    assert lying(service) == before
    assert added(service, sent) == []


@pytest.mark.parametrize(
    "said", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK", b"x" * 9999]
)
def test_what_was_not_looked_at_is_not_taken_and_can_be_sent_again(
    service: Service, said: bytes
) -> None:
    sent = sending(service, CLEAN)
    with scanning(service, lambda _: said):
        answer = sent.sent()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert added(service, sent) == []
    with scanning(service, verdict):
        assert sent.part(len(CLEAN)).status_code == 201
    assert len(added(service, sent)) == 1


def test_a_scanner_that_is_down_lets_nothing_in(service: Service) -> None:
    before = service.app.state.filing
    service.app.state.filing = replace(before, scanner=Scanner("127.0.0.1", 9))
    try:
        sent = sending(service, CLEAN)
        assert sent.sent().status_code == 503
    finally:
        service.app.state.filing = before
    assert added(service, sent) == []
