"""Canonical JSON (RFC 8785) without fractions: what the log and its evidence hold."""

from json import JSONDecoder, JSONEncoder
from typing import Any, Final

from verify.errors import Refuted


def _never(_number: str) -> None:
    raise ValueError("a number that is not an integer")


# Names of members are below U+10000, where the order of RFC 8785 is Python's.
_ENCODER: Final = JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
_DECODER: Final = JSONDecoder(parse_float=_never, parse_constant=_never)


def canonical(value: Any) -> bytes:
    """The value in its only form: dicts, lists, texts, integers, booleans, None."""
    return _ENCODER.encode(value).encode()


def parsed(content: bytes, name: str) -> Any:
    """The value; Refuted when it is not JSON, or not in its only form."""
    try:
        text = content.decode()
        value = _DECODER.decode(text)
        again = _ENCODER.encode(value)
    except (ValueError, RecursionError) as refused:
        raise Refuted(f"{name} is not JSON as a log writes it") from refused
    # Also what is there twice, or spaced, or escaped without need.
    if again != text:
        raise Refuted(f"{name} is not canonical JSON")
    return value
