"""Being named: a reporter's own choice, and nobody else's."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from cases.actors import has_mailbox
from cases.commands.command import Circumstances, StepCommand
from cases.commands.opening import NAMES_NOBODY
from cases.errors import NotPermitted, Refused
from cases.events.event import Event
from cases.events.opening import IdentityDisclosed


class DiscloseIdentity(StepCommand):
    """Be named as the reporter from now on; it cannot be taken back."""

    step_name: ClassVar[str] = "disclose_identity"

    agreed: Literal[True]
    """That the organisation may know and record who reported."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        can_be_named(now)
        if now.case.identity_mode != "named":
            yield now.happened(IdentityDisclosed, reporter=now.by.id)


def can_be_named(now: Circumstances) -> None:
    """Refuse it to everybody but the reporter, and to whoever is known by no name."""
    if now.by.id != now.case.reporter:
        raise NotPermitted("only the reporter may do this", now.step.clause)
    if has_mailbox(now.by.id):
        reason = "whoever wants to be named reports under their own account"
        raise Refused(reason, NAMES_NOBODY)
