"""A case that is kept in memory is the case that its history makes."""

from dataclasses import replace
from uuid import UUID

import pytest
from recorded import version
from rules import report, step
from scenario import INTAKE, MEMBER, code

from cases.case.case import Case
from cases.case.standing import Standing, Standings
from cases.errors import CaseNotFound
from cases.handling import Cases
from cases.log.log import Log


def test_what_others_recorded_meanwhile_is_seen(cases: Cases, log: Log) -> None:
    opened = cases.open(report(), MEMBER)
    before = cases.standing(opened.case, INTAKE)
    elsewhere = replace(cases, standings=Standings())
    elsewhere.handle(opened.case, step("acknowledge"), INTAKE)
    now = cases.standing(opened.case, INTAKE)
    assert now == elsewhere.standing(opened.case, INTAKE) != before
    kept = cases.standings.get(opened.case)
    assert kept
    assert kept.version == version(log, opened.case)


def test_a_case_goes_on_from_where_it_stood(cases: Cases) -> None:
    opened = cases.open(report(), MEMBER)
    stood = Standing(Case(cases.code), opened.version)
    cases.standings.put(opened.case, stood)
    with pytest.raises(CaseNotFound):
        cases.standing(opened.case, INTAKE)


def test_the_case_not_asked_for_longest_makes_room() -> None:
    standings = Standings(room=2)
    case = Standing(Case(code("ima")))
    first, second, third = (UUID(int=n) for n in range(3))
    standings.put(first, case)
    standings.put(second, case)
    assert standings.get(first) is case
    standings.put(third, case)
    assert standings.get(second) is None
    assert standings.get(first) is standings.get(third) is case
