"""What tells a product from a demo, over HTTP: the scenarios about late conflicts."""

from typing import Final

from acting import Staff, named, refused
from reactor import react
from serving import Caller
from waiting import readable

IMA, OFFICER = "ima", "compliance_officer"
COMMITTEE: Final = "executive_committee_member"
BOOKING: Final = {
    "party": 1,
    "category": "integrity",
    "conduct_from": "2026-01-05",
    "conduct_until": "2026-01-05",
    "text": "A booking for oneself.",
}
INTEREST: Final = {"conflict": "actual", "nature": "relation", "decides_for_ima": True}
MEMBERS: Final = [f"ec-{n}" for n in range(1, 6)]
SERVED = (IMA,)


def deliberated(ima: Staff, accused: str) -> str:
    """Admitted facts, and the Executive Committee has met to decide."""
    case = named(ima.report(ima.somebody()))
    intake, owner = ima.caller("intake_officer"), ima.caller("case_owner", "owner-1")
    chair = ima.caller(COMMITTEE, MEMBERS[0])
    ima.taken(intake, case, "acknowledge")
    ima.taken(intake, case, "accept_for_assessment")
    handler = {"role": "case_owner", "conflict_declared_absent": True}
    ima.done(ima.caller(OFFICER), case, "handlers", person=owner.person, **handler)
    subject = {"role": "subject", "name": "Person A", "person": accused}
    ima.done(owner, case, "parties", **subject)
    ima.done(owner, case, "allegations", **BOOKING)
    ima.taken(owner, case, "notify_subject")
    hearing = {"party": 1, "mode": "heard", "account": "It is admitted."}
    ima.done(owner, case, "hearings", occurred_on=ima.today.isoformat(), **hearing)
    settled = {"settled_because": "facts_admitted"}
    ima.taken(chair, case, "settle_by_assessment", **settled)
    meeting = {"body": "executive_committee", "present": MEMBERS}
    ima.done(chair, case, "deciders", **meeting)
    return case


def arbitrated(ima: Staff, case: str, neutral: Caller) -> None:
    """A neutral member took office, and gave an opinion."""
    chair, officer = ima.caller(COMMITTEE, MEMBERS[0]), ima.caller(OFFICER)
    proposal = {"kind": "appointed", "person": neutral.person}
    ima.done(chair, case, "arbitrator-proposals", **proposal)
    ima.done(neutral, case, "neutrality-declarations", appointment=1)
    ima.done(officer, case, "neutrality-checks", appointment=1)
    ima.done(officer, case, "objection-periods", appointment=1)
    ima.wait(11)
    ima.done(chair, case, "arbitrators", appointment=1)
    ima.done(neutral, case, "opinions", appointment=1, opinion="It was forgotten.")


def disclosed(ima: Staff, neutral: Caller, donor: str) -> None:
    """The neutral member tells the register with whom they share an interest."""
    body = {
        "case_type": "conflict_of_interest",
        "opening": "disclose",
        "facts": INTEREST | {"since": ima.today.isoformat()},
        "counterparties": [donor],
        "account": "They paid for a journey.",
    }
    member = ima.caller("member", neutral.person)
    assert ima.noted(member.post("/disclosures", body)).status_code == 201


def looked_at(ima: Staff, case: str, neutral: Caller) -> None:
    """The opinion is flagged, and the case goes on when others have looked at it."""
    shown = ima.read("auditor", f"/cases/{case}/history", limit=200)
    found = {one["topic"]: one for one in shown}
    assert found["ArbitratorRemoved"]["version"] < shown[-1]["version"]
    listed = found["ReviewOfPriorActsRequired"]["details"]
    assert listed["steps"] == ["deliver_opinion"]
    assert neutral.get(f"/cases/{case}").status_code == 404
    chair = ima.caller(COMMITTEE, MEMBERS[0])
    refused(ima.take(chair, case, "conclude_decision"), "still to be reviewed")
    review = {"person": neutral.person, "reasons": "They shared a donor."}
    silent = ima.ask(ima.caller(OFFICER), case, "prior-act-reviews", **review)
    refused(silent, "each of the steps stands, or is done again")
    review["done_again"] = ["deliver_opinion"]
    own = ima.ask(neutral, case, "prior-act-reviews", **review)
    assert own.status_code == 404
    ima.done(ima.caller(OFFICER), case, "prior-act-reviews", **review)
    answer = ima.take(chair, case, "conclude_decision")
    assert "reviewed" not in answer.text


def test_07_a_donor_of_the_arbitrator_comes_into_the_case(ima: Staff) -> None:
    """Conflict event, arbitrator ended, opinion flagged: whatever came first."""
    donor, neutral = ima.somebody().person, ima.somebody("neutral_member")
    case = deliberated(ima, ima.somebody().person)
    disclosed(ima, neutral, donor)
    arbitrated(ima, case, neutral)
    owner = ima.caller("case_owner", "owner-1")
    party = {"role": "affected", "name": "Person D", "person": donor}
    ima.done(owner, case, "parties", **party)
    looked_at(ima, case, neutral)


def test_07_the_arbitrator_accepts_something_of_a_party_later(ima: Staff) -> None:
    """The conflict is found when it is disclosed, in whatever case that is."""
    accused, neutral = ima.somebody().person, ima.somebody("neutral_member")
    case = deliberated(ima, accused)
    arbitrated(ima, case, neutral)
    disclosed(ima, neutral, accused)
    react(ima.service, IMA, ima.now)
    ima.position = readable(ima.served.log)
    told = ima.read("auditor", f"/cases/{case}/history", limit=200)[-1]
    assert told["actor"] == "system"
    looked_at(ima, case, neutral)
    react(ima.service, IMA, ima.now)
    assert ima.topics(case).count("ArbitratorRemoved") == 1
