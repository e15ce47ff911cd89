"""A file on its way: begun, sent in parts that go on where the last one ended."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.asking import Asking
from api.files import content
from api.files.filing import Filed, Filing, Limits
from api.files.listed import added
from api.organisations import Organisation
from api.permissions import reach
from api.problems import NotFound, Wrong
from cases.actors import Actor, has_mailbox
from cases.commands.command import Circumstances, Command, Number, YesNo
from cases.commands.files import AddFile, addable
from cases.commands.order import permitted
from cases.errors import CaseNotFound, Refused, Tampered
from cases.events.event import LARGEST_INTEGER, Personal
from cases.events.files import MediaType
from cases.sealing.blob import cover, uncover
from cases.sealing.pieces import PIECE, PieceCipher, PieceWriter

UPLOAD: Final = "upload"
AS_SET: Final = "not from the code: the setting CASES_FILES_EACH_CASE"


class NewFile(BaseModel):
    """A file that is going to be sent."""

    model_config = Command.model_config

    name: Personal
    """What it is called."""
    size: Annotated[int, Field(strict=True, ge=1, le=LARGEST_INTEGER)]
    """Its bytes, all of them."""
    media_type: MediaType | None = None
    """What it is said to be; null to have it looked at alone."""
    party: Number | None = None
    """The number of the party that it is about alone."""
    to_reporter: YesNo = False
    """Whether the reporter is to read it."""


class Told(BaseModel):
    """What is known of a file while it arrives: sealed, as its name is."""

    case: UUID
    person: str
    file: NewFile


class Arriving(BaseModel):
    """How far a file has come."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    item: UUID
    """What the file is known by, while it arrives and from then on."""
    offset: int
    """Bytes that have arrived: what is sent next goes on there."""
    size: int
    """Bytes that it has in all; once they are there the file is in the case."""
    piece: int = PIECE
    """Parts of a multiple of so many bytes are kept whole; of others, and where one was
    broken off, the rest is to be sent again."""


@dataclass(frozen=True)
class Upload:
    """One file that arrives, as its sender is known."""

    asked: Asking
    filed: Filed
    item: UUID
    key: bytes
    told: Told

    @classmethod
    def found(cls, asked: Asking, case_id: UUID, item: UUID) -> Self:
        """The upload; CaseNotFound when there is none of this sender in this case."""
        organisation = asked.organisation
        reach(organisation.code, asked.by.role, "act")
        organisation.cases.standing(case_id, asked.by)
        filed = files_of(organisation)
        sealed = filed.staging.told(item)
        key = organisation.keyring.keys([item]).get(item)
        if sealed is None or key is None:
            raise CaseNotFound
        place = {**filed.place(case_id, item), "kind": UPLOAD}
        try:
            told = Told.model_validate_json(uncover(sealed, key, place))
        except Tampered:
            # It opens in its own case alone.
            raise CaseNotFound from None
        if told.person != asked.by.id:
            raise CaseNotFound
        return cls(asked, filed, item, key, told)

    @property
    def cipher(self) -> PieceCipher:
        """What its pieces are sealed with."""
        return self.filed.cipher(self.told.case, self.item, self.key)

    @property
    def kept(self) -> bool:
        """Whether all of it arrived, and it is in the case."""
        return self.filed.staging.done(self.item)

    def come(self) -> Arriving:
        """How far it has come."""
        size, staging = self.told.file.size, self.filed.staging
        come = size if self.kept else staging.arrived(self.item, size)
        return Arriving(item=self.item, offset=come, size=size)

    def drop(self) -> None:
        """Keep nothing of it."""
        self.filed.staging.drop(self.item)

    def digest(self) -> str:
        """SHA-256 of the sealed file."""
        return digest_of(self.filed, self.item)


def digest_of(filed: Filed, item: UUID) -> str:
    """SHA-256 of a sealed file that has arrived or was made, in hexadecimal."""
    made = sha256()
    with filed.arriving(item) as file:
        while some := file.read(1 << 20):
            made.update(some)
    return made.hexdigest()


def files_of(organisation: Organisation) -> Filed:
    """Where its files lie; NotFound when none are taken."""
    if organisation.files is None:
        raise NotFound
    return organisation.files


def begun(filing: Filing, asked: Asking, case_id: UUID, new: NewFile) -> Arriving:
    """A file is going to be sent; refused before a byte of it where it may not."""
    organisation, by = asked.organisation, asked.by
    reach(organisation.code, by.role, "act")
    _refuse(organisation, by, case_id, new)
    filed = files_of(organisation)
    _fits(filing.limits, by, new)
    held = sum(1 for _ in added(organisation.log.history(case_id)))
    if held >= filing.limits.each_case:
        raise Refused("the case holds as many files as it may", AS_SET)
    key = organisation.keyring.take()
    told = Told(case=case_id, person=by.id, file=new).model_dump_json()
    place = {**filed.place(case_id, key.item), "kind": UPLOAD}
    filed.staging.begin(key.item, cover(told, key.secret, place), new.size)
    return Arriving(item=key.item, offset=0, size=new.size)


def _refuse(organisation: Organisation, by: Actor, case_id: UUID, new: NewFile) -> None:
    """Refuse what would be refused once the file is there."""
    case = organisation.cases.standing(case_id, by)
    step = permitted(case, AddFile.step_name, by)
    now = Circumstances(case, step, by, organisation.cases.now())
    addable(now, new.party, new.to_reporter)


def _fits(limits: Limits, by: Actor, new: NewFile) -> None:
    """Raises Wrong for what is not taken."""
    most = limits.of_reporters if has_mailbox(by.id) else limits.size
    if new.size > most:
        limit = {"Upload-Limit": f"max-size={most}"}
        raise Wrong("file-too-large", f"a file has {most} bytes at most", limit)
    if new.media_type is not None and new.media_type not in limits.types:
        raise Wrong("file-type", "files of this kind are not taken")


class Part:
    """A part that comes in; to be closed."""

    def __init__(self, filing: Filing, upload: Upload, offset: int) -> None:
        self._upload = upload
        self._types = filing.limits.types
        self._open = ExitStack()
        size = upload.told.file.size
        going_on = upload.filed.staging.going_on(upload.item, size)
        try:
            self._file = self._open.enter_context(going_on)
        except FileNotFoundError:
            raise CaseNotFound from None
        come = upload.come().offset
        if self._file is None or offset != come:
            self._open.close()
            here = {"Upload-Offset": str(come)}
            raise Wrong("offset", "the file goes on elsewhere", here)
        self._come, self._size = come, size
        self._writer = PieceWriter(self._file, upload.cipher, come)
        self._head: bytearray | None = None if come else bytearray()

    def take(self, some: bytes) -> None:
        """More of it; raises Wrong when it is longer than was said, or no such file."""
        self._come += len(some)
        if self._come > self._size:
            raise Wrong("file-too-large", "the file is longer than was said")
        if self._head is not None:
            self._head += some
            if len(self._head) >= PIECE or self._come == self._size:
                self._look(bytes(self._head[:PIECE]))
        self._writer.take(some)

    def _look(self, head: bytes) -> None:
        self._head = None
        if content.found(head, self._upload.told.file.media_type, self._types) is None:
            self._upload.drop()
            raise Wrong("file-type", "files of this kind are not taken")

    def end(self) -> bool:
        """Keep what came, durably; whether the file is whole."""
        assert self._file
        whole = self._come == self._size
        if whole and self._writer.size < self._size:
            self._writer.end()
        elif not whole:
            self._writer.pause()
        self._file.flush()
        os.fsync(self._file.fileno())
        return whole

    def close(self) -> None:
        """Let others go on with it."""
        self._open.close()
