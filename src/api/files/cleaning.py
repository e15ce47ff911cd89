"""The copy of a file that handlers see, made piece by piece as it is sealed."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from threading import Timer
from typing import Final

from api.files.clean import UNREADABLE
from api.files.content import IMAGES, OFFICE, OPEN_DOCUMENT, PDF, TEXTS
from api.problems import Wrong

LARGEST: Final = 64 << 20
"""Bytes of a file that is cleaned; of a larger one there is no copy."""
SECONDS: Final = 60.0
SOME: Final = 65_536
CLEANED: Final = frozenset({PDF, *IMAGES, *OFFICE, *OPEN_DOCUMENT})


def cleaned(
    media_type: str, size: int, pieces: Iterable[bytes]
) -> Iterator[bytes] | None:
    """The copy; None when nothing can be taken out of a file of this kind or size.

    A text says nothing but what it says. Raises Wrong while it is read, when the file
    is not what it seemed to be.
    """
    if media_type in TEXTS:
        return iter(pieces)
    if media_type not in CLEANED or size > LARGEST:
        return None
    return _by_another(media_type, pieces)


def _by_another(media_type: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """By another process, which may fail as it likes."""
    program = [sys.executable, "-I", "-m", "api.files.clean", media_type]
    with subprocess.Popen(
        program,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    ) as child:
        over = Timer(SECONDS, child.kill)
        over.start()
        try:
            _hand_over(child, pieces)
            assert child.stdout
            while some := child.stdout.read(SOME):
                yield some
            child.wait()
        finally:
            child.kill()
            over.cancel()
            over.join()
    if child.returncode:
        raise unreadable(given_up=child.returncode != UNREADABLE)


def _hand_over(child: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
    assert child.stdin
    try:
        with child.stdin as end:
            for piece in pieces:
                end.write(piece)
    except BrokenPipeError:
        # Its status says why.
        pass


def unreadable(*, given_up: bool = False) -> Wrong:
    """A problem that says no more than that."""
    detail = (
        "the file holds more than can be looked through"
        if given_up
        else "the file is broken, or not what it seems to be"
    )
    return Wrong("file-unreadable", detail)
