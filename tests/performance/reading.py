"""Questions over HTTP at a million events, beside ten thousand, in milliseconds.

One caller, one question after the other, in turns; the service and its followers are
processes of their own. The log grows by cases that are all alike and open, each with
the events of a report up to its investigation, twenty for each investigator.
"""

import argparse
import http.client
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles
from time import perf_counter
from typing import Final

from deployed import HERE, INVESTIGATOR, Deployed
from psycopg import connect
from rich.progress import track
from servers import Server, throw_away_cluster
from visible import running
from waiting import until

from api.running.asked import HOST
from cases.database import FOLLOWER, OWNER, parameters
from cases.events.people import HandlerDesignated
from cases.log.recorded import Recorded

FEW: Final = 10_000
MANY: Final = 1_000_000
EACH: Final = 20
"""Cases of one investigator."""
PATIENCE: Final = 900
"""Seconds until all projections show what was stored."""
OFFICER: Final = "compliance_officer"
QUESTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "one case": (INVESTIGATOR, "/cases/{case}"),
    "its history": (INVESTIGATOR, "/cases/{case}/history?limit=50"),
    "20 cases": (OFFICER, "/cases?limit=20"),
    "20 cases of a phase": (OFFICER, "/cases?phase=under_investigation&limit=20"),
    "20 of a phase with none": (OFFICER, "/cases?phase=received&limit=20"),
    "what waits for an investigator": (INVESTIGATOR, "/work"),
    "what waits for an office": (OFFICER, "/work"),
    "20 of the deletion schedule": ("data_protection_officer", "/deletions?limit=20"),
    "20 missed time limits": (OFFICER, "/clocks?state=missed&limit=20"),
    "20 of the audit trail": ("auditor", "/audit?limit=20"),
    "what one person read": ("auditor", "/audit?topic=TextRead&limit=20"),
}
"""Who asks, and what."""

Waits = Mapping[str, list[float]]
"""Of each question, how long each answer took."""


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds for an answer: medians, and the 99th percentile on the full log."""

    what: str
    many: float
    few: float
    p99: float


def measure(server: Server, events: int = MANY, turns: int = 200) -> list[Row]:
    """Each question so many times, on a log that has begun and on one that is full."""
    with running(server) as service:
        fill(service, min(FEW, events // 10))
        few = asked(service, turns)
        fill(service, events)
        many = asked(service, turns)
    return [
        Row(what, median(waits), median(few[what]), quantiles(waits, n=100)[-1])
        for what, waits in many.items()
    ]


def fill(service: Deployed, events: int) -> None:
    """Write cases until the log holds so many events, and all projections show them."""
    _, (told,) = service.investigations(1)
    history = service.organisation.log.history(told)
    cases = range(0, events // len(history), EACH)
    for first in track(cases, f"Storing {events:,}"):
        service.copies(given_to(f"p-{first}", history), EACH)
    head = service.organisation.log.head()
    url = service.settings.database_url
    with connect(url, **parameters(HERE, FOLLOWER)) as db:
        positions = "SELECT min(position) >= %s FROM projection"
        until(lambda: db.execute(positions, (head,)).fetchone() == (True,), PATIENCE)
    with connect(url, **parameters(HERE, OWNER)) as db:
        db.execute("SET statement_timeout = 0")
        db.execute("VACUUM (ANALYZE)")


def given_to(investigator: str, history: Sequence[Recorded]) -> Sequence[Recorded]:
    """The same history, in which somebody else investigates."""
    return [
        replace(one, event=one.event.model_copy(update={"person": investigator}))
        if isinstance(one.event, HandlerDesignated) and one.event.role == INVESTIGATOR
        else one
        for one in history
    ]


def asked(service: Deployed, turns: int) -> Waits:
    """How long every answer took; the first turn opens connections and fills caches."""
    _, (case, *_) = service.investigations(EACH)
    head = service.organisation.log.head()
    waits = defaultdict(list)
    line = http.client.HTTPConnection(HOST, service.port, timeout=60)
    for turn in range(turns + 1):
        for what, (role, path) in QUESTIONS.items():
            at = path.format(case=case)
            awaited = "" if turn else f"{'&' if '?' in at else '?'}after={head}"
            wait = answered(line, service, role, at + awaited)
            if turn:
                waits[what].append(wait * 1000)
    line.close()
    return waits


def answered(
    line: http.client.HTTPConnection, service: Deployed, role: str, path: str
) -> float:
    """Seconds until one question was answered."""
    token = service.token(role)
    began = perf_counter()
    line.request(
        "GET",
        f"/v1/organisations/{HERE}{path}",
        headers={"Authorization": f"Bearer {token}"},
    )
    answer = line.getresponse()
    said = answer.read()
    took = perf_counter() - began
    assert answer.status == 200, said
    return took


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--stored", type=int, default=MANY)
    arguments.add_argument("--turns", type=int, default=200)
    given = arguments.parse_args()
    with throw_away_cluster(durable=True) as server:
        for row in measure(server, given.stored, given.turns):
            sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
