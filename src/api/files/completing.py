"""A file that has arrived whole: looked through, cleaned, kept, and then recorded.

Its bytes are in the store before the log says so. What is broken off in between is
done again when the sender asks once more, or is swept up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from api.files import content
from api.files.arriving import Upload, digest_of
from api.files.cleaning import cleaned, unreadable
from api.files.filing import Filing
from api.files.listed import added
from api.problems import Wrong
from cases.commands.files import AddFile, FileCopy
from cases.errors import CaseError, Unavailable
from cases.patience import limit
from cases.request import Receipt
from cases.sealing.pieces import PieceWriter

PATIENCE_SECONDS: Final = 30.0
"""For the stores, in all: from when the file has arrived."""


@dataclass(frozen=True)
class Completion:
    """A whole file on its way into the case."""

    filing: Filing
    upload: Upload

    def recorded(self) -> Receipt:
        """What the log says of it; Wrong when it is not taken, and nothing is kept."""
        limit(PATIENCE_SECONDS)
        if (before := self._before()) is not None:
            return before
        try:
            media_type = self._looked_at()
            copied = self._copied(media_type)
        except Wrong:
            self.upload.drop()
            raise
        try:
            return self._recorded(media_type, copied)
        except Unavailable:
            # Whether it was recorded is not known by now: the sender asks again.
            raise
        except CaseError:
            self._forget(copied)
            raise

    def _recorded(self, media_type: str, copied: FileCopy | None) -> Receipt:
        told, item = self.upload.told.file, self.upload.item
        command = AddFile(
            file=item,
            party=told.party,
            media_type=media_type,
            size=told.size,
            digest=self.upload.digest(),
            scanned=self.filing.scanner is not None,
            name=told.name,
            copied=copied,
            to_reporter=told.to_reporter,
        )
        for kept in self._both(copied):
            self._keep(kept)
        asked = self.upload.asked
        receipt = asked.organisation.cases.handle(
            self.upload.told.case, command, asked.by, key=f"file-{item}"
        )
        self.upload.filed.staging.finish(item)
        return receipt

    def _forget(self, copied: FileCopy | None) -> None:
        """Keep nothing of what a rule does not allow."""
        self.upload.filed.store.remove(self._both(copied))
        self.upload.drop()

    def _both(self, copied: FileCopy | None) -> Sequence[UUID]:
        """The file, and its copy if there is one."""
        return [self.upload.item, *([copied.file] if copied else [])]

    def _looked_at(self) -> str:
        """What it is, by its content; raises Wrong for what is not taken."""
        with self.upload.filed.arriving(self.upload.item) as file:
            head = next(self.upload.cipher.opened(file))
        said, types = self.upload.told.file.media_type, self.filing.limits.types
        media_type = content.found(head, said, types)
        if media_type is None:
            raise Wrong("file-type", "files of this kind are not taken")
        if self.filing.scanner is not None:
            with self.upload.filed.arriving(self.upload.item) as file:
                self.filing.scanner.scan(self.upload.cipher.opened(file))
        return media_type

    def _copied(self, media_type: str) -> FileCopy | None:
        """The copy that is shown in its place, sealed under a key of its own."""
        size = self.upload.told.file.size
        with self.upload.filed.arriving(self.upload.item) as file:
            copy = cleaned(media_type, size, self.upload.cipher.opened(file))
            return None if copy is None else self._sealed(copy)

    def _sealed(self, pieces: Iterable[bytes]) -> FileCopy:
        upload, filed = self.upload, self.upload.filed
        key = upload.asked.organisation.keyring.take()
        cipher = filed.cipher(upload.told.case, key.item, key.secret)
        try:
            with filed.staging.made(key.item) as file:
                writer = PieceWriter(file, cipher)
                for some in pieces:
                    writer.take(some)
                writer.end()
        except BaseException:
            filed.staging.drop(key.item)
            raise
        if not writer.size:
            raise unreadable()
        return FileCopy(
            file=key.item, size=writer.size, digest=digest_of(filed, key.item)
        )

    def _keep(self, item: UUID) -> None:
        self.upload.filed.store.put(item, self.upload.filed.staging.path(item))
        if item != self.upload.item:
            self.upload.filed.staging.drop(item)

    def _before(self) -> Receipt | None:
        """What it was answered with, when it is in the case already."""
        asked, case_id = self.upload.asked, self.upload.told.case
        if self.upload.item not in added(asked.organisation.log.history(case_id)):
            return None
        self.upload.filed.staging.finish(self.upload.item)
        standing = asked.organisation.cases.found(case_id, asked.by)
        return Receipt(case_id, standing.version, standing.position)
