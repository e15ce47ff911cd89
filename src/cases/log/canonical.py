"""RFC 8785 canonical JSON, of what an event may hold."""

from typing import Any, Final

import orjson

_FORM: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER


def canonical(value: dict[str, Any]) -> bytes:
    """A JSON object as RFC 8785 writes it.

    Of dicts with ASCII names, lists, strings, integers below 2**53, booleans and None:
    no event has fractions, or names that somebody chose freely. Raises
    orjson.JSONEncodeError for numbers beyond and what is no Unicode text.
    """
    return orjson.dumps(value, option=_FORM)
