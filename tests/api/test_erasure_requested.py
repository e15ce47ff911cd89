"""Scenario 16: one person, a case that is held and a case that is due."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from disposing import PAST, carry_out, does, ended, here, texts
from happened import excluded
from projected import envelope
from reported import Opened, opened_by, somebody
from serving import Caller, Service

from cases.actors import SYSTEM

WORDS = "MARKER what was seen"
HEARD = "MARKER what they answer"
CONDUCT = {"conduct_from": "2026-01-02", "conduct_until": "2026-01-03"}


@dataclass
class Asking:
    """Somebody who is accused in one case, and a witness in another."""

    service: Service
    person: str
    held: UUID
    due: UUID
    hidden: UUID
    at: str = ""

    def caller(self) -> Caller:
        """Whoever asks."""
        return self.service.caller("member", self.person)

    def ask(self, right: str = "erasure") -> None:
        """The request is made."""
        body = {
            "case_type": "data_subject_request",
            "opening": "ask",
            "facts": {"right": right, "asked_on": "2026-01-12"},
            "account": "Please erase me.",
        }
        opened = self.caller().post("/disclosures", body)
        assert opened.status_code == 201, opened.text
        self.at = f"/cases/{opened.json()['case']}"

    def does(self, who: str, address: str, **body: Any) -> Any:
        """Something is asked for in the request, and the answer."""
        return does(self.service, who, self.at, address, **body)

    def decide(self) -> None:
        """The officer decides on what the person knows of."""
        what = [{"case": str(one), "what": "content"} for one in (self.held, self.due)]
        done = self.does("data_protection_officer", "erasure-decisions", texts=what)
        assert done.status_code == 201, done.text

    def shown(self, by: Caller) -> Any:
        """What becomes of it all."""
        answer = by.get(f"{self.at}/erasure", after=here(self.service).log.head())
        assert answer.status_code == 200, answer.text
        return answer.json()


def did(service: Service, opened: Opened, who: str, address: str, **body: Any) -> None:
    done = does(service, who, opened.at, address, **body)
    assert done.status_code == 201, (address, done.text)


def handled(service: Service, opened: Opened) -> None:
    """Somebody is responsible, and somebody investigates."""
    did(service, opened, "intake_officer", "steps", step="acknowledge")
    did(service, opened, "intake_officer", "steps", step="accept_for_assessment")
    for role in ("case_owner", "investigator"):
        who = {"role": role, "person": service.caller(role).person}
        declared = who | {"conflict_declared_absent": True}
        did(service, opened, "compliance_officer", "handlers", **declared)


def accused(service: Service, opened: Opened, person: str, *, told: bool) -> None:
    """The person is accused, and told so or not."""
    handled(service, opened)
    party = {"role": "subject", "name": "Person A", "person": person}
    did(service, opened, "case_owner", "parties", **party)
    framed = {"party": 1, "category": "integrity", "text": "It is alleged."} | CONDUCT
    did(service, opened, "case_owner", "allegations", **framed)
    if told:
        heard = {"party": 1, "mode": "heard", "occurred_on": "2026-01-09"}
        did(service, opened, "case_owner", "steps", step="notify_subject")
        did(service, opened, "case_owner", "hearings", account=HEARD, **heard)


def asked_as_witness(service: Service, opened: Opened, person: str) -> None:
    """Another is accused, and the person was interviewed."""
    accused(service, opened, somebody(), told=False)
    witness = {"role": "witness", "name": "Person W", "person": person}
    did(service, opened, "case_owner", "parties", **witness)
    committee = "executive_committee_member"
    did(service, opened, committee, "steps", step="authorise_investigation")
    terms = {"allegations": [1], "scope": "What happened."}
    did(service, opened, "case_owner", "terms-of-reference", **terms)
    interview = {"kind": "interview", "occurred_on": "2026-01-08", "party": 2}
    said = interview | {"allegations": [1], "account": "MARKER testimony"}
    did(service, opened, "investigator", "investigation-steps", **said)


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
    service.caller("auditor").get("/cases", after=here(service).log.head())
    carry_out(service)
    assert texts(service, asking.due) == 0
    assert texts(service, asking.held) == before
    answer = asking.shown(asking.caller())["concerning"]
    assert sorted((one["erased"], one["stays"]) for one in answer) == [
        (False, "hold"),
        (True, None),
    ]


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
    officer, head = service.caller("data_protection_officer"), here(service).log.head()
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
