"""What a log tells of a disposal list that was carried out: for its certificate."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from dumps import Said

from cases.log.canonical import canonical as stored
from cases.tree.leaf import leaf
from verify.certifying import Certificate

LIST, CASE, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
ONE, TWO = UUID(int=11), UUID(int=12)
BEGAN = datetime(2026, 3, 1, 12, tzinfo=UTC)
AFTER = datetime(2026, 3, 9, 12, tzinfo=UTC)
GONE = {"what": "content", "rule": "R2", "clause": "5", "disposal": str(LIST)}
STORES = [
    {"store": "keystore.item_key", "rows": 0},
    {"store": "log.erased_text", "rows": 2},
    {"store": "log.sealed", "rows": 0},
]
LISTED = [
    {"case": str(CASE), "what": "content"},
    {"case": str(OTHER), "what": "content"},
]

Happened = dict[str, Any]


def of_list(
    topic: str, at: datetime = AFTER, by: str = "system", **data: Any
) -> Happened:
    """An event of the list's stream."""
    return {"stream": LIST, "topic": topic, "at": at, "by": by, "data": data}


def erased(item: UUID, **more: Any) -> list[Happened]:
    """That a text of the case went, as case and list say it."""
    data = {**GONE, "item": str(item), **more}
    gone = {"stream": CASE, "topic": "TextErased", "at": AFTER, "by": "system"}
    said = of_list("TextDestroyed", entry=1, case=str(CASE), item=str(item))
    return [{**gone, "data": data}, said]


def story() -> dict[str, list[Happened]]:
    """A list of two entries, one of which stays: by name, in order."""
    begun = of_list(
        "ClockStarted", BEGAN, "p-2", clock="disposal_waiting", due_on="2026-03-08"
    )
    inventory = of_list(
        "EntryInventoried",
        entry=1,
        case=str(CASE),
        texts=[str(ONE), str(TWO)],
        digests=["a" * 64, "b" * 64],
    )
    root = {"custodian": "files", "version": 3, "destroyed_at": "2026-03-09T12:00:00Z"}
    known = {"projections": [{"name": "case_state", "position": 2**40}]}
    cached = {"keys_cached_until": "2026-03-09T12:01:00Z"}
    rest = {"kept_keys": 5, "keys_digest": "c" * 64, "backups_until": "2026-04-13"}
    final = of_list("FinalityReached", erased=2, root_version=4, destroyed=[root])
    return {
        "proposed": [
            of_list("DisposalProposed", BEGAN, "p-1", ground="retention", texts=LISTED)
        ],
        "approved": [of_list("StepTaken", BEGAN, "p-2", step="approve"), begun],
        "objected": [
            of_list("TextsTakenOut", BEGAN, "p-3", entries=[2], because="objection")
        ],
        "started": [of_list("ErasureStarted", entries=[1], meant=2, stores=[])],
        "inventory": [inventory],
        "one": erased(ONE),
        "two": erased(TWO),
        "done": [of_list("EntryDone", entry=1, erased=2)],
        "final": [final],
        "known": [of_list("ProjectionsAcknowledged", erased=2, **known, **cached)],
        "sought": [of_list("LeaksSought", erased=2, stores=STORES, **rest)],
        "ended": [of_list("CaseClosed", outcome="carried_out")],
    }


def leaves(told: dict[str, list[Happened]]) -> list[bytes]:
    """Leaves of the log; another case's event stands between them."""
    versions: dict[UUID, int] = {CASE: 4}
    made = []
    happened = [one for part in told.values() for one in part]
    for place, one in enumerate(happened, 1):
        stream = one["stream"]
        versions[stream] = versions.get(stream, 0) + 1
        who = {"actor": one["by"], "acting_as": "office", "data": one["data"]}
        version, state = versions[stream], stored(who).decode()
        at = one["at"] + timedelta(seconds=place)
        made.append(leaf((stream, version, place * 4096, at, one["topic"], state)))
    return made


Certify = Callable[[dict[str, list[Happened]]], Certificate]
Check = Callable[..., Said]
