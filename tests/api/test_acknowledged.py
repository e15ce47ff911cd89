"""Receipt acknowledged at once, over HTTP, where the code lets a rule do it."""

from typing import Any

import pytest
from acting import Staff, named
from reactor import begin_anew, react
from serving import Service
from waiting import readable

SERVED = ("ima", "ims", "iom")
OPENINGS = {"ima": "speak_up", "ims": "speak_up", "iom": "report"}


@pytest.fixture
def staff(service: Service, organisation: str) -> Staff:
    known = Staff(service, organisation)
    known.wait(0)
    return known


def reported(staff: Staff, by: Any, **said: Any) -> str:
    opening = OPENINGS[staff.organisation]
    case = named(staff.report(by, opening=opening, **said))
    react(staff.service, staff.organisation, staff.now)
    staff.position = readable(staff.served.log)
    return case


def messages(staff: Staff, by: Any) -> Any:
    (found,) = by.get("/mailbox", after=staff.position).json()
    return found


@pytest.mark.parametrize("organisation", ["ima"])
def test_the_reporter_has_the_receipt_and_nobody_has_answered_yet(staff: Staff) -> None:
    reporter = staff.somebody()
    case = reported(staff, reporter, identity_mode="confidential")
    found = messages(staff, reporter)
    receipt = found["messages"][-1]
    assert (receipt["by"], receipt["automatic"]) == ("organisation", True)
    assert receipt["label"] == "Receipt acknowledged at once"
    assert "Your report has arrived" in receipt["text"]
    assert found["standing"] == "received"
    clocks = staff.read("auditor", f"/cases/{case}/clocks")
    states = {one["clock"]: one["state"] for one in clocks}
    assert (states["acknowledgement"], states["feedback"]) == ("met", "running")
    written = {"step": "acknowledge", "note": "Thank you. We look into it."}
    staff.done(staff.caller("intake_officer"), case, "steps", **written)
    assert messages(staff, reporter)["standing"] == "answered"


@pytest.mark.parametrize("organisation", ["ima"])
def test_it_is_sent_once_whatever_becomes_of_the_reactor(staff: Staff) -> None:
    case = reported(staff, staff.somebody())
    begin_anew(staff.service, staff.organisation)
    react(staff.service, staff.organisation, staff.now)
    assert staff.topics(case).count("ReporterTold") == 1


@pytest.mark.parametrize("organisation", ["ims", "iom"])
def test_elsewhere_somebody_acknowledges(staff: Staff) -> None:
    case = reported(staff, staff.somebody())
    assert "ReporterTold" not in staff.topics(case)
