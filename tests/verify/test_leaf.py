"""What a leaf says, and which bytes are no leaf."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from verify.errors import Refuted
from verify.leaf import Leaf, Row

CASE = UUID("019344a2-7c00-7000-8000-000000000001")
STATE = '{"acting_as":"investigator","actor":"p-7","data":{"kind":"interview"}}'
NOON = datetime(2026, 11, 21, 12, 0, 0, 5, UTC)


def leaf(state: str = STATE) -> bytes:
    """The leaf of an event of a case."""
    return Row(CASE, 3, 4096, NOON, "InvestigationStepLogged", state).leaf()


def test_a_leaf_holds_its_event_and_where_it_stands() -> None:
    assert leaf() == (
        b'{"position":4096,"recorded_at":"2026-11-21T12:00:00.000005Z",'
        b'"state":{"acting_as":"investigator","actor":"p-7",'
        b'"data":{"kind":"interview"}},"stream":"019344a2-7c00-7000-8000-000000000001",'
        b'"topic":"InvestigationStepLogged","version":3}'
    )
    found = Leaf.read(leaf())
    assert (found.stream, found.version, found.position) == (str(CASE), 3, 4096)
    assert found.event == {"kind": "interview"}
    assert found.cases == (str(CASE),)


def test_a_moment_is_written_in_utc() -> None:
    paris = NOON.astimezone(timezone(timedelta(hours=1)))
    assert Row(CASE, 3, 4096, paris, "InvestigationStepLogged", STATE).leaf() == leaf()


def test_a_reading_is_about_the_cases_it_names() -> None:
    state = f'{{"data":{{"cases":["{CASE}"],"items":[],"purpose":"a review"}}}}'
    read = Row(UUID(int=1), 1, 5, NOON, "TextRead", state).leaf()
    assert Leaf.read(read).cases == (str(CASE),)


def test_a_refusal_is_about_its_case_if_there_is_one() -> None:
    of_none = Row(UUID(int=1), 1, 5, NOON, "CommandRefused", '{"data":{"case":null}}')
    of_one = of_none._replace(state='{"data":{"case":"c"}}')
    assert Leaf.read(of_none.leaf()).cases == ()
    assert Leaf.read(of_one.leaf()).cases == ("c",)


def test_a_leaf_is_not_longer_than_a_bundle_can_hold() -> None:
    with pytest.raises(ValueError, match="65,535"):
        leaf('{"data":"' + "x" * 65_536 + '"}')


@pytest.mark.parametrize(
    "damaged",
    [
        leaf().replace(b":3}", b": 3}"),
        leaf().replace(b":3}", b":3.0}"),
        leaf().replace(b":3}", b":true}"),
        leaf().replace(b":3}", b':3,"version":3}'),
        leaf().replace(b":3}", b':3,"z":1}'),
        leaf().replace(b":3}", b":NaN}"),
        leaf().replace(b"p-7", b"\\u0070-7"),
        leaf().replace(b"p-7", b"\\ud800"),
        leaf().replace(b"p-7", b"\xff"),
        leaf()[:-1],
        leaf() + b"\n",
        b"",
        b"null",
        b"[]",
        b"[" * 60_000,
    ],
)
def test_other_bytes_are_no_leaf(damaged: bytes) -> None:
    with pytest.raises(Refuted):
        Leaf.read(damaged)
