"""What was given and cannot be used: settings, names, files, each named in one line.

For whoever starts something; a traceback would say where we noticed, not what is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, TypeVar

from psycopg import OperationalError
from psycopg.errors import InsufficientPrivilege
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings

from cases.edition.reading import EditionError
from cases.sealing.custodian import KeyringUnfit

Given = TypeVar("Given", bound=BaseSettings)

WORDS: Final[Mapping[str, str]] = {
    "path_not_directory": "is no directory",
}
"""What is said better than pydantic says it."""


class Mistake(Exception):
    """Something that was given cannot be used; a line for each, in our own words.

    `detail` is what others said of it: for a terminal, never for a log.
    """

    def __init__(self, line: str, detail: str = "") -> None:
        super().__init__(line)
        self.detail = detail


NAMED: Final = (Mistake, EditionError, KeyringUnfit, OSError)
"""Errors that `line` names."""


def line(error: Exception) -> str:
    """What is wrong, for a terminal; raises the error when it names nothing given."""
    if isinstance(error, Mistake) and error.detail:
        return f"{error} ({error.detail})"
    if isinstance(error, OSError):
        if error.filename is None:
            raise error
        return f"{error.filename}: {error.strerror}"
    return own_words(error) or ""


def own_words(error: BaseException) -> str | None:
    """What is wrong, as far as we know ourselves: fit for a log."""
    if isinstance(error, KeyringUnfit):
        return f"CASES_KEYRING: {error}"
    return str(error) if isinstance(error, Mistake | EditionError) else None


def settings(kind: type[Given], **chosen: object) -> Given:
    """The settings of the environment, but for those that were chosen.

    Raises Mistake with a line for each that is wrong.
    """
    try:
        return kind(**chosen)  # type: ignore[arg-type] # pydantic checks them
    except ValidationError as wrong:
        raise Mistake("\n".join(map(_said, wrong.errors()))) from None


@contextmanager
def reaching(setting: str) -> Iterator[None]:
    """Raises Mistake, naming the setting, when its server does not let us in."""
    try:
        yield
    except OperationalError as error:
        detail = str(error).partition("\n")[0]
        raise Mistake(f"{setting}: the server cannot be used", detail) from error
    except InsufficientPrivilege as error:
        detail = error.diag.message_primary or ""
        raise Mistake(f"{setting}: its user may not do this", detail) from error


def one_of(given: str, kind: str, choices: Iterable[str]) -> Mistake:
    """What was given is none of those there are."""
    return Mistake(f"{given}: the {kind} are {', '.join(sorted(choices)) or 'none'}")


def _said(error: ErrorDetails) -> str:
    what = WORDS.get(error["type"], error["msg"])
    if error["type"] == "value_error":
        what = str(error["ctx"]["error"])
    if not error["loc"]:
        return what
    name, *inside = map(str, error["loc"])
    missing = "is missing" if inside else "is not set"
    what = missing if error["type"] == "missing" else what
    return f"CASES_{name.upper()}: {' '.join(['/'.join(inside), what]).strip()}"
