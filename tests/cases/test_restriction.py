"""Restriction (GDPR Art. 18): kept, and read only as the officer allows."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import pytest
from rules import CODE, SAID, report, step
from scenario import COMPLIANCE, DPO, MEMBER, Scenario, day, given
from shipped import codes

from cases.actors import Actor
from cases.case.case import Case
from cases.case.fold import after
from cases.case.parts import Party
from cases.commands.opening import MakeDisclosure
from cases.commands.restricting import (
    EndRestriction,
    GrantReading,
    RestrictTexts,
    kept_from,
)
from cases.errors import NotPermitted, Refused
from cases.events.event import Event
from cases.events.requests import (
    ProcessingRestricted,
    ReadingAllowed,
    ReadingGranted,
    RestrictionEnded,
    TextsReleased,
    TextsRestricted,
)

CASE, OTHER, REQUEST = UUID(int=1), UUID(int=2), UUID(int=3)
ASKING: Final = Actor("p-asks", "member")
READER: Final = Actor("reader-1", "case_owner")
TODAY: Final = day(0).date()
RESTRICT: Final = RestrictTexts(ground="needed_for_claims", cases=(CASE,))
END: Final = EndRestriction(told_on=TODAY, reasons=SAID)


def concerning(*, asked: bool = True) -> Case:
    """A report in which whoever asks is a witness, beside somebody else."""
    told = Scenario(Case(CODE)).after(report(), MEMBER).case
    witness = Party("witness", person=ASKING.id, asked=asked)
    return replace(told, parties={1: Party("subject", person="p-2"), 2: witness})


def request(organisation: str = "ima", **others: Case) -> Scenario:
    """The request, restricted, beside a case."""
    command = MakeDisclosure(
        case_type="data_subject_request",
        opening="ask",
        facts={"right": "restriction", "asked_on": "2026-01-05"},
        account=SAID,
    )
    begun = given(organisation).after(command, ASKING).after(step("restrict"), DPO)
    known = {CASE: others.get("one", concerning())}
    return replace(begun, case=begun.case.among(REQUEST, known, UUID(int=9)))


def grant(until: date = TODAY, case: UUID = CASE) -> GrantReading:
    return GrantReading(case=case, person=READER.id, until=until, reasons=SAID)


def told(scenario: Scenario, *commands: object) -> Case:
    """The case, once it was told what was decided in the request."""
    case = scenario.case.others[CASE]
    for command in commands:
        assert isinstance(command, RestrictTexts | GrantReading | EndRestriction)
        elsewhere: list[tuple[UUID, Event]]
        elsewhere = [*command.decide_elsewhere(scenario.case, DPO, day(0))]
        for where, event in elsewhere:
            assert where == CASE
            case = after(case, event, DPO.id)
        scenario = scenario.after(command, DPO)
    return case


@pytest.mark.parametrize("organisation", codes())
def test_texts_are_restricted_and_the_case_is_told(organisation: str) -> None:
    here = request(organisation)
    here.when(RESTRICT, DPO).then_happens(ProcessingRestricted)
    [(case, event)] = RESTRICT.decide_elsewhere(here.case, DPO, day(0))
    assert case == CASE
    assert isinstance(event, TextsRestricted)
    assert (event.parties, event.request) == ((2,), REQUEST)
    assert "18" in event.clause


def test_nobody_reads_what_is_restricted_and_everybody_the_rest() -> None:
    case = told(request(), RESTRICT)
    assert kept_from(case, READER, {2}, TODAY)
    assert kept_from(case, READER, {1, 2}, TODAY)
    assert kept_from(case, READER, {1}, TODAY) is None
    assert kept_from(case, READER, set(), TODAY) is None


def test_their_own_words_are_kept_from_nobody() -> None:
    case = told(request(), RESTRICT)
    assert kept_from(case, Actor(READER.id, "member"), {2}, TODAY) is None


def test_whoever_is_granted_it_reads_until_the_day() -> None:
    case = told(request(), RESTRICT, grant())
    assert kept_from(case, READER, {2}, TODAY) is None
    assert kept_from(case, READER, {2}, TODAY + timedelta(days=1))
    assert kept_from(case, Actor("reader-2", "case_owner"), {2}, TODAY)


def test_what_was_restricted_for_two_is_released_for_one() -> None:
    case = told(request(), RESTRICT)
    of_another = TextsRestricted(
        request=OTHER, clause="18", ground="objection", parties=(2,)
    )
    case = after(case, of_another, DPO.id)
    case = after(case, TextsReleased(request=REQUEST, clause="18"), DPO.id)
    assert kept_from(case, READER, {2}, TODAY) == "18"


def test_a_grant_is_for_what_is_restricted_and_a_day_to_come() -> None:
    under = request().after(RESTRICT, DPO)
    under.when(grant(), DPO).then_happens(ReadingAllowed)
    early = grant(TODAY - timedelta(days=1))
    under.when(early, DPO).then_refused(Refused, "is over", "Art. 18", "until")
    never = grant(date(2101, 1, 1))
    under.when(never, DPO).then_refused(Refused, "is after 2100", "not from", "until")
    under.when(grant(case=OTHER), DPO).then_refused(
        Refused, "no texts of that case", "Art. 18", "case"
    )
    request().when(grant(), DPO).then_refused(Refused, "comes after restrict_texts")
    under.when(grant(), COMPLIANCE).then_refused(NotPermitted, "protection_officer")
    [(_, event)] = grant().decide_elsewhere(under.case, DPO, day(0))
    assert isinstance(event, ReadingGranted)
    assert (event.person, event.until) == (READER.id, TODAY)


def test_neither_is_taken_as_any_other_step() -> None:
    for name in ("restrict_texts", "end_restriction"):
        request().when(step(name), DPO).then_refused(Refused, "a command of its own")


def test_it_ends_once_whoever_asked_was_told() -> None:
    under = request().after(RESTRICT, DPO)
    early = EndRestriction(told_on=TODAY + timedelta(days=1), reasons=SAID)
    under.when(early, DPO).then_refused(Refused, "in the future", field="told_on")
    ended = under.when(END, DPO).outcome
    assert isinstance(ended, list)
    assert isinstance(ended[0], RestrictionEnded)
    case = told(request(), RESTRICT, END)
    assert kept_from(case, READER, {2}, TODAY) is None


def test_of_a_case_that_they_do_not_know_of_nothing_is_restricted() -> None:
    for case, reason in (
        (concerning(asked=False), "does not know of the case"),
        (replace(concerning(), parties={}), "no such texts"),
        (replace(concerning(), excluded=frozenset({DPO.id})), "no such case"),
    ):
        request(one=case).when(RESTRICT, DPO).then_refused(
            Refused, reason, "Art. 18", "cases.0"
        )
