"""A file of the case of the examples: what is said of it, and how it is sent."""

from typing import Any, Final

NEW_FILE: Final[dict[str, Any]] = {
    "name": "Invoice of 4 February.txt",
    "size": 94,
    "media_type": "text/plain",
}
CONTENT: Final = (
    b"Invoice 2026/117, 4 February 2026: catering for 40 people, 2,380.00 EUR.\n"
    b"There were 12 of us.\n"
)
PURPOSE: Final = "investigation of the case"
SENDING: Final = (
    "add_file",
    "read_upload",
    "drop_upload",
    "send_part",
    "list_files",
    "read_file",
)
"""The operations, in the order in which they are asked for."""
