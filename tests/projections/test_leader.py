"""Batches are applied once, whole or not at all, and each projection by itself."""

import pytest
from happened import disclosed, took
from projected import EVERYONE, Projected, connect, new_stream
from structlog.testing import capture_logs

from cases.database import FOLLOWER
from cases.events.procedure import StepTaken
from projections.audit_trail import AUDIT_TRAIL, entries
from projections.batch import Fenced, advance, told
from projections.catalogue import PROJECTIONS
from projections.clocks import CLOCKS
from projections.leader import Leader
from projections.position import Place, places, wait_for
from projections.projection import Projection

POISON = "Poison"
FAILING = Projection(
    name=CLOCKS.name,
    tables={
        "clocks": {
            StepTaken: """
                SELECT 1 / (label <> 'Poison')::integer
                  FROM json_to_recordset(%(rows)s) AS happened (label text)
            """,
            **CLOCKS.tables["clocks"],
        }
    },
)
OTHERS = [one for one in PROJECTIONS if one is not CLOCKS]


def test_a_follower_that_comes_after_another_repeats_nothing(
    iom: Projected, database_url: str
) -> None:
    iom.record(new_stream(), disclosed(), *[took() for _ in range(8)])
    assert Leader(iom.following, iom.log, PROJECTIONS, limit=4).go_on()
    iom.following.close()
    with connect(database_url, "iom", FOLLOWER) as following:
        leader = Leader(following, iom.log, PROJECTIONS, limit=4)
        assert {one.position for one in leader.courses} != {0}
        while leader.go_on():
            pass
    found = entries(iom.db, EVERYONE).items
    assert [one.version for one in found] == list(range(1, 10))


def test_a_batch_is_applied_whole_or_not_at_all(iom: Projected) -> None:
    iom.record(new_stream(), disclosed(), took())
    batch = told(iom.log.since(0, 10), "iom")
    spoilt = [*batch, batch[0]]
    with pytest.raises(Exception, match="duplicate key"):
        advance(iom.following, AUDIT_TRAIL, Place(0, 1), spoilt)
    assert iom.rows("SELECT * FROM audit_trail") == []
    assert places(iom.following)["audit_trail"] == Place(0, 1)


@pytest.mark.parametrize("was", [Place(7, 1), Place(0, 2)])
def test_a_batch_from_anywhere_else_is_fenced(iom: Projected, was: Place) -> None:
    iom.record(new_stream(), disclosed())
    with pytest.raises(Fenced):
        advance(iom.following, AUDIT_TRAIL, was, told(iom.log.since(0, 10), "iom"))
    assert iom.rows("SELECT * FROM audit_trail") == []


def test_a_leader_that_was_overtaken_goes_on_from_there(
    iom: Projected, database_url: str
) -> None:
    stream = new_stream()
    iom.record(stream, disclosed())
    leader = Leader(iom.following, iom.log, PROJECTIONS)
    with connect(database_url, "iom", FOLLOWER) as other:
        Leader(other, iom.log, PROJECTIONS).go_on()
    iom.record(stream, took())
    while leader.go_on():
        pass
    assert [one.version for one in entries(iom.db, EVERYONE).items] == [1, 2]


def test_an_event_that_a_projection_fails_on_stops_it_alone(iom: Projected) -> None:
    stream = new_stream()
    before = iom.record(stream, disclosed(), *[took() for _ in range(5)]).position
    poison = iom.record(stream, took(POISON)).position
    head = iom.record(stream, *[took() for _ in range(5)]).position
    with capture_logs() as lines:
        leader = Leader(iom.following, iom.log, [*OTHERS, FAILING])
        while leader.go_on():
            pass
    found = places(iom.following)
    assert found["clocks"].position == before
    assert {found[one.name].position for one in OTHERS} == {head}
    (line,) = [one for one in lines if one["log_level"] == "error"]
    assert (line["projection"], line["position"]) == ("clocks", poison)
    assert (line["topic"], line["error"]) == ("StepTaken", "DivisionByZero")
    assert POISON not in str(line)


def test_a_projection_that_failed_goes_on_once_it_can(iom: Projected) -> None:
    stream = new_stream()
    head = iom.record(stream, disclosed(), took(POISON), took()).position
    leader = Leader(iom.following, iom.log, [FAILING])
    while leader.go_on():
        pass
    (course,) = leader.courses
    assert course.resting()
    course.projection = CLOCKS
    course.resting_until = 0
    leader.go_on()
    assert course.position == head
    assert course.rest == 0


def test_a_projection_rests_longer_each_time_it_fails(iom: Projected) -> None:
    stream = iom.given(disclosed())
    iom.record(stream, took(POISON))
    leader = Leader(iom.following, iom.log, [FAILING])
    (course,) = leader.courses
    rests = []
    for _ in range(12):
        course.resting_until = 0
        leader.go_on()
        rests.append(course.rest)
    assert rests[:3] == [0.5, 1, 2]
    assert rests[-1] == 60


def test_a_projection_that_is_behind_does_not_hold_up_the_others(
    iom: Projected,
) -> None:
    stream = new_stream()
    head = iom.record(stream, disclosed(), *[took() for _ in range(9)]).position
    Leader(iom.following, iom.log, OTHERS).go_on()
    leader = Leader(iom.following, iom.log, PROJECTIONS, limit=4)
    head = iom.record(stream, took()).position
    leader.go_on()
    found = places(iom.following)
    assert found["audit_trail"].position == head > found["clocks"].position
    while leader.go_on():
        pass
    assert places(iom.following)["clocks"].position == head


def test_a_reader_waits_until_what_was_written_shows(iom: Projected) -> None:
    position = iom.record(new_stream(), disclosed()).position
    names = ["case_state", "case_timeline"]
    pool = iom.log._pool
    assert not wait_for(pool, names, position, timeout=0.02)
    iom.project()
    assert wait_for(pool, names, position, timeout=0)
    assert not wait_for(pool, names, position + 1, timeout=0)
