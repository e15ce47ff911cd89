"""Files of a case for those who may read them, sealed until their bytes are sent."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain, islice
from typing import BinaryIO, Final
from uuid import UUID

from starlette.responses import StreamingResponse

from api.dependencies import Reading
from api.files.arriving import files_of
from api.files.filing import Filed
from api.files.listed import File, files
from api.one_text import for_hold, theirs
from api.passages import readable
from api.permissions import reach
from api.problems import BadRequest
from api.texts import still_open
from cases.commands.order import written_as
from cases.errors import CaseNotFound, Erased
from cases.vault import Disclosed

TOGETHER: Final = 8
"""Pieces that are handed to the server at once: half a megabyte."""


def listed(reading: Reading, case_id: UUID, purpose: str | None) -> list[File]:
    """The files that are theirs to read; with what each was called, for a purpose."""
    organisation, by = reading.organisation, reading.by
    reach(organisation.code, by.role, "texts")
    case = organisation.cases.standing(case_id, by)
    found = [
        (file, passage)
        for file, passage in files(organisation.log.history(case_id))
        if readable(organisation, case, by, passage)
    ]
    if purpose is None:
        return [file for file, _ in found]
    wanted = {passage.sealed: passage.called for _, passage in found}
    with still_open(organisation, case_id, by):
        names = organisation.vault.open(wanted, written_as(case, by), purpose)
    return [file.model_copy(update={"name": names[file.item]}) for file, _ in found]


def read(
    reading: Reading, case_id: UUID, item: UUID, purpose: str | None
) -> StreamingResponse:
    """A file, once its reading is recorded; raises what `one_text.single` raises."""
    organisation, by = reading.organisation, reading.by
    case = organisation.cases.standing(case_id, by)
    history = organisation.log.history(case_id)
    passage, hold = theirs(organisation, case, by, history, item)
    known = {file.item: file for file, _ in files(history)}
    if item not in known:
        raise CaseNotFound
    if purpose is None:
        raise BadRequest("purpose", "a file is read for a purpose")
    with still_open(organisation, case_id, by):
        reader, wanted = written_as(case, by), {passage.sealed: passage.called}
        recorded = for_hold(hold, purpose)
        disclosed = organisation.vault.disclose(wanted, reader, recorded)[item]
    if disclosed is None:
        raise Erased
    pieces = _pieces(files_of(organisation), case_id, disclosed)
    # The first one before anything is said: one that does not fit is a problem yet.
    first = next(pieces)
    return StreamingResponse(
        chain([first], pieces), headers=_said(known[item]), media_type=None
    )


def _pieces(filed: Filed, case_id: UUID, disclosed: Disclosed) -> Iterator[bytes]:
    cipher = filed.cipher(case_id, disclosed.item, disclosed.key)
    with ExitStack() as closing:
        file: BinaryIO = closing.enter_context(filed.store.opened(disclosed.item))
        pieces = cipher.opened(file)
        while some := b"".join(islice(pieces, TOGETHER)):
            yield some


def _said(file: File) -> dict[str, str]:
    """What is said of it beside its bytes; not its name, which others would see."""
    return {
        "Content-Type": file.media_type,
        "Content-Length": str(file.size),
        "Content-Disposition": f'attachment; filename="{file.item}"',
    }
