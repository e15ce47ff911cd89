"""What explained.toml says: which changes are no gaps, and why."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Self

from mutation.changing import Change


@dataclass(frozen=True)
class Explained:
    """Why some changes are no gaps: those that these patterns find."""

    because: str
    where: str = ""
    change: str = ""
    becomes: str = ""
    """What now stands in the place that is changed, alone."""

    def covers(self, change: Change) -> bool:
        """Whether this is the explanation of a change."""
        return bool(
            re.search(self.where, change.where)
            and re.search(self.change, change.shown, re.MULTILINE)
            and re.search(self.becomes, change.becomes, re.DOTALL)
        )


@dataclass(frozen=True)
class Explanations:
    """All of them, and which modules have no change left that is not explained."""

    examined: frozenset[str]
    examined_before: frozenset[str]
    """Of these, what is changed more than mutmut does is still to be looked at."""
    left_out: Sequence[Explained]
    """Changes that are not even tried: they mean nothing, wherever they are."""
    explained: Sequence[Explained]

    @classmethod
    def read(cls) -> Self:
        """What the file beside this one says."""
        text = Path(__file__).with_name("explained.toml").read_text("utf-8")
        said: dict[str, Any] = tomllib.loads(text)
        return cls(
            frozenset(said["examined"]),
            frozenset(said["examined_before"]),
            [Explained(**one) for one in said["left_out"]],
            [Explained(**one) for one in said["explained"]],
        )

    def examines(self, module: str, change: Change) -> bool:
        """Whether a change of a module may not be left unexplained."""
        wholly = any(fnmatch(module, pattern) for pattern in self.examined)
        return wholly or (module in self.examined_before and not change.more)

    def means_nothing(self, change: Change) -> str | None:
        """Why a change is not tried; None when it is."""
        return _because(self.left_out, change)

    def is_no_gap(self, change: Change) -> str | None:
        """Why it does not matter that no test notices it; None when it does."""
        return _because(self.explained, change)


def _because(known: Sequence[Explained], change: Change) -> str | None:
    return next((one.because for one in known if one.covers(change)), None)
