"""A bar on a terminal, and nothing anywhere else."""

import sys
from typing import Final

_CELLS: Final = 40


class Bar:
    """Drawn anew on its line when a percent more is done."""

    def __init__(self) -> None:
        self.drawn = -1

    def __call__(self, done: int, of: int) -> None:
        """Shows how much of it is done; the line goes when all is."""
        percent = done * 100 // max(of, 1)
        if percent == self.drawn or not sys.stderr.isatty():
            return
        self.drawn = percent
        filled = "█" * (percent * _CELLS // 100)
        line = f"\r{filled:·<{_CELLS}} {percent:3} %  {done:,} of {of:,} entries"
        sys.stderr.write(line if done < of else f"\r{'':{len(line) + 9}}\r")
        sys.stderr.flush()
