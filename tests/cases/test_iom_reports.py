"""Reports of a breach: clauses 21 and 42 of the IOM Standards of Conduct."""

import pytest
from iom import ANOTHER_OFFICIAL, BOARD, EDITION, OFFICIAL, SAID, step
from iom_reporting import assessed, established, reported
from scenario import day

from cases.commands.decision import ImposeMeasure
from cases.edition.edition import NOT_FROM_THE_CODE
from cases.errors import Refused
from cases.events.procedure import ClockMet, StepTaken


def test_a_step_out_of_order_names_its_clause() -> None:
    reported("harassment").when(step("refer_for_enquiry"), OFFICIAL).then_refused(
        Refused, "not possible in the phase 'received'", "21.1"
    )


def test_no_report_is_dismissed_by_one_person() -> None:
    proposed = (
        reported("harassment")
        .after(step("acknowledge"), OFFICIAL)
        .after(step("propose_dismissal", dismissal_reason="out_of_scope"), OFFICIAL)
    )
    proposed.when(step("confirm_dismissal"), OFFICIAL).then_refused(
        Refused, "for another person", NOT_FROM_THE_CODE
    )
    proposed.when(step("confirm_dismissal"), ANOTHER_OFFICIAL).then_happens(
        StepTaken, ClockMet
    )


def test_sexual_exploitation_is_never_settled_informally() -> None:
    settle = step("resolve_informally", affected_person_agrees=True)
    assessed("sexual_exploitation").when(settle, OFFICIAL).then_refused(
        Refused, "admits no informal resolution"
    )
    assessed("harassment").when(settle, OFFICIAL).then_happens(StepTaken)


def test_nothing_is_settled_informally_against_the_person_affected() -> None:
    settle = step("resolve_informally", affected_person_agrees=False)
    assessed("harassment").when(settle, OFFICIAL).then_refused(
        Refused, "affected person agrees"
    )


@pytest.mark.parametrize("category", ["report_in_bad_faith", "sexual_exploitation"])
def test_discipline_follows_where_the_standards_say_that_it_shall(
    category: str,
) -> None:
    board = established(category)
    board.when(step("conclude_decision"), BOARD[0]).then_refused(
        Refused, "lacks the disciplinary measure", "21.4, 42.2"
    )
    censure = ImposeMeasure(
        party=1,
        measure="written_censure",
        allegations=(1,),
        effective_on=day(1).date(),
        reasons=SAID,
    )
    board.after(censure, BOARD[0]).when(
        step("conclude_decision"), BOARD[0]
    ).then_happens(StepTaken, ClockMet)


def test_where_they_do_not_say_so_no_measure_may_follow() -> None:
    established("harassment").when(step("conclude_decision"), BOARD[0]).then_happens(
        StepTaken, ClockMet
    )


# --- what the text does not say


def test_no_day_count_or_sum_is_passed_off_as_the_codes() -> None:
    cited = [clock.clause for clock in EDITION.clocks.values()]
    cited += [rule.clause for rule in EDITION.retention.values()]
    cited += [sum_.clause for sum_ in EDITION.thresholds["nominal_value"]]
    assert all(clause.startswith(NOT_FROM_THE_CODE) for clause in cited)
