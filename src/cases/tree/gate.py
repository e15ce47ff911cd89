"""What keeps a log that went back in time from being written on."""

from threading import Lock
from time import monotonic
from typing import Any, Final

from cases.database import Pool
from cases.errors import Quarantined, Unavailable
from cases.log.log import Log
from cases.log.personal import Seal
from cases.log.recorded import Appended
from cases.tree.examination import Unfit, read
from cases.tree.signed import Signed, SignedTrees

EVERY_SECONDS: Final = 1.0
"""How old what is known about a quarantine may be."""


class Gate:
    """Whether events may be appended: the log is the one that was signed.

    Closed until the database was once seen to hold the last signed checkpoint, and
    whenever the tree is in quarantine. The integrator puts it there, or makes the
    database hold that checkpoint.
    """

    def __init__(self, database: Pool, signed: SignedTrees) -> None:
        self._database = database
        self._signed = signed
        self._lock = Lock()
        self._looked = -EVERY_SECONDS
        self._fits = False
        self._open = False

    def pass_through(self) -> None:
        """Raises Quarantined, or Unavailable when it was never known to be open."""
        if monotonic() - self._looked >= EVERY_SECONDS:
            self._look()
        if not self._open:
            raise Quarantined

    def _look(self) -> None:
        # One looks, the others go by what is known; at first they wait for it.
        if self._lock.acquire(blocking=not self._open):
            try:
                self._open = self._is_open()
            except Unavailable:
                if not self._open:
                    raise
            finally:
                self._looked = monotonic()
                self._lock.release()

    def _is_open(self) -> bool:
        current = self._signed.current()
        if current is None or current.quarantined is not None:
            return False
        self._fits = self._fits or self._holds(current)
        return self._fits

    def _holds(self, current: Signed) -> bool:
        try:
            with self._database.connection() as db:
                return read(db, current).stored.head == current.head
        except Unfit:
            return False


class GatedLog(Log):
    """A log that is appended to only while its gate is open."""

    def __init__(
        self, organisation: str, database: Pool, seal: Seal, gate: Gate
    ) -> None:
        super().__init__(organisation, database, seal)
        self._gate = gate

    def append(self, *args: Any, **more: Any) -> Appended:
        """As the log does; also raises Quarantined."""
        self._gate.pass_through()
        return super().append(*args, **more)
