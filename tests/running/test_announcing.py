"""What `make run` shows of a service that runs fits on a screen."""

import sys
from pathlib import Path

import pytest

from api.organisations import known_codes, offices
from api.running.announcing import WIDTH, announce
from api.running.asked import Asked

TOKEN = "eyJ" + "x" * 400


@pytest.fixture
def tokens() -> dict[str, dict[str, str]]:
    known = known_codes(None)
    return {name: dict.fromkeys(offices(known[name]), TOKEN) for name in sorted(known)}


@pytest.fixture
def asked() -> Asked:
    return Asked(8000, False, None, None, Path("var/postgresql-18").absolute())


def test_on_a_terminal_every_role_is_there_and_no_token(
    asked: Asked,
    tokens: dict[str, dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    announce(asked, tokens)
    said = capsys.readouterr().out
    assert {role for by_role in tokens.values() for role in by_role} <= set(
        said.split()
    )
    assert "eyJ" not in said
    assert len(said.splitlines()) < 35
    assert max(map(len, said.splitlines())) <= WIDTH


def test_in_a_file_there_is_a_token_for_each_role(
    asked: Asked,
    tokens: dict[str, dict[str, str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    announce(asked, tokens)
    said = capsys.readouterr().out
    places = [line.split()[0] for line in said.splitlines() if TOKEN in line]
    roles = [place.split("/")[1] for place in places]
    assert len(roles) == len(set(roles))
    assert set(roles) == {role for by_role in tokens.values() for role in by_role}
    assert {"ima/investigator", "iom/director_general"} <= set(places)
    assert "http://127.0.0.1:8000/v1\n" in said
    assert "http://127.0.0.1:8000/docs\n" in said
