"""Given cases of units, then which of them an office sees that is held for one."""

from uuid import UUID

import pytest
from happened import designated, disclosed, excluded, reported
from projected import EVERYONE, Projected

from cases.events.links import CaseLinked
from cases.events.opening import CasePlaced, PartyPlaced
from projections.audit_trail import entries, kept_away, shows
from projections.case_query import Wanted, case, cases
from projections.query import Viewer

NEPAL = ("nepal",)
UNITS = ("nepal", "kenya", "peru", "chad")


@pytest.mark.parametrize(
    ("roles", "everything"),
    [(("compliance_officer",), True), (("investigator",), False)],
)
def test_an_office_for_a_unit_sees_the_cases_of_the_unit_and_no_others(
    iom: Projected, roles: tuple[str, ...], everything: bool
) -> None:
    given = designated("p-1", "investigator")
    here = iom.given(reported(unit="nepal"), given)
    there = iom.given(reported(unit="kenya"), given)
    nowhere = iom.given(reported(), given)
    of_nepal = Viewer("p-1", roles, everything, units=NEPAL)
    seen = {one.case_id for one in cases(iom.db, of_nepal, Wanted()).items}
    assert here in seen
    assert seen.isdisjoint({there, nowhere})
    of_all = Viewer("p-1", roles, everything)
    assert all(case(iom.db, one, of_all) for one in (here, there, nowhere))
    iom.record(there, CasePlaced(unit="nepal", clause="9"))
    iom.project()
    found = case(iom.db, there, of_nepal)
    assert found
    assert found.unit == "nepal"


def test_a_case_is_seen_by_the_unit_it_is_of_and_by_those_of_its_accused(
    iom: Projected,
) -> None:
    both = iom.given(
        reported(unit="nepal"),
        PartyPlaced(party=1, unit="kenya", clause="9"),
        PartyPlaced(party=2, unit="kenya", clause="9"),
        PartyPlaced(party=3, unit="peru", clause="9"),
    )
    follower = iom.given(reported(unit="chad"), merged_into(both))

    def seen(unit: str) -> set[UUID]:
        officer = Viewer("p-1", ("compliance_officer",), True, units=(unit,))
        return {one.case_id for one in cases(iom.db, officer, Wanted()).items}

    assert [both in seen(unit) for unit in UNITS] == [True, True, True, False]
    assert [follower in seen(unit) for unit in UNITS] == [True, True, True, False]
    found = case(iom.db, both, EVERYONE)
    assert found
    assert (found.unit, found.units) == ("nepal", ("kenya", "nepal", "peru"))
    for unit in UNITS:
        narrowed = cases(iom.db, EVERYONE, Wanted(unit=unit)).items
        assert (both in {one.case_id for one in narrowed}) == (unit in found.units)
    iom.record(both, PartyPlaced(party=3, unit="chad", clause="9"))
    iom.project()
    assert [both in seen(unit) for unit in UNITS] == [True, True, False, True]


def test_an_office_for_a_unit_whose_turn_it_is_sees_that_units_cases(
    iom: Projected,
) -> None:
    here, there = iom.given(reported(unit="nepal")), iom.given(reported(unit="kenya"))
    found = case(iom.db, here, EVERYONE)
    assert found
    place = f"{found.edition}/{found.case_type}/{found.phase}"
    head = Viewer("head-1", ("unit_head",), turns=(place,), units=NEPAL)
    assert case(iom.db, here, head)
    assert not case(iom.db, there, head)
    iom.record(here, excluded("head-1"))
    iom.project()
    assert not case(iom.db, here, head)


def test_what_follows_a_case_is_seen_by_the_unit_of_that_one(iom: Projected) -> None:
    host = iom.given(reported(unit="nepal"))
    merged = iom.given(reported(unit="kenya"), merged_into(host))
    for units, sees in ((NEPAL, True), (("kenya",), False)):
        officer = Viewer("p-1", ("compliance_officer",), True, units=units)
        assert bool(case(iom.db, merged, officer)) == sees


def test_people_see_what_they_disclosed_or_reported_in_whichever_unit(
    iom: Projected,
) -> None:
    own = iom.given(disclosed(unit="kenya"))
    assert case(iom.db, own, Viewer("member-1", ("unit_head",), units=NEPAL))
    told = iom.given(reported(unit="kenya"))
    reporter = Viewer("reporter-1", ("reporter",))
    assert case(iom.db, told, reporter)
    narrowed = cases(iom.db, reporter, Wanted(unit="kenya")).items
    assert told not in {one.case_id for one in narrowed}


def test_of_the_trail_too_an_office_for_a_unit_sees_what_concerns_its_cases(
    iom: Projected,
) -> None:
    here, there = iom.given(reported(unit="nepal")), iom.given(reported(unit="kenya"))
    auditor = Viewer("auditor-2", ("auditor",), everything=True, units=NEPAL)
    concerned = {one for entry in entries(iom.db, auditor).items for one in entry.cases}
    assert here in concerned
    assert there not in concerned
    position = {
        entry.cases[0]: entry.position
        for entry in entries(iom.db, EVERYONE, limit=1000).items
        if entry.cases and entry.cases[0] in (here, there)
    }
    assert shows(iom.db, auditor, position[here])
    assert not shows(iom.db, auditor, position[there])
    assert shows(iom.db, EVERYONE, position[there])
    # So that no entry of the tree, which holds all cases, is shown to them.
    assert kept_away(iom.db, auditor)


def merged_into(host: UUID) -> CaseLinked:
    return CaseLinked(case=host, how="merged_into", clause="9")
