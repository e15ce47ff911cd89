"""What a leaf says, and which bytes are no leaf."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from cases.tree.leaf import leaf as written
from verify.errors import Refuted
from verify.leaf import Leaf

CASE = UUID("019344a2-7c00-7000-8000-000000000001")
STATE = '{"acting_as":"investigator","actor":"p-7","data":{"kind":"interview"}}'
NOON = datetime(2026, 11, 21, 12, 0, 0, 5, UTC)


def leaf(topic: str = "InvestigationStepLogged", state: str = STATE) -> bytes:
    """The leaf of an event, as the service writes it."""
    return written((CASE, 3, 4096, NOON, topic, state))


def test_a_leaf_is_read_as_the_service_writes_it() -> None:
    found = Leaf.read(leaf())
    assert (found.stream, found.version, found.position) == (str(CASE), 3, 4096)
    assert found.recorded_at == "2026-11-21T12:00:00.000005Z"
    assert found.topic == "InvestigationStepLogged"
    assert found.state["actor"] == "p-7"
    assert found.event == {"kind": "interview"}
    assert found.cases == (str(CASE),)


@pytest.mark.parametrize(
    "text", ['\\"\\\\\\n\\u001f', "\x7f\x85\u2028\ufeff", "\U0001f9ed"]
)
def test_any_text_is_read_that_is_written_canonically(text: str) -> None:
    assert Leaf.read(leaf(state=f'{{"data":"{text}"}}')).state["data"]


@pytest.mark.parametrize("topic", ["TextRead", "TextHandedOut"])
def test_a_reading_is_about_the_cases_it_names(topic: str) -> None:
    state = '{"data":{"cases":["c","d"],"items":[],"purpose":"a review"}}'
    assert Leaf.read(leaf(topic, state)).cases == ("c", "d")


def test_a_refusal_is_about_its_case_if_there_is_one() -> None:
    for state, cases in (('{"case":"c"}', ("c",)), ('{"case":null}', ())):
        refused = leaf("CommandRefused", f'{{"data":{state}}}')
        assert Leaf.read(refused).cases == cases


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
