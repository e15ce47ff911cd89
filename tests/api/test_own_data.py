"""Scenario 17: a copy of one's own data betrays neither a reporter nor a witness."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from disposing import here
from reported import UNKNOWN, Opened, opened_by, somebody
from serving import Caller, Service

from cases.events.record import TextRead

PURPOSE = "access to own data"
WORDS = "MARKER what the reporter saw"
ALLEGED = "MARKER what is alleged"
STATEMENT = "MARKER what the accused answers"
CALM = "MARKER why there is to be calm"
COMMITTEE = "executive_committee_member"
WITNESS = "MARKER the name of the witness"
TESTIMONY = "MARKER what the witness said"
CONDUCT = {"conduct_from": "2026-01-02", "conduct_until": "2026-01-03"}


@dataclass
class Matter:
    """A report against somebody, and how far it has come."""

    service: Service
    opened: Opened
    version: int
    accused: str
    witness: str
    position: int = 0

    def does(self, who: str, address: str, /, **body: Any) -> None:
        """Something that is granted."""
        by = self.service.caller(who)
        done = by.post(f"{self.opened.at}/{address}", body, self.version)
        assert done.status_code == 201, (address, done.text)
        self.version, self.position = done.json()["version"], done.json()["position"]

    def hear(self) -> None:
        """The accused is told, and answers."""
        told = {"party": 1, "mode": "heard", "occurred_on": "2026-01-09"}
        self.does("case_owner", "steps", step="notify_subject")
        self.does("case_owner", "hearings", account=STATEMENT, **told)

    def request(self, person: str, role: str = "member") -> tuple[str, Caller]:
        """A request of somebody for a copy, and its address."""
        by = self.service.caller(role, person)
        asked = {"right": "access", "asked_on": "2026-01-12"}
        body = {"case_type": "data_subject_request", "opening": "ask", "facts": asked}
        opened = by.post("/disclosures", {**body, "account": "What do you hold?"})
        assert opened.status_code == 201, opened.text
        self.position = opened.json()["position"]
        return f"/cases/{opened.json()['case']}", by

    def given(self, person: str) -> Any:
        """The copy of somebody's data, once it was given to them."""
        at, by = self.request(person)
        officer = self.service.caller("data_protection_officer")
        done = officer.post(f"{at}/steps", {"step": "give_copy"}, 2)
        assert done.status_code == 201, done.text
        answer = by.get(
            f"{at}/own-data", purpose=PURPOSE, after=done.json()["position"]
        )
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def matter(service: Service) -> Matter:
    """Somebody is accused, and does not know yet; a witness was asked."""
    opened = opened_by(service.caller("member", somebody()), account=WORDS)
    found = Matter(service, opened, opened.version, somebody(), somebody())
    owner, investigator = (
        {
            "role": role,
            "person": service.caller(role).person,
            "conflict_declared_absent": True,
        }
        for role in ("case_owner", "investigator")
    )
    accused = {"role": "subject", "name": "Person A", "person": found.accused}
    witness = {"role": "witness", "name": WITNESS, "person": found.witness}
    framed = {"party": 1, "category": "integrity", "text": ALLEGED} | CONDUCT
    terms = {"allegations": [1], "scope": "What happened."}
    asked = {"kind": "interview", "occurred_on": "2026-01-08", "allegations": [1]}
    for role, address, body in (
        ("intake_officer", "steps", {"step": "acknowledge"}),
        ("intake_officer", "steps", {"step": "accept_for_assessment"}),
        ("compliance_officer", "handlers", owner),
        ("compliance_officer", "handlers", investigator),
        ("case_owner", "parties", accused),
        ("case_owner", "parties", witness),
        ("case_owner", "allegations", framed),
        ("executive_committee_member", "steps", {"step": "authorise_investigation"}),
        ("case_owner", "terms-of-reference", terms),
        (
            "investigator",
            "investigation-steps",
            asked | {"party": 2, "account": TESTIMONY},
        ),
    ):
        found.does(role, address, **body)
    return found


def texts(copy: Any) -> list[str]:
    """All that is opened in a copy."""
    return [
        text
        for matter in (*copy["concerning"], *copy["opened"])
        for datum in matter["data"]
        for text in datum["texts"].values()
    ]


def test_an_accused_person_gets_what_is_about_them_and_of_nobody_else(
    matter: Matter,
) -> None:
    matter.hear()
    copy = matter.given(matter.accused)
    assert {"Person A", STATEMENT} <= {*texts(copy)}
    (found,) = copy["concerning"]
    facts = {datum["what"]: datum["facts"] for datum in found["data"]}
    assert facts["Allegation framed"]["category"] == "integrity"
    said = json.dumps(copy).lower()
    for betraying in (
        *(WORDS, ALLEGED, WITNESS, TESTIMONY, matter.opened.reporter.person),
        *(matter.witness, "report", "witness", "breach", "speak_up"),
    ):
        assert betraying.lower() not in said


def test_whoever_keeps_to_measures_until_it_is_decided_is_told_them_and_why(
    matter: Matter,
) -> None:
    day = matter.service.today().isoformat()
    ordered = {"measures": ["no_contact"], "effective_on": day, "reasons": CALM}
    matter.does(COMMITTEE, "interim-measures", party=1, **ordered)
    copy = matter.given(matter.accused)
    assert CALM in texts(copy)
    (found,) = copy["concerning"]
    facts = {datum["what"]: datum["facts"] for datum in found["data"]}
    told = facts["Measures ordered until it is decided"]
    assert (told["measures"], told["effective_on"]) == (["no_contact"], day)
    assert ALLEGED not in json.dumps(copy)
    assert matter.opened.reporter.person not in json.dumps(copy)


def test_before_they_know_of_it_there_is_nothing(matter: Matter) -> None:
    assert matter.given(matter.accused)["concerning"] == []
    assert matter.given(somebody())["concerning"] == []


def test_a_reporter_gets_their_own_words_and_not_the_accused(matter: Matter) -> None:
    matter.hear()
    copy = matter.given(matter.opened.reporter.person)
    assert WORDS in texts(copy)
    assert copy["concerning"] == []
    said = json.dumps(copy)
    for other in ("Person A", STATEMENT, ALLEGED, WITNESS, matter.accused):
        assert other not in said


def test_a_witness_gets_what_is_about_them_alone(matter: Matter) -> None:
    copy = matter.given(matter.witness)
    assert WITNESS in texts(copy)
    said = json.dumps(copy)
    for other in ("Person A", WORDS, ALLEGED, matter.accused):
        assert other not in said


def test_whoever_is_accused_while_they_read_is_shown_nothing_of_it(
    matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = here(matter.service).vault
    record, read = vault._record, []

    def meanwhile_accused(*reading: Any) -> None:
        record(*reading)
        changed = {"role": "subject", "reasons": "They took part in it."}
        if not read:
            matter.does("case_owner", "party-role-changes", party=2, **changed)
        read.append(reading)

    monkeypatch.setattr(vault, "_record", meanwhile_accused)
    copy = matter.given(matter.witness)
    assert len(read) == 2, "what is about them, and what they wrote"
    assert copy["concerning"] == []
    assert WITNESS not in json.dumps(copy)


def test_whoever_prepares_it_sees_what_there_is_and_no_text(matter: Matter) -> None:
    matter.hear()
    officer = matter.service.caller("data_protection_officer")
    at, _ = matter.request(matter.accused)
    answer = officer.get(f"{at}/own-data", after=matter.position)
    (found,) = answer.json()["concerning"]
    assert {*texts(answer.json())} == {None}
    assert found["withheld"] is None
    opened = officer.get(f"{at}/own-data", purpose=PURPOSE)
    assert opened.status_code == 403
    at, _ = matter.request(matter.opened.reporter.person)
    answer = officer.get(f"{at}/own-data", after=matter.position)
    assert answer.json() == {"concerning": [], "opened": []}


def test_whoever_is_kept_away_from_a_case_is_not_shown_it_here_either(
    matter: Matter,
) -> None:
    matter.hear()
    at, _ = matter.request(matter.accused)
    officer = matter.service.caller("data_protection_officer", somebody())
    shown = officer.get(f"{at}/own-data", after=matter.position).json()
    assert len(shown["concerning"]) == 1
    away = {"person": officer.person, "reason": "relative"}
    matter.does("compliance_officer", "exclusions", **away)
    answer = officer.get(f"{at}/own-data", after=matter.position)
    assert answer.json() == {"concerning": [], "opened": []}


def test_it_is_said_to_them_alone_what_is_withheld(matter: Matter) -> None:
    at, _ = matter.request(matter.accused)
    officer = matter.service.caller("data_protection_officer")
    (found,) = officer.get(f"{at}/own-data", after=matter.position).json()["concerning"]
    assert found["data"] == []
    assert "does not know of it" in found["withheld"]


def test_nothing_is_given_before_the_officer_gives_it(matter: Matter) -> None:
    at, by = matter.request(matter.accused)
    answer = by.get(f"{at}/own-data", purpose=PURPOSE, after=matter.position)
    assert (answer.status_code, answer.json()["clause"]) == (
        409,
        "not from the code: GDPR Art. 15(3)",
    )


def test_a_copy_is_for_whoever_asked_and_for_nobody_else(matter: Matter) -> None:
    at, _ = matter.request(matter.accused)
    for stranger in (
        matter.service.caller("member", somebody()),
        matter.service.caller("investigator"),
        matter.service.caller("auditor"),
    ):
        answer = stranger.get(f"{at}/own-data", after=matter.position)
        assert answer.status_code == 404, answer.text
    member = matter.service.caller("member", somebody())
    assert member.get(f"/cases/{UNKNOWN}/own-data").status_code == 404
    assert matter.opened.reporter.get(f"{matter.opened.at}/own-data").status_code == 404


def test_that_it_was_read_is_recorded(matter: Matter) -> None:
    matter.hear()
    matter.given(matter.accused)
    log = matter.service.app.state.organisations["ima"].log
    (reading,) = (
        one.event
        for one in log.since(0, 100_000)
        if isinstance(one.event, TextRead)
        and one.envelope.actor == matter.accused
        and matter.opened.id in one.event.cases
        and "name" in one.event.item_fields
    )
    assert reading.purpose == PURPOSE
