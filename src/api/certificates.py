"""Certificates of erasure: what the log says of a disposal list, proved entry by entry.

In the form that `cases-verify erasure` checks (ops/erasure.md).
"""

import io
from typing import Final
from uuid import UUID

from fastapi import Response

from api.dependencies import RETRY, Reading
from api.evidence import ZIP
from api.problems import NotFound, Wrong
from cases.errors import Refused
from cases.tree import dating, shown
from cases.tree.shown import Published
from cases.tree.stored import Db, Missing
from projections.disposal_listed import wholly_seen
from verify.certifying import Certificate, Proved
from verify.errors import Refuted

NOT_YET: Final = Wrong("not-yet", "the list is not in the tree yet", RETRY)
CLAUSE: Final = "not from the code: GDPR Art. 5(2)"

SELECT_POSITIONS: Final = """
    SELECT position
      FROM event
     WHERE stream = %(disposal)s
     UNION ALL
    SELECT position
      FROM event
     WHERE stream IN (SELECT case_id
                        FROM disposal_entry
                       WHERE disposal = %(disposal)s)
       AND topic = 'TextErased'
       AND state::json -> 'data' ->> 'disposal' = %(disposal)s::text
     ORDER BY position
"""


def certificate(reading: Reading, disposal: UUID) -> Response:
    """The zip, for whoever may know of the list and of every case on it."""
    if not reading.ask(wholly_seen, reading.viewer("deletions"), disposal=disposal):
        raise NotFound
    with reading.organisation.pool.connection() as db:
        packed = zipped(db, reading.organisation.name, disposal)
    named = {"Content-Disposition": f'attachment; filename="{disposal}.zip"'}
    return Response(packed, 200, named, ZIP)


def zipped(db: Db, organisation: str, disposal: UUID) -> bytes:
    """The bytes of the zip; Refused when the log does not bear a certificate out.

    By a checkpoint that was dated, once there is one over all of the list. Wrong when
    the tree is behind the log.
    """
    found = db.execute(SELECT_POSITIONS, {"disposal": disposal}).fetchall()
    positions = [position for (position,) in found]
    above, date = _checkpoint(db, positions)
    indexes = shown.indexes_of(db, positions)
    ways = shown.paths(db, indexes, above.head.size)
    leaves = shown.leaves(db, positions)
    entries = [Proved(*one) for one in zip(indexes, ways, leaves, strict=True)]
    packed = io.BytesIO()
    try:
        Certificate(above.note, organisation, str(disposal), entries, date).write(
            packed
        )
    except Refuted as unproved:
        raise Refused(f"there is no certificate: {unproved}", CLAUSE) from None
    return packed.getvalue()


def _checkpoint(db: Db, positions: list[int]) -> tuple[Published, bytes | None]:
    """One over all these events, and the time stamp on it, if there is one."""
    try:
        latest = shown.published(db)
    except Missing:
        raise NOT_YET from None
    if not positions or positions[-1] > latest.position:
        raise NOT_YET
    return dating.dated(db, positions[-1]) or (latest, None)
