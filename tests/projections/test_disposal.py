"""Given what happened to a list, then how far it has come."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from happened import closed, disclosed
from projected import EVERYONE, Projected

from cases.events.disposal import (
    DisposalProposed,
    EntryDone,
    EntryInventoried,
    ErasureFailed,
    ErasureStarted,
    FinalityReached,
    LeaksSought,
    Listed,
    ProjectionsAcknowledged,
    Reached,
    RootDestroyed,
    StoreHolds,
    TextDestroyed,
    TextsErased,
)
from cases.events.notices import Given, RecipientsFound, RecipientsNotified
from cases.events.requests import ErasureListed
from projections.disposal_listed import entries, wholly_seen
from projections.disposal_query import lists
from projections.handed_out import requests

AT = datetime(2026, 3, 9, 12, tzinfo=UTC)
ONE, TWO = UUID(int=11), UUID(int=12)
STORES = (StoreHolds(store="log.sealed", rows=0),)


def proposed(case: UUID) -> DisposalProposed:
    opening = disclosed().model_dump() | {
        "case_type": "disposal",
        "kind": "disposal",
        "ground": "retention",
        "texts": [Listed(case=case, what="content")],
    }
    known = DisposalProposed.model_fields
    return DisposalProposed(**{n: v for n, v in opening.items() if n in known})


def carried_out(iom: Projected) -> tuple[UUID, UUID]:
    """A list with one entry of two texts, up to the failure of what comes next."""
    case = iom.given(disclosed(), closed())
    at = iom.given(
        proposed(case),
        ErasureStarted(entries=(1,), meant=2, stores=STORES),
        EntryInventoried(
            entry=1, case=case, texts=(ONE, TWO), digests=("0" * 64, "1" * 64)
        ),
    )
    gone = (TextDestroyed(entry=1, case=case, item=item) for item in (ONE, TWO))
    iom.record(at, *gone)
    iom.record(case, TextsErased(what="content", disposal=at, erased=2))
    failed = ErasureFailed(stage="keys", because="unavailable", entries=(), not_final=2)
    iom.record(at, EntryDone(entry=1, erased=2), failed)
    iom.project()
    return case, at


def test_a_list_says_how_far_it_has_come_and_what_failed(iom: Projected) -> None:
    _, at = carried_out(iom)
    (row,) = iom.rows("SELECT * FROM disposal_list WHERE disposal = %s", at)
    assert (row["meant"], row["erased"], row["final"]) == (2, 2, 0)
    assert (row["failed_stage"], row["failed_because"]) == ("keys", "unavailable")
    (entry,) = entries(iom.db, EVERYONE, disposal=at)
    assert (entry.state, entry.items) == ("erased", 2)


def test_what_succeeds_after_all_has_not_failed(iom: Projected) -> None:
    _, at = carried_out(iom)
    gone = RootDestroyed(custodian="files", version=3, destroyed_at=AT)
    iom.record(
        at,
        FinalityReached(root_version=4, destroyed=(gone,), erased=2),
        ProjectionsAcknowledged(
            erased=2,
            projections=(Reached(name="case_state", position=1),),
            keys_cached_until=AT,
        ),
        LeaksSought(
            erased=2,
            stores=STORES,
            kept_keys=5,
            keys_digest="0" * 64,
            backups_until=date(2026, 4, 1),
        ),
        closed(),
    )
    iom.project()
    (row,) = iom.rows("SELECT * FROM disposal_list WHERE disposal = %s", at)
    assert (row["final"], row["root_version"], row["failed_stage"]) == (2, 4, None)
    assert (row["backups_until"], bool(row["outcome"])) == (date(2026, 4, 1), True)


def given(position: int) -> Given:
    return Given(
        recipient="police",
        had="case",
        entries=(1,),
        topic="StepTaken",
        step="refer",
        position=position,
        given_on=date(2026, 2, 1),
    )


def standing(iom: Projected, at: UUID) -> tuple[str, int, int]:
    """How a list stands, how many recipients it has, and how many are not told."""
    iom.project()
    [one] = [one for one in lists(iom.db, EVERYONE).items if one.disposal == at]
    return one.state, one.recipients, one.untold


def test_a_list_waits_until_each_recipient_is_told_or_it_is_said_why_not(
    iom: Projected,
) -> None:
    _, at = carried_out(iom)
    gone = RootDestroyed(custodian="files", version=3, destroyed_at=AT)
    iom.record(at, FinalityReached(root_version=4, destroyed=(gone,), erased=2))
    assert standing(iom, at) == ("executed", 0, 0)
    some = [RecipientsFound(erased=2, recipients=(given(n),)) for n in (1, 2)]
    iom.record(at, *some, RecipientsFound(erased=3, recipients=(given(3),)))
    assert standing(iom, at) == ("telling", 3, 3)
    step = {"step": "notify_recipients", "clause": "7", "phase": "waiting"}
    told = RecipientsNotified(recipients=(1, 3), told_on=date(2026, 3, 9), **step)
    iom.record(at, told, told)
    assert standing(iom, at) == ("telling", 3, 1)
    iom.record(at, RecipientsNotified(recipients=(2,), because="impossible", **step))
    assert standing(iom, at) == ("executed", 3, 0)


def test_the_requests_behind_a_list_are_known(iom: Projected) -> None:
    _, at = carried_out(iom)
    request = iom.given(disclosed())
    assert requests(iom.db, at) == []
    iom.record(request, ErasureListed(disposal=at, texts=()))
    iom.project()
    assert requests(iom.db, at) == [request]


def test_a_list_is_seen_wholly_or_not_at_all(iom: Projected) -> None:
    _, at = carried_out(iom)
    assert wholly_seen(iom.db, EVERYONE, disposal=at)
    assert not wholly_seen(iom.db, EVERYONE, disposal=uuid4())
