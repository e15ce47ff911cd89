"""The evidence of a case: for its audience, whole, and checked by others' means."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from reported import REPORT, Opened, excluded, opened_by
from serving import Caller, Service
from waiting import until

from api import evidence
from cases.rights import Reach, rights
from verify.__main__ import main

PURPOSE = "evidence for the court"


@pytest.fixture
def made(service: Service, tmp_path: Path) -> Callable[..., "Zipped"]:
    """Makes the bundle of a case for somebody, once the tree holds it."""

    def make(by: Caller, opened: Opened, **asked: str) -> Zipped:
        auditor = service.caller("auditor")
        until(lambda: auditor.get("/tree").json()["waiting"] == 0)
        answer = by.get(f"{opened.at}/evidence", after=opened.position, **asked)
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"] == "application/zip"
        file = tmp_path / "case.zip"
        file.write_bytes(answer.content)
        key = auditor.get("/tree/keys").json()[0]["verifier"]
        return Zipped(file, key)

    return make


class Zipped:
    """A bundle in a file."""

    def __init__(self, file: Path, key: str) -> None:
        self.file, self.key = file, key
        self.members = ZipFile(io.BytesIO(file.read_bytes()))

    def verified(self) -> int:
        """The exit code of `cases-verify bundle`."""
        return main(["bundle", str(self.file), "--key", self.key])

    def read(self, name: str) -> Any:
        """A JSON member."""
        return json.loads(self.members.read(name))

    def told(self) -> list[dict[str, Any]]:
        """What the history tells."""
        return list(self.read("history.json")["entries"])


def test_a_bundle_is_verified_without_us(
    service: Service, opened: Opened, made: Callable[..., Zipped]
) -> None:
    bundle = made(service.caller("intake_officer"), opened)
    assert bundle.verified() == 0
    manifest = bundle.read("manifest.json")
    assert manifest["case"] == str(opened.id)
    assert len(manifest["shown"]) + len(manifest["withheld"]) == opened.version
    assert bundle.told()[0]["topic"] == "ReportReceived"
    assert b"not opened" in bundle.members.read("history.html")


def test_with_a_purpose_the_wording_is_proved(
    service: Service, opened: Opened, made: Callable[..., Zipped]
) -> None:
    intake = service.caller("intake_officer")
    step = {"step": "acknowledge", "note": "Thank you."}
    done = intake.post(f"{opened.at}/steps", step, opened.version).json()
    later = Opened(intake, opened.at, done["version"], done["position"])
    bundle = made(intake, later, purpose=PURPOSE)
    assert bundle.verified() == 0
    texts = {
        text["text"]: text for one in bundle.told() for text in one.get("texts", ())
    }
    note, account = texts["Thank you."], texts[REPORT["account"]]
    assert f"sealed/{note['item']}" in bundle.members.namelist()
    # That leaf is withheld: nothing could be proved of its text.
    assert "key" not in account
    assert f"sealed/{account['item']}" not in bundle.members.namelist()


def test_the_reading_for_a_bundle_is_recorded(
    service: Service, opened: Opened, made: Callable[..., Zipped]
) -> None:
    intake = service.caller("intake_officer")
    made(intake, opened, purpose=PURPOSE)
    officer = service.caller("data_protection_officer")

    def read_for() -> set[tuple[str, str | None]]:
        trail = officer.get("/audit", case_id=str(opened.id), limit=200).json()
        return {(entry["topic"], entry["purpose"]) for entry in trail["items"]}

    # The texts leave: whoever took them along is asked when they are erased.
    until(lambda: ("TextHandedOut", PURPOSE) in read_for())


def test_what_would_say_who_reported_is_withheld_and_told_of(
    service: Service, opened: Opened, made: Callable[..., Zipped]
) -> None:
    bundle = made(service.caller("intake_officer"), opened)
    reporter = opened.reporter.person.encode()
    for name in bundle.members.namelist():
        assert reporter not in bundle.members.read(name), name
    withheld = bundle.read("manifest.json")["withheld"]
    assert withheld[0]["version"] == 1
    assert bundle.told()[0]["withheld"] == withheld[0]["why"]


def test_what_a_reporter_does_in_an_office_is_shown_like_what_others_do(
    service: Service, opened: Opened, made: Callable[..., Zipped]
) -> None:
    """What the history shows and a bundle withholds would say who reported."""
    officer = service.caller("intake_officer", opened.reporter.person)
    step = {"step": "acknowledge"}
    done = officer.post(f"{opened.at}/steps", step, opened.version).json()
    later = Opened(officer, opened.at, done["version"], done["position"])
    colleague = service.caller("intake_officer", "p-colleague")
    history = colleague.get(f"{opened.at}/history", after=later.position, limit=200)
    named = {row["version"] for row in history.json() if row["actor"] is not None}
    assert any(row["actor"] == officer.person for row in history.json())
    withheld = made(colleague, later).read("manifest.json")["withheld"]
    assert named.isdisjoint(one.get("version") for one in withheld)


def test_records_of_reading_are_proved_and_shown_to_auditors_only(
    service: Service, opened: Opened, made: Callable[..., Zipped]
) -> None:
    intake = service.caller("intake_officer")
    made(intake, opened, purpose=PURPOSE)
    readings = made(intake, opened).read("manifest.json")["withheld"]
    assert any("version" not in one for one in readings)
    bundle = made(service.caller("auditor"), opened)
    assert bundle.read("manifest.json")["withheld"] == []
    assert "TextHandedOut" in {one["topic"] for one in bundle.told()}
    assert bundle.verified() == 0


def test_an_auditor_who_is_kept_away_from_another_case_sees_no_leaf_of_several(
    service: Service, opened: Opened, made: Callable[..., Zipped]
) -> None:
    other = opened_by(service.caller("member", "p-somebody"))
    auditor = service.caller("auditor", excluded(service, other).person)
    bundle = made(auditor, opened)
    assert bundle.read("manifest.json")["withheld"]
    assert bundle.verified() == 0


def test_a_bundle_is_for_whoever_may_see_the_history(
    service: Service, opened: Opened
) -> None:
    for role, row in rights().items():
        answer = service.caller(role).get(
            f"{opened.at}/evidence", after=opened.position
        )
        if row["history"] is Reach.NONE:
            assert answer.status_code == 403, role
        elif row["history"] is not Reach.ALL:
            assert answer.status_code == 404, role


def test_texts_are_opened_for_those_alone_who_may_read_them(
    service: Service, opened: Opened
) -> None:
    auditor = service.caller("auditor")
    answer = auditor.get(
        f"{opened.at}/evidence", purpose=PURPOSE, after=opened.position
    )
    assert answer.status_code == 403


def test_a_caller_may_say_that_it_wants_a_zip(
    service: Service, opened: Opened, made: Callable[..., Zipped]
) -> None:
    intake = service.caller("intake_officer")
    made(intake, opened)
    answer = service.client.get(
        intake.at(f"{opened.at}/evidence"),
        headers=intake.headers() | {"Accept": "application/zip"},
    )
    assert answer.status_code == 200


def test_a_case_that_is_not_signed_yet_is_to_be_asked_for_again(
    service: Service, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_db: object) -> None:
        raise evidence.Missing

    monkeypatch.setattr(evidence.shown, "published", nothing)
    answer = service.caller("intake_officer").get(
        f"{opened.at}/evidence", after=opened.position
    )
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-yet")
    asked = {"purpose": PURPOSE, "after": opened.position}
    never = service.caller("auditor").get(f"{opened.at}/evidence", **asked)
    assert never.status_code == 403
