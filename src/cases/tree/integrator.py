"""What takes events into the tree and signs it: one leads for each organisation.

In this order: the new root is computed, the last signed checkpoint outside the database
is moved to it, and only then is it stored. A process that is killed in between leaves a
signed tree whose leaves are in the log already; whoever comes next stores it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cases import telemetry
from cases.errors import Unavailable
from cases.tree import examination, stored
from cases.tree.asking import Offer
from cases.tree.examination import BATCH, Unfit
from cases.tree.keys import LogKeys
from cases.tree.leaf import RECORDED_AT
from cases.tree.signed import Signed, SignedTrees
from cases.tree.stored import Db, Growth
from verify.checkpoint import Checkpoint
from verify.note import Note

DAY_SECONDS: Final = 86_400


class Fenced(Exception):
    """Somebody else has signed meanwhile: read anew where the tree stands."""


class InQuarantine(Exception):
    """Nothing may be signed until somebody has looked; the message says why."""


@dataclass(frozen=True)
class Desk:
    """What an integrator works with: the tables, what was signed, the keys.

    `awaiting`: what is signed is published only once witnesses were asked.
    """

    organisation: str
    db: Db
    signed: SignedTrees
    keys: LogKeys
    awaiting: bool = False


class Integrator:
    """Takes events in and signs, over the connection that holds the lead."""

    def __init__(self, desk: Desk) -> None:
        """Reads where the tree stands, and stores what was signed but not stored.

        Raises InQuarantine, after having put it there if the database does not fit.
        """
        current = desk.signed.current()
        if current is None:
            raise Unavailable("no tree was begun: cases organisation add")
        self._desk = desk
        self.signed = current
        refuse_quarantined(current)
        with self._fit():
            self._standing = examination.read(desk.db, current)
            missing = examination.caught_up(desk.db, self._standing, current)
        if missing:
            self._write(missing, current.note)

    @property
    def position(self) -> int:
        """Of the last event in the tree."""
        return self._standing.stored.position

    def offer(self) -> Offer | None:
        """What was signed last, for witnesses; None before the first."""
        if not self.signed.note:
            return None
        keys = [key.verifier for key in self._desk.signed.log_keys()]
        note = Note.parse(self.signed.note.encode())
        return Offer(note, self.signed.origin, self.signed.head, keys)

    def go_on(self, limit: int = BATCH) -> int:
        """Take in and sign what is new; how many events that was.

        Raises Fenced when another was faster, InQuarantine, and stored.Moved: begin
        anew with another integrator then.
        """
        with self._fit():
            rows = examination.unread(self._desk.db, self._standing, limit)
            growth = self._standing.take(rows) if rows else None
        if growth is None:
            return 0
        note = bytes(self._note(growth)).decode()
        moved = self._desk.signed.move(self.signed, growth.stored.head, note)
        if moved is None:
            raise Fenced
        self.signed = moved
        self._write(growth, note)
        telemetry.integrated(
            self._desk.organisation, len(rows), _age(rows[-1][RECORDED_AT])
        )
        return len(rows)

    def _note(self, growth: Growth) -> Note:
        now = datetime.now(UTC)
        signers = [
            self._desk.keys.signer(key.number)
            for key in self._desk.signed.log_keys()
            if key.signs(now) and key.verifier.name == self.signed.origin
        ]
        if not signers:
            raise Unavailable("no key signs for this tree at the moment")
        checkpoint = Checkpoint(self.signed.origin, growth.stored.head)
        return checkpoint.signed(signers)

    def _write(self, growth: Growth, note: str) -> None:
        publish = not self._desk.awaiting
        stored.write(self._desk.db, growth, note, publish=publish)

    @contextmanager
    def _fit(self) -> Iterator[None]:
        try:
            yield
        except Unfit as unfit:
            self._desk.signed.quarantine(self.signed.origin, str(unfit))
            raise InQuarantine(str(unfit)) from unfit


def refuse_quarantined(current: Signed) -> None:
    """Raises InQuarantine when somebody has to look first."""
    if current.quarantined is not None:
        raise InQuarantine(current.quarantined)


def _age(recorded_at: datetime) -> float:
    # What a reporter did is recorded by the day only.
    age = (datetime.now(UTC) - recorded_at).total_seconds()
    return age if recorded_at.timestamp() % DAY_SECONDS else 0.0
