"""A whole log audited from a dump, beside hashing the same entries and no more.

In one process; the dump is on disk and was just written. The entries are small events
of 250 bytes each.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from dumps import Dump
from trees import Tree, entries_of_cases

from verify.audit import Audit
from verify.merkle import leaf_hash, root_over
from verify.source import Directory, Log


@dataclass(frozen=True, slots=True)
class Figure:
    """Entries a second; the ratio is the median of those of the turns."""

    entries: int
    ours: float
    hashing: float
    ratio: float

    @property
    def seconds(self) -> float:
        """For the whole log."""
        return self.entries / self.ours


def measure(entries: int = 1_000_000, turns: int = 3) -> Figure:
    """Medians of so many turns."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Dump(Path(folder), Tree(entries_of_cases(entries))).write()

        head = dump.tree.head()

        def audit() -> None:
            done = Audit(Log(Directory(dump.folder)), head, lambda *_: None)
            done.run()
            assert done.fits

        def hashing() -> None:
            assert (
                root_over([leaf_hash(each) for each in dump.tree.entries]) == head.root
            )

        taken = [(timed(audit), timed(hashing)) for _ in range(turns)]
    ours, theirs = (median(times) for times in zip(*taken, strict=True))
    ratio = median(bare / whole for whole, bare in taken)
    return Figure(entries, entries / ours, entries / theirs, ratio)


def timed(work: Callable[[], None]) -> float:
    """Seconds."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def main() -> None:
    """Measure, and say it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--entries", type=int, default=1_000_000)
    row = measure(arguments.parse_args().entries)
    sys.stdout.write(
        f"audit {row.ours:,.0f}/s, hashing {row.hashing:,.0f}/s, {row.ratio:.2f}\n"
    )


if __name__ == "__main__":
    main()
