"""On-Behalf-Of: who may say so, what is recorded of it, and who is shown it."""

from typing import Any
from uuid import uuid4

import pytest
from reported import REPORT
from serving import Caller, Service


def somebody() -> str:
    """A pseudonym that nobody has."""
    return f"p-{uuid4().hex[:12]}"


def taken_down(service: Service, caller: str, mode: str = "named") -> Any:
    """A report by telephone, written down by an intake officer."""
    said = REPORT | {"opening": "pass_on", "channel": "phone", "identity_mode": mode}
    intake = service.caller("intake_officer")
    return intake.post("/reports", said, On_Behalf_Of=caller)


def row(by: Caller, receipt: Any) -> Any:
    """The first row of the history."""
    at, position = f"/cases/{receipt['case']}/history", receipt["position"]
    answer = by.get(at, after=position)
    assert answer.status_code == 200, answer.text
    return answer.json()[0]


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_whoever_telephoned_finds_their_report_and_nobody_is_shown_them(
    service: Service, mode: str
) -> None:
    person = somebody()
    done = taken_down(service, person, mode)
    assert done.status_code == 201, done.text
    receipt = done.json()
    told = row(service.caller("compliance_officer"), receipt)
    assert (told["actor"], told["on_behalf_of"]) == ("demo.intake_officer", "reporter")
    at = f"/cases/{receipt['case']}"
    theirs = service.caller("member", person)
    assert theirs.get(at).status_code == 200
    found = theirs.get(f"{at}/own-texts", purpose="check the transcript").json()
    assert REPORT["account"] in [one["text"] for one in found]
    trail = service.caller("auditor").get("/audit", case_id=receipt["case"])
    assert person not in trail.text


def test_nobody_reports_in_somebody_elses_name(service: Service) -> None:
    member = service.caller("member", somebody())
    refused = member.post("/reports", REPORT, On_Behalf_Of=somebody())
    assert refused.status_code == 403
    assert refused.json()["detail"].endswith("for somebody else by this office")


def test_an_anonymous_report_is_for_nobody(service: Service) -> None:
    person = somebody()
    refused = taken_down(service, person, "anonymous")
    assert refused.status_code == 409
    assert person not in refused.text


@pytest.mark.parametrize("name", ["", "Jane Doe", "~x", "reporter", "system"])
def test_only_a_pseudonym_names_somebody(service: Service, name: str) -> None:
    refused = taken_down(service, name)
    assert refused.status_code == 400
    assert refused.json()["rule"] == "on_behalf_of"


def test_nobody_acts_on_behalf_of_themselves(service: Service) -> None:
    assert taken_down(service, "demo.intake_officer").status_code == 400


def test_a_step_is_not_taken_for_somebody_else(service: Service) -> None:
    receipt = taken_down(service, somebody()).json()
    intake = service.caller("intake_officer")
    at = f"/cases/{receipt['case']}/steps"
    step = {"step": "acknowledge"}
    refused = intake.post(at, step, receipt["version"], On_Behalf_Of=somebody())
    assert refused.status_code == 403
    assert intake.post(at, step, receipt["version"]).status_code == 201
