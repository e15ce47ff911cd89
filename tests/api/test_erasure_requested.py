"""Scenario 16: one person, a case that is held and a case that is due."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from disposing import PAST, carry_out, does, ended, here, texts
from happened import excluded
from projected import envelope
from reported import Opened, opened_by, somebody
from requesting import HEARD, WORDS, Asking, accused, asked_as_witness, did
from serving import Service
from waiting import readable

from cases.actors import SYSTEM


def over(service: Service, opened: Opened) -> UUID:
    """The case ended long ago, and all its texts are overdue."""
    version = here(service).cases.found(opened.id, SYSTEM).version
    return ended(service, Opened(opened.reporter, opened.at, version, opened.position))


@pytest.fixture
def asking(service: Service) -> Asking:
    """Three cases that ended: one is held, one due, and of one they do not know."""
    person = somebody()
    reports = [
        opened_by(service.caller("member", somebody()), account=WORDS) for _ in range(3)
    ]
    accused(service, reports[0], person, told=True)
    asked_as_witness(service, reports[1], person)
    accused(service, reports[2], person, told=False)
    held, due, hidden = (over(service, one) for one in reports)
    review = (service.today() + timedelta(days=30)).isoformat()
    hold = {"basis": "legal_claim", "reason": "A claim.", "review_on": review}
    did(service, reports[0], "compliance_officer", "holds", **hold)
    asking = Asking(service, person, held, due, hidden)
    asking.ask()
    return asking


def listed(asking: Asking) -> str:
    """The list proposed from the decision, and approved by somebody else."""
    service = asking.service
    said = {
        "case_type": "disposal",
        "opening": "propose",
        "account": "As was decided on the request.",
        "ground": "request",
        "request": asking.at.rpartition("/")[2],
        "texts": [{"case": str(asking.due), "what": "content"}],
    }
    proposed = service.caller("compliance_officer").post("/disposals", said)
    assert proposed.status_code == 201, proposed.text
    at = f"/cases/{proposed.json()['case']}"
    done = does(service, "data_protection_officer", at, "steps", step="approve")
    assert done.status_code == 201, done.text
    return at


def test_what_is_due_goes_and_what_is_held_stays_and_the_answer_says_so(
    asking: Asking,
) -> None:
    service = asking.service
    asking.decide()
    (gone, stays) = sorted(
        asking.shown(asking.caller())["concerning"], key=lambda one: bool(one["stays"])
    )
    assert (gone["stays"], gone["erased"]) == (None, False)
    assert (gone["rule"], gone["until"]) == ("R2", PAST.isoformat())
    assert (stays["stays"], stays["holds"]) == ("hold", ["legal_claim"])
    assert stays["until"] == (service.today() + timedelta(days=30)).isoformat()
    before = texts(service, asking.held)
    listed(asking)
    service.caller("auditor").get("/cases", after=readable(here(service).log))
    carry_out(service)
    assert texts(service, asking.due) == 0
    assert texts(service, asking.held) == before
    answer = asking.shown(asking.caller())["concerning"]
    assert sorted((one["erased"], one["stays"]) for one in answer) == [
        (False, "hold"),
        (True, None),
    ]


def test_of_what_goes_the_answer_names_the_hold_that_it_waits_for(
    asking: Asking,
) -> None:
    service, at = asking.service, f"/cases/{asking.due}"
    asking.decide()
    review = (service.today() + timedelta(days=20)).isoformat()
    hold = {"basis": "audit", "kinds": ["statement"], "review_on": review}
    steps: tuple[tuple[str, dict[str, object], list[str]], ...] = (
        ("holds", {**hold, "reason": "An audit."}, ["audit"]),
        ("released-holds", {"hold": 1, "reason": "Over."}, []),
    )
    for noun, body, holds in steps:
        done = does(service, "compliance_officer", at, noun, **body)
        assert done.status_code == 201, done.text
        (goes,) = (
            one
            for one in asking.shown(asking.caller())["concerning"]
            if one["stays"] is None
        )
        assert goes["holds"] == holds
        # Once a hold is released texts are still kept for a while.
        assert (goes["until"] == review) is bool(holds)
        assert goes["until"] > service.today().isoformat()


def test_a_case_that_they_do_not_know_of_is_in_no_answer_and_no_decision(
    asking: Asking,
) -> None:
    officer = asking.service.caller("data_protection_officer")
    preview = asking.shown(officer)["concerning"]
    by_case = {UUID(one["texts"]["case"]): one for one in preview}
    assert by_case.keys() == {asking.held, asking.due, asking.hidden}
    assert "does not know of it" in by_case[asking.hidden]["withheld"]
    assert [one["decided"] for one in preview] == [False] * 3
    it = [{"case": str(asking.hidden), "what": "content"}]
    refused = asking.does("data_protection_officer", "erasure-decisions", texts=it)
    assert (refused.status_code, refused.json()["pointer"]) == (409, "/texts/0")
    asking.decide()
    answer = asking.shown(asking.caller())
    assert len(answer["concerning"]) == 2
    history = asking.caller().get(f"{asking.at}/history").json()
    said = json.dumps([answer, history])
    for case, one in by_case.items():
        assert str(case) not in said
        assert (one["number"] in said) == (case != asking.hidden)
    for betraying in ("party", "witness", "report", WORDS, HEARD):
        assert betraying not in json.dumps(answer)


def test_before_it_is_decided_nobody_is_told_and_others_never(asking: Asking) -> None:
    at = f"{asking.at}/erasure"
    assert asking.caller().get(at).status_code == 409
    asking.decide()
    for stranger in ("member", "investigator", "auditor", "reporting_job"):
        by = asking.service.caller(stranger, somebody())
        assert by.get(at).status_code == 404, stranger
    member = asking.service.caller("member", somebody())
    opened = opened_by(member)
    assert opened.reporter.get(f"{opened.at}/erasure").status_code == 404


def test_what_they_reported_themselves_is_told_to_nobody_else(asking: Asking) -> None:
    service = asking.service
    own = over(service, opened_by(asking.caller(), identity_mode="confidential"))
    asking.decide()
    officer = service.caller("data_protection_officer")
    assert str(own) not in json.dumps(asking.shown(officer))
    opened = asking.shown(asking.caller())["opened"]
    assert {(one["stays"], one["alone"]) for one in opened} == {
        (None, True),
        (None, False),
    }


def test_an_officer_who_is_kept_away_from_a_case_is_not_shown_it(
    asking: Asking,
) -> None:
    officer = asking.service.caller("data_protection_officer", somebody())
    log = here(asking.service).log
    version = here(asking.service).cases.found(asking.due, SYSTEM).version
    log.append(asking.due, version, [excluded(officer.person)], envelope())
    shown = asking.shown(officer)["concerning"]
    assert str(asking.due) not in json.dumps(shown)
    assert len(shown) == 2


def test_an_inventory_says_where_since_when_why_and_until_when(asking: Asking) -> None:
    service = asking.service
    own = over(service, opened_by(asking.caller(), identity_mode="confidential"))
    officer = service.caller("data_protection_officer")
    head = readable(here(service).log)
    answer = officer.get("/deletions/inventory", person=asking.person, after=head)
    assert answer.status_code == 200, answer.text
    found = {UUID(one["case_id"]): one for one in answer.json()}
    request = UUID(asking.at.rpartition("/")[2])
    assert found.keys() == {asking.held, asking.due, asking.hidden, request}
    assert own not in found
    witness, accused_one = found[asking.due], found[asking.held]
    assert (witness["roles"], accused_one["roles"]) == (["witness"], ["subject"])
    assert witness["held_since"] == datetime.now(UTC).date().isoformat()
    kinds = {one["kind"]: one["count"] for one in witness["texts"]}
    assert kinds["identity"] == 1
    (kept,) = accused_one["kept"]
    assert (kept["stays"], kept["holds"]) == ("hold", ["legal_claim"])
    (kept,) = witness["kept"]
    assert (kept["rule"], kept["until"]) == ("R2", PAST.isoformat())
    assert kept["basis"]
    assert found[request]["offices"] == ["declarant"]
    for text in (WORDS, HEARD, "Person W", "Please erase me."):
        assert text not in answer.text


def test_whoever_asked_is_shown_which_recipients_were_told(asking: Asking) -> None:
    told = {"recipient": "partner-7", "kind": "partner", "told_on": "2026-01-20"}
    early = asking.does("data_protection_officer", "recipient-notices", **told)
    assert (early.status_code, early.json()["rule"]) == (409, "refused")
    asking.decide()
    done = asking.does("data_protection_officer", "recipient-notices", **told)
    assert done.status_code == 201, done.text
    assert asking.shown(asking.caller())["notices"] == [told]
    history = asking.caller().get(f"{asking.at}/history").json()
    (row,) = [one for one in history if one["topic"] == "RecipientTold"]
    assert row["details"]["recipient"] == "partner-7"
