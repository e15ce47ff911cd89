"""A log that came back from a copy, held against what was signed of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cases.tree.examination import Unfit
from cases.tree.signed import Signed, SignedTrees
from cases.tree.stored import Db
from cases.tree.tending import examined

UNSEEN: Final = "it came back from a copy, and nobody has looked at it yet"
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back; `unfit` says what is wrong with it, None when nothing is.

    Leaves are counted from 0: those lost are `held` to `signed` - 1.
    """

    held: int
    """Events in the log."""
    signed: int
    """Leaves of the tree that was signed last."""
    erased_again: int
    unfit: str | None

    @property
    def lost(self) -> int:
        """Events that were signed and are not there."""
        return max(0, self.signed - self.held)


def bar(signed: SignedTrees, current: Signed) -> None:
    """Let nothing be recorded or shown, before anything is put back."""
    signed.hold(current.origin, UNSEEN)


def look(db: Db, current: Signed, erased_again: int, told: Told) -> Returned:
    """Hold the whole log against what was signed; `told` how many events were read."""
    ((held,),) = db.execute("SELECT count(*) FROM event").fetchall()
    try:
        examined(db, current, told)
    except Unfit as reason:
        return Returned(held, current.head.size, erased_again, str(reason))
    return Returned(held, current.head.size, erased_again, None)


def said(returned: Returned) -> str:
    """What is wrong with it, for whoever asks why nothing is recorded."""
    again = returned.erased_again
    more = f"; {again} texts were erased again" if again else ""
    return f"it came back from a copy: {returned.unfit}{more}"
