"""/events: that something happened in a case, as it happens."""

from typing import Annotated

from fastapi import Depends, Header, Query, Request, Response

from api.accepting import JSON, quality
from api.answers import Responses, header, problems
from api.asking import Asked
from api.dependencies import Reading
from api.feed import Feed
from api.following import EVENTS, EventStream, beginning, look
from api.reading import speaking
from api.routing import below_organisation
from cases.events.event import LARGEST_INTEGER
from projections.news import News
from projections.query import Shown

router = below_organisation("/events", "events", speaking(EVENTS))

STREAMED: Responses = problems("too-many") | {
    200: {
        "headers": {"Vary": header("The answer depends on this header.", "Accept")},
        "content": {
            EVENTS: {
                "schema": {"type": "string"},
                "example": "id: 4194305\ndata: "
                '{"position":4194305,"topic":"StepTaken",'
                '"case_id":"0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a",'
                '"day":"2026-11-21"}\n\n',
            }
        },
    }
}


Since = Annotated[
    int | None,
    Query(
        ge=0,
        le=LARGEST_INTEGER,
        description="Only what happened after this position of the log; 0 for all "
        "there ever was. Left out, what happens from now on.",
    ),
]
LastEventId = Annotated[
    str | None,
    Header(
        max_length=19,
        description="The id of the last event that came, by which a client that lost "
        "the connection goes on; stronger than `since`.",
    ),
]


class Happened(Shown):
    """What happened after a position."""

    items: list[News]
    """In the order of the log; not more than a thousand."""
    position: int
    """Up to here nothing else is to be told: what comes later is asked for `since`
    it."""


async def stream_wanted(request: Request) -> bool:
    """Whether events are wanted as they come, rather than those there are."""
    accepts = request.headers.getlist("accept")
    return quality(accepts, EVENTS) > quality(accepts, JSON)


@router.get("", response_model=Happened, responses=STREAMED)
def follow_events(
    request: Request,
    response: Response,
    asked: Asked,
    as_stream: Annotated[bool, Depends(stream_wanted)],
    since: Since = None,
    last_event_id: LastEventId = None,
) -> Happened | Response:
    """That something happened in a case: where in the log, what kind, which, what day.

    As server-sent events (`text/event-stream`), each as it comes, none left out and
    none twice, or as JSON, those there are. Of cases that the caller may see at that
    moment; whoever is given a case later is told what happens from then on, and reads
    its history for what was before. No text and no person is in it.
    """
    response.headers["Vary"] = "Accept"
    after = beginning(Reading(asked, None, 0), since, last_event_id)
    if as_stream:
        feed: Feed = request.app.state.feeds[asked.organisation.name]
        return EventStream(request, feed, asked.by.id, after)
    found = look(asked, after)
    return Happened(items=found.news, position=found.reached)
