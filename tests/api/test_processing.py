"""The record of processing (GDPR Art. 30) and the annex of the DPIA, golden.

`python tests/api/test_processing.py` writes them anew, after a change that is meant.
"""

import json
from pathlib import Path

import pytest
from serving import Service
from shipped import codes
from typer.testing import CliRunner

from api.__main__ import app
from api.processing import UNSAID, record

EDITIONS = Path(__file__).parents[1] / "editions"
GOLDEN = EDITIONS / "guild" / "record-of-processing.md"
RUN = CliRunner()
GUILD = ["record-of-processing", "guild", "--editions", str(EDITIONS)]


def test_the_record_is_the_one_that_was_looked_at() -> None:
    said = RUN.invoke(app, GUILD)
    assert said.exit_code == 0
    assert said.stdout == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("organisation", codes())
def test_nothing_that_is_processed_is_left_out(organisation: str) -> None:
    code = codes()[organisation]
    edition = code.editions[-1]
    made = record(code, edition)
    assert [one.name for one in made.activities] == [*edition.procedures]
    for activity in made.activities:
        assert activity.kept, activity.name
        assert activity.recipients, activity.name
    assert UNSAID not in (made.controller, made.transfers, *made.legal_bases)
    reports = [one for one in made.activities if "whoever is accused" in one.about]
    assert all("reporter identity" in {k.what for k in one.kept} for one in reports)


def test_a_program_reads_the_same() -> None:
    said = RUN.invoke(app, ["record-of-processing", "iom", "--json"]).stdout
    code = codes()["iom"]
    made = record(code, code.editions[-1]).model_dump(mode="json")
    assert json.loads(said) == made


def test_an_edition_that_does_not_exist_is_named_as_such() -> None:
    for words in (["nobody"], ["iom", "--edition", "1999"]):
        assert RUN.invoke(app, ["record-of-processing", *words]).exit_code == 1


def test_over_http_for_programs_and_for_people(service: Service) -> None:
    officer = service.caller("data_protection_officer")
    at = "/editions/undated/record-of-processing"
    answer = officer.get(at)
    assert answer.status_code == 200, answer.text
    code = service.app.state.organisations["ima"].code
    made = record(code, code.editions[-1])
    assert answer.json() == made.model_dump(mode="json")
    page = service.client.get(
        officer.at(at), headers=officer.headers() | {"Accept": "text/html"}
    )
    assert page.headers["content-type"].startswith("text/html")
    assert "<td>It becomes known who reported</td>" in page.text
    assert officer.get("/editions/1999/record-of-processing").status_code == 404


def write() -> None:
    """Put what is made now where it is kept."""
    GOLDEN.write_text(RUN.invoke(app, GUILD).stdout, "utf-8")


if __name__ == "__main__":
    write()
