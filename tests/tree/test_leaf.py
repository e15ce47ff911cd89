"""What an event is in the tree: canonical, whole, and like no other event's."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
import rfc8785
from happened import took
from hypothesis import given
from hypothesis import strategies as st
from logged import a_log, connected, envelope, readable
from psycopg.errors import CheckViolation
from uuid_utils.compat import uuid7

from cases.database import Pool
from cases.log.canonical import canonical
from cases.tree.leaf import COLUMNS, LONGEST, TooLong, leaf

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
STREAM = str(UUID(int=7))
STATE = canonical({"actor": "p-1", "data": {"step": "acknowledge"}}).decode()
ROW = (STREAM, 3, 8_192_001, AT, "StepTaken", STATE)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)))


def test_a_leaf_is_canonical_json_of_all_that_is_recorded() -> None:
    said = json.loads(leaf(ROW))
    assert leaf(ROW) == rfc8785.dumps(said)
    assert said == {
        "stream": STREAM,
        "version": 3,
        "position": 8_192_001,
        "recorded_at": "2026-11-21T09:30:00.000000Z",
        "topic": "StepTaken",
        "state": {"actor": "p-1", "data": {"step": "acknowledge"}},
    }


@given(TEXTS, TEXTS, st.integers(1, 2**53 - 1))
def test_whatever_is_recorded_the_leaf_is_canonical(
    topic: str, text: str, position: int
) -> None:
    row = (STREAM, 3, position, AT, topic, canonical({"data": text}).decode())
    made = leaf(row)
    assert made == rfc8785.dumps(json.loads(made))


@pytest.mark.parametrize(
    ("place", "changed"),
    list(
        enumerate(
            (
                str(UUID(int=8)),
                4,
                8_192_002,
                AT + timedelta(microseconds=1),
                "Step",
                "{}",
            )
        )
    ),
)
def test_every_column_of_a_row_is_in_its_leaf(place: int, changed: Any) -> None:
    row = (*ROW[:place], changed, *ROW[place + 1 :])
    assert leaf(row) != leaf(ROW)


def test_no_row_can_pass_for_another() -> None:
    # As if the state went on where the topic stands, and the other way round.
    state = f'{STATE},"stream":"{STREAM}","topic":"StepTaken","version":3}}'
    forged = (STREAM, 3, 8_192_001, AT, 'StepTaken","version":3}', STATE)
    assert len({leaf(ROW), leaf(forged), leaf((*ROW[:5], state))}) == 3
    assert json.loads(leaf(forged))["topic"] == 'StepTaken","version":3}'


def test_a_moment_is_written_in_utc_and_to_the_microsecond() -> None:
    east = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert leaf((STREAM, 3, 8_192_001, east, "StepTaken", STATE)) == leaf(ROW)


def test_an_entry_that_its_length_cannot_be_written_of_is_no_leaf() -> None:
    room = LONGEST - len(leaf((*ROW[:5], '""')))
    assert len(leaf((*ROW[:5], f'"{"x" * room}"'))) == LONGEST
    with pytest.raises(TooLong):
        leaf((*ROW[:5], f'"{"x" * (room + 1)}"'))


def test_the_rows_of_the_log_give_its_leaves(database_url: str) -> None:
    with a_log(database_url) as log:
        stream = uuid7()
        done = log.append(stream, 0, [took(), took("Something — else")], envelope())
        recorded = readable(log, done)
    with connected(database_url) as db:
        rows = db.execute(f"SELECT {COLUMNS} FROM event ORDER BY position").fetchall()
    said = [json.loads(leaf(row)) for row in rows]
    assert [one["position"] for one in said] == [one.position for one in recorded]
    assert [one["state"]["data"]["label"] for one in said] == [
        "Report acknowledged",
        "Something — else",
    ]
    assert {one["state"]["actor"] for one in said} == {"person-1"}


def test_the_log_takes_no_event_that_fits_in_no_leaf(database_url: str) -> None:
    with Pool(database_url, "ima", "none") as pool, pool.connection() as db:
        row = (uuid7(), 1, AT, "StepTaken", f'"{"x" * 65_000}"')
        with pytest.raises(CheckViolation):
            db.execute(
                """
                INSERT INTO event (stream, version, position, recorded_at, topic, state)
                VALUES (%s, %s, 1, %s, %s, %s)
                """,
                row,
            )
