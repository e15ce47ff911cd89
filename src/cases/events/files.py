"""Files of a case: each original as it came, and what is shown in its place."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from cases.events.event import Amount, Clause, Event, Item, ProcedureStep, Text
from cases.events.evidence import Digest

MediaType = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,99}$")
]
"""What a file is, by its content (RFC 6838)."""


class FileAdded(ProcedureStep):
    """A file was added; its original is kept as it came.

    Its name is sealed in the vault, its bytes lie in the store of files: one item,
    under one key.
    """

    file: UUID
    """The item."""
    party: int | None = None
    """The one party that it is about; None when it is about everybody."""
    media_type: MediaType
    size: Amount
    """Bytes of the file itself."""
    digest: Digest
    """Of the file as it is sealed; of the file itself it could be guessed."""
    scanned: bool
    """Whether a virus scanner found nothing in it; false where none is asked."""
    name: Annotated[Text, Item("description", about="party", under="file")]


class FileCleaned(Event):
    """A copy was made of a file, without what the original says of its making."""

    clause: Clause
    file: UUID
    """The copy, an item of its own."""
    original: UUID
    party: int | None = None
    size: Amount
    digest: Digest
    """Of the copy as it is sealed."""
    name: Annotated[Text, Item("description", about="party", under="file")]


class FileSent(FileCleaned):
    """The same, and the copy was made for the reporter, who reads it, too."""

    name: Annotated[
        Text, Item("description", about="party", audience="reporter", under="file")
    ]
