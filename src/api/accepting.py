"""Which of several media types a caller wants (RFC 9110, 12.5.1)."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final, Literal

JSON: Final = "application/json"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
Form = Literal["json", "page", "paper"]
"""What an answer is: for programs, for a browser, or to keep and hand on."""


def quality(accepts: Sequence[str], media_type: str) -> float:
    """How much a media type is wanted, from 0 to 1; 1 when nothing is said.

    Of several ranges that hold it, the closest counts.
    """
    ranges = [one for one in ",".join(accepts).lower().split(",") if one.strip()]
    if not ranges:
        return 1.0
    wanted = dict(map(_weighed, ranges))
    kind = media_type.partition("/")[0]
    return next(
        (wanted[one] for one in (media_type, f"{kind}/*", "*/*") if one in wanted), 0.0
    )


def any_of(accepts: Sequence[str], media_types: Iterable[str]) -> bool:
    """Whether one of these is wanted at all."""
    return any(quality(accepts, media_type) > 0 for media_type in media_types)


def page_wanted(accepts: Sequence[str]) -> bool:
    """Whether a page is wanted rather than JSON, as a browser does."""
    return quality(accepts, HTML) > quality(accepts, JSON)


def form(accepts: Sequence[str]) -> Form:
    """Which of the three is wanted most; JSON where none is wanted more."""
    if quality(accepts, PDF) > max(quality(accepts, JSON), quality(accepts, HTML)):
        return "paper"
    return "page" if page_wanted(accepts) else "json"


def _weighed(wanted: str) -> tuple[str, float]:
    """A media range and its weight; one that cannot be read is none."""
    media, *parameters = (part.strip() for part in wanted.split(";"))
    weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    with suppress(ValueError):
        return media, min(max(float(weight), 0.0), 1.0)
    return media, 1.0
