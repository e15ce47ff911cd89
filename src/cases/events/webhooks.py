"""Where a program is told that something happened; of the secret nothing is written."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, StringConstraints

from cases.events.event import LARGEST_INTEGER
from cases.events.mandates import MandateEvent

HOST: Final = r"https://[a-z0-9]([a-z0-9.-]{0,99}[a-z0-9])?(:[1-9][0-9]{0,4})?"
"""How an address begins that is without a name of somebody."""

WebAddress = Annotated[
    str, StringConstraints(pattern=rf"^{HOST}(/[A-Za-z0-9._~/-]{{0,200}})?$")
]
"""An https address without a question. It stands in the log."""

PlainAddress = Annotated[
    str, StringConstraints(pattern=rf"^{HOST}(/[a-z0-9._~-]{{0,20}}){{0,8}}$")
]
"""One with a path of short words in small letters: where the path lets in by itself, as
some services give it out, it is long or has capitals."""

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
