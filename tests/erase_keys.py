"""A process that erases keys and dies on the way.

`erase_keys.py KEYSTORE_URL KEYRING SECOND_KEYRING DEEDS ITEM…`: killed after so many
deeds, each a statement to the database or something asked of a custodian; without a
word, as by a power cut. Prints them all when it comes to its end.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

deeds: list[str] = []


def counted(deed: Callable[..., Any], limit: int) -> Callable[..., Any]:
    """The deed, after which the process may be gone."""

    def doing(*arguments: Any, **more: Any) -> Any:
        answer = deed(*arguments, **more)
        deeds.append(deed.__name__)
        if len(deeds) == limit:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    return doing


def main(url: str, first: str, second: str, limit: str, *items: str) -> None:
    """Erase, counting."""
    from psycopg import Connection

    from cases.database import ERASER, Pool
    from cases.sealing.erasing import KeyEraser
    from cases.sealing.roots import FileRoots

    roots = [FileRoots(Path(first), "ims"), FileRoots(Path(second), "ims", "second")]
    for name in ("make", "wrap", "unwrap", "destroy", "has"):
        setattr(FileRoots, name, counted(getattr(FileRoots, name), int(limit)))
    Connection.execute = counted(Connection.execute, int(limit))  # type: ignore[method-assign]
    with Pool(url, "ims", ERASER) as connections:
        KeyEraser("ims", roots, connections).erase([UUID(item) for item in items])
    sys.stdout.write(" ".join(deeds))


main(*sys.argv[1:])
