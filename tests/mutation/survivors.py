"""What no test noticed: each changed line that survived, and why that is no gap.

`make mutate` tries the changes first. Fails when a survivor has no explanation in
explained.toml, or an explanation no survivor. Modules that are not `examined` there do
not make it fail: how many changes of each nobody noticed is said, plainly, at the end.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from mutation.changing import Change
from mutation.explaining import Explanations
from mutation.stored import TYPED, UNNOTICED, Module, stored
from rich.console import Console


@dataclass
class Account:
    """What came of all changes: noticed, explained, or neither."""

    known: Explanations
    noticed: int = 0
    typed: int = 0
    """Changes that the type checker noticed."""
    untried: int = 0
    """Changes that the run has not come to."""
    left_out: Counter[str] = field(default_factory=Counter)
    explained: Counter[str] = field(default_factory=Counter)
    gaps: list[Change] = field(default_factory=list)
    """Not explained, in modules that were examined."""
    unexamined: Counter[str] = field(default_factory=Counter)
    """How many are not explained in each of the other modules."""

    def add(self, module: Module) -> None:
        """Count the changes of one module, by how the tests ended with each."""
        for change in module.changes:
            code = module.ended[change.key]
            if because := self.known.means_nothing(change):
                self.left_out[because] += 1
            elif code is None:
                self.untried += 1
            elif code == TYPED:
                self.typed += 1
            elif code not in UNNOTICED:
                self.noticed += 1
            else:
                self._survived(module.name, change)

    def _survived(self, module: str, change: Change) -> None:
        if because := self.known.is_no_gap(change):
            self.explained[because] += 1
        elif self.known.examines(module, change):
            self.gaps.append(change)
        else:
            self.unexamined[module] += 1

    def stale(self) -> list[str]:
        """Explanations of nothing; not known before every change was tried."""
        known = {one.because for one in self.known.explained}
        return [] if self.untried else sorted(known - set(self.explained))


def main(wanted: Sequence[str]) -> int:
    """Print what survived; 1 when something is not explained in an examined module."""
    account = Account(Explanations.read())
    for module in stored():
        account.add(module)
    if not wanted:
        return report(account)
    for module in stored(wanted):
        show(account.known, module)
    return 0


def show(known: Explanations, module: Module) -> None:
    """Say what survived in a module, examined or not, and is not explained."""
    out = Console(highlight=False, soft_wrap=True, markup=False)
    for change in module.left():
        if not known.means_nothing(change) and not known.is_no_gap(change):
            ended = module.ended[change.key]
            out.print(f"\n{change.where} ended {ended}:\n{change.shown}")


def report(account: Account) -> int:
    """Say what came of a run; the exit status."""
    out = Console(highlight=False, soft_wrap=True, markup=False)
    explained = account.explained.total()
    out.print(f"{account.typed} changes were noticed by the type checker,")
    out.print(f"{account.noticed} by tests; {explained} are explained:")
    for reason, times in account.explained.most_common():
        out.print(f"{times:6} {reason}")
    out.print(f"{account.left_out.total()} were left out:")
    for reason, times in account.left_out.most_common():
        out.print(f"{times:6} {reason}")
    for gap in account.gaps:
        out.print(f"\nNOT EXPLAINED, nobody noticed in {gap.where}:\n{gap.shown}")
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
    sys.exit(main(sys.argv[1:]))
