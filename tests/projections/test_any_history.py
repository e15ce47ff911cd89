"""Whatever has happened: a projection that is built anew is the same table."""

import pytest
from histories import Step, histories
from hypothesis import HealthCheck, Phase, given, settings
from projected import Projected, connect

from cases.database import OWNER
from projections.catalogue import PROJECTIONS
from projections.projection import Projection
from projections.rebuild import rebuild
from projections.tables import beside

# The log is not emptied between the examples: histories grow, as logs do. So a shorter
# example would not be the same example, and is not looked for.
GROWING = settings(
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@settings(GROWING, max_examples=25)
@given(history=histories())
def test_rebuilt_is_the_same_as_followed(
    iom: Projected, database_url: str, history: list[Step]
) -> None:
    for stream, actor, event in history:
        iom.record(stream, event, by=actor)
        if len(history) % 3 == 0:
            iom.project()
    iom.project()
    for projection in PROJECTIONS:
        live = iom.contents(projection)
        rebuild(database_url, iom.log, projection, shown=lambda position: None)
        assert iom.contents(projection) == live


@settings(GROWING, max_examples=10)
@given(history=histories())
def test_a_batch_does_what_its_events_do_one_by_one(
    iom: Projected, database_url: str, history: list[Step]
) -> None:
    for stream, actor, event in history:
        iom.record(stream, event, by=actor)
        iom.project()
    one_by_one = [iom.contents(projection) for projection in PROJECTIONS]
    empty(database_url, "iom")
    iom.project()
    assert [iom.contents(projection) for projection in PROJECTIONS] == one_by_one


def empty(url: str, organisation: str) -> None:
    """Let all projections begin again, as somebody with all rights."""
    with connect(url, organisation, OWNER) as db:
        db.execute("ALTER TABLE audit_trail DISABLE TRIGGER audit_trail_unchanged")
        for projection in PROJECTIONS:
            for table in projection.tables:
                db.execute(f"DELETE FROM {table}".encode())
        db.execute(
            "ALTER TABLE audit_trail ENABLE ALWAYS TRIGGER audit_trail_unchanged"
        )
        db.execute("UPDATE projection SET position = 0")


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: p.name)
def test_a_rebuild_leaves_nothing_behind(
    iom: Projected, database_url: str, projection: Projection
) -> None:
    rebuild(database_url, iom.log, projection, shown=lambda position: None)
    left = "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace"
    assert iom.rows(left, beside("iom")) == []
