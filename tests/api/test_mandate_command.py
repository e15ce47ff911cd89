"""`cases mandate` on a terminal: offices given, ended and listed."""

from pathlib import Path

import pytest
from projected import projected
from terminal import Typed, typing

from api import organisations
from api.settings import Settings
from cases.events.mandates import MANDATES, RoleMandateGranted
from cases.log.recorded import Recorded


@pytest.fixture
def settings(
    monkeypatch: pytest.MonkeyPatch,
    database_url: str,
    keystore_url: str,
    tmp_path: Path,
) -> Settings:
    keyring = tmp_path / "keyring"
    keyring.mkdir(mode=0o700)
    monkeypatch.setenv("CASES_DATABASE_URL", database_url)
    monkeypatch.setenv("CASES_KEYSTORE_URL", keystore_url)
    monkeypatch.setenv("CASES_KEYRING", str(keyring))
    made = Settings()  # type: ignore[call-arg]
    organisations.add(made, "iom")
    return made


@pytest.fixture
def run(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Typed:
    return typing(monkeypatch, capfd, "mandate")


def history(settings: Settings) -> list[Recorded]:
    with projected(settings.database_url) as iom:
        iom.project()
        return iom.log.history(MANDATES)


def test_an_office_is_given_ended_and_listed(run: Typed, settings: Settings) -> None:
    status, out, err = run("grant", "iom", "enquirer", "p-1", "p-2", "--unit", "geneva")
    assert (status, out, err[-1:]) == (0, "enquirer is given to 2\n", err[-1:])
    assert len(history(settings)) == 2
    assert run("list", "iom")[1].count("enquirer\tp-") == 2
    assert run("end", "iom", "enquirer", "p-2", "--unit", "geneva")[0] == 0
    given, *_ = history(settings)
    assert isinstance(given.event, RoleMandateGranted)
    assert run("list", "iom", "--office", "enquirer")[1].startswith("enquirer\tp-1\t")
    assert run("list", "iom", "--on", "2001-01-01")[1] == ""


def test_it_is_recorded_whose_decision_it_was(run: Typed, settings: Settings) -> None:
    assert run("grant", "iom", "enquirer", "p-1")[0] == 0
    by = ("--by", "hr-1", "--acting-as", "human_resources")
    assert run("grant", "iom", "enquirer", "p-2", *by)[0] == 0
    first, second = history(settings)
    assert (first.envelope.actor, first.envelope.acting_as) == ("system", "system")
    assert second.envelope.actor == "hr-1"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("grant", "nowhere", "enquirer", "p-1"), 2, "organisations"),
        (("grant", "iom", "enquirer", "Person A"), 2, "persons: is not one"),
        (("grant", "iom", "pope", "p-1"), 1, "no such office"),
        (("grant", "iom", "enquirer", "p-1", "--by", "system"), 2, "--by"),
        (("end", "iom", "enquirer", "p-1"), 1, "does not hold the office"),
    ],
)
def test_what_is_wrong_is_one_line(
    run: Typed, arguments: tuple[str, ...], status: int, said: str
) -> None:
    ended, out, err = run(*arguments)
    assert (ended, out) == (status, "")
    assert said in err.strip().splitlines()[-1]
