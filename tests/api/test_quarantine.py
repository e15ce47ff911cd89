"""A service whose log is in quarantine says so and records nothing."""

from collections.abc import Iterator

import pytest
from psycopg import connect
from reported import REPORT, Opened
from serving import HERE, Service

from cases.database import parameters
from cases.tree import gate

BY_STEP = {"step": "acknowledge", "note": "Thank you."}


@pytest.fixture
def quarantined(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tree of the service's organisation, until the test ends."""
    monkeypatch.setattr(gate, "EVERY_SECONDS", 0)
    url = service.settings.keystore_url
    with connect(url, **parameters(HERE, "none")) as keystore:
        keystore.execute("UPDATE signed_tree SET quarantined = 'seven events fewer'")
        yield
        keystore.execute("UPDATE signed_tree SET quarantined = NULL")
    service.client.get("/health/ready")


def test_a_log_in_quarantine_takes_no_command(
    service: Service, opened: Opened, quarantined: None
) -> None:
    intake = service.caller("intake_officer")
    for answer in (
        opened.reporter.post("/reports", REPORT),
        intake.post(f"{opened.at}/steps", BY_STEP, opened.version),
    ):
        assert (answer.status_code, answer.json()["type"]) == (
            503,
            "/problems/quarantined",
        )
    seen = opened.reporter.get(opened.at, after=opened.position)
    assert seen.json()["version"] == opened.version


def test_nor_is_a_text_shown_whose_reading_cannot_be_recorded(
    service: Service, opened: Opened, quarantined: None
) -> None:
    intake = service.caller("intake_officer")
    asked = {"purpose": "assessment of the report", "after": opened.position}
    answer = intake.get(f"{opened.at}/history", **asked)
    assert answer.status_code == 503
    assert REPORT["account"] not in answer.text


def test_a_service_in_quarantine_is_not_ready(
    service: Service, quarantined: None
) -> None:
    ready = service.client.get("/health/ready")
    assert (ready.status_code, ready.json()["tree"]) == (503, "not_ready")
    assert ready.json()["log"] == "ready"
    assert "seven" not in ready.text


def test_a_service_out_of_quarantine_is_ready_again(
    service: Service, opened: Opened
) -> None:
    answer = service.caller("intake_officer").post(
        f"{opened.at}/steps", BY_STEP, opened.version
    )
    assert answer.status_code == 201
    assert service.client.get("/health/ready").json()["tree"] == "ready"
