"""Measures that hold for an accused party until it is decided, over HTTP."""

from datetime import timedelta
from typing import Any

from acting import Staff, named, refused
from serving import Caller

OWNER, OFFICER = "case_owner", "compliance_officer"
INTAKE, COMMITTEE = "intake_officer", "executive_committee_member"


def accused(ima: Staff) -> tuple[str, Caller]:
    """A report that is looked into, and somebody against whom something is alleged."""
    case = named(ima.report(ima.somebody()))
    for step in ("acknowledge", "accept_for_assessment"):
        ima.taken(ima.caller(INTAKE), case, step)
    owner, party = ima.caller(OWNER), ima.somebody("subject")
    handler = {"person": owner.person, "role": OWNER, "conflict_declared_absent": True}
    ima.done(ima.caller(OFFICER), case, "handlers", **handler)
    known = {"role": "subject", "name": "Person A", "person": party.person}
    ima.done(owner, case, "parties", **known)
    day = ima.today.isoformat()
    said = {"party": 1, "category": "integrity", "text": "It was so."}
    conduct = {"conduct_from": day, "conduct_until": day}
    ima.done(owner, case, "allegations", **said, **conduct)
    return case, party


def order(ima: Staff, **said: Any) -> dict[str, Any]:
    day = ima.today.isoformat()
    known = {"party": 1, "measures": ["functions_rest"], "effective_on": day}
    return {**known, "reasons": "The books are looked into.", **said}


def held(ima: Staff, case: str) -> Any:
    """The accused parties for whom measures hold, as the case's owner sees them."""
    return ima.read(OWNER, f"/cases/{case}")["interim_measures"]


def test_they_are_ordered_looked_at_again_and_lifted(ima: Staff) -> None:
    case, party = accused(ima)
    committee = ima.caller(COMMITTEE)
    steps = f"/cases/{case}/possible-steps"
    assert party.get(steps).status_code == 404
    other = ima.ask(ima.caller(OWNER), case, "interim-measures", **order(ima))
    assert other.status_code == 403
    final = ima.ask(
        committee, case, "interim-measures", **order(ima, measures=["caution"])
    )
    refused(final, "no such measure until it is decided", "not from the code")
    ima.done(committee, case, "interim-measures", **order(ima))
    assert held(ima, case) == [1]
    assert party.get(steps).status_code == 200
    again = ima.ask(committee, case, "interim-measures", **order(ima))
    refused(again, "measures hold for the party already")
    kept = {"party": 1, "measures": ["functions_rest"], "reasons": "Still so."}
    ima.done(committee, case, "interim-measure-reviews", **kept)
    lifted = {"party": 1, "reasons": "The books are copied."}
    ima.done(committee, case, "lifted-interim-measures", **lifted)
    assert held(ima, case) == []
    assert "MeasureImposed" not in ima.topics(case)


def test_the_day_until_which_they_hold_passes_by_itself(ima: Staff) -> None:
    case, _ = accused(ima)
    last = ima.today + timedelta(days=3)
    until = order(ima, until=last.isoformat())
    ima.done(ima.caller(COMMITTEE), case, "interim-measures", **until)
    ima.until(last)
    assert held(ima, case) == [1]
    ima.wait(1)
    assert held(ima, case) == []
    ima.wait(1)
    assert ima.topics(case).count("InterimMeasuresEnded") == 1
    ended = ima.read(OWNER, f"/cases/{case}/history", limit=200)
    (told,) = [one for one in ended if one["topic"] == "InterimMeasuresEnded"]
    assert told["acting_as"] == "system"
    assert told["details"]["because"] == "time_over"


def test_whoever_reported_does_not_see_what_the_accused_keeps_to(ima: Staff) -> None:
    case, _ = accused(ima)
    ima.done(ima.caller(COMMITTEE), case, "interim-measures", **order(ima))
    listed = ima.caller("auditor").get(f"/cases/{case}", after=ima.position)
    assert listed.json()["interim_measures"] == [1]
    reporter = ima.somebody()
    own = named(ima.report(reporter))
    seen = reporter.get(f"/cases/{own}", after=ima.position).json()
    assert seen["interim_measures"] is None
