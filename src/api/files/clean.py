"""A process of its own that takes out of one file what it says of its making.

    python -m api.files.clean application/pdf < original > copy

Whoever made the file may have made it to break what reads it: so with little memory,
little time, and nothing else within reach. Status 3: it cannot be read as what it is.
"""

import resource
import sys
from typing import Final

from api.files.content import IMAGES, PDF

MEMORY: Final = 2 << 30
SECONDS: Final = 30
UNREADABLE: Final = 3


def confine() -> None:
    """From here on: no more memory, time or files than one file needs."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def main() -> None:
    """Clean what comes in, as what the first argument says it is."""
    media_type = sys.argv[1]
    confine()
    content = sys.stdin.buffer.read()
    try:
        cleaned = _cleaned(media_type, content)
    # Whatever a broken file does to those who read it: it is not taken.
    except Exception:  # noqa: BLE001
        sys.exit(UNREADABLE)
    sys.stdout.buffer.write(cleaned)


def _cleaned(media_type: str, content: bytes) -> bytes:
    if media_type in IMAGES:
        from api.files import images

        return images.clean(media_type, content)
    from api.files import documents

    if media_type == PDF:
        return documents.clean_pdf(content)
    return documents.clean_office(media_type, content)


if __name__ == "__main__":
    main()
