"""What came of each change, kept from one run to the next."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final, Self

from mutation.changing import Change, changes, modules, name_of

STORED: Final = Path("mutants")
NO_TEST: Final = 33
NOT_TRIED: Final = 77
TYPED: Final = 88
"""The type checker notices it."""
UNNOTICED: Final = frozenset({None, 0, NO_TEST})
"""How the tests end, of a change that none failed on; they end by being killed, too."""


@dataclass
class Module:
    """A module with its changes, and how the tests ended with each."""

    path: Path
    source: str
    changes: Sequence[Change]
    ended: dict[str, int | None]

    @property
    def name(self) -> str:
        """How it is imported."""
        return name_of(self.path)

    @cached_property
    def stored(self) -> Path:
        """Where it is written down."""
        return STORED / f"{self.name}.json"

    @classmethod
    def of(cls, path: Path) -> Self:
        """As it was written down; as it is now, where the module has changed."""
        source = sha256(path.read_bytes()).hexdigest()
        stored = STORED / f"{name_of(path)}.json"
        known = json.loads(stored.read_text("utf-8")) if stored.exists() else {}
        ended = known.get("ended", {})
        if known.get("source") == source:
            found = [Change(**change) for change in known["changes"]]
            return cls(path, source, found, ended)
        found = changes(path)
        kept = {change.key: ended.get(change.key) for change in found}
        module = cls(path, source, found, kept)
        module.save()
        return module

    def save(self) -> None:
        """Write it down."""
        self.stored.parent.mkdir(exist_ok=True)
        said = {
            "source": self.source,
            "ended": self.ended,
            "changes": [asdict(change) for change in self.changes],
        }
        self.stored.write_text(json.dumps(said), "utf-8")

    def left(self) -> list[Change]:
        """The changes that no test has failed on so far."""
        return [one for one in self.changes if self.ended[one.key] in UNNOTICED]


def stored(wanted: Sequence[str] = ()) -> Iterator[Module]:
    """The pure modules whose names begin so, or all."""
    for path in sorted({*modules()}):
        if not wanted or name_of(path).startswith(tuple(wanted)):
            yield Module.of(path)
