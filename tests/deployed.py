"""The service as it runs: a process of its own that sends its spans and measures."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_connection, socket
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final
from uuid import UUID

from servers import Server, database
from waiting import until

from api import organisations
from api.demo.story import Story, person
from api.development import development_token, make_development_key
from api.organisations import Organisation
from api.running.asked import HOST
from api.running.children import end, spawn
from api.running.preparing import told
from api.running.processes import programs
from api.settings import Settings
from cases.commands.allegations import FrameAllegation
from cases.commands.investigation import SetTermsOfReference
from cases.commands.people import AddParty, DesignateHandler
from cases.events.event import Personal
from cases.identifier import new_id
from cases.log.recorded import Recorded

HERE: Final = "ima"
OFFICER: Final = "intake_officer"
OWNER: Final = "case_owner"
INVESTIGATOR: Final = "investigator"
WHAT: Final = "Person A charged a private trip to the group's account."


@dataclass(frozen=True)
class Deployed:
    """A service that answers at `port`, and its organisation from within."""

    settings: Settings
    port: int
    organisation: Organisation
    api: "subprocess.Popen[bytes]"

    def token(self, role: str) -> str:
        """What the demo person in an office shows."""
        key = self.settings.development_key
        assert key
        return development_token(key, HERE, person(role), [role])

    def investigations(self, count: int) -> tuple[int, Sequence[UUID]]:
        """Cases under investigation, all alike, and the version each of them has."""
        log = self.organisation.log
        history = log.history(investigated(self.organisation).case)
        return len(history), self.copies(history, count)

    def copies(self, history: Sequence[Recorded], count: int) -> Sequence[UUID]:
        """So many cases in which the same happened as in another."""
        events = [recorded.event for recorded in history]
        cases = [new_id() for _ in range(count)]
        for case in cases:
            by = replace(history[0].envelope, command=new_id())
            self.organisation.log.append(case, 0, events, by)
        return cases


def investigated(organisation: Organisation) -> Story:
    """A report on its way, up to the terms of reference of its investigation."""
    story = Story(organisation.cases, "", datetime.now(UTC) - timedelta(days=9))
    story.report(
        "member",
        WHAT,
        case_type="breach_report",
        opening="speak_up",
        channel="web",
        identity_mode="named",
        categories=("integrity",),
    )
    story.wait(2).take(OFFICER, "acknowledge").take(OFFICER, "accept_for_assessment")
    for role in (OWNER, INVESTIGATOR):
        story.does("compliance_officer", handler(role))
    story.does(OWNER, AddParty(role="subject", name=Personal("Person A")))
    story.does(OWNER, allegation(story))
    story.wait(3).take("executive_committee_member", "authorise_investigation")
    scope = Personal("The trip and who approved it.")
    return story.does(OWNER, SetTermsOfReference(allegations=(1,), scope=scope))


def handler(role: str) -> DesignateHandler:
    """The demo person in an office gets the case."""
    return DesignateHandler(
        person=person(role), role=role, conflict_declared_absent=True
    )


def allegation(story: Story) -> FrameAllegation:
    """Against the one accused."""
    return FrameAllegation(
        party=1,
        category="integrity",
        conduct_from=story.today,
        conduct_until=story.today,
        text=Personal(WHAT),
    )


@contextmanager
def deployed(database_url: str, keystore_url: str, folder: Path) -> Iterator[Deployed]:
    """The API as a process, and the organisation it serves."""
    with receiver() as endpoint:
        settings = Settings(
            database_url=database_url,
            keystore_url=keystore_url,
            keyring=folder / "keyring",
            environment="development",
            development_key=folder / "development.key",
            files=folder / "files",
            requests_a_minute=1_000_000,
            otlp_endpoint=endpoint,
        )
        make_development_key(folder / "development.key")
        organisations.add(settings, HERE)
        port = free_port()
        environment = told(settings) | {"CASES_OTLP_ENDPOINT": endpoint}
        with (
            process(("api", *programs(port)["api"]), port, folder, environment) as api,
            organisations.opened(settings) as known,
        ):
            yield Deployed(settings, port, known[HERE], api)


@contextmanager
def deployed_on(server: Server) -> Iterator[Deployed]:
    """The same on databases and in a folder of its own."""
    with (
        database(server) as log,
        database(server) as keystore,
        TemporaryDirectory() as folder,
        deployed(log, keystore, Path(folder)) as service,
    ):
        yield service


@contextmanager
def process(
    program: Sequence[str], port: int, folder: Path, environment: Mapping[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """A Python module that serves a port until the block ends."""
    with started(program, folder, environment) as child:
        until(lambda: listens(port))
        yield child


@contextmanager
def started(
    program: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """A Python module that runs until the block ends."""
    command = [sys.executable, "-m", *program]
    log = folder / f"{'-'.join(program)}.log"
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    child = spawn(command, log, environment=os.environ | paths | environment)
    try:
        yield child
    finally:
        end(child)


@contextmanager
def receiver() -> Iterator[str]:
    """Where spans and measures can be sent; it forgets them."""
    with ThreadingHTTPServer((HOST, 0), Forgetting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}"
        server.shutdown()


class Forgetting(BaseHTTPRequestHandler):
    """Says yes to everything."""

    def do_POST(self) -> None:
        """Read it, as a receiver does."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Write nothing."""


def free_port() -> int:
    """One that nobody listens at."""
    with socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody answers there."""
    try:
        create_connection((HOST, port)).close()
    except ConnectionRefusedError:
        return False
    return True
