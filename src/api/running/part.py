"""A part of the service that is loaded before it knows where the stores are.

Starting is mostly importing, and that needs no database: it is done while PostgreSQL
starts. The settings come as one line of JSON; then it is `cases` as ever.
"""

import gc
import json
import os
import sys
from importlib import import_module

SERVING = "serve"


def main() -> None:
    """Load, wait for the settings, begin; end when whoever was to tell them is gone."""
    # Nothing of what is loaded is garbage: a seventh of the time is spent looking.
    gc.disable()
    command_line = import_module("api.__main__")
    if SERVING in sys.argv:
        import_module("api.app")
    gc.enable()
    told = sys.stdin.readline()
    if told:
        os.environ.update(json.loads(told))
        command_line.main()


if __name__ == "__main__":
    main()
