"""The evidence of one case: its history for an audience, and the proof of every entry.

In the form that `cases-verify bundle` checks (ops/audit-trail.md).
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import Response

from api.dependencies import RETRY, Reading
from api.histories import MOST, known
from api.permissions import reach, rights_of
from api.problems import Wrong
from api.texts import Disclosures, disclosed
from cases.events.record import TextHandedOut
from cases.rights import Reach
from cases.tree import shown
from cases.tree.leaf import instant
from cases.tree.stored import Db, Missing
from projections.audit_trail import concerning, kept_away
from projections.case_query import Case
from projections.case_timeline import Happening, timeline
from projections.phrases import spoken
from projections.row import KEPT_BACK
from verify.encoding import encoded
from verify.leaf import Leaf
from verify.merkle import leaf_hash
from verify.note import Note
from verify.packing import Bundle, Hidden, Shown

ZIP: Final = "application/zip"
OF_OTHERS: Final = "who read or asked is for auditors"
PERSONAL: Final = "it would say who reported, or why somebody is kept away"
NOT_OPENED: Final = "not opened for this bundle"
NOT_READABLE: Final = "not for this audience"
ERASED: Final = "erased"
REDACTED: Final = "replaced by a redacted successor, which is not the text as taken"
NOT_THERE: Final = Wrong("not-yet", "the case is not in the tree yet", RETRY)
PARTLY_TOLD: Final = frozenset(event.__name__ for event in KEPT_BACK)


@dataclass(frozen=True, slots=True)
class Entry:
    """A leaf that concerns the case; `row` None for readings and refusals."""

    index: int
    path: tuple[bytes, ...]
    leaf: bytes
    version: int | None
    row: Happening | None


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the bundle is for: which texts were opened, and whether leaves are theirs.

    `opened` None when no purpose was given.
    """

    opened: Disclosures | None
    auditing: bool


def evidence(reading: Reading, case_id: UUID, purpose: str | None) -> Response:
    """The zip; raises what a history raises, and Wrong when the tree is behind.

    Texts are opened, and their keys disclosed, only for a purpose.
    """
    case = _asked_for(reading, case_id, purpose)
    viewer = reading.viewer("history")
    rows = reading.ask(timeline, case_id, viewer, limit=MOST)
    with reading.organisation.pool.connection() as db:
        note, entries = _entries(db, case_id, {row.version: row for row in rows})
        auditing = _audits(reading) and not kept_away(db, viewer)
    opened = (
        None if purpose is None else _opened(reading, case_id, purpose, case.version)
    )
    audience = Audience(opened, auditing)
    title = f"{case.number}: {case.case_type.replace('_', ' ')}"
    packed = io.BytesIO()
    Bundle(
        checkpoint=note,
        origin=note.text.partition("\n")[0],
        organisation=reading.organisation.name,
        case=str(case_id),
        audience=reading.by.role,
        made_at=instant(datetime.now(UTC)),
        title=title,
        **_told_apart(entries, audience),
    ).write(packed)
    named = {"Content-Disposition": f'attachment; filename="{case_id}.zip"'}
    return Response(packed.getvalue(), 200, named, ZIP)


def _asked_for(reading: Reading, case_id: UUID, purpose: str | None) -> Case:
    """The case, unless texts are wanted that the office never opens."""
    # Before the tree is asked: "later" would be no answer to whoever never may.
    if purpose is not None:
        reach(reading.organisation.code, reading.by.role, "texts")
    return known(reading, case_id, "history")


def _told_apart(entries: Iterable[Entry], audience: Audience) -> dict[str, Any]:
    """What of the entries is shown, what is withheld, and the sealed bytes of texts."""
    shown_ones, hidden = [], []
    for one in entries:
        if _may_see(one, audience):
            shown_ones.append(_shown(one, audience))
        else:
            hidden.append(_hidden(one, audience))
    return {
        "shown": shown_ones,
        "hidden": hidden,
        "sealed": _sealed(shown_ones, audience),
    }


def _entries(
    db: Db, case_id: UUID, rows: Mapping[int, Happening]
) -> tuple[Note, list[Entry]]:
    """The published checkpoint, and all that concerns the case, in the log's order."""
    try:
        latest = shown.published(db)
    except Missing:
        raise NOT_THERE from None
    if any((row.position or 0) > latest.position for row in rows.values()):
        raise NOT_THERE
    versions = concerning(db, case_id, latest.position)
    indexes = shown.indexes_of(db, list(versions))
    ways = shown.paths(db, indexes, latest.head.size)
    leaves = shown.leaves(db, list(versions))
    return latest.note, [
        Entry(index, path, leaf, version, rows.get(version) if version else None)
        for index, path, leaf, version in zip(
            indexes, ways, leaves, versions.values(), strict=True
        )
    ]


def _audits(reading: Reading) -> bool:
    rights = rights_of(reading.organisation.code, reading.by.role)
    return rights["tree"] is Reach.ALL


def _opened(reading: Reading, case_id: UUID, purpose: str, last: int) -> Disclosures:
    # The texts leave: whoever takes them along is asked once they are erased.
    why = partial(TextHandedOut, purpose=purpose)
    return disclosed(reading.organisation, case_id, reading.by, why, range(1, last + 1))


def _may_see(one: Entry, audience: Audience) -> bool:
    """A leaf cannot be shown in part: only if the history tells all of it.

    Neither more nor less: an act that the history shows, withheld because whoever did
    it has reported, too, would say so.
    """
    if audience.auditing:
        return True
    row = one.row
    if row is None or row.actor is None:
        return False
    return row.topic not in PARTLY_TOLD


def _shown(one: Entry, audience: Audience) -> Shown:
    leaf = Leaf.read(one.leaf)
    label = one.row.label if one.row else spoken(leaf.topic)
    texts = tuple(_texts(one.row, audience)) if one.row else ()
    facts = tuple(one.row.details) if one.row else ()
    return Shown(one.index, one.path, one.leaf, label, texts, facts)


def _hidden(one: Entry, audience: Audience) -> Hidden:
    why = PERSONAL if one.row else OF_OTHERS
    told = _told(one.row, audience) if one.row else None
    hashed = leaf_hash(one.leaf)
    return Hidden(one.index, one.path, hashed, why, one.version, told)


def _told(row: Happening, audience: Audience) -> dict[str, Any]:
    """What the history says of an entry whose leaf is withheld."""
    told = {
        "at": instant(row.at),
        "topic": row.topic,
        "label": row.label,
        "clause": row.clause,
        "facts": row.details,
        "texts": [_unproved(text) for text in _texts(row, audience)],
    }
    return {name: value for name, value in told.items() if value not in (None, {}, [])}


def _unproved(text: dict[str, str]) -> dict[str, str]:
    """Without the key: it would prove nothing, as the digest is in the leaf."""
    return {name: text[name] for name in text.keys() - {"key", "kind"}}


def _texts(row: Happening, audience: Audience) -> Iterator[dict[str, str]]:
    opened = (audience.opened or {}).get(row.version, {})
    for name, item in zip(row.item_fields, row.items, strict=True):
        text = {"field": name, "item": str(item)}
        if item in row.redacted:
            yield text | {"absent": REDACTED}
        elif name not in opened:
            absent = NOT_OPENED if audience.opened is None else NOT_READABLE
            yield text | {"absent": absent}
        elif (found := opened[name]) is None:
            yield text | {"absent": ERASED}
        else:
            yield text | {
                "text": found.text,
                "key": encoded(found.key),
                "kind": found.kind,
            }


def _sealed(shown_ones: Iterable[Shown], audience: Audience) -> dict[str, bytes]:
    """The sealed bytes of texts whose entries are shown: these can be proved."""
    proved = {text["item"] for one in shown_ones for text in one.texts if "key" in text}
    return {
        str(one.item): one.blob
        for texts in (audience.opened or {}).values()
        for one in texts.values()
        if one is not None and str(one.item) in proved
    }
