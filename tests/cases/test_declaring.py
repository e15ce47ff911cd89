"""Whoever decides says first whether a conflict of their own stands in the way."""

from rules import CHAIR, MEMBERS, SAID, convened, deliberated, party, step
from scenario import OWNER, Scenario

from cases.actors import Actor
from cases.commands.declaring import DeclareConflict
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.decision import ConflictDeclared, DeciderRecused, QuorumLost
from cases.events.people import PersonExcluded
from cases.events.procedure import StepTaken

NONE = DeclareConflict(conflict=False)
SOME = DeclareConflict(conflict=True, statement=SAID)
ALL = step("determine_declared")


def declared(so_far: Scenario, *members: Actor) -> Scenario:
    for member in members:
        so_far = so_far.after(NONE, member)
    return so_far


def test_nothing_goes_on_before_each_convened_member_has_declared() -> None:
    deliberated().when(ALL, CHAIR).then_refused(
        Refused, "has not declared to have no conflict", "4"
    )
    declared(deliberated(), *MEMBERS[:2]).when(ALL, CHAIR).then_refused(
        Refused, "has not declared to have no conflict", "4"
    )
    declared(deliberated(), *MEMBERS[:3]).when(ALL, CHAIR).then_happens(StepTaken)


def test_a_member_declares_for_themselves_and_once() -> None:
    told = deliberated()
    (event,) = told.when(NONE, MEMBERS[1]).outcome or ()
    assert isinstance(event, ConflictDeclared)
    assert (event.person, event.conflict) == (MEMBERS[1].id, False)
    told.after(NONE, MEMBERS[1]).when(NONE, MEMBERS[1]).then_nothing()


def test_whoever_was_not_convened_has_nothing_to_declare() -> None:
    deliberated().when(NONE, MEMBERS[4]).then_refused(
        NotPermitted, "only a convened member", "4"
    )


def test_a_conflict_ends_the_part_in_it_and_the_quorum_is_looked_at_again() -> None:
    deliberated().when(SOME, CHAIR).then_happens(
        ConflictDeclared, DeciderRecused, QuorumLost
    )
    five = deliberated(*(member.id for member in MEMBERS))
    five.when(SOME, CHAIR).then_happens(ConflictDeclared, DeciderRecused)
    left = declared(five.after(SOME, CHAIR), *MEMBERS[1:])
    left.when(ALL, MEMBERS[1]).then_happens(StepTaken)
    left.when(NONE, CHAIR).then_refused(NotPermitted, "only a convened member", "4")
    left.when(convened(CHAIR.id), MEMBERS[1]).then_refused(Refused, "not eligible")


def test_no_conflict_can_become_one() -> None:
    told = declared(deliberated(), CHAIR)
    told.when(SOME, CHAIR).then_happens(ConflictDeclared, DeciderRecused, QuorumLost)


def test_a_declaration_does_not_speak_of_parties_who_came_later() -> None:
    told = declared(deliberated(), *MEMBERS[:3])
    more = told.after(party("witness", "somebody-1"), OWNER)
    more.when(ALL, CHAIR).then_refused(Refused, "has not declared")
    declared(more, *MEMBERS[:3]).when(ALL, CHAIR).then_happens(StepTaken)


def test_a_body_that_meets_anew_declares_anew() -> None:
    told = declared(deliberated(), *MEMBERS[:3])
    again = told.after(convened("c-1", "c-2", "c-3"), CHAIR)
    again.when(ALL, CHAIR).then_refused(Refused, "has not declared")


def test_a_member_who_is_accused_meanwhile_decides_no_more() -> None:
    told = declared(deliberated(), *MEMBERS[:3])
    accused = told.when(party("subject", CHAIR.id), OWNER)
    assert isinstance(accused.outcome, list)
    kinds = {type(event) for event in accused.outcome}
    assert {PersonExcluded, DeciderRecused, QuorumLost} <= kinds
    after = told.after(party("subject", CHAIR.id), OWNER)
    after.when(NONE, CHAIR).then_refused(CaseNotFound, "")
