"""Who follows an organisation's events: woken when there is more to be shown.

One thread for each organisation hears its log; nobody else asks again and again. It
begins with the first who follows, and ends when none is left.
"""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread, current_thread, main_thread
from types import FrameType
from typing import Final

from psycopg import Error

from api.organisations import Organisation
from api.problems import Wrong
from cases.database import Pool
from cases.errors import Unavailable
from cases.log.log import Log
from projections.catalogue import PROJECTIONS
from projections.position import wait_for

EACH: Final = 4
"""Connections on which one caller may follow one organisation, in each process."""
ALL: Final = 200
"""The same of all callers together."""
TURN: Final = 0.5
"""Seconds after which the thread looks whether anybody still follows."""
INTERVAL: Final = 0.05
"""Seconds between two wakings."""
TOO_MANY: Final = "the events are followed on as many connections as may be"


class Follower:
    """One connection on which somebody follows; of the event loop it was made in."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._more = asyncio.Event()
        self.ended = False
        """Whether the service stops, and the connection is to end."""

    def wake(self, *, ended: bool = False) -> None:
        """There is more, or it is the end; from any thread."""
        self.ended = self.ended or ended
        # The loop is gone when the service is: nobody is left to be woken.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._more.set)

    def look(self) -> None:
        """From now on, what comes is more."""
        self._more.clear()

    async def wait(self, seconds: float) -> bool:
        """Whether there is more within so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._more.wait(), seconds)
        return self._more.is_set()


class Feed:
    """Those who follow one organisation's events."""

    def __init__(self, log: Log, pool: Pool) -> None:
        self._log = log
        self._pool = pool
        self._lock = Lock()
        self._followers: dict[Follower, str] = {}
        self._ended = Event()
        self._listening = False

    @contextmanager
    def joined(self, caller: str) -> Iterator[Follower]:
        """Follow as this caller; Wrong when there are as many as may be."""
        follower = Follower()
        self._join(follower, caller)
        try:
            yield follower
        finally:
            with self._lock:
                del self._followers[follower]

    def close(self) -> None:
        """End every connection, and let none begin."""
        self._ended.set()
        for follower in self._everybody():
            follower.wake(ended=True)

    def _join(self, follower: Follower, caller: str) -> None:
        with self._lock:
            each = Counter(self._followers.values())
            if each[caller] >= EACH or each.total() >= ALL or self._ended.is_set():
                raise Wrong("too-many", TOO_MANY, {"Retry-After": "5"})
            self._followers[follower] = caller
            if not self._listening:
                self._listening = True
                Thread(target=self._keep_listening, name="feed", daemon=True).start()

    def _everybody(self) -> list[Follower]:
        with self._lock:
            return list(self._followers)

    def _keep_listening(self) -> None:
        shown = 0
        while not self._deserted():
            try:
                shown = self._shown_after(shown)
            except (Unavailable, Error):
                self._ended.wait(TURN)

    def _deserted(self) -> bool:
        with self._lock:
            self._listening = bool(self._followers) and not self._ended.is_set()
            return not self._listening

    def _shown_after(self, shown: int) -> int:
        """The position that is shown everywhere now; whoever follows was woken for it.

        The same again when nothing came for a while.
        """
        self._log.wait(shown, TURN)
        head = self._log.head()
        names = [projection.name for projection in PROJECTIONS]
        if head <= shown or not wait_for(self._pool, names, head, TURN):
            return shown
        for follower in self._everybody():
            follower.wake()
        self._ended.wait(INTERVAL)
        return head


@contextmanager
def feeds(organisations: Iterable[Organisation]) -> Iterator[Mapping[str, Feed]]:
    """A feed for each organisation, by its name, until the service is to stop."""
    found = {one.name: Feed(one.log, one.pool) for one in organisations}

    def close() -> None:
        for feed in found.values():
            feed.close()

    with _asked_to_end(close):
        try:
            yield found
        finally:
            close()


@contextmanager
def _asked_to_end(then: Callable[[], None]) -> Iterator[None]:
    """Do something as soon as the process is asked to end.

    The server tells its application only when every connection has ended by itself.
    """
    if current_thread() is not main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    asked = (signal.SIGINT, signal.SIGTERM)
    handlers = {each: signal.getsignal(each) for each in asked}
    before = {each: one for each, one in handlers.items() if callable(one)}

    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(then)
        before[signal.Signals(number)](number, frame)

    for each in before:
        signal.signal(each, handle)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
