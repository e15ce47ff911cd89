"""Given events of a case, then its history in plain words."""

from datetime import UTC, date, datetime

from happened import (
    STEP,
    added,
    closed,
    designated,
    disclosed,
    excluded,
    reported,
    started,
    text,
    took,
)
from projected import EVERYONE, OWNER, Projected

from cases.actors import Actor
from cases.events.arbitration import NeutralityCheck, NeutralityChecked
from cases.events.investigation import InvestigationStepLogged
from cases.events.record import TextRead
from projections.case_timeline import Part, timeline
from projections.query import Viewer


def test_a_history_is_told_in_order_and_in_plain_words(iom: Projected) -> None:
    stream = iom.given(reported(), took("Report acknowledged"), added(1, "subject"))
    told = timeline(iom.db, stream, EVERYONE)
    assert [(one.version, one.label) for one in told] == [
        (1, "Report received on the web"),
        (2, "Report acknowledged"),
        (3, "Party added: subject"),
    ]
    assert (told[2].step, told[2].clause, told[2].phase) == tuple(STEP.values())
    assert told[2].party_numbers == (1,)
    assert told[2].actor == OWNER.id
    assert told[2].details == {"party": 1, "role": "subject"}


def test_a_history_tells_both_when_it_happened_and_when_it_was_recorded(
    iom: Projected,
) -> None:
    interview = InvestigationStepLogged(
        **STEP,
        kind="interview",
        occurred_on=date(2025, 12, 24),
        allegations=(1,),
        account=text(),
    )
    stream = iom.given(reported(), started("feedback"), took(), interview, closed())
    received, began, acknowledged, interviewed, ended = timeline(
        iom.db, stream, EVERYONE
    )
    assert received.occurred_on == date(2026, 1, 5)
    assert interviewed.occurred_on == date(2025, 12, 24)
    assert interviewed.at.year > 2025
    assert began.occurred_on == ended.occurred_on == date(2026, 1, 5)
    assert acknowledged.occurred_on is None


def test_a_history_refers_to_the_texts_behind_it(iom: Projected) -> None:
    party = added(1, "subject").model_copy(update={"contact": text()})
    stream = iom.given(reported(), party, took())
    _, told, without = timeline(iom.db, stream, EVERYONE)
    assert told.items == (party.name.item, party.contact.item)
    assert told.item_fields == ("name", "contact")
    assert told.audiences == ("handlers", "handlers")
    assert without.items == ()


def test_nobody_learns_from_a_history_why_a_candidate_is_not_eligible(
    iom: Projected,
) -> None:
    checked = NeutralityChecked(
        **STEP,
        appointment=1,
        person="neutral-1",
        eligible=False,
        checks=(NeutralityCheck(check="not_a_reporter", answer="failed"),),
    )
    stream = iom.given(reported(), checked)
    told = timeline(iom.db, stream, EVERYONE)[1]
    assert told.details == {"appointment": 1, "person": "neutral-1", "eligible": False}
    assert "not_a_reporter" not in str(iom.rows("SELECT * FROM case_timeline"))


def test_nobody_learns_from_a_history_who_reported(iom: Projected) -> None:
    reporter = Actor("reporter-1", "reporter")
    stream = iom.given(reported(identity_mode="confidential"), took(), by=reporter)
    assert [one.actor for one in timeline(iom.db, stream, EVERYONE)] == [None, None]
    assert "reporter-1" not in str(iom.rows("SELECT * FROM case_timeline"))


def test_a_history_can_be_read_on_from_a_version(iom: Projected) -> None:
    stream = iom.given(reported(), took(), took(), took())
    told = timeline(iom.db, stream, EVERYONE, Part(since=1), limit=2)
    assert [one.version for one in told] == [2, 3]


def test_a_history_as_it_was_known_and_as_it_happened(iom: Projected) -> None:
    logged = InvestigationStepLogged(
        **STEP,
        kind="interview",
        occurred_on=date(2026, 1, 7),
        allegations=(1,),
        account=text(),
    )
    stream = iom.given(reported(), took(), logged)
    for version, day in enumerate((6, 8, 9), 1):
        iom.following.execute(
            "UPDATE case_timeline SET at = %s WHERE version = %s",
            (datetime(2026, 1, day, 23, 59, tzinfo=UTC), version),
        )
    iom.following.commit()

    def versions(**part: date) -> list[int]:
        told = timeline(iom.db, stream, EVERYONE, Part(**part))
        return [one.version for one in told]

    assert [versions(known_on=date(2026, 1, n)) for n in (5, 6, 8, 9)] == [
        [],
        [1],
        [1, 2],
        [1, 2, 3],
    ]
    # Received on the 5th, interviewed on the 7th; of the step no other day is known.
    assert [versions(happened_by=date(2026, 1, n)) for n in (4, 5, 7, 8)] == [
        [],
        [1],
        [1, 3],
        [1, 2, 3],
    ]
    both = {"known_on": date(2026, 1, 8), "happened_by": date(2026, 1, 7)}
    assert versions(**both) == [1]


def test_a_history_is_told_to_those_who_may_see_the_case(iom: Projected) -> None:
    stream = iom.given(reported(), designated("investigator-1"))
    seen_by = Viewer("investigator-1", ("investigator",))
    assert len(timeline(iom.db, stream, seen_by)) == 2
    iom.record(stream, excluded("investigator-1"))
    iom.project()
    assert timeline(iom.db, stream, seen_by) == []


def test_what_stands_beside_a_case_is_not_in_a_history(iom: Projected) -> None:
    stream = iom.given(disclosed())
    iom.given(
        TextRead(
            cases=(stream,), items=(), item_fields=(), purpose="review of the case"
        )
    )
    assert len(iom.rows("SELECT * FROM case_timeline")) == 1
