"""The invented code, broken on purpose, and what is said to be wrong with it."""

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from cases.edition.checks import faults
from cases.edition.edition import Edition

TEXT: Final = (Path(__file__).parent / "cases/small_edition.toml").read_text("utf-8")
SOUND: Final = tomllib.loads(TEXT)
GONE: Final = object()
"""In the place of what is left out."""

Said = tuple[str, str]
"""The keys that lead to a fault, and what is wrong there."""


def wrong(changes: dict[str, Any]) -> set[Said]:
    """All that is wrong, once other things stand in some places."""
    edition = Edition.model_validate(broken(changes))
    return {(".".join(map(str, one.path)), one.what) for one in faults(edition)}


def broken(changes: dict[str, Any]) -> dict[str, Any]:
    """What the edition says then."""
    whole = deepcopy(SOUND)
    for where, value in changes.items():
        *path, last = where.split(".")
        table = whole
        for key in path:
            table = table.setdefault(key, {})
        if value is GONE:
            del table[last]
        else:
            table[last] = value
    return whole
