"""A flaw of an edition as a compiler shows it: the line itself, and what is meant."""

import re
from collections.abc import Sequence
from typing import Final

from cases.edition.reading import Flaw

KEY: Final = re.compile(r"\[+.*?\]+|[^\s=]+")
QUOTED: Final = re.compile(r"'([^']+)'")


def explained(flaw: Flaw, text: str) -> str:
    """Some lines for a terminal.

    error: unknown clock 'anwser'
      --> acme/2024.toml:71:16
       |
    71 | starts = ["anwser"]
       |            ^^^^^^
       = did you mean 'answer'?
    """
    lines = text.splitlines()
    line = lines[flaw.line - 1] if flaw.line <= len(lines) else ""
    column, width = flaw.column, 1
    if not column:
        column, width = _place(line, flaw.what)
    margin = " " * len(str(flaw.line))
    said = [
        f"error: {flaw.what}",
        f"{margin} --> {flaw.file}:{flaw.line}:{column}",
        f"{margin} |",
        f"{flaw.line} | {line}".rstrip(),
        f"{margin} | {' ' * (column - 1)}{'^' * width}",
    ]
    return "\n".join([*said, *([f"{margin} = {flaw.hint}"] if flaw.hint else [])])


def total(flaws: Sequence[Flaw]) -> str:
    """How much is wrong, and where."""
    files = ", ".join(sorted({flaw.file for flaw in flaws}))
    faults = "1 fault" if len(flaws) == 1 else f"{len(flaws)} faults"
    return f"{faults} in {files}"


def _place(line: str, what: str) -> tuple[int, int]:
    """Where the fault is in its line: the last name of it that is there, or a key."""
    for name in reversed(QUOTED.findall(what)):
        found = re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", line)
        if found:
            return found.start() + 1, len(name)
    key = KEY.search(line)
    return (key.start() + 1, len(key[0])) if key else (1, 1)
