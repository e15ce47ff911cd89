"""The documentation's case told to a running service, and its answers kept still.

Identifiers, positions and moments differ from one telling to the next; they are
replaced by ones that do not, so that answers can be compared and shown.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from described import DOCUMENT
from sending import Sending
from servers import Server, database
from serving import HERE, Service, serving
from waiting import until

from api.erasers import eraser
from api.examples.assigning import ASSIGNING, ASSIGNMENT, OFFICE
from api.examples.example import CASE, EXPORT, JOINT, ORGANISATION, Example, Question
from api.examples.filing import CONTENT, NEW_FILE, PURPOSE
from api.examples.filtering import FILTER, NAME
from api.examples.story import AFTERWARDS, QUESTIONS, STORY
from api.exports import EXPORT as TAKEN_OUT
from api.passages import passages
from api.routes.commanded import COMMANDS, OFFICES, OPENINGS
from cases.commands.evidence import TakeEvidence

NOUNS: Final = {
    kind: noun for noun, kind in {**COMMANDS, **OPENINGS, **OFFICES}.items()
}
PATHS: Final = {
    operation["operationId"]: path
    for path, operations in DOCUMENT["paths"].items()
    for operation in operations.values()
}
IDENTIFIER: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER: Final = re.compile(r"IMA-\d{4}-")
STILL: Final = {
    "root": "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
    "proof": "W9a2jSnTjQ2ZtCqyCzmBLIXlAgVrQh8vLvyPzZbKeWM=",
    "mailbox_key": "7K3M-Q9XA-0D5T-VB2R-HN8E-4WYC-6J",
    "secret": "whsec_W9a2jSnTjQ2ZtCqyCzmBLIXlAgVrQh8vLvyPzZbKeWM=",
    "verifier": "cases.example+d1a2b3c4+AZ3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurNx0aE",
    "signs_from": "2026-01-05T09:00:00Z",
    "at": "2026-03-02T09:00:00Z",
    "met_at": "2026-03-04T09:00:00Z",
    "raised_at": "2026-03-20T09:00:00Z",
    "opened_at": "2026-03-02T09:00:00Z",
    "updated_at": "2026-07-02T09:00:00Z",
    "started_at": "2026-10-20T09:00:00Z",
    "final_at": "2026-10-20T09:00:01Z",
    "sought_at": "2026-10-20T09:00:02Z",
    "backups_until": "2026-11-24",
    "held_since": "2026-03-02",
    "recorded_on": "2026-10-12",
    "sha256": "5f16b2b1b4c9a7c2c4a3f7c0f1f2f6a6a7de8b5b1c5d7a7f3c1f3b6c0c9d2e10",
    "bytes": 8201,
    "requested_at": "2026-11-02T02:00:00Z",
    "sent_at": "2026-11-02T02:00:01Z",
    "given_on": "2026-03-13",
    "given_at": "2026-07-03T09:00:00Z",
    "ended_at": "2026-07-06T09:00:00Z",
    "on": "2026-10-06",
}
"""What stands for a member that is another at each telling."""
SHOWN: Final = 2
"""Entries of a list, or of an edition's table, that an example shows."""
TABLES: Final = frozenset(
    {
        *("bodies", "categories", "clauses", "clocks", "everywhere", "measures"),
        *("openings", "procedures", "retention", "roles", "steps", "thresholds"),
    }
)
"""Members of an answer that hold a name for each entry."""


@dataclass
class Telling:
    """The story on its way: the case that it is about, and every answer."""

    service: Service
    cases: dict[str, str] = field(default_factory=dict)
    """What each case is called that the examples name."""
    position: int = 0
    answers: dict[str, Any] = field(default_factory=dict)
    """By operation; the body alone, kept still."""
    statuses: dict[str, int] = field(default_factory=dict)

    def tell(self) -> "Telling":
        """All of it, up to the first answer that is not as documented."""
        for example in STORY:
            if not self._sent(example):
                return self
            if example.command is TakeEvidence:
                self._files_sent()
        self._let_it_be_shown()
        self._carry_lists_out(20)
        for example in AFTERWARDS:
            if not self._sent(example):
                return self
        self._carry_lists_out(22)
        self._assigned()
        self._filtered()
        self._let_it_settle()
        for question in QUESTIONS.values():
            self._asked(question)
        return self

    def _sent(self, example: Example) -> bool:
        by = self.service.caller(
            example.office, example.person or "", organisation=example.organisation
        )
        self._let_it_be(example)
        apart = example.command not in COMMANDS.values()
        at = "" if apart else f"/cases/{self.cases[example.case]}"
        version = None if apart else self._version(example)
        body = self._named(example.body)
        behalf = example.on_behalf_of
        headers = {"On_Behalf_Of": behalf} if behalf else {}
        answer = by.post(f"{at}/{NOUNS[example.command]}", body, version, **headers)
        receipt = answer.json()
        if "case" in receipt:
            self.cases[example.case] = receipt["case"]
            if example.organisation == ORGANISATION:
                self.position = receipt["position"]
        if example.shown or answer.status_code != 201:
            self._keep(example.command.__name__, answer)
        return bool(answer.status_code == 201)

    def _files_sent(self) -> None:
        """A file comes into the case; another is not wanted any more."""
        by = self.service.caller("investigator")
        at = f"/cases/{self.cases[CASE]}"
        unwanted, sending = (
            Sending(by, at, CONTENT, NEW_FILE, str(NEW_FILE["name"])) for _ in range(2)
        )
        unwanted.begin()
        self._keep("drop_upload", unwanted.dropped())
        self._keep("add_file", sending.begin())
        self._keep("read_upload", sending.come())
        sent = sending.part(0)
        self._keep("send_part", sent)
        self.position = sent.json()["position"]
        self._keep("list_files", by.get(f"{at}/files", purpose=PURPOSE))
        read = by.get(f"{at}/files/{sending.item}", purpose=PURPOSE)
        self._keep("read_file", read)

    def _assigned(self) -> None:
        """Two cases are given at once; one of them has moved on since it was read."""
        log = self.service.app.state.organisations[ORGANISATION].log
        body = self._named(ASSIGNMENT)
        first, _ = body["cases"]
        first["version"] = len(log.history(UUID(first["case"])))
        by = self.service.caller(OFFICE)
        self._keep(ASSIGNING, by.post("/assignments", body))

    def _filtered(self) -> None:
        """A filter is kept; another is not wanted any more."""
        by = self.service.caller("investigator")
        ask, at = self.service.client.request, by.at(f"/filters/{NAME}")
        self._keep("drop_filter", ask("DELETE", at, headers=by.headers()))
        kept = ask("PUT", at, json=FILTER, headers=by.headers())
        self._keep("save_filter", kept)

    def _named(self, value: Any) -> Any:
        """With the cases and the text that are named, as they are called here."""
        if value == JOINT:
            return self._text(self.cases[CASE], "findings")
        if isinstance(value, Mapping):
            return {name: self._named(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._named(one) for one in value]
        return self.cases.get(str(value), value)

    def _version(self, example: Example) -> int:
        """As it stands: what is done in one case may be recorded in another, too."""
        log = self.service.app.state.organisations[example.organisation].log
        return len(log.history(UUID(self.cases[example.case])))

    def _asked(self, question: Question) -> None:
        here = question.organisation
        places = {"organisation": here, "case_id": self.cases[CASE]}
        named = {name: self.cases.get(one, one) for name, one in question.place.items()}
        places["item"] = self._text(self.cases[CASE])
        if "year" in named:
            named["year"] = str(datetime.now(UTC).year)
        path = PATHS[question.operation].format(
            **{**places, "position": self.position, **named}
        )
        headers = {}
        if question.office is not None:
            by = self.service.caller(question.office, organisation=here)
            headers = by.headers()
        self._let_it_be_shown(here)
        answer = self.service.client.get(path, headers=headers, params=question.query)
        if TAKEN_OUT in answer.headers:
            self.cases[EXPORT] = answer.headers[TAKEN_OUT]
        self._keep(question.operation, answer)

    def _carry_lists_out(self, day: int) -> None:
        """What is on approved lists goes, once there was time to object."""
        self._let_it_be_shown()
        later = datetime(2026, 10, day, 9, tzinfo=UTC)
        here = self.service.app.state.organisations[ORGANISATION]
        cases = replace(here.cases, now=lambda: later)
        with eraser(self.service.settings, replace(here, cases=cases)) as one:
            one.carry_out()

    def _text(self, case: str, field: str = "account") -> str:
        """The first such text of a case that is not about who reported."""
        log = self.service.app.state.organisations[ORGANISATION].log
        texts = passages(log.history(UUID(case)))
        known = (one for one in texts if one.field == field and not one.identifies)
        return str(next(known).sealed.item)

    def _let_it_settle(self) -> None:
        """Until everything that was told is shown, and in the tree."""
        self._let_it_be_shown()
        auditor = self.service.caller("auditor")
        until(lambda: auditor.get("/tree").json()["waiting"] == 0)

    def _let_it_be_shown(self, here: str = ORGANISATION) -> None:
        """Until the trail has the readings, too, that a question has caused."""
        head = self.service.app.state.organisations[here].log.head()
        auditor = self.service.caller("auditor", organisation=here)
        until(lambda: auditor.get("/cases", after=head).status_code == 200)

    def _keep(self, name: str, answer: Any) -> None:
        self.statuses[name] = answer.status_code
        if "json" in answer.headers.get("Content-Type", ""):
            named = {called: case for case, called in self.cases.items()}
            self.answers[name] = Still(named).kept(answer.json())

    def _let_it_be(self, example: Example) -> None:
        morning = datetime.combine(date.fromisoformat(example.day), time(9), UTC)
        served: Mapping[str, Any] = self.service.app.state.organisations
        here = served[example.organisation]
        cases = replace(here.cases, now=lambda: morning)
        told = {**served, example.organisation: replace(here, cases=cases)}
        self.service.app.state.organisations = told


@dataclass
class Still:
    """One answer without what differs, and not too long."""

    known: dict[str, str]
    """What stands for an identifier."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def kept(self, found: Any, name: str = "") -> Any:
        """The value of a member, in all its depth."""
        if isinstance(found, dict):
            some = list(found.items())[: SHOWN if name in TABLES else None]
            return {key: self.kept(value, key) for key, value in some}
        if isinstance(found, list):
            return [self.kept(value, name) for value in found[:SHOWN]]
        if name in STILL and found is not None:
            return STILL[name]
        if name == "position":
            return 3_026_944 + 4096 * next(self.numbers)
        return self._text(found, name) if isinstance(found, str) else found

    def _text(self, found: str, name: str) -> str:
        if name == "next":
            return "33303236393434"
        if found in self.known:
            return self.known[found]
        named = IDENTIFIER.sub(lambda one: self._identifier(one[0]), found)
        return NUMBER.sub("IMA-2026-", named)

    def _identifier(self, found: str) -> str:
        if found not in self.known:
            made = f"0190f1c2-7b1e-7a55-9d5e-{next(self.numbers):012x}"
            self.known[found] = made
        return self.known[found]


@contextmanager
def told(cluster: Server, folder: Path) -> Iterator[Telling]:
    """The story told to a service of its own, with an empty log."""
    with (
        database(cluster) as log,
        database(cluster) as keystore,
        serving(log, keystore, folder, (HERE, "ims")) as service,
    ):
        yield Telling(service).tell()
