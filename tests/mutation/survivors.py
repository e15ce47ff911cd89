"""What no test noticed: each changed line that survived, and why that is no gap.

`make mutate` runs mutmut first. Fails when a survivor has no explanation in
explained.toml, or an explanation no survivor.
"""

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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


def explanations() -> list[Explained]:
    """What explained.toml says, in its order."""
    text = Path(__file__).with_name("explained.toml").read_text("utf-8")
    return [
        Explained(one.get("where", ""), one["change"], one["because"])
        for one in tomllib.loads(text)["explained"]
    ]


def main() -> int:
    """Print what survived; 1 when something is not explained."""
    known, used = explanations(), Counter[str]()
    killed, gaps = 0, []
    for source, mutant, code in results():
        if code in KILLED:
            killed += 1
            continue
        left = survivor(source, mutant)
        reason = next((one.because for one in known if one.covers(left)), None)
        used.update([reason] if reason else [])
        gaps += [] if reason else [left]
    return report(killed, used, gaps, {one.because for one in known})


def report(
    killed: int, used: Counter[str], gaps: list[Survivor], known: set[str]
) -> int:
    """The account of a run, and its exit status."""
    out = Console(highlight=False, soft_wrap=True, markup=False)
    out.print(f"{killed} changes were noticed, {used.total()} are explained:")
    for reason, times in used.most_common():
        out.print(f"{times:6} {reason}")
    for gap in gaps:
        out.print(f"\nnobody noticed, in {gap.where}:\n{gap.change}")
    stale = sorted(known - set(used))
    for reason in stale:
        out.print(f"\nexplains nothing any more: {reason}")
    return 1 if gaps or stale else 0


if __name__ == "__main__":
    sys.exit(main())
