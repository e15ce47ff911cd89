"""Who reported is made known where a law demands it, at IMS and at IOM as at IMA."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from reported import REPORT, somebody
from serving import Caller, Service
from waiting import readable

from api.passages import passages

SERVED = ("ims", "iom")
PURPOSE = "answer to the public prosecutor"
NECESSARY = "MARKER the court has to hear whoever saw it"
TOLD = "MARKER the court learns your name, as the law demands it"
KEPT_OUT = "p-feared"
PROPOSAL = "identity-disclosure-proposals"
APPROVAL = "identity-disclosure-approvals"
REFUSAL = "identity-disclosure-refusals"
NOTICE = "identity-disclosure-notices"


@dataclass(frozen=True)
class Way:
    """Who does what in an organisation."""

    organisation: str
    opening: str
    proposes: str
    approve: tuple[str, str]
    refuses: str
    not_asked: str
    recipient: str


WAYS = (
    Way(
        organisation="ims",
        opening="speak_up",
        proposes="external_function",
        approve=("identity_custodian", "compliance_officer"),
        refuses="data_protection_officer",
        not_asked="external_function",
        recipient="intake_officer",
    ),
    Way(
        organisation="iom",
        opening="report",
        proposes="legal_affairs",
        approve=("ethics_office", "data_protection_officer"),
        refuses="identity_custodian",
        not_asked="legal_affairs",
        recipient="legal_affairs",
    ),
)


@dataclass
class Confided:
    """A report in confidence, whose reporter keeps somebody out of office."""

    service: Service
    way: Way
    reporter: Caller
    case: Any
    version: int

    def caller(self, role: str, person: str = "") -> Caller:
        return self.service.caller(role, person, self.way.organisation)

    def asks(self, who: str, address: str, /, **body: Any) -> Any:
        done = self.caller(who).post(
            f"/cases/{self.case}/{address}", body, self.version
        )
        if done.status_code == 201:
            self.version = done.json()["version"]
        return done

    def does(self, who: str, address: str, /, **body: Any) -> None:
        done = self.asks(who, address, **body)
        assert done.status_code == 201, (who, address, done.text)

    def proposed(self) -> None:
        until = self.service.today(self.way.organisation) + timedelta(days=20)
        self.does(
            self.way.proposes,
            PROPOSAL,
            recipient="answering-1",
            basis="judicial_proceedings",
            obligation="DK/RPL/804",
            until=until.isoformat(),
            reasons=NECESSARY,
        )

    @property
    def log(self) -> Any:
        return self.service.app.state.organisations[self.way.organisation].log

    def text(self, by: Caller, *, keeps_out: bool = False) -> Any:
        """What somebody gets who asks who reported, or who is kept out of office."""
        (found,) = [
            one
            for one in passages(self.log.history(UUID(self.case)))
            if one.identifies and one.keeps_out == keeps_out
        ]
        at = f"/cases/{self.case}/texts/{found.sealed.item}"
        return by.get(at, purpose=PURPOSE, after=self.last())

    def last(self) -> int:
        """The last position, once all before it can be read."""
        return readable(self.log)


@pytest.fixture(params=WAYS, ids=lambda way: way.organisation)
def confided(service: Service, request: pytest.FixtureRequest) -> Confided:
    way: Way = request.param
    reporter = service.caller("member", somebody(), way.organisation)
    said = {"opening": way.opening, "identity_mode": "confidential"}
    receipt = reporter.post("/reports", REPORT | said | {"no_office_for": [KEPT_OUT]})
    assert receipt.status_code == 201, receipt.text
    made = receipt.json()
    return Confided(service, way, reporter, made["case"], made["version"])


def test_two_offices_approve_the_reporter_is_told_and_it_opens_to_one(
    confided: Confided,
) -> None:
    way = confided.way
    recipient = confided.caller(way.recipient, "answering-1")
    confided.proposed()
    for office in way.approve:
        assert confided.text(recipient).status_code in (403, 404)
        confided.does(office, APPROVAL)
    assert confided.text(recipient).status_code in (403, 404)
    confided.does(way.proposes, NOTICE, notice=TOLD)
    answer = confided.text(recipient)
    assert answer.status_code == 200, answer.text
    assert answer.json()["text"] == f"reported by {confided.reporter.person}"
    for office in (way.refuses, *way.approve):
        if office != way.recipient:
            assert confided.text(confided.caller(office)).status_code in (403, 404)
    (mine,) = confided.reporter.get("/mailbox", after=confided.last()).json()
    assert TOLD in [one["text"] for one in mine["messages"]]
    assert NECESSARY not in json.dumps(mine)


def test_the_identity_is_shown_alone(confided: Confided) -> None:
    way = confided.way
    confided.proposed()
    for office in way.approve:
        confided.does(office, APPROVAL)
    confided.does(way.proposes, NOTICE, notice=TOLD)
    recipient = confided.caller(way.recipient, "answering-1")
    assert KEPT_OUT not in confided.text(recipient).text
    assert confided.text(recipient, keeps_out=True).status_code in (403, 404)


def test_any_of_the_three_refuses_it_and_no_other_office_is_asked(
    confided: Confided,
) -> None:
    way = confided.way
    confided.proposed()
    assert confided.asks(way.not_asked, APPROVAL).status_code == 403
    confided.does(way.approve[0], APPROVAL)
    again = confided.asks(way.approve[0], APPROVAL)
    assert (again.status_code, again.json()["rule"]) == (409, "refused")
    confided.does(way.refuses, REFUSAL, reasons=NECESSARY)
    late = confided.asks(way.approve[1], APPROVAL)
    assert late.status_code == 409
    assert "16(2)" in late.json()["clause"]
    assert NECESSARY not in late.text
