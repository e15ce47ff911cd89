"""RFC 8785 canonical JSON, quickly where that is easy."""

import re
from json import JSONEncoder
from typing import Any, Final

import rfc8785

_ENCODER: Final = JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)

# Where the two could differ: integers end at 2**53; fractions and exponents are written
# otherwise; keys are sorted by UTF-16 units, not by code points. The patterns may also
# match inside a text, which only costs time.
_LONG_NUMBER: Final = re.compile(r"[:,\[]-?(?:\d{16}|\d+[.eE])")
_HIGH: Final = re.compile(r"[\ud800-\U0010ffff]")


def canonical(value: dict[str, Any]) -> bytes:
    """A JSON object as RFC 8785 writes it.

    Of dicts, lists, strings, integers below 2**53, floats, booleans and None. Raises
    rfc8785.CanonicalizationError or ValueError for anything else.
    """
    text = _ENCODER.encode(value)
    if _LONG_NUMBER.search(text) or (not text.isascii() and _HIGH.search(text)):
        return rfc8785.dumps(value)
    return text.encode()
