"""A missed time limit over HTTP: the office above is told, once, and may act."""

from typing import Any, Final

import pytest
from acting import Staff, named
from reactor import begin_anew, moved, react
from serving import Caller, Service
from waiting import readable

from api import due

WAITS: Final = [
    ("ima", "intake_officer", "executive_committee_member"),
    ("iom", "higher_level_official", "director_general"),
]
"""Organisation, who was to acknowledge the report, and the office above that may."""
SERVED = ("ima", "ims", "iom")


class Waiting:
    """A report that nobody acknowledges."""

    def __init__(self, service: Service, organisation: str) -> None:
        self.staff = Staff(service, organisation)
        opening = "report" if organisation == "iom" else "speak_up"
        self.reporter = self.staff.somebody()
        self.report = self.staff.report(
            self.reporter, opening=opening, channel="e_mail"
        )
        self.case = named(self.report)

    def pass_days(self, days: int) -> None:
        """Let time pass, and follow up what it brings."""
        self.staff.wait(days)
        react(self.staff.service, self.staff.organisation, self.staff.now)
        self.staff.position = readable(self.staff.served.log)

    def look(self) -> int:
        """Let `cases due` look for what was missed and nobody told of."""
        staff = self.staff
        found = due.escalate(moved(staff.service, staff.organisation, staff.now))
        staff.position = readable(staff.served.log)
        return found

    def alarms(self, by: Caller, **wanted: str) -> list[Any]:
        answer = by.get("/alarms", after=self.staff.position, **wanted)
        assert answer.status_code == 200, answer.text
        return [one for one in answer.json()["items"] if one["case_id"] == self.case]

    def clock(self, by: Caller) -> Any:
        answer = by.get(f"/cases/{self.case}/clocks", after=self.staff.position)
        return next(one for one in answer.json() if one["clock"] == "acknowledgement")

    def can(self, by: Caller) -> bool:
        answer = by.get(f"/cases/{self.case}/possible-steps").json()
        return "acknowledge" in {one["step"] for one in answer}


@pytest.mark.parametrize(("organisation", "office", "above"), WAITS)
def test_the_office_above_is_told_and_does_it_late(
    service: Service, organisation: str, office: str, above: str
) -> None:
    waiting = Waiting(service, organisation)
    staff, chief = waiting.staff, waiting.staff.somebody(above)
    waiting.pass_days(6)
    assert (waiting.alarms(chief), waiting.can(chief)) == ([], False)
    waiting.pass_days(4)
    (alarm,) = waiting.alarms(chief, state="raised")
    assert (alarm["kind"], alarm["about"]) == ("overdue", "acknowledgement")
    assert (alarm["office"], alarm["party"]) == (above, None)
    row = waiting.clock(chief)
    assert (row["state"], row["escalated_to"], row["may_act"]) == (
        ("missed", above, True)
    )
    assert waiting.can(chief)
    assert waiting.can(staff.somebody(office))
    staff.taken(chief, waiting.report, "acknowledge")
    assert waiting.clock(chief)["state"] == "met_late"
    assert waiting.alarms(chief, state="raised") == []
    (over,) = waiting.alarms(chief, state="ended")
    assert over["ended_at"]


@pytest.mark.parametrize("organisation", ["ims"])
def test_where_it_is_only_told_it_may_not_act(
    service: Service, organisation: str
) -> None:
    waiting = Waiting(service, organisation)
    chief = waiting.staff.somebody("management_member")
    outside = waiting.staff.somebody("external_function")
    waiting.pass_days(10)
    assert len(waiting.alarms(chief, state="raised")) == 1
    assert waiting.clock(chief)["may_act"] is False
    refused = waiting.staff.take(chief, waiting.report, "acknowledge_externally")
    assert refused.status_code == 403
    waiting.staff.taken(outside, waiting.report, "acknowledge_externally")
    assert waiting.alarms(chief, state="raised") == []


@pytest.mark.parametrize("organisation", ["ima"])
def test_it_is_told_once_however_often_it_is_looked(
    service: Service, organisation: str
) -> None:
    waiting = Waiting(service, organisation)
    chief = waiting.staff.somebody("executive_committee_member")
    waiting.pass_days(10)
    before = readable(waiting.staff.served.log)
    for _ in range(2):
        begin_anew(service, organisation)
        waiting.pass_days(0)
    assert readable(waiting.staff.served.log) == before
    assert len(waiting.alarms(chief)) == 1


@pytest.mark.parametrize("organisation", ["ima"])
def test_the_reporter_sees_nothing_of_it(service: Service, organisation: str) -> None:
    waiting = Waiting(service, organisation)
    waiting.pass_days(10)
    shown = waiting.reporter.get(f"/cases/{waiting.case}", after=waiting.staff.position)
    assert shown.json()["alarms"] == []
    assert waiting.alarms(waiting.reporter) == []


@pytest.mark.parametrize("organisation", ["ima"])
def test_what_no_reaction_followed_is_told_by_whoever_watches_the_time(
    service: Service, organisation: str
) -> None:
    waiting = Waiting(service, organisation)
    chief = waiting.staff.somebody("executive_committee_member")
    waiting.staff.wait(10)
    assert waiting.alarms(chief) == []
    assert waiting.look() >= 1
    (alarm,) = waiting.alarms(chief, state="raised")
    assert (alarm["kind"], alarm["about"]) == ("overdue", "acknowledgement")
    assert waiting.can(chief)
    waiting.look()
    assert len(waiting.alarms(chief)) == 1
    assert waiting.staff.topics(waiting.report).count("ClockEscalated") == 1
