"""A case that somebody reads for a time: given, taken back, over, broken into."""

from datetime import timedelta
from typing import Any

import pytest
from acting import Staff, named, refused
from reported import UNKNOWN
from serving import Caller, Service
from waiting import readable

from api import due

PURPOSE = "the same supplier in another case"
SECRET = "The money went to a cousin."
WHY = "The same supplier turns up again."


@pytest.fixture(scope="module")
def ima(service: Service) -> Staff:
    staff = Staff(service, "ima")
    staff.wait(0)
    return staff


@pytest.fixture
def case(ima: Staff) -> str:
    """A report that waits for its reporter: no office but its own has a turn."""
    case = named(ima.report(ima.somebody(), account=SECRET))
    ima.taken(ima.caller("intake_officer"), case, "acknowledge")
    asked = {"step": "request_more_information", "note": "When was it?"}
    ima.done(ima.caller("intake_officer"), case, "steps", **asked)
    return case


def seen(ima: Staff, by: Caller, case: str) -> tuple[int, int, bool]:
    """How the case and its history are answered, and whether its text is there."""
    at, after = f"/cases/{case}", ima.position
    read = by.get(at, after=after)
    listed = [one["case_id"] for one in by.get("/cases").json()["items"]]
    assert (case in listed) == read.is_success
    history = by.get(f"{at}/history", purpose=PURPOSE)
    return read.status_code, history.status_code, SECRET in history.text


def given(ima: Staff, case: str, to: Caller, **said: Any) -> None:
    asked = {
        "person": to.person,
        "role": to.role,
        "rights": ["read", "history", "texts"],
        "until": ima.today.isoformat(),
        "reasons": WHY,
    }
    ima.done(ima.caller("access_manager"), case, "access-grants", **asked | said)


def test_what_is_given_to_read_is_read_and_taken_back(ima: Staff, case: str) -> None:
    reader = ima.somebody("investigator")
    assert seen(ima, reader, case) == (404, 404, False)
    given(ima, case, reader)
    assert seen(ima, reader, case) == (200, 200, True)
    asked = ima.ask(reader, case, "parties", role="witness", name="W")
    assert asked.status_code == 404
    back = {"grant": 1, "reasons": "It was another supplier."}
    ima.done(ima.caller("access_manager"), case, "withdrawn-access-grants", **back)
    assert seen(ima, reader, case) == (404, 404, False)
    happened = ima.topics(case)
    assert happened[-2:] == ["AccessGranted", "AccessWithdrawn"]


def test_only_the_rights_that_were_named(ima: Staff, case: str) -> None:
    reader = ima.somebody("investigator")
    given(ima, case, reader, rights=["read"])
    assert seen(ima, reader, case) == (200, 404, False)
    assert reader.get(f"/cases/{case}/clocks").status_code == 404
    other = ima.somebody("investigator")
    given(ima, case, other, rights=["read", "history"])
    assert seen(ima, other, case) == (200, 200, False)


def test_it_is_over_without_anybody_doing_anything(ima: Staff, case: str) -> None:
    reader = ima.somebody("investigator")
    until = ima.today + timedelta(days=1)
    given(ima, case, reader, until=until.isoformat())
    ima.wait(1)
    assert seen(ima, reader, case) == (200, 200, True)
    ima.wait(1)
    assert seen(ima, reader, case) == (404, 404, False)
    (told,) = ima.read("auditor", f"/cases/{case}/access")
    assert (told["state"], told["until"]) == ("over", until.isoformat())
    assert told["person"] == reader.person
    assert told["given_by"] == ima.caller("access_manager").person


def test_whoever_gives_a_case_to_read_does_not_see_it(ima: Staff, case: str) -> None:
    manager = ima.caller("access_manager")
    for path in ("", "/history", "/clocks", "/own-data"):
        assert manager.get(f"/cases/{case}{path}").status_code in (403, 404)
    access = manager.get(f"/cases/{case}/access", after=ima.position)
    assert (access.json(), access.headers["ETag"]) == ([], f'"{ima.version(case)}"')
    for role in ("intake_officer", "investigator", "member"):
        by = ima.somebody(role)
        assert by.get(f"/cases/{case}/access").status_code in (403, 404)


def test_an_excluded_reader_cannot_tell_it_from_none(ima: Staff, case: str) -> None:
    reader = ima.somebody("investigator")
    given(ima, case, reader)
    excluded = {"person": reader.person, "reason": "relative"}
    ima.done(ima.caller("compliance_officer"), case, "exclusions", **excluded)
    assert seen(ima, reader, case) == (404, 404, False)
    hidden = reader.get(f"/cases/{case}", after=ima.position)
    assert hidden.text == reader.get(f"/cases/{UNKNOWN}").text
    assert ima.topics(case)[-2:] == ["PersonExcluded", "AccessLost"]


def test_the_glass_opens_texts_for_hours_and_alarms_at_once(
    ima: Staff, case: str
) -> None:
    officer = ima.somebody("compliance_officer")
    assert seen(ima, officer, case) == (200, 200, False)
    ima.done(officer, case, "broken-glass", reasons="The bank asks by noon.")
    assert seen(ima, officer, case) == (200, 200, True)
    again = ima.ask(officer, case, "broken-glass", reasons="Once more.")
    refused(again, "the case stands open to this person already")
    dpo = ima.caller("data_protection_officer")
    (alarm,) = alarmed(ima, case)
    assert (alarm["kind"], alarm["about"]) == ("broken_glass", "1")
    assert (alarm["office"], alarm["ended_at"]) == ("compliance_officer", None)
    reasons = dpo.get(f"/cases/{case}/history", purpose="review").json()
    texts = [one["texts"] for one in reasons if one["topic"] == "GlassBroken"]
    assert texts == [{"reasons": "The bank asks by noon."}]
    assert SECRET not in str(reasons)
    finding = {"grant": 1, "justified": False, "reasons": "It could have waited."}
    ima.done(dpo, case, "broken-glass-reviews", **finding)
    assert seen(ima, officer, case) == (200, 200, False)
    (told,) = dpo.get(f"/cases/{case}/access", after=ima.position).json()
    assert (told["glass"], told["justified"], told["state"]) == (True, False, "over")


def test_the_broken_glass_waits_for_each_who_has_to_review_it(
    ima: Staff, case: str
) -> None:
    officer, above = ima.somebody("compliance_officer"), "executive_committee_member"
    asked = ["data_protection_officer", "auditor"]
    ima.done(officer, case, "broken-glass", reasons="The bank asks by noon.")
    finding = {"grant": 1, "justified": True, "reasons": "The bank had to know."}
    for done, justified in ((0, None), (1, True)):
        (alarm,) = alarmed(ima, case)
        assert (alarm["reviewers"], alarm["ended_at"]) == (asked[done:], None)
        (told,) = ima.read("auditor", f"/cases/{case}/access")
        assert (told["reviewers"], told["justified"]) == (asked[done:], justified)
        for role in (*asked, "compliance_officer", above):
            assert waits(ima, role, case) is (role in asked[done:])
        ima.done(ima.caller(asked[done]), case, "broken-glass-reviews", **finding)
    (alarm,) = alarmed(ima, case)
    assert alarm["ended_at"] is not None
    assert not waits(ima, "auditor", case)


def test_an_auditor_does_nothing_else_in_a_case(ima: Staff, case: str) -> None:
    auditor = ima.caller("auditor")
    officer = ima.somebody("compliance_officer")
    assert auditor.get(f"/cases/{case}/possible-steps").json() == []
    ima.done(officer, case, "broken-glass", reasons="The bank asks by noon.")
    (one,) = auditor.get(f"/cases/{case}/possible-steps").json()
    assert (one["step"], one["address"]) == (
        "review_broken_glass",
        "broken-glass-reviews",
    )
    at, after = f"/cases/{case}/history", ima.position
    reasons = auditor.get(at, purpose="review", after=after)
    assert "The bank asks by noon." in reasons.text
    assert SECRET not in reasons.text


def test_broken_glass_closes_by_itself_and_is_overdue_for_review(
    ima: Staff, case: str
) -> None:
    officer = ima.somebody("compliance_officer")
    ima.done(officer, case, "broken-glass", reasons="The bank asks by noon.")
    ima.now += timedelta(hours=9)
    ima.wait(0)
    assert seen(ima, officer, case) == (200, 200, False)
    assert ima.topics(case)[-1] == "ClockPassed"
    again = ima.ask(officer, case, "broken-glass", reasons="Once more.")
    refused(again, "what was opened before is still to be reviewed")
    ima.wait(7)
    ima.read("auditor", "/clocks")
    due.escalate(ima.served)
    ima.position = readable(ima.served.log)
    told = [one for one in alarmed(ima, case) if one["kind"] == "overdue"]
    above = "executive_committee_member"
    assert ("glass_review", above) in [(one["about"], one["office"]) for one in told]
    assert waits(ima, above, case)
    finding = {"grant": 1, "justified": True, "reasons": "The bank had to know."}
    ima.done(ima.caller(above), case, "broken-glass-reviews", **finding)
    assert not any(one["ended_at"] is None for one in alarmed(ima, case))


def test_an_excluded_officer_breaks_no_glass(ima: Staff, case: str) -> None:
    officer = ima.somebody("compliance_officer")
    excluded = {"person": officer.person, "reason": "relative"}
    ima.done(ima.caller("compliance_officer"), case, "exclusions", **excluded)
    body = {"reasons": "The bank asks by noon."}
    there = officer.post(f"/cases/{case}/broken-glass", body, ima.version(case))
    none = officer.post(f"/cases/{UNKNOWN}/broken-glass", body, ima.version(case))
    assert (there.status_code, there.text) == (404, none.text)
    assert "GlassBroken" not in ima.topics(case)


def alarmed(ima: Staff, case: str) -> list[Any]:
    """The alarms of a case."""
    found = ima.read("data_protection_officer", "/alarms", limit=200)["items"]
    return [one for one in found if one["case_id"] == case]


def waits(ima: Staff, role: str, case: str) -> bool:
    """Whether the case waits for an office to review a broken glass."""
    found = ima.read(role, "/work", limit=200)["items"]
    steps = [one["steps"] for one in found if one["case_id"] == case]
    return any(
        one["step"] == "review_broken_glass" for several in steps for one in several
    )
