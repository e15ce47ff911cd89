"""Requests about one's own data, alike in every edition: GDPR Art. 12, 15 to 22."""

from typing import Final

import pytest
from scenario import Scenario, day, given
from shipped import codes

from cases.actors import SYSTEM, Actor
from cases.commands.clocks import ExtendTimeLimit, NoteTime
from cases.commands.opening import MakeDisclosure
from cases.commands.restricting import EndRestriction
from cases.commands.steps import TakeStep
from cases.errors import NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.event import Fact, Personal
from cases.events.procedure import (
    ClockExtended,
    ClockMet,
    ClockMissed,
    ClockPaused,
    ClockResumed,
    ClockStopped,
    StepTaken,
)
from cases.events.requests import RestrictionEnded
from cases.events.retention import RetentionStarted

SAID: Final = Personal("What was said.")
PERSON: Final = Actor("person-1", "member")
OFFICER: Final = Actor("officer-1", "data_protection_officer")
TAKEN_DOWN: Final = {
    "ima": "national_committee",
    "ims": "human_resources",
    "iom": "human_resources",
}
CLOSED: Final = (StepTaken, ClockMet, CaseClosed, RetentionStarted)

organisations = pytest.mark.parametrize("organisation", codes())


def asked(
    organisation: str, right: str, opening: str = "ask", by: Actor = PERSON
) -> Scenario:
    command = MakeDisclosure(
        case_type="data_subject_request",
        opening=opening,
        facts={"right": right, "asked_on": "2026-01-05"},
        account=SAID,
    )
    return given(organisation).after(command, by)


def step(name: str, **facts: Fact) -> TakeStep:
    return TakeStep(step=name, facts=facts, note=SAID)


@organisations
def test_a_copy_is_given_to_whoever_asked_for_access(organisation: str) -> None:
    for right in ("access", "portability"):
        request = asked(organisation, right)
        request.when(step("give_copy"), OFFICER).then_happens(*CLOSED)
    asked(organisation, "objection").when(step("give_copy"), OFFICER).then_refused(
        Refused, "right"
    )


@organisations
def test_nothing_is_given_before_it_is_known_who_asks(organisation: str) -> None:
    office = Actor("office-1", TAKEN_DOWN[organisation], PERSON.id)
    letter = asked(organisation, "access", "take_down", office)
    for early in (step("give_copy"), step("find_nothing")):
        letter.when(early, OFFICER).then_refused(Refused, "in the phase 'received'")
    shown = step("verify_identity", identity_shown_by="document_seen")
    known = letter.after(shown, OFFICER)
    known.when(step("give_copy"), OFFICER).then_happens(*CLOSED)
    letter.when(shown, PERSON).then_refused(NotPermitted, "data_protection_officer")


@organisations
def test_the_month_stands_still_while_there_are_doubts(organisation: str) -> None:
    request = asked(organisation, "access")
    silent = TakeStep(step="ask_for_identity")
    request.when(silent, OFFICER).then_refused(Refused, "it is not said why")
    doubts = step("ask_for_identity")
    request.when(doubts, OFFICER).then_happens(StepTaken, ClockPaused)
    waiting = request.after(doubts, OFFICER)
    waiting.when(step("give_copy"), OFFICER).then_refused(Refused, "not possible")
    shown = step("verify_identity", identity_shown_by="called_back")
    waiting.when(shown, OFFICER, at=day(3)).then_happens(StepTaken, ClockResumed)


@organisations
def test_a_month_and_two_more_once_and_with_reasons(organisation: str) -> None:
    request = asked(organisation, "access")
    (run,) = request.case.clocks.values()
    assert run.due.on.isoformat() == "2026-02-05"
    more = ExtendTimeLimit(clock="data_subject_request", reasons=SAID)
    request.when(more, OFFICER).then_happens(ClockExtended)
    longer = request.after(more, OFFICER)
    (run,) = longer.case.clocks.values()
    assert run.due.on.isoformat() in ("2026-04-06", "2026-04-07")
    longer.when(more, OFFICER).then_refused(Refused, "all the time it may be given")
    late = request.after(NoteTime(), SYSTEM, at=day(33))
    late.when(more, OFFICER, at=day(33)).then_refused(Refused, "has passed")


@organisations
def test_a_request_that_nobody_answers_is_missed(organisation: str) -> None:
    warned = asked(organisation, "access").after(NoteTime(), SYSTEM, at=day(30))
    warned.when(NoteTime(), SYSTEM, at=day(33)).then_happens(ClockMissed)


@organisations
def test_a_refusal_has_reasons_and_names_the_remedies(organisation: str) -> None:
    request = asked(organisation, "erasure")
    told: dict[str, Fact] = {"refused_because": "excessive", "told_of_remedies": True}
    refuse = step("refuse", **told)
    request.when(refuse, OFFICER).then_happens(*CLOSED)
    untold = step("refuse", **told | {"told_of_remedies": False})
    request.when(untold, OFFICER).then_refused(Refused, "told of remedies")
    silent = TakeStep(step="refuse", facts=told)
    request.when(silent, OFFICER).then_refused(Refused, "it is not said why")


@organisations
def test_what_is_withheld_is_said_with_its_reason(organisation: str) -> None:
    request = asked(organisation, "access")
    facts: dict[str, Fact] = {"withheld_for": "rights_of_others"}
    part = step("fulfil_in_part", **facts, told_of_remedies=True)
    request.when(part, OFFICER).then_happens(*CLOSED)
    untold = step("fulfil_in_part", **facts, told_of_remedies=False)
    request.when(untold, OFFICER).then_refused(Refused, "told of remedies")


@organisations
def test_data_that_are_restricted_stay_until_whoever_asked_was_told(
    organisation: str,
) -> None:
    request = asked(organisation, "restriction")
    request.when(step("restrict"), OFFICER).then_happens(StepTaken, ClockMet)
    restricted = request.after(step("restrict"), OFFICER)
    assert restricted.case.phase == "restricted"
    early = EndRestriction(told_on=day(1).date(), reasons=SAID)
    restricted.when(early, OFFICER).then_refused(Refused, "in the future")
    ended = EndRestriction(told_on=day(0).date(), reasons=SAID)
    restricted.when(ended, OFFICER).then_happens(
        RestrictionEnded, CaseClosed, RetentionStarted
    )


@organisations
def test_nobody_answers_their_own_request(organisation: str) -> None:
    own = Actor(PERSON.id, "data_protection_officer")
    for name, right in (("give_copy", "access"), ("fulfil", "objection")):
        request = asked(organisation, right)
        request.when(step(name), own).then_refused(Refused, "another person")


@organisations
def test_a_request_can_be_taken_back(organisation: str) -> None:
    asked(organisation, "access").when(step("withdraw"), PERSON).then_happens(
        StepTaken, ClockStopped, CaseClosed, RetentionStarted
    )
