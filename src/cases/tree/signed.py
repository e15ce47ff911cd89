"""What was signed last, and with which keys: in the keystore's database.

Outside the database that the tree is about, so that one that went back in time is
noticed; moved by compare and swap, so that of two integrators one signs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, LiteralString

from psycopg.rows import TupleRow

from cases.database import Pool
from cases.patience import Patience
from cases.sealing.keystore import answering
from verify.merkle import EMPTY_ROOT, Head
from verify.note import Verifier

PATIENCE_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Signed:
    """The last checkpoint that was signed for an origin.

    `note` is empty before the first. `quarantined` says why nothing is signed or
    recorded any more until somebody has looked; None when all is well.
    """

    origin: str
    number: int
    head: Head
    note: str
    quarantined: str | None


@dataclass(frozen=True, slots=True)
class LogKey:
    """A key of the log and when it signs; `signs_until` None while that is open."""

    number: int
    verifier: Verifier
    signs_from: datetime
    signs_until: datetime | None

    def signs(self, at: datetime) -> bool:
        """Whether checkpoints of that moment carry its signature."""
        return self.signs_from <= at and (
            self.signs_until is None or at < self.signs_until
        )


class SignedTrees:
    """What was signed for one organisation, through any role that may read it.

    Every method raises Unavailable when the keystore does not answer.
    """

    def __init__(self, keystore: Pool) -> None:
        self.pool = keystore
        self._patience = Patience(keystore, PATIENCE_SECONDS)

    def current(self) -> Signed | None:
        """Where the tree in use stands; None before there is one."""
        rows = self._ask(
            """
            SELECT origin, number, size, root, note, quarantined
              FROM signed_tree
             ORDER BY number DESC
             LIMIT 1
            """
        )
        if not rows:
            return None
        origin, number, size, root, note, quarantined = rows[0]
        return Signed(origin, number, Head(size, root), note, quarantined)

    def size(self, origin: str) -> int:
        """Of the tree that was signed last under an origin; 0 when none was."""
        rows = self._ask("SELECT size FROM signed_tree WHERE origin = %s", (origin,))
        return int(rows[0][0]) if rows else 0

    def move(self, was: Signed, head: Head, note: str) -> Signed | None:
        """Where it stands now; None, and nothing moved, when it stood elsewhere."""
        before, after = was.head, head
        ((moved,),) = self._ask(
            "SELECT move_signed_tree(%s, %s, %s, %s, %s, %s)",
            (was.origin, before.size, before.root, after.size, after.root, note),
        )
        return replace(was, head=head, note=note) if moved else None

    def quarantine(self, origin: str, reason: str) -> None:
        """Let nothing more be signed or recorded; the first reason stays."""
        self._ask("SELECT quarantine_tree(%s, %s)", (origin, reason))

    def hold(self, origin: str, reason: str) -> None:
        """Let nothing more be signed or recorded, whatever the reason was before.

        As the keystore's owner.
        """
        self._ask(
            """
            UPDATE signed_tree
               SET quarantined = %s
             WHERE origin = %s
            RETURNING origin
            """,
            (reason, origin),
        )

    def log_keys(self) -> list[LogKey]:
        """All keys there have been, oldest first."""
        rows = self._ask(
            """
            SELECT number, verifier, signs_from, signs_until
              FROM log_key
             ORDER BY number
            """
        )
        return [LogKey(row[0], Verifier.parse(row[1]), *row[2:]) for row in rows]

    def begin(self, origin: str, key: LogKey) -> None:
        """Let a tree begin under an origin, as the keystore's owner; once."""
        self.add_key(key)
        self._ask(
            """
            INSERT INTO signed_tree (origin, number, size, root, note)
            SELECT %s, coalesce(max(number), 0) + 1, 0, %s, ''
              FROM signed_tree
                ON CONFLICT (origin) DO NOTHING
            RETURNING origin
            """,
            (origin, EMPTY_ROOT),
        )

    def add_key(self, key: LogKey) -> None:
        """Make a key known, as the keystore's owner; once."""
        self._ask(
            """
            INSERT INTO log_key (number, verifier, signs_from, signs_until)
            VALUES (%s, %s, %s, %s)
                ON CONFLICT (number) DO NOTHING
            RETURNING number
            """,
            (key.number, str(key.verifier), key.signs_from, key.signs_until),
        )

    def retire(self, number: int, at: datetime) -> None:
        """Let a key sign until then and no longer, as the keystore's owner."""
        self._ask(
            """
            UPDATE log_key
               SET signs_until = greatest(signs_from, least(%s, signs_until))
             WHERE number = %s
            RETURNING number
            """,
            (at, number),
        )

    def release(self, origin: str) -> None:
        """End the quarantine, as the keystore's owner."""
        self._ask(
            """
            UPDATE signed_tree
               SET quarantined = NULL
             WHERE origin = %s
            RETURNING origin
            """,
            (origin,),
        )

    def _ask(
        self, statement: LiteralString, values: Sequence[object] = ()
    ) -> list[TupleRow]:
        with answering():
            return self._patience.ask(statement, values)
