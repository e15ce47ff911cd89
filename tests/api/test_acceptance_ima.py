"""What tells a product from a demo, over HTTP: the scenarios that IMA's code shows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from acting import Staff, refused
from reported import in_register

IMA = "ima"
MEMBERS = [f"ec-{n}" for n in range(1, 6)]
SERVED = (IMA,)


def reported(ima: Staff, **said: Any) -> Any:
    """A report by a member who is new to the test."""
    return ima.report(ima.caller("member", f"member-{uuid4().hex[:6]}"), **said)


def assessed(ima: Staff, accused: str) -> Any:
    """A report under assessment, with somebody responsible and somebody accused."""
    opened = reported(ima)
    intake, owner = ima.caller("intake_officer"), ima.caller("case_owner", "owner-1")
    compliance = ima.caller("compliance_officer")
    ima.taken(intake, opened, "acknowledge")
    ima.taken(intake, opened, "accept_for_assessment")
    handler = {"role": "case_owner", "conflict_declared_absent": True}
    ima.done(compliance, opened, "handlers", person=owner.person, **handler)
    named = {"role": "subject", "name": "Person A", "person": accused}
    ima.done(owner, opened, "parties", **named)
    return opened


def deliberated(ima: Staff, accused: str) -> Any:
    """A case whose facts are admitted, and the Executive Committee has met."""
    opened, owner = assessed(ima, accused), ima.caller("case_owner", "owner-1")
    ima.done(
        owner,
        opened,
        "allegations",
        party=1,
        category="integrity",
        conduct_from="2026-01-05",
        conduct_until="2026-01-05",
        text="A booking for oneself.",
    )
    ima.taken(owner, opened, "notify_subject")
    hearing = {"party": 1, "mode": "heard", "account": "It is admitted."}
    ima.done(owner, opened, "hearings", occurred_on=ima.today.isoformat(), **hearing)
    settle = {"settled_because": "facts_admitted"}
    ima.taken(committee(ima), opened, "settle_by_assessment", **settle)
    meeting = {"body": "executive_committee", "present": MEMBERS}
    ima.done(committee(ima), opened, "deciders", **meeting)
    for member in MEMBERS:
        declared = committee(ima, member)
        ima.done(declared, opened, "conflict-declarations", conflict=False)
    return opened


def committee(ima: Staff, member: str = MEMBERS[0]) -> Any:
    return ima.caller("executive_committee_member", member)


def test_01_the_accused_becomes_a_handler_and_a_subject_at_the_same_instant(
    ima: Staff,
) -> None:
    """Two clients: exactly one commit wins, the final state never has both."""
    opened, accused = assessed(ima, "accused-0"), "both-1"
    at, version = f"/cases/{opened.json()['case']}", ima.version(opened)
    compliance = ima.caller("compliance_officer")
    owner = ima.caller("case_owner", "owner-1")
    handler = {"role": "investigator", "conflict_declared_absent": True}
    subject = {"role": "subject", "name": "Person B", "person": accused}
    with ThreadPoolExecutor(2) as clients:
        made = clients.submit(
            compliance.post, f"{at}/handlers", {"person": accused, **handler}, version
        )
        named = clients.submit(owner.post, f"{at}/parties", subject, version)
        answers = [ima.noted(made.result()), ima.noted(named.result())]
    assert sorted(answer.status_code for answer in answers) == [201, 412]
    ima.ask(owner, opened, "parties", **subject)
    late = ima.ask(compliance, opened, "handlers", person=accused, **handler)
    refused(late, "not eligible")
    history = ima.read("auditor", f"{at}/history", limit=200)
    handling = [one for one in history if one["topic"].startswith("Handler")]
    in_office = {one["details"].get("person") for one in handling}
    removed = "HandlerRemoved" in ima.topics(opened)
    assert (accused in in_office) == removed
    assert ima.caller("investigator", accused).get(at).status_code == 404


def test_02_the_accused_learns_nothing_of_the_case(ima: Staff) -> None:
    """Lists, numbers, identifiers, figures: as if there were no such case."""
    accused = "accused-2"
    opened = assessed(ima, accused)
    at = f"/cases/{opened.json()['case']}"
    number = ima.read("auditor", at)["number"]
    officer = ima.caller("data_protection_officer", accused)
    everybody = ima.caller("data_protection_officer", "nobody-2")
    owned = {"actor": "owner-1", "topic": "PartyAdded"}
    for path, more in (("/cases", {}), ("/clocks", {}), ("/audit", owned)):
        asked = {"after": ima.position, "limit": 200, **more}
        assert opened.json()["case"] in everybody.get(path, **asked).text, path
        assert opened.json()["case"] not in officer.get(path, **asked).text, path
    assert officer.get("/cases", number=number).json()["items"] == []
    unknown = f"/cases/{uuid4()}"
    for below in ("", "/history", "/clocks", "/evidence", "/possible-steps"):
        told, never = officer.get(at + below), officer.get(unknown + below)
        assert told.status_code == never.status_code == 404, below
        assert _like(told) == _like(never)
    step = {"step": "give_feedback"}
    told, never = (officer.post(f"{one}/steps", step, 3) for one in (at, unknown))
    assert told.status_code == never.status_code == 404
    assert _like(told) == _like(never)


def _like(answer: Any) -> Any:
    """A problem without what differs in every answer."""
    changing = ("instance", "trace_id", "id")
    problem = {k: v for k, v in answer.json().items() if k not in changing}
    return problem, {k for k in answer.headers if k != "content-length"}


@pytest.mark.parametrize(
    ("received", "acknowledged", "due"),
    [
        # Day 7 is 30 November; three months later is 28 February, a Saturday.
        (date(2025, 11, 23), None, date(2026, 3, 2)),
        # 3 March + 3 months.
        (date(2026, 3, 1), date(2026, 3, 3), date(2026, 6, 3)),
        # 30 November + 3 months is the end of February, a Saturday.
        (date(2025, 11, 28), date(2025, 11, 30), date(2026, 3, 2)),
        # 13 February + 3 months is Ascension Day's eve; the 14th is the holiday.
        (date(2026, 2, 12), date(2026, 2, 14), date(2026, 5, 15)),
    ],
)
def test_03_feedback_is_due_three_months_after_the_acknowledgement_or_day_seven(
    ima: Staff, received: date, acknowledged: date | None, due: date
) -> None:
    """No acknowledgement: receipt + 7 days + 3 months, acknowledged on day 2: + 3.

    30 November + 3 months is the end of February; an end on a Sunday or a holiday
    moves to the next working day.
    """
    ima.until(received)
    opened = reported(ima, received_on=received.isoformat())
    if acknowledged:
        ima.until(acknowledged)
        ima.taken(ima.caller("intake_officer"), opened, "acknowledge")
    clocks = ima.read("auditor", f"/cases/{opened.json()['case']}/clocks")
    running = {
        one["clock"]: one["due_on"] for one in clocks if one["state"] == "running"
    }
    name = "feedback" if acknowledged else "feedback_without_acknowledgement"
    assert running[name] == due.isoformat()
    other = {"feedback", "feedback_without_acknowledgement"} - {name}
    assert not other & set(running)


def test_04_feedback_a_day_late_stays_missed_for_ever(ima: Staff) -> None:
    """Missed, then met late: both stand in the history and in the figures."""
    opened = reported(ima)
    intake = ima.caller("intake_officer")
    ima.taken(intake, opened, "acknowledge")
    ima.until(date(2026, 6, 2))
    assert "feedback" not in _missed(ima, opened)
    ima.wait(1)
    assert "feedback" in _missed(ima, opened)
    ima.taken(intake, opened, "give_feedback")
    ima.wait(400)
    assert "feedback" in _missed(ima, opened)
    assert "ClockMetLate" in ima.topics(opened)
    at = f"/cases/{opened.json()['case']}/clocks"
    (feedback,) = [one for one in ima.read("auditor", at) if one["clock"] == "feedback"]
    assert feedback["state"] == "met_late"
    missed = ima.read("reporting_job", "/clocks", state="met_late", limit=200)
    assert opened.json()["case"] in str(missed)


def _missed(ima: Staff, opened: Any) -> set[str]:
    """The time limits of a case that were missed at any time."""
    history = ima.read("auditor", f"/cases/{opened.json()['case']}/history", limit=200)
    return {one["details"]["clock"] for one in history if one["topic"] == "ClockMissed"}


def test_05_three_of_five_recused_leave_no_quorum(ima: Staff) -> None:
    """The arbitrator is the way out; a decision by the other two is refused."""
    opened = deliberated(ima, "accused-5")
    for member in MEMBERS[2:]:
        stood_down = {"person": member, "reason": "I was there."}
        last = ima.done(
            committee(ima, member), opened, "decider-recusals", **stood_down
        )
    history = ima.read("auditor", f"/cases/{last.json()['case']}/history", limit=200)
    (lost,) = [one for one in history if one["topic"] == "QuorumLost"]
    assert lost["details"]["next_step"] == "propose_arbitrator"
    found = {"allegation": 1, "finding": "refuted", "reasons": "It is not so."}
    two = ima.ask(committee(ima), opened, "determinations", evidence=[], **found)
    refused(two, "lost its quorum", "Decisions and Discipline")
    assert two.json()["awaits"][0]["step"] == "propose_arbitrator"


def test_06_a_violation_without_a_measure_is_no_decision(ima: Staff) -> None:
    """IMA's code says "will result in disciplinary action": completion is refused."""
    opened = deliberated(ima, "accused-6")
    found = {"allegation": 1, "finding": "established", "reasons": "It is admitted."}
    ima.done(
        ima.caller("case_owner", "owner-1"),
        opened,
        "evidence",
        kind="object",
        custodian="owner-1",
        taken_on=ima.today.isoformat(),
        description="The booking",
    )
    no_member = ima.ask(committee(ima), opened, "determinations", evidence=[1], **found)
    refused(no_member, "not say that the code bound the person", "Responsibilities")
    in_register(ima.service, "accused-6")
    ima.done(committee(ima), opened, "determinations", evidence=[1], **found)
    without = ima.take(committee(ima), opened, "conclude_decision")
    refused(without, "no disciplinary measure", "Decisions and Discipline")
    measure = {"party": 1, "allegations": [1], "reasons": "Trust has to be earned."}
    effective = (ima.today + timedelta(days=1)).isoformat()
    for name in ("training", "written_warning"):
        imposed = {"measure": name, "effective_on": effective, **measure}
        ima.done(committee(ima), opened, "measures", **imposed)
        answer = ima.take(committee(ima), opened, "conclude_decision")
        assert answer.status_code == (201 if name == "written_warning" else 409)
