"""Whether the service can do its work: databases, keys, projections."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal

import structlog
from pydantic import BaseModel

from api.organisations import Organisation
from projections.catalogue import PROJECTIONS
from projections.position import wait_for

PATIENCE_SECONDS: Final = 1.0
"""How long the projections may take to show what is in the log now."""

State = Literal["ready", "not_ready"]


class Readiness(BaseModel):
    """What works and what does not; of which organisation is not said."""

    status: State
    log: State
    keystore: State
    projections: State


def readiness(organisations: Iterable[Organisation]) -> Readiness:
    """Ask every part of every organisation; none at all is not ready."""
    found = {part: _state(check, organisations) for part, check in CHECKS.items()}
    served = any(True for _ in organisations)
    every = served and all(state == "ready" for state in found.values())
    return Readiness(status="ready" if every else "not_ready", **found)


def _state(
    check: Callable[[Organisation], bool], organisations: Iterable[Organisation]
) -> State:
    return "ready" if all(_works(check, one) for one in organisations) else "not_ready"


def _works(check: Callable[[Organisation], bool], organisation: Organisation) -> bool:
    try:
        return check(organisation)
    except Exception:  # noqa: BLE001
        # Whatever it was, the answer is the same; the line says more.
        structlog.get_logger().warning(
            "a part is not ready", organisation=organisation.name, exc_info=True
        )
        return False


def _log(organisation: Organisation) -> bool:
    return organisation.log.head() >= 0


def _keystore(organisation: Organisation) -> bool:
    organisation.keyring.check()
    return True


def _projections(organisation: Organisation) -> bool:
    names = [projection.name for projection in PROJECTIONS]
    head = organisation.log.head()
    return wait_for(organisation.pool, names, head, PATIENCE_SECONDS)


CHECKS: Final[Mapping[str, Callable[[Organisation], bool]]] = {
    "log": _log,
    "keystore": _keystore,
    "projections": _projections,
}
