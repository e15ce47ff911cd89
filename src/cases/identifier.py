"""Identifiers that sort by day and say nothing more about when."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from uuid_utils.compat import uuid7

DAY_NANOSECONDS: Final = 86_400 * 10**9


def new_id() -> UUID:
    """A UUIDv7 of today; random within the day.

    When something was told can point at who told it. Sorted by day, they still write
    less than random ones would: the index grows at its end.
    """
    today = int(datetime.now(UTC).timestamp()) // 86_400
    return uuid7(nanoseconds=today * DAY_NANOSECONDS)
