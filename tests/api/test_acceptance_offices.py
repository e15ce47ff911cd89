"""What tells a product from a demo, over HTTP: the scenarios about offices."""

from typing import Final
from uuid import UUID

import pytest
from acting import Staff
from mandated import Offices, designated, events, possible, reported
from serving import Service
from waiting import until

from cases.events.mandates import MANDATES
from cases.events.people import HandlerDesignated, HandlerRemoved
from cases.events.routing import OfficeSubstituted

IMA = "ima"
ANSWERED: Final = {
    "step": "give_final_feedback",
    "facts": {"feedback": "given"},
    "note": "It was looked at.",
}
SERVED = (IMA,)


@pytest.fixture
def ima(service: Service) -> Offices:
    staff = Staff(service, IMA)
    staff.wait(0)
    return Offices(staff)


def test_29_a_member_leaves_and_what_they_did_stays_valid(ima: Offices) -> None:
    """Handler mandates end, cases go to substitutes, past authority stays valid."""
    staff = ima.staff
    officer, leaves = ima.holder("compliance_officer"), ima.holder("case_owner")
    intake = ima.holder("intake_officer")
    case, closed = reported(ima), reported(ima)
    for one in (case, closed):
        designated(ima, one, leaves, officer)
        staff.taken(intake, one, "acknowledge")
    party = {"role": "subject", "name": "Person A"}
    staff.done(leaves, case, "parties", **party)
    by_then = len(staff.served.log.history(MANDATES))
    staff.taken(intake, closed, "propose_dismissal", dismissal_reason="out_of_scope")
    staff.taken(officer, closed, "confirm_dismissal")
    staff.done(leaves, closed, "steps", **ANSWERED)
    staff.taken(leaves, closed, "close_dismissed")

    staff.wait(30)
    ima.end(leaves)
    ima.follow_up()
    removed, chosen, instead = events(ima, case)[-3:]
    assert isinstance(removed, HandlerRemoved)
    assert (removed.person, removed.role) == (leaves.person, "case_owner")
    assert isinstance(chosen, HandlerDesignated)
    assert (chosen.person, chosen.role) == (officer.person, "compliance_officer")
    assert isinstance(instead, OfficeSubstituted)
    assert instead.office == "case_owner"
    # The one who left reads and does nothing any more; the office in their place does.
    until(lambda: leaves.get(f"/cases/{case}").status_code in (403, 404))
    refused_party = staff.ask(leaves, case, "parties", **party)
    assert refused_party.status_code == 403
    assert "add_party" in possible(officer, case)
    # A case that is over stays as it was.
    assert not any(isinstance(one, HandlerRemoved) for one in events(ima, closed))
    # What was done in the office still says that it was held then.
    history = staff.served.log.history(UUID(case))
    acts = [one for one in history if one.envelope.actor == leaves.person]
    assert {one.envelope.mandates for one in acts} == {by_then}
    then = staff.read("auditor", "/mandates", person=leaves.person, on="2026-03-02")
    now = staff.read("auditor", "/mandates", person=leaves.person, on=str(staff.today))
    assert [one["role"] for one in then["items"]] == ["case_owner"]
    assert now["items"] == []
    told = staff.read("auditor", f"/cases/{case}/history", limit=200)
    assert [one["actor"] for one in told][-3:] == ["system"] * 3
