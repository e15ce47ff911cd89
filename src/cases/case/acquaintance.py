"""What cases that are linked know of each other's people."""

from dataclasses import dataclass

from cases.events.event import Concealed
from cases.events.links import CaseLinked


@dataclass(frozen=True)
class Acquaintance:
    """What another case means for this one."""

    kept_away: frozenset[str] = frozenset()
    concerned: frozenset[str] = frozenset()
    acted: frozenset[str] = frozenset()
    concealed: tuple[Concealed, ...] = ()

    def and_also(self, event: CaseLinked) -> "Acquaintance":
        """The same, with what is said of that case once more."""
        return Acquaintance(
            kept_away=self.kept_away.union(event.kept_away),
            concerned=self.concerned.union(event.concerned),
            acted=self.acted.union(event.acted),
            concealed=(*self.concealed, *event.concealed),
        )
