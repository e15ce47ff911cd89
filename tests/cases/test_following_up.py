"""What rules ask for happens once for each cause, and says what it follows from."""

from uuid import UUID, uuid4

import pytest
from recorded import events, refusals, version
from rules import disclosure, report, step
from scenario import DAY_0, INTAKE, MEMBER

from cases.actors import SYSTEM
from cases.commands.by_rule import TakeStepByRule
from cases.errors import CaseNotFound
from cases.events.procedure import StepTaken
from cases.handling import Cases
from cases.log.log import Log
from cases.request import Because

KEY = "a rule and its cause"
SILENCE = TakeStepByRule(reaction="silence_is_answered")


def told(cases: Cases, log: Log, *, by_day: bool = False) -> tuple[UUID, Because]:
    """A case, and its first event as a cause."""
    case = cases.open(report(), MEMBER).case
    first = log.history(case)[0]
    correlation = first.envelope.correlation
    return case, Because(case, first.position, correlation, "silence", by_day)


def steps(log: Log) -> list[StepTaken]:
    return [event for event in events(log) if isinstance(event, StepTaken)]


def test_what_a_rule_asks_for_names_its_cause(cases: Cases, log: Log) -> None:
    case, because = told(cases, log)
    cases.follow_up(case, SILENCE, KEY, because)
    last = next(one for one in log.history(case) if isinstance(one.event, StepTaken))
    assert last.envelope.causation == because.position
    assert last.envelope.correlation == because.correlation
    assert (last.envelope.actor, last.envelope.acting_as) == (SYSTEM.id, SYSTEM.role)


def test_of_another_case_not_even_the_correlation_is_told(
    cases: Cases, log: Log
) -> None:
    _, elsewhere = told(cases, log)
    case, _ = told(cases, log)
    cases.follow_up(case, SILENCE, KEY, elsewhere)
    last = log.history(case)[-1]
    assert last.envelope.causation == elsewhere.position
    assert last.envelope.correlation != elsewhere.correlation


@pytest.mark.parametrize("by_day", [True, False])
def test_what_follows_from_a_reporters_act_tells_no_hour(
    cases: Cases, log: Log, by_day: bool
) -> None:
    case, because = told(cases, log, by_day=by_day)
    cases.follow_up(case, SILENCE, KEY, because)
    cases.follow_up(case, TakeStepByRule(reaction="both_tests"), "in vain", because)
    last, refusal = log.history(case)[-1], log.since(0, 1000)[-1]
    for recorded in (last, refusal):
        at = recorded.recorded_at
        on_the_day = at == at.replace(hour=0, minute=0, second=0, microsecond=0)
        assert on_the_day == by_day


def test_it_happens_once_however_often_it_is_asked(cases: Cases, log: Log) -> None:
    case, because = told(cases, log)
    for _ in range(3):
        cases.follow_up(case, SILENCE, KEY, because)
    assert len(steps(log)) == 1
    cases.follow_up(case, SILENCE, "another cause", because)
    assert len(steps(log)) == 2


def test_a_case_is_opened_once(cases: Cases, log: Log) -> None:
    _, because = told(cases, log)
    before = len(events(log))
    for _ in range(3):
        cases.follow_up(None, disclosure(opening="declare"), KEY, because)
    opened = {one.stream for one in log.since(0, 1000)[before:]}
    assert len(opened) == 1


def test_what_was_refused_once_is_not_asked_again(cases: Cases, log: Log) -> None:
    case, because = told(cases, log)
    cases.follow_up(case, step("investigate"), KEY, because)
    (refusal,) = refusals(log)
    assert (refusal.case, refusal.asked) == (case, "TakeStep")
    assert log.since(0, 1000)[-1].envelope.causation == because.position
    # Whatever has changed meanwhile, the first answer stays.
    cases.handle(case, step("acknowledge"), INTAKE)
    before = version(log, case)
    cases.follow_up(case, step("investigate"), KEY, because)
    assert version(log, case) == before
    assert len(refusals(log)) == 1


def test_a_case_that_is_not_there_is_a_fault_and_no_answer(
    cases: Cases, log: Log
) -> None:
    _, because = told(cases, log)
    with pytest.raises(CaseNotFound):
        cases.follow_up(uuid4(), SILENCE, KEY, because)
    assert refusals(log) == []
    assert cases.now() == DAY_0
