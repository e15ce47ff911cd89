"""What is wrong with an edition, before its line is known."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

Path = tuple[str | int, ...]

FEW: Final = 8
"""So many names are listed when none is like what was written."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the keys that lead to it."""

    path: Path
    what: str
    hint: str | None = None
    """What could be meant, or done about it."""


def unknown(
    path: Path, kind: str, named: Iterable[str], known: Collection[str]
) -> Iterator[Fault]:
    """A fault for each name that is not known."""
    for name in named:
        if name not in known:
            yield Fault(path, f"unknown {kind} {name!r}", meant(name, known))


def meant(name: str, known: Collection[str]) -> str | None:
    """What somebody could have meant; None when it could be too much."""
    if alike := get_close_matches(name, known, n=2):
        return f"did you mean {' or '.join(map(repr, alike))}?"
    if 0 < len(known) <= FEW:
        return f"there is {', '.join(sorted(map(repr, known)))}"
    return None
