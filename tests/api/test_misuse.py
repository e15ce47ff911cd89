"""What is asked for wrongly: refused with rule and clause, and nothing is stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from acting import Staff, named
from reported import UNKNOWN
from serving import ELSEWHERE, Service

REFUSALS = ("CommandRefused", "TextRead")


@pytest.fixture
def ima(service: Service) -> Staff:
    staff = Staff(service, "ima")
    staff.wait(0)
    return staff


@contextmanager
def nothing_stored(ima: Staff) -> Iterator[None]:
    """Whatever happens in it leaves nothing but the record of a refusal."""

    def stored() -> Any:
        # All of it, also what is at or above the horizon, where readers stop.
        query = "SELECT position, topic, state FROM event ORDER BY position"
        events = ima.served.log.recorder.ask(query)
        texts = ima.served.log.recorder.ask("SELECT item FROM sealed ORDER BY item")
        return [one for one in events if one[1] not in REFUSALS], texts

    before = stored()
    yield
    assert stored() == before


def refused(answer: Any, rule: str, reason: str, status: int = 409) -> None:
    """The problem says by which rule and clause, and why."""
    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert problem["rule"] == rule
    assert reason in problem["detail"]
    assert problem["clause"]


def taken_up(ima: Staff) -> str:
    case = named(ima.report(ima.somebody()))
    ima.taken(ima.caller("intake_officer"), case, "acknowledge")
    ima.taken(ima.caller("intake_officer"), case, "accept_for_assessment")
    return case


def closed(ima: Staff) -> str:
    case, intake = taken_up(ima), ima.caller("intake_officer")
    ima.taken(intake, case, "propose_dismissal", dismissal_reason="out_of_scope")
    ima.taken(ima.caller("executive_committee_member"), case, "confirm_dismissal")
    ima.taken(intake, case, "give_final_feedback", feedback="given")
    ima.taken(ima.caller("compliance_officer"), case, "close_dismissed")
    return case


def test_a_step_out_of_order_is_refused(ima: Staff) -> None:
    case = taken_up(ima)
    committee = ima.caller("executive_committee_member")
    with nothing_stored(ima):
        answer = ima.take(committee, case, "conclude_decision")
    refused(answer, "refused", "not possible in the phase 'under_assessment'")
    assert answer.json()["clause"] == "Decisions and Discipline"


def test_a_step_before_those_it_comes_after_is_refused(ima: Staff) -> None:
    case = taken_up(ima)
    officer = ima.caller("compliance_officer")
    party = {"role": "subject", "name": "A", "person": ima.somebody().person}
    ima.done(officer, case, "parties", **party)
    hearing = {"party": 1, "mode": "declined", "occurred_on": "2026-03-02"}
    with nothing_stored(ima):
        committee = ima.caller("executive_committee_member")
        answer = ima.ask(committee, case, "hearings", **hearing)
    refused(answer, "refused", "comes after notify_subject")
    assert [one["step"] for one in answer.json()["awaits"]] == ["notify_subject"]


def test_a_step_by_another_office_is_refused(ima: Staff) -> None:
    case = named(ima.report(ima.somebody()))
    with nothing_stored(ima):
        answer = ima.take(ima.caller("compliance_officer"), case, "acknowledge")
    refused(answer, "not_permitted", "is for intake_officer, case_owner", 403)


def test_a_step_taken_twice_is_refused_and_a_repetition_is_not(ima: Staff) -> None:
    case, intake = named(ima.report(ima.somebody())), ima.caller("intake_officer")
    at, step, version = (
        f"/cases/{case}/steps",
        {"step": "acknowledge"},
        ima.version(case),
    )
    key = {"Idempotency_Key": f"once-{case}"}
    first = intake.post(at, step, version, **key)
    assert first.status_code == 201
    with nothing_stored(ima):
        assert intake.post(at, step, version, **key).json() == first.json()
        answer = intake.post(at, step, ima.version(case))
        outdated = intake.post(at, step, version)
    refused(answer, "refused", "not possible in the phase 'acknowledged'")
    assert outdated.status_code == 412


def test_what_comes_too_late_is_refused_with_the_last_day(ima: Staff) -> None:
    case = taken_up(ima)
    ima.wait(120)
    officer = ima.caller("compliance_officer")
    hold = {"basis": "audit", "reason": "An audit.", "review_on": "2026-03-02"}
    with nothing_stored(ima):
        answer = ima.ask(officer, case, "holds", **hold)
    refused(answer, "refused", "a hold is reviewed sooner, and after today")
    assert answer.json()["until"] > ima.today.isoformat()


@pytest.mark.parametrize("step", ["acknowledge", "accept_for_assessment"])
def test_a_closed_case_goes_no_further(ima: Staff, step: str) -> None:
    case = closed(ima)
    with nothing_stored(ima):
        answer = ima.take(ima.caller("intake_officer"), case, step)
    refused(answer, "refused", "not possible in a closed case")


def test_nobody_joins_a_closed_case(ima: Staff) -> None:
    case = closed(ima)
    with nothing_stored(ima):
        party = {"role": "subject", "name": "Person A"}
        answer = ima.ask(ima.caller("compliance_officer"), case, "parties", **party)
    refused(answer, "refused", "not possible in a closed case")


def test_a_case_whose_time_has_come_is_not_reopened(ima: Staff) -> None:
    case = closed(ima)
    more = {"step": "add_information", "note": "I have found the letter."}
    ima.done(ima.caller("intake_officer"), case, "steps", **more)
    ima.wait(365)
    officer = ima.caller("compliance_officer")
    with nothing_stored(ima):
        answer = ima.ask(officer, case, "reopenings", new_facts="The letter.")
    refused(answer, "refused", "the case is to be deleted by now")
    assert answer.json()["until"] < ima.today.isoformat()


def test_a_person_of_another_organisation_finds_and_changes_nothing(
    ima: Staff, service: Service
) -> None:
    case = taken_up(ima)
    stranger = service.caller("compliance_officer", "p-elsewhere", ELSEWHERE)
    here = ima.caller("compliance_officer").at(f"/cases/{case}")
    places = [here, *(stranger.at(f"/cases/{one}") for one in (case, UNKNOWN))]
    party = {"role": "subject", "name": "Person A"}
    headers = stranger.headers() | {"If-Match": '"1"'}
    with nothing_stored(ima):
        for at in places:
            asked = service.client.get(at, headers=stranger.headers())
            told = service.client.post(f"{at}/parties", json=party, headers=headers)
            for answer in (asked, told):
                assert answer.status_code in (403, 404), answer.text
                assert answer.json()["status"] == answer.status_code
