"""Where does this happen in the system? An answer for every row of the three codes.

A row without an entry fails, unless its organisation's file lists it as open: then it
is counted as an expected failure, and fails as soon as it is shown after all.
"""

from collections.abc import Mapping
from typing import Any, Final

import pytest
from clauses import ROWS, Entries, happened
from clauses_ima import IMA
from clauses_ims import IMS
from clauses_iom import IOM
from scenario import code

from cases.edition.serving import serving

CODES: Final[Mapping[str, Entries]] = {"ima": IMA, "ims": IMS, "iom": IOM}
NOTHING: Final = "nothing shows this row"


def parameter(row: Mapping[str, Any]) -> Any:
    """A row for a test; expected to fail while it is listed as open."""
    waits = CODES[row["code"]].open.get(row["row"])
    marks = [pytest.mark.xfail(reason=f"open: {waits}", strict=True)] if waits else []
    return pytest.param(row["code"], row["row"], id=_name(row), marks=marks)


def _name(row: Mapping[str, Any]) -> str:
    return f"{row['code']}-{row['row']}"


@pytest.mark.parametrize(("organisation", "row"), [*map(parameter, ROWS)])
def test_a_demand_of_the_code_happens_in_the_system(
    organisation: str, row: str
) -> None:
    entry = CODES[organisation].by_row.get(row)
    assert entry is not None, NOTHING
    took_place = {name for case in entry.cases() for name in happened(case)}
    assert sorted(entry.by - took_place) == []


@pytest.mark.parametrize("organisation", CODES)
def test_what_shows_a_row_serves_its_clauses(organisation: str) -> None:
    table = serving(code(organisation).editions[-1])
    for row, entry in CODES[organisation].by_row.items():
        served = {clause: {s.name for s in table[clause]} for clause in entry.clauses}
        assert entry.by <= set().union(*served.values()), row
        assert [clause for clause in served if not served[clause] & entry.by] == [], row


@pytest.mark.parametrize("organisation", CODES)
def test_every_clause_of_the_code_is_in_a_row(organisation: str) -> None:
    entries = CODES[organisation]
    if entries.open:
        pytest.xfail(f"{len(entries.open)} rows are open")
    clauses = {clause for e in entries.by_row.values() for clause in e.clauses}
    assert set(code(organisation).editions[-1].clauses) - clauses == set()


@pytest.mark.parametrize("organisation", CODES)
def test_something_serves_every_clause_of_the_code(organisation: str) -> None:
    table = serving(code(organisation).editions[-1])
    unserved = [clause for clause, services in table.items() if not services]
    if unserved and CODES[organisation].open:
        pytest.xfail(f"nothing serves {', '.join(unserved)} yet")
    assert unserved == []


def test_entries_and_open_rows_are_rows() -> None:
    rows = {(row["code"], row["row"]) for row in ROWS}
    assert len(rows) == len(ROWS)
    for organisation, entries in CODES.items():
        named = {(organisation, row) for row in {*entries.by_row, *entries.open}}
        assert named - rows == set()
        assert entries.open.keys() & entries.by_row.keys() == set()


def test_every_row_says_what_the_code_demands() -> None:
    assert [_name(row) for row in ROWS if not row["demand"].strip()] == []
