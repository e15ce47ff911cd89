"""Two accused in one case over HTTP: each is told, heard and shown the draft alone."""

from datetime import timedelta
from typing import Any, Final

from acting import BEGINNING, Staff
from serving import Caller

IMA: Final = "ima"
SHARE: Final = "share_draft_findings"
ACCUSED: Final = ("accused-1", "accused-2")
SERVED = (IMA,)


def owner(ima: Staff) -> Caller:
    return ima.caller("case_owner", "owner-1")


def detective(ima: Staff) -> Caller:
    return ima.caller("investigator", "detective-1")


def accused(ima: Staff, number: int) -> Caller:
    return ima.caller("subject", ACCUSED[number - 1])


def accusing(ima: Staff) -> Any:
    """Two are accused of the same, and it is looked into."""
    opened = ima.report(ima.somebody())
    for step in ("acknowledge", "accept_for_assessment"):
        ima.taken(ima.caller("intake_officer"), opened, step)
    for who, role in ((owner(ima), "case_owner"), (detective(ima), "investigator")):
        handler = {"role": role, "conflict_declared_absent": True}
        officer = ima.caller("compliance_officer")
        ima.done(officer, opened, "handlers", person=who.person, **handler)
    for number, person in enumerate(ACCUSED, 1):
        named = {"role": "subject", "name": f"Person {number}", "person": person}
        ima.done(owner(ima), opened, "parties", **named)
        when = {"conduct_from": "2026-01-05", "conduct_until": "2026-01-05"}
        what = {"category": "integrity", "text": "A booking for themselves."}
        ima.done(owner(ima), opened, "allegations", party=number, **when, **what)
    return opened


def told(ima: Staff, opened: Any, number: int) -> None:
    said = {"step": "notify_subject", "party": number, "note": "Sent in writing."}
    ima.done(owner(ima), opened, "steps", **said)


def hears(ima: Staff, opened: Any, number: int) -> Any:
    hearing = {"party": number, "mode": "heard", "account": "It was not so."}
    on = ima.today.isoformat()
    return ima.ask(owner(ima), opened, "hearings", occurred_on=on, **hearing)


def clocks(ima: Staff, opened: Any, clock: str) -> dict[int | None, str]:
    """The state of a clock for each party that has one."""
    at = f"/cases/{opened.json()['case']}/clocks"
    shown = ima.read("compliance_officer", at)
    return {c["party"]: c["state"] for c in shown if c["clock"] == clock}


def test_one_is_told_at_once_and_the_other_later_with_reasons(ima: Staff) -> None:
    opened = accusing(ima)
    unsaid = ima.ask(owner(ima), opened, "steps", step="notify_subject").json()
    assert (unsaid["detail"], unsaid["pointer"]) == (
        "it is not said whose it is",
        "/party",
    )
    assert unsaid["allowed"] == ["1", "2"]
    told(ima, opened, 1)
    later = {"step": "defer_subject_notice", "party": 2, "note": "It would be hidden."}
    ima.done(ima.caller("compliance_officer"), opened, "steps", **later)
    assert clocks(ima, opened, "subject_notice") == {1: "met", 2: "stopped"}
    assert clocks(ima, opened, "subject_notice_deferral") == {2: "running"}
    assert hears(ima, opened, 1).status_code == 201
    early = hears(ima, opened, 2)
    assert (early.status_code, early.json()["awaits"][0]["step"]) == (
        409,
        "notify_subject",
    )
    ima.wait(31)
    assert clocks(ima, opened, "subject_notice_deferral") == {2: "missed"}
    told(ima, opened, 2)
    assert hears(ima, opened, 2).status_code == 201
    steps = [
        (one["step"], one["party_numbers"])
        for one in ima.read(
            "compliance_officer", f"/cases/{opened.json()['case']}/history", limit=200
        )
        if one["topic"] == "StepTaken" and one["party_numbers"]
    ]
    assert steps == [
        ("notify_subject", [1]),
        ("defer_subject_notice", [2]),
        ("notify_subject", [2]),
    ]


def test_findings_wait_for_what_each_says_of_the_draft(ima: Staff) -> None:
    opened = accusing(ima)
    for number in (1, 2):
        told(ima, opened, number)
        assert hears(ima, opened, number).status_code == 201
    chair = ima.caller("executive_committee_member")
    ima.taken(chair, opened, "authorise_investigation")
    terms = {"allegations": [1, 2], "scope": "The booking."}
    ima.done(owner(ima), opened, "terms-of-reference", **terms)
    ima.done(detective(ima), opened, "steps", step=SHARE, party=1)
    deliver = {"step": "deliver_findings"}
    unasked = ima.ask(detective(ima), opened, "steps", **deliver).json()
    assert unasked["detail"] == "an accused party has not been asked"
    ima.wait(2)
    ima.done(detective(ima), opened, "steps", step=SHARE, party=2)
    comment = {"step": "comment_on_draft", "note": "I signed nothing."}
    for another in (2, 9):
        spoken = ima.ask(accused(ima, 1), opened, "steps", party=another, **comment)
        assert spoken.status_code == 403
    ima.done(accused(ima, 1), opened, "steps", **comment)
    assert clocks(ima, opened, "subject_comment") == {1: "met", 2: "running"}
    waits = ima.ask(detective(ima), opened, "steps", **deliver).json()
    assert waits["detail"] == "an accused party still has time to answer"
    last = BEGINNING.date() + timedelta(days=2 + 14)
    assert waits["until"] == last.isoformat()
    ima.until(last + timedelta(days=1))
    ima.done(detective(ima), opened, "steps", **deliver)
    assert clocks(ima, opened, "subject_comment") == {1: "met", 2: "passed"}
