"""Reading the log ahead: the next batch is read while the last one is applied."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread

from cases.log.log import Log
from cases.log.recorded import Recorded
from projections.batch import Told, told


@dataclass(frozen=True, slots=True)
class Batch:
    """Successive events, as the log gives them and as the projections take them."""

    events: Sequence[Recorded]
    told: Sequence[Told]


class Ahead:
    """The log in batches; used by one thread, reads ahead in another."""

    def __init__(self, log: Log, limit: int) -> None:
        self._log = log
        self._limit = limit
        self._next: tuple[int, Future[Batch]] | None = None

    def after(self, position: int) -> Batch:
        """The batch after a position; an empty one when there is nothing yet.

        After a full one the next is read at once: the database applies meanwhile.
        """
        batch = self._begun(position) or self._read(position)
        if len(batch.events) == self._limit:
            self._begin(batch.events[-1].position)
        return batch

    def _begun(self, position: int) -> Batch | None:
        begun, self._next = self._next, None
        return begun[1].result() if begun and begun[0] == position else None

    def _begin(self, position: int) -> None:
        reading: Future[Batch] = Future()
        self._next = (position, reading)
        Thread(target=self._settle, args=(reading, position), daemon=True).start()

    def _settle(self, reading: "Future[Batch]", position: int) -> None:
        try:
            reading.set_result(self._read(position))
        except Exception as error:  # noqa: BLE001 raised again by whoever wants the batch
            reading.set_exception(error)

    def _read(self, position: int) -> Batch:
        events = self._log.since(position, self._limit)
        return Batch(events, told(events, self._log.organisation))
