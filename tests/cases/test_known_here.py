"""A command is decided on what this process knows; the log takes it if that is all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from company import an_append, in_company
from happened import took
from logged import envelope
from recorded import version
from rules import party, report
from scenario import DAY_0, INTAKE, OWNER
from uuid_utils.compat import uuid7

from cases.actors import Actor
from cases.case.fold import replay
from cases.case.standing import Standing, Standings
from cases.commands.mandates import EndMandates, GrantMandates
from cases.errors import CaseNotFound, NotPermitted, Outdated
from cases.events.mandates import MANDATES
from cases.handling import Cases
from cases.log.log import Log

TODAY = DAY_0.date()
MANAGER = Actor("manager-1", "access_manager")
TAKEN_DOWN = {"identity_mode": "confidential", "opening": "take_down"}
"""What an office writes down for whoever reports."""


@pytest.fixture
def elsewhere(cases: Cases) -> Cases:
    """Another process upon the same log."""
    return replace(cases, standings=Standings())


def unasked(monkeypatch: pytest.MonkeyPatch, log: Log) -> None:
    def asked(*_: object) -> Any:
        raise AssertionError("the log was asked what has happened")

    monkeypatch.setattr(log, "past", asked)
    monkeypatch.setattr(log, "two_pasts", asked)


def given(cases: Cases, person: str, role: str, begins: date = TODAY) -> None:
    cases.hold(GrantMandates(role=role, persons=(person,), valid_from=begins), MANAGER)


def ended(cases: Cases, person: str, role: str) -> None:
    over = date.fromordinal(TODAY.toordinal() - 1)
    cases.hold(EndMandates(role=role, persons=(person,), valid_until=over), MANAGER)


def test_who_goes_on_with_a_case_need_not_ask_for_it(
    cases: Cases, log: Log, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cases.handle(case, party(person=None), OWNER)
    unasked(monkeypatch, log)
    second = cases.handle(case, party(person=None), OWNER, expected=first.version)
    third = cases.handle(case, party(person=None), OWNER, expected=second.version)
    assert third.version == first.version + 2


def test_what_is_known_after_a_command_is_what_its_history_makes(
    cases: Cases, log: Log, case: UUID
) -> None:
    last = cases.handle(case, party(person=None), OWNER)
    deeds = log.past(case).deeds
    made = Standing(replay(cases.code, deeds), last.version, last.position)
    assert cases.standings.get(case) == made


def test_a_case_that_moved_on_elsewhere_is_outdated(
    cases: Cases, elsewhere: Cases, log: Log, case: UUID
) -> None:
    known = cases.handle(case, party(person=None), OWNER).version
    elsewhere.handle(case, party(person=None), OWNER)
    with pytest.raises(Outdated) as outdated:
        cases.handle(case, party(person=None), OWNER, expected=known)
    assert outdated.value.version == version(log, case) == known + 1


def test_who_was_kept_away_elsewhere_does_not_learn_that_the_case_moved_on(
    cases: Cases, elsewhere: Cases, case: UUID
) -> None:
    known = cases.handle(case, party(person=None), OWNER).version
    elsewhere.handle(case, party(person=OWNER.id), OWNER)
    with pytest.raises(CaseNotFound):
        cases.handle(case, party(person=None), OWNER, expected=known)


def test_an_office_that_ended_elsewhere_is_not_acted_in(
    cases: Cases, elsewhere: Cases, log: Log, case: UUID
) -> None:
    given(cases, OWNER.id, "case_owner")
    known = cases.handle(case, party(), OWNER).version
    ended(elsewhere, OWNER.id, "case_owner")
    with pytest.raises(NotPermitted):
        cases.handle(case, party(), OWNER, expected=known)
    assert version(log, case) == known


def test_an_office_that_was_given_elsewhere_counts_at_once(
    cases: Cases, elsewhere: Cases, case: UUID
) -> None:
    given(cases, "somebody", "case_owner")
    with pytest.raises(NotPermitted):
        cases.handle(case, party(), OWNER)
    known = cases.found(case, INTAKE).version
    given(elsewhere, OWNER.id, "case_owner")
    assert cases.handle(case, party(), OWNER, expected=known).version > known


def test_a_case_is_opened_by_an_office_as_it_is_now(
    cases: Cases, elsewhere: Cases
) -> None:
    given(cases, INTAKE.id, INTAKE.role)
    assert cases.open(report(**TAKEN_DOWN, reporter="caller-1"), INTAKE)
    ended(elsewhere, INTAKE.id, INTAKE.role)
    with pytest.raises(NotPermitted):
        cases.open(report(**TAKEN_DOWN, reporter="caller-1"), INTAKE)


def test_offices_that_moved_on_refuse_an_append(cases: Cases, log: Log) -> None:
    given(cases, OWNER.id, "case_owner")
    at = version(log, MANDATES)
    with pytest.raises(Outdated):
        log.append(uuid7(), 0, [took()], envelope(), offices=at - 1)
    assert log.append(uuid7(), 0, [took()], envelope(), offices=at).version == 1


def relying(log: Log, offices: int) -> Callable[[], Any]:
    stream, by = uuid7(), envelope()
    return lambda: log.append(stream, 0, [took()], by, offices=offices)


def test_one_that_relied_on_less_does_not_fail_its_neighbours(
    cases: Cases, log: Log
) -> None:
    given(cases, OWNER.id, "case_owner")
    at = version(log, MANDATES)
    appends = [relying(log, at), relying(log, at - 1), an_append(log)]
    first, outdated, last = in_company(log, appends)
    with pytest.raises(Outdated):
        outdated.result()
    assert first.result().version == last.result().version == 1
