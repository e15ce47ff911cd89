"""The figures of a year as they are answered: each number with who asks for it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from api.annual import recorded
from api.dependencies import Reading
from api.indicators import INDICATORS, UNKNOWN, figures
from cases.errors import NotPermitted
from cases.events.figures import Division, Figure
from cases.figures import LEAST
from cases.rights import TABLE_CLAUSE
from projections.audit_trail import kept_away
from projections.figure_query import counted
from projections.query import Shown

TOTAL: Final = "total"


class FigurePart(Shown):
    """One of the parts that a figure is divided into."""

    part: str
    """In the words of the events or of the edition."""
    count: int | None
    """Null when few stand behind it, or when one of those could be told from it."""
    percent: int | None
    """Of the total; null where one of the two is."""


class FigureDivision(Shown):
    """One way to divide a figure; its parts come to the total."""

    by: str
    """What the parts are. Each category divides by itself: a report may name several,
    and none."""
    parts: list[FigurePart]
    """In a fixed order; those that never occurred are among them."""


class AnnualFigure(Shown):
    """How often something happened in a year."""

    figure: str
    """Its name."""
    label: str
    """What it counts."""
    source: str
    """Who asks for it."""
    total: int | None
    """Null when it is under `least`."""
    median_days: int | None
    """Half of them took no longer; null when few stand behind it, or nothing is
    timed."""
    divided: list[FigureDivision]
    """Into which parts, in one way or several."""


class NotKnown(Shown):
    """What is asked for, and the log does not know."""

    indicator: str
    """What it is."""
    source: str
    """Who asks for it."""


class AnnualFigures(Shown):
    """The figures of a year: what was recorded in it, UTC."""

    year: int
    """UTC."""
    recorded_on: date | None
    """When they were laid down for good; null while the year runs, when they are not
    for passing on: what comes between two answers could be told from them."""
    least: int
    """No number under it is told."""
    figures: list[AnnualFigure]
    """Each with who asks for it."""
    not_known: list[NotKnown]
    """What is asked for, and the log does not know."""


class FigureRow(Shown):
    """A number of a year, as a row of a table."""

    year: int
    figure: str
    by: str
    """`total`, or what the parts are."""
    part: str
    count: int | None
    percent: int | None
    median_days: int | None
    source: str


def answer(reading: Reading, year: int) -> AnnualFigures:
    """The figures of a year; raises what `of_year` raises."""
    on, found = of_year(reading, year)
    return AnnualFigures(
        year=year,
        recorded_on=on,
        least=LEAST,
        figures=[_shown(one) for one in found],
        not_known=[NotKnown(indicator=i, source=s) for i, s in UNKNOWN.items()],
    )


def of_year(reading: Reading, year: int) -> tuple[date | None, tuple[Figure, ...]]:
    """The figures of a year as they may be told, and when they were laid down.

    Whoever is kept away from a case sees them as if that were not there. Raises
    NotPermitted for an office of a unit, whose share would follow from two sets of
    figures, and of a year that is not laid down for whoever does not see its cases:
    what comes between two answers is one case.
    """
    here, viewer = reading.organisation, reading.viewer("figures")
    if viewer.units is not None:
        raise NotPermitted("figures are of the whole organisation", TABLE_CLAUSE)
    on, laid_down = recorded(here, year)
    if on is None and not reading.viewer("read").everything:
        reason = "figures of a year that runs are for those who see its cases"
        raise NotPermitted(reason, TABLE_CLAUSE)
    if on is not None and not reading.ask(kept_away, viewer):
        return on, laid_down
    return on, figures(here.code, reading.ask(counted, viewer, year=year))


def rows(told: AnnualFigures) -> Iterator[FigureRow]:
    """All numbers of a year, one a row: of each figure the total, then its parts."""
    for one in told.figures:
        whole = FigurePart(part="", count=one.total, percent=None)
        yield _row(told.year, one, TOTAL, whole)
        for division in one.divided:
            for part in division.parts:
                yield _row(told.year, one, division.by, part)


def _row(year: int, one: AnnualFigure, by: str, part: FigurePart) -> FigureRow:
    return FigureRow(
        year=year,
        figure=one.figure,
        by=by,
        part=part.part,
        count=part.count,
        percent=part.percent,
        median_days=one.median_days if by == TOTAL else None,
        source=one.source,
    )


def _shown(one: Figure) -> AnnualFigure:
    indicator = INDICATORS[one.figure]
    return AnnualFigure(
        figure=one.figure,
        label=indicator.label,
        source=indicator.source,
        total=one.total,
        median_days=one.median_days,
        divided=[_divided(each, one.total) for each in one.divided],
    )


def _divided(division: Division, total: int | None) -> FigureDivision:
    parts = [
        FigurePart(
            part=one.part,
            count=one.count,
            percent=None
            if one.count is None or total is None
            else round(100 * one.count / total),
        )
        for one in division.parts
    ]
    return FigureDivision(by=division.by, parts=parts)
