"""A history as a picture: what it came to, which time it had, and when it was known."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from api.pages.axis import Axis
from api.pages.html import Html, element
from api.pages.lanes import Bar, limits, phases
from projections.case_timeline import Happening

WIDTH: Final = 1000
LEFT: Final = 240
"""Where the names of the lanes end, and the days begin."""
RIGHT: Final = WIDTH - 20
TOP: Final = 34
LANE: Final = 22
"""Units of the picture."""

Dated = Sequence[tuple[date, Happening]]


def picture(dated: Dated) -> Html:
    """The picture, as SVG, of entries each with the day it was known.

    Nothing of a history in which nothing is told.
    """
    if not dated:
        return Html()
    runs = limits(dated)
    axis = _axis(dated, runs)
    lanes = [*_phases(phases(dated), axis), *_limits(runs, axis)]
    height = TOP + LANE * (len(runs) + 2) + 8
    return element(
        "svg",
        element("title", "Phases, time limits and entries of the case, by day"),
        *_marks(axis, height),
        *lanes,
        *_entries(dated, axis, len(runs) + 1),
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        class_="picture",
    )


def happened(one: Happening) -> date:
    """The day it happened on, as far as that was said."""
    return one.occurred_on or one.at.date()


def _axis(dated: Dated, runs: Sequence[Bar]) -> Axis:
    days = [day for day, _ in dated] + [happened(one) for _, one in dated]
    return Axis(min(days), max(days + [run.until for run in runs]), LEFT, RIGHT)


def _marks(axis: Axis, height: int) -> Iterator[Html]:
    for day in axis.marks():
        x = str(axis.at(day))
        yield element(
            "line", x1=x, x2=x, y1=str(TOP - 8), y2=str(height), class_="mark"
        )
        yield element("text", day.isoformat(), x=x, y="16", class_="day")


def _phases(bars: Sequence[Bar], axis: Axis) -> Iterator[Html]:
    if bars:
        yield _name("Phase", 0)
    for place, bar in enumerate(bars):
        yield _bar(bar, axis, 0, f"phase shade{place % 2}")


def _limits(runs: Sequence[Bar], axis: Axis) -> Iterator[Html]:
    for lane, run in enumerate(runs, 1):
        yield _name(run.name, lane)
        yield _bar(run, axis, lane, run.state.replace(" ", "-"))


def _bar(bar: Bar, axis: Axis, lane: int, kind: str) -> Html:
    left, right = axis.at(bar.since), axis.at(bar.until)
    state = "" if bar.state == "phase" else f", {bar.state}"
    name = bar.name.replace("_", " ")
    return element(
        "rect",
        element("title", f"{name}: {bar.since} to {bar.until}{state}"),
        x=str(left),
        y=str(TOP + lane * LANE + 4),
        width=str(round(max(3.0, right - left), 1)),
        height=str(LANE - 8),
        class_=kind,
    )


def _entries(dated: Dated, axis: Axis, lane: int) -> Iterator[Html]:
    """A dot for each; a line back to when it happened, if it was recorded later."""
    yield _name("Entries", lane)
    y = str(TOP + lane * LANE + LANE // 2)
    for day, one in dated:
        x = str(axis.at(day))
        if (then := happened(one)) < day:
            yield element(
                "line", x1=str(axis.at(then)), x2=x, y1=y, y2=y, class_="later"
            )
        said = f"{one.version}. {one.label}: {_days(then, day)}"
        yield element("circle", element("title", said), cx=x, cy=y, r="3.5")


def _days(then: date, day: date) -> str:
    return str(day) if then == day else f"{then}, known {day}"


def _name(name: str, lane: int) -> Html:
    y = str(TOP + lane * LANE + LANE // 2 + 4)
    return element("text", name, x=str(LEFT - 12), y=y, class_="lane")
