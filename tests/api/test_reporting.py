"""Spans and measures arrive where they are sent, with nothing about a person."""

import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
)

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from api.app import TELEMETRY
from api.around import Around
from api.reporting import start_reporting
from cases import telemetry

stop = start_reporting(sys.argv[2])
app = FastAPI(telemetry=TELEMETRY, middleware=[Middleware(Around)])

@app.get("/cases/{case}")
def read(case: str) -> None:
    with telemetry.command("TakeStep", "ima"):
        stored = telemetry.traceparent()
    with telemetry.span("project", caused_by=[stored], events=1):
        telemetry.projected("ima", 1, 0.01)

async def asking() -> None:
    telemetry.look_away()

@app.get("/unseen", dependencies=[Depends(asking)])
def visit() -> None:
    with telemetry.command("ReceiveReport", "ima"):
        pass

@app.get("/mailbox/new-key")
@app.get("/reports")
def key() -> None:
    with telemetry.span("hash"):
        pass

client = TestClient(app, headers={"User-Agent": "MARKER"})
client.get("/cases/MARKER?name=MARKER", headers={
    "traceparent": "00-" + "a" * 32 + "-" + "b" * 16 + "-01",
    "tracestate": "vendor=MARKER", "baggage": "name=MARKER",
})
client.get("/unseen")
client.get("/mailbox/new-key")
client.get("/mailbox")
client.get("/reports", headers={"Authorization": "mailbox no key at all"})
client.post("/reports", headers={"Authorization": "Mailbox 7K3M"})
stop()
"""


class Receiver(ThreadingHTTPServer):
    """What an OTLP collector would get."""

    def __init__(self) -> None:
        self.received: dict[str, list[bytes]] = {}
        super().__init__(("127.0.0.1", 0), Keeping)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Keeping(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.setdefault(self.path, []).append(body)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: the test reads what arrived."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def report_to(url: str) -> None:
    subprocess.run([sys.executable, "-c", PROGRAM, str(SOURCE), url], check=True)


def test_a_request_its_command_and_its_projection_are_one_trace(
    receiver: Receiver,
) -> None:
    report_to(receiver.url)
    (body,) = receiver.received["/v1/traces"]
    spans = {
        span.name: span
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    }
    assert spans.keys() == {"GET /cases/{case}", "command TakeStep", "project"}
    asked = spans["GET /cases/{case}"]
    command, projected = spans["command TakeStep"], spans["project"]
    assert asked.trace_id == command.trace_id == b"\xaa" * 16
    assert command.parent_span_id == asked.span_id
    assert projected.links[0].span_id == command.span_id
    assert b"MARKER" not in body


def test_measures_arrive_too_and_say_as_little(receiver: Receiver) -> None:
    report_to(receiver.url)
    bodies = receiver.received["/v1/metrics"]
    metrics = [
        metric
        for body in bodies
        for resource in ExportMetricsServiceRequest.FromString(body).resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    ]
    names = {metric.name for metric in metrics}
    assert {"cases.command.duration", "cases.projection.lag"} <= names
    assert not [name for name in names if name.startswith("http")]
    assert b"ReceiveReport" not in b"".join(bodies)
    assert b"MARKER" not in b"".join(bodies)


def test_a_receiver_that_is_gone_is_no_reason_to_fail() -> None:
    with Receiver() as gone:
        url = gone.url
    report_to(url)
