"""What an organisation says of a year: how many, and never who."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from cases.events.event import LARGEST_INTEGER, Event, Name

_FIGURES: Final = UUID("66696775-7265-4573-8000-000000000000")

Count = Annotated[int, Field(ge=0, le=LARGEST_INTEGER)]


class Part(BaseModel):
    """One of the parts that a figure is divided into."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: Name
    count: Count | None
    """None when it is not told."""


class Division(BaseModel):
    """One way to divide a figure; its parts come to the figure's total."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: Name
    parts: tuple[Part, ...]


class Figure(BaseModel):
    """How often something happened in a year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    figure: Name
    total: Count | None
    """None when it is not told."""
    median_days: int | None
    """Half of them took no longer; None when it is not told, or nothing is timed."""
    divided: tuple[Division, ...]


class AnnualFiguresRecorded(Event):
    """The figures of a year that is over were laid down, as they may be told."""

    year: int
    figures: tuple[Figure, ...]


def stream_of(year: int) -> UUID:
    """The stream in which a year's figures are recorded, once."""
    return UUID(int=_FIGURES.int + year)
