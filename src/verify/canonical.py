"""Canonical JSON (RFC 8785) without fractions: what the log and its evidence hold."""

import json
from typing import Any

from verify.errors import Refuted


def canonical(value: Any) -> bytes:
    """The value in its only form: dicts, lists, texts, integers, booleans, None.

    Names of members are below U+10000, where the order of RFC 8785 is Python's.
    """
    return json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def parsed(content: bytes, name: str) -> Any:
    """The value; Refuted when it is not JSON, or not in its only form."""
    try:
        value = json.loads(content, parse_float=_never, parse_constant=_never)
        again = canonical(value)
    except (ValueError, RecursionError) as refused:
        raise Refuted(f"{name} is not JSON as a log writes it") from refused
    # Also what is there twice, or spaced, or escaped without need.
    if again != content:
        raise Refuted(f"{name} is not canonical JSON")
    return value


def _never(_number: str) -> None:
    raise ValueError("a number that is not an integer")
