"""Where a program is told that something happened; of the secret nothing is written."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from cases.events.event import LARGEST_INTEGER
from cases.events.mandates import MandateEvent

WebAddress = Annotated[
    str,
    StringConstraints(
        pattern=r"^https://[a-z0-9]([a-z0-9.-]{0,99}[a-z0-9])?(:[1-9][0-9]{0,4})?"
        r"(/[A-Za-z0-9._~/-]{0,200})?$"
    ),
]
"""An https address without a name of somebody, a query, or anything else that could
hold a secret: it stands in the log."""

Position = Annotated[int, Field(strict=True, ge=0, le=LARGEST_INTEGER)]


class WebhookEvent(MandateEvent):
    """Something about one place where a program is told, in the office it has."""

    webhook: UUID


class WebhookAdded(WebhookEvent):
    """A program is to be told what happens, at an address of its own."""

    address: WebAddress
    after: Position
    """It is told what follows this position of the log."""


class WebhookWithdrawn(WebhookEvent):
    """A program is told nothing more there."""
