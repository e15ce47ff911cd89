"""An organisation over HTTP that keeps mandates: who holds which office, who acts."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from acting import Staff, named
from reactor import react
from serving import Caller

from cases.events.event import Event


@dataclass
class Offices:
    """An organisation that keeps mandates, and who was given one."""

    staff: Staff
    given: list[Caller] = field(default_factory=list)

    @property
    def _giving(self) -> Caller:
        return self.staff.caller("access_manager", "access-1")

    def holder(self, role: str, in_days: int = 0) -> Caller:
        """Somebody who holds the office, from today or a later day on."""
        new = self.staff.somebody(role)
        body = {"role": role, "persons": [new.person]}
        begins = self.staff.today + timedelta(days=in_days)
        body["valid_from"] = begins.isoformat()
        answer = self._giving.post("/mandates", body)
        assert answer.status_code == 201, answer.text
        self.given.append(new)
        return new

    def end(self, one: Caller) -> None:
        """They hold it no longer, and the day for it has come."""
        body = {"role": one.role, "persons": [one.person]}
        body["valid_until"] = self.staff.today.isoformat()
        answer = self._giving.post("/ended-mandates", body)
        assert answer.status_code == 201, answer.text
        self.given.remove(one)
        self.staff.wait(0)

    def follow_up(self) -> None:
        react(self.staff.service, self.staff.organisation, self.staff.now)
        self.staff.position = self.staff.served.log.head()


def events(offices: Offices, case: str) -> list[Event]:
    history = offices.staff.served.log.history(UUID(case))
    return [recorded.event for recorded in history]


def possible(by: Caller, case: str) -> set[str]:
    """What somebody can do in the case now."""
    answer = by.get(f"/cases/{case}/possible-steps")
    if answer.status_code == 404:
        return set()
    assert answer.status_code == 200, answer.text
    return {one["step"] for one in answer.json()}


def alarms(offices: Offices, by: Caller, case: str, **wanted: str) -> list[Any]:
    answer = by.get("/alarms", after=offices.staff.position, **wanted)
    assert answer.status_code == 200, answer.text
    return [one for one in answer.json()["items"] if one["case_id"] == case]


def reported(offices: Offices) -> str:
    opening = "report" if offices.staff.organisation == "iom" else "speak_up"
    said = {"opening": opening, "channel": "e_mail"}
    return named(offices.staff.report(offices.staff.somebody(), **said))


def designated(offices: Offices, case: str, to: Caller, officer: Caller) -> None:
    handler = {"person": to.person, "role": to.role, "conflict_declared_absent": True}
    offices.staff.done(officer, case, "handlers", **handler)


def accuse(offices: Offices, case: str, accused: Caller, officer: Caller) -> None:
    party = {"role": "subject", "name": "Person A", "person": accused.person}
    offices.staff.done(officer, case, "parties", **party)
    offices.follow_up()
