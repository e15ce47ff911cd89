"""Personal data: purposes, consent of their owner, the notice, breaches."""

from datetime import UTC, datetime, timedelta

import pytest
from ima import (
    CHAIR,
    NATIONAL,
    OFFICER,
    disclosure,
    for_member,
    opened,
    step,
    without_reasons,
)
from scenario import COMPLIANCE, DAY_0, MEMBER, Scenario, day, given

from cases.actors import Actor
from cases.commands.clocks import NoteTime
from cases.commands.steps import TakeStep
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.event import Fact
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockPassed,
    ClockStarted,
    ClockStopped,
    ClockWarned,
    StepTaken,
)
from cases.events.retention import RetentionStarted

SYSTEM = Actor("system", "system")
HOUR = timedelta(hours=1)


# --- purposes (Responsibilities 2a, 2b and 2d)


def registered() -> Scenario:
    use = disclosure(
        "data_use",
        "register",
        purposes=("event", "claims"),
        data=("name", "contact"),
        notice_version=2,
    )
    return opened(use, NATIONAL)


@pytest.mark.parametrize(
    ("facts", "beyond"),
    [
        ({"used_for": "event", "data_used": ("name",)}, None),
        ({"used_for": "claims", "data_used": ("contact", "name")}, None),
        (
            {"used_for": "directory", "data_used": ("name",)},
            "'used_for' goes beyond 'purposes'",
        ),
        (
            {"used_for": "event", "data_used": ("name", "payment")},
            "'data_used' goes beyond 'data'",
        ),
    ],
)
def test_data_are_used_for_no_other_purpose_than_they_were_provided_for(
    facts: dict[str, Fact], beyond: str | None
) -> None:
    used = registered().when(step("use", **facts), NATIONAL)
    if beyond is None:
        used.then_happens(StepTaken)
    else:
        used.then_refused(Refused, beyond, "Responsibilities 2b")


def test_data_go_when_the_last_purpose_is_met() -> None:
    one = step("meet_purpose", met=("event",), a_purpose_is_left=True)
    left = registered().after(one, NATIONAL)
    assert left.case.phase == "in_use"
    wrong = step("meet_last_purpose", met=("claims",), a_purpose_is_left=True)
    left.when(wrong, NATIONAL).then_refused(
        Refused, "does not apply to this a purpose is left", "Responsibilities 2d"
    )
    last = step("meet_last_purpose", met=("claims",), a_purpose_is_left=False)
    left.when(last, NATIONAL).then_happens(StepTaken, ClockStopped, ClockStarted)
    never = step("meet_purpose", met=("directory",), a_purpose_is_left=True)
    left.when(never, NATIONAL).then_refused(Refused, "'met' goes beyond 'purposes'")
    due = left.after(last, NATIONAL)
    (run,) = due.case.clocks.values()
    assert run.clock == "disposal"
    due.when(step("use", used_for="event", data_used=("name",)), NATIONAL).then_refused(
        Refused, "not possible in the phase 'disposal_due'", "Responsibilities 2b"
    )


def test_deletion_is_certified_by_somebody_else_and_closes_with_its_day() -> None:
    last = step("meet_last_purpose", met=("event",), a_purpose_is_left=False)
    deletion = step("delete", deleted_on="2026-01-07", deleted_from=("lists",))
    deleted = registered().after(last, NATIONAL).after(deletion, NATIONAL, day(20))
    assert not deleted.case.clocks
    deleted.when(step("certify"), CHAIR, day(20)).then_happens(
        StepTaken, CaseClosed, RetentionStarted
    )
    (_, closed, _) = deleted.when(step("certify"), OFFICER, day(20)).outcome or ()
    assert isinstance(closed, CaseClosed)
    assert (closed.retention, closed.outcome) == ("R16", "purpose_met")
    by_chair = (
        registered()
        .after(last, NATIONAL)
        .after(deletion, CHAIR, day(2))
        .when(step("certify"), CHAIR, day(3))
    )
    by_chair.then_refused(Refused, "for another person", "Responsibilities 2d")
    found = deleted.after(step("find_more"), OFFICER, day(21))
    assert found.case.phase == "disposal_due"


# --- consent (Responsibilities 2c)

LEAFLET = {"recipient": "printer-1", "purpose": "publication", "data": ("photograph",)}
SHARED: dict[str, Fact] = {
    "shared_with": "printer-1",
    "shared_for": "publication",
    "data_shared": ("photograph",),
    "shared_on": "2026-01-05",
}


def asked() -> Scenario:
    return for_member(disclosure("sharing", "ask_owner", **LEAFLET))


def consented() -> Scenario:
    return asked().after(step("consent", until="2026-03-31"), MEMBER)


def share(**other: Fact) -> TakeStep:
    return step("share", **{**SHARED, **other})


def test_nothing_is_shared_before_the_owner_consents() -> None:
    asked().when(share(), NATIONAL).then_refused(
        Refused, "in the phase 'consent_asked'", "Responsibilities 2c"
    )
    consented().when(share(), NATIONAL).then_happens(StepTaken)


def test_only_the_owner_consents() -> None:
    consent = step("consent", until="2026-03-31")
    asked().when(consent, NATIONAL).then_refused(NotPermitted, "is for member")
    asked().when(consent, Actor("member-2", "member")).then_refused(CaseNotFound, "")


@pytest.mark.parametrize(
    ("other", "beyond"),
    [
        ({"shared_with": "printer-2"}, "'shared_with' goes beyond 'recipient'"),
        ({"shared_for": "directory"}, "'shared_for' goes beyond 'purpose'"),
        ({"data_shared": ("name",)}, "'data_shared' goes beyond 'data'"),
        ({"data_shared": ("photograph", "name")}, "'data_shared' goes beyond 'data'"),
    ],
)
def test_consent_is_for_one_recipient_one_purpose_and_some_data(
    other: dict[str, Fact], beyond: str
) -> None:
    consented().when(share(**other), NATIONAL).then_refused(
        Refused, beyond, "Responsibilities 2b, Responsibilities 2c"
    )


def test_consent_ends_with_its_day() -> None:
    consented().when(share(), NATIONAL, day(85)).then_happens(StepTaken)
    consented().when(share(), NATIONAL, day(86)).then_refused(Refused, "has run out")
    consented().when(step("expire"), OFFICER, day(85)).then_refused(
        Refused, "has not run out", "Responsibilities 2c"
    )
    consented().when(step("expire"), OFFICER, day(86)).then_happens(
        StepTaken, ClockPassed, ClockStopped, CaseClosed
    )


def test_consent_is_taken_back_at_any_time_and_the_recipient_is_told() -> None:
    taken_back = consented().after(share(), NATIONAL).after(step("withdraw"), MEMBER)
    taken_back.when(share(), NATIONAL).then_refused(
        Refused, "in the phase 'consent_withdrawn'"
    )
    taken_back.when(step("recall"), NATIONAL, day(2)).then_happens(
        StepTaken, ClockMet, ClockStopped, CaseClosed
    )
    taken_back.when(step("recall"), NATIONAL, day(20)).then_happens(
        StepTaken, ClockMissed, ClockMetLate, ClockStopped, CaseClosed
    )


def test_silence_is_no_consent() -> None:
    asked().when(step("note_silence"), NATIONAL, day(10)).then_refused(
        Refused, "nobody has let a time limit pass", "Responsibilities 2c"
    )
    (_, *_, closed, _) = (
        asked().when(step("note_silence"), NATIONAL, day(40)).outcome or ()
    )
    assert isinstance(closed, CaseClosed)
    assert closed.outcome == "not_consented"


def test_what_the_law_demands_rests_on_the_law_and_the_owner_is_told() -> None:
    demanded = for_member(
        disclosure(
            "sharing",
            "demand_by_law",
            recipient="court-1",
            basis="court_order",
            data=("name",),
        ),
        CHAIR,
    )
    given_away = {
        "shared_with": "court-1",
        "data_shared": ("name",),
        "shared_on": "2026-01-05",
    }
    more = {**given_away, "data_shared": ("name", "contact")}
    demanded.when(step("disclose_by_law", **more), CHAIR).then_refused(
        Refused, "'data_shared' goes beyond 'data'", "Responsibilities 3"
    )
    told = demanded.after(step("disclose_by_law", **given_away), CHAIR)
    told.when(step("tell_owner"), OFFICER, day(3)).then_happens(
        StepTaken, ClockMet, CaseClosed
    )
    demanded.when(without_reasons("resist_demand"), CHAIR).then_refused(
        Refused, "it is not said why", "Responsibilities 2c"
    )


# --- the notice (Confidential Information 2)


def test_a_version_of_the_notice_is_approved_by_somebody_else_and_posted() -> None:
    drafted = opened(disclosure("privacy_notice", "draft", version=3), CHAIR)
    drafted.when(step("approve"), CHAIR).then_refused(Refused, "for another person")
    second = Actor("committee-2", CHAIR.role)
    approved = drafted.after(step("approve"), second)
    elsewhere = step(
        "post_on_website", posted_at="www.example.org", posted_on="2026-01-05"
    )
    approved.when(elsewhere, CHAIR).then_refused(
        Refused, "does not apply to this posted at", "Confidential Information 2"
    )


def test_it_is_recorded_which_version_a_member_was_given() -> None:
    told = for_member(
        disclosure(
            "privacy_notice",
            "give",
            version=3,
            given_on="2026-01-02",
            given_by="at_joining",
        )
    )
    assert told.case.facts["version"] == 3
    told.when(step("note_silence"), NATIONAL, day(10)).then_refused(
        Refused, "nobody has let a time limit pass"
    )
    told.when(step("confirm"), MEMBER, day(3)).then_happens(
        StepTaken, ClockMet, CaseClosed
    )


# --- breaches (Responsibilities 2e)

FRIDAY = datetime(2026, 1, 9, 16, 0, tzinfo=UTC)
"""Five in the afternoon in Brussels."""


def breach(at: datetime = DAY_0) -> Scenario:
    told = disclosure(
        "data_breach",
        "report",
        what="sent_to_others",
        data=("name",),
        discovered_on=at.date().isoformat(),
    )
    return given("ima").after(told, MEMBER, at)


def found(name: str) -> TakeStep:
    return step(name, people=12, data=("name",))


def known(at: datetime = DAY_0) -> Scenario:
    return breach(at).after(step("take_note"), CHAIR, at)


def test_the_executive_committee_is_to_know_within_the_hour() -> None:
    breach().when(step("take_note"), CHAIR, DAY_0 + HOUR).then_happens(
        StepTaken, ClockMet
    )
    breach().when(step("take_note"), CHAIR, DAY_0 + 2 * HOUR).then_happens(
        StepTaken, ClockMissed, ClockMetLate
    )
    noted = breach().when(NoteTime(), SYSTEM, DAY_0 + 2 * HOUR)
    noted.then_happens(ClockMissed)


def test_the_authority_is_told_within_72_hours_that_run_through_the_week_end() -> None:
    told = known(FRIDAY).after(found("find_risk"), OFFICER, FRIDAY + HOUR)
    notify = step("notify_authority", country="BE")
    told.when(notify, OFFICER, FRIDAY + 72 * HOUR).then_happens(StepTaken, ClockMet)
    silent = TakeStep(step="notify_authority", facts={"country": "BE"})
    late = told.when(silent, OFFICER, FRIDAY + 73 * HOUR)
    late.then_refused(
        Refused,
        "the time limit has passed, and it is not said why",
        "not from the code: GDPR Art. 33(1)",
        "note",
    )
    assert getattr(late.outcome, "until", None) == (FRIDAY + 72 * HOUR).date()
    told.when(notify, OFFICER, FRIDAY + 73 * HOUR).then_happens(
        StepTaken, ClockMissed, ClockMetLate
    )
    assert not told.when(NoteTime(), SYSTEM, FRIDAY + 47 * HOUR).outcome
    warned = told.when(NoteTime(), SYSTEM, FRIDAY + 49 * HOUR)
    warned.then_happens(ClockWarned)


def test_a_risk_to_nobody_is_no_matter_for_the_authority_but_is_registered() -> None:
    none = known().after(found("find_no_risk"), OFFICER)
    assert not none.case.clocks
    none.when(step("notify_authority", country="BE"), OFFICER).then_refused(
        Refused, "in the phase 'no_risk'"
    )
    none.when(step("close_no_risk"), OFFICER).then_refused(
        Refused, "comes after contain, register", "Responsibilities 2e"
    )
    known().when(
        TakeStep(step="find_no_risk", facts={"people": 1, "data": ("name",)}), OFFICER
    ).then_refused(Refused, "it is not said why")


def test_of_a_high_risk_the_people_concerned_are_told_too() -> None:
    high = known().after(found("find_high_risk"), OFFICER)
    assert {run.clock for run in high.case.clocks.values()} == {
        "authority_notice",
        "people_notice",
    }
    done = (
        high.after(step("contain", contained_on="2026-01-05"), NATIONAL)
        .after(step("notify_authority", country="BE"), OFFICER)
        .after(step("remedy"), NATIONAL)
        .after(step("register"), OFFICER)
    )
    done.when(step("close_high_risk"), OFFICER).then_refused(
        Refused, "comes after inform_people", "Responsibilities 2e"
    )
    told = done.after(step("inform_people", told_by="mail"), NATIONAL)
    told.when(step("close_high_risk"), OFFICER).then_happens(StepTaken, CaseClosed)


def test_the_authority_is_told_more_once_it_was_told_something() -> None:
    risk = known().after(found("find_risk"), OFFICER)
    risk.when(step("add_to_notification"), OFFICER).then_refused(
        Refused, "comes after notify_authority"
    )
    told = risk.after(step("notify_authority", country="BE"), OFFICER)
    told.when(step("add_to_notification"), OFFICER, day(9)).then_happens(StepTaken)


def test_whoever_reports_a_breach_is_protected_from_retaliation() -> None:
    opening = breach().case.procedure.openings["report"]
    assert opening.protects == ("discovered_on",)
    breach().when(step("take_note"), COMPLIANCE).then_refused(
        NotPermitted, "is for executive_committee_member", "Responsibilities 2e"
    )
