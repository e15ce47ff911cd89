"""Who is given an office, by whom, until when; and who could act on a day."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules import CODE
from scenario import DAY_0, MEMBER, Scenario, code, day

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.job_keys import JOBS, IssueJobKey
from cases.commands.mandates import (
    EndMandates,
    GrantMandates,
    NoteMandates,
    authorised,
)
from cases.commands.webhooks import AddWebhook
from cases.errors import NotPermitted, Refused
from cases.events.mandates import (
    RoleMandateBegan,
    RoleMandateEnded,
    RoleMandateGivenAhead,
    RoleMandateGranted,
    RoleMandateOver,
)

TODAY = DAY_0.date()
MANAGER = Actor("manager-1", "access_manager")
OWNER = Actor("owner-1", "case_owner")


def nothing() -> Scenario:
    """No office was given yet."""
    return Scenario(Case(CODE))


def grant(*persons: str, **said: Any) -> GrantMandates:
    """The office of a case owner from today on, unless said otherwise."""
    given_to = {"role": "case_owner", "persons": persons or (OWNER.id,)}
    return GrantMandates.model_validate({**given_to, "valid_from": TODAY, **said})


def end(*persons: str, **said: Any) -> EndMandates:
    """It ends today, unless said otherwise."""
    of = {"role": "case_owner", "persons": persons or (OWNER.id,)}
    return EndMandates.model_validate({**of, "valid_until": TODAY, **said})


def given_to(*persons: str, **said: Any) -> Scenario:
    return nothing().after(grant(*persons, **said), MANAGER)


def may_act(scenario: Scenario, by: Actor, n: int = 0) -> bool:
    try:
        authorised(CODE, scenario.case.mandates, by, day(n))
    except NotPermitted:
        return False
    return True


def test_an_office_is_given_to_each_person_named() -> None:
    done = nothing().when(grant("p-1", "p-2", unit="north"), MANAGER)
    done.then_happens(RoleMandateGranted, RoleMandateGranted)
    assert done.outcome
    first = done.outcome[0]
    assert isinstance(first, RoleMandateGranted)
    assert (first.person, first.unit, first.valid_from) == ("p-1", "north", TODAY)


def test_where_none_was_ever_given_the_token_alone_decides() -> None:
    assert may_act(nothing(), OWNER)
    assert may_act(given_to("p-9", role="committee_member"), OWNER)


def test_with_the_first_mandate_nobody_acts_without_one() -> None:
    kept = given_to()
    assert may_act(kept, OWNER)
    assert not may_act(kept, Actor("owner-2", "case_owner"))
    assert may_act(kept, Actor(OWNER.id, "compliance_officer"))


def test_whoever_holds_none_is_told_that_and_by_which_rule_offices_are_held() -> None:
    reason = "no mandate for this office is in force today"
    with pytest.raises(NotPermitted, match=reason) as refused:
        authorised(CODE, given_to().case.mandates, Actor("p-9", OWNER.role), DAY_0)
    assert refused.value.clause.startswith("not from the code: an office is held")


def test_who_speaks_for_themselves_needs_no_mandate() -> None:
    assert may_act(given_to("p-9", role="member"), MEMBER)


def test_a_mandate_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    kept = given_to(valid_from=day(2).date(), valid_until=day(5).date())
    able = [n for n in range(8) if may_act(kept, OWNER, n)]
    assert able == [2, 3, 4]


def test_who_lost_an_office_does_not_act_in_it_any_more() -> None:
    ended = given_to().after(end(valid_until=day(3).date()), MANAGER)
    assert may_act(ended, OWNER, 2)
    assert not may_act(ended, OWNER, 3)


def test_a_mandate_that_ends_today_is_over_in_the_same_commit() -> None:
    given_to().when(end(), MANAGER).then_happens(RoleMandateEnded, RoleMandateOver)


def test_one_that_ends_later_is_over_when_its_day_has_come_once() -> None:
    later = given_to(valid_from=TODAY).after(end(valid_until=day(3).date()), MANAGER)
    later.when(NoteMandates(), SYSTEM, at=day(2)).then_nothing()
    over = later.when(NoteMandates(), SYSTEM, at=day(40))
    over.then_happens(RoleMandateOver)
    noted = later.after(NoteMandates(), SYSTEM, at=day(40))
    noted.when(NoteMandates(), SYSTEM, at=day(41)).then_nothing()


def test_the_end_of_each_is_said_on_a_day_of_its_own() -> None:
    two = given_to(unit="north", valid_until=day(3).date()).after(
        grant(unit="south", valid_until=day(5).date()), MANAGER
    )
    north = two.after(NoteMandates(), SYSTEM, at=day(3))
    (over,) = north.when(NoteMandates(), SYSTEM, at=day(5)).outcome or ()
    assert isinstance(over, RoleMandateOver)
    assert over.unit == "south"


def test_so_is_one_given_until_a_day() -> None:
    lasting = given_to(valid_until=day(9).date())
    lasting.when(NoteMandates(), SYSTEM, at=day(9)).then_happens(RoleMandateOver)


def test_nobody_else_notes_the_passing_of_time() -> None:
    noted = given_to().when(NoteMandates(), MANAGER)
    noted.then_refused(NotPermitted, "only the passing of time")


def test_an_office_can_be_held_again() -> None:
    again = given_to().after(end(valid_until=day(3).date()), MANAGER)
    again = again.after(grant(valid_from=day(10).date()), MANAGER)
    assert [n for n in range(12) if may_act(again, OWNER, n)] == [0, 1, 2, 10, 11]


def test_an_office_of_one_part_of_the_organisation_is_ended_for_that_part() -> None:
    both = given_to(unit="north").after(grant(unit="south"), MANAGER)
    left = both.after(end(unit="north"), MANAGER)
    assert may_act(left, OWNER)
    assert not may_act(left.after(end(unit="south"), MANAGER), OWNER)


def ahead(**said: Any) -> Scenario:
    """An office that was given from the fifth day on."""
    return given_to(valid_from=day(5).date(), **said)


def test_that_an_office_given_ahead_begins_is_said_once_on_its_day() -> None:
    nothing().when(grant(valid_from=day(5).date()), MANAGER).then_happens(
        RoleMandateGivenAhead
    )
    ahead().when(NoteMandates(), SYSTEM, day(4)).then_nothing()
    (began,) = ahead().when(NoteMandates(), SYSTEM, day(5)).outcome or ()
    assert isinstance(began, RoleMandateBegan)
    assert (began.person, began.valid_from) == (OWNER.id, day(5).date())
    noted = ahead().after(NoteMandates(), SYSTEM, day(7))
    noted.when(NoteMandates(), SYSTEM, day(8)).then_nothing()


def test_of_an_office_given_from_today_nothing_more_is_said() -> None:
    given_to().when(NoteMandates(), SYSTEM, day(1)).then_nothing()


def test_what_was_ended_before_it_began_does_not_begin() -> None:
    for before in (3, 5):
        ended = ahead().after(end(valid_until=day(before).date()), MANAGER)
        ended.when(NoteMandates(), SYSTEM, day(6)).then_nothing()


def test_of_what_began_and_ended_while_nobody_looked_only_the_end_is_said() -> None:
    both = ahead(valid_until=day(8).date())
    both.when(NoteMandates(), SYSTEM, day(9)).then_happens(RoleMandateOver)


def test_each_mandate_begins_by_itself() -> None:
    two = ahead().after(grant(unit="north", valid_from=day(9).date()), MANAGER)
    first = two.after(NoteMandates(), SYSTEM, day(6))
    (second,) = first.when(NoteMandates(), SYSTEM, day(9)).outcome or ()
    assert isinstance(second, RoleMandateBegan)
    assert second.unit == "north"


def test_the_same_given_or_ended_again_is_nothing_new() -> None:
    given_to().when(grant(), MANAGER).then_nothing()
    ended = given_to().after(end(), MANAGER)
    ended.when(end(), MANAGER).then_nothing()


def test_an_office_is_not_given_twice_for_the_same_time() -> None:
    overlapping = grant(valid_from=day(5).date())
    given_to().when(overlapping, MANAGER).then_refused(Refused, "holds the office")


def test_one_mandate_begins_on_the_day_on_which_another_ends() -> None:
    first = {"valid_from": TODAY, "valid_until": day(5).date()}
    second = {"valid_from": day(5).date(), "valid_until": day(9).date()}
    for one, other in ((first, second), (second, first)):
        both = given_to(**one).after(grant(**other), MANAGER)
        assert [n for n in range(11) if may_act(both, OWNER, n)] == [*range(9)]


def test_what_nobody_holds_cannot_be_ended() -> None:
    refused = "does not hold the office"
    nothing().when(end(), MANAGER).then_refused(Refused, refused)
    given_to().when(end("p-2"), MANAGER).then_refused(Refused, refused)
    given_to().when(end(unit="north"), MANAGER).then_refused(Refused, refused)


def test_a_mandate_does_not_end_before_it_begins() -> None:
    wrong = grant(valid_until=TODAY)
    nothing().when(wrong, MANAGER).then_refused(Refused, "ends before it begins")


@pytest.mark.parametrize("role", ["system", "reporter", "subject", "pope"])
def test_what_is_no_office_is_not_given(role: str) -> None:
    nothing().when(grant(role=role), MANAGER).then_refused(Refused, "no such office")


@pytest.mark.parametrize("role", ["case_owner", "administrator", "committee_member"])
def test_only_whom_the_edition_names_gives_and_ends_offices(role: str) -> None:
    by = Actor("p-1", role)
    clause = "not from the code: an office is held"
    for command in (grant("p-2"), end("p-2")):
        asked = given_to("p-2").when(command, by)
        asked.then_refused(NotPermitted, "given and ended by access_manager", clause)


def test_where_several_offices_give_others_all_of_them_are_named() -> None:
    asked = Scenario(Case(code("ima"))).when(grant("p-2"), OWNER)
    asked.then_refused(
        NotPermitted, "given and ended by executive_committee_member, access_manager"
    )


def test_nobody_gives_an_office_to_themselves() -> None:
    own = grant("p-2", MANAGER.id)
    nothing().when(own, MANAGER).then_refused(Refused, "to themselves")


def test_somebody_is_left_who_can_give_offices() -> None:
    both = grant("manager-1", "manager-2", role="access_manager")
    managers = nothing().after(both, SYSTEM)
    all_of_them = end("manager-1", "manager-2", role="access_manager")
    managers.when(all_of_them, MANAGER).then_refused(Refused, "nobody would be left")
    one = end("manager-2", role="access_manager")
    left = managers.after(one, MANAGER)
    last = end("manager-1", role="access_manager")
    left.when(last, MANAGER).then_refused(Refused, "nobody would be left")


def test_whoever_holds_another_office_that_gives_offices_is_left() -> None:
    both = Scenario(Case(code("ima")))
    for role in ("access_manager", "executive_committee_member"):
        both = both.after(grant("manager-1", role=role), SYSTEM)
    one = end("manager-1", role="access_manager")
    both.when(one, SYSTEM).then_happens(RoleMandateEnded, RoleMandateOver)
    last = end("manager-1", role="executive_committee_member")
    both.after(one, SYSTEM).when(last, SYSTEM).then_refused(Refused, "nobody would")


def test_what_is_known_of_the_offices_says_how_many_events_it_is_made_of() -> None:
    ended = given_to("p-1", "p-2").after(end("p-1"), MANAGER)
    assert ended.case.mandates.version == len(ended.history) == 4
    key = IssueJobKey(
        digest="0" * 64,
        job="nightly",
        role=JOBS,
        rights=("clocks",),
        valid_until=day(30).date(),
    )
    hook = AddWebhook(
        webhook=UUID(int=1),
        job="board",
        role=JOBS,
        after=7,
        address="https://board.example/told",
    )
    told = ended.after(key, MANAGER).after(hook, MANAGER)
    assert told.case.mandates.version == len(told.history) == 6


days = st.integers(0, 6)


@given(st.lists(st.tuples(st.booleans(), days, days), max_size=8), days)
def test_who_could_act_on_a_day_is_what_was_given_and_not_ended(
    acts: list[tuple[bool, int, int]], on: int
) -> None:
    """Held against the plainest reading there is: a set of days."""
    scenario, able = nothing(), set[int]()
    for giving, first, last in acts:
        if giving:
            until = day(last).date() if last < 6 else None
            command: Any = grant(valid_from=day(first).date(), valid_until=until)
        else:
            command = end(valid_until=day(first).date())
        asked = scenario.when(command, MANAGER)
        if isinstance(asked.outcome, Refused):
            continue
        changed = bool(asked.outcome)
        scenario = scenario.after(command, MANAGER)
        if giving and changed:
            able |= set(range(first, last if last < 6 else 100))
        elif changed:
            able = {day for day in able if day < first}
    assert may_act(scenario, OWNER, on) == (on in able or not acts_kept(scenario))


def acts_kept(scenario: Scenario) -> bool:
    return scenario.case.mandates.kept("case_owner")


def test_the_holders_of_an_office_on_a_day_are_told_in_one_order() -> None:
    kept = given_to("p-3", "p-1", "p-2").after(end("p-2"), MANAGER)
    assert kept.case.mandates.holders("case_owner", TODAY) == ("p-1", "p-3")
    assert kept.case.mandates.offices("p-1", TODAY) == {"case_owner"}
    assert kept.case.mandates.holders("case_owner", date(2020, 1, 1)) == ()
