"""Read an edition from its file, or say everything that is wrong with it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cases.edition.checks import faults
from cases.edition.edition import Edition
from cases.edition.fault import Fault
from cases.edition.lines import line_of, lines

_WHERE: Final = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True, order=True)
class Flaw:
    """A fault, with its place: reads `iom/2002.toml:40: what is wrong`."""

    file: str
    line: int
    what: str

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
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise EditionError([Flaw(file, line, "not UTF-8")]) from None


def _placed(file: str, text: str, faults: Iterable[Fault]) -> list[Flaw]:
    if not (all_faults := list(faults)):
        return []
    found = lines(text)
    return [Flaw(file, line_of(found, fault.path), fault.what) for fault in all_faults]


def _unreadable(file: str, text: str, message: str) -> Flaw:
    where = _WHERE.search(message)
    line = int(where[1]) if where else len(text.splitlines())
    return Flaw(file, line, f"not TOML: {_WHERE.sub('', message)}")


def _misplaced(path: Path, edition: Edition) -> Iterator[Fault]:
    if edition.organisation != path.parent.name:
        said, folder = edition.organisation, path.parent.name
        yield Fault(("organisation",), f"{said!r}, but the folder is called {folder!r}")
    if edition.edition != path.stem:
        said, file = edition.edition, path.name
        yield Fault(("edition",), f"{said!r}, but the file is called {file!r}")


def _misformed(error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False):
        yield Fault(detail["loc"], _what(detail))


def _what(detail: ErrorDetails) -> str:
    name = next((p for p in reversed(detail["loc"]) if isinstance(p, str)), "")
    own: Mapping[str, str] = {
        "extra_forbidden": f"unknown key {name!r}",
        "missing": f"{name!r} is missing",
    }
    message = detail["msg"].removeprefix("Value error, ")
    return own.get(detail["type"], f"{name!r}: {message[:1].lower()}{message[1:]}")
