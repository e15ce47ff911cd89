"""Appends that come at the same time and share a commit."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from math import inf
from threading import Barrier

from happened import took
from logged import envelope
from uuid_utils.compat import uuid7
from waiting import until

from cases.log.gathering import AT_ONCE
from cases.log.log import Log
from cases.log.recorded import Appended

Append = Callable[[], Appended]


def in_company(
    log: Log, appends: Sequence[Append], start: Barrier | None = None
) -> "list[Future[Appended]]":
    """What each came to; they were sent in one call, whatever followed."""
    gathering = log.recorder._gathering
    gathering._under_way = [inf] * AT_ONCE
    with ThreadPoolExecutor(len(appends)) as threads:
        answers = [threads.submit(append) for append in appends]
        until(lambda: len(gathering._waiting) == len(appends))
        if start:
            start.wait()
        gathering._under_way = [inf]
        gathering._hand_over(inf)
    return answers


def an_append(log: Log, version: int = 0, events: int = 1) -> Append:
    """To a stream of its own, which is its fingerprint as well."""
    stream, by = uuid7(), envelope()
    return lambda: log.append(
        stream, version, [took()] * events, by, fingerprint=stream.bytes
    )
