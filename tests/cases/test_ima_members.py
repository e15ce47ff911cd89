"""Members: since when the Code binds them, hard copies, mandates, speaking for IMA."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from ima import (
    CHAIR,
    COMMITTEE,
    NATIONAL,
    NEUTRAL,
    SAID,
    disclosure,
    for_member,
    joined,
    opened,
    step,
    without_reasons,
)
from ima_reporting import (
    ACCUSED,
    accepted,
    allegation,
    convened,
    declared,
    determination,
    proposed,
    reported,
)
from rules import knowing
from scenario import COMPLIANCE, MEMBER, OWNER, Scenario, code, day

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.allegations import AmendAllegation
from cases.commands.arbitration import CheckNeutrality
from cases.commands.binding import bindings
from cases.commands.mandates import GrantMandates
from cases.commands.people import AddParty
from cases.commands.steps import TakeStep
from cases.errors import NotPermitted, Refused
from cases.events.allegations import AllegationAmended, AllegationFramed
from cases.events.arbitration import NeutralityChecked
from cases.events.beyond import PersonBound, PersonReleased
from cases.events.closing import CaseClosed
from cases.events.decision import DeterminationMade
from cases.events.event import Event
from cases.events.mandates import RoleMandateGranted
from cases.events.opening import DisclosureMade
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockPassed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

REGISTER = f"person:{ACCUSED}:bound"


# --- the hard copy (Access to the Code 2)


def provide(on: str) -> TakeStep:
    return step("provide_hard_copy", provided_on=on, provided_by="post")


def provided() -> Scenario:
    return joined().after(provide("2026-01-09"), NATIONAL, day(4))


def test_a_hard_copy_is_due_from_the_day_of_joining() -> None:
    made, bound, started = (event for event, _ in joined("2025-12-20").history)
    assert isinstance(made, DisclosureMade)
    assert made.declarant == MEMBER.id
    assert made.unit == "committee-be"
    assert isinstance(bound, PersonBound)
    assert isinstance(started, ClockStarted)
    assert (started.clock, started.started_on) == ("hard_copy", date(2025, 12, 20))
    assert started.due_on == date(2026, 1, 19)


def test_the_copy_counts_from_the_day_it_was_provided() -> None:
    in_time = joined("2025-12-20").when(provide("2026-01-19"), NATIONAL, day(40))
    in_time.then_happens(StepTaken, ClockMet, ClockStarted)
    late = joined("2025-12-20").when(provide("2026-01-20"), NATIONAL, day(40))
    late.then_happens(StepTaken, ClockMissed, ClockMetLate, ClockStarted)


def test_the_copy_is_for_the_national_committee_to_provide() -> None:
    joined().when(provide("2026-01-05"), CHAIR).then_refused(
        NotPermitted, "is for national_committee", "Access to the Code 2"
    )


def test_a_committee_is_asked_why_only_once_the_copy_is_overdue() -> None:
    joined().when(step("pursue"), CHAIR, day(20)).then_refused(
        Refused, "nobody has let a time limit pass", "Access to the Code 2"
    )
    joined().when(step("pursue"), CHAIR, day(40)).then_happens(
        StepTaken, ClockMissed, ClockStopped, ClockStarted
    )


def test_the_member_says_whether_the_copy_came() -> None:
    provided().when(step("confirm_receipt"), MEMBER, day(5)).then_happens(
        StepTaken, ClockMet
    )
    denied = provided().after(step("deny_receipt"), MEMBER, day(5))
    assert denied.case.phase == "hard_copy_due"
    assert [run.clock for run in denied.case.clocks.values()] == ["hard_copy"]
    provided().when(step("note_silence"), NATIONAL, day(20)).then_refused(
        Refused, "nobody has let a time limit pass"
    )
    silent = provided().after(step("note_silence"), NATIONAL, day(60))
    assert silent.case.phase == "in_force"


def test_whoever_was_a_member_before_needs_no_new_copy() -> None:
    known = for_member(
        disclosure(
            "membership",
            "record_member",
            national_committee="committee-be",
            joined_on="2010-05-01",
        )
    )
    assert known.case.clocks == {}
    assert known.case.bound


# --- to whom the Code applies (Responsibilities), at the time of the conduct


def bound(since: str, until: str = "") -> list[Event]:
    began = PersonBound(
        person=ACCUSED, since=date.fromisoformat(since), clause="Responsibilities"
    )
    if not until:
        return [began]
    left = {"person": ACCUSED, "until": until, "clause": "Responsibilities"}
    return [began, PersonReleased.model_validate(left)]


def registered(so_far: Scenario, events: Iterable[Event]) -> Scenario:
    """The same, with what the register says of the accused, in one case."""
    known = knowing(so_far, REGISTER)
    relation = replace(
        known.case.known[REGISTER], events=tuple(("membership", e) for e in events)
    )
    case = known.case.knowing({**known.case.known, REGISTER: relation})
    return Scenario(case, None, so_far.history)


def amendment(category: str) -> AmendAllegation:
    """The same said again."""
    said = {name: value for name, value in allegation(category) if name != "party"}
    return AmendAllegation.model_validate({**said, "allegation": 1, "reasons": SAID})


@pytest.mark.parametrize(
    ("register", "applies"),
    [
        ([], True),
        (bound("2020-01-01"), True),
        (bound("2025-11-01"), True),
        (bound("2025-11-02"), False),
        (bound("2020-01-01", "2025-11-02"), True),
        (bound("2020-01-01", "2025-11-01"), False),
        (bound("2026-01-01"), False),
        ([*bound("2020-01-01", "2025-11-01"), *bound("2026-01-01")], False),
    ],
)
def test_the_code_applies_to_whoever_was_a_member_on_the_days_of_the_conduct(
    register: list[Event], applies: bool
) -> None:
    told = accepted(reported())
    framed = registered(told, register).when(allegation("integrity"), OWNER)
    before = registered(told.after(allegation("integrity"), OWNER), register)
    amended = before.when(amendment("integrity"), OWNER)
    if applies:
        framed.then_happens(AllegationFramed, ClockMet)
        amended.then_happens(AllegationAmended)
    else:
        framed.then_refused(Refused, "did not bind the person", "Responsibilities")
        amended.then_refused(Refused, "did not bind the person", "Responsibilities")


def test_the_register_is_looked_at_for_whoever_is_known() -> None:
    told = accepted(reported())
    assert allegation("integrity").questions(told.case, OWNER) == (REGISTER,)
    unknown = told.after(AddParty(role="subject", name=SAID), OWNER)
    assert allegation("integrity", party=2).questions(unknown.case, OWNER) == ()
    assert allegation("integrity", party=9).questions(told.case, OWNER) == ()


def test_nothing_is_established_of_whoever_turns_out_to_have_been_no_member() -> None:
    told = declared(convened("integrity"), CHAIR)
    told = declared(told, *(Actor(f"committee-{n}", CHAIR.role) for n in range(2, 6)))
    assert determination().questions(told.case, CHAIR) == (REGISTER,)
    late = registered(told, bound("2026-01-01"))
    late.when(determination(), CHAIR).then_refused(
        Refused, "did not bind the person", "Responsibilities"
    )
    late.when(determination("refuted"), CHAIR).then_happens(DeterminationMade)
    member = registered(told, bound("2020-01-01"))
    member.when(determination(), CHAIR).then_happens(DeterminationMade)


def test_nothing_is_established_of_whoever_the_register_does_not_know() -> None:
    """The Code applies to all members of IMA; of others a violation is not found."""
    told = declared(convened("integrity"), *COMMITTEE)
    nobody = registered(told, [])
    nobody.when(determination(), CHAIR).then_refused(
        Refused, "does not say that the code bound the person", "Responsibilities"
    )
    nobody.when(determination("refuted"), CHAIR).then_happens(DeterminationMade)


@pytest.mark.parametrize(
    ("register", "known"), [([], False), (bound("2020-01-01"), True)]
)
def test_an_accusation_says_whether_the_register_knows_the_accused(
    register: list[Event], known: bool
) -> None:
    accused = registered(accepted(reported()), register)
    framed, *_ = accused.when(allegation("integrity"), OWNER).outcome or ()
    assert isinstance(framed, AllegationFramed)
    assert framed.in_register is known
    unrecognised = accused.after(AddParty(role="subject", name=SAID), OWNER)
    told, *_ = unrecognised.when(allegation("integrity", party=2), OWNER).outcome or ()
    assert isinstance(told, AllegationFramed)
    assert told.in_register is None


@pytest.mark.parametrize(
    ("register", "answer"),
    [
        ([], "not_verifiable"),
        ([("2020-01-01", "")], "passed"),
        ([("2020-01-01", "2025-12-31")], "failed"),
        ([("2020-01-01", "2021-01-01"), ("2024-01-01", "")], "passed"),
    ],
)
def test_a_neutral_member_is_a_member(
    register: list[tuple[str, str]], answer: str
) -> None:
    name = f"person:{NEUTRAL.id}:bound"
    told = proposed("consulted", convened("integrity"))
    known = knowing(told, name)
    events = tuple(
        (number, event.model_copy(update={"person": NEUTRAL.id}))
        for number, period in enumerate(register)
        for event in bound(*period)
    )
    relation = replace(known.case.known[name], events=events)
    asked = Scenario(known.case.knowing({name: relation}))
    (checked, *_) = asked.when(CheckNeutrality(appointment=1), COMPLIANCE).outcome or ()
    assert isinstance(checked, NeutralityChecked)
    (member,) = [c for c in checked.checks if c.check == "membership_in_force"]
    assert member.answer == answer
    assert checked.eligible == (answer != "failed")


def test_membership_ends_on_a_day_and_once() -> None:
    gone = step("end_membership", ended_on="2026-01-20", ended_because="resigned")
    (_, released, *_, closed, _) = joined().when(gone, NATIONAL, day(30)).outcome or ()
    assert released == PersonReleased(
        person=MEMBER.id, until=date(2026, 1, 20), clause="Responsibilities"
    )
    assert isinstance(closed, CaseClosed)
    act = joined().case.procedure.step("end_membership")
    ended = joined().after(gone, NATIONAL, day(30)).case
    assert ended.closed
    assert not [*bindings(ended, act)]


def test_a_membership_that_was_terminated_names_the_decision() -> None:
    without = step("terminate_membership", ended_on="2026-01-20")
    joined().when(without, NATIONAL, day(30)).then_refused(
        Refused, "the fact 'decided_in' is missing", "Decisions and Discipline 2"
    )
    number = {"ended_on": "2026-01-20", "decided_in": "IMA-2026-0003"}
    joined().when(
        step("terminate_membership", **number), NATIONAL, day(30)
    ).then_happens(StepTaken, PersonReleased, ClockStopped, CaseClosed)


# --- mandates (Administration 1a)


def test_the_executive_committee_says_who_administers_the_code() -> None:
    office = GrantMandates(
        role="intake_officer",
        persons=(MEMBER.id,),
        unit="belgium",
        valid_from=date(2026, 1, 5),
    )
    nobody = Scenario(Case(code("ima")))
    nobody.when(office, CHAIR).then_happens(RoleMandateGranted)
    for other in (NATIONAL, COMPLIANCE, OWNER):
        nobody.when(office, other).then_refused(
            NotPermitted, "executive_committee_member", "Administration 1a"
        )


# --- speaking for IMA (Online Public Forums and Social Media)


def authorised(by: Actor = NATIONAL) -> Scenario:
    asked = disclosure(
        "speaking_mandate", "ask", channel=("social_media", "event"), scope=("events",)
    )
    return opened(asked).after(step("grant", until="2026-03-31"), by)


def spoken(
    through: str = "event", about: str = "events", on: str = "2026-01-05"
) -> TakeStep:
    return step("speak", spoken_on=on, spoken_through=through, spoken_about=about)


@pytest.mark.parametrize("by", [NATIONAL, CHAIR])
def test_either_committee_gives_the_authority_to_speak(by: Actor) -> None:
    authorised(by).when(spoken(), MEMBER).then_happens(StepTaken)


@pytest.mark.parametrize(
    ("said", "beyond"),
    [
        ({"through": "press"}, "'spoken_through' goes beyond 'channel'"),
        ({"about": "network"}, "'spoken_about' goes beyond 'scope'"),
    ],
)
def test_nobody_speaks_beyond_the_authority(said: dict[str, str], beyond: str) -> None:
    authorised().when(spoken(**said), MEMBER).then_refused(
        Refused, beyond, "Online Public Forums"
    )


def test_nobody_speaks_before_or_after_the_authority() -> None:
    asked = disclosure("speaking_mandate", "ask", channel=("event",), scope=("events",))
    opened(asked).when(spoken(), MEMBER).then_refused(Refused, "in the phase 'asked'")
    authorised().when(spoken(), MEMBER, day(86)).then_refused(
        Refused, "the authorisation has run out", "Online Public Forums"
    )
    authorised().when(step("expire"), NATIONAL, day(80)).then_refused(
        Refused, "has not run out"
    )
    authorised().when(step("expire"), NATIONAL, day(86)).then_happens(
        StepTaken, ClockPassed, ClockStopped, CaseClosed
    )


def test_authority_is_refused_and_revoked_with_reasons_and_by_another_person() -> None:
    authorised().when(without_reasons("revoke"), CHAIR).then_refused(
        Refused, "it is not said why"
    )
    called = disclosure(
        "speaking_mandate",
        "call_upon",
        channel=("press",),
        scope=("recruitment",),
        until="2026-02-01",
    )
    assert for_member(called, CHAIR).case.phase == "authorised"


# --- confidential information


def release(to: str = "partner-1") -> TakeStep:
    return step("release", released_to=to, released_on="2026-01-06")


def test_information_is_released_to_whom_it_was_authorised_for_and_in_time() -> None:
    asked = disclosure(
        "information_release",
        "request",
        information="minutes",
        recipient="partner-1",
        purpose="cooperation",
    )
    opened(asked).when(release(), MEMBER).then_refused(Refused, "in the phase")
    allowed = opened(asked).after(step("authorise", until="2026-02-01"), CHAIR)
    allowed.when(release(), MEMBER, day(2)).then_happens(StepTaken)
    allowed.when(release("partner-2"), MEMBER, day(2)).then_refused(
        Refused, "'released_to' goes beyond 'recipient'", "Confidential Information 1"
    )
    allowed.when(release(), MEMBER, day(30)).then_refused(Refused, "has run out")
    own = Actor("partner-1", CHAIR.role)
    opened(asked).when(step("authorise", until="2026-02-01"), own).then_refused(
        Refused, "whoever has an interest", "Confidential Information 1"
    )
