"""Who reported is made known where a law demands it: by several, told, for a time."""

from dataclasses import replace
from datetime import date

import pytest
from rules import CHAIR, EARLIER, SAID, SMALL, handler, nothing, party, report
from scenario import COMPLIANCE, DAY_0, DPO, INTAKE, MEMBER, OWNER, Scenario, code, day

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.clocks import NoteTime
from cases.commands.disclosing import (
    ApproveIdentityDisclosure,
    DeferDisclosureNotice,
    DenyIdentityDisclosure,
    GiveDisclosureNotice,
    ProposeIdentityDisclosure,
    may_know,
    may_weigh,
)
from cases.commands.exclusions import ExcludePerson
from cases.commands.identity import DiscloseIdentity
from cases.edition.checks import faults
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.terms import Office
from cases.errors import NotPermitted, Refused
from cases.events.disclosing import (
    DisclosureNoticeDeferred,
    DisclosureNoticeGiven,
    IdentityDisclosureApproved,
    IdentityDisclosureDenied,
    IdentityDisclosureProposed,
)
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockPassed,
    ClockStarted,
    ClockStopped,
)

CUSTODIAN = Actor("custodian-1", "identity_custodian")
RECIPIENT = "prosecutor-contact-1"
TODAY = DAY_0.date()
UNTIL = day(20).date()
REVIEW = day(10).date()
APPROVE = ApproveIdentityDisclosure()
DENY = DenyIdentityDisclosure(reasons=SAID)
NOTICE = GiveDisclosureNotice(notice=SAID)
DEFER = DeferDisclosureNotice(review_on=REVIEW, reasons=SAID)


def propose(
    recipient: str = RECIPIENT, until: date = UNTIL
) -> ProposeIdentityDisclosure:
    return ProposeIdentityDisclosure(
        recipient=recipient,
        basis="judicial_proceedings",
        obligation="DK/RPL/804",
        until=until,
        reasons=SAID,
    )


def confided() -> Scenario:
    """A report in confidence, with somebody who has it."""
    told = nothing().after(report(identity_mode="confidential"), MEMBER)
    return told.after(handler(OWNER.id, "case_owner"), COMPLIANCE)


def proposed() -> Scenario:
    return confided().after(propose(), OWNER)


def approved() -> Scenario:
    return proposed().after(APPROVE, CUSTODIAN).after(APPROVE, DPO)


def knows(scenario: Scenario, person: str = RECIPIENT, on: date = TODAY) -> bool:
    return may_know(scenario.case, person, on)


def test_it_is_proposed_approved_by_two_told_and_open_until_a_day() -> None:
    confided().when(propose(), OWNER).then_happens(
        IdentityDisclosureProposed, ClockStarted
    )
    proposed().when(APPROVE, CUSTODIAN).then_happens(IdentityDisclosureApproved)
    approved().when(NOTICE, OWNER).then_happens(DisclosureNoticeGiven)
    for before in (confided(), proposed(), approved()):
        assert not knows(before)
    told = approved().after(NOTICE, OWNER)
    assert knows(told)
    assert knows(told, on=UNTIL)
    assert not knows(told, on=day(21).date())
    for another in (OWNER.id, CUSTODIAN.id, INTAKE.id):
        assert not knows(told, another)


def test_the_time_limits_end_on_the_days_that_were_said() -> None:
    for asked, ends in (
        (confided().when(propose(), OWNER), UNTIL),
        (approved().when(DEFER, OWNER), REVIEW),
    ):
        *_, started = asked.outcome or ()
        assert isinstance(started, ClockStarted)
        assert started.due_on == ends


def test_the_offices_that_are_asked_read_why_it_is_proposed_and_no_others() -> None:
    for role in ("identity_custodian", "data_protection_officer", "compliance_officer"):
        assert may_weigh(proposed().case, role)
        assert not may_weigh(confided().case, role)
    assert not may_weigh(proposed().case, "case_owner")


@pytest.mark.parametrize(
    ("asked", "by", "office"),
    [
        ("committee_member", CHAIR, "committee_member"),
        ("identity_custodian", Actor("x-1", "confidant"), "identity_custodian"),
    ],
)
def test_an_approval_counts_for_the_office_that_is_asked(
    asked: str, by: Actor, office: str
) -> None:
    confidant = Office.model_validate({"label": "X", "is": "identity_custodian"})
    edition = changed(by=(asked, "data_protection_officer")).model_copy(
        update={"roles": {**SMALL.roles, "confidant": confidant}}
    )
    case = replace(proposed().case, code=Code("demo", (EARLIER, edition)))
    (approval,) = Scenario(case).when(APPROVE, by).outcome or ()
    assert isinstance(approval, IdentityDisclosureApproved)
    assert approval.office == office


def test_the_reporter_is_not_told_before_enough_have_approved() -> None:
    for scenario in (proposed(), proposed().after(APPROVE, DPO)):
        for said in (NOTICE, DEFER):
            scenario.when(said, OWNER).then_refused(Refused, "not enough", "16(3)")
    confided().when(NOTICE, OWNER).then_refused(Refused, "is proposed", "16(3)")
    told = approved().after(NOTICE, OWNER)
    told.when(NOTICE, OWNER).then_refused(Refused, "has been told", "16(3)")


def test_no_office_and_no_person_counts_twice() -> None:
    once = proposed().after(APPROVE, CUSTODIAN)
    for again in (
        CUSTODIAN,
        Actor("custodian-2", "identity_custodian"),
        Actor(CUSTODIAN.id, "compliance_officer"),
    ):
        once.when(APPROVE, again).then_refused(Refused, "already", "16(2)")
    once.when(APPROVE, OWNER).then_refused(NotPermitted, "is for")


def test_neither_who_proposed_it_nor_who_learns_it_approves_it() -> None:
    by_compliance = confided().after(propose(), COMPLIANCE)
    by_compliance.when(APPROVE, COMPLIANCE).then_refused(Refused, "others", "16(2)")
    for_custodian = confided().after(propose(CUSTODIAN.id), OWNER)
    for_custodian.when(APPROVE, CUSTODIAN).then_refused(Refused, "others", "16(2)")


def test_nobody_who_is_concerned_learns_it_or_has_a_say() -> None:
    accused = confided().after(party(person="accused-7"), OWNER)
    for person in ("accused-7", MEMBER.id):
        accused.when(propose(person), OWNER).then_refused(
            Refused, "not eligible", "16(2)", "recipient"
        )
    reporter = Actor(MEMBER.id, "identity_custodian")
    proposed().when(APPROVE, reporter).then_refused(Refused, "not eligible", "16(2)")


def test_whoever_is_kept_away_later_does_not_count_any_more() -> None:
    away = ExcludePerson(person=CUSTODIAN.id, reason="relative")
    less = approved().after(away, COMPLIANCE)
    less.when(NOTICE, OWNER).then_refused(Refused, "not enough", "16(3)")
    told = approved().after(NOTICE, OWNER)
    assert not knows(told.after(away, COMPLIANCE))
    recipient = ExcludePerson(person=RECIPIENT, reason="conflict_declared")
    assert not knows(told.after(recipient, COMPLIANCE))
    compliance = less.after(APPROVE, COMPLIANCE)
    assert knows(compliance.after(NOTICE, OWNER))


def test_any_of_those_asked_refuses_it_for_all() -> None:
    half = proposed().after(APPROVE, CUSTODIAN)
    half.when(DENY, DPO).then_happens(IdentityDisclosureDenied, ClockStopped)
    denied = half.after(DENY, DPO)
    for said, by in ((APPROVE, COMPLIANCE), (NOTICE, OWNER), (DEFER, OWNER)):
        denied.when(said, by).then_refused(Refused, "is proposed", "16")
    assert not knows(denied)
    again = denied.after(propose(), OWNER)
    assert again.case.revealing is not None
    assert again.case.revealing.number == 2
    again.when(NOTICE, OWNER).then_refused(Refused, "not enough")
    proposed().when(DENY, OWNER).then_refused(NotPermitted, "is for")
    for opened in (NOTICE, DEFER):
        stands = approved().after(opened, OWNER)
        stands.when(DENY, DPO).then_refused(Refused, "stands already", "16(2)")


def test_a_notice_is_put_off_with_reasons_and_is_then_due() -> None:
    approved().when(DEFER, OWNER).then_happens(DisclosureNoticeDeferred, ClockStarted)
    deferred = approved().after(DEFER, OWNER)
    assert knows(deferred, on=REVIEW)
    assert not knows(deferred, on=day(11).date()), "the notice is owed first"
    in_time = deferred.when(NOTICE, OWNER, at=day(9))
    in_time.then_happens(DisclosureNoticeGiven, ClockMet)
    passed = deferred.when(NoteTime(), Actor("system", "system"), at=day(11))
    assert ClockMissed in map(type, passed.outcome or ())  # type: ignore[arg-type]
    late = deferred.when(NOTICE, OWNER, at=day(12))
    late.then_happens(DisclosureNoticeGiven, ClockMissed, ClockMetLate)
    assert knows(deferred.after(NOTICE, OWNER, at=day(12)), on=day(12).date())
    longer = DeferDisclosureNotice(review_on=day(15).date(), reasons=SAID)
    anew = deferred.after(longer, OWNER, at=day(9))
    assert knows(anew, on=day(15).date())


def test_what_is_owed_stays_owed_when_the_time_to_read_is_over() -> None:
    deferred = approved().after(
        DeferDisclosureNotice(review_on=day(60).date(), reasons=SAID), OWNER
    )
    assert not knows(deferred, on=day(30).date())
    deferred.when(propose(until=day(40).date()), OWNER, at=day(30)).then_refused(
        Refused, "is not over", "16(2)"
    )
    told = deferred.after(NOTICE, OWNER, at=day(30))
    next_one = told.when(propose(until=day(40).date()), OWNER, at=day(30))
    assert not isinstance(next_one.outcome, Exception)


def test_it_can_be_approved_on_its_last_day_and_proposed_anew_on_the_next() -> None:
    proposed().when(APPROVE, DPO, at=day(20)).then_happens(IdentityDisclosureApproved)
    proposed().when(APPROVE, DPO, at=day(21)).then_refused(
        Refused, "no disclosure of who reported is proposed", "16(2)"
    )
    anew = propose(until=day(30).date())
    proposed().when(anew, OWNER, at=day(20)).then_refused(Refused, "is not over")
    assert proposed().after(anew, OWNER, at=day(21)).case.revealing


def test_days_are_not_over_and_not_later_than_the_edition_lets_them_be() -> None:
    for until in (day(-1).date(), day(32).date()):
        confided().when(propose(until=until), OWNER).then_refused(
            Refused, "later than it may be", "16(2)", "until"
        )
    for review in (day(-1).date(), day(93).date()):
        late = DeferDisclosureNotice(review_on=review, reasons=SAID)
        approved().when(late, OWNER).then_refused(
            Refused, "later than it may be", "16(3)", "review_on"
        )


@pytest.mark.parametrize(("until", "review"), [(0, 0), (31, 92)])
def test_the_first_and_the_last_possible_day_are_possible(
    until: int, review: int
) -> None:
    """One month, and three, of which the last day is Easter Sunday."""
    confided().when(propose(until=day(until).date()), OWNER).then_happens(
        IdentityDisclosureProposed, ClockStarted
    )
    put_off = DeferDisclosureNotice(review_on=day(review).date(), reasons=SAID)
    approved().when(put_off, OWNER).then_happens(DisclosureNoticeDeferred, ClockStarted)


def test_what_has_passed_meanwhile_is_said_before_another_time_begins() -> None:
    again = propose(until=day(30).date())
    proposed().when(again, OWNER, at=day(21)).then_happens(
        IdentityDisclosureProposed, ClockPassed, ClockStarted
    )
    later = DeferDisclosureNotice(review_on=day(15).date(), reasons=SAID)
    approved().after(DEFER, OWNER).when(later, OWNER, at=day(11)).then_happens(
        DisclosureNoticeDeferred, ClockMissed, ClockStarted
    )


def test_a_notice_that_was_put_off_is_owed_whoever_counts_by_then() -> None:
    away = ExcludePerson(person=CUSTODIAN.id, reason="relative")
    deferred = approved().after(DEFER, OWNER).after(away, COMPLIANCE)
    deferred.when(NOTICE, OWNER).then_happens(DisclosureNoticeGiven, ClockMet)


def test_it_is_for_what_was_reported_in_confidence_alone() -> None:
    for mode, by in (("named", MEMBER), ("anonymous", MEMBER)):
        other = nothing().after(report(identity_mode=mode), by)
        other.when(propose(), COMPLIANCE).then_refused(Refused, "in confidence")
    agreed = confided().after(DiscloseIdentity(agreed=True), MEMBER)
    agreed.when(propose(), OWNER).then_refused(Refused, "in confidence", "16(2)")


def changed(**said: object) -> Edition:
    """The small edition with the step that approves said otherwise."""
    known = SMALL.procedures["report"]
    step = known.steps["approve_identity_disclosure"].model_copy(update=said)
    steps = {**known.steps, step.name: step}
    procedures = {
        **SMALL.procedures,
        "report": known.model_copy(update={"steps": steps}),
    }
    return SMALL.model_copy(update={"procedures": procedures})


@pytest.mark.parametrize(
    ("approvals", "fault"),
    [(None, "needed there"), (4, "more offices have to approve than are asked")],
)
def test_an_edition_says_how_many_of_how_many_approve(
    approvals: int | None, fault: str
) -> None:
    (found,) = faults(changed(approvals=approvals))
    assert fault in found.what


def test_an_edition_without_a_clock_for_the_notice_lets_nobody_learn_it() -> None:
    clocks = {n: c for n, c in SMALL.clocks.items() if n != "disclosure_notice"}
    found = [one.what for one in faults(SMALL.model_copy(update={"clocks": clocks}))]
    assert found == ["it needs a clock 'disclosure_notice'"]


def test_nothing_is_known_of_a_case_without_one() -> None:
    assert not may_know(Case(nothing().case.code), RECIPIENT, TODAY)


@pytest.mark.parametrize("organisation", ["ima", "ims", "iom"])
def test_each_code_asks_two_of_three_offices(organisation: str) -> None:
    for edition in code(organisation).editions:
        for procedure in edition.procedures.values():
            if "disclose_identity" in procedure.steps:
                asked = procedure.steps["approve_identity_disclosure"]
                assert (asked.approvals, len(asked.by)) == (2, 3)
                for name in ("deny_identity_disclosure", asked.name):
                    assert procedure.steps[name].by == asked.by
                assert "Art. 16(2)" in asked.clause
                told = procedure.steps["defer_disclosure_notice"]
                assert "Art. 16(3)" in told.clause
