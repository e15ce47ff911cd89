"""What a check came to: what holds, what does not, and what was not looked at."""

import json
import textwrap
from dataclasses import dataclass, field
from typing import Any, Final

HOLDS: Final = 0
REFUTED: Final = 1
COULD_NOT: Final = 2
INDENT: Final = 15
"""Columns before what is said of a check."""


@dataclass
class Report:
    """Collected on the way, told at the end.

    `unchecked` is what was asked for and could not be done; `not_asked` what this check
    does not show by its nature.
    """

    about: str
    checked: list[str] = field(default_factory=list)
    refuted: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> int:
        """0 when all holds, 1 when something is refuted, 2 when it cannot be told."""
        return REFUTED if self.refuted else COULD_NOT if self.unchecked else HOLDS

    def for_terminal(self, columns: int) -> str:
        """For people: what is longer than a line goes on below its own beginning.

        What has no spaces, a root for instance, is never cut: it is there to be copied.
        """
        return "\n".join(
            textwrap.fill(
                line,
                columns,
                subsequent_indent=" " * INDENT if line.startswith(" ") else "",
                break_long_words=False,
                break_on_hyphens=False,
            )
            for line in self.lines()
        )

    def lines(self) -> list[str]:
        """For people and for programs that look for words: a line for each finding."""
        said = [self.about]
        said += [f"  holds        {line}" for line in self.checked]
        said += [f"  REFUTED      {line}" for line in self.refuted]
        said += [f"  could not    {line}" for line in self.unchecked]
        said += [f"  not checked  {line}" for line in self.not_asked]
        result = {
            HOLDS: "what was checked holds",
            REFUTED: "REFUTED",
            COULD_NOT: "could not be checked",
        }
        return [printable(line) for line in [*said, f"Result: {result[self.code]}"]]

    def as_json(self) -> str:
        """For programs."""
        names = {HOLDS: "holds", REFUTED: "refuted", COULD_NOT: "unchecked"}
        said = {
            "result": names[self.code],
            "about": self.about,
            "checked": self.checked,
            "refuted": self.refuted,
            "unchecked": self.unchecked,
            "not_checked": self.not_asked,
            "facts": self.facts,
        }
        return json.dumps(said, indent=2)


def printable(text: str) -> str:
    """The text without what could steer a terminal; much of it comes from outside."""
    return "".join(
        each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text
    )
