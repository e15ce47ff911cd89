from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

import pytest
from broken_glass import AUDITOR, SECOND, broken, review, shut
from rules import (
    ACCUSED,
    EARLIER,
    NEUTRAL,
    SAID,
    SMALL,
    TODAY,
    deliberated,
    handled,
    handler,
    party,
)
from rules import in_office as arbitrated
from scenario import COMPLIANCE, DAY_0, DPO, OWNER, Scenario, day

from cases.actors import Actor
from cases.case.replacing import replace
from cases.commands.access import GrantAccess, WithdrawAccess
from cases.commands.command import Command
from cases.commands.exclusions import ExcludePerson, LiftExclusion
from cases.commands.glass import BreakGlass
from cases.commands.order import stands_open
from cases.commands.reading import lent, may_open
from cases.edition.code import Code
from cases.edition.terms import Office
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.access import (
    AccessGranted,
    AccessLost,
    AccessWithdrawn,
    GlassBroken,
    GlassReviewAwaited,
)
from cases.events.mandates import RoleMandateGranted
from cases.events.people import (
    HandlerDesignated,
    PartyAdded,
    PartyMatched,
    PersonExcluded,
)
from cases.events.procedure import (
    ClockPassed,
    ClockStarted,
)
from cases.mandates import Mandates
from cases.rights import Reach

MANAGER: Final = Actor("manager-1", "access_manager")
READER: Final = Actor("reader-1", "investigator")


def grant(**said: Any) -> GrantAccess:
    return GrantAccess.model_validate(
        {
            "person": READER.id,
            "role": READER.role,
            "rights": ("read", "texts"),
            "until": TODAY + timedelta(days=10),
            "reasons": SAID,
            **said,
        }
    )


def granted(**said: Any) -> Scenario:
    return handled().after(grant(**said), MANAGER)


def holding(before: Scenario, **offices: str) -> Scenario:
    mandates = Mandates()
    for role, person in offices.items():
        mandates = mandates.after(
            RoleMandateGranted(person=person, role=role, clause="x", valid_from=TODAY)
        )
    return Scenario(replace(before.case, mandates=mandates))


def test_whoever_is_given_a_case_reads_it_until_the_day_is_over() -> None:
    case = granted().case
    for hours, right, may in (
        (0, "texts", True),
        (0, "read", True),
        (0, "history", False),
        (24 * 10, "texts", True),
        (24 * 11, "texts", False),
    ):
        assert lent(case, READER, DAY_0 + timedelta(hours=hours), right) is may
    assert may_open(case, READER, Reach.GIVEN, DAY_0)
    assert not may_open(case, READER, Reach.GIVEN, day(11))


def test_the_last_day_ends_where_the_organisation_is() -> None:
    calendar = handled().case.edition.calendar
    (happened,) = handled().when(grant(until=TODAY), MANAGER).outcome or ()
    assert isinstance(happened, AccessGranted)
    assert calendar.day(happened.ends_at) == TODAY + timedelta(days=1)
    assert calendar.day(happened.ends_at - timedelta(seconds=1)) == TODAY


def test_it_is_read_in_the_office_it_was_given_for_and_nobody_acts_by_it() -> None:
    case = granted().case
    assert not lent(case, Actor(READER.id, "case_owner"), DAY_0)
    assert not lent(case, Actor("reader-2", READER.role), DAY_0)
    assert not stands_open(case, READER)
    granted().when(party("witness", None), READER).then_refused(CaseNotFound, "no such")


@pytest.mark.parametrize("by", [MANAGER, COMPLIANCE])
def test_the_offices_that_the_edition_names_give_it(by: Actor) -> None:
    handled().when(grant(), by).then_happens(AccessGranted)


@pytest.mark.parametrize("by", [OWNER, DPO])
def test_nobody_else_does(by: Actor) -> None:
    handled().when(grant(), by).then_refused(NotPermitted, "is for access_manager")


def test_nobody_gives_a_case_to_themselves() -> None:
    reason = "nobody gives a case to themselves"
    own = grant(person=COMPLIANCE.id, role="compliance_officer")
    handled().when(own, COMPLIANCE).then_refused(Refused, reason, field="person")
    behind = Actor("clerk-1", "access_manager", on_behalf_of=READER.id)
    handled().when(grant(), behind).then_refused(NotPermitted, "somebody else")


def test_an_excluded_person_gives_nothing_and_is_given_nothing() -> None:
    for person in (MANAGER.id, READER.id):
        exclude = ExcludePerson(person=person, reason="relative")
        before = handled().after(exclude, COMPLIANCE)
        if person == MANAGER.id:
            before.when(grant(), MANAGER).then_refused(CaseNotFound, "no such case")
        else:
            before.when(grant(), MANAGER).then_refused(
                Refused, "not eligible", field="person"
            )


@pytest.mark.parametrize("role", ["subject", "witness", "affected"])
def test_a_party_is_given_nothing(role: str) -> None:
    before = handled().after(party(role, READER.id), OWNER)
    before.when(grant(), MANAGER).then_refused(Refused, "not eligible", field="person")


def test_an_arbitrator_is_given_nothing_else() -> None:
    arbitrated().when(grant(person=NEUTRAL.id), MANAGER).then_refused(
        Refused, "not eligible", field="person"
    )


def test_whoever_gives_cases_to_read_reads_none() -> None:
    before = holding(handled(), access_manager=READER.id)
    before.when(grant(), COMPLIANCE).then_refused(
        Refused, "not eligible", field="person"
    )
    before.when(handler(READER.id, "case_owner"), COMPLIANCE).then_refused(
        Refused, "not eligible", field="person"
    )
    both = Actor(OWNER.id, "access_manager")
    handled().when(grant(), both).then_refused(Refused, "as the access manager")
    reads = Actor(READER.id, "access_manager")
    other = grant(person="reader-2")
    granted().when(other, reads).then_refused(Refused, "as the access manager")


def test_whoever_keeps_the_names_of_reporters_does_not_investigate() -> None:
    before = holding(handled(), identity_custodian="custodian-1")
    investigator = handler("custodian-1", "investigator")
    before.when(investigator, COMPLIANCE).then_refused(
        Refused, "not eligible", field="person"
    )
    before.when(handler("custodian-1", "case_owner"), COMPLIANCE).then_happens(
        HandlerDesignated
    )


def test_an_office_is_what_the_code_says_whatever_it_is_called() -> None:
    office = Office.model_validate({"label": "Confidant", "is": "identity_custodian"})
    roles = {**SMALL.roles, "confidant": office}
    code = Code("demo", (EARLIER, SMALL.model_copy(update={"roles": roles})))
    held = holding(handled(), confidant="custodian-1")
    investigator = handler("custodian-1", "investigator")
    Scenario(replace(held.case, code=code)).when(investigator, COMPLIANCE).then_refused(
        Refused, "not eligible", field="person"
    )


@pytest.mark.parametrize(
    ("role", "rights", "field"),
    [
        ("member", ("read",), "role"),
        ("subject", ("texts",), "role"),
        ("administrator", ("read",), "role"),
        ("access_manager", ("read",), "role"),
        ("wizard", ("read",), "role"),
        ("auditor", ("texts",), "rights"),
        ("data_protection_officer", ("texts",), "rights"),
        ("unit_head", ("history",), "rights"),
    ],
)
def test_nothing_is_given_that_the_office_has_no_right_to(
    role: str, rights: tuple[str, ...], field: str
) -> None:
    asked = grant(role=role, rights=rights)
    handled().when(asked, MANAGER).then_refused(Refused, "", field=field)


@pytest.mark.parametrize("days", [-1, 93])
def test_it_is_given_for_a_time_that_is_not_over_and_not_too_long(days: int) -> None:
    asked = grant(until=TODAY + timedelta(days=days))
    handled().when(asked, MANAGER).then_refused(Refused, "less time", field="until")


@pytest.mark.parametrize("days", [0, 92])
def test_the_longest_time_that_it_is_given_for_counts_its_last_day(days: int) -> None:
    """Ninety days, and as they end on Easter Sunday, until the Tuesday."""
    asked = grant(until=TODAY + timedelta(days=days))
    handled().when(asked, MANAGER).then_happens(AccessGranted)


def test_nothing_is_given_for_ever() -> None:
    handled().when(grant(until=date.max), MANAGER).then_refused(
        Refused, "after 2100-12-31", field="until"
    )


@pytest.mark.parametrize(
    ("before", "command", "by", "reader"),
    [
        (handled, grant(), MANAGER, READER),
        (deliberated, BreakGlass(reasons=SAID), SECOND, SECOND),
    ],
)
def test_an_office_held_for_another_unit_reads_nothing_here(
    before: Callable[[], Scenario], command: Command, by: Actor, reader: Actor
) -> None:
    elsewhere = RoleMandateGranted(
        person=reader.id, role=reader.role, unit="x", clause="x", valid_from=TODAY
    )
    case = replace(before().case, mandates=Mandates().after(elsewhere))
    Scenario(case).when(command, by).then_refused(
        Refused, "another unit than that of the case"
    )


def test_the_same_given_again_is_nothing_new() -> None:
    granted().when(grant(), MANAGER).then_nothing()
    longer = grant(until=TODAY + timedelta(days=20))
    granted().when(longer, MANAGER).then_happens(AccessGranted)


def test_what_was_taken_back_is_read_no_more() -> None:
    back = WithdrawAccess(grant=1, reasons=SAID)
    before = granted().after(back, COMPLIANCE)
    assert not lent(before.case, READER, DAY_0)
    before.when(back, COMPLIANCE).then_nothing()
    granted().when(back, COMPLIANCE, day(11)).then_nothing()
    granted().when(back, MANAGER).then_happens(AccessWithdrawn)
    other = WithdrawAccess(grant=2, reasons=SAID)
    granted().when(other, MANAGER).then_refused(Refused, "", field="grant")


def test_whoever_is_kept_away_loses_what_they_were_given_for_good() -> None:
    exclude = ExcludePerson(person=READER.id, reason="relative")
    granted().when(exclude, COMPLIANCE).then_happens(PersonExcluded, AccessLost)
    lifted = (
        granted()
        .after(exclude, COMPLIANCE)
        .after(LiftExclusion(person=READER.id, reason=SAID), COMPLIANCE)
    )
    assert not lent(lifted.case, READER, DAY_0)


def test_nobody_else_loses_what_they_were_given_nor_is_it_lost_twice() -> None:
    exclude = ExcludePerson(person=READER.id, reason="relative")
    two = granted().after(grant(person="reader-2"), MANAGER)
    _, *lost = two.when(exclude, COMPLIANCE).outcome or ()
    [one] = [event for event in lost if isinstance(event, AccessLost)]
    assert (one.grant, one.step) == (1, "withdraw_access")
    granted().when(exclude, COMPLIANCE, day(11)).then_happens(PersonExcluded)


def test_a_reader_who_turns_out_to_be_a_witness_loses_it() -> None:
    granted().when(party("witness", READER.id), OWNER).then_happens(
        PartyAdded, PartyMatched, AccessLost
    )


def test_an_emergency_opens_a_case_for_hours_and_starts_the_time_for_a_review() -> None:
    happened = shut().when(BreakGlass(reasons=SAID), SECOND)
    happened.then_happens(GlassBroken, GlassReviewAwaited, ClockStarted, ClockStarted)
    case = broken().case
    assert not may_open(shut().case, SECOND, Reach.TURN, DAY_0)
    assert may_open(case, SECOND, Reach.TURN, DAY_0 + timedelta(hours=7))
    assert not may_open(case, SECOND, Reach.TURN, DAY_0 + timedelta(hours=8))
    assert not may_open(case, COMPLIANCE, Reach.TURN, DAY_0)


@pytest.mark.parametrize("by", [DPO, OWNER, MANAGER, Actor("a-1", "auditor")])
def test_only_the_office_that_the_edition_names_breaks_the_glass(by: Actor) -> None:
    shut().when(BreakGlass(reasons=SAID), by).then_refused(
        NotPermitted, "is for compliance_officer"
    )


def test_an_excluded_person_cannot_break_the_glass_nor_see_that_there_is_one() -> None:
    exclude = ExcludePerson(person=SECOND.id, reason="relative")
    shut().after(exclude, COMPLIANCE).when(
        BreakGlass(reasons=SAID), SECOND
    ).then_refused(CaseNotFound, "no such case")


def test_an_accused_person_cannot_break_the_glass() -> None:
    themselves = Actor(ACCUSED, "compliance_officer")
    shut().when(BreakGlass(reasons=SAID), themselves).then_refused(
        CaseNotFound, "no such case"
    )


def test_a_witness_cannot_break_the_glass() -> None:
    shut().after(party("witness", SECOND.id), OWNER).when(
        BreakGlass(reasons=SAID), SECOND
    ).then_refused(Refused, "not eligible")


def test_a_case_that_stands_open_already_is_not_broken_into() -> None:
    given = shut().after(handler(SECOND.id, "compliance_officer"), COMPLIANCE)
    reason = "stands open to this person already"
    for before in (given, broken()):
        before.when(BreakGlass(reasons=SAID), SECOND).then_refused(Refused, reason)


def test_nobody_breaks_the_glass_again_before_it_was_reviewed() -> None:
    again = BreakGlass(reasons=SAID)
    broken().when(again, SECOND, day(1)).then_refused(Refused, "still to be reviewed")
    broken().when(again, COMPLIANCE, day(1)).then_happens(
        GlassBroken, GlassReviewAwaited, ClockPassed, ClockStarted
    )
    one = broken().after(review(), DPO, day(1))
    one.when(again, SECOND, day(1)).then_refused(Refused, "still to be reviewed")
    one.after(review(), AUDITOR, day(1)).when(again, SECOND, day(1)).then_happens(
        GlassBroken, GlassReviewAwaited, ClockPassed, ClockStarted, ClockStarted
    )


def test_an_exclusion_is_stronger_than_what_was_given() -> None:
    case = replace(granted().case, excluded=frozenset({READER.id}))
    assert not lent(case, READER, DAY_0)
    clerk = Actor("clerk-1", READER.role, on_behalf_of=READER.id)
    given = replace(granted(person=clerk.id).case, excluded=frozenset({READER.id}))
    assert not lent(given, clerk, DAY_0)


def test_whoever_reads_a_case_reads_those_that_follow_it() -> None:
    follower = replace(handled().case, host=granted().case)
    assert lent(follower, READER, DAY_0, "texts")
    kept = replace(granted().case, excluded=frozenset({READER.id}))
    assert not lent(replace(follower, host=kept), READER, DAY_0, "texts")
