"""What is wrong with an edition, before its line is known."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the keys that lead to it."""

    path: Path
    what: str


def unknown(
    path: Path, kind: str, named: Iterable[str], known: Collection[str]
) -> Iterator[Fault]:
    """A fault for each name that is not known."""
    for name in named:
        if name not in known:
            yield Fault(path, f"unknown {kind} {name!r}")
