"""What no test noticed: each changed line that survived, and why that is no gap.

`make mutate` runs mutmut first. Fails when a survivor has no explanation in
explained.toml, or an explanation no survivor. Modules that are not `examined` there do
not make it fail: how many changes of each nobody noticed is said, plainly, at the end.
"""

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from mutmut.mutation.diff_apply import get_diff_for_mutant
from rich.console import Console

RESULTS: Final = Path("mutants/src/cases")
KILLED: Final = {1, 3, 36, 37, -24, 24, 152, 255}
"""Exit codes of a mutant that a test failed on, or that never came to an end."""


@dataclass(frozen=True)
class Survivor:
    """A changed line that every test passed with: where, and from what to what."""

    where: str
    change: str


@dataclass(frozen=True)
class Explained:
    """Why some changes are no gaps: those whose place and lines these patterns find."""

    where: str
    change: str
    because: str

    def covers(self, survivor: Survivor) -> bool:
        """Whether this is the explanation of a survivor."""
        return bool(
            re.search(self.where, survivor.where)
            and re.search(self.change, survivor.change, re.MULTILINE)
        )


def results() -> Iterator[tuple[Path, str, int | None]]:
    """Every mutant, the file it is of, and how the tests ended with it."""
    for meta in sorted(RESULTS.rglob("*.meta")):
        source = meta.with_suffix("").relative_to("mutants")
        found: dict[str, Any] = json.loads(meta.read_text("utf-8"))
        for mutant, code in found["exit_code_by_key"].items():
            yield source, mutant, code


def survivor(source: Path, mutant: str) -> Survivor:
    """What a mutant changed."""
    diff = get_diff_for_mutant(mutant, path=source).splitlines()
    change = [line for line in diff if re.match(r"[-+](?![-+])", line)]
    where = mutant.rpartition("__mutmut_")[0].replace("ǁ", ".").replace("x_", "")
    return Survivor(where, "\n".join(change))


@dataclass
class Account:
    """What came of all changes: noticed, explained, or neither."""

    examined: frozenset[str]
    """Modules of which no change is left unexplained."""
    known: Sequence[Explained]
    noticed: int = 0
    untried: int = 0
    """Changes that the run has not come to."""
    explained: Counter[str] = field(default_factory=Counter)
    gaps: list[Survivor] = field(default_factory=list)
    """Not explained, in modules that were examined."""
    unexamined: Counter[str] = field(default_factory=Counter)
    """How many are not explained in each of the other modules."""

    def add(self, source: Path, mutant: str, code: int | None) -> None:
        """Count one change, by how the tests ended with it."""
        if code is None:
            self.untried += 1
        elif code in KILLED:
            self.noticed += 1
        else:
            self._survived(".".join(source.with_suffix("").parts[1:]), source, mutant)

    def _survived(self, module: str, source: Path, mutant: str) -> None:
        left = survivor(source, mutant)
        reason = next((one.because for one in self.known if one.covers(left)), None)
        if reason:
            self.explained[reason] += 1
        elif module in self.examined:
            self.gaps.append(left)
        else:
            self.unexamined[module] += 1

    def stale(self) -> list[str]:
        """Explanations of nothing; not known before every change was tried."""
        known = {one.because for one in self.known}
        return [] if self.untried else sorted(known - set(self.explained))


def begun() -> Account:
    """The account of nothing yet, by what explained.toml says."""
    text = Path(__file__).with_name("explained.toml").read_text("utf-8")
    said = tomllib.loads(text)
    known = [
        Explained(one.get("where", ""), one["change"], one["because"])
        for one in said["explained"]
    ]
    return Account(frozenset(said["examined"]), known)


def main() -> int:
    """Print what survived; 1 when something is not explained in an examined module."""
    account = begun()
    for source, mutant, code in results():
        account.add(source, mutant, code)
    return report(account)


def report(account: Account) -> int:
    """Say what came of a run; the exit status."""
    out = Console(highlight=False, soft_wrap=True, markup=False)
    explained = account.explained.total()
    out.print(f"{account.noticed} changes were noticed, {explained} are explained:")
    for reason, times in account.explained.most_common():
        out.print(f"{times:6} {reason}")
    for gap in account.gaps:
        out.print(f"\nNOT EXPLAINED, nobody noticed in {gap.where}:\n{gap.change}")
    for reason in account.stale():
        out.print(f"\nexplains nothing any more: {reason}")
    if account.untried:
        out.print(f"\n{account.untried} changes were not tried")
    if left := account.unexamined.total():
        out.print(f"\nNOT EXPLAINED: {left} more, in modules not examined yet:")
    for module, times in account.unexamined.most_common():
        out.print(f"{times:6} {module}")
    return 1 if account.gaps or account.stale() else 0


if __name__ == "__main__":
    sys.exit(main())
