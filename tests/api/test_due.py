"""What the passing of time has to say is said once, by however many, after pauses."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from happened import closed, kept
from projected import envelope
from reported import Opened, opened_by
from serving import HERE, Service

from api import due
from api.organisations import Organisation
from cases.actors import SYSTEM
from cases.events.retention import RetentionRecalculated


def at(service: Service, moment: datetime) -> Organisation:
    """The organisation, at a moment."""
    here: Organisation = service.app.state.organisations[HERE]
    return replace(here, cases=replace(here.cases, now=lambda: moment))


def said(service: Service, case: UUID) -> list[tuple[str, str]]:
    """What is recorded of time limits that are about to pass or have."""
    history = service.app.state.organisations[HERE].log.history(case)
    events = [recorded.event for recorded in history]
    return [
        (type(event).__name__, event.clock)
        for event in events
        if type(event).__name__ in ("ClockWarned", "ClockMissed", "ClockPassed")
    ]


@pytest.fixture
def opened(service: Service) -> Opened:
    """A report of today, as far as its clocks are concerned."""
    today = service.today().isoformat()
    reported = opened_by(service.caller("member"), received_on=today)
    reported.reporter.get(reported.at, after=reported.position)
    return reported


def in_days(n: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=n)


def seen(service: Service, opened: Opened) -> Any:
    """Once the projections show all that was recorded."""
    history = service.app.state.organisations[HERE].log.history(opened.id)
    position = history[-1].position
    return opened.reporter.get(f"{opened.at}", after=position)


def test_warnings_and_ends_are_recorded_once(service: Service, opened: Opened) -> None:
    due.record(at(service, in_days(0)))
    assert said(service, opened.id) == []
    for moment, names in (
        (in_days(6.5), {"personal_message", "acknowledgement"}),
        (in_days(30), {"triage", "concerned_named"}),
    ):
        due.record(at(service, moment))
        seen(service, opened)
        before = said(service, opened.id)
        assert names <= {clock for _, clock in before}
        due.record(at(service, moment))
        assert said(service, opened.id) == before


def test_two_that_look_at_once_say_it_once(service: Service, opened: Opened) -> None:
    here = at(service, in_days(40))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(due.record, [here] * 4))
    found = said(service, opened.id)
    assert ("ClockMissed", "acknowledgement") in found
    assert len([one for one in found if one[0] == "ClockMissed"]) == len(
        {one for one in found if one[0] == "ClockMissed"}
    )


def test_nothing_is_lost_while_nobody_looked(service: Service, opened: Opened) -> None:
    due.record(at(service, in_days(400)))
    missed = {clock for kind, clock in said(service, opened.id)}
    assert missed == {
        "acknowledgement",
        "personal_message",
        "feedback_without_acknowledgement",
        "triage",
        "concerned_named",
    }


def test_a_case_that_fails_keeps_no_other_waiting(
    service: Service, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = opened_by(opened.reporter)
    other.reporter.get(other.at, after=other.position)
    here = at(service, in_days(10))
    carried_out = type(here.cases).handle

    def failing(cases: Any, case: UUID, *rest: Any, **more: Any) -> Any:
        if case == opened.id:
            raise RuntimeError
        return carried_out(cases, case, *rest, **more)

    monkeypatch.setattr(type(here.cases), "handle", failing)
    due.record(here)
    assert said(service, opened.id) == []
    assert ("ClockMissed", "acknowledgement") in said(service, other.id)


def test_a_missed_time_limit_is_a_row(service: Service, opened: Opened) -> None:
    due.record(at(service, in_days(20)))
    seen(service, opened)
    officer = service.caller("compliance_officer")
    rows = officer.get(f"{opened.at}/clocks").json()
    found = {row["clock"] for row in rows if row["state"] == "missed"}
    assert found == {"acknowledgement", "personal_message", "triage"}


def test_cases_kept_by_the_rules_of_an_older_edition_are_computed_anew(
    service: Service, opened: Opened
) -> None:
    here = at(service, in_days(0))
    older = kept(date(2031, 1, 5), rule="R2", edition="older")
    here.log.append(opened.id, opened.version, [closed(), older], envelope())
    seen(service, opened)
    due.compute_anew(here)
    [anew] = [
        recorded.event
        for recorded in here.log.history(opened.id)
        if isinstance(recorded.event, RetentionRecalculated)
    ]
    assert (anew.because, anew.was) == ("rule_changed", date(2031, 1, 5))
    assert anew.edition == here.code.in_force(here.today()).edition
    seen(service, opened)
    version = here.cases.found(opened.id, SYSTEM).version
    due.compute_anew(here)
    assert here.cases.found(opened.id, SYSTEM).version == version
