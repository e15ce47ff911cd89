"""Personal text: sealed on its way into the log, shown through one door.

The door asks first whether the use of a text is restricted, and records the reading.
When the record cannot be written, nothing is decrypted.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hmac import compare_digest
from typing import Final, LiteralString
from uuid import UUID

from psycopg import InterfaceError, OperationalError
from psycopg.rows import TupleRow

from cases.actors import Actor
from cases.database import Pool
from cases.errors import Refused, Tampered, Unavailable
from cases.events.event import Concealed, Hidden, Item, Personal, Sealed, SealedItem
from cases.events.record import TextRead
from cases.keyring import Keyring
from cases.patience import Patience
from cases.sealing.blob import cover, fits, uncover
from cases.sealing.marks import mark, marks, recognised, written
from cases.sealing.wrapping import Place

PATIENCE_SECONDS: Final = 2.0
"""How long the event database may be away before the caller is told."""

ITEMS_OF_A_RECORD: Final = 500
"""An event must fit into a leaf of 65,535 bytes: more are several, of one command."""

HIDDEN_BUCKET: Final = 256
"""Bytes of sealed pseudonyms, so that none can tell how many they are, and how long."""
Record = Callable[[Sequence[TextRead], Actor], None]
"""Writes what is read at once to the log: all of it when it returns, or nothing."""

Why = str | Callable[..., TextRead]

Shut = Callable[[UUID, Collection[int], Actor], str | None]
"""The clause that keeps a reader from a case's text about some parties, if any does."""
RESTRICTED: Final = "the text is restricted, and its reading not allowed"


@dataclass(frozen=True, slots=True)
class StoredText:
    """A row of `sealed`, as far as opening needs it."""

    item: UUID
    case: UUID
    kind: str
    blob: bytes


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A text, and what proves that it is the one that was sealed.

    The key covers this text and nothing else.
    """

    item: UUID
    text: str
    kind: str
    key: bytes = field(repr=False)
    blob: bytes = field(repr=False)


class Vault:
    """The sealed texts of one organisation. Threads may share it."""

    def __init__(
        self,
        pool: Pool,
        keyring: Keyring,
        record: Record,
        shut: Shut,
    ) -> None:
        self._patience = Patience(pool, PATIENCE_SECONDS)
        self._keyring = keyring
        self._record = record
        self._shut = shut

    def seal(
        self,
        case: UUID,
        text: Personal | Hidden,
        item: Item,
        about: tuple[int, ...],
        known: UUID | None = None,
    ) -> SealedItem:
        """The text as it is stored, as the item `known` where that has a key already.

        Nothing is stored yet but its key. Raises Unavailable when none can be had.
        """
        key = self._keyring.take() if known is None else self._keyring.kept(known)
        place = self._place(case, key.item, item.kind)
        if isinstance(text, Hidden):
            blob = cover(written(text), key.secret, place, HIDDEN_BUCKET)
            stand = marks(key.secret, text)
            return SealedItem(key.item, item.kind, item.audience, about, blob, stand)
        blob = cover(text, key.secret, place)
        return SealedItem(key.item, item.kind, item.audience, about, blob)

    def recognised(self, concealed: Concealed, persons: Iterable[str]) -> Hidden:
        """Those of some persons who are concealed there; none once that is erased.

        Raises Unavailable when the keystore is away, Tampered.
        """
        key = self._keyring.keys([concealed.item]).get(concealed.item)
        return recognised(key, concealed.marks, persons) if key else Hidden()

    def reported_by(
        self, person: str, reports: Mapping[UUID, tuple[UUID, str]]
    ) -> tuple[UUID, ...]:
        """The cases that somebody reported in confidence.

        `reports` are all there are: by case, the sealed item and the reporter's mark.
        Raises Unavailable when the keystore is away, Tampered.
        """
        keys = self._keyring.keys(item for item, _ in reports.values())
        return tuple(
            case
            for case, (item, known_by) in reports.items()
            if item in keys and compare_digest(mark(keys[item], person), known_by)
        )

    def open(
        self, items: Mapping[Sealed, str], reader: Actor, purpose: str
    ) -> dict[UUID, str | None]:
        """The texts by item, None for one that is erased; see `disclose`."""
        disclosed = self.disclose(items, reader, purpose)
        return {item: one.text if one else None for item, one in disclosed.items()}

    def disclose(
        self, items: Mapping[Sealed, str], reader: Actor, why: Why
    ) -> dict[UUID, Disclosed | None]:
        """The texts, and what proves them, by item; the reading is recorded.

        None for an erased one. With each item comes its event's field; `why` is the
        purpose, or all else that is recorded. Raises Refused when its use is restricted
        (GDPR Art. 18), Unavailable, Tampered when a text is not the log's.
        """
        if not items:
            return {}
        wanted = {sealed.item: field for sealed, field in items.items()}
        self._let_through(list(wanted), reader)
        self._write_down(sorted(wanted.items()), reader, why)
        stored = self._stored(list(wanted))
        keys = self._keyring.keys(stored)
        return {
            sealed.item: self._opened(
                sealed, stored.get(sealed.item), keys.get(sealed.item)
            )
            for sealed in items
        }

    def _let_through(self, items: Sequence[UUID], reader: Actor) -> None:
        rows = self._rows(
            """
            SELECT DISTINCT case_id, about
              FROM sealed
             WHERE item = ANY(%s::uuid[])
            """,
            items,
        )
        for case, about in rows:
            if clause := self._shut(case, about, reader):
                raise Refused(RESTRICTED, clause)

    def _write_down(
        self, wanted: Sequence[tuple[UUID, str]], reader: Actor, why: Why
    ) -> None:
        try:
            parts = range(0, len(wanted), ITEMS_OF_A_RECORD)
            readings = [
                self._reading(wanted[first : first + ITEMS_OF_A_RECORD], why)
                for first in parts
            ]
            self._record(readings, reader)
        # Whatever the reason: what was not recorded is not shown.
        except Exception as failure:
            raise Unavailable("the reading cannot be recorded") from failure

    def _reading(self, some: Sequence[tuple[UUID, str]], why: Why) -> TextRead:
        items, fields = zip(*some, strict=True)
        reading = partial(TextRead, purpose=why) if isinstance(why, str) else why
        return reading(cases=self._cases(items), items=items, item_fields=fields)

    def _opened(
        self, sealed: Sealed, text: StoredText | None, key: bytes | None
    ) -> Disclosed | None:
        if text is None or key is None:
            return None
        if not fits(text.blob, sealed.digest):
            raise Tampered(sealed.item)
        try:
            said = uncover(text.blob, key, self._place(text.case, text.item, text.kind))
        except Tampered:
            raise Tampered(sealed.item) from None
        return Disclosed(sealed.item, said, text.kind, key, text.blob)

    def _cases(self, items: Sequence[UUID]) -> tuple[UUID, ...]:
        rows = self._rows(
            """
            SELECT DISTINCT case_id
              FROM sealed
             WHERE item = ANY(%s::uuid[])
             ORDER BY case_id
            """,
            items,
        )
        return tuple(case for (case,) in rows)

    def _stored(self, items: Sequence[UUID]) -> dict[UUID, StoredText]:
        rows = self._rows(
            """
            SELECT item, case_id, kind, blob
              FROM sealed
             WHERE item = ANY(%s::uuid[])
            """,
            items,
        )
        return {row[0]: StoredText(*row) for row in rows}

    def _rows(self, query: LiteralString, items: Sequence[UUID]) -> list[TupleRow]:
        try:
            return self._patience.ask(query, (list(items),))
        except (OperationalError, InterfaceError) as silence:
            raise Unavailable("the sealed texts cannot be read") from silence

    def _place(self, case: UUID, item: UUID, kind: str) -> Place:
        return {
            "case": str(case),
            "item": str(item),
            "kind": kind,
            "organisation": self._keyring.organisation,
        }
