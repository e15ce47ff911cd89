"""Reports, guidance, conflicts of interest and decisions under the IMA Code."""

from dataclasses import replace
from datetime import date

import pytest
from ima import (
    ANOTHER,
    CHAIR,
    COMMITTEE,
    EDITION,
    NATIONAL,
    NEUTRAL,
    SAID,
    disclosure,
    opened,
    step,
    without_reasons,
)
from ima_reporting import (
    ACCUSED,
    accepted,
    arbitrated,
    assessed,
    convened,
    declared,
    deliberated,
    determination,
    established,
    finalised,
    investigated,
    measure,
    proposed,
    report,
    reported,
)
from rules import knowing
from scenario import (
    COMPLIANCE,
    INTAKE,
    MEMBER,
    OWNER,
    Scenario,
    day,
    given,
    refusal,
)

from cases.actors import Actor
from cases.commands.arbitration import DeliverOpinion
from cases.commands.decision import ConveneDeciders
from cases.commands.declaring import DeclareConflict
from cases.commands.local_law import DetermineJurisdiction, DetermineLocalLaw
from cases.commands.opening import MakeDisclosure
from cases.commands.steps import TakeStep
from cases.edition.code import Code
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.allegations import (
    JurisdictionDetermined,
    LocalLawPrecedenceDetermined,
)
from cases.events.arbitration import OpinionDelivered
from cases.events.beyond import PersonBound, PersonReleased
from cases.events.closing import CaseClosed
from cases.events.decision import DeterminationMade, QuorumLost
from cases.events.event import Event, Fact
from cases.events.interests import BarLifted, PersonBarred
from cases.events.procedure import (
    ClockMet,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)
from cases.events.retention import RetentionStarted

# --- speaking up, and what becomes of it (Responsibilities 9, Investigation)


def test_discrimination_is_complained_of_with_its_grounds() -> None:
    told = given("ima").after(
        report("complain_of_discrimination", ground=("age", "gender")), MEMBER
    )
    assert told.case.facts["ground"] == ("age", "gender")
    for wrong in ((), ("height",), "age"):
        none = report("complain_of_discrimination", ground=wrong)
        Scenario(replace(told.case, case_type="")).when(none, MEMBER).then_refused(
            Refused, "the fact 'ground' is not some of nationality", "General Guide"
        )


def test_nothing_is_dropped_silently() -> None:
    taken_up = accepted(reported())
    taken_up.when(step("propose_dismissal"), INTAKE).then_refused(
        Refused, "'dismissal_reason' is missing", "never silently"
    )
    proposal = step("propose_dismissal", dismissal_reason="insufficient")
    proposed_ = taken_up.after(proposal, OWNER)
    proposed_.when(step("confirm_dismissal"), OWNER).then_refused(
        Refused, "for another person than 'propose_dismissal'", "a second person"
    )
    dismissed = proposed_.after(step("confirm_dismissal"), CHAIR)
    dismissed.when(step("close_dismissed"), COMPLIANCE).then_refused(
        Refused, "comes after give_final_feedback", "cf. Investigation"
    )


@pytest.mark.parametrize(
    "end",
    [
        step.name
        for step in EDITION.procedure("breach_report").steps.values()
        if step.closes
    ],
)
def test_every_end_of_a_report_is_told_to_the_reporter(end: str) -> None:
    assert "give_final_feedback" in EDITION.procedure("breach_report").step(end).after


def test_whoever_reported_puts_inaction_before_the_executive_committee() -> None:
    reported().when(step("escalate_inaction"), MEMBER, day(10)).then_refused(
        Refused, "nobody has let a time limit pass", "Investigation"
    )
    last = reported().case.clocks["triage", None].due.on
    in_time = day((last - day(0).date()).days)
    early = reported().when(step("escalate_inaction"), MEMBER, in_time)
    early.then_refused(Refused, "nobody has let a time limit pass")
    assert refusal(early).until == last
    late = reported().when(step("escalate_inaction"), MEMBER, day(20)).outcome or ()
    assert [type(event) for event in late][-1] is ClockStarted
    reported().when(step("escalate_inaction"), ANOTHER, day(20)).then_refused(
        CaseNotFound, ""
    )


def test_no_investigation_needs_a_reason_that_the_assessment_gives() -> None:
    told = assessed("integrity")
    told.when(step("settle_by_assessment"), CHAIR).then_refused(
        Refused, "'settled_because' is missing", "reasons for not doing what"
    )
    assert investigated("integrity").case.phase == "under_investigation"


# --- which law, and which comes first (Responsibilities 3 and 4)


def law() -> DetermineJurisdiction:
    return DetermineJurisdiction(allegation=1, country="PH")


def test_a_breach_of_law_is_of_the_law_of_a_country() -> None:
    told = assessed("breach_of_law")
    told.when(law(), OWNER).then_happens(JurisdictionDetermined)


def test_local_law_comes_before_every_clause() -> None:
    told = assessed("social_media").after(law(), OWNER)
    clause = "Online Public Forums and Social Media"

    def first(prevails: str) -> DetermineLocalLaw:
        return DetermineLocalLaw.model_validate(
            {
                "allegation": 1,
                "place": clause,
                "prevails": prevails,
                "reasons": SAID,
            }
        )

    told.when(first("local_law"), OWNER).then_happens(LocalLawPrecedenceDetermined)
    told.when(first("code"), OWNER).then_refused(
        Refused, "the local law comes first", "Responsibilities 4"
    )


def differing(clause: str = "Responsibilities-2c") -> MakeDisclosure:
    return disclosure(
        "local_law_conflict",
        "raise_conflict",
        clause=clause,
        country="SE",
        law="demands_otherwise",
    )


def test_a_clause_is_disapplied_with_reasons_and_looked_at_again() -> None:
    raised = opened(differing())
    raised.when(without_reasons("disapply"), CHAIR).then_refused(
        Refused, "it is not said why", "Responsibilities 4"
    )
    raised.when(step("disapply"), CHAIR).then_happens(StepTaken, ClockMet, ClockStarted)
    opened(differing(), CHAIR).when(step("disapply"), CHAIR).then_refused(
        Refused, "for another person", "Responsibilities 4"
    )
    again = raised.after(step("disapply"), CHAIR).when(step("apply_again"), CHAIR)
    again.then_happens(StepTaken, ClockStopped, CaseClosed)


def test_a_clause_that_comes_first_by_itself_is_not_disapplied() -> None:
    strict = EDITION.clauses["Responsibilities 7"].model_copy(
        update={"local_law": "code_prevails"}
    )
    clauses = {**EDITION.clauses, "Responsibilities 7": strict}
    other = Code("ima", (EDITION.model_copy(update={"clauses": clauses}),))

    def raised(clause: str) -> Scenario:
        return Scenario(replace(opened(differing(clause)).case, code=other))

    raised("Responsibilities-7").when(step("disapply"), CHAIR).then_refused(
        Refused, "the code comes first", "Responsibilities 7"
    )
    raised("Responsibilities-9").when(step("disapply"), CHAIR).then_happens(
        StepTaken, ClockMet, ClockStarted
    )


# --- guidance (Responsibilities 6 and 8, General Guidelines 6)


def asked(topic: str = "the_code", opening: str = "ask") -> Scenario:
    told = opened(disclosure("guidance_request", opening, topic=topic))
    return told.after(step("assign"), COMPLIANCE)


def guidance(**other: Fact) -> TakeStep:
    said: dict[str, Fact] = {
        "relied_on": ("Responsibilities-6", "General-Guidelines-6"),
        "local_law": "no_conflict",
        "advised": "disclose",
        **other,
    }
    return step("give_guidance", **said)


def test_guidance_names_the_clauses_it_relies_on() -> None:
    asked().when(guidance(), COMPLIANCE).then_happens(StepTaken, ClockMet)
    asked().when(guidance(relied_on=("Gifts-1",)), COMPLIANCE).then_refused(
        Refused, "the fact 'relied_on' is not some of", "Responsibilities 4"
    )
    silent = step("give_guidance", local_law="no_conflict", advised="disclose")
    asked().when(silent, COMPLIANCE).then_refused(
        Refused, "the fact 'relied_on' is missing", "Responsibilities 4"
    )


def test_the_time_for_an_answer_stands_still_while_the_asker_is_asked() -> None:
    more = asked().after(step("request_more_information"), COMPLIANCE)
    more.when(step("give_more_information"), MEMBER, day(20)).then_happens(
        StepTaken, ClockResumed
    )


def test_guidance_is_declined_with_reasons_or_put_before_the_whole_committee() -> None:
    declined = {"declined_because": "legal_advice_needed"}
    asked().when(without_reasons("decline", **declined), CHAIR).then_refused(
        Refused, "it is not said why", "reasons are given"
    )
    before_all = asked().after(step("escalate"), COMPLIANCE)
    before_all.when(guidance(), CHAIR).then_happens(StepTaken, ClockMet)


@pytest.mark.parametrize("by", [COMPLIANCE, CHAIR, INTAKE])
def test_only_the_asker_turns_a_question_into_a_report(by: Actor) -> None:
    asked().when(step("turn_into_report"), by).then_refused(
        NotPermitted, "is for member, national_committee", "Responsibilities 9"
    )
    turned = asked().when(step("turn_into_report"), MEMBER).outcome or ()
    assert isinstance(list(turned)[-2], CaseClosed)


def test_a_disclosure_names_the_guidance_that_advised_it() -> None:
    advised = disclosure(
        "conflict_of_interest",
        "disclose_as_advised",
        guidance="IMA-2026-0007",
        conflict="apparent",
        nature="family",
        decides_for_ima=True,
        since="2025-12-01",
    )
    assert opened(advised).case.facts["guidance"] == "IMA-2026-0007"


# --- conflicts of interest (General Guidelines 4 and 5)


def interest(by: Actor = MEMBER, conflict: str = "apparent") -> Scenario:
    told = disclosure(
        "conflict_of_interest",
        "disclose",
        conflict=conflict,
        nature="relation",
        decides_for_ima=True,
        since="2025-12-01",
    ).model_copy(update={"counterparties": ("caterer-1",)})
    return opened(told, by)


def test_the_appearance_of_a_conflict_is_disclosed_too() -> None:
    assert interest().case.facts["conflict"] == "apparent"


def test_whoever_withdraws_takes_no_part_in_what_concerns_those_named() -> None:
    (_, barred, *_) = (
        interest().when(step("withdraw_from_matter"), MEMBER).outcome or ()
    )
    assert isinstance(barred, PersonBarred)
    assert (barred.person, barred.counterparties) == (MEMBER.id, ("caterer-1",))
    apart = interest().after(step("withdraw_from_matter"), MEMBER)
    ended = apart.when(step("retire", ended_on="2026-01-05"), CHAIR).outcome or ()
    assert [type(e) for e in ended] == [
        StepTaken,
        BarLifted,
        ClockStopped,
        CaseClosed,
        RetentionStarted,
    ]


def test_nobody_assesses_a_conflict_of_their_own() -> None:
    interest(CHAIR).when(step("find_no_conflict"), CHAIR).then_refused(
        Refused, "for another person", "General Guidelines 5"
    )
    named = Actor("caterer-1", CHAIR.role)
    interest().when(step("find_no_conflict"), named).then_refused(
        Refused, "whoever has an interest", "General Guidelines 5"
    )


# --- the Executive Committee decides (Decisions and Discipline)


def test_nothing_is_determined_before_each_member_declared() -> None:
    told = declared(convened("integrity"), *COMMITTEE[:4])
    told.when(determination(), CHAIR).then_refused(
        Refused, "has not declared to have no conflict", "Decisions and Discipline"
    )
    deliberated("integrity").when(determination(), CHAIR).then_happens(
        DeterminationMade
    )


def test_nothing_is_concluded_by_a_body_that_met_anew_without_declaring() -> None:
    told = established("integrity").after(measure(), CHAIR)
    meeting = ConveneDeciders(
        body="executive_committee", present=tuple(m.id for m in COMMITTEE)
    )
    anew = told.after(meeting, CHAIR)
    anew.when(step("conclude_decision"), CHAIR).then_refused(
        Refused, "has not declared", "Decisions and Discipline"
    )
    declared(anew, *COMMITTEE).when(step("conclude_decision"), CHAIR).then_happens(
        StepTaken, ClockMet
    )


def without_quorum() -> Scenario:
    told = convened("integrity")
    for member in COMMITTEE[2:]:
        told = told.after(DeclareConflict(conflict=True), member)
    return declared(told, *COMMITTEE[:2])


def test_a_conflict_that_costs_the_quorum_leads_to_an_arbitrator() -> None:
    told = without_quorum()
    (lost,) = [event for event, _ in told.history if isinstance(event, QuorumLost)]
    assert lost.next_step == "propose_arbitrator"
    told.when(determination(), CHAIR).then_refused(Refused, "lost its quorum")
    heard = arbitrated(told)
    heard.when(determination(), CHAIR, day(13)).then_happens(DeterminationMade)


def test_a_neutral_member_who_is_consulted_advises_and_does_not_decide() -> None:
    advised = proposed("consulted", convened("integrity"))
    advice = DeliverOpinion(appointment=1, opinion=SAID)
    told = advised.after(advice, NEUTRAL)
    assert any(isinstance(event, OpinionDelivered) for event, _ in told.history)
    short = proposed("consulted", without_quorum()).after(advice, NEUTRAL)
    short.when(determination(), CHAIR).then_refused(Refused, "lost its quorum")


@pytest.mark.parametrize(
    "name", [name for name, one in EDITION.measures.items() if not one.interim]
)
def test_any_violation_results_in_disciplinary_action(name: str) -> None:
    decided = established("integrity")
    decided.when(step("conclude_decision"), CHAIR).then_refused(
        Refused, "has no disciplinary measure", "Decisions and Discipline"
    )
    answered = decided.after(measure(name), CHAIR).when(
        step("conclude_decision"), CHAIR
    )
    if EDITION.measures[name].disciplinary:
        answered.then_happens(StepTaken, ClockMet)
    else:
        answered.then_refused(Refused, "has no disciplinary measure")


# --- what a measure comes to (Decisions and Discipline 2)

CLOSE = step("close_with_violation")
REGISTER = f"person:{ACCUSED}:bound"


def final(*measures: str) -> Scenario:
    """The measures are final, and the reporter knows."""
    told = established("integrity")
    for name in measures:
        told = told.after(measure(name), CHAIR)
    return finalised(told).after(
        step("give_final_feedback", feedback="given"), OWNER, day(61)
    )


def test_a_warning_is_carried_out_by_being_told() -> None:
    final("written_warning").when(CLOSE, OWNER, day(61)).then_happens(
        StepTaken, CaseClosed
    )


@pytest.mark.parametrize("name", ["suspension_of_membership", "reprimand"])
def test_the_national_committee_is_told_of_what_concerns_the_membership(
    name: str,
) -> None:
    told = final(name)
    if name == "reprimand":
        told.when(CLOSE, OWNER, day(61)).then_happens(StepTaken, CaseClosed)
        return
    told.when(CLOSE, OWNER, day(61)).then_refused(
        Refused, "before inform_national_committee, carry_out_measure"
    )
    informed = told.after(
        step("inform_national_committee", national_committee="nepal"), CHAIR, day(61)
    )
    informed.when(CLOSE, OWNER, day(61)).then_refused(
        Refused, "not carried out before carry_out_measure"
    )
    informed.after(step("carry_out_measure"), NATIONAL, day(62)).when(
        CLOSE, OWNER, day(62)
    ).then_happens(StepTaken, CaseClosed)


def test_of_two_measures_each_is_carried_out() -> None:
    both = final("written_warning", "suspension_of_functions")
    both.when(CLOSE, OWNER, day(61)).then_refused(
        Refused, "not carried out before carry_out_measure"
    )


def terminated() -> Scenario:
    return (
        final("termination_of_membership")
        .after(
            step("inform_national_committee", national_committee="nepal"),
            CHAIR,
            day(61),
        )
        .after(step("carry_out_measure"), NATIONAL, day(62))
    )


def test_a_termination_stands_in_the_register_of_members() -> None:
    assert CLOSE.questions(terminated().case, OWNER) == (REGISTER,)
    assert CLOSE.questions(final("written_warning").case, OWNER) == ()
    began = PersonBound(
        person=ACCUSED, since=date(2020, 1, 1), clause="Responsibilities"
    )
    ended = PersonReleased(
        person=ACCUSED, until=day(61).date(), clause="Decisions and Discipline 2"
    )

    def registered(*events: Event) -> Scenario:
        known = knowing(terminated(), REGISTER).case
        pairs = tuple(("membership", event) for event in events)
        relation = replace(known.known[REGISTER], events=pairs)
        return Scenario(known.knowing({REGISTER: relation}))

    registered(began).when(CLOSE, OWNER, day(62)).then_refused(
        Refused, "the code still binds the person", "Decisions and Discipline 2"
    )
    registered(began, ended).when(CLOSE, OWNER, day(62)).then_happens(
        StepTaken, CaseClosed
    )
    registered().when(CLOSE, OWNER, day(62)).then_happens(StepTaken, CaseClosed)


def test_no_category_of_the_code_is_settled_informally() -> None:
    assert not [n for n, c in EDITION.categories.items() if c.informal_resolution]
