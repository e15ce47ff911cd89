"""What an administrator does with a tree: another key, the end of a quarantine.

As the owner of the keystore, on a machine that has the keyring. What happens to the
tree is an event in its log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, LiteralString

from psycopg import sql

from cases.actors import SYSTEM
from cases.database import owner
from cases.events.event import Event
from cases.events.record import LogKeyAnnounced, LogRestored, TreeBegunAnew
from cases.identifier import new_id
from cases.log.log import Log
from cases.log.recorded import Envelope
from cases.tree import examination, shown, stored, witnesses
from cases.tree.asking import Contradicted, NoCosignature, Offer
from cases.tree.beginning import new_key
from cases.tree.erased import erase_again
from cases.tree.examination import BATCH, Unfit
from cases.tree.keys import LogKeys
from cases.tree.leaf import POSITION, leaf
from cases.tree.signed import LogKey, Signed, SignedTrees
from cases.tree.stored import Db
from verify.edge import Edge
from verify.merkle import leaf_hash
from verify.note import Note, Verifier
from verify.policy import Policy

BOTH_SIGN: Final = timedelta(days=30)
"""How long a key that is replaced goes on signing beside the new one."""
TABLES: Final = ("timestamp_token", "cosignature", "checkpoint", "tile")
CHANGED: Final = (*TABLES, "command")


class NotNow(Exception):
    """The tree is not in the state for this; the message says why."""


@dataclass(frozen=True)
class Tended:
    """One organisation's tree, in its owner's hands."""

    log: Log
    signed: SignedTrees
    keys: LogKeys

    def current(self) -> Signed:
        """Where it stands; NotNow before it was begun."""
        current = self.signed.current()
        if current is None:
            raise NotNow("there is no tree: cases organisation add")
        return current

    def rotate_key(self, *, compromised: bool = False) -> Verifier:
        """Let a new key sign: beside the old one for a while, or at once instead of it.

        It signs from the checkpoint on that holds its announcement, so that whoever is
        told of it can use it, also when nothing else happens.
        """
        origin, now = self.current().origin, datetime.now(UTC)
        signing = [key for key in self._keys_of(origin) if key.signs(now)]
        until = now if compromised else now + BOTH_SIGN
        self.log.head()
        key = new_key(self.signed, self.keys, origin)
        self.signed.add_key(key)
        for old in signing:
            self.signed.retire(old.number, until)
        self._happened(
            LogKeyAnnounced(
                origin=origin,
                key=str(key.verifier),
                replaces=str(signing[-1].verifier),
                until=until.date(),
                compromised=compromised,
            )
        )
        return key.verifier

    def begin_anew(self, url: str) -> str:
        """The origin under which the tree goes on after events were lost for good.

        Raises NotNow unless it is in quarantine. Commands whose events are lost are
        forgotten too, so that they can be sent again; what was erased stays so.
        """
        ended = self.current()
        if ended.quarantined is None:
            raise NotNow("the tree is not in quarantine")
        erased_again = erase_again(url, self.signed)
        with owner(url, self.log.organisation) as db:
            held = _emptied(db)
        origin = f"{ended.origin.removesuffix(f'/{ended.number}')}/{ended.number + 1}"
        key = new_key(self.signed, self.keys, origin)
        self.signed.begin(origin, key)
        self._happened(
            TreeBegunAnew(
                origin=origin,
                key=str(key.verifier),
                ended_origin=ended.origin,
                ended_size=ended.head.size,
                ended_root=ended.head.root.hex(),
                lost=max(0, ended.head.size - held),
                why=ended.quarantined,
                erased_again=erased_again,
            )
        )
        return origin

    def restored(self, copied_at: datetime | None, erased_again: int) -> None:
        """End the quarantine of a log that came back whole, and record that it did."""
        self.signed.release(self.current().origin)
        self._happened(LogRestored(copied_at=copied_at, erased_again=erased_again))

    def _keys_of(self, origin: str) -> list[LogKey]:
        keys = self.signed.log_keys()
        return [key for key in keys if key.verifier.name == origin]

    def _happened(self, event: Event) -> None:
        self.log.append(new_id(), 0, [event], Envelope.alone(SYSTEM))


def examined(
    db: Db, signed: Signed, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Read the whole log; Unfit unless it holds exactly what was signed of it.

    `progress` is told how many events were read, batch by batch.
    """
    examination.read(db, signed)
    edge, start = Edge(0, []), 0
    while edge.size < signed.head.size:
        rows = stored.rows(db, start, min(BATCH, signed.head.size - edge.size))
        if not rows:
            short = signed.head.size - edge.size
            raise Unfit(f"the log holds {short} events fewer than were signed")
        for _ in edge.grow([leaf_hash(leaf(row)) for row in rows]):
            pass
        start = rows[-1][POSITION] + 1
        progress(len(rows))
    if edge.root() != signed.head.root:
        raise Unfit("the log does not hold the events that were signed")


def ask_witnesses(
    db: Db, policy: Policy, signed: Signed, keys: list[Verifier]
) -> list[str]:
    """The witnesses that did not answer; Unfit when one holds another history."""
    note = Note.parse(signed.note.encode())
    offer = Offer(note, signed.origin, signed.head, keys)
    silent = []
    for each in witnesses.asked(policy):
        try:
            each.compare(offer, lambda old, new: shown.growth(db, old, new))
        except Contradicted:
            name = each.key.name
            raise Unfit(f"{name} holds another history that was signed") from None
        except NoCosignature:
            silent.append(each.key.name)
    return silent


def _emptied(db: Db) -> int:
    """Remove the tree, and commands without events; how many events there are."""
    triggers = db.execute(
        """
        SELECT relname, tgname
          FROM pg_trigger
          JOIN pg_class ON pg_class.oid = tgrelid
         WHERE tgrelid = ANY (%s::regclass[])
           AND NOT tgisinternal
        """,
        (list(CHANGED),),
    ).fetchall()
    for table, trigger in triggers:
        _switch(db, "ALTER TABLE {} DISABLE TRIGGER {}", table, trigger)
    for table in TABLES:
        _switch(db, "DELETE FROM {}", table)
    db.execute(
        """
        DELETE FROM command
         WHERE position > (SELECT coalesce(max(position), 0) FROM event)
        """
    )
    for table, trigger in triggers:
        _switch(db, "ALTER TABLE {} ENABLE ALWAYS TRIGGER {}", table, trigger)
    ((held,),) = db.execute("SELECT count(*) FROM event").fetchall()
    return int(held)


def _switch(db: Db, statement: LiteralString, *names: str) -> None:
    db.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
