"""What an actor can do to a case now."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Final, NamedTuple

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.appeal import open_to, to_withdraw
from cases.commands.command import Circumstances
from cases.commands.disclosing import to_approve, to_weigh
from cases.commands.glass import to_review
from cases.commands.identity import can_be_named
from cases.commands.objecting import DECIDE, to_decide
from cases.commands.order import allowed
from cases.commands.redacting import to_lose_somebody, to_redact
from cases.commands.speaking import own_number, themselves
from cases.commands.tasks import to_call_off, to_finish
from cases.commands.transcripts import checked_by
from cases.edition.access import REVIEW
from cases.edition.procedure import CLOSED, MERGED, OPEN, Step
from cases.errors import NotPermitted, Refused


class Possibility(NamedTuple):
    """A step, and the last day for it where the actor has a time limit of their own."""

    step: Step
    until: date | None = None

    @property
    def awaited(self) -> bool:
        """Whether the case waits for it; for what can be done at any time none does."""
        anytime = {OPEN, CLOSED, MERGED} & {*self.step.phases}
        return not anytime or self.step.name in PROPOSED


PROPOSED: Final = frozenset({"approve_identity_disclosure", DECIDE, REVIEW})
"""Steps that are possible only while somebody else waits for them."""
OF_THEIR_OWN: Final[Mapping[str, Callable[[Circumstances], date | None]]] = {
    "check_transcript": checked_by,
    "lodge_appeal": open_to,
    "waive_appeal": open_to,
    "withdraw_appeal": to_withdraw,
}
"""Steps that a party may take or not for reasons of their own, and until when."""


ONLY_WHERE: Final[Mapping[str, Callable[[Circumstances], object]]] = {
    "approve_identity_disclosure": to_approve,
    "deny_identity_disclosure": to_weigh,
    "decide_handler_objection": to_decide,
    "disclose_identity": can_be_named,
    "finish_task": to_finish,
    "hand_over_task": to_finish,
    "redact_text": to_redact,
    REVIEW: to_review,
    "withdraw_redaction": to_lose_somebody,
    "withdraw_task": to_call_off,
}
"""Steps that there is nothing for in most cases, or that most can never take."""


def possible_to(case: Case, by: Actor, at: datetime) -> Iterator[Possibility]:
    """The steps that `allowed` lets an actor take now."""
    for step in case.procedure.acts():
        with suppress(NotPermitted, Refused):
            number = own_number(case, by) if step.parties else None
            now = Circumstances(case, allowed(case, step.name, by, number), by, at)
            yield Possibility(step, _until(now, number))


def _until(now: Circumstances, number: int | None) -> date | None:
    """Raises Refused or NotPermitted when it is never for whoever asks."""
    if sought := ONLY_WHERE.get(now.step.name):
        sought(now)
    own = OF_THEIR_OWN.get(now.step.name)
    if own and themselves(now):
        return own(now)
    runs = (now.case.clocks.get((clock, number)) for clock in now.step.meets)
    return min((run.due.on for run in runs if run and run.party), default=None)
