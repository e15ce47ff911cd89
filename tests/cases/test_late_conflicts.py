"""A conflict that comes late: the office is lost, what was done in it looked at."""

from dataclasses import replace
from typing import Final

import pytest
from happened import closed, disclosed
from ima import COMMITTEE, NEUTRAL, SAID, step
from ima_reporting import (
    ACCUSED,
    CHAIR,
    arbitrated,
    assessed,
    deliberated,
    determination,
    established,
    handler,
    investigated,
    measure,
    proposed,
)
from ims_reporting import handled
from offices import granted, holding
from reacting import Reacting, followed, settled
from rules import knowing
from scenario import COMPLIANCE, INTAKE, INVESTIGATOR, OWNER, Scenario, day

from cases.actors import SYSTEM, Actor
from cases.case.fold import after
from cases.commands.bars import interests_of
from cases.commands.decision import RecuseDecider
from cases.commands.exclusions import ExcludePerson
from cases.commands.investigation import LogInvestigationStep
from cases.commands.late_conflicts import LookAgain
from cases.commands.people import AddParty
from cases.commands.reviewing import ReviewPriorActs
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.arbitration import ArbitratorRemoved
from cases.events.decision import DeciderRecused, QuorumLost
from cases.events.event import Event
from cases.events.interests import PersonBarred
from cases.events.people import HandlerRemoved, PartyMatched, PersonExcluded
from cases.events.reviewing import PriorActsReviewed, ReviewOfPriorActsRequired

SECOND: Final = COMMITTEE[1]
CLAUSE: Final = "not from the code: neutrality is Decisions and Discipline 3"


def review(person: str, *stands: str, again: tuple[str, ...] = ()) -> ReviewPriorActs:
    return ReviewPriorActs(person=person, stands=stands, done_again=again, reasons=SAID)


def required(outcome: list[Event]) -> list[ReviewOfPriorActsRequired]:
    return [one for one in outcome if isinstance(one, ReviewOfPriorActsRequired)]


def named(before: Scenario, person: str, role: str = "subject") -> Scenario:
    added = AddParty.model_validate({"role": role, "name": SAID, "person": person})
    return before.after(added, OWNER)


def logged() -> Scenario:
    """The investigator has looked at something, before they are named themselves."""
    seen = LogInvestigationStep.model_validate(
        {
            "kind": "document",
            "occurred_on": day(0).date(),
            "allegations": (1,),
            "account": SAID,
        }
    )
    return investigated("integrity").after(seen, INVESTIGATOR)


def test_what_the_accused_did_in_an_office_is_listed_in_the_same_commit() -> None:
    before = logged()
    after = named(before, INVESTIGATOR.id)
    new = [event for event, _ in after.history[len(before.history) :]]
    assert required(new) == [
        ReviewOfPriorActsRequired(
            person=INVESTIGATOR.id, steps=("log_investigation_step",), clause=CLAUSE
        )
    ]
    assert [type(one) for one in new].index(PersonExcluded) < len(new) - 1


def test_so_is_what_somebody_did_whose_case_it_never_was() -> None:
    excluding = ExcludePerson(person=INTAKE.id, reason="relative")
    (asked,) = required(list(_done(assessed("integrity"), excluding)))
    assert set(asked.steps) == {"acknowledge", "accept_for_assessment"}


def _done(before: Scenario, command: ExcludePerson) -> list[Event]:
    outcome = before.when(command, COMPLIANCE).outcome
    assert isinstance(outcome, list)
    return outcome


def test_nothing_is_listed_of_whoever_did_nothing_in_an_office() -> None:
    quiet = assessed("integrity")
    reporter = str(quiet.case.reporter)
    for person in (INVESTIGATOR.id, reporter):
        excluding = ExcludePerson(person=person, reason="relative")
        assert required(_done(quiet, excluding)) == []


def test_the_case_does_not_go_on_before_somebody_else_has_looked_at_it() -> None:
    before = named(logged(), INVESTIGATOR.id)
    on = step("propose_dismissal", dismissal_reason="insufficient")
    refused = before.when(on, OWNER)
    refused.then_refused(Refused, "still to be reviewed")
    assert refused.outcome.awaits == ("review_prior_acts",)  # type: ignore[union-attr]
    # What leads to no other phase goes on: whoever was affected is still helped.
    before.after(handler("investigator-2", "investigator"), COMPLIANCE)
    looked = before.after(review(INVESTIGATOR.id, "log_investigation_step"), COMPLIANCE)
    assert not looked.case.routing.to_review
    looked.after(on, OWNER)


def test_who_took_part_does_not_review_it_nor_does_whoever_it_is_about() -> None:
    before = assessed("integrity")
    excluding = ExcludePerson(person=OWNER.id, reason="relative")
    case = before.after(excluding, COMPLIANCE)
    steps = sorted(case.case.routing.to_review[OWNER.id])
    looking = review(OWNER.id, *steps)
    case.when(looking, Actor(OWNER.id, "compliance_officer")).then_refused(
        CaseNotFound, ""
    )
    case.when(looking, Actor("owner-2", "case_owner")).then_refused(CaseNotFound, "")
    case.when(looking, INTAKE).then_refused(NotPermitted, "is for")
    case.when(looking, CHAIR).then_happens(PriorActsReviewed)
    decided = established("integrity").after(
        ExcludePerson(person=SECOND.id, reason="relative"), COMPLIANCE
    )
    (listed,) = decided.case.routing.to_review.values()
    both = review(SECOND.id, *listed)
    decided.when(both, CHAIR).then_refused(Refused, "who took part")
    decided.when(both, COMMITTEE[2]).then_refused(Refused, "who took part")
    decided.when(both, COMPLIANCE).then_happens(PriorActsReviewed)


def test_who_decided_may_review_what_led_to_no_decision() -> None:
    excluding = ExcludePerson(person=INTAKE.id, reason="relative")
    decided = established("integrity").after(excluding, COMPLIANCE)
    steps = sorted(decided.case.routing.to_review[INTAKE.id])
    assert COMMITTEE[2].id in decided.case.decided
    decided.when(review(INTAKE.id, *steps), COMMITTEE[2]).then_happens(
        PriorActsReviewed
    )


@pytest.mark.parametrize(
    ("stands", "again"),
    [
        ((), ()),
        (("log_investigation_step", "hear_subject"), ()),
        (("log_investigation_step",), ("log_investigation_step",)),
    ],
)
def test_each_step_is_answered_once(
    stands: tuple[str, ...], again: tuple[str, ...]
) -> None:
    before = named(logged(), INVESTIGATOR.id)
    looking = review(INVESTIGATOR.id, *stands, again=again)
    before.when(looking, COMPLIANCE).then_refused(Refused, "each of the steps")


def test_there_is_nothing_to_review_of_anybody_else_or_twice() -> None:
    before = named(logged(), INVESTIGATOR.id)
    looking = review(INVESTIGATOR.id, "log_investigation_step")
    before.when(review("p-9", "log_investigation_step"), COMPLIANCE).then_refused(
        Refused, "nothing that this person did"
    )
    after = before.after(looking, COMPLIANCE)
    after.when(looking, COMPLIANCE).then_refused(Refused, "nothing that this person")


def test_a_finding_that_is_not_relied_on_is_determined_again() -> None:
    excluding = ExcludePerson(person=SECOND.id, reason="relative")
    decided = established("integrity").after(excluding, COMPLIANCE)
    assert decided.case.routing.to_review[SECOND.id] == {"determine"}
    looking = review(SECOND.id, again=("determine",))
    anew = decided.after(looking, COMPLIANCE)
    assert anew.case.allegations[1].finding is None
    assert not anew.case.took("determine")
    anew.after(determination("refuted"), CHAIR)
    stands = decided.after(review(SECOND.id, "determine"), COMPLIANCE)
    assert stands.case.allegations[1].finding == "established"
    assert stands.case.took("determine")


def test_the_measure_falls_with_a_finding_that_is_not_relied_on() -> None:
    excluding = ExcludePerson(person=SECOND.id, reason="relative")
    until = measure().model_copy(update={"expires_on": day(60).date()})
    decided = established("integrity").after(until, CHAIR)
    assert ("measure_ends", 1) in decided.case.clocks
    anew = decided.after(excluding, COMPLIANCE).after(
        review(SECOND.id, again=("determine",)), COMPLIANCE
    )
    assert (anew.case.measures, anew.case.clocks.get(("measure_ends", 1))) == ({}, None)
    again = anew.after(determination("established"), CHAIR)
    again.when(step("close_deliberation"), CHAIR)
    again.after(measure(), CHAIR)


def test_what_is_not_possible_any_more_cannot_be_done_again() -> None:
    excluding = ExcludePerson(person=INTAKE.id, reason="relative")
    case = assessed("integrity").after(excluding, COMPLIANCE)
    looking = review(INTAKE.id, "accept_for_assessment", again=("acknowledge",))
    case.when(looking, COMPLIANCE).then_refused(
        Refused, "not possible now", CLAUSE, "done_again"
    )


# --- an arbitrator, scenario 7


def sharing(before: Scenario, person: str, *others: str) -> Scenario:
    """The same case, where somebody disclosed elsewhere what they share with others."""
    interest = disclosed(declarant=person, counterparties=others)
    return knowing(before, interests_of(person), interest)


def barring(before: Scenario, person: str, *others: str) -> list[Event]:
    """What follows when somebody is barred elsewhere, as negotiating with others."""
    bar = PersonBarred(person=person, counterparties=others, clause="28")
    reacting = settled(before)
    reacting.so_far = knowing(reacting.so_far, interests_of(person), bar)
    version = len(reacting.so_far.history)
    after = reacting.follow(bar, version).so_far
    return [event for event, _ in after.history[version:]]


def test_a_donor_of_the_arbitrator_comes_into_the_case() -> None:
    opinion = sharing(arbitrated(deliberated("integrity")), NEUTRAL.id, "donor-1")
    case = named(opinion, "donor-1", "affected")
    new = [event for event, _ in case.history[len(opinion.history) :]]
    assert ArbitratorRemoved in map(type, new)
    (listed,) = required(new)
    assert (listed.person, listed.steps) == (NEUTRAL.id, ("deliver_opinion",))
    assert not case.case.appointments[1].relied_on
    case.when(review(NEUTRAL.id, "deliver_opinion"), NEUTRAL).then_refused(
        CaseNotFound, ""
    )
    case.after(review(NEUTRAL.id, "deliver_opinion"), COMPLIANCE)


def test_an_arbitrator_discloses_what_they_share_with_a_party() -> None:
    before = arbitrated(deliberated("integrity"))
    assert followed(before) == []
    lost = followed(sharing(before, NEUTRAL.id, ACCUSED))
    assert [type(one) for one in lost] == [ArbitratorRemoved, ReviewOfPriorActsRequired]
    assert lost[0].clause.startswith("not from the code: who decides is neutral")  # type: ignore[attr-defined]
    assert followed(settled(sharing(before, NEUTRAL.id, ACCUSED)).so_far) == []


def test_one_who_is_only_proposed_loses_nothing_yet() -> None:
    before = proposed("appointed", deliberated("integrity"))
    assert followed(sharing(before, NEUTRAL.id, ACCUSED)) == []


def test_a_handler_and_a_decider_who_are_barred_lose_their_office() -> None:
    removed, listed, *_ = barring(logged(), INVESTIGATOR.id, ACCUSED)
    assert isinstance(removed, HandlerRemoved)
    assert removed.rule == "an interest that came to light later"
    assert isinstance(listed, ReviewOfPriorActsRequired)
    recused, *_ = barring(deliberated("integrity"), SECOND.id, ACCUSED)
    assert isinstance(recused, DeciderRecused)
    assert recused.person == SECOND.id


def test_of_a_decider_it_is_listed_what_they_determined() -> None:
    _, *listed = barring(established("integrity"), SECOND.id, ACCUSED)
    assert listed == [
        ReviewOfPriorActsRequired(person=SECOND.id, steps=("determine",), clause=CLAUSE)
    ]


def test_the_quorum_goes_with_a_decider_who_is_barred() -> None:
    three = deliberated("integrity")
    for member in COMMITTEE[3:]:
        three = three.after(RecuseDecider(person=member.id), CHAIR)
    recused, lost = barring(three, SECOND.id, ACCUSED)
    assert isinstance(recused, DeciderRecused)
    assert isinstance(lost, QuorumLost)
    assert lost.present == 2


@pytest.mark.parametrize(
    "late",
    [
        sharing(arbitrated(deliberated("integrity")), NEUTRAL.id, ACCUSED),
        knowing(
            arbitrated(deliberated("integrity")),
            interests_of(SECOND.id),
            PersonBarred(person=SECOND.id, counterparties=(ACCUSED,), clause="28"),
        ),
    ],
    ids=["arbitrator", "decider"],
)
def test_in_a_closed_case_nobody_loses_an_office_by_it(late: Scenario) -> None:
    looking = LookAgain(reaction="conflict_comes_late")
    late.after(looking, SYSTEM, day(12))
    ended = replace(late, case=after(late.case, closed(), OWNER.id))
    ended.when(looking, SYSTEM, day(12)).then_refused(
        Refused, "nobody in office has a conflict", "not from the code"
    )


def test_it_is_looked_again_when_it_becomes_known_who_a_party_is() -> None:
    owned = handled()
    known = holding(
        owned,
        granted("manager-9", "management_member"),
        granted(INVESTIGATOR.id, "investigator"),
    )
    owner = AddParty(role="subject", name=SAID, person="manager-9")
    named = known.after(owner, OWNER)
    for number, (event, _) in enumerate(named.history, 1):
        reacting = Reacting(named).follow(event, number)
        lost = HandlerRemoved in {type(one) for one, _ in reacting.so_far.history}
        assert lost is isinstance(event, PartyMatched), event


def test_who_comes_to_take_instructions_from_the_accused_loses_the_case() -> None:
    ims = handled()
    chief = granted("manager-9", "management_member")
    known = holding(ims, chief, granted(INVESTIGATOR.id, "investigator"))
    owner = AddParty(role="subject", name=SAID, person="manager-9")
    removed = [
        one
        for one in followed(known.after(owner, OWNER))
        if isinstance(one, HandlerRemoved)
    ]
    assert [(one.person, one.rule) for one in removed] == [
        (INVESTIGATOR.id, "instructions are taken from somebody accused")
    ]
