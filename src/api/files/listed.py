"""The files of a case, as its history tells of them."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal
from uuid import UUID

from pydantic import Field

from api.passages import Passage, passages
from cases.events.disposal import TextErased
from cases.events.files import FileAdded, FileCleaned, FileSent
from cases.log.recorded import Recorded
from projections.query import Shown

FILES: Final = (FileAdded, FileCleaned)


class File(Shown):
    """A file of a case, or the copy of one."""

    item: UUID
    """What it is known by."""
    version: int
    """Of the case, once it was added."""
    what: Literal["original", "copy", "sent"]
    """`copy`: without what the original says of its making, for handlers. `sent`: the
    same, for the reporter as well."""
    original: UUID | None
    """Of a copy, the file that it was made of."""
    media_type: str = Field(examples=["image/jpeg"])
    """By its content."""
    size: int
    """Bytes."""
    party: int | None
    """The one party that it is about; null when it is about everybody."""
    erased: bool
    """It has been made unreadable."""
    name: str | None = None
    """What it was called; null without a purpose, and when it is erased."""


def added(history: Iterable[Recorded]) -> Iterator[UUID]:
    """What every file of a history is known by, oldest first, erased ones too."""
    for recorded in history:
        if isinstance(recorded.event, FILES):
            yield recorded.event.file


def files(history: Iterable[Recorded]) -> Iterator[tuple[File, Passage]]:
    """Every file of a history, oldest first, and the text that its name is."""
    history = list(history)
    named = {one.sealed.item: one for one in passages(history)}
    gone = {one.event.item for one in history if isinstance(one.event, TextErased)}
    types: dict[UUID, str] = {}
    for recorded in history:
        event = recorded.event
        if not isinstance(event, FILES):
            continue
        if isinstance(event, FileAdded):
            types[event.file] = event.media_type
        yield _file(recorded.version, event, types, gone), named[event.file]


def _file(
    version: int,
    event: FileAdded | FileCleaned,
    types: dict[UUID, str],
    gone: set[UUID],
) -> File:
    original = None if isinstance(event, FileAdded) else event.original
    what: Literal["original", "copy", "sent"] = "original"
    if original is not None:
        what = "sent" if isinstance(event, FileSent) else "copy"
    return File(
        item=event.file,
        version=version,
        what=what,
        original=original,
        media_type=types[original or event.file],
        size=event.size,
        party=event.party,
        erased=event.file in gone,
    )
