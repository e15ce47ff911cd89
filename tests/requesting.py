"""Somebody who is a party of cases, and asks what becomes of their data."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from disposing import does, here
from reported import Opened, somebody
from serving import Caller, Service
from waiting import readable

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
        readable(here(self.service).log)
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
