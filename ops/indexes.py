"""Print pip's package indexes as settings for uv, which does not read pip's files.

    eval "$(python3 ops/indexes.py)"

Everything that pip is told, by file or by environment, is passed on; nothing when
it is told nothing. What is set for uv already is left alone.
"""

import ast
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator

SECTIONS = ("global", "install", ":env:")
"""Where pip's settings are found; a later one counts more."""

PASSED_ON = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}


def pip_settings() -> dict[str, str]:
    """What pip would use, by the name of its option."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True)
    settings = {}
    for section in SECTIONS:
        for line in listed.stdout.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(f"{section}."):
                settings[name.removeprefix(f"{section}.")] = ast.literal_eval(value)
    return settings


def uv_settings(pip: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The same for uv, by environment variable."""
    for option, variable in PASSED_ON.items():
        if pip.get(option) and variable not in os.environ:
            separator = "," if option == "find-links" else " "
            yield variable, separator.join(pip[option].split())
    if pip.get("extra-index-url"):
        # As pip does: the best version of all indexes, not the first index that has
        # one. What is installed is held to the hashes of the lock in any case.
        yield "UV_INDEX_STRATEGY", "unsafe-best-match"


if __name__ == "__main__":
    for variable, value in uv_settings(pip_settings()):
        print(f"export {variable}={shlex.quote(value)}")
