"""Commands a second over HTTP: ours with everything on, and a bare INSERT.

Ours: a step with a personal note on a case of some 20 events; token, permission,
sealing, idempotency, version, one line in the log, spans sent to a receiver. The bare
one: a `def` endpoint of FastAPI that inserts a row and commits. One uvicorn worker
each, the same clients, in turns on the same server; what counts is the median of the
ratios of the turns.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from statistics import median
from threading import Barrier, Thread
from time import monotonic, perf_counter, sleep
from typing import Any, Final
from uuid import uuid4

from psycopg import connect
from servers import database, throw_away_cluster

from api import organisations
from api.development import development_token, make_development_key
from api.settings import Settings

HERE: Final = "ima"
CASES_OF_EACH: Final = 24
NOTE: Final = "Person W wrote that the invoice was checked by somebody else. " * 3
REPORT: Final = {
    "case_type": "breach_report",
    "opening": "pass_on",
    "channel": "post",
    "identity_mode": "confidential",
    "received_on": "2026-01-05",
    "account": NOTE,
}
STEP: Final = {"step": "add_information", "note": NOTE}
BARE: Final = """
import os
from contextlib import asynccontextmanager
from fastapi import FastAPI
from psycopg_pool import ConnectionPool
from pydantic import BaseModel

class Told(BaseModel):
    step: str
    note: str

pool = ConnectionPool(os.environ["CASES_DATABASE_URL"], max_size=16, open=False,
                      kwargs={"autocommit": True})

@asynccontextmanager
async def lifespan(app):
    with pool:
        yield

app = FastAPI(lifespan=lifespan)

@app.post("/told", status_code=201)
def tell(told: Told) -> None:
    with pool.connection() as db:
        db.execute("INSERT INTO public.told (step, note) VALUES (%s, %s)",
                   (told.step, told.note))
"""


class Sink(BaseHTTPRequestHandler):
    """A receiver of spans that keeps nothing."""

    def do_POST(self) -> None:
        """Take it."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Client:
    """One caller, with a connection of its own."""

    def __init__(self, port: int, headers: Mapping[str, str]) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {"Content-Type": "application/json", **headers}

    def post(self, path: str, body: str, headers: Mapping[str, str] = {}) -> Any:
        """The answer to a command; RuntimeError unless it was carried out."""
        self._connection.request("POST", path, body, {**self._headers, **headers})
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status != 201:
            raise RuntimeError(said.decode())
        return json.loads(said)


class Stepping(Client):
    """Takes steps in cases of its own, one case after the other."""

    def __init__(self, port: int, token: str) -> None:
        super().__init__(port, {"Authorization": f"Bearer {token}"})
        self._at = f"/v1/organisations/{HERE}"
        self._step = json.dumps(STEP)
        opened = (self.post(f"{self._at}/reports", json.dumps(REPORT)) for _ in CASES)
        self._versions = {one["case"]: one["version"] for one in opened}
        self._cases = list(self._versions)
        self._turn = 0

    def __call__(self) -> None:
        """Take one step."""
        self._turn += 1
        case = self._cases[self._turn % len(self._cases)]
        version = self._versions[case]
        headers = {"If-Match": f'"{version}"', "Idempotency-Key": str(uuid4())}
        path = f"{self._at}/cases/{case}/steps"
        self._versions[case] = self.post(path, self._step, headers)["version"]


class Telling(Client):
    """Tells the bare endpoint."""

    def __init__(self, port: int, _token: str) -> None:
        super().__init__(port, {})
        self._body = json.dumps(STEP)

    def __call__(self) -> None:
        """Tell it once."""
        self.post("/told", self._body)


CASES: Final = range(CASES_OF_EACH)


def rate(clients: Sequence[Callable[[], None]], seconds: float) -> float:
    """Requests a second of all clients together."""
    gate, counts = Barrier(len(clients) + 1), [0] * len(clients)

    def run(number: int) -> None:
        gate.wait()
        until = perf_counter() + seconds
        while perf_counter() < until:
            clients[number]()
            counts[number] += 1

    threads = [Thread(target=run, args=(number,)) for number in range(len(clients))]
    for thread in threads:
        thread.start()
    gate.wait()
    began = perf_counter()
    for thread in threads:
        thread.join()
    return sum(counts) / (perf_counter() - began)


@contextmanager
def uvicorn(
    program: Sequence[str], folder: Path, settings: Mapping[str, str]
) -> Iterator[int]:
    """A server with one worker, on a free port."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", *program, "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--no-access-log"],
            cwd=folder,
            env=os.environ | settings,
            stdout=log,
            stderr=log,
        )
        try:
            await_port(port)
            yield port
        finally:
            process.terminate()
            process.wait()


def await_port(port: int) -> None:
    """Return when something listens."""
    until = monotonic() + 30
    while monotonic() < until:
        try:
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/health/live")
            connection.getresponse().read()
        except (OSError, HTTPException):
            sleep(0.05)
        else:
            return
    raise TimeoutError("the server does not listen")


@contextmanager
def sink() -> Iterator[str]:
    """Where spans go."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Sink) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def prepared(log: str, keystore: str, folder: Path, spans: str) -> dict[str, str]:
    """The settings of a service that is ready to start, as its environment."""
    settings = Settings(
        database_url=log,
        keystore_url=keystore,
        keyring=folder / "keyring",
        development_key=folder / "key.json",
        environment="development",
    )
    settings.keyring.mkdir(mode=0o700)
    make_development_key(folder / "key.json")
    organisations.add(settings, HERE)
    with connect(log, autocommit=True) as db:
        db.execute("CREATE TABLE public.told (step text, note text)")
    (folder / "bare.py").write_text(BARE)
    return {
        "CASES_DATABASE_URL": log,
        "CASES_KEYSTORE_URL": keystore,
        "CASES_KEYRING": str(settings.keyring),
        "CASES_DEVELOPMENT_KEY": str(settings.development_key),
        "CASES_ENVIRONMENT": "development",
        "CASES_OTLP_ENDPOINT": spans,
    }


def measure(threads: int, seconds: float, turns: int) -> Iterator[str]:
    """Each turn's figures, and the median of their ratios at the end."""
    with ExitStack() as stack:
        server = stack.enter_context(throw_away_cluster(durable=True))
        log = stack.enter_context(database(server))
        keystore = stack.enter_context(database(server))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        told = prepared(log, keystore, folder, stack.enter_context(sink()))
        ours = ("api.app:create_app", "--factory")
        port = stack.enter_context(uvicorn(ours, folder, told))
        bare = stack.enter_context(uvicorn(("bare:app",), folder, told))
        token = development_token(
            folder / "key.json", HERE, "demo.intake_officer", ["intake_officer"]
        )
        stepping = [Stepping(port, token) for _ in range(threads)]
        telling = [Telling(bare, token) for _ in range(threads)]
        ratios = []
        for _ in range(turns):
            one, other = rate(stepping, seconds), rate(telling, seconds)
            ratios.append(one / other)
            yield f"{threads} clients: ours {one:.0f}/s, bare {other:.0f}/s"
        yield f"{threads} clients: median ratio {median(ratios):.2f}"


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--threads", type=int, default=8)
    arguments.add_argument("--seconds", type=float, default=3)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    for line in measure(asked.threads, asked.seconds, asked.turns):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
