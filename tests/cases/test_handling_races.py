"""Two who act on one case at the same time."""

from uuid import UUID

import pytest
from meeting import at_once, disturbed, meeting
from recorded import KEY, refusals, version
from rules import (
    ACCUSED,
    NEUTRAL,
    SAID,
    disclosure,
    handler,
    party,
    report,
    step,
)
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER

from cases.actors import Actor
from cases.commands.arbitration import (
    CheckNeutrality,
    DeclareNeutrality,
    ProposeArbitrator,
)
from cases.commands.merging import MergeCase
from cases.errors import (
    Outdated,
    Refused,
)
from cases.events.arbitration import NeutralityChecked
from cases.events.links import CaseLinked
from cases.events.people import HandlerRemoved
from cases.handling import ATTEMPTS, Cases
from cases.log.log import Log
from cases.request import Receipt


@pytest.mark.parametrize("attempt", range(5))
def test_of_accusing_and_entrusting_somebody_at_once_exactly_one_happens(
    cases: Cases, log: Log, case: UUID, attempt: int
) -> None:
    same = version(log, case)
    both = meeting(cases)
    answers = at_once(
        lambda: both.handle(case, party(person="x-1"), OWNER, expected=same),
        lambda: both.handle(
            case, handler("x-1", "case_owner"), COMPLIANCE, expected=same
        ),
    )
    assert sorted(type(answer).__name__ for answer in answers) == [
        "Outdated",
        "Receipt",
    ]
    standing = cases.standing(case, COMPLIANCE)
    accused, entrusted = "x-1" in standing.excluded, "x-1" in standing.handlers
    assert accused != entrusted


@pytest.mark.parametrize("attempt", range(5))
def test_decided_anew_the_accused_never_keeps_the_case(
    cases: Cases, case: UUID, attempt: int
) -> None:
    both = meeting(cases)
    accusing, entrusting = at_once(
        lambda: both.handle(case, party(person="x-1"), OWNER),
        lambda: both.handle(case, handler("x-1", "case_owner"), COMPLIANCE),
    )
    assert isinstance(accusing, Receipt)
    assert isinstance(entrusting, Receipt | Refused)
    standing = cases.standing(case, COMPLIANCE)
    assert "x-1" in standing.excluded
    assert "x-1" not in standing.handlers


def test_the_same_command_sent_twice_at_once_happens_once(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = version(log, case)
    both = meeting(cases)
    first, second = at_once(*2 * [lambda: both.handle(case, party(), OWNER, key=KEY)])
    assert isinstance(first, Receipt), repr(first)
    assert first == second
    assert version(log, case) == before + 3


def test_a_check_that_relied_on_what_has_changed_is_made_anew(
    cases: Cases, log: Log, case: UUID
) -> None:
    cases.handle(case, party(), OWNER)
    propose = ProposeArbitrator(kind="appointed", person=NEUTRAL.id)
    cases.handle(case, propose, COMPLIANCE)
    cases.handle(case, DeclareNeutrality(appointment=1), NEUTRAL)
    gift = disclosure(counterparties=(NEUTRAL.id,))
    late = disturbed(cases, lambda: cases.open(gift, Actor(ACCUSED, "member")))
    late.handle(case, CheckNeutrality(appointment=1), COMPLIANCE)
    [checked] = [
        recorded.event
        for recorded in log.history(case)
        if isinstance(recorded.event, NeutralityChecked)
    ]
    found = {check.check: check for check in checked.checks}
    assert found["no_shared_interest"].answer == "failed"
    assert found["no_shared_interest"].based_on == 1
    assert not checked.eligible


def test_a_command_that_was_overtaken_is_decided_anew(
    cases: Cases, log: Log, case: UUID
) -> None:
    overtaken = disturbed(
        cases, lambda: cases.handle(case, party("witness", None), OWNER)
    )
    overtaken.handle(case, party(), OWNER)
    assert cases.standing(case, OWNER).parties[2].person == ACCUSED


def test_a_command_that_is_overtaken_again_and_again_gives_up(
    cases: Cases, log: Log, case: UUID
) -> None:
    always = disturbed(
        cases,
        lambda: cases.handle(case, party("witness", None), OWNER),
        times=ATTEMPTS,
    )
    with pytest.raises(Outdated):
        always.handle(case, party(), OWNER)
    parties = cases.standing(case, OWNER).parties.values()
    assert {each.role for each in parties} == {"witness"}
    assert [refusal.rule for refusal in refusals(log)] == ["outdated"]
    once_less = disturbed(
        cases,
        lambda: cases.handle(case, party("witness", None), OWNER),
        times=ATTEMPTS - 1,
    )
    assert isinstance(once_less.handle(case, party(), OWNER), Receipt)


def test_a_case_is_merged_into_one_that_moved_on_meanwhile_as_it_stands_then(
    cases: Cases, log: Log, case: UUID
) -> None:
    """Whoever was accused there in between loses the office they have here."""
    other = second(cases)
    entrusted = handler("x-1", "detective")
    cases.handle(other, entrusted, COMPLIANCE)
    same = version(log, other)
    accusing = disturbed(
        cases, lambda: cases.handle(case, party(person="x-1"), OWNER), times=1
    )
    merge = MergeCase(into=case, reasons=SAID)
    accusing.handle(other, merge, COMPLIANCE, expected=same)
    kinds = [type(one.event) for one in log.history(other)][same:]
    assert kinds[:2] == [CaseLinked, HandlerRemoved]
    assert [type(one.event) for one in log.history(case)][-1] is CaseLinked


def second(cases: Cases) -> UUID:
    """Another report, acknowledged."""
    other = cases.open(report(), MEMBER).case
    cases.handle(other, step("acknowledge"), INTAKE)
    return other


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_cases_that_are_merged_into_each_other_at_once_one_is(
    cases: Cases, log: Log, case: UUID, attempt: int
) -> None:
    other, both = second(cases), meeting(cases)
    answers = at_once(
        lambda: both.handle(case, MergeCase(into=other, reasons=SAID), COMPLIANCE),
        lambda: both.handle(other, MergeCase(into=case, reasons=SAID), COMPLIANCE),
    )
    kinds = sorted(type(answer).__name__ for answer in answers)
    assert kinds == ["Receipt", "Refused"]
    merged = [cases.standing(one, COMPLIANCE).links.merged for one in (case, other)]
    assert sorted(merged) == [False, True]
