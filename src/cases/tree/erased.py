"""Erasing once more what a copy brought back: texts whose keys are gone.

The keystore never goes back in time. Whatever has no key there was erased, also when
the log does not know of it any more.
"""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from cases.database import owner
from cases.tree.examination import Unfit
from cases.tree.signed import SignedTrees
from cases.tree.stored import Db
from verify.checkpoint import opened
from verify.errors import Refuted
from verify.note import Note

BATCH: Final = 10_000
"""Texts looked up at once."""


def refuse_others(signed: SignedTrees, note: str) -> None:
    """Raises Unfit unless the keystore belongs to this log, and is not older than it.

    `note` is the last checkpoint that the log holds. With another keystore, texts would
    be taken for erased that are not.
    """
    keys = [key.verifier for key in signed.log_keys()]
    try:
        checkpoint = opened(Note.parse(note.encode()), keys)
    except Refuted:
        raise Unfit("the keystore is another log's") from None
    if checkpoint.size > signed.size(checkpoint.origin):
        raise Unfit("the keystore is older than the log: it never goes back in time")


def erase_again(
    url: str, signed: SignedTrees, told: Callable[[int], None] = lambda _: None
) -> int:
    """Remove the sealed bytes of every text that has no key; how many there were.

    As the owner of both databases. `told` how many texts were looked at. Raises Unfit
    when the keystore is not this log's as it is now.
    """
    gone, last = 0, UUID(int=0)
    with owner(url, signed.pool.organisation) as db:
        for note in last_note(db):
            refuse_others(signed, note)
        with signed.pool.connection() as keys:
            while some := _texts(db, last):
                without = {*some} - _with_keys(keys, some)
                db.execute("DELETE FROM sealed WHERE item = ANY (%s)", ([*without],))
                gone, last = gone + len(without), some[-1]
                told(len(some))
    return gone


def last_note(db: Db) -> list[str]:
    """The last checkpoint that a log holds, as it was signed; none before the first."""
    found = db.execute("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
    return [note for (note,) in found]


def _texts(db: Db, after: UUID) -> list[UUID]:
    found = db.execute(
        "SELECT item FROM sealed WHERE item > %s ORDER BY item LIMIT %s", (after, BATCH)
    )
    return [item for (item,) in found]


def _with_keys(keys: Db, items: list[UUID]) -> set[UUID]:
    found = keys.execute("SELECT item FROM item_key WHERE item = ANY (%s)", (items,))
    return {item for (item,) in found}
