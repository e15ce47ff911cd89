"""A command on its way to a case, and what its sender gets back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases import telemetry
from cases.actors import REPORTER, Actor
from cases.calendar import Due
from cases.case.case import Case
from cases.commands.command import Command
from cases.commands.order import written_as
from cases.edition.code import Code
from cases.events.event import Name
from cases.identifier import new_id
from cases.log.recorded import Envelope


@dataclass(frozen=True)
class Receipt:
    """What was recorded: the case, its new version, and the place in the log."""

    case: UUID
    version: int
    position: int


@dataclass(frozen=True)
class Noted:
    """What was recorded of offices: how much is by now, and the place in the log."""

    version: int
    position: int


@dataclass(frozen=True)
class Because:
    """The event that a rule follows up: its stream, and its place in the log.

    `rule` is the reaction's name in the edition; `by_day` says that of when it was
    recorded no more is to be told than the day.
    """

    stream: UUID
    position: int
    correlation: UUID
    rule: Name
    by_day: bool = False


@dataclass(frozen=True)
class Request:
    """A command on its way: on which case, by whom, and how it would be repeated.

    `expected` is the version the caller has read, 0 for a case that is still to be
    opened; `id` is made of the idempotency key, `fingerprint` of the command.
    `because` is what made a rule ask, when nobody did.
    """

    case: UUID
    command: Command
    by: Actor
    id: UUID
    fingerprint: bytes
    expected: int | None
    because: Because | None = None

    @property
    def name(self) -> str:
        """The command's name."""
        return type(self.command).__name__

    def speaker(self, case: Case) -> Actor:
        """Who asked, as it is written down."""
        return written_as(case, self.command.speaker(self.by))

    def by_day(self, case: Case) -> bool:
        """Whether of when it is recorded only the day is told.

        It is of what a reporter does, and of what follows from that at once.
        """
        followed = self.because is not None and self.because.by_day
        return followed or self.speaker(case).role == REPORTER

    def moment(self, code: Code, case: Case, now: datetime) -> datetime:
        """When it is decided; of what a reporter does, the beginning of the day.

        A time limit in hours would tell when it was.
        """
        if not self.by_day(case):
            return now
        calendar = code.in_force(now.date()).calendar
        return calendar.begins(Due(calendar.day(now)))

    def envelope(self, case: Case, edition: str | None) -> Envelope:
        """Who asked, in which role, and by what."""
        speaker, mandates = self.speaker(case), case.mandates
        return Envelope(
            actor=speaker.id,
            acting_as=speaker.role,
            on_behalf_of=speaker.on_behalf_of,
            command=self.id,
            correlation=self._correlation(),
            causation=self.because.position if self.because else None,
            # What a reporter sent may be known elsewhere together with a name.
            traceparent=None if speaker.role == REPORTER else telemetry.traceparent(),
            edition=edition,
            mandates=mandates.version if mandates.kept(speaker.role) else None,
        )

    def _correlation(self) -> UUID:
        """What it belongs to; of another case not even that shows which it was."""
        if self.because is None or self.because.stream != self.case:
            return self.id
        return self.because.correlation


@dataclass(frozen=True)
class Requests:
    """Makes requests: the same command with the same key is the same one.

    `named` and `fingerprint` turn bytes into digests that nobody without the key can
    guess, as `Cases` says.
    """

    named: Callable[[bytes], bytes]
    fingerprint: Callable[[bytes], bytes]

    def of(
        self,
        case: UUID,
        command: Command,
        by: Actor,
        expected: int | None,
        key: str | None,
    ) -> Request:
        """The request that is made with this key; without one, a new one."""
        if key is None:
            return Request(case, command, by, new_id(), b"", expected)
        target = "new" if expected == 0 else str(case)
        said = [type(command).__name__, target, command.model_dump_json()]
        said += [by.on_behalf_of] if by.on_behalf_of else []
        fingerprint = self.fingerprint(_written(*said))
        return Request(case, command, by, self.id(by, key), fingerprint, expected)

    def id(self, by: Actor, key: str) -> UUID:
        """What the actor's command with this key is known by."""
        return UUID(bytes=self.named(_written(by.id, key))[:16], version=4)


def _written(*said: str) -> bytes:
    return json.dumps(said).encode()
