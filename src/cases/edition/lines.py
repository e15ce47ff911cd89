"""On which line of a TOML file each table and key stands; `tomllib` does not tell."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

Path = tuple[str, ...]

_PART: Final = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_DOTTED: Final = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE: Final = re.compile(rf"\s*\[\s*({_DOTTED})\s*\]\s*(?:#.*)?$")
_ROW: Final = re.compile(rf"\s*\[\[\s*({_DOTTED})\s*\]\]\s*(?:#.*)?$")
_KEY: Final = re.compile(rf"\s*({_DOTTED})\s*=")
_QUOTES: Final = re.compile(r'"""|' + "'''")


def lines(text: str) -> Mapping[Path, int]:
    """Where each table and key of a file begins, counted from 1.

    Rows of an array of tables are numbered from 0. What stands in an inline table or
    an array is where its key is.
    """
    found: dict[Path, int] = {}
    rows: Counter[Path] = Counter()
    table: Path = ()
    for number, line in _outside_long_strings(text):
        if row := _ROW.match(line):
            array = _parts(row[1])
            table = (*array, str(rows[array]))
            rows[array] += 1
            found.setdefault(table, number)
        elif heading := _TABLE.match(line):
            table = _parts(heading[1])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault(table + _parts(key[1]), number)
    return found


def line_of(found: Mapping[Path, int], path: tuple[str | int, ...]) -> int:
    """The line of a path, or of the nearest part of it that stands in the file."""
    names = tuple(str(part) for part in path)
    for length in range(len(names), 0, -1):
        if names[:length] in found:
            return found[names[:length]]
    return 1


def _outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside:
            yield number, line
        inside ^= len(_QUOTES.findall(line)) % 2 == 1


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))
