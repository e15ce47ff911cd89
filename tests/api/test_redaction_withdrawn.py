"""A text that was to lose somebody stays as it is, as whoever wanted it says."""

from typing import Any

import pytest
from disposing import carry_out, does, waited
from joint import OFFICER, PURPOSE, Joint, joint_text
from requesting import WORDS
from serving import Service

REASONS = "MARKER the text is about somebody of the same name"


@pytest.fixture
def joint(service: Service) -> Joint:
    """It was decided that a witness is taken out of a report."""
    found = joint_text(service)
    assert found.decide().status_code == 201
    return found


def withdrawn(joint: Joint, who: str = OFFICER, party: int = 2) -> Any:
    """It is not to lose the witness after all."""
    said = {"item": str(joint.item), "party": party, "reasons": REASONS}
    return does(joint.service, who, joint.at, "withdrawn-redactions", **said)


def offered(joint: Joint, who: str) -> set[str]:
    """What of it the service says that somebody can do now."""
    steps = joint.service.caller(who).get(f"{joint.at}/possible-steps").json()
    return {one["address"] for one in steps} & {"redactions", "withdrawn-redactions"}


def test_the_text_is_read_on_and_the_list_waits_no_longer(joint: Joint) -> None:
    at = joint.propose()
    early = does(joint.service, OFFICER, at, "steps", step="approve")
    assert early.status_code == 409
    assert offered(joint, "case_owner") == {"redactions"}
    assert offered(joint, OFFICER) == {"withdrawn-redactions"}
    done = withdrawn(joint)
    assert done.status_code == 201, done.text
    for who in ("case_owner", OFFICER):
        assert offered(joint, who) == set()
    below = f"/deletions/{at.rpartition('/')[2]}"
    assert joint.seen(OFFICER, below).json()[0]["redact"] == []
    read = joint.seen("case_owner", joint.text, purpose=PURPOSE)
    assert (read.status_code, read.json()["text"]) == (200, WORDS)
    approved = does(joint.service, OFFICER, at, "steps", step="approve")
    assert approved.status_code == 201, approved.text
    waited(joint.service, at)
    assert joint.seen("auditor", "/cases").status_code == 200
    carry_out(joint.service)
    assert joint.item in joint.sealed()


def listed(joint: Joint, *redact: dict[str, Any]) -> str:
    """A list of what is about the witness alone, as its time is over."""
    said = {
        "case_type": "disposal",
        "opening": "propose",
        "account": "Their time is over.",
        "texts": [{"case": str(joint.asking.held), "what": "party_2"}],
        "redact": redact,
    }
    proposed = joint.service.caller("compliance_officer").post("/disposals", said)
    assert proposed.status_code == 201, proposed.text
    return f"/cases/{proposed.json()['case']}"


@pytest.mark.parametrize("given_up", ["abandon", "taken out"])
def test_what_a_list_wanted_keeps_no_other_list_waiting(
    joint: Joint, given_up: str
) -> None:
    assert withdrawn(joint).status_code == 201
    case, item = str(joint.asking.held), str(joint.item)
    at = listed(joint, {"case": case, "item": item, "party": 2})
    assert offered(joint, "case_owner") == {"redactions"}
    other = listed(joint)
    early = does(joint.service, OFFICER, other, "steps", step="approve")
    assert early.status_code == 409
    if given_up == "abandon":
        done = does(joint.service, OFFICER, at, "steps", step="abandon")
    else:
        out = {"entries": [1], "because": "objection"}
        done = does(joint.service, OFFICER, at, "texts-taken-out", **out)
    assert done.status_code == 201, done.text
    assert offered(joint, "case_owner") == set()
    below = f"/deletions/{other.rpartition('/')[2]}"
    assert joint.seen(OFFICER, below).json()[0]["redact"] == []
    approved = does(joint.service, OFFICER, other, "steps", step="approve")
    assert approved.status_code == 201, approved.text


def test_whoever_asked_is_told_no_longer_that_they_are_taken_out(joint: Joint) -> None:
    assert withdrawn(joint).status_code == 201
    told = joint.asking.shown(joint.asking.caller())["concerning"]
    assert [(one["alone"], one["redacted"]) for one in told] == [(False, False)]
    history = joint.asking.caller().get(f"{joint.asking.at}/history").text
    for betraying in (str(joint.item), str(joint.asking.held), REASONS):
        assert betraying not in history
    assert joint.decide().status_code == 201, "and it can be decided anew"


def test_it_stands_in_the_history_of_the_case_with_its_reasons(joint: Joint) -> None:
    assert withdrawn(joint).status_code == 201
    at = f"{joint.at}/history"
    rows = joint.seen("case_owner", at, purpose=PURPOSE, limit="200").json()
    (row,) = [one for one in rows if one["topic"] == "RedactionWithdrawn"]
    assert row["texts"]["reasons"] == REASONS
    assert row["details"]["item"] == str(joint.item)
    assert rows[-1] == row, "it is no late activity"


def test_what_is_refused_names_the_rule_and_the_field(joint: Joint) -> None:
    for who in ("case_owner", "compliance_officer"):
        refused = withdrawn(joint, who)
        assert refused.status_code == 403, who
        assert REASONS not in refused.text
    nobody = withdrawn(joint, party=1)
    assert (nobody.status_code, nobody.json()["pointer"]) == (409, "/item")
    assert joint.redact().status_code == 201
    late = withdrawn(joint)
    assert (late.status_code, late.json()["pointer"]) == (409, "/item")
    assert "17(1)" in late.json()["clause"]
    assert REASONS not in late.text
