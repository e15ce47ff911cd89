"""The figures of a year as a page: each with a chart for each of its divisions."""

from collections.abc import Iterator
from typing import Final

from starlette.responses import HTMLResponse

from api.figures import AnnualFigure, AnnualFigures, FigurePart
from api.pages.bars import bars
from api.pages.frame import page
from api.pages.html import Content, element, joined, link, listed, table

KEPT_BACK: Final = "kept back"
"""Stands where a number is kept back."""
CATEGORY: Final = "category_"
RUNNING: Final = (
    "The year is not over: these figures change, and are not for passing on. "
    "Two of them, one after the other, tell what came in between."
)


def page_of(told: AnnualFigures) -> HTMLResponse:
    """The page; it says of each figure who asks for it."""
    title = f"Figures of {told.year}"
    return page(
        title,
        listed(*(link(f"#{one.figure}", one.label) for one in told.figures)),
        element("h1", title),
        element("p", _standing(told), class_="lead"),
        element(
            "p",
            f"Numbers under {told.least} are kept back, and with them as many others "
            "as would give them away.",
        ),
        [_figure(one) for one in told.figures],
        element("h2", "Asked for, and not known to the log"),
        listed(*(f"{one.indicator} ({one.source})" for one in told.not_known)),
    )


def _standing(told: AnnualFigures) -> str:
    if told.recorded_on is None:
        return RUNNING
    return f"Laid down on {told.recorded_on} (UTC): they do not change any more."


def _figure(one: AnnualFigure) -> Content:
    timed = f", half of them within {one.median_days} days" if one.median_days else ""
    known = KEPT_BACK if one.total is None else f"{one.total:,}"
    return [
        element("h2", one.label, id=one.figure),
        element("p", f"{known}{timed}", class_="lead"),
        element("p", one.source, class_="by"),
        [_division(*both) for both in _grouped(one)],
    ]


def _grouped(one: AnnualFigure) -> Iterator[tuple[str, list[FigurePart]]]:
    """The divisions; of categories, how many named each, in one chart."""
    named = []
    for division in one.divided:
        if division.by.startswith(CATEGORY):
            first = division.parts[0]
            called = division.by.removeprefix(CATEGORY)
            named.append(first.model_copy(update={"part": called}))
        else:
            yield division.by, division.parts
    if named:
        yield "named category", named


def _division(by: str, parts: list[FigurePart]) -> Content:
    rows = [[_words(one.part), _number(one.count), _percent(one)] for one in parts]
    heading = f"By {_words(by)}"
    return joined(
        [
            element("h3", heading),
            bars(heading, [(_words(one.part), one.count) for one in parts]),
            element(
                "details",
                element("summary", "In numbers"),
                table((_words(by).capitalize(), "Number", "Of the total"), rows),
            ),
        ]
    )


def _number(count: int | None) -> str:
    return KEPT_BACK if count is None else f"{count:,}"


def _percent(one: FigurePart) -> str:
    return KEPT_BACK if one.percent is None else f"{one.percent} %"


def _words(name: str) -> str:
    return name.replace("_", " ")
