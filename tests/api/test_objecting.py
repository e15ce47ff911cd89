"""Over HTTP: an anonymous reporter objects to a handler, who does not read why."""

from typing import Any

import pytest
from acting import Staff, anonymous, named, refused
from serving import Caller, Service

WHY = "MARKER: they are friends."
ANSWER = "Somebody else investigates from today on."


@pytest.fixture(scope="module")
def ima(service: Service) -> Staff:
    staff = Staff(service, "ima")
    staff.wait(0)
    return staff


@pytest.fixture
def reporter(ima: Staff) -> Caller:
    return anonymous(ima)


@pytest.fixture
def detective(ima: Staff) -> Caller:
    return ima.somebody("investigator")


@pytest.fixture
def case(ima: Staff, reporter: Caller, detective: Caller) -> str:
    """An anonymous report that was given to an investigator, and the objection."""
    opened = named(ima.report(reporter, identity_mode="anonymous"))
    for step in ("acknowledge", "accept_for_assessment"):
        ima.taken(ima.caller("intake_officer"), opened, step)
    handler = {"person": detective.person, "role": "investigator"}
    declared = {"conflict_declared_absent": True}
    officer = ima.caller("compliance_officer")
    ima.done(officer, opened, "handlers", **handler, **declared)
    objection = {"office": "investigator", "reasons": WHY}
    ima.done(reporter, opened, "handler-objections", **objection)
    return opened


def texts(ima: Staff, case: str, by: Caller) -> str:
    at = f"/cases/{case}/history"
    asked = {"purpose": "handling of the case", "after": ima.position, "limit": 200}
    answer = by.get(at, **asked)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def waiting(ima: Staff, case: str, by: Caller) -> Any:
    (found,) = [
        one
        for one in by.get("/work", after=ima.position, limit=200).json()["items"]
        if one["case_id"] == case
    ]
    return found


def test_it_waits_for_the_compliance_officer_with_the_reasons(
    ima: Staff, case: str, detective: Caller
) -> None:
    officer = ima.caller("compliance_officer")
    found = waiting(ima, case, officer)
    assert "objection: investigator" in found["alarms"]
    assert "decide_handler_objection" in {one["step"] for one in found["steps"]}
    assert "MARKER" in texts(ima, case, officer)
    assert "MARKER" not in texts(ima, case, detective)
    assert "MARKER" not in texts(ima, case, ima.caller("intake_officer"))


def test_whoever_objected_reads_their_own_words(
    ima: Staff, case: str, reporter: Caller
) -> None:
    (report,) = reporter.get("/mailbox", after=ima.position).json()
    last = report["messages"][-1]
    assert (last["text"], last["by"]) == (WHY, "reporter")
    assert last["label"] == "Reporter objects to those in an office"


def test_nobody_handles_it_any_more_against_whom_it_is_upheld(
    ima: Staff, case: str, reporter: Caller, detective: Caller
) -> None:
    officer = ima.caller("compliance_officer")
    decision = {"objection": 1, "upheld": True, "reasons": ANSWER}
    nobody = ima.ask(officer, case, "handler-objection-decisions", **decision)
    refused(nobody, "says who goes", "impartial")
    decision["persons"] = [detective.person]
    ima.done(officer, case, "handler-objection-decisions", **decision)
    assert detective.get(f"/cases/{case}", after=ima.position).status_code == 404
    (report,) = reporter.get("/mailbox", after=ima.position).json()
    last = report["messages"][-1]
    assert (last["text"], last["by"]) == (ANSWER, "organisation")
    assert last["label"] == "Objection to handlers decided"
    alarms = ima.read("compliance_officer", "/alarms", state="ended", limit=200)
    assert any(
        (one["case_id"], one["kind"], one["about"])
        == (case, "objection", "investigator")
        for one in alarms["items"]
    )
