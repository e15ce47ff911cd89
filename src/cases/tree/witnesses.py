"""The witnesses of a tree: each asked on a thread of its own, none waited for long."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic
from typing import Final

import structlog

from cases.tree.asking import (
    Asked,
    Contradicted,
    Cosignature,
    NoCosignature,
    Offer,
    Prove,
    meets,
)
from verify.policy import Policy

PATIENCE_SECONDS: Final = 0.4
"""How long the publication of a checkpoint waits for its witnesses."""
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
"""Seconds before a witness that failed is asked again."""
FRESH_SECONDS: Final = 86_400
"""After half of which a checkpoint that did not change is cosigned again."""

lines = structlog.get_logger("tree")


@dataclass
class Round:
    """What is being cosigned, and what came of it; guarded by `changed`."""

    changed: Condition = field(default_factory=Condition)
    offer: Offer | None = None
    came: list[Cosignature] = field(default_factory=list)
    contradicted: bool = False
    closed: bool = False


class Witnesses:
    """Those of a policy, for one organisation."""

    def __init__(self, policy: Policy, prove: Prove) -> None:
        self._policy = policy
        self._prove = prove
        self._round = Round()
        self._prompt = True
        self._collected: list[Cosignature] = []
        self._threads = [
            Thread(target=self._attend, args=(each,), daemon=True)
            for each in asked(policy)
        ]

    @contextmanager
    def attending(self) -> Iterator["Witnesses"]:
        """Ask them in the background, until the block ends."""
        for thread in self._threads:
            thread.start()
        try:
            yield self
        finally:
            with self._round.changed:
                self._round.closed = True
                self._round.changed.notify_all()

    def cosigned(self, offer: Offer) -> list[Cosignature]:
        """What came since the last call, after having waited a little for a quorum.

        Of this checkpoint, or late of one before. Raises Contradicted. Nobody is
        waited for who was late the last time, until they are in time again.
        """
        current = self._round
        with current.changed:
            if current.offer != offer:
                current.offer = offer
                self._collected = []
                current.changed.notify_all()
                current.changed.wait_for(
                    lambda: current.contradicted or self._met(offer),
                    PATIENCE_SECONDS if self._prompt else 0,
                )
                self._prompt = self._met(offer)
            if current.contradicted:
                raise Contradicted
            came, current.came = current.came, []
        self._collected += came
        return came

    def _met(self, offer: Offer) -> bool:
        came = [*self._collected, *self._round.came]
        lines_of_it = [one.line for one in came if one.size == offer.head.size]
        return meets(self._policy, offer, lines_of_it)

    def _attend(self, witness: Asked) -> None:
        done: Offer | None = None
        done_at, pause = 0.0, FIRST_PAUSE
        while offer := self._next(done, done_at):
            try:
                came = witness.cosignature(offer, self._prove)
            except Contradicted:
                self._tell(witness, "it holds another history that was signed")
                with self._round.changed:
                    self._round.contradicted = True
                    self._round.changed.notify_all()
                return
            # Anything: the next checkpoint may fare better.
            except Exception as failure:  # noqa: BLE001
                if pause == FIRST_PAUSE:
                    said = isinstance(failure, NoCosignature)
                    self._tell(witness, str(failure) if said else repr(type(failure)))
                self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                done, done_at, pause = offer, monotonic(), FIRST_PAUSE
                with self._round.changed:
                    self._round.came.append(came)
                    self._round.changed.notify_all()

    def _next(self, done: Offer | None, done_at: float) -> Offer | None:
        """The checkpoint to be asked about; None when this is to end."""
        current = self._round

        def wanted() -> bool:
            late = monotonic() - done_at > FRESH_SECONDS / 2
            return current.closed or (
                current.offer is not None and (current.offer != done or late)
            )

        with current.changed:
            while not wanted():
                current.changed.wait(LONGEST_PAUSE)
            return None if current.closed else current.offer

    def _rest(self, seconds: float) -> None:
        with self._round.changed:
            self._round.changed.wait_for(lambda: self._round.closed, seconds)

    def _tell(self, witness: Asked, reason: str) -> None:
        lines.warning("a witness did not cosign", error=reason, id=witness.key.name)


def asked(policy: Policy) -> list[Asked]:
    """The witnesses of a policy that have an address."""
    return [
        Asked(key, policy.urls[name])
        for name, key in policy.witnesses.items()
        if name in policy.urls
    ]
