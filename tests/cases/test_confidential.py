"""Whoever reports in confidence: known to the rules, named nowhere in the log."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from recorded import KEY, refusals
from rules import CHAIR, DETECTIVE, SMALL, handler, nothing, party, report, step
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER, OWNER

from cases.actors import Actor
from cases.calendar import Due
from cases.case.standing import Standings
from cases.commands.arbitration import (
    CheckNeutrality,
    DeclareNeutrality,
    ProposeArbitrator,
)
from cases.commands.command import Command
from cases.commands.decision import ConveneDeciders
from cases.commands.exclusions import ExcludePerson
from cases.commands.people import MatchParty, ReplaceHandler
from cases.database import Pool
from cases.edition.code import Code
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.arbitration import NeutralityChecked
from cases.events.opening import IdentityMode
from cases.events.people import PartyAdded, PartyMatched
from cases.events.procedure import ClockStarted
from cases.handling import Cases
from cases.log.log import Log

EITHER = (MEMBER.role, COMPLIANCE.role)
FRIEND = "friend-1"
"""Somebody whom the reporter does not want to see in an office."""


def secret(**said: Any) -> Command:
    return report(identity_mode="confidential", **said)


@pytest.fixture
def confided(cases: Cases) -> UUID:
    """A confidential report, with a case owner and a detective."""
    opened = cases.open(secret(no_office_for=(FRIEND,)), MEMBER, key=KEY).case
    cases.handle(opened, handler(OWNER.id, "case_owner"), COMPLIANCE)
    cases.handle(opened, handler(DETECTIVE.id, "detective"), COMPLIANCE)
    return opened


def dumped(log: Log, database_url: str) -> str:
    """All that somebody with a dump of the log has."""
    tables = ("event", "command", "guard", "relation")
    with Pool(database_url, "ima") as pool, pool.connection() as db:
        return "".join(
            str(db.execute(f"SELECT * FROM {table}".encode()).fetchall())
            for table in tables
        )


def test_a_dump_of_the_log_does_not_name_the_reporter(
    cases: Cases, log: Log, database_url: str, confided: UUID
) -> None:
    with pytest.raises(NotPermitted):
        cases.handle(confided, step("acknowledge"), MEMBER)
    with pytest.raises(Refused):
        cases.handle(confided, handler(MEMBER.id, "case_owner"), COMPLIANCE)
    cases.open(secret(opening="take_down", reporter=MEMBER.id), INTAKE)
    assert cases.standing(confided, MEMBER)
    said = dumped(log, database_url)
    assert OWNER.id in said
    assert MEMBER.id not in said
    assert FRIEND not in said


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_a_report_that_was_refused_names_nobody(
    cases: Cases, log: Log, database_url: str, mode: IdentityMode
) -> None:
    """The next one may be sent in confidence."""
    with pytest.raises(Refused):
        cases.open(report(identity_mode=mode, categories=("nonsense",)), MEMBER)
    assert [one.asked for one in refusals(log)] == ["ReceiveReport"]
    assert MEMBER.id not in dumped(log, database_url)


def test_whoever_asks_as_a_reporter_for_a_case_of_others_is_not_named(
    cases: Cases, log: Log, database_url: str
) -> None:
    other = cases.open(report(), Actor("member-2", "member")).case
    for case in (other, UUID(int=7)):
        with pytest.raises(CaseNotFound):
            cases.handle(case, step("acknowledge"), Actor(MEMBER.id, "reporter"))
    assert len(refusals(log)) == 2
    assert MEMBER.id not in dumped(log, database_url)


def test_hours_begin_for_a_reporter_with_the_day(cases: Cases, log: Log) -> None:
    """Otherwise their end would tell when the reporter was there."""
    procedure = SMALL.procedure("report")
    more = procedure.step("tell_authority_more")
    steps = {**procedure.steps, more.name: more.model_copy(update={"by": EITHER})}
    hurried = procedure.model_copy(update={"steps": steps})
    edition = SMALL.model_copy(
        update={"procedures": {**SMALL.procedures, "report": hurried}}
    )
    late = DAY_0 + timedelta(hours=5)
    case = cases.open(report(), MEMBER).case
    code, anew = Code("demo", (edition,)), Standings()
    now = replace(cases, code=code, now=lambda: late, standings=anew)
    for by in (MEMBER, COMPLIANCE):
        now.handle(case, step(more.name), by)
    _, of_reporter, of_officer = [
        event.due_at
        for event in (recorded.event for recorded in log.history(case))
        if isinstance(event, ClockStarted) and event.clock == "notice"
    ]
    assert of_officer == late + timedelta(hours=72)
    midnight = edition.calendar.begins(Due(edition.calendar.day(late)))
    assert of_reporter == midnight + timedelta(hours=72)


def test_the_same_reporter_has_another_mark_in_each_case(
    cases: Cases, log: Log
) -> None:
    events = [log.history(cases.open(secret(), MEMBER).case)[0].event for _ in range(2)]
    marks = {event.concealed.marks.reporter for event in events}  # type: ignore[attr-defined]
    assert len(marks - {None}) == 2


def test_only_the_reporter_finds_the_case(cases: Cases, confided: UUID) -> None:
    assert cases.standing(confided, MEMBER).reporter == MEMBER.id
    assert cases.standing(confided, Actor(MEMBER.id, "reporter"))
    for stranger in (Actor("member-2", "member"), Actor(FRIEND, "member")):
        with pytest.raises(CaseNotFound):
            cases.standing(confided, stranger)


def test_for_whom_a_report_was_taken_down_finds_it(cases: Cases) -> None:
    taken = cases.open(secret(opening="take_down", reporter="caller-1"), INTAKE).case
    assert cases.standing(taken, Actor("caller-1", "member"))


@pytest.mark.parametrize("person", [MEMBER.id, FRIEND])
def test_neither_the_reporter_nor_whom_they_fear_takes_an_office(
    cases: Cases, confided: UUID, person: str
) -> None:
    def refused(command: Command) -> tuple[str, str, str | None]:
        with pytest.raises(Refused) as refusal:
            cases.handle(confided, command, COMPLIANCE)
        return refusal.value.reason, refusal.value.clause, refusal.value.field

    cases.handle(confided, party("witness", "witness-1"), OWNER)
    answers = {
        refused(handler(who, "case_owner")) for who in (person, "witness-1", FRIEND)
    }
    assert len(answers) == 1
    refused(
        ReplaceHandler(
            person=OWNER.id,
            successor=person,
            role="case_owner",
            conflict_declared_absent=True,
        )
    )


@pytest.mark.parametrize("person", [MEMBER.id, FRIEND, "witness-1"])
def test_why_a_candidate_is_not_eligible_does_not_stand_in_the_log(
    cases: Cases, log: Log, confided: UUID, person: str
) -> None:
    cases.handle(confided, party("witness", "witness-1"), OWNER)
    proposal = ProposeArbitrator(kind="appointed", person=person)
    cases.handle(confided, proposal, COMPLIANCE)
    candidate = Actor(person, "arbitrator")
    cases.handle(confided, DeclareNeutrality(appointment=1), candidate)
    assert log.history(confided)[-1].envelope.acting_as == "arbitrator"
    cases.handle(confided, CheckNeutrality(appointment=1), COMPLIANCE)
    checked = log.history(confided)[-1].event
    assert isinstance(checked, NeutralityChecked)
    assert not checked.eligible
    failed = [one.check for one in checked.checks if one.answer == "failed"]
    assert failed == ["not_concerned"]


def test_in_an_office_the_reporter_acts_like_any_other_who_holds_it(
    cases: Cases, log: Log, confided: UUID
) -> None:
    cases.handle(confided, step("acknowledge"), Actor(MEMBER.id, "intake_officer"))
    by = log.history(confided)[-1].envelope
    assert (by.actor, by.acting_as) == (MEMBER.id, "intake_officer")


def test_no_record_tells_that_somebody_was_refused_because_it_is_their_report(
    cases: Cases, log: Log, confided: UUID
) -> None:
    dismissal, officer = step("dismiss"), Actor(MEMBER.id, "intake_officer")
    with pytest.raises(Refused, match="another person"):
        cases.handle(confided, dismissal, officer)
    assert refusals(log) == []
    named = cases.open(report(), MEMBER).case
    with pytest.raises(Refused, match="another person"):
        cases.handle(named, dismissal, officer)
    assert len(refusals(log)) == 1


def test_what_a_reporter_does_carries_no_trace_of_where_it_came_from(
    cases: Cases, log: Log, confided: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, before = f"00-{'1' * 32}-{'2' * 16}-01", log.head()
    monkeypatch.setattr("cases.telemetry.traceparent", lambda: sent)
    with pytest.raises(NotPermitted):
        cases.handle(confided, step("acknowledge"), MEMBER)
    opened = cases.open(secret(), MEMBER)
    cases.handle(opened.case, step("acknowledge"), INTAKE)
    since = [one.envelope for one in log.since(before, 1000)]
    found = [envelope for envelope in since if envelope.traceparent]
    assert {one.acting_as for one in found} == {INTAKE.role}


def test_deciders_who_may_not_decide_get_one_answer(
    cases: Cases, confided: UUID
) -> None:
    cases.handle(confided, party("witness", "witness-1"), OWNER)
    answers = set()
    for person in (MEMBER.id, FRIEND, "witness-1", DETECTIVE.id):
        command = ConveneDeciders(body="committee", present=("c-2", person))
        with pytest.raises(Refused) as refusal:
            cases.handle(confided, command, CHAIR)
        said = refusal.value
        answers.add((said.reason, said.clause, said.field))
    assert len(answers) == 1


@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
def test_nobody_writes_down_which_person_reported_without_a_name(
    mode: IdentityMode,
) -> None:
    start = nothing().after(report(identity_mode=mode), MEMBER)
    handled = start.after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    by_name = party("reporter", None)
    added = handled.after(by_name, OWNER)
    for command in (
        party("reporter", MEMBER.id),
        party("reporter", "stranger-1"),
        MatchParty(party=1, person=MEMBER.id),
        ExcludePerson(person="stranger-1", reason="reporter"),
    ):
        added.when(command, OWNER).then_refused(Refused, "matched to nobody", "16(1)")


def test_a_reporter_who_is_named_can_be_matched() -> None:
    start = nothing().after(report(), MEMBER)
    handled = start.after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    handled.when(party("reporter", MEMBER.id), OWNER).then_happens(
        PartyAdded, PartyMatched
    )
