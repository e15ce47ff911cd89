"""No number that is kept back can be found out from those that are told."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.events.figures import Figure
from cases.figures import LEAST, TIMED, kept_back, told

NAMES = ("web", "post", "phone", "meeting")


@st.composite
def divisions(draw: st.DrawFn) -> Mapping[str, int]:
    """Few parts, most of them near five, where it matters what is kept back."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    return {name: draw(st.integers(0, 11)) for name in names}


def of(parts: Mapping[str, int]) -> Figure:
    return told("reports", sum(parts.values()), {"channel": parts})


def numbers(figure: Figure) -> list[int | None]:
    """All that is told: the total, and each part."""
    return [figure.total, *(part.count for part in figure.divided[0].parts)]


def same(parts: Mapping[str, int], total: int) -> Iterator[list[int]]:
    """Everything that parts of this total could be which is told in the same words."""
    shown = of(parts)
    for other in sums(total, len(parts)):
        if of(dict(zip(parts, other, strict=True))) == shown:
            yield [total, *other]


def sums(total: int, places: int) -> Iterator[tuple[int, ...]]:
    """All ways to divide a number among some places."""
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in sums(total - first, places - 1):
            yield (first, *rest)


@given(divisions())
def test_whoever_knows_the_rule_cannot_tell_what_is_kept_back(
    parts: Mapping[str, int],
) -> None:
    known, total = numbers(of(parts)), sum(parts.values())
    totals = range(LEAST) if known[0] is None else [total]
    possible = [one for each in totals for one in same(parts, each)]
    assert [total, *parts.values()] in possible
    for place, number in enumerate(known):
        found = {one[place] for one in possible}
        if number is None:
            assert len(found) >= 4, (known, found)
        else:
            assert found == {number}


@given(divisions())
def test_nothing_under_five_is_told(parts: Mapping[str, int]) -> None:
    for number in numbers(of(parts)):
        assert number is None or number >= LEAST


@given(divisions())
def test_what_few_stand_behind_is_never_all_that_is_kept_back(
    parts: Mapping[str, int],
) -> None:
    back = kept_back(parts)
    assert len(back) != 1
    if any(count >= LEAST for count in parts.values()) and back:
        assert any(parts[name] >= LEAST for name in back)


@given(divisions())
def test_more_is_told_than_the_total_where_that_gives_nothing_away(
    parts: Mapping[str, int],
) -> None:
    larger = {name: count + LEAST for name, count in parts.items()}
    assert None not in numbers(of(larger))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((20, 12, 1, 0), (33, 20, None, None, None)),
        ((20, 12, 9, 8), (49, 20, 12, 9, 8)),
        ((20, 5, 0), (25, None, None, None)),
        ((5, 20, 0), (25, 5, None, None)),
        ((3, 2), (5, None, None)),
        ((2, 2), (None, None, None)),
        ((30, 5, 5, 0), (40, None, None, None, None)),
        ((0, 0), (None, None, None)),
    ],
)
def test_examples(parts: tuple[int, ...], expected: tuple[int | None, ...]) -> None:
    named = dict(zip(NAMES, parts, strict=False))
    assert tuple(numbers(of(named))) == expected


def test_half_of_few_is_not_told() -> None:
    assert told("reports", TIMED, {}, median_days=3).median_days == 3
    assert told("reports", TIMED - 1, {}, median_days=3).median_days is None


def test_divisions_of_one_total_keep_back_each_for_itself() -> None:
    figure = told(
        "reports", 12, {"channel": {"web": 12}, "mode": {"named": 11, "anonymous": 1}}
    )
    channel, mode = figure.divided
    assert [part.count for part in channel.parts] == [12]
    assert [part.count for part in mode.parts] == [None, None]
