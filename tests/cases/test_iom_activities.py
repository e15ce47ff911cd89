"""Outside activities: clauses 45 and 46 of the IOM Standards of Conduct."""

from typing import Final

from iom import DIRECTOR, LEGAL, RELATIONS, disclosure, opened, step
from scenario import Scenario, day

from cases.errors import NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.procedure import (
    ClockMet,
    ClockMissed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)


def activity(name: str = "employment") -> Scenario:
    publication = name in ("teaching", "speaking", "publication")
    opening = "request_publication" if publication else "request_authorisation"
    command = disclosure(
        "outside_activity",
        opening,
        activity=name,
        remunerated=True,
        starts_on="2026-03-01",
    )
    return opened(command)


AUTHORISE: Final = step("authorise", until="2026-12-31")
COMPATIBLE: Final = step("assess_compatibility", compatible_with_duties=True)
LAWFUL: Final = step(
    "check_local_law", permitted_by_local_law=True, local_law_of="duty_station"
)


def test_no_activity_is_authorised_without_a_look_at_local_law() -> None:
    activity().after(COMPATIBLE, DIRECTOR).when(AUTHORISE, DIRECTOR).then_refused(
        Refused, "comes after check_local_law", "46.1"
    )


def test_no_activity_is_authorised_that_local_law_forbids() -> None:
    forbidden = step(
        "check_local_law", permitted_by_local_law=False, local_law_of="both"
    )
    activity().after(COMPATIBLE, DIRECTOR).after(forbidden, LEGAL).when(
        AUTHORISE, DIRECTOR
    ).then_refused(Refused, "'permitted_by_local_law' is not passed", "46.1")


def test_an_activity_that_passed_both_tests_is_authorised() -> None:
    activity().after(COMPATIBLE, DIRECTOR).after(LAWFUL, LEGAL).when(
        AUTHORISE, DIRECTOR
    ).then_happens(StepTaken, ClockMet, ClockStarted)


def test_external_relations_approve_publications_and_no_employment() -> None:
    tested = activity("publication").after(COMPATIBLE, RELATIONS).after(LAWFUL, LEGAL)
    tested.when(
        step("approve_publication", until="2026-12-31"), RELATIONS
    ).then_happens(StepTaken, ClockMet, ClockStarted)
    activity().after(COMPATIBLE, RELATIONS).after(LAWFUL, LEGAL).when(
        AUTHORISE, RELATIONS
    ).then_refused(NotPermitted, "director_general", "46.1")


def test_an_authorisation_does_not_run_out_before_its_day() -> None:
    tested = activity().after(COMPATIBLE, DIRECTOR).after(LAWFUL, LEGAL)
    authorised = tested.after(AUTHORISE, DIRECTOR)
    authorised.when(step("expire"), LEGAL, day(300)).then_refused(
        Refused, "has not run out", "46.1"
    )
    authorised.when(step("expire"), LEGAL, day(361)).then_happens(
        StepTaken, ClockMissed, ClockStopped, CaseClosed
    )
