"""What tells a product from a demo, over HTTP: several reports, several cases."""

from typing import Any

import pytest
from acting import Staff, named, refused
from reported import UNKNOWN
from serving import Caller, Service

INTAKE, OWNER, OFFICER = "intake_officer", "case_owner", "compliance_officer"
COMMITTEE = "executive_committee_member"
ANSWERED = {"step": "give_final_feedback", "facts": {"feedback": "given"}}


@pytest.fixture
def ima(service: Service) -> Staff:
    staff = Staff(service, "ima")
    staff.wait(0)
    return staff


def taken_up(ima: Staff, by: Caller, **said: Any) -> str:
    """A report that was acknowledged, and that the case owner assesses."""
    case = named(ima.report(by, **said))
    ima.taken(ima.caller(INTAKE), case, "acknowledge")
    ima.taken(ima.caller(INTAKE), case, "accept_for_assessment")
    given(ima, case, ima.caller(OWNER))
    return case


def given(ima: Staff, case: str, to: Caller) -> None:
    handler = {"person": to.person, "role": to.role, "conflict_declared_absent": True}
    ima.done(ima.caller(OFFICER), case, "handlers", **handler)


def seen(ima: Staff, by: Caller, case: str) -> dict[str, Any]:
    """All that a reporter can learn of a case, but for what changes with time."""
    shown = by.get(f"/cases/{case}", after=ima.position)
    assert shown.status_code == 200, shown.text
    steps = by.get(f"/cases/{case}/possible-steps").json()
    told = by.get(f"/cases/{case}/own-texts", purpose="own words").json()
    row = {k: v for k, v in shown.json().items() if k not in ("updated_at", "version")}
    return {"row": row, "steps": steps, "texts": [one["text"] for one in told]}


def links(ima: Staff, case: str) -> list[Any]:
    """What the history of a case says of others."""
    history = ima.read(OFFICER, f"/cases/{case}/history", limit=200)
    return [one for one in history if one["topic"] == "CaseLinked"]


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_32_of_two_reports_about_one_event_neither_reporter_learns_of_the_other(
    ima: Staff, mode: str
) -> None:
    """Both get their own acknowledgement and feedback."""
    first, second = ima.somebody(), ima.somebody()
    host = taken_up(ima, first, identity_mode=mode, account="I saw it.")
    other = taken_up(ima, second, identity_mode=mode, account="I saw it, too.")
    own = ((first, host), (second, other))
    before = [seen(ima, *one) for one in own]
    merging = {"into": host, "reasons": "It is one evening."}
    ima.done(ima.caller(OWNER), other, "mergers", **merging)
    assert [seen(ima, *one) for one in own] == before
    for reporter, foreign in ((first, other), (second, host)):
        for question in ("", "/possible-steps", "/own-texts", "/history", "/clocks"):
            hidden = reporter.get(f"/cases/{foreign}{question}")
            unknown = reporter.get(f"/cases/{UNKNOWN}{question}")
            assert (hidden.status_code, hidden.text) == (
                unknown.status_code,
                unknown.text,
            )
        assert len(reporter.get("/cases", after=ima.position).json()["items"]) == 1
    more = {"step": "add_information", "note": "There was a third person."}
    ima.done(second, other, "steps", **more)
    assert more["note"] in seen(ima, second, other)["texts"]
    assert seen(ima, first, host) == before[0]

    settled(ima, host)
    closing = {"step": "close_without_violation"}
    ima.done(ima.caller(INTAKE), host, "steps", **ANSWERED)
    early = ima.ask(ima.caller(OWNER), host, "steps", **closing)
    refused(early, "merged into this one, first: give_final_feedback")
    ima.done(ima.caller(INTAKE), other, "steps", **ANSWERED)
    ima.done(ima.caller(OWNER), host, "steps", **closing)
    for reporter, case in own:
        row = reporter.get(f"/cases/{case}", after=ima.position).json()
        assert (row["status"], row["outcome"]) == ("closed", "no_violation")
        clocks = ima.read(OFFICER, f"/cases/{case}/clocks")
        met = {clock["clock"] for clock in clocks if clock["state"] == "met"}
        assert met >= {"acknowledgement", "personal_message", "feedback"}


def settled(ima: Staff, case: str) -> None:
    """Somebody is accused, heard, and found to have done nothing."""
    owner, committee = ima.caller(OWNER), ima.caller(COMMITTEE)
    day = ima.today.isoformat()
    accused = {"role": "subject", "name": "A", "person": ima.somebody().person}
    ima.done(owner, case, "parties", **accused)
    allegation = {"party": 1, "category": "integrity", "text": "It was Person A."}
    conduct = {"conduct_from": "2026-02-01", "conduct_until": "2026-02-01"}
    ima.done(owner, case, "allegations", **allegation, **conduct)
    ima.done(owner, case, "steps", step="notify_subject", note="In writing.")
    hearing = {"party": 1, "mode": "declined", "occurred_on": day}
    ima.done(owner, case, "hearings", **hearing)
    ima.taken(committee, case, "settle_by_assessment", settled_because="facts_evident")
    members = [committee.person, "member-2", "member-3"]
    body = {"body": "executive_committee", "present": members}
    ima.done(committee, case, "deciders", **body)
    declare(ima, case, members)
    finding = {"allegation": 1, "finding": "refuted", "reasons": "It was not so."}
    ima.done(committee, case, "determinations", **finding)
    ima.taken(committee, case, "conclude_decision")
    ima.done(owner, case, "notifications", party=1, notified_on=day)
    ima.wait(60)
    ima.taken(owner, case, "let_decision_stand")


def declare(ima: Staff, case: str, members: list[str]) -> None:
    for member in members:
        decider = ima.caller(COMMITTEE, member)
        ima.done(decider, case, "conflict-declarations", conflict=False)


def test_those_who_handle_a_case_see_what_was_merged_into_it(ima: Staff) -> None:
    host, other = taken_up(ima, ima.somebody()), taken_up(ima, ima.somebody())
    investigator = ima.somebody("investigator")
    given(ima, host, investigator)
    at = f"/cases/{other}/history"
    assert investigator.get(at, after=ima.position).status_code == 404
    merging = {"into": host, "reasons": "The same."}
    ima.done(ima.caller(OWNER), other, "mergers", **merging)
    for case, label, there in (
        (host, "Linked to another case: took in", other),
        (other, "Linked to another case: merged into", host),
    ):
        (link,) = links(ima, case)
        assert (link["label"], link["details"]["case"]) == (label, there)
        assert not {"concerned", "kept_away", "acted"} & link["details"].keys()
    opened = investigator.get(at, after=ima.position, purpose="investigation")
    assert opened.json()[0]["texts"] == {"account": "It is so."}
    stranger = ima.somebody("investigator")
    assert stranger.get(at, after=ima.position).status_code == 404


def test_an_accused_person_keeps_their_own_report_and_learns_nothing(
    ima: Staff,
) -> None:
    """Somebody who is accused in the one case has reported the other."""
    both = ima.somebody()
    host = taken_up(ima, ima.somebody())
    own = taken_up(ima, both, identity_mode="confidential")
    accused = {"role": "subject", "name": "A", "person": both.person}
    ima.done(ima.caller(OWNER), host, "parties", **accused)
    before = seen(ima, both, own)
    merging = {"into": host, "reasons": "Word against word."}
    ima.done(ima.caller(OWNER), own, "mergers", **merging)
    assert seen(ima, both, own) == before
    in_office = ima.caller(OFFICER, both.person)
    listed = in_office.get("/cases", limit=200, after=ima.position).json()["items"]
    assert not {host, own} & {one["case_id"] for one in listed}
    for case in (host, own):
        for question in ("", "/history", "/clocks", "/possible-steps"):
            assert in_office.get(f"/cases/{case}{question}").status_code == 404


def test_a_case_that_is_hidden_is_not_merged_into(ima: Staff) -> None:
    host, other = taken_up(ima, ima.somebody()), taken_up(ima, ima.somebody())
    officer = ima.somebody(OFFICER)
    kept_away = {"person": officer.person, "reason": "relative"}
    ima.done(ima.caller(OWNER), host, "exclusions", **kept_away)
    before = ima.version(other)
    for noun, field in (("mergers", "into"), ("duplicates", "of")):
        for case in (host, UNKNOWN, other):
            command = {field: case, "reasons": "The same."}
            answer = ima.ask(officer, other, noun, **command)
            refused(answer, "there is no such case")
    assert ima.version(other) == before


def test_a_duplicate_names_its_original_and_both_reporters_are_answered(
    ima: Staff,
) -> None:
    first, again = ima.somebody(), ima.somebody()
    original, repeated = taken_up(ima, first), taken_up(ima, again)
    intake = ima.caller(INTAKE)
    facts = {"dismissal_reason": "duplicate"}
    dismissal = {"step": "propose_dismissal", "facts": facts}
    answer = ima.ask(intake, repeated, "steps", **dismissal)
    refused(answer, "it is not said which case the report repeats")
    assert answer.json()["awaits"][0]["step"] == "recognise_duplicate"
    before = seen(ima, again, repeated)
    repeats = {"of": original, "reasons": "Word for word."}
    ima.done(intake, repeated, "duplicates", **repeats)
    assert seen(ima, again, repeated) == before
    ima.done(intake, repeated, "steps", **dismissal)
    ima.taken(ima.caller(COMMITTEE), repeated, "confirm_dismissal")
    ima.done(intake, repeated, "steps", **ANSWERED)
    ima.taken(ima.caller(OFFICER), repeated, "close_dismissed")
    rows = [
        reporter.get(f"/cases/{case}", after=ima.position).json()
        for reporter, case in ((again, repeated), (first, original))
    ]
    assert [row["outcome"] for row in rows] == ["dismissed", None]


def test_a_duplicate_that_was_none_is_taken_back_and_both_histories_say_so(
    ima: Staff,
) -> None:
    first, again = ima.somebody(), ima.somebody()
    original, repeated = taken_up(ima, first), taken_up(ima, again)
    accused = ima.somebody(OFFICER)
    party = {"role": "subject", "name": "Person A", "person": accused.person}
    ima.done(ima.caller(OWNER), original, "parties", **party)
    intake, before = ima.caller(INTAKE), seen(ima, again, repeated)
    repeats = {"of": original, "reasons": "It seemed the same."}
    ima.done(intake, repeated, "duplicates", **repeats)
    hidden = {"after": ima.position}
    assert accused.get(f"/cases/{repeated}", **hidden).status_code == 404
    refused(
        ima.ask(intake, original, "retracted-duplicates", reasons="A mistake."),
        "it was not said that the case repeats another",
    )
    ima.done(intake, repeated, "retracted-duplicates", reasons="Of another year.")
    assert accused.get(f"/cases/{repeated}", after=ima.position).status_code == 200
    assert accused.get(f"/cases/{original}").status_code == 404
    for case in (original, repeated):
        assert ima.topics(case)[-1] == "CaseUnlinked"
        assert "CaseLinked" in ima.topics(case)
    assert seen(ima, again, repeated) == before


def test_a_split_case_begins_with_the_same_people_kept_away(ima: Staff) -> None:
    reporter, accused = ima.somebody(), ima.somebody(OFFICER)
    case = taken_up(ima, reporter, identity_mode="confidential")
    party = {"role": "subject", "name": "Person A", "person": accused.person}
    ima.done(ima.caller(OWNER), case, "parties", **party)
    two = {"account": "And then there is the other thing.", "reasons": "Two matters."}
    ima.done(ima.caller(OWNER), case, "splits", **two)
    new = links(ima, case)[0]["details"]["case"]
    row = ima.read(OWNER, f"/cases/{new}")
    assert (row["phase"], row["received_on"]) == (
        "under_assessment",
        ima.today.isoformat(),
    )
    assert accused.get(f"/cases/{new}").status_code == 404
    mine = reporter.get("/cases").json()["items"]
    assert {one["case_id"] for one in mine} == {case, new}
    office = {"role": "case_owner", "conflict_declared_absent": True}
    for person in (reporter.person, accused.person):
        handler = {"person": person, **office}
        answer = ima.ask(ima.caller(OFFICER), new, "handlers", **handler)
        refused(answer, "somebody named here is not eligible")


def test_merging_twice_with_one_key_happens_once(ima: Staff) -> None:
    host, other = taken_up(ima, ima.somebody()), taken_up(ima, ima.somebody())
    body, version = {"into": host, "reasons": "The same."}, ima.version(other)
    key = {"Idempotency_Key": "merge-once-1"}
    at = f"/cases/{other}/mergers"
    answers = [ima.caller(OWNER).post(at, body, version, **key) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert ima.topics(host).count("CaseLinked") == 1


def test_18_the_reporter_withdraws_and_the_case_goes_on_if_facts_justify_it(
    ima: Staff,
) -> None:
    """The decision is recorded, the identity stays in the vault."""
    reporter, owner = ima.somebody(), ima.caller(OWNER)
    case = taken_up(ima, reporter, identity_mode="confidential", account="I saw it.")
    before = ima.read(OFFICER, f"/cases/{case}")
    ima.done(reporter, case, "withdrawal-requests", reasons="I am afraid.")
    after = ima.read(OFFICER, f"/cases/{case}")
    assert (after["phase"], after["status"]) == (before["phase"], "open")
    told = reporter.get(f"/cases/{case}/own-texts", purpose="own words").json()
    assert {"I saw it.", "I am afraid."} <= {one["text"] for one in told}
    facts = {"dismissal_reason": "withdrawn"}
    dismissal = {"step": "propose_dismissal", "facts": facts}
    intake = ima.caller(INTAKE)
    answer = ima.ask(intake, case, "steps", **dismissal)
    refused(answer, "still to be considered")
    assert answer.json()["awaits"][0]["step"] == "consider_withdrawal"
    weighed = {"decision": "continue", "reasons": "The accounts show it."}
    ima.done(owner, case, "withdrawal-decisions", **weighed)
    refused(ima.ask(intake, case, "steps", **dismissal), "it was not decided")
    history = ima.read(OFFICER, f"/cases/{case}/history", limit=200)
    said = [one["label"] for one in history if one["topic"].startswith("Withdrawal")]
    assert said == [
        "Reporter asked to withdraw the report",
        "Wish to withdraw considered: continue",
    ]
    assert reporter.person not in str(history)
    office = {"role": "case_owner", "conflict_declared_absent": True}
    again = ima.ask(
        ima.caller(OFFICER), case, "handlers", person=reporter.person, **office
    )
    refused(again, "not eligible")


def test_a_closed_case_is_reopened_on_new_facts_and_not_on_a_wish(ima: Staff) -> None:
    reporter, officer = ima.somebody(), ima.caller(OFFICER)
    case = taken_up(ima, reporter)
    intake = ima.caller(INTAKE)
    dismissal = {"dismissal_reason": "insufficient"}
    ima.taken(intake, case, "propose_dismissal", **dismissal)
    ima.taken(ima.caller(COMMITTEE), case, "confirm_dismissal")
    ima.done(intake, case, "steps", **ANSWERED)
    ima.taken(officer, case, "close_dismissed")
    wish = {"new_facts": "The reporter would like it."}
    refused(ima.ask(officer, case, "reopenings", **wish), "a wish is not enough")
    goes = [one["case_id"] for one in ima.read(OFFICER, "/deletions")["items"]]
    assert case in goes
    more = {"step": "add_information", "note": "I have found the letter."}
    ima.done(reporter, case, "steps", **more)
    ima.done(officer, case, "reopenings", new_facts="The letter names a date.")
    goes = [one["case_id"] for one in ima.read(OFFICER, "/deletions")["items"]]
    assert case not in goes
    row = reporter.get(f"/cases/{case}", after=ima.position).json()
    assert (row["status"], row["outcome"], row["delete_on"]) == ("open", None, None)
    clocks = ima.read(OFFICER, f"/cases/{case}/clocks")
    assert "feedback" in {one["clock"] for one in clocks if one["state"] == "running"}
