"""Who reported is read by nobody but whom a law gives it to, once it was weighed."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from disposing import here
from reported import Opened, opened_by, somebody
from serving import Caller, Service
from waiting import readable

from api.passages import passages
from cases.events.record import TextRead

PURPOSE = "answer to the public prosecutor"
NECESSARY = "MARKER the prosecutor has to hear whoever saw it"
TOLD = "MARKER the prosecutor learns your name, as the law demands it"
LATER = "MARKER the search of the offices would be known before"
CUSTODIAN, OFFICER = "identity_custodian", "data_protection_officer"
PROPOSAL = "identity-disclosure-proposals"
APPROVAL = "identity-disclosure-approvals"
NOTICE = "identity-disclosure-notices"
DEFERRED = "deferred-identity-disclosure-notices"


@dataclass
class Confided:
    """A report in confidence, and how far it has come that somebody learns of whom."""

    service: Service
    opened: Opened
    version: int

    @property
    def recipient(self) -> Caller:
        """An intake officer who answers the prosecutor."""
        return self.service.caller("intake_officer", "answering-1")

    def asks(self, who: str, address: str, /, **body: Any) -> Any:
        by = self.service.caller(who)
        done = by.post(f"{self.opened.at}/{address}", body, self.version)
        if done.status_code == 201:
            self.version = done.json()["version"]
        return done

    def does(self, who: str, address: str, /, **body: Any) -> None:
        done = self.asks(who, address, **body)
        assert done.status_code == 201, (address, done.text)

    def proposed(self) -> None:
        self.does("compliance_officer", PROPOSAL, **demanded(self.service))

    def approved(self) -> None:
        self.proposed()
        self.does(CUSTODIAN, APPROVAL)
        self.does(OFFICER, APPROVAL)

    def identity(self, by: Caller) -> Any:
        """What somebody gets who asks for the text that says who reported."""
        log = here(self.service).log
        (text,) = [
            one
            for one in passages(log.history(self.opened.id))
            if one.identifies and not one.keeps_out
        ]
        at = f"{self.opened.at}/texts/{text.sealed.item}"
        return by.get(at, purpose=PURPOSE, after=shown_all(self.service))


def shown_all(service: Service) -> int:
    """The last position, once all before it can be read."""
    return readable(here(service).log)


def demanded(service: Service) -> dict[str, str]:
    return {
        "recipient": "answering-1",
        "basis": "authority_investigation",
        "obligation": "BE/CIC/46bis",
        "until": (service.today() + timedelta(days=20)).isoformat(),
        "reasons": NECESSARY,
    }


@pytest.fixture
def confided(service: Service) -> Confided:
    reporter = service.caller("member", somebody())
    opened = opened_by(reporter, identity_mode="confidential")
    return Confided(service, opened, opened.version)


def test_it_opens_to_the_recipient_once_all_is_done_and_is_recorded(
    confided: Confided,
) -> None:
    reporter = confided.opened.reporter.person
    for step in (
        lambda: None,
        confided.proposed,
        lambda: confided.does(CUSTODIAN, APPROVAL),
        lambda: confided.does(OFFICER, APPROVAL),
    ):
        step()
        assert confided.identity(confided.recipient).status_code == 404
    confided.does("compliance_officer", NOTICE, notice=TOLD)
    answer = confided.identity(confided.recipient)
    assert answer.status_code == 200, answer.text
    assert reporter in answer.json()["text"]
    readings = [
        (one.event.purpose, one.envelope.actor)
        for one in here(confided.service).log.since(0, 100_000)
        if isinstance(one.event, TextRead) and confided.opened.id in one.event.cases
    ]
    assert readings == [(PURPOSE, "answering-1")]
    for role in ("intake_officer", "compliance_officer", CUSTODIAN):
        assert confided.identity(confided.service.caller(role)).status_code == 404


def test_it_closes_again_with_its_day(
    confided: Confided, monkeypatch: pytest.MonkeyPatch
) -> None:
    confided.approved()
    confided.does("compliance_officer", NOTICE, notice=TOLD)
    assert confided.identity(confided.recipient).status_code == 200
    organisations = confided.service.app.state.organisations
    ima = organisations["ima"]
    later = ima.cases.now() + timedelta(days=22)
    aged = replace(ima, cases=replace(ima.cases, now=lambda: later))
    monkeypatch.setitem(organisations, "ima", aged)
    assert confided.identity(confided.recipient).status_code == 404


def test_a_notice_put_off_is_due_on_a_day_and_hidden_until_it_is_given(
    confided: Confided,
) -> None:
    confided.approved()
    review = (confided.service.today() + timedelta(days=9)).isoformat()
    later = {"review_on": review, "reasons": LATER}
    confided.does("compliance_officer", DEFERRED, **later)
    assert confided.identity(confided.recipient).status_code == 200
    assert "disclosure" not in seen(confided, confided.opened.at)
    assert [one["messages"][1:] for one in mailbox(confided)] == [[]]
    head = shown_all(confided.service)
    officer = confided.service.caller("compliance_officer")
    clocks = officer.get(f"{confided.opened.at}/clocks", after=head).json()
    due = {one["clock"]: one["due_on"] for one in clocks}
    assert due["disclosure_notice"] == review
    confided.does("compliance_officer", NOTICE, notice=TOLD)
    ((_, notice),) = [one["messages"] for one in mailbox(confided)]
    assert (notice["by"], notice["text"]) == ("organisation", TOLD)
    assert LATER not in json.dumps(mailbox(confided))


def mailbox(confided: Confided) -> Any:
    """What the reporter finds there."""
    return json.loads(seen(confided, "/mailbox"))


def seen(confided: Confided, path: str) -> str:
    """What the reporter is shown of it by now."""
    head = shown_all(confided.service)
    answer = confided.opened.reporter.get(path, after=head)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def test_those_who_weigh_it_read_why_it_was_proposed(confided: Confided) -> None:
    confided.proposed()
    head = shown_all(confided.service)
    at = f"{confided.opened.at}/history"
    custodian = confided.service.caller(CUSTODIAN)
    shown = custodian.get(at, purpose="weighing", after=head, limit=200)
    assert NECESSARY in shown.text
    assert "Something happened." not in shown.text
    auditor = confided.service.caller("auditor").get(at, after=head, limit=200)
    (row,) = [
        one for one in auditor.json() if one["topic"] == "IdentityDisclosureProposed"
    ]
    assert row["details"]["obligation"] == "BE/CIC/46bis"
    assert confided.opened.reporter.person not in auditor.text


def waiting(confided: Confided, who: str = CUSTODIAN) -> list[tuple[str, str]]:
    """What of the case an office finds where it looks for what waits."""
    head = shown_all(confided.service)
    by = confided.service.caller(who)
    shown = by.get("/alarms", state="raised", after=head, limit=200)
    assert confided.opened.reporter.person not in shown.text
    return [
        (one["kind"], one["about"])
        for one in shown.json()["items"]
        if one["case_id"] == str(confided.opened.id)
    ]


def weighing(confided: Confided, who: str) -> set[str]:
    """What of it somebody can do now."""
    by = confided.service.caller(who)
    steps = by.get(f"{confided.opened.at}/possible-steps").json()
    return {one["address"] for one in steps} & {
        APPROVAL,
        "identity-disclosure-refusals",
    }


def test_whoever_is_asked_finds_that_a_proposal_waits(confided: Confided) -> None:
    assert waiting(confided) == []
    assert weighing(confided, CUSTODIAN) == set()
    confided.proposed()
    for office in (CUSTODIAN, OFFICER):
        assert waiting(confided, office) == [("proposed", "identity_disclosure")]
        assert len(weighing(confided, office)) == 2
    assert APPROVAL not in weighing(confided, "compliance_officer"), "who proposed it"
    confided.does(CUSTODIAN, APPROVAL)
    assert weighing(confided, CUSTODIAN) == {"identity-disclosure-refusals"}
    confided.does(OFFICER, APPROVAL)
    assert waiting(confided), "the reporter is still to be told"
    confided.does("compliance_officer", NOTICE, notice=TOLD)
    assert waiting(confided) == []
    assert weighing(confided, OFFICER) == set()


def test_an_office_that_reads_no_texts_reads_the_reasons_it_weighs(
    confided: Confided,
) -> None:
    officer, at = confided.service.caller(OFFICER), f"{confided.opened.at}/history"
    head = shown_all(confided.service)
    early = officer.get(at, purpose="weighing", after=head, limit=200)
    assert early.status_code == 403
    confided.proposed()
    head = shown_all(confided.service)
    shown = officer.get(at, purpose="weighing", after=head, limit=200)
    assert NECESSARY in shown.text
    assert "Something happened." not in shown.text
    assert confided.opened.reporter.person not in shown.text
    (reasons,) = [
        one
        for one in passages(here(confided.service).log.history(confided.opened.id))
        if one.step == "propose_identity_disclosure"
    ]
    text = f"{confided.opened.at}/texts/{reasons.sealed.item}"
    assert officer.get(text, purpose="weighing").json()["text"] == NECESSARY
    readings = [
        one.event.item_fields
        for one in here(confided.service).log.since(0, 100_000)
        if isinstance(one.event, TextRead)
        and one.envelope.acting_as == OFFICER
        and confided.opened.id in one.event.cases
    ]
    assert readings == [("reasons",)] * 2
    assert confided.identity(officer).status_code == 403
    auditor = confided.service.caller("auditor")
    assert auditor.get(text, purpose="looking").status_code == 403


def test_what_is_refused_names_rule_clause_and_field(confided: Confided) -> None:
    confided.proposed()
    confided.does(CUSTODIAN, APPROVAL)
    for who, address, body, clause in (
        (CUSTODIAN, APPROVAL, {}, "16(2)"),
        ("compliance_officer", APPROVAL, {}, "16(2)"),
        ("compliance_officer", NOTICE, {"notice": TOLD}, "16(3)"),
        ("compliance_officer", PROPOSAL, demanded(confided.service), "16(2)"),
    ):
        refused = confided.asks(who, address, **body)
        assert refused.status_code == 409, refused.text
        assert refused.json()["rule"] == "refused"
        assert clause in refused.json()["clause"]
        assert "MARKER" not in refused.text
    late = demanded(confided.service) | {"until": "2099-01-01"}
    confided.does(OFFICER, "identity-disclosure-refusals", reasons=NECESSARY)
    refused = confided.asks("compliance_officer", PROPOSAL, **late)
    assert (refused.status_code, refused.json()["pointer"]) == (409, "/until")
    assert confided.asks("investigator", PROPOSAL, **late).status_code == 404
