"""Waiting for what happens elsewhere."""

from collections.abc import Callable
from time import monotonic, sleep

from cases.log.log import Log


def until(happened: Callable[[], bool], seconds: float = 60.0) -> None:
    """Ask again until it is so; fails when it never is."""
    end = monotonic() + seconds
    while not happened():
        assert monotonic() < end, "it did not happen"
        sleep(0.01)


def readable(log: Log) -> int:
    """Wait until all that was recorded is shown: what is open elsewhere hides it.

    Gives the log's end.
    """
    ((last,),) = log.recorder.ask("SELECT coalesce(max(position), 0) FROM event")
    until(lambda: log.head() >= last)
    return int(last)
