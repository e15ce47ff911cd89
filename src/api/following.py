"""Following what happens: server-sent events, as long as the caller may see the cases.

Nothing is kept for whoever follows but the position they have come to: what comes next
is asked of the database when they have taken what came before, however slow they are.
"""

from collections.abc import AsyncIterator
from time import monotonic
from typing import Final

from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.sse import format_sse_event
from psycopg import OperationalError
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.asking import Asking, asking
from api.dependencies import Reading
from api.feed import Feed, Follower
from api.problems import BadRequest
from cases.errors import CaseError
from projections.news import AT_ONCE, Look, news
from projections.position import given, shown_up_to

EVENTS: Final = "text/event-stream"
RIGHT: Final = "follow"
HEARTBEAT: Final = 10.0
"""Seconds of silence after which a comment says that the connection lives."""
FRESH: Final = 1.0
"""Seconds after which it is asked anew who may see what was found but not yet sent."""
RETRY_MILLISECONDS: Final = 2000
"""After which a client that lost the connection comes again."""
BUFFER: Final = {"X-Accel-Buffering": "no"}
"""A proxy is to hand on what comes at once."""


def beginning(reading: Reading, since: int | None, last: str | None) -> int:
    """The position after which events are told: of what came last, or as it is said.

    From now on, when neither is. Raises BadRequest for what no event had.
    """
    reading.viewer(RIGHT)
    if last is not None:
        if not (last.isascii() and last.isdecimal() and len(last) < 20):
            raise BadRequest("last_event_id", "Last-Event-ID must be a position")
        since = int(last)
    if since is None:
        return reading.ask(shown_up_to)
    if since and not given(reading.organisation.pool, since):
        raise BadRequest("since", "the log has no such position")
    return since


def look(asked: Asking, since: int, at_once: int = AT_ONCE) -> Look:
    """What happened after a position in the cases that the caller may see now."""
    reading = Reading(asked, None, 0)
    return reading.ask(news, reading.viewer(RIGHT), since, at_once)


class EventStream(StreamingResponse):
    """The events after a position, as they come, until one of both sides ends it."""

    media_type = EVENTS

    def __init__(self, request: Request, feed: Feed, caller: str, since: int) -> None:
        self._request = request
        self._feed = feed
        self._caller = caller
        self._since = since
        super().__init__((), headers={"Vary": "Accept", **BUFFER})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises Wrong, before anything was sent, when there are too many."""
        with self._feed.joined(self._caller) as follower:
            self.body_iterator = told(self._request, follower, self._since)
            await super().__call__(scope, receive, send)


async def told(
    request: Request, follower: Follower, since: int
) -> AsyncIterator[bytes]:
    """The events, and comments while there are none.

    It ends when the caller may follow no longer, or a store does not answer: whoever
    comes again with the id of the last event misses nothing.
    """
    yield format_sse_event(id=str(since), retry=RETRY_MILLISECONDS)
    while not follower.ended:
        follower.look()
        try:
            found = await run_sync(look, await asking(request), since)
        except (HTTPException, CaseError, OperationalError):
            return
        if found.reached == since:
            if not await follower.wait(HEARTBEAT):
                yield format_sse_event(comment="nothing new")
            continue
        until = monotonic() + FRESH
        for one in found.news:
            yield format_sse_event(id=str(one.position), data_str=one.model_dump_json())
            since = one.position
            if monotonic() > until or follower.ended:
                break
        else:
            since = found.reached
