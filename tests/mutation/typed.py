"""Which changes the type checker notices: nobody has to try them.

Each function is followed by all that could become of it, under other names, in a shadow
of its module, so that one run of mypy looks at all the changes of many modules.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from mutation.changing import Change
from mutation.stored import STORED, TYPED, Module

SHADOWS: Final = STORED / "shadows"
NO_TYPE: Final = {"redundant-expr", "truthy-bool", "unreachable", "unused-ignore"}
"""What mypy says of code that is right, and needless."""
SAID: Final = re.compile(
    r"(?P<file>[^:]+):(?P<line>\d+): error: .*\[(?P<code>[\w-]+)\]"
)
KEPT: Final = re.compile(r"\s*@(classmethod|staticmethod)\s*")


def check(modules: Sequence[Module]) -> None:
    """Say of each change that is new in some modules whether mypy notices it."""
    new = [module for module in modules if None in module.ended.values()]
    shadows = {str(module.path): (module, _shadow(module)) for module in new}
    if not new:
        return
    for file, line in _errors([module for module, _ in shadows.values()]):
        if file in shadows:
            module, changes = shadows[file]
            if change := changes.get(line):
                module.ended[change.key] = TYPED
    for module in new:
        module.save()


def _shadow(module: Module) -> dict[int, Change]:
    """Write down all changes of a module; the change that each line is of."""
    source = module.path.read_bytes()
    lines = source.decode().splitlines()
    in_order = sorted(module.changes, key=lambda change: change.line)
    written: list[str] = []
    found: dict[int, Change] = {}
    done = 0
    for _, group in groupby(in_order, key=lambda change: change.line):
        variants = list(group)
        written += lines[done : variants[0].until]
        done = variants[0].until
        for change in variants:
            text = _variant(change, source, len(lines))
            found |= dict.fromkeys(
                range(len(written) + 1, len(written) + len(text) + 1), change
            )
            written += text
    _path(module).parent.mkdir(parents=True, exist_ok=True)
    _path(module).write_text("\n".join([*written, *lines[done:], ""]), "utf-8")
    return found


def _variant(change: Change, source: bytes, length: int) -> list[str]:
    """The changed function, with none of its decorators but those of its kind."""
    after = change.applied(source).decode().splitlines()
    more = len(after) - length
    text = after[change.line - 1 : change.until + more]
    begin = next(n for n, line in enumerate(text) if re.match(r"\s*def ", line))
    kind = [line for line in text[:begin] if KEPT.fullmatch(line)]
    name = re.sub(r"(def \w+)", rf"\1__{change.key}", text[begin], count=1)
    return [*kind, name, *text[begin + 1 :]]


def _path(module: Module) -> Path:
    return SHADOWS / f"{module.name}.py"


def _errors(modules: Sequence[Module]) -> Iterator[tuple[str, int]]:
    """Where mypy finds something wrong in the shadows of some modules."""
    files = [str(module.path) for module in modules]
    given = [
        part
        for file, module in zip(files, modules, strict=True)
        for part in ("--shadow-file", file, str(_path(module)))
    ]
    quiet = ["--no-pretty", "--no-error-summary", "--show-error-codes"]
    cache = ["--cache-dir", str(STORED / "types")]
    command = [sys.executable, "-m", "mypy", *quiet, *cache, *given, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout + done.stderr)
    for said in map(SAID.match, done.stdout.splitlines()):
        if said and said["code"] not in NO_TYPE:
            yield said["file"], int(said["line"])
