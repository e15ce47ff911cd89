"""Protection, bad faith, and detriment: clause 21 of the IOM Standards of Conduct."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import pytest
from iom import (
    BOARD,
    ETHICS,
    HUMAN_RESOURCES,
    LEGAL,
    OFFICIAL,
    SAID,
    STAFF,
    disclosure,
    opened,
    step,
)
from iom_reporting import accused_of, established, handler, report, reported
from rules import knowing
from scenario import Scenario, day, given

from cases.actors import Actor
from cases.case.fold import replay
from cases.commands.allegations import FrameAllegation
from cases.commands.decision import Determine
from cases.commands.opening import MakeDisclosure
from cases.commands.order import stands_open
from cases.commands.people import AddParty
from cases.errors import Refused
from cases.events.closing import CaseClosed
from cases.events.decision import DeterminationMade
from cases.events.event import Event, Fact
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

CHECK: Final = step("check_protection")


def dismissal(on: str = "2026-03-01", affected: str = STAFF.id) -> Scenario:
    """Human resources are about to dismiss somebody."""
    entry = disclosure(
        "detriment",
        "register",
        affected=affected,
        ordered_by="boss-1",
        detriment="suspension_or_dismissal",
        effective_on=on,
    )
    return opened(entry, HUMAN_RESOURCES)


def doubt(**facts: Fact) -> MakeDisclosure:
    said: Mapping[str, Fact] = {
        "doubt_about": "rule",
        "raised_on": "2026-01-05",
        "manifestly_unlawful": False,
        "collapsed_because": "director_general_instructed",
        **facts,
    }
    return disclosure(
        "instruction_challenge", "raise_doubt_with_director_general", **said
    )


def made(command: MakeDisclosure, by: Actor = STAFF) -> Event:
    return next(command.decide(given("iom").case, by, day(0)))


def checked(entry: Scenario, *known: Event) -> dict[str, Fact]:
    """What the ethics office finds, knowing these events."""
    asked = knowing(entry, f"person:{STAFF.id}:interests", *known, version=7)
    (taken, *_) = asked.when(CHECK, ETHICS).outcome or ()
    assert isinstance(taken, StepTaken)
    return taken.facts


# --- the presumption


@pytest.mark.parametrize(
    ("on", "presumed"),
    [
        ("2026-01-04", False),
        ("2026-01-05", True),
        ("2026-12-24", True),
        ("2027-01-05", True),
        ("2027-01-06", False),
    ],
)
def test_dismissal_of_a_doubter_within_a_year_is_presumed_to_be_retaliation(
    on: str, presumed: bool
) -> None:
    found = checked(dismissal(on), made(doubt()))
    assert found == {"presumed": presumed, "presumed_from": 7}


def test_whoever_reported_under_their_name_is_protected() -> None:
    told = next(report().decide(given("iom").case, STAFF, day(0)))
    assert told.relations() == (f"person:{STAFF.id}:interests",)
    assert checked(dismissal(), told)["presumed"] is True


def test_whoever_reported_in_confidence_is_found_in_no_other_case() -> None:
    hidden = report().model_copy(update={"identity_mode": "anonymous"})
    told = next(hidden.decide(given("iom").case, STAFF, day(0)))
    assert told.relations() == ()


def test_a_representative_is_protected_during_the_term_and_after() -> None:
    term = disclosure(
        "representation", "begin_term", in_office_from="2026-01-01", until="2026-06-30"
    )
    by = Actor(HUMAN_RESOURCES.id, HUMAN_RESOURCES.role, STAFF.id)
    begun = made(term, by)
    days = {"2025-12-31": False, "2026-03-01": True, "2027-06-30": True}
    assert {on: checked(dismissal(on), begun)["presumed"] for on in days} == days
    assert checked(dismissal("2027-07-01"), begun)["presumed"] is False


def test_to_fear_retaliation_is_enough() -> None:
    ask = disclosure(
        "protection", "ask", because_of="report_to_come", asked_on="2026-01-05"
    )
    assert checked(dismissal(), made(ask))["presumed"] is True


def test_what_others_did_or_what_protects_nobody_raises_no_presumption() -> None:
    theirs = made(doubt(), Actor("staff-2", "member"))
    query = made(disclosure("outside_activity", "ask"))
    assert checked(dismissal(), theirs, query)["presumed"] is False
    assert checked(dismissal())["presumed"] is False


def test_the_check_asks_for_whom_the_detriment_befalls_and_who_checks() -> None:
    assert CHECK.questions(dismissal().case, ETHICS) == (
        f"person:{ETHICS.id}:interests",
        f"person:{STAFF.id}:interests",
    )


def test_whoever_registers_cannot_tell_whether_somebody_is_protected() -> None:
    answers = [
        knowing(dismissal(), f"person:{STAFF.id}:interests", *known).after(
            CHECK, ETHICS
        )
        for known in ((), (made(doubt()),))
    ]
    unprotected, protected = (answer.case for answer in answers)
    assert unprotected.phase == protected.phase
    assert len(answers[0].history) == len(answers[1].history)


def justified(*known: Event) -> Scenario:
    asked = knowing(dismissal(), f"person:{STAFF.id}:interests", *known)
    return asked.after(CHECK, ETHICS).after(step("justify"), HUMAN_RESOURCES)


def test_the_presumption_is_rebutted_by_reasons_or_stands() -> None:
    told = justified(made(doubt()))
    told.when(step("settle"), ETHICS).then_happens(StepTaken, CaseClosed)
    told.when(step("let_presumption_stand"), ETHICS).then_happens(StepTaken, CaseClosed)
    justified().when(step("let_presumption_stand"), ETHICS).then_refused(
        Refused, "does not apply to this presumed", "21.2, 21.3"
    )


def test_silence_lets_the_presumption_stand() -> None:
    asked = knowing(dismissal(), f"person:{STAFF.id}:interests", made(doubt()))
    silent = asked.after(CHECK, ETHICS).after(step("note_silence"), ETHICS, day(20))
    silent.when(step("settle_unpresumed"), ETHICS, day(20)).then_refused(
        Refused, "does not apply to this presumed", "21.3"
    )
    silent.when(step("let_presumption_stand"), ETHICS, day(20)).then_happens(
        StepTaken, CaseClosed
    )


def test_for_whoever_ordered_the_detriment_the_entry_does_not_exist() -> None:
    assert stands_open(dismissal().case, Actor("boss-2", "director_general"))
    assert not stands_open(dismissal().case, Actor("boss-1", "director_general"))
    own = disclosure(
        "detriment",
        "register",
        affected=STAFF.id,
        ordered_by=HUMAN_RESOURCES.id,
        detriment="medical_referral",
        effective_on="2026-03-01",
    )
    assert stands_open(opened(own, HUMAN_RESOURCES).case, HUMAN_RESOURCES)


# --- complaints of retaliation


def complained() -> Scenario:
    complaint = report(
        "complain", because_of="own_report", detriment="contract_not_renewed"
    ).model_copy(update={"case_type": "retaliation_complaint"})
    return given("iom").after(complaint, STAFF)


def test_a_complaint_is_for_the_ethics_office_and_not_for_the_official() -> None:
    complained().when(step("find_prima_facie"), ETHICS).then_happens(
        StepTaken, ClockMet
    )
    steps = complained().case.procedure.steps.values()
    assert not [step.name for step in steps if "higher_level_official" in step.by]


def test_an_informal_settlement_needs_the_complainant_and_has_an_end() -> None:
    answer = (
        complained()
        .after(step("find_prima_facie"), ETHICS)
        .after(AddParty(role="subject", name=SAID, person="boss-1"), LEGAL)
        .after(handler("enquirer-1", "enquirer"), LEGAL)
        .after(step("refer_for_enquiry"), ETHICS)
    )
    answer.when(step("try_informally", complainant_agrees=False), ETHICS).then_refused(
        Refused, "does not apply to this complainant agrees"
    )
    tried = step("try_informally", complainant_agrees=True)
    assert answer.when(tried, ETHICS).outcome is not None
    begun = answer.after(tried, ETHICS)
    resumed = begun.when(step("resume_enquiry"), ETHICS, day(30))
    resumed.then_happens(StepTaken, ClockStopped, ClockResumed)
    assert isinstance(resumed.outcome, list)
    assert resumed.outcome[-1].paused_days == 30
    settled = step("settle", complainant_agrees=True)
    begun.when(settled, ETHICS, day(200)).then_happens(
        StepTaken, ClockMissed, ClockMetLate
    )


# --- bad faith, a case of its own with a proof of its own


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        ((), "knew_it_untrue, intended_to_harm"),
        (("knew_it_untrue",), "intended_to_harm"),
        (("intended_to_harm",), "knew_it_untrue"),
    ],
)
def test_bad_faith_is_knowledge_and_intention_each_shown(
    shown: tuple[str, ...], missing: str
) -> None:
    determination = Determine(
        allegation=1, finding="established", evidence=(1,), shown=shown, reasons=SAID
    )
    before_decision("report_in_bad_faith").when(determination, BOARD[0]).then_refused(
        Refused, f"not shown by itself: {missing}", "21.4"
    )


def before_decision(category: str) -> Scenario:
    """All but the determination, which is the last event."""
    decided = established(category)
    history = decided.history[:-1]
    return Scenario(replay(decided.case.code, history), None, history)


def test_what_is_no_part_of_it_is_not_shown() -> None:
    determination = Determine(
        allegation=1,
        finding="refuted",
        shown=("was_wrong",),
        reasons=SAID,
    )
    before_decision("report_in_bad_faith").when(determination, BOARD[0]).then_refused(
        Refused, "has no such part", "21.4"
    )


def test_a_report_that_is_not_substantiated_is_not_in_bad_faith_by_that() -> None:
    determination = Determine(
        allegation=1, finding="insufficient_evidence", reasons=SAID
    )
    before_decision("report_in_bad_faith").when(determination, BOARD[0]).then_happens(
        DeterminationMade
    )


def test_bad_faith_is_not_alleged_in_the_case_of_the_report_itself() -> None:
    own = accused_of("bribery", reported("bribery")).after(
        AddParty(role="subject", name=SAID, person=STAFF.id), OFFICIAL
    )
    against_reporter = FrameAllegation(
        party=2,
        category="report_in_bad_faith",
        conduct_from=date(2025, 12, 1),
        conduct_until=date(2025, 12, 2),
        text=SAID,
    )
    own.when(against_reporter, LEGAL).then_refused(Refused, "case of its own", "21.1")
    elsewhere = against_reporter.model_copy(update={"party": 1})
    assert isinstance(own.when(elsewhere, LEGAL).outcome, list)


# --- protection


def test_protection_is_agreed_by_whoever_is_protected() -> None:
    ask = disclosure(
        "protection", "ask", because_of="own_report", asked_on="2026-01-05"
    )
    opened(ask).when(step("propose_measure", measure="leave"), ETHICS).then_refused(
        Refused, "comes after assess_risk", "21.3"
    )
    risk = step("assess_risk", level="high", assessed_at="intake")
    assessed = opened(ask).after(risk, ETHICS)
    proposed = assessed.after(step("propose_measure", measure="leave"), ETHICS)
    proposed.when(step("agree"), STAFF).then_happens(StepTaken, ClockStarted)
    in_force = proposed.after(step("agree"), STAFF)
    in_force.when(step("end"), ETHICS).then_refused(Refused, "comes after check_in")
    in_force.after(step("check_in"), ETHICS).when(step("end"), ETHICS).then_happens(
        StepTaken, ClockStopped, CaseClosed
    )
