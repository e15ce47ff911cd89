"""Of when a file came, the day: what a folder tells beside its names."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

DAY: Final = 86_400


def tell_the_day(*paths: Path) -> None:
    """Let the times of files and folders say on which day they changed, and no more.

    Somebody who sends a file at night would be known by it among the few who could.
    """
    for path in paths:
        with suppress(FileNotFoundError):
            day = int(path.stat().st_mtime) // DAY * DAY
            os.utime(path, (day, day))
