"""Breaches of personal data at IOM, by its own principles."""

from datetime import timedelta
from typing import Final

from iom import HEAD, STAFF, disclosure, opened
from scenario import DAY_0, Scenario, day

from cases.actors import SYSTEM, Actor
from cases.commands.clocks import NoteTime
from cases.commands.steps import TakeStep
from cases.errors import Refused
from cases.events.closing import CaseClosed
from cases.events.event import Fact, Personal
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)
from cases.events.retention import RetentionStarted

OFFICER: Final = Actor("officer-1", "data_protection_officer")
HOUR: Final = timedelta(hours=1)
LEAK: Final = disclosure(
    "data_breach",
    "report",
    what="sent_to_others",
    data=("name", "travel_document"),
    became_known_on="2026-01-05",
)


def step(name: str, **facts: Fact) -> TakeStep:
    return TakeStep(step=name, facts=facts, note=Personal("Said."))


def found(name: str) -> Scenario:
    risk = step(name, persons_concerned=9, beneficiaries=True)
    return opened(LEAK).after(risk, OFFICER)


def test_the_alert_is_to_be_seen_within_the_hour() -> None:
    seen = step("take_note")
    opened(LEAK).when(seen, OFFICER, DAY_0 + HOUR).then_happens(StepTaken, ClockMet)
    opened(LEAK).when(NoteTime(), SYSTEM, DAY_0 + 2 * HOUR).then_happens(ClockMissed)


def test_the_body_that_oversees_is_told_within_72_hours_or_late_with_reasons() -> None:
    told = found("find_risk")
    notify = step("notify_authority")
    told.when(notify, OFFICER, DAY_0 + 72 * HOUR).then_happens(StepTaken, ClockMet)
    told.when(notify, OFFICER, DAY_0 + 73 * HOUR).then_happens(
        StepTaken, ClockMissed, ClockMetLate
    )
    silent = TakeStep(step="notify_authority")
    told.when(silent, OFFICER, DAY_0 + 73 * HOUR).then_refused(
        Refused, "it is not said why", "GDPR Art. 33(1)"
    )
    told.when(step("add_to_notification"), OFFICER).then_refused(
        Refused, "comes after notify_authority"
    )


def test_of_a_high_risk_people_are_told_and_all_of_it_is_registered() -> None:
    high = found("find_high_risk")
    close = step("close_high_risk")
    high.when(close, OFFICER).then_refused(
        Refused, "comes after contain, notify_authority, tell_persons, register"
    )
    done = (
        high.after(step("contain", contained_on="2026-01-05"), HEAD)
        .after(step("notify_authority"), OFFICER)
        .after(step("tell_persons", told_by="in_person"), HEAD)
        .after(step("register"), OFFICER)
    )
    done.when(close, OFFICER).then_happens(StepTaken, CaseClosed, RetentionStarted)


def test_a_risk_to_nobody_is_registered_all_the_same() -> None:
    nobody = step("find_no_risk", persons_concerned=0, beneficiaries=False)
    opened(LEAK).when(nobody, OFFICER).then_happens(StepTaken, ClockMet, ClockStopped)
    none = opened(LEAK).after(nobody, OFFICER)
    none.when(step("close_no_risk"), OFFICER).then_refused(
        Refused, "comes after contain, register"
    )


def test_a_risk_that_turns_out_high_lets_people_be_told() -> None:
    worse = step("find_high_risk", persons_concerned=90, beneficiaries=True)
    found("find_risk").when(worse, OFFICER, day(1)).then_happens(
        StepTaken, ClockStarted
    )
    assert STAFF.id == opened(LEAK).case.declarant
