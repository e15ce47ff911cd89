"""How a file is sent and read, and a filter kept, as command lines."""

import json
from collections.abc import Mapping
from typing import Any, Final

from api.examples.filing import PURPOSE
from api.examples.filtering import FILTER

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
    "save_filter": (
        "",
        "-X PUT -H 'Content-Type: application/json'",
        f"-d '{json.dumps(FILTER)}'",
    ),
    "drop_filter": ("", "-X DELETE"),
}
"""What stands after the address, and further lines."""


def sends(operation: Mapping[str, Any]) -> bool:
    """Whether an operation is asked for otherwise than a question or a command."""
    return operation["operationId"] in CALLS


def lines(operation: Mapping[str, Any]) -> tuple[str, ...]:
    """What its command line has beside address and token."""
    return CALLS[operation["operationId"]]
