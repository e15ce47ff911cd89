"""Commands sent again, and on a version that is not the latest."""

from uuid import UUID

import pytest
from recorded import KEY, events, refusals, version
from rules import (
    allegation,
    handler,
    party,
    report,
    step,
)
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER

from cases.errors import (
    CommandReused,
    Outdated,
    Refused,
)
from cases.handling import Cases
from cases.log.log import Log


def test_a_command_on_another_version_than_expected_changes_nothing(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = version(log, case)
    with pytest.raises(Outdated) as outdated:
        cases.handle(case, party(), OWNER, expected=before - 1)
    assert outdated.value.version == before
    assert version(log, case) == before
    assert cases.handle(case, party(), OWNER, expected=before).version == before + 3


def test_a_repeated_key_gets_the_first_answer_and_happens_once(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = version(log, case)
    first = cases.handle(case, party(), OWNER, expected=before, key=KEY)
    cases.handle(case, step("give_feedback", outcome="answered"), INTAKE)
    now = version(log, case)
    assert cases.handle(case, party(), OWNER, expected=before, key=KEY) == first
    assert cases.handle(case, party(), OWNER, key=KEY) == first
    assert version(log, case) == now
    assert not refusals(log)


def test_an_opening_that_is_repeated_opens_one_case(cases: Cases, log: Log) -> None:
    first = cases.open(report(), MEMBER, key=KEY)
    length = len(events(log))
    assert cases.open(report(), MEMBER, key=KEY) == first
    assert len(events(log)) == length


def test_a_repeated_command_that_would_now_be_refused_gets_the_first_answer(
    cases: Cases, log: Log
) -> None:
    opened = cases.open(report(), MEMBER)
    first = cases.handle(opened.case, step("acknowledge"), INTAKE, key=KEY)
    assert cases.handle(opened.case, step("acknowledge"), INTAKE, key=KEY) == first
    with pytest.raises(Refused):
        cases.handle(opened.case, step("acknowledge"), INTAKE, key="another-key")
    assert len(refusals(log)) == 1


def test_a_repeated_command_that_would_now_change_nothing_gets_the_first_answer(
    cases: Cases, case: UUID
) -> None:
    designate = handler("x-1", "case_owner")
    first = cases.handle(case, designate, COMPLIANCE, key=KEY)
    cases.handle(case, step("give_feedback", outcome="answered"), INTAKE)
    assert cases.handle(case, designate, COMPLIANCE, key=KEY) == first


def test_a_key_is_not_used_for_another_command(
    cases: Cases, log: Log, case: UUID
) -> None:
    cases.handle(case, party(), OWNER, key=KEY)
    before = version(log, case)
    for other in (party("witness"), allegation(), step("no_such_step")):
        with pytest.raises(CommandReused):
            cases.handle(case, other, OWNER, key=KEY)
    other_case = cases.open(report(), MEMBER).case
    cases.handle(other_case, handler(OWNER.id, "case_owner"), COMPLIANCE)
    with pytest.raises(CommandReused):
        cases.handle(other_case, party(), OWNER, key=KEY)
    assert not refusals(log)
    assert version(log, case) == before


def test_a_key_belongs_to_whoever_used_it(cases: Cases, log: Log, case: UUID) -> None:
    first = cases.handle(case, party(), OWNER, key=KEY)
    assert cases.handle(case, party(), INTAKE, key=KEY).version > first.version
    assert cases.answered(OWNER, KEY)
    assert not cases.answered(MEMBER, KEY)


def test_a_refused_command_can_be_tried_again_with_its_key(
    cases: Cases, case: UUID
) -> None:
    with pytest.raises(Refused):
        cases.handle(case, allegation(), OWNER, key=KEY)
    cases.handle(case, party(), OWNER)
    before = cases.handle(case, allegation(), OWNER, key=KEY)
    assert cases.handle(case, allegation(), OWNER, key=KEY) == before
