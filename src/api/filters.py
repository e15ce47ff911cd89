"""Filters of lists of cases that somebody keeps, under names of their own.

They stand beside the log, and in no event: how somebody looks for their work is no act
upon a case, and theirs to forget.
"""

from typing import Annotated, Final, Literal

from fastapi import Query
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict

from api.dependencies import Reading
from api.permissions import reach
from api.problems import NotFound
from cases.commands.command import Day
from cases.errors import NotPermitted, Refused
from cases.events.event import Name, Person
from cases.rights import TABLE_CLAUSE, Reach
from projections.case_query import Wanted
from projections.query import Db, Shown, many

MOST: Final = 50
"""Filters of one person."""
LOOKED_THROUGH: Final = "not from the code: a list of filters is to be looked through"
ALL: Final = Wanted()
OWN: Final = frozenset({Reach.OWN, Reach.MADE})


Saved = Annotated[
    Name | None,
    Query(
        alias="filter",
        description="A filter that the caller keeps, by its name; what is said beside "
        "it is stronger.",
    ),
]
"""A filter by which a list is asked for."""


class Filter(BaseModel):
    """Which cases a list is to hold; what is left out does not matter."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )

    case_type: Name | None = None
    """Only of this type, a procedure of the edition."""
    phase: Name | None = None
    """Only in this phase of it."""
    status: Literal["open", "closed"] | None = None
    """Only open ones, or closed."""
    handler: Person | None = None
    """Only those that were given to whoever has this pseudonym."""
    unit: Person | None = None
    """Only of this unit of the organisation, by its pseudonym."""
    category: Name | None = None
    """Only those of what is alleged, or was reported."""
    outcome: Name | None = None
    """Only those that ended so."""
    opened_since: Day | None = None
    """First day of opening, UTC."""
    opened_until: Day | None = None
    """Last day of opening, UTC."""


class SavedFilter(Shown):
    """A filter that somebody keeps."""

    name: Name
    """What they call it."""
    wanted: Filter
    """What it lets through."""


def kept(reading: Reading) -> list[SavedFilter]:
    """The caller's own, by name; NotPermitted for those who have no lists."""
    return reading.ask(_of, _owner(reading))


def keep(reading: Reading, name: str, wanted: Filter) -> SavedFilter:
    """Keep a filter, in the place of one of this name.

    NotPermitted as `kept`; Refused when there are as many as somebody looks through.
    """
    asked = Jsonb(wanted.model_dump(mode="json"))
    if not reading.ask(_save, (_owner(reading), name, asked, MOST)):
        reason = f"no more than {MOST} filters are kept"
        raise Refused(reason, LOOKED_THROUGH)
    return SavedFilter(name=name, wanted=wanted)


def forget(reading: Reading, name: str) -> None:
    """Keep a filter no more; nothing happens when there is none."""
    reading.ask(_drop, (_owner(reading), name))


def filled(reading: Reading, name: str | None, wanted: Wanted = ALL) -> Wanted:
    """What is wanted, and of what was not said what the caller's filter has.

    NotFound when they have none of this name.
    """
    if name is None:
        return wanted
    found = {one.name: one.wanted for one in kept(reading)}
    if name not in found:
        raise NotFound
    said = wanted.model_dump(exclude_none=True)
    return Wanted.model_validate(found[name].model_dump() | said)


def _owner(reading: Reading) -> str:
    """Whose filters they are: of nobody who comes about their own cases alone."""
    code, by = reading.organisation.code, reading.by
    if reach(code, by.role, "read") in OWN:
        raise NotPermitted("filters are kept for those who have lists", TABLE_CLAUSE)
    reading.viewer("read")
    return by.id


def _of(db: Db, person: str) -> list[SavedFilter]:
    sql = """
        SELECT name, wanted
          FROM saved_filter
         WHERE person = %(person)s
         ORDER BY name
    """
    return many(db, SavedFilter, sql, {"person": person})


def _save(db: Db, asked: tuple[object, ...]) -> bool:
    found = db.execute("SELECT save_filter(%s, %s, %s, %s)", asked).fetchone()
    return bool(found and found[0])


def _drop(db: Db, asked: tuple[object, ...]) -> None:
    db.execute("SELECT drop_filter(%s, %s)", asked)
