"""A merged case is routed by its own: what it has to do with is the other's, too."""

from typing import Any, Final

import pytest
from acting import Staff, named
from mandated import Offices, accuse, events, possible
from serving import Service

from cases.events.routing import OfficeSubstituted

SERVED: Final = ("ima",)
OFFICER: Final = "compliance_officer"


@pytest.fixture
def offices(service: Service) -> Any:
    staff = Staff(service, "ima")
    staff.wait(0)
    known = Offices(staff)
    yield known
    for one in [*known.given]:
        known.end(one)


def acknowledged(offices: Offices, intake: Any, **said: Any) -> str:
    """A report, followed up after it was acknowledged."""
    staff = offices.staff
    case = named(staff.report(staff.somebody(), **said))
    staff.taken(intake, case, "acknowledge")
    return case


def merge(offices: Offices, case: str, into: str, by: Any) -> None:
    said = {"into": into, "reasons": "It is about the same."}
    offices.staff.done(by, case, "mergers", **said)


def substituted(offices: Offices, case: str) -> list[tuple[str, str]]:
    """Which office acts in the place of which, in the order in which it was said."""
    return [
        (one.office, one.substitute)
        for one in events(offices, case)
        if isinstance(one, OfficeSubstituted)
    ]


def test_whom_a_merged_case_accuses_is_not_the_office_of_the_one_that_goes_on(
    offices: Offices,
) -> None:
    accused, other = (offices.holder("intake_officer") for _ in range(2))
    officer = offices.holder(OFFICER)
    into = acknowledged(offices, other)
    case = acknowledged(offices, other)
    accuse(offices, case, accused, officer)
    offices.end(other)
    offices.follow_up()
    assert ("intake_officer", OFFICER) in substituted(offices, case)
    assert substituted(offices, into) == []
    assert possible(accused, into)
    merge(offices, case, into, officer)
    offices.follow_up()
    assert substituted(offices, into) == [("intake_officer", OFFICER)]
    assert possible(accused, into) == set()


def test_what_goes_to_another_office_takes_the_case_that_goes_on_along(
    offices: Offices,
) -> None:
    intake, officer = offices.holder("intake_officer"), offices.holder(OFFICER)
    early, late, first, second = (
        acknowledged(offices, intake, categories=categories)
        for categories in (["retaliation"], ["retaliation"], [], [])
    )
    merge(offices, early, first, officer)
    offices.follow_up()
    merge(offices, late, second, officer)
    offices.follow_up()
    for into in (first, second):
        assert ("intake_officer", OFFICER) in substituted(offices, into)
        assert possible(intake, into) == set()
    offices.follow_up()
    assert len(substituted(offices, first)) == 1
