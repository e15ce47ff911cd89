"""What a rule lets happen in other cases than that of the event it follows."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from ims import (
    EDITION,
    HR,
    STAFF,
    all_confirmed,
    every_policy,
    in_register,
    opened,
    registered,
    to_sign,
    version,
)
from scenario import Scenario, day

from cases.actors import SYSTEM
from cases.case.case import Case
from cases.commands.clocks import NoteTime
from cases.errors import CaseError
from cases.events.event import Event
from cases.events.policies import ADHERENCE
from cases.events.procedure import ClockPassed, ClockStarted, StepTaken
from cases.reactions.happened import Asked, Happened, Whenever
from cases.reactions.table import take_step_in_each

POLICY = UUID(int=1)
SIGNED, WAITING, OTHER = UUID(int=2), UUID(int=3), UUID(int=4)
NAME = "adherence_is_asked_anew"


def waiting() -> Scenario:
    """Signed, and the policies still to be confirmed."""
    return opened(to_sign("new_policy"))


def signed() -> Scenario:
    return in_register(waiting(), *every_policy()).after(all_confirmed(), STAFF)


@dataclass(frozen=True)
class Moment:
    """A policy's version is in force; what else there is."""

    cases: dict[UUID, Case] = field(
        default_factory=lambda: {
            SIGNED: signed().case,
            WAITING: waiting().case,
            OTHER: registered().case,
        }
    )

    def case(self) -> Case:
        return in_force().case

    def case_of(self, stream: UUID) -> Case:
        return self.cases[stream]

    def streams(self, relation: str) -> tuple[UUID, ...]:
        assert relation == ADHERENCE
        return tuple(self.cases)


def in_force() -> Scenario:
    """A policy whose version came into force, as the passing of time says."""
    return registered().after(version("it"), HR).after(NoteTime(), SYSTEM, day(1))


def passed(clock: str = "coming_into_force") -> Event:
    (event,) = [
        e
        for e, _ in in_force().history
        if isinstance(e, ClockPassed) and e.clock == clock
    ]
    return event


def asked(event: Event, moment: Moment | None = None) -> list[Asked]:
    happened = Happened(POLICY, 9, 9, day(1).date(), event)
    reaction = EDITION.reactions[NAME]
    return list(
        take_step_in_each(Whenever(happened, NAME, reaction, moment or Moment()))
    )


def test_whoever_has_confirmed_is_asked_anew_and_nobody_else() -> None:
    (one,) = asked(passed())
    assert (one.case, one.about) == (SIGNED, str(SIGNED))
    (taken, started) = signed().when(one.command, SYSTEM, day(2)).outcome or ()
    assert isinstance(taken, StepTaken)
    assert (taken.step, taken.phase, taken.clause) == (
        "ask_anew",
        "adherence_due",
        EDITION.reactions[NAME].clause,
    )
    assert isinstance(started, ClockStarted)
    assert started.clock == "adherence"


def test_nothing_else_is_followed() -> None:
    published, *_ = registered().when(version("it"), HR).outcome or ()
    assert asked(published) == []


def test_who_confirms_meanwhile_is_not_asked_a_second_time() -> None:
    (one,) = asked(passed())
    again = signed().after(one.command, SYSTEM, day(2))
    outcome = again.when(one.command, SYSTEM, day(2)).outcome
    assert isinstance(outcome, CaseError)
    assert "not possible in the phase 'adherence_due'" in str(outcome)


@pytest.mark.parametrize("kind", ["corruption", "misuse_of_donations"])
def test_where_money_is_concerned_donors_are_thought_of(kind: str) -> None:
    reaction = EDITION.reactions["donors_are_thought_of"]
    assert kind in reaction.categories
    assert reaction.starts == "looking_for_donors"
    look = EDITION.procedure("breach_report").step("look_for_donors")
    assert look.meets == ("looking_for_donors",)
