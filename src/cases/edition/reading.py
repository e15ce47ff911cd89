"""Read an edition from its file, or say everything that is wrong with it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cases.edition.checks import faults
from cases.edition.edition import Edition
from cases.edition.facts import HEADING
from cases.edition.fault import Fault, meant
from cases.edition.lines import line_of, lines

_WHERE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")
_NAME: Final = re.compile(r"^unknown [a-z ']+ '([^']+)'")


SAYS: Final[Mapping[str, str]] = {
    "clause": "a place of the code, or 'not from the code: ' and why it is there",
    "label": "what people read, in the past tense for a step",
    "by": "the offices that may do it, as a list",
    "phase": "where a case that begins so is then",
    "period": "how long, as '7 days' or ['7 days', '3 months']",
    "basis": "why the data may be kept, as 'GDPR Art. 17(3)(e)'",
    "text": "the words of the code",
    "strength": "how strictly it binds, as 'obligation' or 'prohibition'",
}
"""What a key says, for whoever left it out or wrote something else."""


@dataclass(frozen=True, order=True)
class Flaw:
    """A fault, with its place: reads `iom/2002.toml:40: what is wrong`."""

    file: str
    line: int
    what: str
    hint: str | None = field(default=None, compare=False)
    """What could be meant, or done about it."""
    column: int = field(default=0, compare=False)
    """Counted from 1; 0 when the line says it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class EditionError(Exception):
    """Editions that cannot be used, and each of the reasons."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(sorted(set(flaws)))
        super().__init__("\n".join(map(str, self.flaws)))


def read(path: Path) -> Edition:
    """Read one edition, `<organisation>/<edition>.toml`.

    Raises EditionError with all faults of the file: of its form, or when that is
    right, of what it says.
    """
    path = path.absolute()
    file = f"{path.parent.name}/{path.name}"
    text = _text(path, file)
    try:
        edition = Edition.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise EditionError([_unreadable(file, text, str(error))]) from None
    except ValidationError as error:
        raise EditionError(_placed(file, text, _misformed(error))) from None
    if flaws := _placed(file, text, [*_misplaced(path, edition), *faults(edition)]):
        raise EditionError(flaws)
    return edition


def _text(path: Path, file: str) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise EditionError([Flaw(file, line, "not UTF-8")]) from None


def _placed(file: str, text: str, faults: Iterable[Fault]) -> list[Flaw]:
    if not (all_faults := list(faults)):
        return []
    found = lines(text)
    return [
        Flaw(file, _line(text, found, fault), fault.what, fault.hint)
        for fault in all_faults
    ]


def _line(text: str, found: Mapping[tuple[str, ...], int], fault: Fault) -> int:
    """The line of a fault; in a list of several lines, that of the name it is about."""
    first = line_of(found, fault.path)
    if (name := _NAME.search(fault.what)) is None:
        return first
    until = min((line for line in found.values() if line > first), default=inf)
    for number, line in enumerate(text.splitlines(), start=1):
        if first <= number < until and f'"{name[1]}"' in line.partition(" #")[0]:
            return number
    return first


def _unreadable(file: str, text: str, message: str) -> Flaw:
    if (where := _WHERE.search(message)) is None:
        return Flaw(file, len(text.splitlines()), f"not TOML: {message}")
    line, column = map(int, where.groups())
    what = f"not TOML: {message[: where.start()]}"
    return Flaw(file, line, what, column=column)


def _misplaced(path: Path, edition: Edition) -> Iterator[Fault]:
    if edition.organisation != path.parent.name:
        said, folder = edition.organisation, path.parent.name
        yield Fault(("organisation",), f"{said!r}, but the folder is called {folder!r}")
    if edition.edition != path.stem:
        said, file = edition.edition, path.name
        yield Fault(("edition",), f"{said!r}, but the file is called {file!r}")


def _misformed(error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors():
        yield Fault(detail["loc"], _what(detail), _hint(detail))


def _what(detail: ErrorDetails) -> str:
    name = next(p for p in reversed(detail["loc"]) if isinstance(p, str))
    own: Mapping[str, str] = {
        "extra_forbidden": f"unknown key {name!r}",
        "missing": f"{name!r} is missing",
    }
    message = detail["msg"].removeprefix("Value error, ")
    return own.get(detail["type"], f"{name!r}: {message[:1].lower()}{message[1:]}")


def _hint(detail: ErrorDetails) -> str | None:
    """What could be meant by a key that there is not, or is to be said by one."""
    name = str(detail["loc"][-1])
    if detail["type"] == "extra_forbidden":
        return meant(name, _keys(Edition))
    return SAYS.get(name)


def _keys(model: type[BaseModel]) -> set[str]:
    """The keys of an edition's file, at any depth."""
    found: set[str] = set()
    for name, info in model.model_fields.items():
        found.add(str(info.alias or name))
        for inner in _models(info.annotation):
            found |= _keys(inner)
    return found - {HEADING}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
