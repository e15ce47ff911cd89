"""Handling a case over HTTP: what turns out to be otherwise than it was thought."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from acting import Staff, named, refused
from serving import Caller, Service

INTAKE, OWNER, OFFICER = "intake_officer", "case_owner", "compliance_officer"
COMMITTEE, INVESTIGATOR = "executive_committee_member", "investigator"


@pytest.fixture
def ima(service: Service) -> Staff:
    staff = Staff(service, "ima")
    staff.wait(0)
    return staff


def given(ima: Staff, case: str, to: Caller) -> None:
    handler = {"person": to.person, "role": to.role, "conflict_declared_absent": True}
    ima.done(ima.caller(OFFICER), case, "handlers", **handler)


def taken_up(ima: Staff) -> str:
    """A report that the case owner assesses."""
    case = named(ima.report(ima.somebody()))
    ima.taken(ima.caller(INTAKE), case, "acknowledge")
    ima.taken(ima.caller(INTAKE), case, "accept_for_assessment")
    for role in (OWNER, INVESTIGATOR):
        given(ima, case, ima.caller(role))
    return case


def alleged(ima: Staff, **said: Any) -> dict[str, Any]:
    day = ima.today.isoformat()
    conduct = {"conduct_from": day, "conduct_until": day}
    return {"category": "integrity", "text": "It was so.", **conduct, **said}


def test_a_witness_who_is_accused_finds_the_case_no_more(ima: Staff) -> None:
    case, witness = taken_up(ima), ima.somebody(OFFICER)
    owner = ima.caller(OWNER)
    party = {"role": "witness", "name": "W", "person": witness.person}
    ima.done(owner, case, "parties", **party)
    known = witness.get(f"/cases/{case}", after=ima.position)
    assert known.status_code == 200
    early = ima.ask(owner, case, "allegations", **alleged(ima, party=1))
    refused(early, "the party is not accused", "Investigation")
    change = {"party": 1, "role": "subject", "reasons": "W kept the money."}
    ima.done(owner, case, "party-role-changes", **change)
    assert witness.get(f"/cases/{case}", after=ima.position).status_code == 404
    for path in ("", "/history", "/possible-steps"):
        hidden = witness.get(f"/cases/{case}{path}")
        unknown = witness.get(f"/cases/{UUID(int=7)}{path}")
        assert (hidden.status_code, hidden.text) == (404, unknown.text)
    ima.done(owner, case, "allegations", **alleged(ima, party=1))
    happened = ima.topics(case)
    changed = happened.index("PartyRoleChanged")
    assert happened[changed + 1 : changed + 3] == ["PersonExcluded", "ClockStarted"]
    back = {"party": 1, "role": "witness", "reasons": "It was not W."}
    answer = ima.ask(owner, case, "party-role-changes", **back)
    refused(answer, "something is alleged against the party")
    assert answer.json()["awaits"][0]["step"] == "drop_allegation"


def test_what_was_alleged_is_amended_and_heard_again(ima: Staff) -> None:
    case, owner = taken_up(ima), ima.caller(OWNER)
    accused = {"role": "subject", "name": "A", "person": ima.somebody().person}
    ima.done(owner, case, "parties", **accused)
    ima.done(owner, case, "allegations", **alleged(ima, party=1))
    letter = {"step": "notify_subject", "party": 1, "note": "In writing."}
    ima.done(owner, case, "steps", **letter)
    hearing = {"party": 1, "mode": "declined", "occurred_on": ima.today.isoformat()}
    ima.done(owner, case, "hearings", **hearing)
    why = {"allegation": 1, "reasons": "It was told to others, too."}
    other = alleged(ima, category="breach_of_confidentiality", **why)
    ima.done(owner, case, "allegation-amendments", **other)
    committee = ima.caller(COMMITTEE)
    settling = {"settled_because": "facts_evident"}
    unheard = ima.take(committee, case, "settle_by_assessment", **settling)
    refused(unheard, "an accused party has not been heard")
    untold = ima.ask(owner, case, "hearings", **hearing)
    refused(untold, "comes after notify_subject")
    ima.done(owner, case, "steps", **letter)
    ima.done(owner, case, "hearings", **hearing)
    ima.taken(committee, case, "settle_by_assessment", **settling)


def test_an_investigation_is_planned_limited_and_answered(ima: Staff) -> None:
    case, owner = taken_up(ima), ima.caller(OWNER)
    detective = ima.caller(INVESTIGATOR)
    ima.done(owner, case, "parties", role="subject", name="A")
    ima.done(owner, case, "allegations", **alleged(ima, party=1))
    ima.taken(ima.caller(COMMITTEE), case, "authorise_investigation")
    terms = {"allegations": [1], "scope": "March."}
    ima.done(owner, case, "terms-of-reference", **terms)
    again = ima.ask(owner, case, "terms-of-reference", **terms)
    refused(again, "amended with reasons")
    wider = {**terms, "scope": "March and April.", "reasons": "It went on."}
    ima.done(owner, case, "terms-of-reference-amendments", **wider)
    bare = ima.take(detective, case, "propose_plan")
    refused(bare, "it is not said why")
    plan = {"step": "propose_plan", "note": "First the books, then W."}
    ima.done(detective, case, "steps", **plan)
    ima.taken(owner, case, "approve_plan")
    answer_by = (ima.today + timedelta(days=14)).isoformat()
    request = {"step": "request_information", "facts": {"answer_by": answer_by}}
    ima.done(detective, case, "steps", **request, note="The books of March.")
    clocks = ima.read(OFFICER, f"/cases/{case}/clocks")
    due = [one["due_on"] for one in clocks if one["clock"] == "information"]
    assert due == [answer_by]
    refusal = {"not_given_because": "refused"}
    said = {"step": "note_refusal", "facts": refusal, "note": "The treasurer says no."}
    ima.done(detective, case, "steps", **said)


def test_evidence_has_seals_and_copies_and_stays_under_a_hold(ima: Staff) -> None:
    case, owner, officer = taken_up(ima), ima.caller(OWNER), ima.caller(OFFICER)
    day = ima.today.isoformat()
    taken = {"kind": "document", "custodian": "archive-1", "taken_on": day}
    ima.done(owner, case, "evidence", **taken, description="A ledger.")
    ima.done(owner, case, "evidence-seals", evidence=1, seal="S-1")
    copy = {"original": 1, "custodian": "archive-1", "copied_on": day}
    shut = ima.ask(owner, case, "evidence-copies", **copy, reason="To work with.")
    refused(shut, "the evidence is sealed")
    examined = {"evidence": 1, "examined_on": day, "account": "Two hands wrote it."}
    unsealed = ima.ask(owner, case, "evidence-examinations", **examined)
    refused(unsealed, "no new one is named")
    ima.done(owner, case, "evidence-examinations", **examined, seal="S-2")
    review = (ima.today + timedelta(days=20)).isoformat()
    hold = {"basis": "legal_claim", "review_on": review, "reason": "A suit."}
    ima.done(officer, case, "holds", **hold)
    gone = {"evidence": 1, "destroyed_on": day, "reason": "No room."}
    answer = ima.ask(officer, case, "destroyed-evidence", **gone)
    refused(answer, "a hold keeps what the case has", "GDPR Art. 17(3)(e)")
    assert answer.json()["awaits"][0]["step"] == "release_hold"
    ima.done(officer, case, "released-holds", hold=1, reason="Settled.")
    original = ima.ask(officer, case, "destroyed-evidence", **gone)
    refused(original, "an original stays", "Responsibilities 2d")
    assert "EvidenceDestroyed" not in ima.topics(case)
