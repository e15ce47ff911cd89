"""Waiting for what happens elsewhere."""

from collections.abc import Callable
from time import monotonic, sleep


def until(happened: Callable[[], bool], seconds: float = 60.0) -> None:
    """Ask again until it is so; fails when it never is."""
    end = monotonic() + seconds
    while not happened():
        assert monotonic() < end, "it did not happen"
        sleep(0.01)
