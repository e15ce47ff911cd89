"""Appends that are asked for at the same time, sent together: one commit for all.

Nobody waits for company: whoever finds fewer than `AT_ONCE` calls under way sends what
has gathered, be it only their own. What gathers meanwhile goes with the next call.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from eventsourcing.persistence import OperationalError

from cases.log.sending import COMPANY, Call

AT_ONCE: Final = 2
"""Calls under way: one is being committed while the next is being prepared."""
Send = Callable[[Sequence[Call]], int]
"""Sends appends in one transaction; the position before their first event."""


def _closed() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


@dataclass(eq=False, slots=True)
class _Turn:
    """One append, from its being asked for to its answer.

    `gate` opens when it was answered, or when its thread is to send `together`.
    `answer` stays None when what became of the call says nothing about this append.
    """

    call: Call
    gate: Lock = field(default_factory=_closed)
    together: "list[_Turn]" = field(default_factory=list)
    answer: int | Exception | None = None


class Gathering:
    """Where the threads of a process meet to append together."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: list[_Turn] = []
        self._under_way = 0
        self._lock = Lock()

    def append(self, call: Call) -> int:
        """Send one append, in company or alone; the position before its first event.

        Raises what `send` raises. An append that was refused in company is sent again
        alone, so that nobody is refused for what another did.
        """
        turn = _Turn(call)
        with self._lock:
            self._waiting.append(turn)
            if self._under_way < AT_ONCE:
                self._under_way += 1
                turn.together = self._next()
        if not turn.together:
            turn.gate.acquire()
        if turn.together:
            self._lead(turn.together)
        if isinstance(turn.answer, Exception):
            raise turn.answer
        return self._send([call]) if turn.answer is None else turn.answer

    def _next(self) -> list[_Turn]:
        """Who is to be sent now; the lock is held."""
        together, self._waiting = self._waiting[:COMPANY], self._waiting[COMPANY:]
        # In one order everywhere: two calls to the same streams would wait for each
        # other until the database ends one.
        return sorted(together, key=lambda turn: str(turn.call.stream))

    def _lead(self, together: list[_Turn]) -> None:
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
            self._hand_over()
            for turn in together:
                turn.gate.release()

    def _hand_over(self) -> None:
        with self._lock:
            if self._waiting:
                together = self._next()
                together[0].together = together
                together[0].gate.release()
            else:
                self._under_way -= 1
