"""A measure that holds until a day, over HTTP: it ends by itself, and later leaves."""

from datetime import date, timedelta
from typing import Any

from acting import Staff, named, refused
from reported import in_register
from serving import Caller

OWNER, OFFICER = "case_owner", "compliance_officer"
INTAKE, COMMITTEE = "intake_officer", "executive_committee_member"


def violated(ima: Staff) -> tuple[str, Caller, Caller]:
    """Something is established against somebody; the case, they, and the reporter."""
    reporter, party = ima.somebody(), ima.somebody("subject")
    case = named(ima.report(reporter))
    in_register(ima.service, party.person)
    day = ima.today.isoformat()
    for step in ("acknowledge", "accept_for_assessment"):
        ima.taken(ima.caller(INTAKE), case, step)
    owner = ima.caller(OWNER)
    handler = {"person": owner.person, "role": OWNER, "conflict_declared_absent": True}
    ima.done(ima.caller(OFFICER), case, "handlers", **handler)
    known = {"role": "subject", "name": "Person A", "person": party.person}
    framed = {"party": 1, "category": "integrity", "text": "It was so."}
    letter = {"kind": "document", "custodian": owner.person, "taken_on": day}
    for noun, said in (
        ("parties", known),
        ("allegations", framed | {"conduct_from": day, "conduct_until": day}),
        ("evidence", letter | {"description": "A letter."}),
        ("steps", {"step": "notify_subject", "party": 1}),
        ("hearings", {"party": 1, "mode": "declined", "occurred_on": day}),
    ):
        ima.done(owner, case, noun, **said)
    decided(ima, case)
    return case, party, reporter


def decided(ima: Staff, case: str) -> None:
    """The Executive Committee finds it established."""
    chair = ima.caller(COMMITTEE)
    ima.taken(chair, case, "settle_by_assessment", settled_because="facts_admitted")
    members = [chair, *(ima.somebody(COMMITTEE) for _ in range(2))]
    present = [member.person for member in members]
    ima.done(chair, case, "deciders", body="executive_committee", present=present)
    for member in members:
        ima.done(member, case, "conflict-declarations", conflict=False)
    found = {"finding": "established", "evidence": [1], "reasons": "It was so."}
    ima.done(chair, case, "determinations", allegation=1, **found)


def suspended(ima: Staff, case: str, days: int) -> date:
    """Functions are suspended for some days."""
    last = ima.today + timedelta(days=days)
    said = {"party": 1, "measure": "suspension_of_functions", "allegations": [1]}
    on = {"effective_on": ima.today.isoformat(), "expires_on": last.isoformat()}
    committee = ima.caller(COMMITTEE)
    ima.done(committee, case, "measures", **said, **on, reasons="It was grave.")
    return last


def shown(ima: Staff, case: str) -> Any:
    """What was imposed, as the case's owner sees it."""
    return ima.read(OWNER, f"/cases/{case}")["measures"]


def ended(ima: Staff, case: str, topic: str) -> list[Any]:
    history = ima.read(OWNER, f"/cases/{case}/history", limit=200)
    return [one for one in history if one["topic"] == topic]


def test_it_ends_with_its_day_and_is_expunged_later(ima: Staff) -> None:
    case, party, reporter = violated(ima)
    suspended(ima, case, 20)
    last = ima.today + timedelta(days=20)
    name = "1: suspension_of_functions"
    assert shown(ima, case) == [f"{name}, in force until {last}"]
    ima.until(last)
    assert shown(ima, case) == [f"{name}, in force until {last}"]
    ima.wait(1)
    assert shown(ima, case) == [f"{name}, expired"]
    ima.wait(1)
    (told,) = ended(ima, case, "MeasureExpired")
    assert (told["acting_as"], told["party_numbers"]) == ("system", [1])
    assert told["details"]["measure"] == "suspension_of_functions"
    ima.wait(2 * 366)
    ima.wait(1)
    assert shown(ima, case) == [f"{name}, expunged"]
    assert len(ended(ima, case, "MeasureExpunged")) == 1
    seen = reporter.get(f"/cases/{case}", after=ima.position).json()
    assert seen["measures"] is None
    assert party.person not in str(ended(ima, case, "MeasureExpired"))


def test_what_is_over_is_not_carried_out_any_more(ima: Staff) -> None:
    case, _, _ = violated(ima)
    suspended(ima, case, 20)
    chair, owner = ima.caller(COMMITTEE), ima.caller(OWNER)
    ima.taken(chair, case, "conclude_decision")
    on = ima.today.isoformat()
    ima.done(owner, case, "notifications", party=1, notified_on=on)
    ima.wait(40)
    ima.taken(owner, case, "let_decision_stand")
    carried_out = ima.ask(chair, case, "steps", step="carry_out_measure", party=1)
    refused(carried_out, "what was imposed on the party is over", "Decisions")
    feedback = {"step": "give_final_feedback", "facts": {"feedback": "given"}}
    ima.done(owner, case, "steps", **feedback, note="It is decided.")
    ima.taken(owner, case, "close_with_violation")


def test_whom_it_is_imposed_on_finds_its_end_among_their_data(ima: Staff) -> None:
    case, party, _ = violated(ima)
    last = suspended(ima, case, 5)
    ima.taken(ima.caller(COMMITTEE), case, "conclude_decision")
    on = ima.today.isoformat()
    ima.done(ima.caller(OWNER), case, "notifications", party=1, notified_on=on)
    ima.wait(7)
    officer = ima.caller("data_protection_officer")
    held = officer.get("/deletions/inventory", person=party.person, after=ima.position)
    assert held.status_code == 200, held.text
    (here,) = [one for one in held.json() if one["case_id"] == case]
    (one,) = here["measures"]
    assert (one["state"], one["expires_on"]) == ("expired", last.isoformat())
    facts = {"right": "access", "asked_on": ima.today.isoformat()}
    member = ima.caller("member", party.person)
    asked = named(ima.disclose(member, "data_subject_request", "ask", **facts))
    ima.taken(officer, asked, "give_copy")
    copy = member.get(f"/cases/{asked}/own-data", purpose="access", after=ima.position)
    assert copy.status_code == 200, copy.text
    (theirs,) = copy.json()["concerning"]
    (told,) = [
        one for one in theirs["data"] if one["what"] == "Measure holds no longer"
    ]
    assert told["facts"]["ended_on"] == (last + timedelta(days=1)).isoformat()
