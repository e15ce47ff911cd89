"""Given measures that were imposed, ended or fell, then what a case shows of them."""

from datetime import date
from uuid import UUID

import pytest
from happened import reported
from projected import EVERYONE, Projected

from cases.events.appeal import AppealDecided
from cases.events.closing import CaseReopened
from cases.events.decision import MeasureExpired, MeasureExpunged, MeasureImposed
from cases.events.event import Event, Sealed
from cases.events.reviewing import PriorActsReviewed
from projections.case_query import case

TEXT = Sealed(item=UUID(int=1), digest="0" * 64)
FIRST, LAST = date(2026, 1, 5), date(2026, 12, 31)
STEP = {"step": "some_step", "phase": "decided", "clause": "9"}


def imposed(party: int, *allegations: int, until: date | None = LAST) -> Event:
    return MeasureImposed(
        party=party,
        measure="written_censure",
        disciplinary=True,
        allegations=allegations,
        effective_on=FIRST,
        expires_on=until,
        reasons=TEXT,
        **STEP,
    )


def over(kind: type[MeasureExpired | MeasureExpunged], *allegations: int) -> Event:
    return kind(
        party=1,
        measure="written_censure",
        allegations=allegations,
        effective_on=FIRST,
        expires_on=LAST,
        ended_on=date(2027, 1, 1),
        clause="9",
    )


def decided(outcome: str, *allegations: int) -> Event:
    said = {"appeal": 1, "party": 1, "body": "board", "panel": ["p-1"]}
    return AppealDecided.model_validate(
        {**STEP, **said, "outcome": outcome, "allegations": allegations}
        | {"reasons": TEXT}
    )


REOPENED = CaseReopened(allegations=(1,), new_facts=TEXT, **STEP)
REVIEWED = PriorActsReviewed(
    person="p-1", stands=(), done_again=("determine",), reasons=TEXT, **STEP
)
HOLDS = "1: written_censure, in force until 2026-12-31"
OTHER = "2: written_censure, in force"
BOTH = (imposed(1, 1, 2), imposed(2, 3, until=None))


def shown(iom: Projected, *happened: Event) -> tuple[str, ...] | None:
    found = case(iom.db, iom.given(reported(), *BOTH, *happened), EVERYONE)
    assert found
    return found.measures


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ((), (HOLDS, OTHER)),
        ((over(MeasureExpired, 1, 2),), ("1: written_censure, expired", OTHER)),
        ((over(MeasureExpunged, 1, 2),), ("1: written_censure, expunged", OTHER)),
        ((decided("upheld"),), (HOLDS, OTHER)),
        ((decided("varied", 1),), (OTHER,)),
        ((decided("quashed", 1, 2),), (OTHER,)),
        ((decided("remitted", 1),), (HOLDS, OTHER)),
        ((REOPENED,), (HOLDS, OTHER)),
        ((REVIEWED,), ()),
    ],
)
def test_a_case_shows_what_was_imposed_and_whether_it_holds(
    iom: Projected, happened: tuple[Event, ...], expected: tuple[str, ...]
) -> None:
    assert shown(iom, *happened) == expected


def test_what_was_served_stays_when_the_decision_is_varied(iom: Projected) -> None:
    over_first = over(MeasureExpired, 1, 2)
    kept = shown(iom, over_first, decided("varied", 1))
    assert kept == ("1: written_censure, expired", OTHER)


def test_what_was_expunged_does_not_expire_afterwards(iom: Projected) -> None:
    gone = shown(iom, over(MeasureExpunged, 1, 2), over(MeasureExpired, 1, 2))
    assert gone == ("1: written_censure, expunged", OTHER)
