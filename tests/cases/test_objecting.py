"""Objections of whoever reported to those who handle the case."""

from typing import Any, Final

import pytest
from rules import CHAIR, DETECTIVE, SAID, exhibit, handled, handler, step
from scenario import COMPLIANCE, DAY_0, DPO, INTAKE, MEMBER, OWNER, Scenario, refusal

from cases.actors import Actor
from cases.commands.objecting import (
    DecideHandlerObjection,
    ObjectToHandler,
    may_read,
)
from cases.commands.possible import possible_to
from cases.commands.reopening import ReopenCase
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.objecting import HandlerObjectedTo, HandlerObjectionDecided
from cases.events.people import HandlerRemoved, PersonExcluded

CLAUSE: Final = "not from the code: somebody impartial"
SECOND: Final = Actor("compliance-2", "compliance_officer")


def objecting(office: str = "detective") -> ObjectToHandler:
    return ObjectToHandler(office=office, reasons=SAID)


def deciding(*persons: str, number: int = 1, **said: Any) -> DecideHandlerObjection:
    fields = {"objection": number, "upheld": bool(persons), "reasons": SAID, **said}
    return DecideHandlerObjection.model_validate({"persons": persons, **fields})


def objected(office: str = "detective") -> Scenario:
    return handled().after(objecting(office), MEMBER)


def of_step(name: str) -> dict[str, str]:
    return {"step": name, "clause": CLAUSE, "phase": "looked_into"}


def possible(before: Scenario, by: Actor) -> set[str]:
    return {one.step.name for one in possible_to(before.case, by, DAY_0)}


def test_whoever_reported_objects_to_those_in_an_office() -> None:
    handled().when(objecting(), MEMBER).then(
        HandlerObjectedTo(
            **of_step("object_to_handler"),
            objection=1,
            office="detective",
            reasons=SAID,
        )
    )
    assert "object_to_handler" in possible(handled(), MEMBER)


@pytest.mark.parametrize(
    "office", ["investigator", "compliance_officer", "committee_member"]
)
def test_the_office_may_be_named_as_the_edition_does_or_in_general(office: str) -> None:
    handled().when(objecting(office), MEMBER).then_happens(HandlerObjectedTo)


@pytest.mark.parametrize("office", ["auditor", "member", "pope", "neutral_member"])
def test_an_office_that_handles_no_reports_is_refused(office: str) -> None:
    asked = handled().when(objecting(office), MEMBER)
    asked.then_refused(
        Refused, "nobody handles reports in such an office", CLAUSE, "office"
    )
    allowed = [*refusal(asked).allowed]
    assert {"investigator", "detective"} <= {*allowed}
    assert allowed == sorted(allowed)


def test_nobody_objects_but_whoever_reported() -> None:
    handled().when(objecting(), OWNER).then_refused(NotPermitted, "is for")
    other = Actor("member-2", "member")
    handled().when(objecting(), other).then_refused(CaseNotFound, "no such case")


def test_one_objection_to_an_office_is_decided_at_a_time() -> None:
    objected().when(objecting(), MEMBER).then_refused(
        Refused, "is being decided", CLAUSE, "office"
    )
    (other,) = objected().when(objecting("case_owner"), MEMBER).outcome or ()
    assert isinstance(other, HandlerObjectedTo)
    assert other.objection == 2
    both = objected().after(objecting("case_owner"), MEMBER)
    both.when(deciding(number=1), COMPLIANCE).then_happens(HandlerObjectionDecided)
    over = objected().after(deciding(), COMPLIANCE)
    over.when(objecting(), MEMBER).then_happens(HandlerObjectedTo)


def test_it_is_dismissed_with_reasons_for_the_reporter() -> None:
    objected().when(deciding(), COMPLIANCE).then(
        HandlerObjectionDecided(
            **of_step("decide_handler_objection"),
            objection=1,
            office="detective",
            upheld=False,
            reasons=SAID,
        )
    )


def test_whoever_it_is_upheld_against_is_kept_away_and_loses_the_case() -> None:
    upheld = objected().when(deciding(DETECTIVE.id), COMPLIANCE)
    upheld.then_happens(HandlerObjectionDecided, PersonExcluded, HandlerRemoved)
    _, excluded, *_ = upheld.outcome or ()
    assert isinstance(excluded, PersonExcluded)
    assert (excluded.person, excluded.reason) == (DETECTIVE.id, "objection")
    after = objected().after(deciding(DETECTIVE.id), COMPLIANCE)
    after.when(objecting(), DETECTIVE).then_refused(CaseNotFound, "no such case")


@pytest.mark.parametrize(
    "command",
    [deciding(upheld=True), deciding(DETECTIVE.id, upheld=False)],
    ids=["upheld against nobody", "dismissed and yet against somebody"],
)
def test_whoever_upholds_it_says_who_goes(command: DecideHandlerObjection) -> None:
    objected().when(command, COMPLIANCE).then_refused(
        Refused, "says who goes", CLAUSE, "persons"
    )


def test_nobody_is_named_twice() -> None:
    with pytest.raises(ValueError, match="named twice"):
        deciding("p-1", "p-1")


def test_an_objection_is_decided_once_and_only_if_there_is_one() -> None:
    over = objected().after(deciding(), COMPLIANCE)
    for before, number in ((over, 1), (objected(), 2), (handled(), 1)):
        before.when(deciding(number=number), COMPLIANCE).then_refused(
            Refused, "no objection to handlers waits", CLAUSE, "objection"
        )


def test_it_ends_with_the_case_and_may_be_made_again_once_that_is_reopened() -> None:
    before = objected().after(step("give_last_feedback"), INTAKE)
    ended = before.after(step("close_told"), COMPLIANCE).after(exhibit(), OWNER)
    again = ended.after(ReopenCase(new_facts=SAID), COMPLIANCE)
    again.when(deciding(), COMPLIANCE).then_refused(
        Refused, "no objection to handlers waits", CLAUSE, "objection"
    )
    again.when(objecting(), MEMBER).then_happens(HandlerObjectedTo)


def test_nobody_decides_on_an_office_like_their_own() -> None:
    before = objected("compliance_officer")
    before.when(deciding(), COMPLIANCE).then_refused(
        NotPermitted, "in another office", CLAUSE
    )
    before.when(deciding(), CHAIR).then_happens(HandlerObjectionDecided)


def test_nor_does_whoever_has_the_case_in_the_office_objected_to() -> None:
    handling = handled().after(handler(SECOND.id, "detective"), COMPLIANCE)
    before = handling.after(objecting(), MEMBER)
    before.when(deciding(), SECOND).then_refused(
        NotPermitted, "in another office", CLAUSE
    )


@pytest.mark.parametrize("office", ["detective", "investigator"])
def test_nor_on_one_that_they_hold_in_the_case_besides(office: str) -> None:
    """However the reporter names it; they do not read the reasons either."""
    both = Actor(DETECTIVE.id, COMPLIANCE.role)
    before = objected(office)
    before.when(deciding(), both).then_refused(NotPermitted, "in another office")
    assert not may_read(before.case, both, 1)


def test_it_waits_for_those_who_may_decide_it_and_for_nobody_else() -> None:
    step = "decide_handler_objection"
    assert step in possible(objected(), COMPLIANCE)
    assert step in possible(objected(), CHAIR)
    assert step not in possible(handled(), COMPLIANCE)
    assert step not in possible(objected("compliance_officer"), COMPLIANCE)
    assert step not in possible(objected().after(deciding(), CHAIR), COMPLIANCE)
    case = objected().case
    waiting = {one.step.name: one.awaited for one in possible_to(case, CHAIR, DAY_0)}
    assert waiting[step]


def test_why_they_object_is_read_by_those_who_may_decide_alone() -> None:
    case = objected().case
    readers = {
        by.id
        for by in (COMPLIANCE, SECOND, CHAIR, OWNER, DETECTIVE, INTAKE, DPO)
        if may_read(case, by, 1)
    }
    assert readers == {COMPLIANCE.id, SECOND.id, CHAIR.id}
    about_them = objected("compliance_officer").case
    assert not may_read(about_them, COMPLIANCE, 1)
    assert may_read(about_them, CHAIR, 1)
