"""Given events in cases and beside them, then what is told, a part at a time."""

from happened import disclosed, excluded, took
from projected import EVERYONE, Projected

from cases.events.record import CommandRefused, OrganisationAdded, TextRead
from projections.case_state import CASE_STATE
from projections.leader import Leader
from projections.news import News, news
from projections.projection import Projection
from projections.query import Viewer

OTHER = Viewer("p-2", ("auditor",), everything=True)


def told(iom: Projected, viewer: Viewer = EVERYONE, at_once: int = 2) -> list[News]:
    """All that is told of the log, part by part."""
    found: list[News] = []
    since = 0
    while (look := news(iom.db, viewer, since, at_once)).reached > since:
        assert len(look.news) <= at_once
        found += look.news
        since = look.reached
    return found


def test_what_happened_in_cases_is_told_and_nothing_beside_them(iom: Projected) -> None:
    iom.given(OrganisationAdded(organisation="iom"))
    first, second = iom.given(disclosed(), took()), iom.given(disclosed())
    iom.given(TextRead(cases=(first,), items=(), item_fields=(), purpose="case review"))
    iom.given(CommandRefused(case=first, asked="CloseCase", rule="refused"))
    iom.record(first, took())
    iom.project()
    assert [one.case_id for one in told(iom)] == [first, first, second, first]
    assert [one.topic for one in told(iom)][1:] == [
        "StepTaken",
        "DisclosureMade",
        "StepTaken",
    ]
    assert told(iom, at_once=100) == told(iom, at_once=1)


def test_what_somebody_may_not_know_of_is_passed_over(iom: Projected) -> None:
    first = iom.given(disclosed(), excluded("p-2"))
    second = iom.given(disclosed())
    assert [one.case_id for one in told(iom, OTHER)] == [second]
    assert [one.case_id for one in told(iom)] == [first, first, second]
    nobody = Viewer("p-3", ("case_owner",))
    assert told(iom, nobody) == []


def test_nothing_is_told_before_it_is_known_everywhere_who_may_see_it(
    iom: Projected,
) -> None:
    def project(*projections: Projection) -> None:
        leader = Leader(iom.following, iom.log, projections)
        while leader.go_on():
            pass

    iom.record(stream := iom.given(disclosed()), excluded("p-2"))
    late = [one for one in iom.projections if one is not CASE_STATE]
    project(*late)
    assert [one.topic for one in told(iom, OTHER)] == ["DisclosureMade"]
    project(CASE_STATE)
    assert told(iom, OTHER) == []
    assert {one.case_id for one in told(iom)} == {stream}
