"""What is left of files that nobody has: swept up, with their keys.

Uploads that were not completed within a day or two, what a completion that was broken
off has left, and files whose text is gone.
"""

import time
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final
from uuid import UUID

from api.erasing import Eraser
from api.files.filing import Filed

DAY: Final = 86_400.0
AT_ONCE: Final = 1000


def sweep(eraser: Eraser) -> int:
    """Remove what nobody has, and erase its keys; how many files that were.

    Of when a file came its times tell the day alone: so it waits for two.
    """
    filed = eraser.organisation.files
    if filed is None:
        return 0
    left = filed.staging.left(2 * DAY)
    for item in left:
        filed.staging.drop(item)
    gone = [*left, *_nobodys(eraser, filed)]
    unknown = {*gone} - _texts(eraser, gone)
    if unknown:
        filed.store.remove(unknown)
        eraser.ending.keys.erase(unknown)
    return len(unknown)


def _nobodys(eraser: Eraser, filed: Filed) -> Iterator[UUID]:
    """What lies in the store, and is no text of a case."""
    lying = filed.store.items(time.time() - 2 * DAY)
    while some := {*islice(lying, AT_ONCE)}:
        yield from some - _texts(eraser, some)


def _texts(eraser: Eraser, items: Collection[UUID]) -> set[UUID]:
    with eraser.pool.connection() as db:
        found = db.execute("SELECT item FROM sealed WHERE item = ANY (%s)", ([*items],))
        return {item for (item,) in found}
