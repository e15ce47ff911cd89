"""Reporting without an account: the key of a mailbox, and what it opens."""

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from acting import Staff, named, refused
from psycopg import connect
from serving import Caller, Service
from serving import written as lines_written
from waiting import readable

from api.mailboxes import Doorkeeper, holder, new_key, signs_of
from api.problems import Unauthenticated, Wrong
from cases.events.event import Hidden
from cases.sealing.marks import written

KEY = re.compile(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}")
SAID = "I saw the ledger on the second desk."
ANSWER = "Thank you. Which year was it?"


@dataclass(frozen=True)
class Holder:
    """Somebody with the key of a mailbox, and nothing else."""

    service: Service
    key: str
    organisation: str = "ima"

    def get(self, path: str, **parameters: Any) -> Any:
        return self.service.client.get(
            self.at(path), params=parameters, headers=self.headers()
        )

    def post(self, path: str, body: Any, version: int | None = None) -> Any:
        match = {} if version is None else {"If-Match": f'"{version}"'}
        return self.service.client.post(
            self.at(path), json=body, headers=self.headers() | match
        )

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Mailbox {self.key}"}

    def at(self, path: str) -> str:
        return f"/v1/organisations/{self.organisation}{path}"


@pytest.fixture
def stored(service: Service) -> Callable[[], str]:
    """Everything that the database of the log holds, as text."""

    def rows() -> str:
        with connect(service.settings.database_url) as db:
            tables = db.execute(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            ).fetchall()
            return "\n".join(
                str(db.execute(f"SELECT t::text FROM {name} t".encode()).fetchall())
                for (name,) in tables
            )

    return rows


@pytest.fixture
def holding(service: Service) -> Holder:
    answer = service.client.get("/v1/organisations/ima/mailbox/new-key")
    assert answer.status_code == 200
    return Holder(service, answer.json()["mailbox_key"])


def reported(ima: Staff, by: Holder, **said: Any) -> str:
    """The case of an anonymous report."""
    anonymous = {"identity_mode": "anonymous", "account": SAID}
    answer = ima.report(by, **anonymous | said)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["case"])


def mailbox(ima: Staff, by: Holder) -> Any:
    answer = by.get("/mailbox", after=ima.position)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_key_is_new_each_time_and_has_130_bits() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(KEY.fullmatch(key) for key in keys)


def test_a_key_may_be_written_as_people_write() -> None:
    key = "7K3M-Q9XA-0D5T-VB2R-HN8E-4WYC-61"
    assert signs_of(" 7k3m q9xa od5t vb2r hn8e 4wyc 6l ") == signs_of(key)


@pytest.mark.parametrize("said", ["", "7K3M", "U" * 26, "7" * 27, "ÄÖÜ" * 9])
def test_what_cannot_be_a_key_is_refused(service: Service, said: str) -> None:
    with pytest.raises(Unauthenticated):
        signs_of(said)
    authorization = f"Mailbox {said}".encode("ascii", "replace")
    answer = service.client.get(
        "/v1/organisations/ima/mailbox", headers={"Authorization": authorization}
    )
    assert answer.status_code == 401


def test_somebody_reports_reads_the_answer_and_adds_to_it(
    ima: Staff, holding: Holder
) -> None:
    case = reported(ima, holding)
    [found] = mailbox(ima, holding)
    assert (found["case_id"], found["standing"]) == (case, "received")
    assert [(one["by"], one["text"]) for one in found["messages"]] == [
        ("reporter", SAID)
    ]
    officer = ima.caller("intake_officer")
    ima.done(officer, case, "steps", step="acknowledge", note=ANSWER)
    [found] = mailbox(ima, holding)
    assert found["standing"] == "answered"
    assert found["messages"][-1]["by"] == "organisation"
    assert found["messages"][-1]["text"] == ANSWER
    assert "add_information" in [one["step"] for one in found["possible"]]
    more = {"step": "add_information", "note": "It was 2024."}
    added = ima.noted(holding.post(f"/cases/{case}/steps", more, found["version"]))
    assert added.status_code == 201, added.text
    [found] = mailbox(ima, holding)
    assert found["messages"][-1]["text"] == "It was 2024."
    assert {one["at"][11:] for one in found["messages"] if one["by"] == "reporter"} == {
        "00:00:00Z"
    }


def test_what_was_said_in_a_meeting_is_checked_by_the_key_alone(
    ima: Staff, holding: Holder
) -> None:
    case = reported(ima, holding, channel="meeting")
    officer = ima.caller("intake_officer")
    heard = {"spoken": "meeting", "spoken_on": ima.today.isoformat(), "text": ANSWER}
    assert "check_transcript" not in offered(mailbox(ima, holding))
    ima.done(officer, case, "transcripts", **heard)
    found = mailbox(ima, holding)
    assert offered(found)["check_transcript"] == "transcript-checks"
    last = found[0]["messages"][-1]
    label = "What was said written down, for the reporter to check"
    assert (last["by"], last["label"], last["text"]) == ("organisation", label, ANSWER)
    path, agreed = f"/cases/{case}/transcript-checks", {"outcome": "agreed"}
    checked = holding.post(path, {"transcript": 1, **agreed}, found[0]["version"])
    assert ima.noted(checked).status_code == 201, checked.text
    assert "check_transcript" not in offered(mailbox(ima, holding))


def offered(found: Any) -> dict[str, str]:
    """What the holder of a mailbox may do in the newest report there, and where."""
    return {one["step"]: one["address"] for one in found[0]["possible"]}


def test_a_message_says_something_and_only_the_reporter_is_told(
    ima: Staff, holding: Holder
) -> None:
    case = reported(ima, holding)
    officer = ima.caller("intake_officer")
    nothing = ima.ask(officer, case, "steps", step="write_to_reporter")
    refused(nothing, "the reporter is told nothing")
    ima.done(officer, case, "steps", step="write_to_reporter", note=ANSWER)
    [found] = mailbox(ima, holding)
    assert found["messages"][-1]["text"] == ANSWER


def test_what_handlers_write_for_each_other_is_not_for_the_reporter(
    ima: Staff, holding: Holder
) -> None:
    case = reported(ima, holding)
    officer = ima.caller("intake_officer")
    ima.done(officer, case, "steps", step="acknowledge", note=ANSWER)
    secret = "Ask the treasurer before the reporter hears of it."
    ima.done(officer, case, "steps", step="accept_for_assessment", note=secret)
    assert secret not in str(mailbox(ima, holding))


def test_another_key_sees_an_empty_mailbox_and_no_case(
    ima: Staff, holding: Holder
) -> None:
    case = reported(ima, holding)
    other = Holder(ima.service, new_key())
    assert mailbox(ima, other) == []
    unknown = "0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"
    answers = [other.get(f"/cases/{each}/own-texts") for each in (case, unknown)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text


def test_an_existing_and_an_unknown_key_are_answered_alike(
    ima: Staff, holding: Holder
) -> None:
    reported(ima, holding)
    unknown = "0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"
    path = f"/cases/{unknown}/possible-steps"
    answers = [by.get(path) for by in (holding, Holder(ima.service, new_key()))]
    assert answers[0].content == answers[1].content
    assert answers[0].headers == answers[1].headers


def test_nobody_sees_who_reported_and_the_pseudonym_stands_nowhere(
    ima: Staff, holding: Holder, stored: Callable[[], str]
) -> None:
    case = reported(ima, holding)
    pseudonym = holder(ima.served, holding.key)
    more = {"step": "add_information", "note": "It was 2024."}
    answer = ima.noted(holding.post(f"/cases/{case}/steps", more, ima.version(case)))
    assert answer.status_code == 201, answer.text
    ima.read("auditor", "/cases")
    everything = stored()
    assert case in everything
    for secret in (pseudonym, pseudonym[8:], signs_of(holding.key), holding.key):
        assert secret not in everything
        assert secret not in ima.service.lines.getvalue()
    history = ima.served.log.history(UUID(case))
    actors = {recorded.envelope.actor for recorded in history}
    assert actors <= {"anonymous", "system"}


OFFICER_WAS_HERE = "/v1/organisations/{organisation}/tree/keys"
"""What is asked beside, so that the lines are seen to be written."""


@contextmanager
def lines_of(service: Service) -> Iterator[list[str | None]]:
    """The routes of the lines that are written meanwhile, in the end of an officer."""
    found: list[str | None] = []
    output = io.StringIO()
    with lines_written(output):
        yield found
        service.caller("auditor").get("/tree/keys")
    lines = map(json.loads, output.getvalue().splitlines())
    found += [line.get("route") for line in lines if line["event"] == "request"]


def test_a_visit_is_in_no_line(ima: Staff, holding: Holder) -> None:
    reported(ima, holding)
    with lines_of(ima.service) as lines:
        mailbox(ima, holding)
        ima.service.client.get("/v1/organisations/ima/mailbox/new-key")
        Holder(ima.service, "7K3M").get("/mailbox")
    assert lines == [OFFICER_WAS_HERE]


OTHER_BODY = {"Content-Type": "a/b"}
NO_DASH = {"Authorization": "Mailbox 7K3M\N{EN DASH}Q9XA"}
REPORTING = {"method": "POST", "path": "/reports"}
WRONG: dict[str, dict[str, Any]] = {
    "a key with a dash that is none": {"headers": NO_DASH},
    "another media type": {"headers": {"Accept": "text/csv"}},
    "an unknown filter": {"params": {"colour": "red"}},
    "no JSON": {**REPORTING, "content": b"{"},
    "too much": {**REPORTING, "content": b"x" * 300_000},
    "another body": {**REPORTING, "headers": OTHER_BODY},
    "no mailbox": {"path": "/mailboxes/none"},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_visit_is_in_no_line_whatever_is_wrong_with_it(
    ima: Staff, holding: Holder, what: str
) -> None:
    wrong = {"method": "GET", "path": "/mailbox", **WRONG[what]}
    path = holding.at(str(wrong.pop("path")))
    given = {**holding.headers(), **wrong.pop("headers", {})}
    headers = {name: value.encode() for name, value in given.items()}
    with lines_of(ima.service) as lines:
        answer = ima.service.client.request(
            str(wrong.pop("method")), path, headers=headers, **wrong
        )
    assert answer.status_code >= 400
    assert lines == [OFFICER_WAS_HERE]


def test_a_guess_with_a_made_up_key_is_not_written_down(
    ima: Staff, holding: Holder
) -> None:
    unknown = "0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"
    head = readable(ima.served.log)
    step = {"step": "add_information", "note": SAID}
    assert holding.post(f"/cases/{unknown}/steps", step, 1).status_code == 404
    assert readable(ima.served.log) == head


def test_what_is_sealed_of_who_reported_does_not_name_the_key(
    ima: Staff, holding: Holder
) -> None:
    pseudonym = holder(ima.served, holding.key)
    assert written(Hidden(reporter=pseudonym)) == "reported by nobody known"
    assert written(Hidden(reporter="p-7")) == "reported by p-7"


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_by_a_key_one_reports_without_a_name(
    ima: Staff, holding: Holder, mode: str
) -> None:
    answer = ima.report(holding, identity_mode=mode)
    refused(answer, "by the key of a mailbox one reports anonymously")


def test_by_a_key_nobody_discloses_or_is_named(ima: Staff, holding: Holder) -> None:
    case = reported(ima, holding)
    said = {"agreed": True}
    asked = holding.post(f"/cases/{case}/identity-disclosures", said, ima.version(case))
    refused(asked, "whoever wants to be named reports under their own account")


def test_what_is_never_possible_by_a_key_is_not_offered(
    ima: Staff, holding: Holder
) -> None:
    by_key, member = reported(ima, holding), ima.somebody()
    by_name = named(ima.report(member, identity_mode="confidential"))

    def offered(by: Holder | Caller, case: str) -> set[str]:
        answer = by.get(f"/cases/{case}/possible-steps")
        return {one["step"] for one in answer.json()}

    assert offered(member, by_name) - offered(holding, by_key) == {"disclose_identity"}


def test_no_token_speaks_for_the_holder_of_a_key(ima: Staff, holding: Holder) -> None:
    reported(ima, holding)
    posing = ima.caller("reporter", holder(ima.served, holding.key))
    assert posing.get("/mailbox").status_code == 401


def test_an_organisation_without_mailboxes_is_like_none(service: Service) -> None:
    service.app.state.doorkeeper = closed = Doorkeeper(frozenset({"ims"}), 30)
    try:
        answers = [
            service.client.get(f"/v1/organisations/{name}/mailbox/new-key")
            for name in ("ima", "nowhere")
        ]
        by_key = [
            Holder(service, new_key(), name).get("/mailbox")
            for name in ("ima", "nowhere")
        ]
    finally:
        opened = frozenset(service.app.state.organisations)
        service.app.state.doorkeeper = Doorkeeper(opened, closed.a_minute)
    assert [answer.status_code for answer in (*answers, *by_key)] == [404] * 4
    assert answers[0].text == answers[1].text
    assert by_key[0].text == by_key[1].text


def test_a_flood_of_reports_is_told_to_come_again() -> None:
    seconds = count(0.0, 10.0)
    door = Doorkeeper(frozenset({"ima"}), 2, now=lambda: next(seconds))
    door.admit("/ima/reports")
    door.admit("/ima/reports")
    with pytest.raises(Wrong) as refusal:
        door.admit("/ima/reports")
    assert refusal.value.headers == {"Retry-After": "60"}
    door.admit("/ims/reports")
    for _ in range(3):
        next(seconds)
    door.admit("/ima/reports")


def test_what_is_refused_elsewhere_takes_no_report_its_place(
    ima: Staff, holding: Holder
) -> None:
    opened = frozenset(ima.service.app.state.organisations)
    ima.service.app.state.doorkeeper = Doorkeeper(opened, 1)
    try:
        answers = [
            ima.disclose(holding, "conflict_of_interest", "disclose") for _ in range(2)
        ]
        reported(ima, holding)
    finally:
        ima.service.app.state.doorkeeper = Doorkeeper(opened, 30)
    assert [answer.status_code for answer in answers] == [403, 429]


def test_a_report_beyond_the_limit_is_429_and_nothing_is_stored(
    ima: Staff, holding: Holder
) -> None:
    opened = frozenset(ima.service.app.state.organisations)
    ima.service.app.state.doorkeeper = Doorkeeper(opened, 1)
    try:
        reported(ima, holding)
        head = readable(ima.served.log)
        answer = ima.report(holding, identity_mode="anonymous")
    finally:
        ima.service.app.state.doorkeeper = Doorkeeper(opened, 30)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert readable(ima.served.log) == head


def test_a_named_reporter_reads_the_answers_with_their_token(ima: Staff) -> None:
    member = ima.somebody()
    case = ima.report(member).json()["case"]
    officer = ima.caller("intake_officer")
    ima.done(officer, case, "steps", step="acknowledge", note=ANSWER)
    answer = member.get("/mailbox", after=ima.position)
    [found] = answer.json()
    assert [one["text"] for one in found["messages"]] == ["It is so.", ANSWER]
