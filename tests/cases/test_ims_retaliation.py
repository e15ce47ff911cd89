"""Nobody at IMS is ever punished for reporting suspected irregularities (3.7)."""

from typing import Any, Final

from ims import (
    COMPLIANCE,
    EDITION,
    HR,
    MANAGEMENT,
    SAID,
    STAFF,
    disclosure,
    nothing,
    opened,
    step,
)
from ims_reporting import ACCUSED, allegation, handled, handler, report, tied, told
from rules import knowing
from scenario import INVESTIGATOR, OWNER, Scenario, day

from cases.actors import Actor
from cases.commands.people import AddParty
from cases.errors import Refused
from cases.events.closing import CaseClosed
from cases.events.event import Event
from cases.events.people import PersonExcluded
from cases.events.procedure import (
    ClockMet,
    ClockPassed,
    ClockStarted,
    StepTaken,
)

BAD_FAITH: Final = "report_in_bad_faith"


# --- no case of bad faith


def test_nobody_is_accused_of_having_reported_whoever_it_is() -> None:
    for person in ("member-9", STAFF.id):
        party = AddParty(role="subject", name=SAID, person=person)
        before = handled().after(party, OWNER).after(tied(), OWNER)
        before.when(allegation(BAD_FAITH), OWNER).then_refused(
            Refused, "nobody is ever accused of this", "3.7 sentence 4"
        )


def test_no_report_says_that_another_report_was_made_in_bad_faith() -> None:
    nothing().when(report(categories=(BAD_FAITH,)), STAFF).then_refused(
        Refused, "nobody is ever accused of this", "3.7 sentence 4"
    )


def test_no_category_of_the_edition_is_about_having_reported() -> None:
    for category in EDITION.categories.values():
        assert "3.7 sentence 4" not in category.clauses or "unish" in category.label


# --- protection, of which a fear is reason enough


def asked() -> Scenario:
    return opened(
        disclosure(
            "protection", "ask", because_of="report_to_come", asked_on="2026-01-05"
        )
    )


def test_protection_is_asked_for_before_anything_has_happened() -> None:
    risk = step("assess_risk", level="high", assessed_at="intake")
    measure = step("propose_measure", measure="other_manager")
    asked().when(measure, COMPLIANCE).then_refused(
        Refused, "comes after assess_risk", "3.7 sentence 4"
    )
    proposed = asked().after(risk, COMPLIANCE).after(measure, COMPLIANCE)
    proposed.when(step("agree"), STAFF).then_happens(StepTaken, ClockStarted)


# --- the register of detriment


def dismissal(**facts: Any) -> Scenario:
    command = disclosure(
        "detriment",
        "register",
        **{
            "affected": STAFF.id,
            "ordered_by": "boss-1",
            "detriment": "suspension_or_dismissal",
            "effective_on": "2026-06-01",
            **facts,
        },
    )
    return opened(command, HR)


def reported_by_name() -> Event:
    command = report(identity_mode="named", channel="web")
    (event, _), *_ = told(command).history
    return event


def known(entry: Scenario, *events: Event) -> Scenario:
    return knowing(entry, f"person:{STAFF.id}:interests", *events)


CHECK: Final = step("check_protection")


def test_a_detriment_to_whoever_reported_is_presumed_to_be_a_punishment() -> None:
    checked = known(dismissal(), reported_by_name()).after(CHECK, COMPLIANCE)
    assert checked.case.facts["presumed"] is True
    justified = checked.after(step("justify"), HR)
    stands = step("let_presumption_stand")
    justified.when(stands, COMPLIANCE).then_happens(StepTaken, CaseClosed)
    unprotected = dismissal().after(CHECK, COMPLIANCE).after(step("justify"), HR)
    unprotected.when(stands, COMPLIANCE).then_refused(Refused, "presumed", "3.7")


def test_the_presumption_ends_with_the_time_of_monitoring() -> None:
    late = known(dismissal(effective_on="2027-02-01"), reported_by_name())
    assert late.after(CHECK, COMPLIANCE).case.facts["presumed"] is False


def test_whoever_orders_a_detriment_does_not_learn_of_the_entry() -> None:
    entry = dismissal()
    assert PersonExcluded in {type(event) for event, _ in entry.history}
    assert "boss-1" in entry.case.excluded


def test_whoever_gives_the_reasons_does_not_judge_them() -> None:
    checked = dismissal().after(CHECK, COMPLIANCE)
    both = Actor(HR.id, "compliance_officer")
    checked.after(step("justify"), HR).when(step("settle"), both).then_refused(
        Refused, "another person", "3.7"
    )


def test_reasons_are_asked_for_in_time_or_their_lack_is_noted() -> None:
    checked = dismissal().after(CHECK, COMPLIANCE)
    checked.when(step("note_silence"), COMPLIANCE).then_refused(
        Refused, "nobody has let a time limit pass", "3.7 sentence 4"
    )
    silent = checked.after(step("note_silence"), COMPLIANCE, day(9))
    assert silent.case.phase == "unjustified"


# --- complaints of retaliation


def complaint() -> Scenario:
    command = report(
        "complain",
        {"because_of": "own_report", "detriment": "contract_not_renewed"},
        case_type="retaliation_complaint",
        channel="web",
        identity_mode="named",
    )
    return told(command)


def investigated() -> Scenario:
    return (
        complaint()
        .after(step("find_prima_facie"), COMPLIANCE)
        .after(AddParty(role="subject", name=SAID, person=ACCUSED), COMPLIANCE)
        .after(handler(INVESTIGATOR.id, "investigator"), COMPLIANCE)
        .after(step("authorise_investigation"), COMPLIANCE)
    )


def test_it_is_for_whoever_acted_to_show_other_reasons() -> None:
    called = investigated().after(step("call_for_reasons"), INVESTIGATOR)
    called.when(step("establish"), COMPLIANCE).then_refused(Refused, "not possible")
    called.when(step("let_presumption_stand"), COMPLIANCE).then_refused(
        Refused, "nobody has let a time limit pass", "3.7 sentence 4"
    )
    silent = called.after(step("let_presumption_stand"), COMPLIANCE, day(9))
    assert silent.case.phase == "established"
    noted = called.after(step("note_reasons"), INVESTIGATOR)
    noted.when(step("establish"), MANAGEMENT[0]).then_happens(
        StepTaken, ClockMet, ClockStarted
    )


def test_a_complaint_is_not_investigated_before_it_is_known_who_acted() -> None:
    prima_facie = complaint().after(step("find_prima_facie"), COMPLIANCE)
    prima_facie.when(step("authorise_investigation"), COMPLIANCE).then_refused(
        Refused, "nobody is responsible", "3.7 sentence 4"
    )


def test_whoever_was_punished_is_watched_over_afterwards() -> None:
    established = (
        investigated()
        .after(step("call_for_reasons"), INVESTIGATOR)
        .after(step("note_reasons"), INVESTIGATOR)
        .after(step("establish"), COMPLIANCE)
    )
    undone = established.after(step("remedy", remedy="reinstated"), HR)
    told_so = undone.after(step("give_feedback", feedback="given"), COMPLIANCE)
    told_so.when(step("close_established"), COMPLIANCE).then_refused(
        Refused, "nobody has let a time limit pass", "3.7 sentence 4"
    )
    later = told_so.when(step("close_established"), COMPLIANCE, at=day(400)).outcome
    assert isinstance(later, list)
    assert [type(e) for e in later if type(e) in (ClockPassed, CaseClosed)] == [
        ClockPassed,
        CaseClosed,
    ]
