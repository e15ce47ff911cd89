"""Many who write the log at once, and those who follow it meanwhile."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, Event, Thread
from time import monotonic
from typing import Final
from uuid import UUID

from happened import took
from logged import a_log, appointed, appointments, connected, envelope
from uuid_utils.compat import uuid7
from waiting import until

from api.running.postgres import Cluster
from cases.errors import Unavailable
from cases.log.log import Log
from cases.log.recorded import Appended, Envelope, GuardMoved, Recorded

TESTS: Final = Path(__file__).parent
FEW: Final = 7
"""Events that are read at once, so that readers stop at many places."""
PATIENCE: Final = 60.0
CAP: Final = 3
"""Appointments that one person may have."""


@dataclass
class Follower:
    """Reads the log from its beginning, as it grows."""

    log: Log
    read: list[Recorded] = field(default_factory=list)
    stop: Event = field(default_factory=Event)

    def run(self) -> None:
        """Until told to stop; a server that is away is waited for."""
        while not self.stop.is_set():
            try:
                batch = self.log.since(self.position, FEW)
                self.read += batch
                if not batch:
                    self.log.wait(self.position, 0.05)
            except Unavailable:
                continue

    @property
    def position(self) -> int:
        """How far it has come."""
        return self.read[-1].position if self.read else 0

    def arrive(self, position: int) -> None:
        """Wait until it has come so far."""
        end = monotonic() + PATIENCE
        while self.position < position:
            assert monotonic() < end, "a reader was stopped by something"
            self.stop.wait(0.01)


@contextmanager
def followers(url: str, count: int = 2) -> Iterator[list[Follower]]:
    """Readers that follow the log, each as a process of its own would."""
    with a_log(url, size=count) as log:
        following = [Follower(log) for _ in range(count)]
        threads = [Thread(target=one.run) for one in following]
        for thread in threads:
            thread.start()
        try:
            yield following
        finally:
            for one in following:
                one.stop.set()
            for thread in threads:
                thread.join()


@contextmanager
def writing(url: str, *numbers: int) -> Iterator["subprocess.Popen[str]"]:
    """`write_log.py` at work; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, str(TESTS / "write_log.py"), url, *map(str, numbers)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def written(process: "subprocess.Popen[str]") -> list[tuple[UUID, int, int]]:
    """What its writers were told: stream, version and position of each event."""
    output, _ = process.communicate(timeout=600)
    assert process.returncode == 0
    return [
        (UUID(stream), version - back, position - back)
        for stream, version, position, events in json.loads(output)
        for back in range(events)
    ]


def assert_in_order(read: Sequence[Recorded]) -> None:
    """Positions grow, so nothing is there twice; each stream's versions count up."""
    positions = [one.position for one in read]
    assert positions == sorted(set(positions))
    versions = defaultdict(list)
    for one in read:
        versions[one.stream].append(one.version)
    for counted in versions.values():
        assert counted == list(range(1, len(counted) + 1))


def places(read: Iterable[Recorded]) -> list[tuple[UUID, int, int]]:
    """Stream, version and position of what was read."""
    return [(one.stream, one.version, one.position) for one in read]


def stored(url: str) -> list[tuple[UUID, int, int]]:
    """Stream, version and position of all that is in the table, in the log's order."""
    with connected(url) as db:
        return db.execute(
            "SELECT stream, version, position FROM event ORDER BY position"
        ).fetchall()  # type: ignore[return-value]


def insist(log: Log, stream: UUID, version: int, by: Envelope) -> Appended:
    """Send the same command until it is answered, as a client with a key does."""
    end = monotonic() + PATIENCE
    while True:
        try:
            return log.append(stream, version, [took()], by)
        except Unavailable:
            assert monotonic() < end


def keep_writing(log: Log, stop: Event, answers: list[Appended]) -> None:
    """Append to a stream of one's own until told to stop; note each answer."""
    stream, version = uuid7(), 0
    while not stop.is_set():
        answers.append(insist(log, stream, version, envelope()))
        version += 1


def outlives_kills(cluster: Cluster, url: str, writers: int, kills: int) -> None:
    """Kill the server while it is written to and read; then compare."""
    stop = Event()
    answers: list[list[Appended]] = [[] for _ in range(writers)]
    with (
        followers(url) as readers,
        a_log(url) as log,
        ThreadPoolExecutor(writers) as threads,
    ):
        work = [threads.submit(keep_writing, log, stop, mine) for mine in answers]
        try:
            for _ in range(kills):
                enough = sum(map(len, answers)) + 50 * writers
                until(lambda enough=enough: sum(map(len, answers)) > enough)
                cluster.kill()
                cluster.start()
        finally:
            stop.set()
        for one in work:
            one.result()
        positions = {one.position for mine in answers for one in mine}
        for reader in readers:
            reader.arrive(max(positions))
    for reader in readers:
        assert_in_order(reader.read)
        assert {one.position for one in reader.read} == positions
    assert len(positions) == sum(map(len, answers)) == len(stored(url))


def appoint_at_once(
    log: Log, persons: Sequence[str], writers: int, *, guarded: bool
) -> list[int]:
    """All writers try to appoint the same person, one person after the other.

    Each sees how many appointments there are before it adds one. Gives how many each
    person has at the end.
    """
    start = Barrier(writers)

    def write() -> None:
        for person in persons:
            start.wait()
            while _appointed_one_more(log, person, guarded):
                pass

    with ThreadPoolExecutor(writers) as threads:
        done: list[Future[None]] = [threads.submit(write) for _ in range(writers)]
        for one in done:
            one.result()
    return [len(log.relation(appointments(person)).events) for person in persons]


def _appointed_one_more(log: Log, person: str, guarded: bool) -> bool:
    relation = log.relation(appointments(person))
    if len(relation.events) >= CAP:
        return False
    guards = {appointments(person): relation.version} if guarded else {}
    with suppress(GuardMoved):
        log.append(uuid7(), 0, [appointed(person)], envelope(), guards=guards)
    return True
