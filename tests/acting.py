"""Everybody at an organisation, over HTTP, on a day that can be chosen."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from serving import Caller, Service

from api import due

BEGINNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday."""


@dataclass
class Staff:
    """People with tokens, and the day it is for them."""

    service: Service
    organisation: str
    now: datetime = BEGINNING
    position: int = 0
    """Of what was recorded last."""

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now.date()

    @property
    def served(self) -> Any:
        """The organisation as the service knows it."""
        return self.service.app.state.organisations[self.organisation]

    def wait(self, days: int) -> None:
        """Let some days pass, and record what they bring."""
        self.read("auditor", "/clocks")
        self.now += timedelta(days=days)
        today = replace(self.served.cases, now=lambda: self.now)
        here = replace(self.served, cases=today)
        known = self.service.app.state.organisations
        self.service.app.state.organisations = {**known, self.organisation: here}
        due.record(here)
        self.position = here.log.head()

    def until(self, day: date) -> None:
        """Let the days pass until this one has come."""
        self.wait((day - self.today).days)

    def caller(self, role: str, person: str = "") -> Caller:
        """Somebody in an office."""
        return self.service.caller(role, person, self.organisation)

    def somebody(self, role: str = "member") -> Caller:
        """Somebody of whom nobody has heard before."""
        return self.caller(role, f"p-{uuid4().hex[:12]}")

    def report(self, by: Caller, **said: Any) -> Any:
        """A report, received today unless it says when."""
        report = {
            "case_type": "breach_report",
            "opening": "speak_up",
            "channel": "web",
            "identity_mode": "named",
            "received_on": self.today.isoformat(),
            "account": "It is so.",
        }
        return self.noted(by.post("/reports", report | said))

    def disclose(self, by: Caller, case_type: str, opening: str, **facts: Any) -> Any:
        """A disclosure."""
        said = {"case_type": case_type, "opening": opening, "facts": facts}
        return self.noted(by.post("/disclosures", {**said, "account": "It is so."}))

    def noted(self, answer: Any) -> Any:
        """An answer, waited for by the next question."""
        self.position = answer.json().get("position", self.position)
        return answer

    def read(self, role: str, path: str, **parameters: Any) -> Any:
        """What a question is answered once everything recorded can be seen."""
        asked = {"after": self.position, **parameters}
        answer = self.caller(role).get(path, **asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def version(self, opened: Any) -> int:
        """How far the case has come."""
        return len(self.served.log.history(UUID(named(opened))))

    def ask(self, by: Caller, opened: Any, noun: str, **body: Any) -> Any:
        """A command on the case as it stands."""
        at = f"/cases/{named(opened)}/{noun}"
        return self.noted(by.post(at, body, self.version(opened)))

    def done(self, by: Caller, opened: Any, noun: str, **body: Any) -> Any:
        """A command that is carried out."""
        answer = self.ask(by, opened, noun, **body)
        assert answer.status_code == 201, answer.text
        return answer

    def take(self, by: Caller, opened: Any, step: str, **facts: Any) -> Any:
        """A step on the case as it stands."""
        return self.ask(by, opened, "steps", step=step, facts=facts)

    def taken(self, by: Caller, opened: Any, step: str, **facts: Any) -> None:
        """A step that is carried out."""
        answer = self.take(by, opened, step, **facts)
        assert answer.status_code == 201, answer.text

    def topics(self, opened: Any) -> list[str]:
        """What has happened in a case, in its order."""
        history = self.served.log.history(UUID(named(opened)))
        return [type(recorded.event).__name__ for recorded in history]


class Anonymous(Caller):
    """Somebody with the key of a mailbox alone, in the place of their name."""

    def headers(self, *_: str) -> dict[str, str]:
        """The key, in whatever office."""
        return {"Authorization": f"Mailbox {self.person}"}


def anonymous(staff: Staff) -> Caller:
    """Somebody with a key of their own, made by the service."""
    place = f"/v1/organisations/{staff.organisation}/mailbox/new-key"
    key = staff.service.client.get(place).json()["mailbox_key"]
    return Anonymous(staff.service, key, "reporter", staff.organisation)


def named(opened: Any) -> str:
    """The case that an answer is about; or its own name."""
    return opened if isinstance(opened, str) else str(opened.json()["case"])


def refused(answer: Any, reason: str, clause: str = "") -> None:
    """A rule said no, and named its clause."""
    assert answer.status_code == 409, answer.text
    problem = answer.json()
    assert reason in problem["detail"]
    assert clause in problem["clause"]
    assert problem["clause"]
