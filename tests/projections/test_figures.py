"""Given what happened, then how often it did in a year, and how long it took."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from happened import DAY, STEP, closed, disclosed, excluded, reported, started, text
from projected import EVERYONE, Projected

from cases.events.appeal import AppealDecided
from cases.events.decision import DeterminationMade, MeasureImposed
from cases.events.event import Event
from cases.events.interim import InterimMeasuresOrdered
from cases.events.investigation import FindingsIssued, TermsOfReferenceSet
from cases.events.procedure import ClockMet, ClockMetLate, ClockMissed
from projections.figure_query import counted
from projections.query import Viewer

THIS: Final = datetime.now(UTC).year
TODAY: Final = datetime.now(UTC).date()

DETERMINED: Final = DeterminationMade(
    **STEP,
    allegation=1,
    party=1,
    finding="refuted",
    determined_on=DAY,
    evidence=(),
    deciders=(),
    reasons=text(),
)
MEASURE: Final = MeasureImposed(
    **STEP,
    party=1,
    measure="written_censure",
    disciplinary=True,
    allegations=(1,),
    effective_on=DAY,
    reasons=text(),
)
WHOLE: Final = (
    TermsOfReferenceSet(**STEP, allegations=(1,), scope=text()),
    InterimMeasuresOrdered(
        **STEP, party=1, measures=("leave",), effective_on=DAY, reasons=text()
    ),
    FindingsIssued(**STEP, evidence=(), findings=text()),
    DETERMINED,
    DETERMINED,
    MEASURE,
    AppealDecided.model_validate(
        {**STEP, "appeal": 1, "party": 1, "body": "board", "panel": ["p-1"]}
        | {"outcome": "upheld", "allegations": [1], "reasons": text()}
    ),
    closed(),
)


def shown(iom: Projected, year: int = THIS, viewer: Viewer = EVERYONE) -> Any:
    """Everything counted, by what it is."""
    return {
        (fact, one.by, one.part): one.count
        for fact, rows in counted(iom.db, viewer, year=year).items()
        for one in rows
        if one.by != "all"
    }


def limit(clock: str, *then: Event) -> tuple[Event, ...]:
    """A time limit of a report, and what became of it."""
    return started(clock), *then


def met(clock: str) -> Event:
    return ClockMet(clock=clock, clause="9")


def test_reports_are_counted_by_what_was_said_of_them(iom: Projected) -> None:
    iom.given(reported())
    iom.given(reported(channel="phone", identity_mode="anonymous", reporter=None))
    iom.given(reported(categories=("fraud", "theft")))
    said = shown(iom)
    assert said["ReportReceived", "channel", "web"] == 2
    assert said["ReportReceived", "channel", "phone"] == 1
    assert said["ReportReceived", "identity_mode", "anonymous"] == 1
    assert said["ReportReceived", "case_type", "breach"] == 3
    assert said["ReportReceived", "category", "fraud"] == 3
    assert said["ReportReceived", "category", "theft"] == 1


def test_what_came_of_reports_is_counted_each_time_it_happens(iom: Projected) -> None:
    iom.given(reported(), *WHOLE)
    said = shown(iom)
    assert said["DeterminationMade", "part", "refuted"] == 2
    assert said["MeasureImposed", "part", "written_censure"] == 1
    assert said["AppealDecided", "part", "upheld"] == 1
    assert said["CaseClosed", "part", "no_breach"] == 1
    for topic in ("TermsOfReferenceSet", "FindingsIssued", "InterimMeasuresOrdered"):
        assert said[topic, "part", ""] == 1


def test_of_disclosures_it_is_counted_that_they_were_made(iom: Projected) -> None:
    iom.given(disclosed(), closed())
    assert shown(iom) == {("DisclosureMade", "part", "gift"): 1}


def test_time_limits_are_counted_as_they_ended(iom: Projected) -> None:
    late = (
        ClockMissed(clock="feedback", clause="9", due_on=DAY.replace(year=THIS)),
        ClockMetLate(clock="feedback", clause="9", days_late=3),
    )
    due = DAY.replace(year=THIS)
    iom.given(reported(), *limit("acknowledgement", met("acknowledgement")))
    iom.given(reported(), started("feedback", due), *late)
    iom.given(reported(), started("feedback_without_acknowledgement", due), *late[:0])
    iom.given(reported(), *limit("triage", met("triage")))
    iom.given(disclosed(), *limit("acknowledgement", met("acknowledgement")))
    said = shown(iom)
    assert said["acknowledgement", "part", "in_time"] == 1
    assert said["feedback", "part", "late"] == 1
    assert said["missed", "part", "feedback"] == 1
    assert ("missed", "part", "acknowledgement") not in said
    assert ("triage", "part", "in_time") not in said


def test_half_of_them_took_no_longer(iom: Projected) -> None:
    for _ in range(3):
        iom.given(reported(), *limit("feedback", met("feedback")), closed())
    found = counted(iom.db, EVERYONE, year=THIS)
    (took,) = (one for one in found["feedback"] if one.by == "all")
    assert (took.count, took.median_days) == (3, (TODAY - DAY).days)
    (open_for,) = (one for one in found["CaseClosed"] if one.by == "all")
    assert (open_for.count, open_for.median_days) == (3, 0)


def test_another_year_has_none_of_it(iom: Projected) -> None:
    iom.given(reported(), *WHOLE, *limit("feedback", met("feedback")))
    for year in (THIS - 1, THIS + 1):
        assert shown(iom, year) == {}


def test_of_a_case_that_somebody_is_kept_from_they_are_told_nothing(
    iom: Projected,
) -> None:
    acknowledged = limit("acknowledgement", met("acknowledgement"))
    iom.given(reported(), *WHOLE, *acknowledged, excluded("dpo-1"))
    away = Viewer("dpo-1", ("data_protection_officer",), everything=True)
    assert shown(iom, viewer=away) == {}
    assert len(shown(iom)) > 10


def test_it_is_counted_in_the_year_of_its_record(iom: Projected) -> None:
    case = iom.given(reported(received_on=DAY.replace(year=2019)))
    assert isinstance(case, UUID)
    assert shown(iom, 2019) == {}
    assert shown(iom)["ReportReceived", "channel", "web"] == 1
