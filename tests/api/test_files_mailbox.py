"""Files between a reporter without an account and those who handle the report."""

import io
from dataclasses import dataclass
from typing import Any

import pytest
from reported import REPORT, somebody
from sending import CANARY, PURPOSE, Sending, picture
from serving import HERE, Service
from serving import written as lines_written
from waiting import readable

from cases.events.record import TextRead


@dataclass(frozen=True)
class Holder:
    """Somebody with the key of a mailbox, and nothing else."""

    service: Service
    key: str

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Mailbox {self.key}"}

    def at(self, path: str) -> str:
        return f"/v1/organisations/{HERE}{path}"

    def get(self, path: str, **asked: str) -> Any:
        client = self.service.client
        return client.get(self.at(path), headers=self.headers(), params=asked)


def holder(service: Service) -> Holder:
    answer = service.client.get(f"/v1/organisations/{HERE}/mailbox/new-key")
    return Holder(service, answer.json()["mailbox_key"])


@pytest.fixture
def reporter(service: Service) -> Holder:
    return holder(service)


@pytest.fixture
def case(service: Service, reporter: Holder) -> str:
    """Where the report is that they made."""
    report = REPORT | {"identity_mode": "anonymous"}
    answer = service.client.post(
        reporter.at("/reports"), json=report, headers=reporter.headers()
    )
    assert answer.status_code == 201, answer.text
    return f"/cases/{answer.json()['case']}"


def shown(reporter: Holder) -> list[Any]:
    (report,) = reporter.get("/mailbox").json()
    return [one for one in report["messages"] if one["file"]]


def test_a_reporter_sends_a_file_and_handlers_see_nothing_of_its_making(
    service: Service, reporter: Holder, case: str
) -> None:
    content = picture("JPEG")
    assert CANARY.encode() in content
    with lines_written(io.StringIO()) as lines:
        sent = Sending(reporter, case, content, name="what I saw.jpg").sent()
        assert sent.status_code == 201, sent.text
        (message,) = shown(reporter)
    assert "PATCH" not in lines.getvalue()
    assert (message["by"], message["text"]) == ("reporter", "what I saw.jpg")
    own = reporter.get(f"{case}/files/{message['file']}", purpose=PURPOSE)
    assert own.content == content
    intake = service.caller("intake_officer", somebody())
    files = intake.get(f"{case}/files").json()
    (copy,) = [one for one in files if one["what"] == "copy"]
    read = intake.get(f"{case}/files/{copy['item']}", purpose=PURPOSE)
    assert read.status_code == 200
    assert CANARY.encode() not in read.content


def test_a_reporter_reads_what_is_sent_to_them_and_no_visit_is_kept(
    service: Service, reporter: Holder, case: str
) -> None:
    log = service.app.state.organisations[HERE].log
    intake = service.caller("intake_officer", somebody())
    inside = Sending(intake, case, picture(), name="for us alone.png")
    assert inside.sent().status_code == 201
    said = {"to_reporter": True}
    sent = Sending(intake, case, picture(), said, "for you.png").sent()
    assert sent.status_code == 201, sent.text
    before = readable(log)
    (message,) = shown(reporter)
    assert (message["by"], message["text"]) == ("organisation", "for you.png")
    assert message["label"]
    read = reporter.get(f"{case}/files/{message['file']}", purpose=PURPOSE)
    assert read.status_code == 200
    assert CANARY.encode() not in read.content
    kept = reporter.get(f"{case}/files/{inside.item}", purpose=PURPOSE)
    assert kept.status_code == 404
    since = [one.event for one in log.since(before, 100)]
    assert [event for event in since if isinstance(event, TextRead)] == []
    other = holder(service)
    assert other.get(f"{case}/files/{message['file']}").status_code == 404


def test_people_without_an_account_send_less(
    service: Service, reporter: Holder, case: str
) -> None:
    size = {"size": service.settings.mailbox_file_max_size + 1}
    answer = Sending(reporter, case, b"-", size).begin()
    assert answer.status_code == 413
    assert answer.headers["Upload-Limit"].startswith("max-size=")
