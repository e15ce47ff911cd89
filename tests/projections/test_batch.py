"""Many events at once come to the same as one after the other."""

import re
from collections import defaultdict
from uuid import UUID, uuid4

import pytest
from happened import added, disclosed, held, released, took
from hypothesis import given
from hypothesis import strategies as st
from projected import EVERYONE, Projected, new_stream

from cases.events.catalogue import EVENTS
from cases.events.procedure import ClockMissed
from projections.batch import Work, by_index, in_turn, side_by_side
from projections.case_query import case
from projections.catalogue import PROJECTIONS
from projections.clocks import CLOCKS
from projections.projection import Projection

CASES = [uuid4() for _ in range(4)]
STATEMENTS = ("a", "b", "c")

WORK = st.lists(
    st.tuples(
        st.sampled_from(STATEMENTS),
        st.fixed_dictionaries(
            {"case_id": st.sampled_from(CASES), "version": st.integers()}
        ),
    )
)


@given(work=WORK)
def test_side_by_side_each_case_keeps_its_order(work: Work) -> None:
    came: dict[UUID, Work] = defaultdict(list)
    for statement, rows in side_by_side(work):
        for row in rows:
            came[row["case_id"]].append((statement, row))
    for one in CASES:
        assert came[one] == [step for step in work if step[1]["case_id"] == one]


@given(work=WORK)
def test_side_by_side_a_statement_sees_a_case_once(work: Work) -> None:
    for _, rows in side_by_side(work):
        assert len({row["case_id"] for row in rows}) == len(rows)


def test_side_by_side_cases_that_went_alike_go_together() -> None:
    went = [(one, {"case_id": case_id}) for one in STATEMENTS for case_id in CASES]
    assert [statement for statement, _ in side_by_side(went)] == list(STATEMENTS)


@given(work=WORK)
def test_in_turn_nothing_changes_its_place(work: Work) -> None:
    assert [(one, row) for one, rows in in_turn(work) for row in rows] == work


def test_cases_that_open_while_others_go_on_are_numbered_as_they_opened(
    iom: Projected,
) -> None:
    old, *streams = (new_stream() for _ in range(6))
    iom.record(old, disclosed())
    iom.project()
    for number, stream in enumerate(reversed(streams)):
        iom.record(stream, disclosed(), *number * [took()])
        iom.record(old, added(number + 1, "witness"), held(1), released(1))
    iom.project()
    found = [case(iom.db, stream, EVERYONE) for stream in (old, *reversed(streams))]
    assert [one.number[-4:] for one in found if one] == [f"000{n}" for n in range(1, 7)]
    assert found[0]
    assert (found[0].parties, found[0].held) == (5, False)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: p.name)
def test_no_statement_reads_all_of_a_table(
    iom: Projected, projection: Projection
) -> None:
    by_index(iom.following)
    for statement in {s for k in EVENTS.values() for s in projection.statements(k)}:
        asked = iom.following.execute(f"EXPLAIN {statement}".encode(), {"rows": "[]"})
        plan = "\n".join(line for (line,) in asked)
        assert not re.search("Seq Scan|Hash Join|Merge Join", plan), plan


def test_the_plan_for_an_empty_table_is_not_kept_when_it_grows(iom: Projected) -> None:
    by_index(iom.following)
    (missed,) = CLOCKS.statements(ClockMissed)
    prepared = missed.replace("%(rows)s", "$1")
    iom.following.execute(f"PREPARE missed (json) AS {prepared}".encode())
    for _ in range(10):
        iom.following.execute("EXECUTE missed ('[]')")
    iom.following.execute(
        """
        INSERT INTO clocks (case_id, clock, run, clause, started_on, due_on, moments)
        SELECT gen_random_uuid(), 'reply', 1, '9', '2026-01-05', '2026-01-05', '{}'
          FROM generate_series(1, 10000)
        """
    )
    plan = iom.following.execute("EXPLAIN EXECUTE missed ('[]')").fetchall()
    assert "Index Cond: ((case_id = " in str(plan)
