"""The history as whoever reported and whoever is accused are told it."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

import pytest
from acting import Staff, named
from reported import UNKNOWN
from serving import Caller, Service

PURPOSE: Final = "own history"
ACCOUNT: Final = "MARKER what the reporter saw"
ANSWER: Final = "MARKER thank you"
ALLEGED: Final = "MARKER what is alleged"
INTERNAL: Final = "MARKER what only handlers read"
STATEMENT: Final = "MARKER what the accused answers"
COMMENT: Final = "MARKER what the accused says to the draft"
NAME: Final = "MARKER Person A"
OTHER: Final = "MARKER Person B"
BROWSER: Final = "text/html,application/xhtml+xml,*/*;q=0.8"
CONDUCT: Final = {"conduct_from": "2026-01-02", "conduct_until": "2026-01-03"}
OF_THE_REPORTER: Final = (ACCOUNT, ANSWER, "report", "breach", "speak_up", "mailbox")


@dataclass(frozen=True)
class Holder:
    """Somebody with the key of a mailbox, and nothing else."""

    service: Service
    key: str

    def get(self, path: str, **parameters: Any) -> Any:
        return self.service.client.get(
            f"/v1/organisations/ima{path}", params=parameters, headers=self.headers()
        )

    def post(self, path: str, body: Any) -> Any:
        return self.service.client.post(
            f"/v1/organisations/ima{path}", json=body, headers=self.headers()
        )

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Mailbox {self.key}"}


@dataclass(frozen=True)
class Told:
    """A case with a reporter by mailbox, and two accused of whom one was heard."""

    ima: Staff
    case: str
    reporter: Holder
    accused: Caller
    unheard: Caller

    def history(self, by: Caller | Holder, **asked: Any) -> Any:
        answer = by.get(f"/cases/{self.case}/history", **asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def page(self, by: Caller | Holder, **asked: Any) -> Any:
        address = f"/v1/organisations/ima/cases/{self.case}/history"
        headers = by.headers() | {"Accept": BROWSER}
        asked = {"after": self.ima.position} | asked
        return self.ima.service.client.get(address, params=asked, headers=headers)


@pytest.fixture(scope="module")
def told(service: Service) -> Told:
    ima = Staff(service, "ima")
    ima.wait(0)
    key = service.client.get("/v1/organisations/ima/mailbox/new-key").json()
    reporter = Holder(service, key["mailbox_key"])
    anonymous: Any = {"identity_mode": "anonymous", "account": ACCOUNT}
    case = named(ima.report(reporter, **anonymous))
    heard, unheard = ima.somebody("subject"), ima.somebody("subject")
    office = ima.caller
    owner, investigator = (
        {"role": role, "person": office(role).person, "conflict_declared_absent": True}
        for role in ("case_owner", "investigator")
    )
    first = {"role": "subject", "name": NAME, "person": heard.person}
    second = {"role": "subject", "name": OTHER, "person": unheard.person}
    framed = {"category": "integrity", "text": ALLEGED} | CONDUCT
    hearing = {"party": 1, "mode": "heard", "occurred_on": ima.today.isoformat()}
    terms = {"allegations": [1], "scope": INTERNAL}
    for by, noun, said in (
        ("intake_officer", "steps", {"step": "acknowledge", "note": ANSWER}),
        ("intake_officer", "steps", {"step": "accept_for_assessment"}),
        ("compliance_officer", "handlers", owner),
        ("compliance_officer", "handlers", investigator),
        ("case_owner", "parties", first),
        ("case_owner", "allegations", framed | {"party": 1}),
        ("executive_committee_member", "steps", {"step": "authorise_investigation"}),
        ("case_owner", "terms-of-reference", terms),
        ("case_owner", "steps", {"step": "notify_subject", "party": 1}),
        ("case_owner", "hearings", hearing | {"account": STATEMENT}),
        ("investigator", "steps", {"step": "share_draft_findings", "party": 1}),
    ):
        ima.done(office(by), case, noun, **said)
    comment = {"step": "comment_on_draft", "party": 1, "note": COMMENT}
    ima.done(heard, case, "steps", **comment)
    ima.done(office("case_owner"), case, "parties", **second)
    return Told(ima, case, reporter, heard, unheard)


def labels(history: Any) -> list[str]:
    return [one["label"] for one in history]


def test_by_the_key_of_a_mailbox_a_reporter_is_told_what_was_written_to_them(
    told: Told,
) -> None:
    history = told.history(told.reporter, purpose=PURPOSE)
    assert labels(history) == [
        "Report received from the reporter",
        "Receipt acknowledged",
    ]
    assert [one["version"] for one in history] == [1, 2]
    assert history[0]["texts"] == {"account": ACCOUNT}
    assert history[1]["texts"] == {"note": ANSWER}
    assert [one["acting_as"] for one in history] == ["reporter", "organisation"]
    assert {one["actor"] for one in history} == {None}
    said = json.dumps(history)
    for others in (NAME, ALLEGED, INTERNAL, STATEMENT, told.accused.person):
        assert others not in said


def test_that_a_reporter_reads_it_is_recorded_nowhere(told: Told) -> None:
    before = told.ima.served.log.head()
    told.history(told.reporter, purpose=PURPOSE)
    assert told.ima.served.log.head() == before


def test_an_accused_person_is_told_what_is_about_them_and_of_nobody_else(
    told: Told,
) -> None:
    history = told.history(told.accused, purpose=PURPOSE)
    assert labels(history) == [
        "Party added",
        "Allegation framed",
        "Accused party heard",
        "Person concerned commented on the draft",
    ]
    texts = [text for one in history for text in one["texts"].values()]
    assert texts == [NAME, STATEMENT, COMMENT]
    assert {number for one in history for number in one["party_numbers"]} == {1}
    heard, *_ = [one for one in history if one["topic"] == "SubjectHeard"]
    assert {one["told_on"] for one in history[:2]} == {heard["told_on"]}
    said = json.dumps(history).lower()
    for others in (*OF_THE_REPORTER, OTHER, ALLEGED, INTERNAL, told.unheard.person):
        assert others.lower() not in said, others
    assert {one["actor"] for one in history} == {None}


def test_before_they_know_of_it_there_is_no_case_for_the_accused(told: Told) -> None:
    stranger = told.ima.somebody("subject")
    for by in (told.unheard, stranger):
        hidden = by.get(f"/cases/{told.case}/history", purpose=PURPOSE)
        unknown = by.get(f"/cases/{UNKNOWN}/history", purpose=PURPOSE)
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.text == unknown.text


def test_nobody_asks_for_what_another_is_told(told: Told) -> None:
    at = f"/cases/{told.case}/history"
    assert told.accused.get(at, audience="reporter").status_code == 404
    assert told.reporter.get(at, audience="subject").status_code == 404
    assert told.accused.get(at, audience="handlers").status_code == 403
    assert told.reporter.get(at, audience="handlers").status_code == 403
    # Which party is for handlers to say: it changes nothing for the accused.
    theirs = told.history(told.accused, audience="subject", party=2)
    assert theirs == told.history(told.accused)


def test_handlers_see_what_the_reporter_and_the_accused_see(told: Told) -> None:
    officer = told.ima.caller("compliance_officer")
    asked: dict[str, Any] = {"after": told.ima.position}
    for by, whose in (
        (told.reporter, {"audience": "reporter"}),
        (told.accused, {"audience": "subject", "party": 1}),
    ):
        assert told.history(officer, **asked, **whose) == told.history(by)
    nothing = told.history(officer, **asked, audience="subject", party=2)
    assert nothing == []
    owner = told.ima.caller("case_owner")
    opened = told.history(owner, audience="subject", party=1, purpose="what they see")
    assert [*opened[2]["texts"].values()] == [STATEMENT]


def test_handlers_say_which_of_several_accused(told: Told) -> None:
    officer = told.ima.caller("compliance_officer")
    at = f"/cases/{told.case}/history"
    unsaid = officer.get(at, audience="subject")
    assert (unsaid.status_code, unsaid.json()["rule"]) == (400, "party")
    assert officer.get(at, audience="subject", party=7).status_code == 404


def test_whoever_may_not_see_the_history_sees_none_of_theirs(told: Told) -> None:
    at = f"/cases/{told.case}/history"
    for whose in ("reporter", "subject"):
        answer = told.ima.caller("access_manager").get(at, audience=whose)
        assert answer.status_code == 403
        stranger = told.ima.somebody("case_owner").get(at, audience=whose)
        assert stranger.status_code == 404


def test_pages_are_for_them_too_and_tell_no_more(told: Told) -> None:
    answer = told.page(told.accused, purpose=PURPOSE)
    assert answer.status_code == 200, answer.text
    body = re.sub(r"(?s)<head>.*?</head>", "", answer.text).lower()
    assert re.search(r"<h1>ima-\d{4}-\d{4,}</h1>", body)
    assert STATEMENT.lower() in body
    assert "what the accused is told" in body
    for others in (*OF_THE_REPORTER, OTHER, ALLEGED, INTERNAL):
        assert others.lower() not in body, others
    theirs = told.page(told.reporter, purpose=PURPOSE)
    assert ANSWER in theirs.text
    assert NAME not in theirs.text


def test_a_part_of_it_is_what_they_knew_by_a_day(told: Told) -> None:
    today = told.history(told.accused)[0]["told_on"]
    assert told.history(told.accused, known_on=today) == told.history(told.accused)
    assert told.history(told.accused, known_after=today) == []
    assert len(told.history(told.accused, since=1, limit=2)) == 2
