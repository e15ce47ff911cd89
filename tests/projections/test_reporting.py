"""Whoever reports reads documented views, without a person, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from happened import (
    DAY,
    STEP,
    added,
    closed,
    designated,
    disclosed,
    kept,
    matched,
    reported,
    started,
    text,
)
from happened import excluded as kept_away
from projected import Projected, connect
from psycopg import errors

from cases.database import OWNER, REPORTING, add_organisation, schema
from cases.events.decision import MeasureImposed
from cases.events.figures import (
    AnnualFiguresRecorded,
    Division,
    Figure,
    Part,
    stream_of,
)
from projections import tables
from projections.catalogue import PROJECTIONS
from projections.query import Db
from projections.rebuild import rebuild
from projections.reporting import apart

DOCUMENT = Path(__file__).parents[2] / "ops" / "reporting.md"
VIEWS = """
    SELECT relname, obj_description(oid, 'pg_class')
      FROM pg_class
     WHERE relnamespace = %s::regnamespace
     ORDER BY oid
"""
COLUMNS = """
    SELECT attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum)
      FROM pg_attribute
     WHERE attrelid = %s::regclass
       AND attnum > 0
     ORDER BY attnum
"""
FIGURES = AnnualFiguresRecorded(
    year=2025,
    figures=(
        Figure(
            figure="reports_received",
            total=9,
            median_days=None,
            divided=(Division(by="channel", parts=(Part(part="web", count=9),)),),
        ),
        Figure(figure="measures", total=None, median_days=None, divided=()),
    ),
)
MEASURE = MeasureImposed(
    **STEP,
    party=1,
    measure="written_censure",
    disciplinary=True,
    allegations=(1,),
    effective_on=DAY,
    reasons=text(),
)
PERSONS = ("reporter-1", "p-accused", "p-handler", "p-away", "owner-1")


@pytest.fixture
def reporting(iom: Projected, database_url: str) -> Iterator[Db]:
    """A connection of whoever reports; something has happened."""
    happened = [
        added(1, "subject"),
        matched(1, "p-accused"),
        designated("p-handler"),
        kept_away("p-away"),
        started("acknowledgement"),
        MEASURE,
        closed(),
        kept(),
    ]
    iom.given(reported(channel="phone"), *happened)
    iom.given(disclosed())
    iom.record(stream_of(2025), FIGURES)
    iom.project()
    with connect(database_url, "iom", REPORTING) as db:
        db.execute(f"SET search_path TO {apart('iom')}".encode())
        yield db


def views(db: Db) -> dict[str, str]:
    return dict(db.execute(VIEWS, (apart("iom"),)).fetchall())


def contents(db: Db) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all views."""
    return {
        name: db.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3".encode()).fetchall()
        if name != "position_v1"
        else db.execute("SELECT * FROM position_v1").fetchall()
        for name in views(db)
    }


def documented(db: Db) -> str:
    """The views as the document has them, column by column."""
    lines = []
    for name, said in views(db).items():
        lines += [f"#### `{name}`", "", f"{said[0].upper()}{said[1:]}.", ""]
        lines += ["| column | type | |", "|---|---|---|"]
        columns = db.execute(COLUMNS, (f"{apart('iom')}.{name}",)).fetchall()
        lines += [f"| `{column}` | {kind} | {what} |" for column, kind, what in columns]
        lines += [""]
    return "\n".join(lines)


def test_the_document_has_every_column_as_the_database_has_it(reporting: Db) -> None:
    assert documented(reporting) in DOCUMENT.read_text("utf-8")


def test_the_views_show_what_is_there(reporting: Db) -> None:
    shown = contents(reporting)
    assert all(shown.values()), [name for name, rows in shown.items() if not rows]
    ways = reporting.execute("SELECT kind, channel, status FROM cases_v1 ORDER BY 1")
    assert ways.fetchall() == [
        ("disclosure", None, "open"),
        ("report", "phone", "closed"),
    ]
    told = reporting.execute(
        "SELECT year, figure, total, divided_by, part, count FROM figures_v1 ORDER BY 2"
    )
    assert told.fetchall() == [
        (2025, "measures", None, None, None, None),
        (2025, "reports_received", 9, "channel", "web", 9),
    ]


def test_nobody_is_in_them(reporting: Db) -> None:
    said = str(contents(reporting))
    assert [one for one in PERSONS if one in said] == []


def test_whoever_reports_reads_nothing_else(reporting: Db, iom: Projected) -> None:
    everywhere = reporting.execute(
        """
        SELECT nspname, relname
          FROM pg_class
          JOIN pg_namespace ON pg_namespace.oid = relnamespace
         WHERE relkind IN ('r', 'v', 'm', 'p', 'f', 'S')
           AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        """
    ).fetchall()
    others = [(s, name) for s, name in everywhere if s != apart("iom")]
    assert {s for s, _ in others} >= {schema("iom")}
    assert {"event", "sealed", "case_state"} <= {name for _, name in others}
    for place, name in others:
        if place.startswith("reporting_"):
            continue
        with pytest.raises(errors.InsufficientPrivilege):
            reporting.execute(f"SELECT FROM {place}.{name}".encode())
    for function in ("hidden('p-1', '{}')", "frontier()", "xid_base()"):
        with pytest.raises(errors.InsufficientPrivilege):
            reporting.execute(f"SELECT {schema('iom')}.{function}".encode())


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO facts_v1 DEFAULT VALUES",
        "UPDATE organisation_iom.event SET version = version",
        "DELETE FROM organisation_iom.sealed",
        "TRUNCATE organisation_iom.command",
        "UPDATE facts_v1 SET part = ''",
        "DELETE FROM measures_v1",
        "CREATE VIEW other AS SELECT 1",
        "CREATE TABLE other ()",
        "DROP VIEW facts_v1",
        "COMMENT ON VIEW facts_v1 IS ''",
    ],
)
def test_whoever_reports_writes_nothing(reporting: Db, change: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        reporting.execute(change.encode())


def test_the_views_outlive_every_rebuild(
    reporting: Db, iom: Projected, database_url: str
) -> None:
    before = contents(reporting)
    for projection in PROJECTIONS:
        rebuild(database_url, iom.log, projection, shown=lambda position: None)
    assert contents(reporting) == before


def test_they_are_made_anew_where_somebody_could_read_the_tables(
    reporting: Db, database_url: str
) -> None:
    before = contents(reporting)
    with connect(database_url, "iom", OWNER) as owner:
        owner.execute(f"GRANT USAGE ON SCHEMA {schema('iom')} TO {REPORTING}".encode())
        owner.execute(f"GRANT SELECT ON case_access TO {REPORTING}".encode())
        owner.execute("DELETE FROM migration WHERE name = '0008_reporting.sql'")
    add_organisation(database_url, "iom")
    tables.create(database_url, "iom")
    with pytest.raises(errors.InsufficientPrivilege):
        reporting.execute(f"SELECT FROM {schema('iom')}.case_access".encode())
    assert contents(reporting) == before
    assert all(isinstance(row[0], UUID) for row in before["cases_v1"])
