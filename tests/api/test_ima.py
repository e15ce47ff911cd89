"""IMA's code at work over HTTP: members, committees and officers with their tokens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from acting import Staff, refused
from serving import Caller

IMA = "ima"
COMMITTEE = "executive_committee_member"
NATIONAL = "national_committee"
SERVED = (IMA,)


def explained(ima: Staff, by: Caller, opened: Any, step: str, **facts: Any) -> Any:
    """A step with a note that says why."""
    body = {"step": step, "facts": facts, "note": "It is so because it is so."}
    return ima.ask(by, opened, "steps", **body)


def joined(ima: Staff, who: str, committee: str) -> Any:
    """A member who joined today, recorded by the National Committee."""
    body = {
        "case_type": "membership",
        "opening": "record_joining",
        "facts": {"national_committee": committee, "joined_on": ima.today.isoformat()},
        "account": "New at the spring meeting.",
    }
    answer = ima.caller(NATIONAL).post("/disclosures", body, On_Behalf_Of=who)
    assert answer.status_code == 201, answer.text
    return ima.noted(answer)


def test_a_member_signs_the_words_that_the_service_shows(ima: Staff) -> None:
    member = ima.caller("member", "member-signs")
    edition = member.get("/editions/undated").json()
    words = "".join(f"{clause['text']}\n" for clause in edition["clauses"].values())
    assert edition["text_digest"] == sha256(words.encode()).hexdigest()
    opened = ima.disclose(member, "acknowledgement", "begin", occasion="joined")
    other = {"text_digest": "0" * 64, "method": "online"}
    wrong = ima.take(member, opened, "acknowledge", **other)
    refused(wrong, "not the words of the code in force", "Responsibilities 1")
    assert edition["text_digest"] not in wrong.text
    signed = {"text_digest": edition["text_digest"], "method": "online"}
    ima.taken(member, opened, "acknowledge", **signed)


def test_hard_copies_that_are_overdue_are_told_by_committee(ima: Staff) -> None:
    for who, committee in (("new-1", "nc-be"), ("new-2", "nc-be"), ("new-3", "nc-de")):
        joined(ima, who, committee)
    provided = joined(ima, "new-4", "nc-be")
    ima.taken(
        ima.caller(NATIONAL),
        provided,
        "provide_hard_copy",
        provided_on=ima.today.isoformat(),
        provided_by="post",
    )
    ima.wait(40)
    late = {
        unit: ima.read("reporting_job", "/clocks", state="missed", unit=unit)["items"]
        for unit in ("nc-be", "nc-de", "nc-fr")
    }
    assert {unit: len(found) for unit, found in late.items()} == {
        "nc-be": 2,
        "nc-de": 1,
        "nc-fr": 0,
    }
    assert {one["clock"] for one in late["nc-be"]} == {"hard_copy"}
    assert {one["unit"] for one in late["nc-be"]} == {"nc-be"}
    cases = ima.read("compliance_officer", "/cases", unit="nc-be")["items"]
    assert {one["unit"] for one in cases} == {"nc-be"}
    assert len(cases) == 3
    wrong = ima.caller("reporting_job").get("/clocks", unit="No Unit")
    assert wrong.status_code == 422


def test_27_a_breach_on_a_friday_evening_runs_through_the_week_end(ima: Staff) -> None:
    """Internal alert at once, a warning before the end, late only with reasons."""
    friday = datetime(2027, 3, 5, 16, tzinfo=UTC)
    ima.wait(0)
    ima.now = friday
    ima.wait(0)
    opened = ima.disclose(
        ima.caller("member", "member-27"),
        "data_breach",
        "report",
        what="sent_to_others",
        data=["name", "contact"],
        discovered_on=ima.today.isoformat(),
    )
    assert opened.status_code == 201, opened.text
    due = {
        one["clock"]: one["due_at"]
        for one in ima.read("auditor", f"/cases/{opened.json()['case']}/clocks")
    }
    assert due["committee_notice"] == "2027-03-05T17:00:00Z"
    assert due["authority_notice"] == "2027-03-08T16:00:00Z"
    member = ima.caller(COMMITTEE, "ec-27")
    listed = ima.read(COMMITTEE, "/cases", case_type="data_breach", phase="reported")
    assert opened.json()["case"] in str(listed)
    ima.taken(member, opened, "take_note")
    officer = ima.caller("data_protection_officer")
    found = {"people": 30, "data": ["name", "contact"]}
    silent = ima.take(officer, opened, "find_risk", **found)
    refused(silent, "it is not said why", "GDPR Art. 33(1)")
    assert explained(ima, officer, opened, "find_risk", **found).status_code == 201
    ima.now = friday + timedelta(hours=71)
    ima.wait(0)
    assert "ClockWarned" in ima.topics(opened)
    assert "ClockMissed" not in ima.topics(opened)
    ima.now = friday + timedelta(hours=73)
    ima.wait(0)
    assert ima.topics(opened)[-1] == "ClockMissed"
    late = ima.take(officer, opened, "notify_authority", country="BE")
    refused(late, "it is not said why", "GDPR Art. 33(1)")
    told = explained(ima, officer, opened, "notify_authority", country="BE")
    assert told.status_code == 201
    assert ima.topics(opened)[-1] == "ClockMetLate"


def suggested(ima: Staff, who: str) -> Any:
    part = {"alteration": "change", "part": "Responsibilities-7"}
    return ima.disclose(ima.caller("member", who), "suggestion", "suggest", **part)


def reviewed(ima: Staff) -> Any:
    """A review for which law and good practice were looked at."""
    chair = ima.caller(COMMITTEE, "ec-1")
    opened = ima.disclose(chair, "code_review", "open_review")
    ima.taken(chair, opened, "note_law", development="none_found", country="BE")
    ima.taken(chair, opened, "note_good_practice", practice="none_found")
    return opened


def test_a_review_waits_for_the_answer_to_every_suggestion(ima: Staff) -> None:
    chair = ima.caller(COMMITTEE, "ec-1")
    asked = [suggested(ima, f"member-{n}") for n in (1, 2)]
    review = reviewed(ima)
    waiting = explained(ima, chair, review, "conclude_unchanged")
    refused(waiting, "a suggestion of another case is not settled yet (2 in all)")
    assert asked[0].json()["case"] not in waiting.text
    for one in asked:
        assert explained(ima, chair, one, "reject").status_code == 201
    assert explained(ima, chair, review, "conclude_unchanged").status_code == 201


def test_no_suggestion_slips_in_while_a_review_is_being_concluded(ima: Staff) -> None:
    chair = ima.caller(COMMITTEE, "ec-1")
    for n in range(8):
        review = reviewed(ima)
        with ThreadPoolExecutor(2) as both:
            concluded = both.submit(explained, ima, chair, review, "conclude_unchanged")
            made = both.submit(suggested, ima, f"member-race-{n}")
            answer, suggestion = concluded.result(), made.result()
        assert suggestion.status_code == 201
        if answer.status_code == 201:
            first = ima.served.log.history(review.json()["case"])
            (conclusion,) = [
                one
                for one in first
                if getattr(one.event, "step", "") == "conclude_unchanged"
            ]
            assert conclusion.position < suggestion.json()["position"]
        else:
            refused(answer, "not settled yet")
        assert explained(ima, chair, suggestion, "reject").status_code == 201


def test_somebody_who_joined_later_is_not_accused_under_the_code(ima: Staff) -> None:
    joined(ima, "late-comer", "nc-nl")
    opened = ima.report(ima.caller("member", "member-5"))
    intake, owner = ima.caller("intake_officer"), ima.caller("case_owner", "owner-5")
    ima.taken(intake, opened, "acknowledge")
    ima.taken(intake, opened, "accept_for_assessment")
    handler = {"role": "case_owner", "conflict_declared_absent": True}
    compliance = ima.caller("compliance_officer")
    ima.done(compliance, opened, "handlers", person=owner.person, **handler)
    named = {"role": "subject", "name": "Person A", "person": "late-comer"}
    ima.done(owner, opened, "parties", **named)
    alleged = {
        "party": 1,
        "category": "integrity",
        "conduct_from": "2025-01-05",
        "conduct_until": "2025-01-06",
        "text": "A booking for oneself.",
    }
    early = ima.ask(owner, opened, "allegations", **alleged)
    refused(early, "did not bind the person", "Responsibilities")
    today = ima.today.isoformat()
    since = {**alleged, "conduct_from": today, "conduct_until": today}
    ima.done(owner, opened, "allegations", **since)


def test_data_are_shared_as_the_owner_agreed_and_not_otherwise(ima: Staff) -> None:
    owner, committee = ima.caller("member", "owner-of-data"), ima.caller(NATIONAL)
    agreed = {
        "recipient": "printer",
        "purpose": "publication",
        "data": ["photograph"],
        "until": (ima.today + timedelta(days=30)).isoformat(),
    }
    opened = ima.disclose(owner, "sharing", "consent_unasked", **agreed)
    assert opened.status_code == 201, opened.text
    shared = {
        "shared_with": "printer",
        "shared_for": "publication",
        "data_shared": ["photograph"],
        "shared_on": ima.today.isoformat(),
    }
    for wrong in (
        {"shared_with": "agency"},
        {"shared_for": "directory"},
        {"data_shared": ["photograph", "contact"]},
    ):
        answer = ima.take(committee, opened, "share", **shared | wrong)
        refused(answer, "goes beyond", "Responsibilities 2c")
        assert answer.json()["pointer"] == f"/facts/{next(iter(wrong))}"
    ima.taken(committee, opened, "share", **shared)
    ima.taken(owner, opened, "withdraw")
    assert ima.take(committee, opened, "share", **shared).status_code == 409
    trail = ima.read("data_protection_officer", "/audit", topic="CommandRefused")
    assert opened.json()["case"] in str(trail)


def test_what_can_be_done_next_says_whether_reasons_are_needed(ima: Staff) -> None:
    opened = suggested(ima, "member-9")
    chair = ima.caller(COMMITTEE, "ec-1")
    at = f"/cases/{opened.json()['case']}/possible-steps"
    steps = {one["step"]: one for one in chair.get(at).json()}
    assert steps["reject"]["reasons"] is True
    assert steps["consider"]["reasons"] is False
    assert explained(ima, chair, opened, "reject").status_code == 201
