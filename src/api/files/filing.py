"""What the service takes for a file, and where the files of each organisation lie."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from uuid import UUID

from anyio import CapacityLimiter

from api.files.scanning import Scanner
from api.settings import Settings
from cases.errors import CaseNotFound
from cases.files.directory import DirectoryStore
from cases.files.staging import Staging
from cases.files.store import FileStore
from cases.sealing.pieces import PieceCipher
from cases.sealing.wrapping import Place

ARRIVING: Final = ".arriving"
AT_ONCE: Final = 2
"""Files that are looked through and cleaned at once: each takes a processor."""


@dataclass(frozen=True)
class Filed:
    """The files of one organisation: those that arrive, and those that are kept."""

    organisation: str
    store: FileStore
    staging: Staging

    def cipher(self, case: UUID, item: UUID, key: bytes) -> PieceCipher:
        """What seals one file of a case, and opens it."""
        return PieceCipher(key, self.place(case, item))

    def place(self, case: UUID, item: UUID) -> Place:
        """Where what belongs to one file can be opened, and nowhere else."""
        return {
            "case": str(case),
            "item": str(item),
            "organisation": self.organisation,
        }

    @contextmanager
    def arriving(self, item: UUID) -> Iterator[BinaryIO]:
        """A file that has arrived and is not kept yet, sealed.

        CaseNotFound when its sender did not want it any more.
        """
        try:
            file = self.staging.path(item).open("rb")
        except FileNotFoundError:
            raise CaseNotFound from None
        with file:
            yield file


def filed(settings: Settings, organisation: str) -> Filed | None:
    """The files of one organisation; None where none are taken.

    They arrive in the folder of all files, and stay there without a bucket.
    """
    if settings.files is None:
        return None
    own, bucket = settings.files / organisation, settings.files_bucket
    store = bucket.of(organisation) if bucket else DirectoryStore(own)
    return Filed(organisation, store, Staging(own / ARRIVING))


@dataclass(frozen=True)
class Limits:
    """What is taken for a file."""

    size: int
    """Bytes, at most."""
    of_reporters: int
    """The same, of what people without an account send."""
    types: tuple[str, ...]
    each_case: int
    """Files, at most."""


@dataclass(frozen=True)
class Filing:
    """How files are taken, by every organisation of the service."""

    limits: Limits
    scanner: Scanner | None
    at_once: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))


def filing(settings: Settings) -> Filing:
    """What is taken for a file, as the settings say."""
    limits = Limits(
        settings.file_max_size,
        settings.mailbox_file_max_size,
        settings.file_types,
        settings.files_each_case,
    )
    host, _, port = (settings.scanner or "").partition(":")
    return Filing(limits, Scanner(host, int(port)) if port else None)
