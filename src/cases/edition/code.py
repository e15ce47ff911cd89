"""All editions of an organisation's code of conduct."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

from cases.edition.edition import Edition
from cases.edition.lines import line_of, lines
from cases.edition.reading import EditionError, Flaw, read
from cases.errors import Refused

SHIPPED: Final = Path(__file__).parent.parent / "editions"
"""The editions that come with the package."""


@dataclass(frozen=True)
class Code:
    """An organisation's code of conduct: its editions, oldest first."""

    organisation: str
    editions: tuple[Edition, ...]

    def edition(self, name: str) -> Edition:
        """Raise Refused when the code has no edition of this name."""
        for edition in self.editions:
            if edition.edition == name:
                return edition
        raise Refused("the code has no such edition", self.organisation, "edition")

    def in_force(self, on: date, field: str | None = None) -> Edition:
        """The edition of a day; `field` is the part of a command that names it.

        Raises Refused when none was in force.
        """
        for edition in self.editions:
            until = edition.in_force_until or date.max
            if edition.in_force_from <= on < until:
                return edition
        reason = "no edition was in force on that day"
        times = [f"{e.in_force_from}/{e.in_force_until or '..'}" for e in self.editions]
        raise Refused(reason, self.editions[0].title, field, allowed=times)

    def breaches(self) -> list[str]:
        """The types of cases in the register of breaches, as `edition/case_type`."""
        return [
            f"{edition.edition}/{procedure.name}"
            for edition in self.editions
            for procedure in edition.procedures.values()
            if procedure.breaches
        ]


def codes(*folders: Path) -> Mapping[str, Code]:
    """Read every `<organisation>/<edition>.toml` of some folders, or the shipped ones.

    The caller keeps the answer. Raises EditionError with the faults of all files.
    """
    read_from: dict[Path, Edition] = {}
    flaws: list[Flaw] = []
    for path in _files(folders or (SHIPPED,)):
        try:
            read_from[path] = read(path)
        except EditionError as error:
            flaws += error.flaws
    if flaws := flaws + list(_misplaced(read_from)):
        raise EditionError(flaws)
    return _by_organisation(read_from.values())


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*/*.toml"))


def _by_organisation(editions: Iterable[Edition]) -> Mapping[str, Code]:
    found: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in sorted(editions, key=lambda edition: edition.in_force_from):
        found[edition.organisation].append(edition)
    return {name: Code(name, tuple(editions)) for name, editions in found.items()}


def _misplaced(read_from: Mapping[Path, Edition]) -> Iterator[Flaw]:
    """Days of a code with two editions in force, or with none between two."""
    in_order = sorted(
        read_from.items(),
        key=lambda item: (item[1].organisation, item[1].in_force_from),
    )
    for (_, earlier), (path, later) in pairwise(in_order):
        if earlier.organisation == later.organisation:
            until, begins = earlier.in_force_until or date.max, later.in_force_from
            if begins < until:
                what = f"edition {earlier.edition!r} is still in force then"
                yield _ends(path, what, begins)
            elif begins > until:
                what = f"no edition is in force from {until} until then"
                yield _ends(path, what, begins)


def _ends(path: Path, what: str, begins: date) -> Flaw:
    line = line_of(lines(path.read_bytes().decode()), ("in_force_from",))
    hint = f"the one before ends with 'in_force_until = {begins}'"
    return Flaw(f"{path.parent.name}/{path.name}", line, what, hint)
