"""A text that was to lose somebody, and stays as it is after all.

Whoever wanted it wants it no more, before the successor is written. Lists wait for it
no longer, and what is about that person alone goes all the same. What a list wanted
lapses with it, so that another can be approved.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final
from uuid import UUID

from cases.case.case import Case
from cases.commands.command import Circumstances, Elsewhere, Number, StepCommand
from cases.edition.procedure import Act
from cases.errors import NotPermitted, Refused
from cases.events.event import Event, Personal
from cases.events.redaction import (
    Losing,
    RedactionForgone,
    RedactionLapsed,
    RedactionWithdrawn,
)
from cases.events.retention import party_of

DECIDE: Final = "decide_erasure"
"""The step of a request in which it is decided that texts lose whoever asked."""


class WithdrawRedaction(StepCommand):
    """Let a text that was to lose somebody stay as it is, for reasons.

    By the office that decided it, or that proposes lists: for what it wanted itself.
    Before the successor is written, without which no list is approved.
    """

    step_name: ClassVar[str] = "withdraw_redaction"

    item: UUID
    """The text, as the history names it."""
    party: Number
    """Who was to be in it no more."""
    reasons: Personal

    def others(self, case: Case) -> tuple[UUID, ...]:
        """The requests and lists that want it."""
        return tuple(sorted(case.redactions.wanted.get((self.item, self.party), ())))

    def happens(self, now: Circumstances) -> Iterator[Event]:
        case, clause = now.case, now.step.clause
        if not (orders := self.others(case)):
            reason = "nobody wants the text to lose the party"
            raise Refused(reason, clause, "item")
        if self.item not in case.redactions.missing(self.party):
            reason = "the successor is written, and stands in the place of the text"
            raise Refused(reason, clause, "item")
        own = self._own(now)
        if not own:
            reason = "only an office that may want it lets the text stay as it is"
            raise NotPermitted(reason, clause)
        if any(case.others[one].closed and _asked(case.others[one]) for one in orders):
            reason = "whoever asked was answered, and is to be in it no more"
            raise Refused(reason, clause, "party")
        yield now.happened(RedactionWithdrawn, **dict(self), ordered_by=own)

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        assert now.case.case_id is not None
        lost = Losing(case=now.case.case_id, item=self.item, party=self.party)
        for one in self._own(now):
            yield one, RedactionForgone(clause=now.step.clause, texts=(lost,))

    def _own(self, now: Circumstances) -> tuple[UUID, ...]:
        """Those of them that the actor's office may have wanted it in."""
        others = {one: now.case.others[one] for one in self.others(now.case)}
        return tuple(
            one for one, other in others.items() if _may_want(other, now.by.role)
        )


def lapsed(now: Circumstances, entries: Iterable[int]) -> Iterator[Elsewhere]:
    """In the cases that hold them: texts that lose nobody for these entries any more.

    What has its successor keeps it.
    """
    own, clause = now.case.case_id, now.step.clause
    for entry in sorted(entries):
        listed = now.case.disposal.texts[entry]
        party, there = party_of(listed.what), now.case.others.get(listed.case)
        if own is None or party is None or there is None:
            continue
        known = there.redactions
        wanted = (i for i in known.missing(party) if own in known.wanted[i, party])
        if items := tuple(sorted(wanted)):
            said = {"party": party, "items": items, "ordered_by": own}
            event = RedactionLapsed.model_validate({"clause": clause, **said})
            yield listed.case, event


def _asked(ordering: Case) -> bool:
    """Whether it was wanted because whoever is in the text asked for it."""
    return ordering.procedure.kind != "disposal"


def _may_want(ordering: Case, role: str) -> bool:
    """Whether an office decides on such a request, or proposes such a list."""
    procedure = ordering.procedure
    steps = [act for act in procedure.acts() if act.name == DECIDE]
    acts: Iterable[Act] = steps if _asked(ordering) else procedure.openings.values()
    return any(ordering.edition.allows(act, role) for act in acts)
