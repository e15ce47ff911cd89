"""A long history over HTTP: as JSON page after page, as a page, and as PDF.

One caller, in the process that answers, without a network. The page is told when its
first and its last byte came; a PDF holds as many entries as it may.
"""

import argparse
import asyncio
import resource
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from history import fill
from servers import Server, throw_away_cluster
from serving import Caller, Service, serving_anew

from api.histories import MOST_ON_PAPER
from cases.identifier import new_id

HERE: Final = "iom"
MANY: Final = 10_000
AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds; `more` the megabytes that the page took beyond what was there."""

    events: int
    paged: float
    """All of it as JSON, 200 entries at a time."""
    first_page: float
    first_byte: float
    """Of the page, from the question."""
    page: float
    paper: float
    on_paper: int
    """Entries of the document."""
    more: float


@dataclass(slots=True)
class Answer:
    """What the service sends for one question, and when it began to."""

    begun: float = field(default_factory=perf_counter)
    asked: bool = False
    """The question was taken; nothing more comes from whoever asked."""
    status: int = 0
    first: float = 0.0
    size: int = 0

    async def take(self, message: MutableMapping[str, Any]) -> None:
        """One message of the service."""
        self.status = self.status or message.get("status", 0)
        if body := message.get("body"):
            self.first = self.first or since(self.begun)
            self.size += len(body)


def measure(server: Server, events: int = MANY) -> Row:
    """Once each, after a question that nobody counts."""
    with (
        TemporaryDirectory() as folder,
        serving_anew(server, Path(folder), served=(HERE,), wait_seconds=30) as service,
    ):
        log, case = service.app.state.organisations[HERE].log, new_id()
        fill(log, case, events)
        reader, at = service.caller("auditor", organisation=HERE), f"/cases/{case}"
        seen = reader.get(f"{at}/history", limit=1, after=log.head())
        assert seen.status_code == 200, seen.text
        first_page = took(reader, at, 0)
        paged = sum(took(reader, at, since) for since in range(0, events, AT_ONCE))
        before = memory()
        page, whole = asked(service, reader, at, "text/html")
        more = memory() - before
        paper = asked(service, reader, at, "application/pdf")[1]
    on_paper = min(events, MOST_ON_PAPER)
    return Row(events, paged, first_page, page, whole, paper, on_paper, more)


def took(reader: Caller, at: str, known: int) -> float:
    """Milliseconds for one page of JSON."""
    begun = perf_counter()
    answer = reader.get(f"{at}/history", limit=AT_ONCE, since=known)
    assert answer.json()[0]["version"] == known + 1
    return since(begun)


def asked(
    service: Service, reader: Caller, at: str, accept: str
) -> tuple[float, float]:
    """Milliseconds until the first and the last byte of the history in a form."""
    headers = reader.headers() | {"Accept": accept}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": reader.at(f"{at}/history"),
        "raw_path": reader.at(f"{at}/history").encode(),
        "query_string": b"",
        "headers": [(n.lower().encode(), v.encode()) for n, v in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
        "root_path": "",
    }
    answer = Answer()

    async def nothing() -> dict[str, Any]:
        if answer.asked:
            await asyncio.Event().wait()
        answer.asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    asyncio.run(service.app(scope, nothing, answer.take))
    assert answer.status == 200, answer
    return answer.first, since(answer.begun)


def since(begun: float) -> float:
    """Milliseconds."""
    return (perf_counter() - begun) * 1000


def memory() -> float:
    """Megabytes that the process ever had, at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=MANY)
    events = parser.parse_args().events
    with throw_away_cluster(durable=True) as server:
        found = measure(server, events)
    sys.stdout.write(f"{found}\n")


if __name__ == "__main__":
    main()
