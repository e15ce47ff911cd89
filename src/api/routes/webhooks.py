"""Where programs are told what happens, and what became of it."""

from typing import Annotated
from uuid import UUID

from fastapi import Path

from api.dependencies import Cursor, Limit, TheReading
from api.examples.example import WEBHOOK
from api.problems import NotFound
from api.routing import below_organisation
from api.webhooks.deliveries import Delivery, Subscribed, deliveries, subscribed
from api.webhooks.message import new_webhook, secret_of, shown
from projections.query import Page, Shown

router = below_organisation("/webhooks", "webhooks")

WebhookId = Annotated[UUID, Path(description="The webhook.", examples=[WEBHOOK])]


class NewWebhook(Shown):
    """What a webhook needs that is to be added."""

    webhook: UUID
    """What it is called by whoever adds it."""
    secret: str
    """What its messages are signed with, for whoever verifies them: shown here once,
    and kept nowhere."""


@router.get("/new")
def new_webhook_secret(reading: TheReading) -> NewWebhook:
    """A name for a webhook, and the secret that belongs to it.

    Nothing is stored: `POST …/webhooks` adds it. Messages are signed by the Standard
    Webhooks specification (`webhook-id`, `webhook-timestamp`, `webhook-signature`,
    HMAC-SHA256 as `v1`).
    """
    reading.viewer("mandates")
    webhook = new_webhook()
    return NewWebhook(
        webhook=webhook,
        secret=shown(secret_of(reading.organisation.keyring, webhook)),
    )


@router.get("")
def list_webhooks(reading: TheReading) -> list[Subscribed]:
    """Where programs are told what happens, and how far each has come."""
    reading.viewer("mandates")
    known = reading.organisation.cases.histories.mandates().webhooks
    return [reading.ask(subscribed, webhook, hook) for webhook, hook in known.items()]


@router.get("/{webhook}/deliveries")
def list_deliveries(
    webhook: WebhookId, reading: TheReading, cursor: Cursor = None, limit: Limit = 100
) -> Page[Delivery]:
    """What became of each event that was sent there, newest first.

    Of what was answered nothing is kept but the status; what was taken is forgotten
    after thirty days.
    """
    reading.viewer("mandates")
    if webhook not in reading.organisation.cases.histories.mandates().webhooks:
        raise NotFound
    return reading.ask(deliveries, webhook, cursor=cursor, limit=limit)
