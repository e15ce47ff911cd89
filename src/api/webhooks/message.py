"""What is sent, and how it is signed: Standard Webhooks 1.0 (symmetric, `v1`)."""

import base64
import hmac
import json
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from cases.identifier import new_id
from cases.keyring import Keyring
from projections.news import News

PREFIX: Final = "whsec_"
"""How a secret begins, so that whoever finds one lying about knows what it is."""
SECRETS: Final = b"webhooks/v1 "


def new_webhook() -> UUID:
    """The identifier of one that is not there yet."""
    return new_id()


def secret_of(keyring: Keyring, webhook: UUID) -> bytes:
    """The 32 bytes that a webhook is signed with: made anew each time, kept nowhere."""
    return keyring.named(SECRETS + webhook.bytes)


def shown(secret: bytes) -> str:
    """A secret as whoever verifies is given it, once."""
    return PREFIX + base64.b64encode(secret).decode()


def named(webhook: UUID, position: int) -> str:
    """What a message is known by, however often it is sent."""
    return f"{webhook}-{position}"


def body(organisation: str, one: News) -> bytes:
    """A message: kind, day, case and place in the log; nothing else is known of it."""
    told = {
        "type": one.topic,
        "timestamp": f"{one.day}T00:00:00Z",
        "data": {
            "organisation": organisation,
            "case_id": str(one.case_id),
            "position": one.position,
        },
    }
    return json.dumps(told, separators=(",", ":")).encode()


def headers(name: str, second: int, content: bytes, secret: bytes) -> Mapping[str, str]:
    """What a message is sent with, at a second since 1970."""
    signed = f"{name}.{second}.".encode() + content
    signature = base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()
    return {
        "content-type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": str(second),
        "webhook-signature": f"v1,{signature}",
    }
