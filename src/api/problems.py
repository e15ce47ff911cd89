"""What went wrong with a request, as the caller is told (RFC 9457)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from starlette.exceptions import HTTPException

from api.kinds import KINDS

MEDIA_TYPE: Final = "application/problem+json"


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

    @model_serializer(mode="wrap")
    def _without_nulls(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What there is nothing to say of is left out, wherever a problem stands."""
        return {name: said for name, said in written(self).items() if said is not None}


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
