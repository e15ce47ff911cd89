"""Bytes and numbers as the C2SP formats write them: in one way each."""

import re
from base64 import b64decode, b64encode
from binascii import Error
from typing import Final

from verify.errors import Refuted

_DECIMAL: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_LARGEST: Final = 2**63 - 1


def encoded(value: bytes) -> str:
    """Padded base64 (RFC 4648, 4)."""
    return b64encode(value).decode("ascii")


def decoded(text: str) -> bytes:
    """The bytes; Refuted when the text is not exactly what `encoded` gives."""
    try:
        value = b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, Error) as refused:
        raise Refuted("not base64") from refused
    if encoded(value) != text:
        raise Refuted("base64 that is not canonical")
    return value


def number(text: str) -> int:
    """ASCII digits without leading zeroes, below 2**63; Refuted otherwise."""
    if not _DECIMAL.fullmatch(text) or int(text) > _LARGEST:
        raise Refuted("not a decimal number in its only form")
    return int(text)
