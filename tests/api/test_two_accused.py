"""Two accused in one case over HTTP: one lets the decision stand, one wins in part."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import pytest
from reported import Opened, in_register, opened_by
from serving import Caller, Service

CONDUCT: Final = {"conduct_from": "2026-01-02", "conduct_until": "2026-01-03"}
COMMITTEE: Final = "executive_committee_member"


@dataclass
class Tried:
    """A case against two, and how far it has come."""

    service: Service
    opened: Opened
    first: Caller
    second: Caller
    version: int
    position: int = 0

    @property
    def today(self) -> str:
        """As the place has it."""
        return self.in_days(0)

    def in_days(self, days: int) -> str:
        """A day from now."""
        return (self.service.today() + timedelta(days=days)).isoformat()

    def does(self, who: Caller | str, address: str, **body: Any) -> Any:
        """Something that is granted."""
        answer = self.asks(who, address, **body)
        assert answer.status_code == 201, (address, answer.text)
        self.version = answer.json()["version"]
        self.position = answer.json()["position"]
        return answer.json()

    def asks(self, who: Caller | str, address: str, **body: Any) -> Any:
        """Something that may be refused."""
        by = self.service.caller(who) if isinstance(who, str) else who
        return by.post(f"{self.opened.at}/{address}", body, self.version)

    def step(self, who: Caller | str, step: str, **facts: Any) -> Any:
        """A step that only moves the procedure on."""
        return self.does(who, "steps", step=step, facts=facts)

    def reads(self, path: str = "", **asked: str) -> Any:
        """What a compliance officer sees, once it is shown."""
        officer = self.service.caller("compliance_officer")
        found = officer.get(f"{self.opened.at}{path}", after=self.position, **asked)
        assert found.status_code == 200, found.text
        return found.json()

    def history(self, of: Caller) -> Any:
        """What somebody is told of it, once it is shown."""
        found = of.get(f"{self.opened.at}/history", after=self.position, limit=200)
        assert found.status_code == 200, found.text
        return found.json()

    def offered(self, to: Caller) -> dict[str, Any]:
        """What somebody can do now, and until when."""
        answer = to.get(f"{self.opened.at}/possible-steps")
        assert answer.status_code == 200, answer.text
        assert answer.headers["etag"] == f'"{self.version}"'
        return {one["step"]: one["until"] for one in answer.json()}


@pytest.fixture
def tried(service: Service) -> Tried:
    """Two were heard; the first is found to have done two things, the second one."""
    opened = opened_by(service.caller("member", f"p-{uuid4().hex[:8]}"))
    first, second = (
        service.caller("subject", f"p-{uuid4().hex[:8]}") for _ in range(2)
    )
    case = Tried(service, opened, first, second, opened.version)
    investigated(case)
    decided(case)
    return case


def investigated(case: Tried) -> None:
    case.step("intake_officer", "acknowledge")
    case.step("intake_officer", "accept_for_assessment")
    for role in ("case_owner", "investigator"):
        handler = {"role": role, "person": f"demo.{role}"}
        case.does(
            "compliance_officer", "handlers", **handler, conflict_declared_absent=True
        )
    for accused in (case.first, case.second):
        in_register(case.service, accused.person)
        person = {"name": "Somebody", "person": accused.person}
        case.does("case_owner", "parties", role="subject", **person)
    case.does("case_owner", "parties", role="witness", name="Person W")
    for party, category in ((1, "integrity"), (2, "integrity"), (1, "social_media")):
        said = {"party": party, "category": category, "text": "It happened."}
        case.does("case_owner", "allegations", **said, **CONDUCT)
    case.does(
        "case_owner",
        "evidence",
        kind="document",
        custodian="demo.case_owner",
        taken_on=case.today,
        description="A letter.",
    )
    for party in (1, 2):
        case.does("case_owner", "steps", step="notify_subject", party=party)
        heard = {"mode": "declined", "occurred_on": case.today}
        case.does("case_owner", "hearings", party=party, **heard)
    case.step(COMMITTEE, "settle_by_assessment", settled_because="facts_admitted")


def decided(case: Tried) -> None:
    present = [f"demo.{COMMITTEE}", "p-2", "p-3"]
    case.does(COMMITTEE, "deciders", body="executive_committee", present=present)
    for member in present:
        by = case.service.caller(COMMITTEE, member)
        case.does(by, "conflict-declarations", conflict=False)
    for number in (1, 2, 3):
        found = {"finding": "established", "evidence": [1], "reasons": "It was so."}
        case.does(COMMITTEE, "determinations", allegation=number, **found)
    for party, numbers in ((1, [1, 3]), (2, [2])):
        imposed(case, "suspension_of_membership", party=party, allegations=numbers)
    case.step(COMMITTEE, "conclude_decision")


def imposed(case: Tried, measure: str, **said: Any) -> None:
    said |= {"effective_on": case.today, "reasons": "It was grave."}
    case.does(COMMITTEE, "measures", measure=measure, **said)


def told(case: Tried, *parties: int) -> None:
    for party in parties:
        day = case.today
        case.does("case_owner", "notifications", party=party, notified_on=day)


def reviewed(case: Tried) -> None:
    """Others find that one of two things was not shown, and a warning to be enough."""
    panel = ["demo.appeal_panel_member", "p-5", "p-6"]
    for member in panel:
        by = case.service.caller("appeal_panel_member", member)
        case.does(by, "conflict-declarations", conflict=False, appeal=1)
    case.does(
        "appeal_panel_member",
        "appeal-decisions",
        appeal=1,
        body="appeal_panel",
        panel=panel,
        outcome="varied",
        allegations=[3],
        reasons="One of the two was not shown.",
    )
    case.does(
        "appeal_panel_member",
        "measure-replacements",
        appeal=1,
        measure="written_warning",
        allegations=[1],
        effective_on=case.today,
        reasons="For what is left a warning is enough.",
    )


def refused(answer: Any, status: int, said: str) -> Any:
    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert said in problem["detail"], problem
    assert "not from the code" in problem["clause"]
    return problem


def test_one_waives_and_one_appeals_and_wins_in_part(tried: Tried) -> None:
    told(tried, 1, 2)
    tried.does(tried.second, "appeal-waivers", statement="I accept it.")
    tried.does(tried.first, "appeals", grounds="Only one of the two is true.")
    assert tried.reads()["phase"] == "appeal_pending"
    assert tried.reads()["open_appeals"] == [1]
    clocks = {(c["clock"], c["party"]): c["state"] for c in tried.reads("/clocks")}
    assert clocks["appeal_window", 1] == "met"
    assert clocks["appeal_window", 2] == "stopped"
    assert clocks["appeal_decision", 1] == "running"
    reviewed(tried)
    stand = {"step": "let_decision_stand"}
    refused(tried.asks("case_owner", "steps", **stand), 409, "became of an appeal")
    day = tried.today
    tried.does("case_owner", "appeal-notifications", appeal=1, notified_on=day)
    tried.step("case_owner", "let_decision_stand")
    tried.step("intake_officer", "give_final_feedback", feedback="given")
    close = {"step": "close_with_violation"}
    refused(tried.asks("case_owner", "steps", **close), 409, "is not carried out")
    for who, step, facts in (
        ("case_owner", "inform_national_committee", {"national_committee": "nepal"}),
        ("national_committee", "carry_out_measure", {}),
    ):
        tried.does(who, "steps", step=step, party=2, facts=facts)
    tried.step("case_owner", "close_with_violation")
    found = tried.reads()
    assert (found["outcome"], found["open_appeals"]) == ("violation", [])
    labels = [
        (one["topic"], one["party_numbers"])
        for one in tried.reads("/history", limit="200")
    ]
    for topic, parties in (
        ("DecisionNotified", [1]),
        ("DecisionNotified", [2]),
        ("AppealWaived", [2]),
        ("AppealLodged", [1]),
        ("AppealDecided", [1]),
        ("MeasureImposed", [1]),
        ("AppealDecisionNotified", [1]),
    ):
        assert (topic, parties) in labels


def test_a_case_waits_for_the_time_of_each_accused(tried: Tried) -> None:
    told(tried, 1)
    stand = {"step": "let_decision_stand"}
    refused(tried.asks("case_owner", "steps", **stand), 409, "not been told")
    told(tried, 2)
    tried.does(tried.first, "appeal-waivers")
    problem = refused(tried.asks("case_owner", "steps", **stand), 409, "still be")
    assert problem["until"] >= tried.in_days(30)
    tried.does(tried.second, "appeal-waivers")
    tried.step("case_owner", "let_decision_stand")


def test_a_case_is_of_the_national_committees_of_both(tried: Tried) -> None:
    told(tried, 1, 2)
    for accused in (tried.first, tried.second):
        tried.does(accused, "appeal-waivers")
    tried.step("case_owner", "let_decision_stand")
    inform = {"step": "inform_national_committee"}
    for party, unit in ((1, "nepal"), (2, "kenya"), (1, "nepal")):
        where = {"national_committee": unit}
        tried.does("case_owner", "steps", **inform, party=party, facts=where)
    assert tried.reads()["units"] == ["kenya", "nepal"]
    officer = tried.service.caller("compliance_officer")
    for unit, found in (("kenya", True), ("nepal", True), ("peru", False)):
        for path in ("/cases", "/clocks"):
            rows = officer.get(path, after=tried.position, unit=unit).json()["items"]
            assert (str(tried.opened.id) in {one["case_id"] for one in rows}) == found


def test_each_sees_and_does_their_own_and_learns_nothing_of_the_other(
    tried: Tried,
) -> None:
    told(tried, 1)
    assert tried.offered(tried.second) == {}
    assert tried.offered(tried.first).keys() == {"lodge_appeal", "waive_appeal"}
    early = refused(tried.asks(tried.second, "appeals", grounds="…"), 409, "notified")
    told(tried, 2)
    before = tried.offered(tried.second)
    assert before["lodge_appeal"] >= tried.in_days(30)
    draft = {"step": "comment_on_draft"}
    same = tried.asks(tried.second, "steps", **draft).json()
    theirs = tried.history(tried.second)
    tried.does(tried.first, "appeals", grounds="Only one of the two is true.")
    assert tried.offered(tried.second) == before
    assert tried.offered(tried.first) == {"withdraw_appeal": None}
    reviewed(tried)
    assert tried.offered(tried.second) == before
    assert tried.offered(tried.first) == {}
    again = tried.asks(tried.second, "steps", **draft).json()
    assert {**again, "id": ""} == {**same, "id": ""}
    for phase in ("decided", "appeal"):
        assert phase not in again["detail"]
    assert "appeal" not in early["detail"]
    assert theirs
    assert tried.history(tried.second) == theirs
    assert len(tried.history(tried.first)) > len(theirs)
    for path in ("", "/clocks"):
        assert tried.second.get(f"{tried.opened.at}{path}").status_code == 403
    own = tried.second.get(f"{tried.opened.at}/own-texts", purpose="own words")
    assert own.json() == []


@pytest.mark.parametrize("party", [1, 3, 9])
def test_nobody_appeals_or_waives_for_somebody_else(tried: Tried, party: int) -> None:
    told(tried, 1, 2)
    for address, more in (("appeals", {"grounds": "…"}), ("appeal-waivers", {})):
        answer = tried.asks(tried.second, address, party=party, **more)
        refused(answer, 403, "a party speaks for themselves")
    stranger = tried.service.caller("subject", f"p-{uuid4().hex[:8]}")
    assert tried.asks(stranger, "appeals", grounds="…").status_code == 404


def test_a_second_appeal_and_one_after_a_waiver_are_refused(tried: Tried) -> None:
    told(tried, 1, 2)
    tried.does(tried.first, "appeals", grounds="It was not so.")
    refused(tried.asks(tried.first, "appeals", grounds="…"), 409, "has appealed")
    refused(tried.asks(tried.first, "appeal-waivers"), 409, "has appealed")
    tried.does(tried.second, "appeal-waivers")
    refused(tried.asks(tried.second, "appeals", grounds="…"), 409, "has waived")


def test_a_witness_is_not_notified_but_told(tried: Tried) -> None:
    day = tried.today
    asked = tried.asks("case_owner", "notifications", party=3, notified_on=day)
    problem = refused(asked, 409, "no determination concerns the party")
    assert problem["awaits"] == [
        {"step": "make_decision_known", "address": "announcements"}
    ]
    tried.does("case_owner", "announcements", party=3, told_on=day, text="Thank you.")
    assert tried.reads("/history", limit="200")[-1]["label"] == (
        "Decision made known to another party"
    )
