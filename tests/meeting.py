"""Two who act at the same time, or one who is overtaken while deciding."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from threading import Barrier, local

from scenario import DAY_0

from cases.handling import Cases
from cases.request import Receipt


def meeting(cases: Cases, rounds: int = 1) -> Cases:
    """Whoever uses it waits for the other between reading and deciding."""
    barrier, seen = Barrier(2, timeout=30), local()

    def now() -> datetime:
        seen.times = getattr(seen, "times", 0) + 1
        if seen.times <= rounds:
            barrier.wait()
        return DAY_0

    return replace(cases, now=now)


def at_once(
    *commands: Callable[[], Receipt],
) -> list[Receipt | BaseException]:
    with ThreadPoolExecutor(len(commands)) as threads:
        asked: list[Future[Receipt]] = [threads.submit(one) for one in commands]
        return [one.exception() or one.result() for one in asked]


def disturbed(cases: Cases, disturb: Callable[[], object], times: int = 1) -> Cases:
    """Something else happens between reading and deciding."""
    left = [disturb] * times

    def now() -> datetime:
        if left:
            left.pop()()
        return DAY_0

    return replace(cases, now=now)
