"""Given events of any kind, then one entry each, which nothing can change."""

from typing import LiteralString
from uuid import uuid4

import pytest
from happened import designated, disclosed, excluded, reported, took
from projected import EVERYONE, OWNER, Projected, connect
from psycopg import errors

from cases.actors import Actor
from cases.database import OWNER as OWNERS_ROLE
from cases.events.record import CommandRefused, OrganisationAdded, TextRead
from projections.audit_trail import Sought, entries
from projections.query import Viewer


def test_every_event_of_the_log_is_one_entry_without_a_gap(iom: Projected) -> None:
    organisation = iom.given(OrganisationAdded(organisation="iom"))
    stream = iom.given(disclosed(), took())
    reading = iom.given(
        TextRead(cases=(stream,), items=(), item_fields=(), purpose="case review")
    )
    found = entries(iom.db, EVERYONE).items
    assert [one.entry for one in found] == [1, 2, 3, 4]
    assert [one.stream for one in found] == [organisation, stream, stream, reading]
    assert [one.topic for one in found][2:] == ["StepTaken", "TextRead"]
    assert [one.cases for one in found] == [(), (stream,), (stream,), (stream,)]
    assert found[2].clause == "7"
    assert (found[2].actor, found[2].acting_as) == (OWNER.id, OWNER.role)
    assert found[3].purpose == "case review"
    assert [one.label for one in found][:2] == ["Organisation added", "Gift received"]


def test_a_reading_says_which_texts_were_read(iom: Projected) -> None:
    stream, items = iom.given(disclosed()), tuple(uuid4() for _ in range(3))
    fields = ("account", "account", "scope_of_work")
    read = TextRead(
        cases=(stream,), items=items, item_fields=fields, purpose="case review"
    )
    iom.given(
        read, TextRead(**dict(read) | {"items": items[:1], "item_fields": ("a",)})
    )
    of_writing, of_reading, of_one = entries(iom.db, EVERYONE).items
    assert (of_reading.items, of_reading.item_fields) == (items, fields)
    assert of_reading.label == "Personal text read: 3 items: account, scope of work"
    assert of_one.label == "Personal text read: 1 item: a"
    assert of_writing.items == ()


def test_a_refusal_names_the_rule_and_the_case(iom: Projected) -> None:
    stream = iom.given(disclosed())
    refused = CommandRefused(case=stream, asked="CloseCase", rule="refused", clause="9")
    iom.given(refused)
    iom.given(CommandRefused(asked="OpenCase", rule="not_permitted"))
    _, of_case, of_none = entries(iom.db, EVERYONE).items
    assert (of_case.asked, of_case.rule, of_case.clause) == (
        "CloseCase",
        "refused",
        "9",
    )
    assert of_case.cases == (stream,)
    assert of_none.cases == ()


def test_the_trail_does_not_show_a_reporter(iom: Projected) -> None:
    reporter = Actor("reporter-1", "reporter")
    stream = iom.given(reported(), took(), by=reporter)
    iom.given(
        TextRead(cases=(stream,), items=(), item_fields=(), purpose="own words"),
        by=reporter,
    )
    refused = CommandRefused(case=stream, asked="TakeStep", rule="refused")
    iom.given(refused, by=reporter)
    assert [one.actor for one in entries(iom.db, EVERYONE).items] == [None] * 4
    assert "reporter-1" not in str(iom.rows("SELECT * FROM audit_trail"))


def test_the_trail_of_a_case_has_what_concerns_it(iom: Projected) -> None:
    stream, other = iom.given(disclosed()), iom.given(disclosed())
    iom.given(
        TextRead(cases=(other, stream), items=(), item_fields=(), purpose="case review")
    )
    iom.given(TextRead(cases=(other,), items=(), item_fields=(), purpose="case review"))
    found = entries(iom.db, EVERYONE, Sought(case_id=stream)).items
    assert [one.topic for one in found] == ["DisclosureMade", "TextRead"]


def test_the_trail_can_be_asked_for_one_kind_of_event(iom: Projected) -> None:
    stream = iom.given(disclosed(), took())
    iom.given(
        TextRead(cases=(stream,), items=(), item_fields=(), purpose="case review")
    )
    found = entries(iom.db, EVERYONE, Sought(case_id=stream, topic="TextRead")).items
    assert [one.topic for one in found] == ["TextRead"]
    assert entries(iom.db, EVERYONE, Sought(topic="CaseClosed")).items == []


def test_the_trail_can_be_asked_for_what_one_person_did(iom: Projected) -> None:
    other = Actor("investigator-9", "investigator")
    stream = iom.given(disclosed())
    iom.record(stream, took(), by=other)
    iom.given(
        TextRead(cases=(stream,), items=(), item_fields=(), purpose="case review"),
        by=other,
    )
    found = entries(iom.db, EVERYONE, Sought(actor=other.id)).items
    assert [one.topic for one in found] == ["StepTaken", "TextRead"]
    assert entries(iom.db, EVERYONE, Sought(actor="nobody")).items == []


def test_what_a_reporter_did_is_not_found_by_their_name(iom: Projected) -> None:
    iom.given(reported(), took(), by=Actor("reporter-1", "reporter"))
    assert entries(iom.db, EVERYONE, Sought(actor="reporter-1")).items == []


def test_the_trail_can_be_asked_for_a_time(iom: Projected) -> None:
    iom.given(disclosed())
    iom.given(disclosed())
    first, second = entries(iom.db, EVERYONE).items
    assert first.at < second.at
    for sought, expected in (
        (Sought(since=second.at), [2]),
        (Sought(until=second.at), [1]),
        (Sought(since=first.at, until=second.at), [1]),
        (Sought(since=first.at), [1, 2]),
        (Sought(until=first.at), []),
    ):
        found = entries(iom.db, EVERYONE, sought).items
        assert [one.entry for one in found] == expected


def test_whoever_sees_no_trail_of_others_sees_what_they_did_themselves(
    iom: Projected,
) -> None:
    decider = Actor("decider-1", "decider")
    stream = iom.given(disclosed())
    iom.given(
        TextRead(cases=(stream,), items=(), item_fields=(), purpose="the decision"),
        by=decider,
    )
    iom.given(
        TextRead(cases=(stream,), items=(), item_fields=(), purpose="case review")
    )
    found = entries(iom.db, Viewer(decider.id, (), themselves=True)).items
    assert [one.purpose for one in found] == ["the decision"]
    iom.record(stream, excluded(decider.id))
    iom.project()
    assert entries(iom.db, Viewer(decider.id, (), themselves=True)).items == []


def test_a_reporter_who_looks_for_their_own_acts_finds_none(iom: Projected) -> None:
    iom.given(reported(), by=Actor("reporter-1", "reporter"))
    seen = Viewer("reporter-1", (), themselves=True)
    assert entries(iom.db, seen).items == []


def test_the_trail_comes_in_pages(iom: Projected) -> None:
    iom.given(disclosed(), took(), took())
    first = entries(iom.db, EVERYONE, limit=2)
    second = entries(iom.db, EVERYONE, cursor=first.next, limit=2)
    assert [one.entry for one in first.items + second.items] == [1, 2, 3]
    assert second.next is None


def test_a_handler_sees_the_trail_of_their_cases_alone(iom: Projected) -> None:
    own = iom.given(disclosed(), designated("investigator-1"))
    other = iom.given(disclosed())
    iom.given(
        TextRead(cases=(own, other), items=(), item_fields=(), purpose="case review")
    )
    iom.given(OrganisationAdded(organisation="iom"))
    found = entries(iom.db, Viewer("investigator-1", ("investigator",))).items
    assert [one.stream for one in found] == [own, own]


def test_nothing_in_the_trail_shows_a_case_to_somebody_kept_away(
    iom: Projected,
) -> None:
    stream = iom.given(disclosed(), excluded(EVERYONE.person))
    iom.given(
        TextRead(cases=(stream,), items=(), item_fields=(), purpose="case review")
    )
    iom.given(CommandRefused(case=uuid4(), asked="CloseCase", rule="not_found"))
    assert [one.topic for one in entries(iom.db, EVERYONE).items] == ["CommandRefused"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_trail SET actor = 'somebody-else'",
        "DELETE FROM audit_trail",
        "TRUNCATE audit_trail",
        "UPDATE audit_trail SET actor = actor WHERE false",
    ],
)
def test_the_database_refuses_to_change_an_entry(
    iom: Projected, database_url: str, change: LiteralString
) -> None:
    iom.given(disclosed())
    with connect(database_url, "iom", OWNERS_ROLE) as owner:
        with pytest.raises(errors.Error, match="never changed"):
            owner.execute("SET ROLE NONE; " + change)
        with pytest.raises(errors.Error, match="never changed"):
            owner.execute(change)
    for db in (iom.following, iom.db):
        with pytest.raises(errors.InsufficientPrivilege):
            db.execute(change)
    assert [one.actor for one in entries(iom.db, EVERYONE).items] == [OWNER.id]
