"""What tells a product from a demo, over HTTP: those who report, and what of them."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from acting import Staff, anonymous, named
from serving import Caller, Service
from waiting import until

INTAKE, OWNER, OFFICER = "intake_officer", "case_owner", "compliance_officer"
COMMITTEE, NEUTRAL = "executive_committee_member", "neutral_member"
ANSWERED = {"step": "give_final_feedback", "facts": {"feedback": "given"}}
PURPOSE = "handling of the case"


@pytest.fixture
def ima(service: Service) -> Staff:
    staff = Staff(service, "ima")
    staff.wait(0)
    return staff


def taken_up(ima: Staff, by: Caller, **said: Any) -> str:
    """A report that the case owner assesses."""
    case = named(ima.report(by, **said))
    ima.taken(ima.caller(INTAKE), case, "acknowledge")
    ima.taken(ima.caller(INTAKE), case, "accept_for_assessment")
    owner = ima.caller(OWNER)
    handler = {"person": owner.person, "role": OWNER, "conflict_declared_absent": True}
    ima.done(ima.caller(OFFICER), case, "handlers", **handler)
    return case


def checked(ima: Staff, case: str, candidate: str) -> Any:
    """What is said of somebody who is proposed as arbitrator, apart from who it is."""
    chair, officer = ima.caller(COMMITTEE), ima.caller(OFFICER)
    proposal = {"kind": "appointed", "person": candidate}
    proposed = ima.ask(chair, case, "arbitrator-proposals", **proposal)
    number = ima.topics(case).count("ArbitratorProposed")
    own = ima.caller(NEUTRAL, candidate)
    declared = ima.ask(own, case, "neutrality-declarations", appointment=number)
    check = ima.ask(officer, case, "neutrality-checks", appointment=number)
    history = ima.read(OFFICER, f"/cases/{case}/history", limit=200)
    about = [one for one in history if one["topic"] == "NeutralityChecked"][-1]
    said = {"person": candidate, "appointment": number}
    found = {k: v for k, v in about["details"].items() if said.get(k) != v}
    answers = [one.status_code for one in (proposed, declared, check)]
    refusal = ima.ask(chair, case, "arbitrators", appointment=number)
    assert refusal.status_code == 409, refusal.text
    return answers, about["label"], found, refusal.json()


def test_08_a_secret_reporter_proposed_as_arbitrator_is_as_ineligible_as_others(
    ima: Staff,
) -> None:
    """A witness is no arbitrator either, and nobody can tell the two apart."""
    reporter, witness = ima.somebody(), ima.somebody()
    case = taken_up(ima, reporter, identity_mode="confidential")
    party = {"role": "witness", "name": "W", "person": witness.person}
    ima.done(ima.caller(OWNER), case, "parties", **party)
    secret, known = (checked(ima, case, one.person) for one in (reporter, witness))
    assert secret == known
    assert secret[2] == {"eligible": False}


def test_19_a_lost_receipt_is_not_given_again_and_the_old_mailbox_stays_shut(
    ima: Staff,
) -> None:
    """Those who handle the second report link it to the first."""
    lost, again = anonymous(ima), anonymous(ima)
    first = taken_up(ima, lost, identity_mode="anonymous", account="MARKER the first.")
    second = taken_up(ima, again, identity_mode="anonymous", account="I lost my key.")
    same = {"of": first, "reasons": "The same matter, it says."}
    ima.done(ima.caller(OWNER), second, "duplicates", **same)
    (only,) = again.get("/mailbox", after=ima.position).json()
    assert only["case_id"] == second
    for path in ("", "/own-texts", "/possible-steps", "/history"):
        shut = again.get(f"/cases/{first}{path}")
        assert shut.status_code == 404
        assert "MARKER" not in shut.text
    (old,) = lost.get("/mailbox").json()
    assert old["case_id"] == first


def test_20_a_reporter_is_named_by_their_own_choice_alone(ima: Staff) -> None:
    reporter = ima.somebody()
    case = taken_up(ima, reporter, identity_mode="confidential")
    for role in (OWNER, OFFICER, INTAKE, "identity_custodian"):
        tried = ima.ask(ima.caller(role), case, "identity-disclosures", agreed=True)
        assert tried.status_code == 403, role
    assert reporter.person not in str(ima.read(OFFICER, f"/cases/{case}/history"))
    ima.done(reporter, case, "identity-disclosures", agreed=True)
    assert "IdentityDisclosed" in ima.topics(case)
    ima.done(reporter, case, "identity-disclosures", agreed=True)
    assert ima.topics(case).count("IdentityDisclosed") == 1


def told(ima: Staff, by: Caller, case: str) -> str:
    """All that a reporter is shown of a case, in any form."""
    own = {"purpose": "own words", "after": ima.position}
    paths = ("", "/own-texts", "/history", "/possible-steps", "/files")
    asked = [by.get(f"/cases/{case}{path}", **own) for path in paths[1:3]]
    asked += [by.get(f"/cases/{case}{path}") for path in (paths[0], *paths[3:])]
    asked += [by.get("/mailbox"), by.get("/cases"), by.get("/events")]
    page = by.service.client.get(
        by.at(f"/cases/{case}/history"),
        params=own,
        headers=by.headers() | {"Accept": "text/html"},
    )
    return "".join(one.text for one in (*asked, page))


def test_21_an_internal_note_stays_invisible_to_the_reporter(ima: Staff) -> None:
    """Also once they are named, the case was closed, reopened, and a copy was made."""
    reporter, owner, officer = ima.somebody(), ima.caller(OWNER), ima.caller(OFFICER)
    case = taken_up(ima, reporter, identity_mode="confidential")
    for audience in ("handlers", "case_owner", "author"):
        ima.done(owner, case, "notes", text="MARKER note", audience=audience)
    assert "MARKER" not in told(ima, reporter, case)
    ima.done(reporter, case, "identity-disclosures", agreed=True)
    assert "MARKER" not in told(ima, reporter, case)
    intake = ima.caller(INTAKE)
    ima.taken(intake, case, "propose_dismissal", dismissal_reason="insufficient")
    ima.taken(ima.caller(COMMITTEE), case, "confirm_dismissal")
    ima.done(intake, case, "steps", **ANSWERED)
    ima.taken(officer, case, "close_dismissed")
    assert "MARKER" not in told(ima, reporter, case)
    more = {"step": "add_information", "note": "I have found the letter."}
    ima.done(reporter, case, "steps", **more)
    ima.done(officer, case, "reopenings", new_facts="The letter names a date.")
    shown = told(ima, reporter, case)
    assert "I have found the letter." in shown
    assert "MARKER" not in shown
    history = owner.get(
        f"/cases/{case}/history", purpose=PURPOSE, after=ima.position, limit=200
    )
    assert history.text.count("MARKER") == 3


def test_33_whoever_takes_a_case_out_says_why_and_is_told_what_it_holds(
    ima: Staff,
) -> None:
    """The manifest lists what is shown and what is withheld, each with its proof."""
    reporter, owner = ima.somebody(), ima.caller(OWNER)
    case = taken_up(ima, reporter, identity_mode="confidential", account="MARKER it.")
    auditor, at = ima.caller("auditor"), f"/cases/{case}/evidence"
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    plain = owner.get(at, after=ima.position)
    assert plain.status_code == 200, plain.text
    assert all(
        b"MARKER" not in ZipFile(io.BytesIO(plain.content)).read(name)
        for name in ZipFile(io.BytesIO(plain.content)).namelist()
    )
    packed = ZipFile(io.BytesIO(owner.get(at, purpose=PURPOSE).content))
    manifest = json.loads(packed.read("manifest.json"))
    assert b"MARKER" in packed.read("history.json")
    listed = len(manifest["shown"]) + len(manifest["withheld"])
    assert listed == ima.version(case)
    assert manifest["withheld"]
    position = ima.served.log.head()
    trail = auditor.get("/audit", case_id=case, after=position, limit=200).json()
    taken = [one for one in trail["items"] if one["purpose"] == PURPOSE]
    assert {one["actor"] for one in taken} == {owner.person}
