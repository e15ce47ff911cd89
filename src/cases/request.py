"""A command on its way to a case, and what its sender gets back."""

from dataclasses import dataclass
from uuid import UUID

from cases import telemetry
from cases.actors import REPORTER, Actor
from cases.case.case import Case
from cases.commands.command import Command
from cases.commands.order import written_as
from cases.log.recorded import Envelope


@dataclass(frozen=True)
class Receipt:
    """What was recorded: the case, its new version, and the place in the log."""

    case: UUID
    version: int
    position: int


@dataclass(frozen=True)
class Request:
    """A command on its way: on which case, by whom, and how it would be repeated.

    `expected` is the version the caller has read, 0 for a case that is still to be
    opened; `id` is made of the idempotency key, `fingerprint` of the command.
    """

    case: UUID
    command: Command
    by: Actor
    id: UUID
    fingerprint: bytes
    expected: int | None

    @property
    def name(self) -> str:
        """The command's name."""
        return type(self.command).__name__

    def speaker(self, case: Case) -> Actor:
        """Who asked, as it is written down."""
        return written_as(case, self.command.speaker(self.by))

    def envelope(self, case: Case, edition: str | None) -> Envelope:
        """Who asked, in which role, and by what."""
        speaker = self.speaker(case)
        return Envelope(
            actor=speaker.id,
            acting_as=speaker.role,
            on_behalf_of=speaker.on_behalf_of,
            command=self.id,
            correlation=self.id,
            # What a reporter sent may be known elsewhere together with a name.
            traceparent=None if speaker.role == REPORTER else telemetry.traceparent(),
            edition=edition,
        )
