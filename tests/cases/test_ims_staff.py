"""Staff of IMS: signing the Code, keeping to policies, conflicts of interest."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from ims import (
    BOARD,
    EDITION,
    HR,
    MANAGEMENT,
    OTHER,
    OTHER_HR,
    PEOPLE_MANAGER,
    SAID,
    STAFF,
    SYSTEM,
    all_confirmed,
    confirmed,
    conflict,
    disclosure,
    every_policy,
    for_staff,
    in_register,
    nothing,
    opened,
    published,
    registered,
    signing,
    step,
    to_sign,
    version,
)
from rules import knowing
from scenario import Scenario, day

from cases.actors import Actor
from cases.commands.clocks import NoteTime
from cases.commands.steps import TakeStep
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.interests import BarLifted, PersonBarred
from cases.events.opening import DisclosureMade
from cases.events.policies import AdherenceConfirmed, PolicyVersionPublished
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    ClockStopped,
    ClockWarned,
    StepTaken,
)

HR_FOR_STAFF: Final = replace(HR, on_behalf_of=STAFF.id)
SIGN: Final = signing()
INTRODUCED: Final = step("give_introduction", introduced_on="2026-01-05")


def due(opening: str = "new_version") -> Scenario:
    return for_staff(to_sign(opening), HR)


def signed() -> Scenario:
    """Signed, and now to confirm adherence."""
    return due().after(SIGN, STAFF)


# --- onboarding and new versions (1, 1.3)


@pytest.mark.parametrize("opening", ["onboarding", "new_version", "new_policy"])
def test_human_resources_ask_for_a_sign_off(opening: str) -> None:
    nothing().when(to_sign(opening), HR_FOR_STAFF).then_happens(
        DisclosureMade, ClockStarted
    )


@pytest.mark.parametrize(
    "engagement", ["employee", "consultant", "intern", "board_member"]
)
def test_everybody_signs_whatever_their_contract_and_the_board_as_well(
    engagement: str,
) -> None:
    begun = for_staff(to_sign("onboarding", engagement), HR).after(INTRODUCED, HR)
    begun.when(SIGN, STAFF).then_happens(StepTaken, ClockMet, ClockStarted)
    stranger = to_sign("onboarding", "visitor")
    nothing().when(stranger, HR_FOR_STAFF).then_refused(Refused, "engagement", "1.1")


def test_nobody_signs_before_the_introduction_was_given() -> None:
    begun = due("onboarding")
    begun.when(SIGN, STAFF).then_refused(
        Refused, "not possible in the phase 'introduction_due'", "1.3"
    )
    introduced = begun.after(INTRODUCED, HR)
    introduced.when(SIGN, STAFF).then_happens(StepTaken, ClockMet, ClockStarted)


def test_nobody_signs_for_another_person() -> None:
    due().when(SIGN, OTHER).then_refused(CaseNotFound, "")
    assistant = Actor(OTHER.id, "member", on_behalf_of=STAFF.id)
    due().when(SIGN, assistant).then_refused(CaseNotFound, "")
    due().when(SIGN, OTHER_HR).then_refused(NotPermitted, "is for member", "1.3")


def test_whoever_has_not_understood_has_not_signed() -> None:
    command = signing(read_and_understood=False)
    due().when(command, STAFF).then_refused(Refused, "read and understood", "1.3")


def test_what_is_signed_are_the_words_of_the_code_in_force() -> None:
    other = signing(text_digest="0" * 64)
    due().when(other, STAFF).then_refused(Refused, "not the words of the code", "1.3")


def test_a_sign_off_is_overdue_after_thirty_days_and_stays_late() -> None:
    due().when(NoteTime(), SYSTEM, at=day(30)).then_happens(ClockWarned, ClockWarned)
    due().when(NoteTime(), SYSTEM, at=day(31)).then_happens(ClockMissed)
    late = due().after(NoteTime(), SYSTEM, at=day(31)).after(step("pursue"), HR)
    late.when(SIGN, STAFF, at=day(33)).then_happens(
        StepTaken, ClockMetLate, ClockStarted
    )


def test_a_sign_off_is_waived_by_another_person_with_a_reason() -> None:
    waived = step("waive", waived_because="long_absence")
    due().when(waived, HR).then_refused(Refused, "another person than 'opening'", "1.3")
    due().when(step("waive"), OTHER_HR).then_refused(Refused, "waived_because", "1.3")
    due().when(waived, OTHER_HR).then_happens(StepTaken, ClockStopped, CaseClosed)


# --- adherence to the policies (1)


def test_adherence_lists_every_policy_that_the_code_refers_to() -> None:
    known = in_register(signed(), *every_policy())
    known.when(all_confirmed(), STAFF).then_happens(AdherenceConfirmed, ClockMet)
    short = confirmed(staff_handbook=1, pseah=1)
    known.when(short, STAFF).then_refused(Refused, "not all policies", "1 ¶2")


def test_adherence_to_a_version_that_is_no_longer_the_latest_is_refused() -> None:
    newer = published(version("pseah", 2021), version("pseah", 2026))
    known = in_register(signed(), *newer)
    known.when(confirmed(pseah=2021), STAFF).then_refused(
        Refused, "not all policies in force, in their latest version", "1 ¶2 sentence 4"
    )
    known.when(confirmed(pseah=2026), STAFF).then_happens(AdherenceConfirmed, ClockMet)


def test_after_a_new_policy_adherence_is_confirmed_without_signing_again() -> None:
    known = in_register(due("new_policy"), *every_policy(2))
    assert known.after(all_confirmed(2), STAFF).case.phase == "signed"


def test_nobody_confirms_for_another_person() -> None:
    known = in_register(signed(), *every_policy())
    known.when(all_confirmed(), OTHER).then_refused(CaseNotFound, "")
    known.when(all_confirmed(), HR).then_refused(NotPermitted, "is for member", "1 ¶2")


def test_a_version_is_published_once_and_announced_in_time() -> None:
    one = registered()
    one.when(version("it"), HR).then_happens(
        PolicyVersionPublished, ClockStarted, ClockStarted, ClockStarted
    )
    again = in_register(one, *published(version("it")))
    again.when(version("it"), HR).then_refused(Refused, "a later one", "3.6")
    one.when(version("it"), STAFF).then_refused(CaseNotFound, "")
    announced = one.after(version("it"), HR)
    announced.when(step("announce"), HR).then_happens(StepTaken, ClockMet)


@pytest.mark.parametrize(("in_force", "due"), [(-4, 0), (0, 0), (30, 30), (3000, 365)])
def test_a_version_comes_into_force_on_its_day_and_within_a_year(
    in_force: int, due: int
) -> None:
    """From then on everybody is asked anew; of one in force already, from today."""
    later = version("it", in_force_on=day(in_force).date())
    outcome = registered().when(later, HR).outcome or ()
    (coming,) = [
        event
        for event in outcome
        if isinstance(event, ClockStarted) and event.clock == "coming_into_force"
    ]
    assert coming.due_on == day(due).date()


def test_a_policy_is_reviewed_every_year_with_an_outcome() -> None:
    reviewed = registered().after(version("it"), HR).after(step("begin_review"), HR)
    unsaid = TakeStep(step="leave_unchanged")
    reviewed.when(unsaid, HR).then_refused(Refused, "it is not said why")
    said = unsaid.model_copy(update={"note": SAID})
    reviewed.when(said, HR).then_happens(StepTaken, ClockMet, ClockStarted)
    known = in_register(reviewed, *published(version("it")))
    known.when(version("it", 2), HR).then_happens(
        PolicyVersionPublished, ClockMet, ClockStarted, ClockStarted, ClockStarted
    )


def test_every_policy_that_the_text_links_to_is_in_the_register() -> None:
    linked = {c.clause for c in EDITION.policies.values()}
    assert {"2", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6"} <= linked
    assert {"3.6 sentence 2", "3.7 sentence 4"} <= linked


# --- people managers, trainings, support, the owner of the Code (1.3)


def attestation() -> Scenario:
    asked = disclosure(
        "manager_attestation",
        "ask",
        period_from="2025-01-01",
        period_until="2025-12-31",
    )
    return for_staff(asked, HR, PEOPLE_MANAGER.id)


def test_a_people_manager_attests_in_person_and_wholly() -> None:
    manager = Actor(PEOPLE_MANAGER.id, "member")
    said = {"sign_offs_complete": True, "concerns_passed_on": True}
    whole = step("attest", code_discussed=True, **said)
    attestation().when(whole, OTHER).then_refused(CaseNotFound, "")
    attestation().when(whole, manager).then_happens(StepTaken, ClockMet)
    lacking = step("attest", code_discussed=False, **said)
    attestation().when(lacking, manager).then_refused(
        Refused, "code discussed", "1.3 ¶2"
    )
    gap = step("attest_with_gap", gap="not_discussed")
    attestation().when(gap, manager).then_happens(StepTaken, ClockMet, ClockStarted)


def test_an_attestation_that_does_not_come_is_an_omission_to_be_looked_into() -> None:
    omitted = step("find_omission")
    attestation().when(omitted, HR).then_refused(
        Refused, "nobody has let a time limit pass", "1.3 ¶2"
    )
    late = attestation().after(omitted, HR, day(40))
    assert late.case.closed
    assert EDITION.categories["manager_failed_to_ensure"].clauses == ("1.3 ¶2",)


def test_a_training_is_completed_by_its_day_and_confirmed_by_others() -> None:
    assigned = for_staff(
        disclosure("training", "assign", topic="pseah", complete_by="2026-01-20"), HR
    )
    (run,) = assigned.case.clocks.values()
    assert run.due.on == date(2026, 1, 20)
    attended = assigned.after(step("attend", completed_on="2026-01-05"), STAFF)
    own = Actor(STAFF.id, "human_resources")
    attended.when(step("confirm"), own).then_refused(Refused, "another person", "1.3")
    attended.when(step("confirm"), HR).then_happens(StepTaken, CaseClosed)


def test_support_is_provided_by_human_resources_and_not_by_whoever_asks() -> None:
    asked = opened(disclosure("guidance", "ask", about="values"))
    own = Actor(STAFF.id, "human_resources")
    given = step("provide", provided="tool")
    asked.when(given, own).then_refused(Refused, "another person", "1.3 ¶2 sentence 2")
    asked.when(given, HR).then_happens(StepTaken, ClockMet)


def test_a_question_becomes_a_report_only_if_whoever_asked_agrees() -> None:
    asked = opened(disclosure("guidance", "ask", about="conduct"))
    asked.when(step("turn_into_report", asker_agrees=False), HR).then_refused(
        Refused, "asker agrees", "3.7 sentence 3"
    )
    assert asked.after(step("turn_into_report", asker_agrees=True), HR).case.closed


def test_the_owner_drafts_a_new_version_and_somebody_else_approves_it() -> None:
    review = opened(disclosure("code_review", "open_review", occasion="law"), HR)
    drafted = review.after(step("draft"), HR)
    drafted.when(step("approve"), HR).then_refused(NotPermitted, "management_member")
    both = Actor(HR.id, "board_member")
    drafted.when(step("approve"), both).then_refused(Refused, "another person")
    approved = drafted.after(step("approve"), BOARD[0])
    assert approved.after(step("announce_new_version"), HR).case.closed


def test_only_human_resources_own_a_review_and_are_given_the_ownership() -> None:
    command = disclosure("code_review", "open_review", occasion="law")
    nothing().when(command, MANAGEMENT[0]).then_refused(
        NotPermitted, "is for human_resources", "1.3 ¶3"
    )
    assign = disclosure("code_ownership", "assign", owner_since="2026-01-01")
    owned = for_staff(assign, MANAGEMENT[0], HR.id)
    assert owned.case.declarant == HR.id
    handed_on = owned.after(step("hand_on", owned_until="2026-01-05"), MANAGEMENT[0])
    assert handed_on.case.closed


# --- conflicts of interest (3.1)


def test_a_conflict_is_disclosed_when_it_arises_and_late_after_that() -> None:
    nothing().when(conflict(), STAFF).then_happens(
        DisclosureMade, ClockStarted, ClockMet, ClockStarted
    )
    late = conflict(arose_on="2025-11-03")
    nothing().when(late, STAFF).then_happens(
        DisclosureMade, ClockStarted, ClockMissed, ClockMetLate, ClockStarted
    )


def test_interests_are_declared_yearly_as_well() -> None:
    nothing().when(conflict("declare_yearly"), STAFF).then_happens(
        DisclosureMade, ClockStarted
    )


def test_nobody_assesses_a_conflict_of_their_own() -> None:
    case = opened(conflict())
    own = Actor(STAFF.id, "human_resources")
    case.when(step("find_no_conflict"), own).then_refused(
        Refused, "another person than 'opening'", "3.1"
    )
    case.when(step("find_no_conflict"), OTHER_HR).then_happens(
        StepTaken, ClockMet, CaseClosed
    )


def test_nobody_amends_the_disclosure_of_another() -> None:
    review = step("agree_mitigation", review_on="2026-06-01")
    case = opened(conflict()).after(review, OTHER_HR)
    facts = {
        "conflict": "actual",
        "nature": "other",
        "arose_on": "2026-01-03",
        "decides_for_ims": True,
    }
    case.when(step("amend", **facts), OTHER).then_refused(CaseNotFound, "")
    case.when(step("amend", **facts), OTHER_HR).then_refused(
        NotPermitted, "member", "3.1"
    )
    assert case.after(step("amend", **facts), STAFF).case.phase == "disclosed"


def test_whoever_stands_back_is_barred_from_what_concerns_those_named() -> None:
    withdrawn = opened(conflict()).after(step("withdraw_from_matter"), STAFF)
    assert PersonBarred in {type(event) for event, _ in withdrawn.history}
    ended = withdrawn.after(step("retire", ended_on="2026-01-05"), HR)
    assert BarLifted in {type(event) for event, _ in ended.history}


def test_whoever_is_barred_does_not_assess_what_concerns_the_same() -> None:
    mine = opened(conflict()).after(step("withdraw_from_matter"), STAFF)
    bar = next(e for e, _ in mine.history if isinstance(e, PersonBarred))
    another = nothing().after(conflict(), OTHER)
    known = knowing(another, f"person:{STAFF.id}:interests", bar)
    known.when(
        step("find_no_conflict"), Actor(STAFF.id, "people_manager")
    ).then_refused(Refused, "whoever has an interest", "3.1")
