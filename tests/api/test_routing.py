"""Routed away from the accused, over HTTP: each office, in the three codes."""

from collections.abc import Iterator
from typing import Final

import pytest
from acting import Staff
from mandated import Offices, accuse, alarms, designated, events, possible, reported
from reactor import begin_anew
from reported import UNKNOWN
from serving import Service
from waiting import readable

from cases.events.people import HandlerDesignated
from cases.events.routing import OfficeFilled, OfficeSubstituted, Unassignable

OFFICER: Final = {
    "ima": "compliance_officer",
    "ims": "compliance_officer",
    "iom": "legal_affairs",
}
"""Who says in each organisation who is accused and who handles a case."""
HANDLING: Final = ("case_owner", "investigator", "enquirer")
SERVED = (*OFFICER,)


@pytest.fixture
def offices(service: Service, organisation: str) -> Iterator[Offices]:
    staff = Staff(service, organisation)
    staff.wait(0)
    known = Offices(staff)
    yield known
    for one in [*known.given]:
        known.end(one)


# Organisation, the office of the accused, and the one that acts in its place.
ROUTES: Final = [
    ("ima", "intake_officer", "compliance_officer"),
    ("ima", "compliance_officer", "executive_committee_member"),
    ("ima", "national_committee", "executive_committee_member"),
    ("ima", "executive_committee_member", "appeal_panel_member"),
    ("ima", "case_owner", "compliance_officer"),
    ("ims", "intake_officer", "external_function"),
    ("ims", "compliance_officer", "board_member"),
    ("ims", "people_manager", "human_resources"),
    ("ims", "human_resources", "management_member"),
    ("ims", "management_member", "board_member"),
    ("ims", "board_member", "external_function"),
    ("ims", "case_owner", "compliance_officer"),
    ("iom", "higher_level_official", "legal_affairs"),
    ("iom", "head_of_office", "director_general"),
    ("iom", "legal_affairs", "ethics_office"),
    ("iom", "ethics_office", "legal_affairs"),
    ("iom", "disciplinary_board_member", "director_general"),
    ("iom", "director_general", "oversight_body"),
    ("iom", "case_owner", "legal_affairs"),
]


@pytest.mark.parametrize(("organisation", "office", "substitute"), ROUTES)
def test_another_office_acts_in_the_place_of_the_accused(
    offices: Offices, office: str, substitute: str
) -> None:
    staff = offices.staff
    officer = offices.holder(OFFICER[staff.organisation])
    accused, instead = offices.holder(office), offices.holder(substitute)
    case = reported(offices)
    if office in HANDLING:
        designated(offices, case, accused, officer)
    could = possible(accused, case)
    accuse(offices, case, accused, officer)
    if office == officer.role:
        offices.end(officer)
        offices.follow_up()
    (routed,) = [e for e in events(offices, case) if isinstance(e, OfficeSubstituted)]
    assert (routed.office, routed.substitute) == (office, substitute)
    chosen = [e for e in events(offices, case) if isinstance(e, HandlerDesignated)][-1:]
    if office in HANDLING:
        instead = staff.caller(substitute, chosen[0].person)
    assert possible(instead, case) >= could
    assert instead.get(f"/cases/{case}", after=staff.position).status_code == 200
    told = staff.read("auditor", f"/cases/{case}/history", limit=200)[-1]
    assert (told["actor"], told["clause"]) == ("system", routed.clause)
    # The accused cannot tell it from a case that there never was.
    assert accused.get(f"/cases/{case}", after=staff.position).status_code == 404
    for path in ("", "/history", "/clocks", "/possible-steps"):
        never = accused.get(f"/cases/{UNKNOWN}{path}").status_code
        assert accused.get(f"/cases/{case}{path}").status_code == never
    assert case not in accused.get("/cases", after=staff.position).text
    assert case not in accused.get("/alarms", after=staff.position).text


STUCK: Final = [
    ("ima", "investigator", "compliance_officer"),
    ("ims", "investigator", "compliance_officer"),
    ("iom", "enquirer", "ethics_office"),
]


@pytest.mark.parametrize(("organisation", "office", "watching"), STUCK)
def test_where_nobody_is_left_an_officer_is_alarmed_until_somebody_is(
    offices: Offices, office: str, watching: str
) -> None:
    staff = offices.staff
    officer = offices.holder(OFFICER[staff.organisation])
    accused = offices.holder(office)
    watches = offices.holder(watching)
    case = reported(offices)
    designated(offices, case, accused, officer)
    accuse(offices, case, accused, officer)
    assert isinstance(events(offices, case)[-1], Unassignable)
    (alarm,) = alarms(offices, watches, case, state="raised")
    assert (alarm["kind"], alarm["about"]) == ("unassignable", office)
    assert alarm["clause"]
    shown = watches.get(f"/cases/{case}", after=staff.position).json()
    assert shown["alarms"] == [f"unassignable: {office}"]
    assert case not in accused.get("/alarms", after=staff.position).text
    # Somebody new in the office is given the case, and still declares no conflict.
    new = offices.holder(office)
    offices.follow_up()
    kinds = [type(event) for event in events(offices, case)[-2:]]
    assert kinds == [HandlerDesignated, OfficeFilled]
    assert new.get(f"/cases/{case}", after=staff.position).status_code == 200
    assert alarms(offices, watches, case, state="raised") == []
    (over,) = alarms(offices, watches, case)
    assert over["ended_at"]


@pytest.mark.parametrize(("organisation", "office", "watching"), STUCK)
def test_the_alarm_ends_on_the_day_from_which_somebody_holds_the_office(
    offices: Offices, office: str, watching: str
) -> None:
    staff = offices.staff
    officer = offices.holder(OFFICER[staff.organisation])
    accused, watches = offices.holder(office), offices.holder(watching)
    case = reported(offices)
    designated(offices, case, accused, officer)
    accuse(offices, case, accused, officer)
    new = offices.holder(office, in_days=2)
    for days, goes_on in ((0, True), (1, True), (1, False)):
        staff.wait(days)
        offices.follow_up()
        assert bool(alarms(offices, watches, case, state="raised")) == goes_on
    assert new.get(f"/cases/{case}", after=staff.position).status_code == 200
    before = readable(staff.served.log)
    staff.wait(0)
    offices.follow_up()
    assert readable(staff.served.log) == before
    # All others here live on the first day, on which these offices are to end.
    staff.wait(-2)


@pytest.mark.parametrize("organisation", ["ima"])
def test_the_log_gone_through_again_causes_nothing_new(
    offices: Offices, organisation: str
) -> None:
    officer = offices.holder("compliance_officer")
    accused, other = offices.holder("case_owner"), offices.holder("case_owner")
    case = reported(offices)
    designated(offices, case, accused, officer)
    accuse(offices, case, accused, officer)
    (new,) = [e for e in events(offices, case) if isinstance(e, HandlerDesignated)][1:]
    assert new.person == other.person
    offices.end(other)
    offices.follow_up()
    before = readable(offices.staff.served.log)
    for _ in range(2):
        begin_anew(offices.staff.service, organisation)
        offices.follow_up()
        assert readable(offices.staff.served.log) == before
