"""How a file is sent and read, as command lines."""

from collections.abc import Mapping
from typing import Any, Final

from api.examples.filing import PURPOSE

BY: Final = "investigator"
"""Who does it in the examples."""
FOR: Final = f"?purpose={PURPOSE.replace(' ', '+')}"
CALLS: Final[Mapping[str, tuple[str, ...]]] = {
    "read_upload": ("",),
    "drop_upload": ("", "-X DELETE"),
    "send_part": (
        "",
        "-X PATCH -H 'Content-Type: application/partial-upload'",
        "-H 'Upload-Offset: 0' --data-binary @invoice.txt",
    ),
    "list_files": (FOR,),
    "read_file": (FOR, "-o invoice.txt"),
}
"""What stands after the address, and further lines."""


def sends(operation: Mapping[str, Any]) -> bool:
    """Whether an operation is about the bytes of a file."""
    return operation["operationId"] in CALLS


def lines(operation: Mapping[str, Any]) -> tuple[str, ...]:
    """What its command line has beside address and token."""
    return CALLS[operation["operationId"]]
