"""A report over HTTP, as the beginning of other tests."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from serving import Caller, Service

REPORT = {
    "case_type": "breach_report",
    "opening": "speak_up",
    "channel": "web",
    "identity_mode": "named",
    "received_on": "2026-01-05",
    "account": "Something happened.",
}
UNKNOWN = "0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"


@dataclass
class Opened:
    """A case that has just been reported, and whoever reported it."""

    reporter: Caller
    at: str
    version: int
    position: int

    @property
    def id(self) -> UUID:
        """The case."""
        return UUID(self.at.rpartition("/")[2])


def somebody() -> str:
    """A pseudonym that nobody has."""
    return f"p-{uuid4().hex[:12]}"


def opened_by(reporter: Caller, **more: object) -> Opened:
    """A report just made."""
    receipt = reporter.post("/reports", REPORT | more).json()
    at = f"/cases/{receipt['case']}"
    return Opened(reporter, at, receipt["version"], receipt["position"])


def in_register(service: Service, person: str) -> None:
    """IMA's register of members knows somebody, since long ago."""
    body = {
        "case_type": "membership",
        "opening": "record_member",
        "facts": {"national_committee": "committee-be", "joined_on": "2019-05-01"},
        "account": "A member for many years.",
    }
    committee = service.caller("national_committee")
    recorded = committee.post("/disclosures", body, On_Behalf_Of=person)
    assert recorded.status_code == 201, recorded.text


def excluded(service: Service, opened: Opened) -> Caller:
    """A compliance officer who is kept away from the case."""
    person = f"p-{uuid4().hex[:8]}"
    officer = service.caller("compliance_officer")
    body = {"person": person, "reason": "relative"}
    done = officer.post(f"{opened.at}/exclusions", body, opened.version)
    assert done.status_code == 201, done.text
    officer.get(opened.at, after=done.json()["position"])
    return service.caller("compliance_officer", person)
