"""What became of what was sent to webhooks, as whoever gives offices reads it."""

from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

from cases.mandates import Webhook
from projections.query import Db, Page, Shown, many, number, page, place


class Subscribed(Shown):
    """A place where a program is told what happens."""

    webhook: UUID
    """What it was called by whoever added it."""
    job: str
    """The pseudonym under which the program is written down."""
    role: str
    """The office of programs."""
    address: str
    """Where it is told."""
    state: Literal["told", "waiting", "given_up", "withdrawn"]
    """`waiting` while an event was not taken and is tried again; `given_up` after a
    day of that: then nothing more is sent."""
    position: int
    """Up to here everything was taken, or was not to be told."""
    attempts: int
    """How often the event after it was tried."""
    next: datetime | None
    """When it is tried again; null when it is not waited for."""


class Delivery(Shown):
    """An event that was sent to a webhook."""

    id: str
    """What the message is known by (`webhook-id`)."""
    position: int
    """Of the event."""
    state: Literal["taken", "waiting", "given_up"]
    """`waiting` until it is taken, or given up."""
    attempts: int
    """How often it was sent."""
    status: str
    """Of the last answer; or why there was none: `name` and `address` when the host is
    not known or may not be connected to, `certificate`, `timeout`, `connection`."""
    day: date
    """The day of the last attempt, UTC."""
    next: datetime | None
    """When it is tried again."""


SELECT_DELIVERIES: Final = """
    SELECT %(webhook)s || '-' || position AS id, position, state, attempts, status, day,
           again_at AS next
      FROM webhook_delivery
     WHERE webhook = %(webhook)s::uuid
       AND (%(after)s::bigint IS NULL OR position < %(after)s)
     ORDER BY position DESC
     LIMIT %(limit)s
"""


def deliveries(
    db: Db, webhook: UUID, cursor: str | None = None, limit: int = 100
) -> Page[Delivery]:
    """What became of each event that was sent to a webhook, newest first.

    What was taken more than thirty days ago is forgotten. NoSuchPlace when the cursor
    is not one that a page gave.
    """
    asked = {"webhook": str(webhook), "limit": limit + 1}
    after = {"after": place(cursor, number)[0]}
    found = many(db, Delivery, SELECT_DELIVERIES, asked | after)
    return page(found, limit, lambda last: (last.position,))


def subscribed(db: Db, webhook: UUID, hook: Webhook) -> Subscribed:
    """How far a webhook has come."""
    rows = db.execute(
        """
        SELECT position, attempts, again_at, given_up
          FROM webhook_place
         WHERE webhook = %s
        """,
        (webhook,),
    ).fetchall()
    new = (hook.after, 0, None, False)
    position, attempts, again_at, over = rows[0] if rows else new
    return Subscribed(
        webhook=webhook,
        job=hook.job,
        role=hook.role,
        address=hook.address,
        state=_state(hook, attempts, given_up=over),
        position=position,
        attempts=attempts,
        next=None if hook.withdrawn else again_at,
    )


def given_up(db: Db, withdrawn: list[UUID]) -> int:
    """How many webhooks were given up, and not withdrawn since."""
    ((count,),) = db.execute(
        """
        SELECT count(*)
          FROM webhook_place
         WHERE given_up
           AND webhook <> ALL (%s)
        """,
        (withdrawn,),
    ).fetchall()
    return int(count)


def _state(
    hook: Webhook, attempts: int, *, given_up: bool
) -> Literal["told", "waiting", "given_up", "withdrawn"]:
    if hook.withdrawn:
        return "withdrawn"
    if given_up:
        return "given_up"
    return "waiting" if attempts else "told"
