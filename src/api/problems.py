"""What can go wrong with a request, as the caller is told (RFC 9457).

A refusal is 409: the request was understood and could be granted in another state of
the case or to another office. 422 is for what no state of any case would allow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """One kind of problem, the same wherever it occurs."""

    status: int
    title: str
    meaning: str


KINDS: Final[Mapping[str, Kind]] = {
    "bad-request": Kind(
        400,
        "The request cannot be read",
        "The body is not the JSON that RFC 8259 and this service allow (one value, no "
        "repeated names, no lone surrogates, integers within 2^53), or a header has "
        "another form than documented. `rule` says what was broken.",
    ),
    "unauthenticated": Kind(
        401,
        "Nobody is known to be asking",
        "The request carries no bearer token, or one that this service does not "
        "accept. Why it does not is not said.",
    ),
    "not-permitted": Kind(
        403,
        "The office does not allow this",
        "The caller may know of what was asked about, but the office acted in gives no "
        "right to do it. `clause` says whose right it is.",
    ),
    "not-found": Kind(
        404,
        "Nothing here",
        "There is nothing at this address, or nothing the caller may know of. Which "
        "of the two is not said.",
    ),
    "method-not-allowed": Kind(
        405,
        "Not a method of this address",
        "The header Allow lists the methods there are.",
    ),
    "not-acceptable": Kind(
        406,
        "The answer has another media type",
        "The Accept header leaves out what is spoken here: JSON, unless documented "
        "otherwise.",
    ),
    "refused": Kind(
        409,
        "A rule does not allow this now",
        "The code of conduct, or data protection, forbids it in the state the case is "
        "in. `clause` is the place that says so. The case is as it was.",
    ),
    "erased": Kind(
        410,
        "The text has been made unreadable",
        "It existed and its retention ended. Nothing can bring it back.",
    ),
    "outdated": Kind(
        412,
        "The case has moved on",
        "If-Match names another version than the case is at. Read it again.",
    ),
    "too-large": Kind(
        413, "The body is too large", "The limit is a setting of the service."
    ),
    "unsupported-media-type": Kind(
        415, "Only JSON is understood here", "Content-Type must be application/json."
    ),
    "invalid": Kind(
        422,
        "The request breaks rules of form",
        "Each of `errors` points to a part of the request and names the rule it "
        "breaks. What was sent is not repeated.",
    ),
    "key-reused": Kind(
        422,
        "The Idempotency-Key belongs to another command",
        "A key may be sent again only with the command it was first sent with.",
    ),
    "version-missing": Kind(
        428,
        "The version acted on is missing",
        "A command needs If-Match with the ETag of the case as it was read.",
    ),
    "too-many": Kind(
        429,
        "Too much is asked at once",
        "People without an account share one limit, so that none of them has to be "
        "told from the others. Try again after Retry-After seconds; a report sent "
        "again with its Idempotency-Key is received once.",
    ),
    "failure": Kind(
        500,
        "The service made a mistake",
        "`id` finds the line in the service's log. A command sent again with its "
        "Idempotency-Key happens once.",
    ),
    "tampered": Kind(
        500,
        "A record is not as it was written",
        "A digest or seal does not fit. Nothing is shown; the operators are alarmed.",
    ),
    "unavailable": Kind(
        503,
        "A store does not answer",
        "Nothing was shown. Try again after Retry-After seconds; a command sent again "
        "with its Idempotency-Key happens once.",
    ),
    "quarantined": Kind(
        503,
        "The log is in quarantine",
        "It is not what was signed of it: the database went back in time, or something "
        "was removed. Nothing is recorded until somebody has looked.",
    ),
    "not-yet": Kind(
        503,
        "The position is not yet visible",
        "The projections have not reached `after`. Try again after Retry-After "
        "seconds.",
    ),
}
"""Every kind by its name; `/problems/{name}` serves it."""


class Fault(BaseModel):
    """One part of a request that breaks a rule of form."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    pointer: str | None = Field(default=None, examples=["/received_on"])
    """JSON pointer into the body (RFC 6901); left out for anything else."""
    parameter: str | None = Field(default=None, examples=["after"])
    """The path, query or header parameter; left out for the body."""
    rule: str = Field(examples=["day"])
    detail: str = Field(examples=["must be a day as 2026-12-31"])
    allowed: tuple[str, ...] | None = None
    """The fields or parameters there are, when one was given that is none of them."""


class Awaited(BaseModel):
    """A step of the code that comes first, and where it is asked for."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    step: str = Field(examples=["hear_subject"])
    address: str = Field(examples=["hearings"])
    """What stands after the address of the case; `steps` for those without their
    own."""


class Problem(BaseModel):
    """Why there is no other answer; it never repeats what was sent."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    type: str = Field(examples=["/problems/refused"])
    title: str
    status: int
    detail: str
    rule: str | None = None
    clause: str | None = None
    pointer: str | None = Field(default=None, examples=["/received_on"])
    """JSON pointer to the part of the body that the rule is about (RFC 6901)."""
    until: date | None = None
    """The last day of the period that has to pass, or within which it was possible."""
    awaits: tuple[Awaited, ...] | None = None
    """What has to happen to the case first."""
    allowed: tuple[str, ...] | None = None
    """What the code has for this part, or where the step is possible."""
    version: int | None = None
    """The version the case is at, when that is what went wrong."""
    certificate: str | None = Field(
        default=None, examples=["deletions/0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"]
    )
    """Of what was erased: the list that says so, below the organisation; what lies
    below it proves it."""
    successor: str | None = Field(
        default=None, examples=["0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"]
    )
    """Of a text that lost somebody: the one that stands in its place, beside it."""
    errors: tuple[Fault, ...] | None = None
    id: str | None = None


Place = tuple[str | int, ...]
"""The names and numbers that lead to a part of a body."""


class Wrong(HTTPException):
    """A problem that lies in the HTTP request itself; `name` is its kind."""

    def __init__(
        self, name: str, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(KINDS[name].status, detail, headers)
        self.name = name


class BadRequest(Wrong):
    """The request cannot be read; `rule` says which rule of form was broken."""

    def __init__(self, rule: str, detail: str, place: Place | None = None) -> None:
        super().__init__("bad-request", detail)
        self.rule = rule
        self.place = place
        """Where in the body; it may name what only the caller knows."""


class Unauthenticated(Wrong):
    """No token, or none that is accepted; why it is not is for nobody to know."""

    def __init__(self, detail: str = "the token is not accepted") -> None:
        challenge = {"WWW-Authenticate": 'Bearer error="invalid_token", Mailbox'}
        super().__init__("unauthenticated", detail, challenge)


class NotFound(Wrong):
    """Nothing is here, or nothing the caller may know of."""

    def __init__(self) -> None:
        super().__init__("not-found", KINDS["not-found"].title)
