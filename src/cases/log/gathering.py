"""Appends that are asked for at the same time, sent together: one commit for all.

Nobody waits for company: whoever finds no call under way sends their own. What gathers
meanwhile goes with the next call. Fewer calls cost less; two at a time, one prepared
while the other is committed, come to more a second.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from threading import Lock
from time import monotonic
from typing import Final

from eventsourcing.persistence import OperationalError

from cases.log.sending import COMPANY, Call

AT_ONCE: Final = 4
"""Calls under way at most."""
ENOUGH: Final = 8
"""Appends that are worth a call beside the one under way."""
OVERDUE: Final = 0.02
"""Seconds after which the next call does not wait for the one before any longer."""

Send = Callable[[Sequence[Call]], int]
"""Sends appends in one transaction; the position before their first event."""


def _closed() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


@dataclass(eq=False, slots=True)
class _Turn:
    """One append, from its being asked for to its answer.

    `gate` opens when it was `settled`, or when its thread is to send `together`.
    `answer` stays None when what became of the call says nothing about this append.
    """

    call: Call
    gate: Lock = field(default_factory=_closed)
    together: "list[_Turn]" = field(default_factory=list)
    began: float = 0.0
    settled: bool = False
    answer: int | Exception | None = None


class Gathering:
    """Where the threads of a process meet to append together."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._lock = Lock()
        self._waiting: list[_Turn] = []
        self._under_way: list[float] = []
        """When each call under way began."""

    def append(self, call: Call) -> int:
        """Send one append, in company or alone; the position before its first event.

        Raises what `send` raises. An append that was refused in company is sent again
        alone, so that nobody is refused for what another did.
        """
        turn = _Turn(call)
        with self._lock:
            self._waiting.append(turn)
            self._begin(turn)
        while not turn.settled:
            if turn.together:
                self._lead(turn)
            elif not turn.gate.acquire(timeout=OVERDUE):
                with self._lock:
                    self._begin(turn)
        if isinstance(turn.answer, Exception):
            raise turn.answer
        return self._send([call]) if turn.answer is None else turn.answer

    def _begin(self, leader: _Turn) -> bool:
        """Let its thread send who is waiting, if it is time; the lock is held."""
        now = monotonic()
        in_time = any(now - began < OVERDUE for began in self._under_way)
        full = len(self._under_way) == AT_ONCE
        too_few = in_time and len(self._waiting) < ENOUGH
        if full or too_few or leader not in self._waiting:
            return False
        leader.began = now
        self._under_way.append(now)
        together, self._waiting = self._waiting[:COMPANY], self._waiting[COMPANY:]
        # In one order everywhere: two calls to the same streams would wait for each
        # other until the database ends one.
        leader.together = sorted(together, key=attrgetter("call.stream"))
        return True

    def _lead(self, leader: _Turn) -> None:
        together, leader.together = leader.together, []
        try:
            origin = self._send([turn.call for turn in together])
            for turn in together:
                turn.answer = origin
                origin += len(turn.call.events)
        except Exception as failure:  # noqa: BLE001 - raised by those it concerns
            if len(together) == 1 or isinstance(failure, OperationalError):
                for turn in together:
                    turn.answer = failure
        finally:
            self._hand_over(leader.began)
            for turn in together:
                turn.settled = True
                if turn is not leader:
                    turn.gate.release()

    def _hand_over(self, began: float) -> None:
        with self._lock:
            self._under_way.remove(began)
            if self._waiting:
                next_one = self._waiting[0]
                if self._begin(next_one):
                    next_one.gate.release()
