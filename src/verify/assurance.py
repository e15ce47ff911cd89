"""What the certificate of an erasure shows, and does not, in words, by its format."""

from collections.abc import Collection
from typing import Any, Final

FILES: Final = "files"
"""The store of sealed files, where there is one."""

EARLIER: Final = "conduct-cases/erasure@v1"
"""Of lists that were carried out before it was looked for recipients."""
CERTIFICATE: Final = "conduct-cases/erasure@v2"
"""With everybody who had been given the texts, and that they were told."""

SHOWS: Final = (
    "who proposed that these texts go and who else approved it, and how long others "
    "could object",
    "by which rule each text went, and that the log says so for good",
    "that the service deleted each text's sealed bytes with the event that says so",
    "that afterwards no custodian had a root left under which one of the keys opens",
    "that afterwards no table of either database held one of the texts, or its key",
)
NO_FILE: Final = "that afterwards the store of files held none of them"
SHOWS_RECIPIENTS: Final = (
    "who had been given the texts or something of their case, as far as the log says, "
    "and when each was told that the texts are gone, or for which reason they are not"
)
EARLIER_DOES_NOT_SHOW: Final = (
    "that nobody copied a text while they could read it, or wrote it down elsewhere",
    "that a custodian keeps no copy of a root that it said it destroyed",
    "what was in the memory of the service, which keeps opened keys for a minute",
    "what became of exports that left the service; the log says who read what",
    "what disks, replicas and the database's files keep of rows that were deleted: "
    "covered keys and sealed bytes, which open under no root that is left",
)
DOES_NOT_SHOW: Final = (
    "what recipients did once they were told, and to whom they had given it before",
    *(one for one in EARLIER_DOES_NOT_SHOW if "exports" not in one),
)


def assured(stores: Collection[str], with_recipients: bool) -> dict[str, Any]:
    """The format of a certificate, and what it shows and does not.

    `stores` are those that were searched in the end; `with_recipients` says whether it
    was looked for whoever had been given the texts.
    """
    shows = [*SHOWS, *([NO_FILE] if FILES in stores else [])]
    if not with_recipients:
        not_shown = list(EARLIER_DOES_NOT_SHOW)
        return {"format": EARLIER, "shows": shows, "does_not_show": not_shown}
    shows.append(SHOWS_RECIPIENTS)
    not_shown = list(DOES_NOT_SHOW)
    return {"format": CERTIFICATE, "shows": shows, "does_not_show": not_shown}
