from datetime import date

from rules import (
    CHAIR,
    NEUTRAL,
    SAID,
    accused,
    cleared,
    declared,
    in_office,
    party,
    proposed,
)
from scenario import COMPLIANCE, OWNER, day

from cases.actors import Actor
from cases.commands.arbitration import (
    AppointArbitrator,
    ChallengeNeutrality,
    CheckNeutrality,
    DecideChallenge,
    DeclareNeutrality,
    InviteObjections,
)
from cases.errors import NotPermitted, Refused
from cases.events.arbitration import (
    ArbitratorAppointed,
    ChallengeDecided,
    NeutralityChallenged,
    ObjectionsInvited,
)
from cases.events.procedure import ClockStarted

CHECK = CheckNeutrality(appointment=1)


INVITE = InviteObjections(appointment=1)


APPOINT = AppointArbitrator(appointment=1)


OBJECTION = ChallengeNeutrality(appointment=1, party=1, grounds=SAID)


def decided(*, upheld: bool) -> DecideChallenge:
    return DecideChallenge(appointment=1, upheld=upheld, reasons=SAID)


def test_parties_are_asked_only_about_somebody_eligible() -> None:
    declared().when(INVITE, COMPLIANCE).then_refused(Refused, "not eligible", "3")
    checked = declared().after(CHECK, COMPLIANCE)
    checked.when(INVITE, COMPLIANCE).then_happens(ObjectionsInvited, ClockStarted)
    until = checked.after(INVITE, COMPLIANCE).case.appointments[1].objections_until
    assert until == date(2026, 1, 12)


def test_a_party_objects_while_objections_are_open() -> None:
    declared().when(OBJECTION, COMPLIANCE).then_refused(
        Refused, "no objections are open", "3"
    )
    cleared().when(OBJECTION, COMPLIANCE, at=day(7)).then_happens(NeutralityChallenged)
    cleared().when(OBJECTION, COMPLIANCE, at=day(8)).then_refused(
        Refused, "no objections are open", "3"
    )
    in_office().when(OBJECTION, COMPLIANCE).then_refused(Refused, "no objections", "3")


def test_whoever_objects_too_late_learns_until_when_it_was_possible() -> None:
    late = cleared().when(OBJECTION, COMPLIANCE, at=day(8))
    assert isinstance(late.outcome, Refused)
    assert late.outcome.until == date(2026, 1, 12)


def test_nobody_objects_to_whoever_only_gives_advice() -> None:
    consulted = declared(proposed("consulted")).after(CHECK, COMPLIANCE)
    consulted.when(OBJECTION, COMPLIANCE).then_refused(
        Refused, "no objections are open", "3"
    )


def test_only_a_party_objects() -> None:
    stranger = ChallengeNeutrality(appointment=1, party=2, grounds=SAID)
    cleared().when(stranger, COMPLIANCE).then_refused(Refused, "no such party", "3")


def test_the_reporter_objects_as_the_party_they_are() -> None:
    before = cleared(proposed(start=accused().after(party("reporter", None), OWNER)))
    reporter = Actor("member-1", "reporter")
    as_themselves = ChallengeNeutrality(appointment=1, party=2, grounds=SAID)
    before.when(as_themselves, reporter).then_happens(NeutralityChallenged)
    before.when(OBJECTION, reporter).then_refused(NotPermitted, "for themselves", "3")


def test_an_upheld_objection_ends_the_candidacy() -> None:
    challenged = cleared().after(OBJECTION, COMPLIANCE)
    challenged.when(decided(upheld=True), COMPLIANCE).then_happens(ChallengeDecided)
    ended = challenged.after(decided(upheld=True), COMPLIANCE)
    ended.when(APPOINT, CHAIR, at=day(10)).then_refused(
        Refused, "nobody's neutrality", "3"
    )


def test_an_objection_that_was_dismissed_is_no_obstacle() -> None:
    dismissed = (
        cleared().after(OBJECTION, COMPLIANCE).after(decided(upheld=False), COMPLIANCE)
    )
    dismissed.when(APPOINT, CHAIR, at=day(10)).then_happens(ArbitratorAppointed)


def test_no_objection_is_decided_that_nobody_made() -> None:
    cleared().when(decided(upheld=False), COMPLIANCE).then_refused(
        Refused, "there is no objection", "3", "appointment"
    )


def test_nobody_is_appointed_while_the_parties_may_object() -> None:
    early = cleared().when(APPOINT, CHAIR, at=day(7))
    early.then_refused(Refused, "may still object", "3")
    assert isinstance(early.outcome, Refused)
    assert early.outcome.until == date(2026, 1, 12)
    cleared().when(APPOINT, CHAIR, at=day(8)).then_happens(ArbitratorAppointed)
    challenged = cleared().after(OBJECTION, COMPLIANCE)
    challenged.when(APPOINT, CHAIR, at=day(8)).then_refused(
        Refused, "objection is still to be decided", "3"
    )


def test_nobody_is_appointed_whom_the_parties_were_not_asked_about() -> None:
    unasked = declared().after(CHECK, COMPLIANCE).when(APPOINT, CHAIR, at=day(99))
    unasked.then_refused(Refused, "may still object", "3")
    assert isinstance(unasked.outcome, Refused)
    assert unasked.outcome.awaits == ("invite_objections",)


def test_the_appointment_says_who_the_parties_were() -> None:
    outcome = cleared().when(APPOINT, CHAIR, at=day(10)).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], ArbitratorAppointed)
    assert outcome[0].parties == ("accused-1",)
    assert f"person:{NEUTRAL.id}:appointments" in outcome[0].relations()


def test_parties_who_came_since_the_check_stop_the_appointment() -> None:
    later = cleared().after(party("witness", "w-1"), OWNER)
    later.when(APPOINT, CHAIR, at=day(10)).then_refused(
        Refused, "nobody's neutrality", "3"
    )


def test_after_new_parties_a_candidate_starts_over() -> None:
    later = cleared().after(party("witness", "w-1"), OWNER)
    later.when(CHECK, COMPLIANCE).then_refused(Refused, "has not declared", "3")
    again = later.after(DeclareNeutrality(appointment=1), NEUTRAL, at=day(10)).after(
        CHECK, COMPLIANCE, at=day(10)
    )
    again.when(APPOINT, CHAIR, at=day(10)).then_refused(Refused, "still object", "3")
    asked = again.after(INVITE, COMPLIANCE, at=day(10))
    asked.when(APPOINT, CHAIR, at=day(20)).then_happens(ArbitratorAppointed)


def test_each_objection_is_decided_by_itself() -> None:
    two = accused().after(party(person="accused-2"), OWNER)
    both = (
        cleared(proposed(start=two))
        .after(OBJECTION, COMPLIANCE)
        .after(OBJECTION.model_copy(update={"party": 2}), COMPLIANCE)
    )
    unsaid = both.when(decided(upheld=False), COMPLIANCE)
    unsaid.then_refused(Refused, "no objection of this party", "3")
    assert isinstance(unsaid.outcome, Refused)
    assert (unsaid.outcome.field, unsaid.outcome.allowed) == ("party", ("1", "2"))
    answer = decided(upheld=False).model_copy(update={"party": 1})
    one = both.after(answer, COMPLIANCE)
    one.when(APPOINT, CHAIR, at=day(8)).then_refused(
        Refused, "an objection is still to be decided", "3"
    )
    one.when(answer, COMPLIANCE).then_refused(Refused, "no objection of this", "3")
    done = one.after(decided(upheld=False), COMPLIANCE)
    done.when(APPOINT, CHAIR, at=day(8)).then_happens(ArbitratorAppointed)
