"""The command line, as an administrator types at it."""

import sys
from collections.abc import Callable

import pytest

from api import __main__ as command_line
from api.settings import Settings

Said = tuple[int, str, str]
"""The status it ends with, what it prints, and what it complains of."""
Typed = Callable[..., Said]


def typing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *begun: str
) -> Typed:
    """What `cases <begun> …` comes to, for the rest of the words."""

    def typed(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["cases", *begun, *words])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            command_line.main()
        out, err = capfd.readouterr()
        return int(end.value.code or 0), out, _of_the_command(err)

    return typed


def _of_the_command(err: str) -> str:
    """Without what a service in the same process writes to its log meanwhile."""
    lines = err.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith('{"'))


def at_work_on(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Let commands be about what a service is about."""
    monkeypatch.setenv("CASES_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("CASES_KEYSTORE_URL", settings.keystore_url)
    monkeypatch.setenv("CASES_KEYRING", str(settings.keyring))
