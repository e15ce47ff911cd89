"""Whoever decides an appeal says first, as deciders do, whether they are free to."""

from dataclasses import replace

import pytest
from ima import CHAIR, SAID
from ima_reporting import convened
from ims import MANAGEMENT
from ims_reporting import accused, deliberated, investigated
from scenario import OWNER, Scenario

from cases.actors import Actor
from cases.case.parts import Appeal
from cases.commands.appeal_panel import DecideAppeal
from cases.commands.decision import Determine
from cases.commands.declaring import DeclareConflict
from cases.commands.people import AddParty
from cases.errors import NotPermitted, Refused
from cases.events.appeal import AppealDecided
from cases.events.decision import ConflictDeclared, DeciderRecused, DeterminationMade

PANEL = tuple(Actor(f"panel-{n}", "appeal_panel_member") for n in (1, 2, 3, 4))
NONE = DeclareConflict(conflict=False, appeal=1)
SOME = DeclareConflict(conflict=True, appeal=1, statement=SAID)
CLAUSE = "General Guidelines 5"


def appealed() -> Scenario:
    """A violation was determined, and the accused appealed."""
    case = convened("integrity").case
    return Scenario(replace(case, phase="appeal_pending", appeals={1: Appeal(party=1)}))


def upheld(*panel: Actor) -> DecideAppeal:
    return DecideAppeal(
        appeal=1,
        body="appeal_panel",
        panel=tuple(member.id for member in panel),
        outcome="upheld",
        reasons=SAID,
    )


def declared(*members: Actor) -> Scenario:
    so_far = appealed()
    for member in members:
        so_far = so_far.after(NONE, member)
    return so_far


def test_an_appeal_is_decided_by_those_who_declared_to_have_no_conflict() -> None:
    decision = upheld(*PANEL[:3])
    for so_far in (appealed(), declared(*PANEL[:2])):
        refused = so_far.when(decision, PANEL[0])
        refused.then_refused(Refused, "of the panel has not declared", CLAUSE)
        assert isinstance(refused.outcome, Refused)
        assert refused.outcome.awaits == ("declare_conflict",)
    declared(*PANEL[:3]).when(decision, PANEL[0]).then_happens(AppealDecided)


def test_whoever_declares_a_conflict_is_not_on_the_panel() -> None:
    so_far = declared(*PANEL).after(SOME, PANEL[2])
    so_far.when(upheld(*PANEL[:3]), PANEL[0]).then_refused(Refused, "not eligible")
    others = upheld(PANEL[0], PANEL[1], PANEL[3])
    so_far.when(others, PANEL[0]).then_happens(AppealDecided)


def test_a_conflict_that_has_passed_can_be_said_to_have() -> None:
    so_far = declared(*PANEL[:3]).after(SOME, PANEL[2]).after(NONE, PANEL[2])
    so_far.when(upheld(*PANEL[:3]), PANEL[0]).then_happens(AppealDecided)


def test_a_declaration_is_made_for_oneself_and_once() -> None:
    (event,) = appealed().when(NONE, PANEL[0]).outcome or ()
    assert isinstance(event, ConflictDeclared)
    assert (event.person, event.appeal, event.clause) == ("panel-1", 1, CLAUSE)
    declared(PANEL[0]).when(NONE, PANEL[0]).then_nothing()


def test_only_whoever_decides_appeals_declares_for_one() -> None:
    appealed().when(NONE, CHAIR).then_refused(
        NotPermitted, "to decide the appeal", CLAUSE
    )
    none = DeclareConflict(conflict=False, appeal=2)
    appealed().when(none, PANEL[0]).then_refused(Refused, "no such open appeal")


def test_a_first_decider_says_for_which_appeal_once_there_is_one() -> None:
    first = DeclareConflict(conflict=True)
    appealed().when(first, CHAIR).then_refused(Refused, "for which appeal")
    convened("integrity").when(first, CHAIR).then_happens(
        ConflictDeclared, DeciderRecused
    )


def test_nobody_declared_of_a_party_who_came_later() -> None:
    late = AddParty(role="witness", name=SAID, person="w-9")
    so_far = declared(*PANEL[:3]).after(late, OWNER)
    so_far.when(upheld(*PANEL[:3]), PANEL[0]).then_refused(Refused, "not declared")


@pytest.mark.parametrize("who", [0, 1, 2])
def test_ims_decides_nothing_before_every_manager_has_declared(who: int) -> None:
    """Transparency and disclosure are essential when conflicts arise (IMS 3.1)."""
    found = Determine(allegation=1, finding="refuted", reasons=SAID)
    met = deliberated(investigated(accused("corruption")))
    met.when(found, MANAGEMENT[0]).then_happens(DeterminationMade)
    panel = met.case.panel
    silent = replace(panel, free=panel.free - {MANAGEMENT[who].id})
    Scenario(replace(met.case, panel=silent)).when(found, MANAGEMENT[0]).then_refused(
        Refused, "has not declared to have no conflict"
    )
