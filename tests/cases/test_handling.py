"""The one door for commands, on a log in PostgreSQL."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from recorded import KEY, events, refusals, version
from rules import (
    ACCUSED,
    CHAIR,
    CODE,
    SAID,
    allegation,
    disclosure,
    handler,
    party,
    report,
    step,
)
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER

from cases.actors import Actor
from cases.case.fold import replay
from cases.commands.exclusions import ExcludePerson
from cases.errors import (
    CaseError,
    CaseNotFound,
    NotPermitted,
    Outdated,
    Refused,
)
from cases.events.record import CommandRefused
from cases.handling import Cases
from cases.identifier import new_id
from cases.log.log import Log
from cases.request import Receipt


def test_a_receipt_says_which_case_which_version_and_where_in_the_log(
    cases: Cases, log: Log
) -> None:
    opened = cases.open(report(), MEMBER)
    history = log.history(opened.case)
    assert opened == Receipt(opened.case, len(history), history[-1].position)
    later = cases.handle(opened.case, step("acknowledge"), INTAKE)
    assert later.case == opened.case
    assert later.version == version(log, opened.case) > opened.version
    assert later.position > opened.position


def test_the_log_says_who_asked_in_which_role_under_which_edition(
    cases: Cases, log: Log
) -> None:
    opened = cases.open(report(), MEMBER)
    clerk = Actor("clerk-1", "intake_officer", on_behalf_of="boss-1")
    cases.handle(opened.case, step("acknowledge"), clerk)
    first, *_, last = log.history(opened.case)
    assert (first.envelope.actor, first.envelope.acting_as) == (MEMBER.id, "reporter")
    assert first.envelope.edition == last.envelope.edition == "small"
    assert last.envelope.actor == "clerk-1"
    assert last.envelope.on_behalf_of == "boss-1"


def test_whoever_reports_anonymously_is_nowhere_in_the_log(
    cases: Cases, log: Log
) -> None:
    secret = report(identity_mode="anonymous")
    opened = cases.open(secret, MEMBER, key=KEY)
    with pytest.raises(Refused):
        cases.open(secret.model_copy(update={"reporter": "x-1"}), MEMBER)
    everything = [recorded.envelope for recorded in log.since(0, 1000)]
    assert {(e.actor, e.acting_as) for e in everything} == {("anonymous", "reporter")}
    assert MEMBER.id not in repr(log.history(opened.case))


def test_all_events_of_a_command_share_its_id(cases: Cases, log: Log) -> None:
    opened = cases.open(report(), MEMBER)
    assert len({r.envelope.command for r in log.history(opened.case)}) == 1


def test_a_refusal_is_recorded_beside_the_case_and_changes_nothing(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = log.history(case)
    with pytest.raises(Refused):
        cases.handle(case, handler(MEMBER.id, "case_owner"), COMPLIANCE)
    with pytest.raises(NotPermitted):
        cases.handle(case, handler("x-1", "case_owner"), INTAKE)
    with pytest.raises(CaseNotFound):
        cases.handle(case, party(), Actor("x-1", "case_owner"))
    with pytest.raises(Outdated):
        cases.handle(case, party(), OWNER, expected=1)
    assert log.history(case) == before
    assert refusals(log) == [
        CommandRefused(case=case, asked="DesignateHandler", rule="refused", clause="2"),
        CommandRefused(
            case=case, asked="DesignateHandler", rule="not_permitted", clause="2"
        ),
        CommandRefused(case=case, asked="AddParty", rule="not_found"),
        CommandRefused(case=case, asked="AddParty", rule="outdated"),
    ]


def test_a_refusal_says_who_was_refused(cases: Cases, log: Log, case: UUID) -> None:
    with pytest.raises(CaseNotFound):
        cases.handle(case, party(), Actor("x-1", "case_owner"))
    last = log.since(0, 1000)[-1]
    assert (last.envelope.actor, last.envelope.acting_as) == ("x-1", "case_owner")
    assert last.stream != case


def test_a_refused_opening_opens_nothing(cases: Cases, log: Log) -> None:
    with pytest.raises(Refused):
        cases.open(report(case_type="duel"), MEMBER)
    assert events(log) == [
        CommandRefused(asked="ReceiveReport", rule="refused", clause="Demo Code")
    ]


def test_a_command_that_changes_nothing_leaves_the_version(
    cases: Cases, log: Log, case: UUID
) -> None:
    history = log.history(case)
    receipt = cases.handle(case, handler(OWNER.id, "case_owner"), COMPLIANCE)
    assert receipt == Receipt(case, len(history), history[-1].position)
    assert log.history(case) == history


def test_a_case_that_does_not_exist_and_one_that_is_hidden_are_one_answer(
    cases: Cases, log: Log, case: UUID
) -> None:
    excluded = ExcludePerson(person=INTAKE.id, reason="conflict_declared")
    cases.handle(case, excluded, COMPLIANCE)
    for unknown in (case, new_id(), log.since(0, 1)[0].envelope.command):
        with pytest.raises(CaseNotFound, match="no such case"):
            cases.handle(unknown, party(), INTAKE)
        with pytest.raises(CaseNotFound, match="no such case"):
            cases.handle(unknown, party(), INTAKE, expected=1)
        with pytest.raises(CaseNotFound, match="no such case"):
            cases.standing(unknown, INTAKE)


def test_an_existing_case_is_not_opened_again(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = log.history(case)
    with pytest.raises(Refused, match="begun already"):
        cases.handle(case, report(), MEMBER)
    assert log.history(case) == before


def test_a_refusals_stream_is_no_case(cases: Cases, log: Log, case: UUID) -> None:
    with pytest.raises(CaseNotFound):
        cases.handle(case, party(), Actor("x-1", "case_owner"))
    stream = log.since(0, 1000)[-1].stream
    with pytest.raises(CaseNotFound):
        cases.handle(stream, party(), INTAKE)


def test_what_is_read_back_is_the_case_that_was_decided_on(
    cases: Cases, log: Log, case: UUID
) -> None:
    cases.handle(case, party(), OWNER)
    cases.handle(case, allegation(), OWNER)
    history = [(r.event, r.envelope.actor) for r in log.history(case)]
    assert cases.standing(case, OWNER) == replay(CODE, history)
    assert cases.standing(case, OWNER).parties[1].person == ACCUSED


def test_a_disclosure_is_found_by_everybody_it_names(cases: Cases, log: Log) -> None:
    cases.open(disclosure(counterparties=("partner-1",)), MEMBER)
    for person in (MEMBER.id, "partner-1"):
        relation = log.relation(f"person:{person}:interests")
        assert (relation.version, len(relation.events)) == (1, 1)


def test_a_fault_of_the_program_is_no_refusal(
    cases: Cases, log: Log, case: UUID
) -> None:
    def fault() -> datetime:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace(cases, now=fault).handle(case, party(), OWNER)
    assert not refusals(log)


def test_every_refusal_is_an_error_of_the_domain() -> None:
    assert issubclass(Refused, CaseError)
    assert CHAIR.role in CODE.editions[1].roles
    assert SAID not in repr(party())


def test_a_confidential_reporter_stays_unknown_in_all_that_they_do_later(
    cases: Cases, log: Log
) -> None:
    opened = cases.open(report(identity_mode="confidential"), MEMBER)
    with pytest.raises(NotPermitted):
        cases.handle(opened.case, step("acknowledge"), MEMBER)
    everybody = {one.envelope.actor for one in log.since(0, 1000)}
    assert "confidential" in everybody
    assert MEMBER.id not in everybody


def test_whoever_guesses_a_case_is_not_recorded_with_it(cases: Cases, log: Log) -> None:
    opened = cases.open(report(identity_mode="anonymous"), MEMBER)
    with pytest.raises(CaseNotFound):
        cases.handle(opened.case, step("acknowledge"), MEMBER)
    (refused,) = [
        one.event for one in log.since(0, 1000) if type(one.event) is CommandRefused
    ]
    assert refused.case is None
