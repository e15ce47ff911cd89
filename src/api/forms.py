"""What a text of a certain form is called in plain words, by its pattern."""

from collections.abc import Mapping
from typing import Final, get_args

from cases.events.event import PRINTABLE, Country, Name, Person, Reference
from cases.events.evidence import Digest
from cases.events.record import Purpose
from cases.events.webhooks import PlainAddress
from projections.audit_trail import Topic
from projections.query import CURSOR, CaseNumber


def _pattern(form: object) -> str:
    """The pattern of `Annotated[str, StringConstraints(pattern=…)]`."""
    return str(get_args(form)[1].pattern)


FORMS: Final[Mapping[str, str]] = {
    PRINTABLE: "text without control characters",
    _pattern(Name): "a name of the edition: small letters, digits and _, at most 64",
    _pattern(Person): "a pseudonym: small letters, digits, dot, _ and -, at most 64",
    _pattern(Country): "a country as two capital letters, as CH",
    _pattern(Digest): "a SHA-256 as 64 hexadecimal digits, in small letters",
    _pattern(Reference): "a reference: letters, digits, dot, _, / and -, at most 64",
    _pattern(Purpose): "3 to 64 small letters, digits, spaces and _, a letter first",
    _pattern(CaseNumber): "the number of a case, as IMA-2026-0003",
    _pattern(Topic): "the name of a kind of event, as TextRead",
    _pattern(
        PlainAddress
    ): "an https address as https://programs.example/cases: without "
    "a name of somebody or a question, its path of at most 8 words of at most 20 small "
    "letters, digits, dot, _, ~ and -, so that nothing secret fits in",
    CURSOR: "the `next` of the page before",
}
"""Every form that a request may have to be in."""
