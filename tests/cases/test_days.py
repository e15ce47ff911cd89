"""Days that make no sense are refused: before there was a code, past, still to come."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from rules import (
    CHAIR,
    DETECTIVE,
    SAID,
    TODAY,
    accused,
    allegation,
    disclosure,
    exhibit,
    investigated,
    measure,
    nothing,
    notified,
    report,
    step,
    violated,
)
from scenario import COMPLIANCE, MEMBER, OWNER, Scenario, day, refusal

from cases.actors import Actor
from cases.commands.appeal import LodgeAppeal
from cases.commands.command import Command
from cases.commands.evidence import CopyEvidence, DestroyEvidence
from cases.commands.investigation import HearSubject
from cases.commands.notifying import NotifyDecision
from cases.errors import Refused

BEFORE_ANY_CODE = date(2019, 12, 31)
NOT_IN_FORCE = "no edition was in force"
COPIED = CopyEvidence(original=1, custodian=DETECTIVE.id, copied_on=TODAY, reason=SAID)
DESTROYED = DestroyEvidence(evidence=1, destroyed_on=TODAY, reason=SAID)
MINOR = {"value": 1, "currency": "CHF", "duty_station": "gva"}


@pytest.mark.parametrize("received_on", [date.min, date(1950, 1, 1), BEFORE_ANY_CODE])
def test_no_report_was_received_before_there_was_a_code(received_on: date) -> None:
    asked = nothing().when(report(received_on=received_on), MEMBER)
    asked.then_refused(Refused, NOT_IN_FORCE, "Demo Code")
    assert refusal(asked).field == "received_on"
    assert refusal(asked).allowed == ("2020-01-01/2025-01-01", "2025-01-01/..")


def test_a_report_may_have_been_received_under_an_earlier_edition() -> None:
    asked = nothing().when(report(received_on=date(2020, 1, 1)), MEMBER)
    assert isinstance(asked.outcome, list)


@pytest.mark.parametrize(
    ("before", "command", "by", "field"),
    [
        (investigated, exhibit(taken_on=BEFORE_ANY_CODE), DETECTIVE, "taken_on"),
        (accused, allegation(conduct_from=BEFORE_ANY_CODE), OWNER, "conduct_from"),
        (violated, measure(effective_on=date.min), CHAIR, "effective_on"),
    ],
)
def test_nothing_happened_to_a_case_before_there_was_a_code(
    before: Callable[[], Scenario], command: Command, by: Actor, field: str
) -> None:
    asked = before().when(command, by)
    asked.then_refused(Refused, NOT_IN_FORCE)
    assert refusal(asked).field == field


YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize("on", [BEFORE_ANY_CODE, TODAY + timedelta(days=1)])
@pytest.mark.parametrize(
    ("command", "by", "field"),
    [(COPIED, DETECTIVE, "copied_on"), (DESTROYED, COMPLIANCE, "destroyed_on")],
)
def test_evidence_was_copied_or_destroyed_on_a_day_that_makes_sense(
    command: Command, by: Actor, field: str, on: date
) -> None:
    asked = investigated().when(command.model_copy(update={field: on}), by)
    asked.then_refused(Refused, "", field=field)


def test_nobody_is_heard_told_or_appeals_before_the_report_was_received() -> None:
    heard = HearSubject(party=1, mode="declined", occurred_on=YESTERDAY)
    told = NotifyDecision(party=1, notified_on=YESTERDAY)
    appealed = LodgeAppeal(party=1, lodged_on=YESTERDAY, grounds=SAID)
    for asked, field in (
        (investigated().when(heard, OWNER), "occurred_on"),
        (notified().when(told, COMPLIANCE), "notified_on"),
        (notified().when(appealed, COMPLIANCE), "lodged_on"),
    ):
        asked.then_refused(Refused, "before the report was received", "not from")
        assert refusal(asked).field == field


def test_a_measure_ends_after_it_begins_and_while_working_days_are_known() -> None:
    backwards = violated().when(measure(expires_on=YESTERDAY), CHAIR)
    backwards.then_refused(Refused, "ends before it begins", "3")
    assert refusal(backwards).field == "expires_on"
    for_ever = violated().when(measure(expires_on=date.max), CHAIR)
    for_ever.then_refused(Refused, "after 2100-12-31", "not from the code")
    assert refusal(for_ever).until == date(2100, 12, 31)


def gift(**facts: str | int) -> Scenario:
    minor = disclosure(opening="declare_minor", facts={**MINOR, **facts})
    return nothing().when(minor, MEMBER)


def test_a_day_in_the_past_is_asked_for_within_living_memory() -> None:
    asked = gift(received_on="1899-12-31")
    asked.then_refused(Refused, "'received_on' is not between 1900-01-01", "4")
    assert refusal(asked).field == "facts.received_on"
    gift(received_on="2026-01-06").then_refused(Refused, "is in the future", "4")


def test_no_duty_to_declare_ran_before_there_was_a_code() -> None:
    facts = {"received_on": "2019-12-31"}
    early = disclosure(opening="declare_promptly", facts=facts)
    asked = nothing().when(early, MEMBER)
    asked.then_refused(Refused, NOT_IN_FORCE, "Demo Code")
    assert refusal(asked).field == "facts.received_on"


def test_a_day_to_come_is_today_or_later() -> None:
    declared = nothing().after(disclosure(), MEMBER)
    past = declared.when(step("authorise", until="2026-01-04"), COMPLIANCE)
    past.then_refused(Refused, "'until' is in the past", "4")
    assert refusal(past).field == "facts.until"
    for until in ("2026-01-05", "2100-12-31"):
        allowed = declared.when(step("authorise", until=until), COMPLIANCE)
        assert isinstance(allowed.outcome, list)
    too_late = declared.when(step("authorise", until="2101-01-01"), COMPLIANCE)
    too_late.then_refused(Refused, "is not between", "4")


def test_a_day_that_may_be_any_is_bounded_too() -> None:
    declared = nothing().after(disclosure(), MEMBER)
    for begins_on in ("2020-05-01", "2027-05-01"):
        planned = declared.when(step("plan", begins_on=begins_on), MEMBER, at=day(1))
        assert isinstance(planned.outcome, list)
    never = declared.when(step("plan", begins_on="9999-12-31"), MEMBER)
    never.then_refused(Refused, "is not between", "4")


def test_a_fact_that_is_one_of_several_is_refused_with_what_is_possible() -> None:
    asked = nothing().when(disclosure(facts={"source": "friend"}), MEMBER)
    asked.then_refused(Refused, "the fact 'source'", "4", "facts.source")
    assert refusal(asked).allowed == ("government", "company")
