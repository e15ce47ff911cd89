"""How far each projection is true to the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Final

from cases.database import Pool
from cases.patience import Patience
from projections.query import Db

FIRST_PAUSE: Final = 0.002
LONGEST_PAUSE: Final = 0.05
"""Seconds between two looks of a reader who waits."""


FENCED: Final = "PJ001"
"""SQLSTATE of `move` when somebody else has moved the projection, or rebuilt it."""


@dataclass(frozen=True, slots=True)
class Place:
    """The position of the last event applied, and which build of the tables it is."""

    position: int
    generation: int


def places(db: Db) -> dict[str, Place]:
    """How far every projection is, by name."""
    rows = db.execute("SELECT name, position, generation FROM projection")
    return {name: Place(position, generation) for name, position, generation in rows}


def shown_up_to(db: Db) -> int:
    """The position up to which every projection shows what happened."""
    return min(place.position for place in places(db).values())


def move(db: Db, name: str, was: Place, to: int) -> None:
    """Say that the projection has come to `to`; the database's error when it was moved.

    Its row stays locked until the commit: whoever moves it first goes first.
    """
    db.execute(
        "SELECT move_projection(%s, %s, %s, %s)",
        (name, was.position, was.generation, to),
    )


def wait_for(pool: Pool, names: Sequence[str], position: int, timeout: float) -> bool:
    """Whether the projections show everything up to `position` within `timeout` s."""
    until = monotonic() + timeout
    pause = FIRST_PAUSE
    while not _reached(pool, names, position):
        if monotonic() + pause > until:
            return False
        sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
    return True


def given(pool: Pool, position: int) -> bool:
    """Whether the log has come as far as `position`, readable yet or not."""
    ((come,),) = Patience(pool).ask(
        "SELECT EXISTS (SELECT FROM event WHERE position >= %s)", (position,)
    )
    return bool(come)


def _reached(pool: Pool, names: Sequence[str], position: int) -> bool:
    ((reached,),) = Patience(pool).ask(
        """
        SELECT min(position) >= %s
          FROM projection
         WHERE name = ANY (%s)
        """,
        (position, list(names)),
    )
    return bool(reached)
