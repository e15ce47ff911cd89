"""The checks of a data-protection officer on an erasure (`cases verify-deletion`).

Each can fail: the fourth tries a text that was not erased as well, which must open.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal
from uuid import UUID

from api.certificates import zipped
from api.dependencies import Reading
from api.organisations import Organisation
from api.problems import NotFound, Wrong
from cases.errors import Refused, Tampered
from cases.sealing.blob import made_with
from cases.tree import shown
from cases.tree.stored import Db, Missing
from projections.disposal_listed import wholly_seen
from projections.query import Shown
from verify.acceptance import Auditor
from verify.archive import Archive
from verify.erasure import ErasureCheck
from verify.errors import Refuted
from verify.merkle import Head, verify_consistency
from verify.policy import Policy
from verify.report import Report
from verify.seen import Seen

Name = Literal["witness", "certificate", "gone", "keys", "drill"]
Result = Literal["holds", "refuted", "not_checked"]


class Checked(Shown):
    """One check of an erasure, and what it came to."""

    check: Name
    """`witness`: what is served follows on what a witness cosigned. `certificate`: it
    verifies offline. `gone`: the texts are not there, their digests stand in the log.
    `keys`: no key of them can be had, and one of another text can. `drill`: a backup
    was restored, and they stayed erased."""
    result: Result
    """Whether it holds, is refuted, or could not be made."""
    says: str
    """What was found, or what was not there."""


class NotChecked(Exception):
    """Something that the check needs is not there; the message says what."""


@dataclass(frozen=True)
class Inspection:
    """What is looked at: one list of an organisation, as its log and stores have it."""

    organisation: Organisation
    db: Db
    disposal: UUID

    def checks(self) -> list[Checked]:
        """All five, in order."""
        return [
            _came_to("witness", self._witness),
            _came_to("certificate", self._certificate),
            _came_to("gone", self._gone),
            _came_to("keys", self._keys),
            Checked(check="drill", result="not_checked", says=DRILL),
        ]

    def _witness(self) -> str:
        tree = self.organisation.tree
        keys = [key.verifier for key in tree.signed.log_keys()]
        if not tree.witnesses.urls:
            raise NotChecked("no witness is asked to cosign this log")
        seen = shown.witnessed(self.db, tree.witnesses, keys)
        if seen is None:
            raise NotChecked("no witness has cosigned it yet")
        latest = shown.published(self.db).head
        old = Head(seen.size, self._root(seen.size))
        verify_consistency(old, latest, shown.growth(self.db, old.size, latest.size))
        return f"{latest.size} entries follow on the {old.size} that were cosigned"

    def _root(self, size: int) -> bytes:
        ((root,),) = self.db.execute(
            "SELECT root FROM checkpoint WHERE size = %s", (size,)
        ).fetchall()
        return bytes(root)

    def _certificate(self) -> str:
        report = Report("erasure")
        keys = [key.verifier for key in self.organisation.tree.signed.log_keys()]
        policy = Policy(tuple(keys), {}, {}, None)
        auditor = Auditor(policy, Seen(None), int(time.time()), lambda *_: None)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "certificate.zip"
            path.write_bytes(zipped(self.db, self.organisation.name, self.disposal))
            ErasureCheck(Archive(path), auditor, report).check()
        # What the log signed, and who cosigned it, is for `witness` to say.
        return "; ".join(line for line in report.checked if "signed" not in line)

    def _gone(self) -> str:
        items = self._items
        left = self.db.execute(
            "SELECT item FROM sealed WHERE item = ANY (%s)", (items,)
        ).fetchall()
        if left:
            raise Refuted(f"{len(left)} of {len(items)} texts are still there")
        self._no_files(items)
        known = self._digests()
        if missing := [item for item in items if str(item) not in known]:
            raise Refuted(f"{len(missing)} texts are in no event of their case")
        return f"{len(items)} texts are gone, their digests stand in the log"

    def _no_files(self, items: Sequence[UUID]) -> None:
        if (files := self.organisation.files) and (lying := files.store.there(items)):
            raise Refuted(f"{len(lying)} of them still lie in the store of files")

    def _digests(self) -> set[str]:
        """The texts to which an event of one of the list's cases refers."""
        found = self.db.execute(SELECT_REFERRING, {"disposal": self.disposal})
        return {item for (state,) in found for item in _referred(json.loads(state))}

    def _keys(self) -> str:
        items = self._items
        if had := self.organisation.keyring.keys(items):
            raise Refuted(f"keys of {len(had)} texts can still be had")
        self._try_another()
        return f"no key of {len(items)} texts can be had, and that of another can"

    def _try_another(self) -> None:
        """Find the key of a text that was not erased; else nothing was shown.

        Which it is is not said: it may be of a case that nobody here may know of.
        """
        row = self.db.execute(
            "SELECT item, blob FROM sealed ORDER BY item DESC LIMIT 1"
        ).fetchone()
        if row is None:
            raise NotChecked("there is no other text whose key could be tried")
        item, blob = row
        key = self.organisation.keyring.keys([item]).get(item)
        if key is None or not made_with(bytes(blob), key):
            raise Refuted("the key of a text that was not erased cannot be had either")

    @cached_property
    def _items(self) -> Sequence[UUID]:
        found = self.db.execute(
            "SELECT item FROM erased_text WHERE disposal = %s ORDER BY item",
            (self.disposal,),
        ).fetchall()
        if not found:
            raise NotChecked("no text was made unreadable by this list")
        return [item for (item,) in found]


DRILL: Final = "a backup from before is restored in the yearly drill (ops/erasure.md)"
SELECT_REFERRING: Final = """
    SELECT state
      FROM event
     WHERE stream IN (SELECT case_id
                        FROM disposal_entry
                       WHERE disposal = %(disposal)s)
"""


def verification(reading: Reading, disposal: UUID) -> list[Checked]:
    """The checks, for whoever may know of the list and of every case on it."""
    if not reading.ask(wholly_seen, reading.viewer("deletions"), disposal=disposal):
        raise NotFound
    with reading.organisation.pool.connection() as db:
        return Inspection(reading.organisation, db, disposal).checks()


def _came_to(name: Name, check: Callable[[], str]) -> Checked:
    try:
        return Checked(check=name, result="holds", says=check())
    except (Refuted, Tampered) as refuted:
        return Checked(check=name, result="refuted", says=str(refuted))
    except (NotChecked, Missing, Refused, Wrong) as unchecked:
        says = str(getattr(unchecked, "detail", "") or unchecked) or "it is not there"
        return Checked(check=name, result="not_checked", says=says)


def _referred(said: Any) -> Iterator[str]:
    """The items that an event refers to with their digests, wherever in it."""
    if isinstance(said, dict):
        if {"item", "digest"} <= said.keys():
            yield str(said["item"])
        for value in said.values():
            yield from _referred(value)
    elif isinstance(said, list):
        for value in said:
            yield from _referred(value)
