"""What an event is, and how it refers to text about people.

The class name and the field names are the stored format: once released they
are never renamed, retyped or removed. Change an event by adding a new one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Final, Literal, Self, cast
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

PERSONAL_LIMIT: Final = 20_000
"""Characters of one piece of personal text; longer ones are files."""

LARGEST_INTEGER: Final = 2**53 - 1
"""RFC 8785 keeps integers exact up to here."""


PRINTABLE: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]*$"
"""Any text but control characters; line breaks and tabs are text."""


class Personal(str):
    """Text about an identifiable person; sealed before it is stored.

    It never shows itself, so that it cannot reach a log or a traceback.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return "<personal>"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._saying_something,
            core_schema.str_schema(
                min_length=1, max_length=PERSONAL_LIMIT, strict=True, pattern=PRINTABLE
            ),
        )

    @classmethod
    def _saying_something(cls, text: str) -> Self:
        # A reason of spaces is none; `isprintable` knows those of no width, too.
        if any(sign.isprintable() and not sign.isspace() for sign in text):
            return cls(text)
        raise PydanticCustomError("blank", "the text says nothing")


class Sealed(BaseModel):
    """What an event keeps of personal text: where it is, and its sealed bytes' digest.

    `digest` is the SHA-256 of the sealed bytes, in lower-case hexadecimal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: UUID
    digest: str


Person = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
"""A person's pseudonym; never a name or an address."""

Mark = Annotated[str, StringConstraints(pattern=r"^~[0-9a-f]{32}$")]
"""What stands for a person in one case: nobody without its key can tell for whom.

No person's pseudonym begins so.
"""


NO_OFFICE_FOR: Final = 2
"""Persons whom a reporter can keep out of office: a body of five keeps its quorum."""


class Hidden(BaseModel):
    """People on their way into the log whom it must not name; it never shows itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    reporter: Person | None = None
    no_office: tuple[Person, ...] = ()
    """Those who, as the reporter asks, hold no office in the case."""

    def __repr__(self) -> str:
        return "<hidden>"

    __str__ = __repr__


class KeptOut(Hidden):
    """Those alone who, as a reporter asks, hold no office; often nobody."""


class Marks(BaseModel):
    """The marks of hidden people. Some of `no_office` stand for nobody."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reporter: Mark | None = None
    no_office: tuple[Mark, ...] = ()


class Concealed(Sealed):
    """What an event keeps of hidden people: their pseudonyms sealed, and their marks.

    The marks are made with the key of the sealed item, and say nothing without it.
    """

    marks: Marks = Marks()


Text = Personal | Sealed
"""Personal text on its way into the log, or the reference that the log gives back."""

Audience = Literal[
    "handlers", "case_owner", "reporter", "subject", "decision_body", "author"
]
"""Who a text was written for; fixed when it is written, never widened."""


Kind = Literal["identity", "contact", "account", "statement", "reason", "description"]
"""What a piece of personal text is."""

IDENTIFYING: Final[frozenset[Kind]] = frozenset({"identity", "contact"})
"""Kinds of text that say who a party is."""


@dataclass(frozen=True)
class Item:
    """What a field of personal text is: its kind, and whom it is about.

    `about` names the field of the event that holds the party's number; None means
    everyone in the case.
    """

    kind: Kind
    about: str | None = None
    audience: Audience = "handlers"
    named: tuple[Literal["kind", "audience"], ...] = ()
    """What the event itself says of it, in fields of these names."""
    under: str | None = None
    """The field that says which item it is, where a key was taken for it before."""


@dataclass(frozen=True, slots=True)
class SealedItem:
    """Personal text as it is stored: one row of `sealed`, one key in the keystore.

    `about` holds the numbers of the parties it is about; empty means everyone.
    """

    item: UUID
    kind: str
    audience: str
    about: tuple[int, ...]
    blob: bytes
    marks: Marks | None = None
    """Of hidden people, to recognise them by."""


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""A name from an edition: of a step, a clock, a role, a category, a measure."""

Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
"""A country, by the two capital letters of ISO 3166-1."""

Clause = Annotated[str, Field(min_length=1, max_length=200)]
"""A place in a code of conduct or a statute, as people cite it."""

Reference = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$")
]
"""What a contract or a file is kept under elsewhere; never a person's name."""

Amount = Annotated[int, Field(ge=0, le=LARGEST_INTEGER)]
"""Money in the currency's smallest unit."""


@dataclass(frozen=True)
class OneFault:
    """Says once what is wrong with an answer, not once for each of its types."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        union = cast("core_schema.UnionSchema", handler(source))
        union["custom_error_type"] = "fact"
        union["custom_error_message"] = "no choice, amount, day, yes or no"
        return union


Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]

Fact = Annotated[
    bool | int | Word | Annotated[tuple[Word, ...], Field(max_length=50)],
    OneFault(),
]
"""A fact of a step: a choice or several, an amount, a day; never a person's words."""


class Event(BaseModel):
    """Something that happened, in the past tense."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def relations(self) -> tuple[str, ...]:
        """Relations beyond the case that this event touches, as `person:p-7:interests`.

        Each is a counter in the log which this event raises.
        """
        return ()


class ProcedureStep(Event):
    """An event that is a step of the case's procedure."""

    step: Name
    clause: Clause
    phase: Name
    """The phase the case is in afterwards."""


def described(event: Event, item: Item) -> Item:
    """What a text of an event is, with what the event itself says of it."""
    said = {name: getattr(event, name) for name in item.named}
    return replace(item, **said)


def personal_fields(event: type[Event]) -> Iterator[tuple[str, Item]]:
    """The fields of an event that hold personal text, and what each is."""
    for name, field in event.model_fields.items():
        for mark in field.metadata:
            if isinstance(mark, Item):
                yield name, mark
