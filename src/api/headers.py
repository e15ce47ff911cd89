"""What the dependencies read of a request by themselves, as OpenAPI describes it."""

from collections.abc import Mapping
from typing import Any, Final

from api.examples.example import ORGANISATION

TOKEN: Final = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "An access token (RFC 9068) of an issuer that the service trusts.",
}
MAILBOX_KEY: Final = {
    "type": "http",
    "scheme": "mailbox",
    "description": "The key of a mailbox, from `GET …/mailbox/new-key`: whoever has it "
    "acts as a reporter without a name, where the organisation has mailboxes.",
}
JOB_KEY: Final = {
    "type": "http",
    "scheme": "job",
    "description": "The key of a program, from `cases job-key give`: for some rights "
    "of the office of programs, until a day.",
}
FOR_ANYBODY: Final = frozenset({"/v1/organisations/{organisation}/mailbox/new-key"})
"""What is answered without knowing who asks."""
ANSWERED_ID: Final = {
    "description": "By what the request is found in the service's log: the caller's "
    "own id, or another. Those who speak for themselves get none.",
    "schema": {"type": "string"},
}
PARAMETERS: Final[Mapping[str, Mapping[str, Any]]] = {
    "organisation": {
        "name": "organisation",
        "in": "path",
        "description": "The organisation of the token.",
        "required": True,
        "schema": {"type": "string", "examples": [ORGANISATION]},
    },
    "Acting-As": {
        "name": "Acting-As",
        "in": "header",
        "description": "The office acted in; needed when the token carries several.",
        "schema": {"type": "string", "maxLength": 64},
    },
    "X-Request-ID": {
        "name": "X-Request-ID",
        "in": "header",
        "description": "A UUID, or 32 hexadecimal digits, by which the caller would "
        "find the request again; anything else is replaced. Of those who speak for "
        "themselves none is kept.",
        "schema": {
            "type": "string",
            "maxLength": 36,
            "examples": ["0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"],
        },
    },
    "Prefer-Wait": {
        "name": "Prefer",
        "in": "header",
        "description": "`wait=<seconds>`, at most, for what `after` names (RFC 7240).",
        "schema": {"type": "string", "examples": ["wait=2"]},
    },
    "Prefer-Return": {
        "name": "Prefer",
        "in": "header",
        "description": "`return=minimal` for an answer without a body, or "
        "`return=representation` for the case as it stands after it, where that can "
        "be shown within `wait=<seconds>` (RFC 7240).",
        "schema": {"type": "string", "examples": ["return=representation, wait=2"]},
    },
    "On-Behalf-Of": {
        "name": "On-Behalf-Of",
        "in": "header",
        "description": "The pseudonym of whoever it is done for, where the edition "
        "lets the office do it (`for_others`). It is recorded and shown; of a "
        "reporter, only that it was for them.",
        "schema": {"type": "string", "maxLength": 64, "examples": ["p-1007"]},
    },
    "Idempotency-Key": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "8 to 64 letters, digits, - or _, made up by the caller. The "
        "same command sent again with it happens once and gets the first answer.",
        "schema": {
            "type": "string",
            "maxLength": 66,
            "examples": ["0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"],
        },
    },
    "If-Match": {
        "name": "If-Match",
        "in": "header",
        "description": "The ETag of the case as it was read; 428 without, 412 when "
        "the case has moved on.",
        "schema": {"type": "string", "maxLength": 64, "examples": ['"3"']},
    },
}
"""What many operations take, each described once, by the name under which it is."""
OF_ORGANISATION: Final = ("organisation", "Acting-As")
OF_COMMAND: Final = ("On-Behalf-Of", "Idempotency-Key")
