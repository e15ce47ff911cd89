"""Whether the service can do its work: databases, keys, projections."""

from asyncio import wait, wrap_future
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from threading import Thread
from typing import Final, Literal

import structlog

from api.organisations import Organisation
from cases import patience
from projections.catalogue import PROJECTIONS
from projections.position import wait_for
from projections.query import Shown

LIMIT_SECONDS: Final = 2.0
"""How long whoever asks waits; what has not answered by then is not ready."""
PATIENCE_SECONDS: Final = 1.0
"""How long a store may be away, or a projection behind the log."""

State = Literal["ready", "not_ready"]
Check = Callable[[Organisation], bool]
"""Whether a part works; any error is a no."""


class Readiness(Shown):
    """What works and what does not; of which organisation is not said."""

    status: State
    log: State
    keystore: State
    projections: State
    tree: State
    """`not_ready` in quarantine: nothing is recorded until somebody has looked."""


def _log(organisation: Organisation) -> bool:
    return organisation.log.head() >= 0


def _keystore(organisation: Organisation) -> bool:
    organisation.keyring.check()
    return True


def _projections(organisation: Organisation) -> bool:
    names = [projection.name for projection in PROJECTIONS]
    head = organisation.log.head()
    return wait_for(organisation.pool, names, head, PATIENCE_SECONDS)


def _tree(organisation: Organisation) -> bool:
    organisation.tree.gate.pass_through()
    return True


CHECKS: Final[Mapping[str, Check]] = {
    "log": _log,
    "keystore": _keystore,
    "projections": _projections,
    "tree": _tree,
}


class Watch:
    """Asks every part of every organisation, for whoever wants to know.

    The parts at the same time, on threads of their own: those that serve requests may
    all be waiting for the same database. The organisations of a part in turn, up to
    the first that fails: they share what would be away.
    """

    def __init__(
        self,
        organisations: Iterable[Organisation],
        checks: Mapping[str, Check] = CHECKS,
        limit: float = LIMIT_SECONDS,
    ) -> None:
        self.limit = limit
        self._organisations = tuple(organisations)
        self._checks = checks
        self._under_way: dict[str, Future[bool]] = {}

    async def readiness(self) -> Readiness:
        """What answers within the limit; without any organisation nothing is ready."""
        asked = {part: wrap_future(self._asked(part)) for part in self._checks}
        _, silent = await wait(asked.values(), timeout=self.limit)
        for part, answer in asked.items():
            if answer in silent:
                structlog.get_logger().warning(f"{part}: no answer in time")
                answer.cancel()
        found = {
            part: _state(answer not in silent and answer.result())
            for part, answer in asked.items()
        }
        every = bool(self._organisations) and set(found.values()) == {"ready"}
        return Readiness(status=_state(every), **found)

    def _asked(self, part: str) -> Future[bool]:
        # One that does not come back is waited for, not joined by another.
        under_way = self._under_way.get(part)
        if under_way is None or under_way.done():
            under_way = self._under_way[part] = Future()
            under_way.set_running_or_notify_cancel()
            Thread(target=self._ask, args=(part, under_way), daemon=True).start()
        return under_way

    def _ask(self, part: str, answer: Future[bool]) -> None:
        patience.limit(PATIENCE_SECONDS)
        check = self._checks[part]
        answer.set_result(all(_works(part, check, one) for one in self._organisations))


def _works(part: str, check: Check, organisation: Organisation) -> bool:
    try:
        return check(organisation)
    except Exception:  # noqa: BLE001
        # Whatever it was, the answer is the same; the line says more.
        structlog.get_logger().warning(
            f"{part}: not ready", organisation=organisation.name, exc_info=True
        )
        return False


def _state(works: bool) -> State:
    return "ready" if works else "not_ready"
