"""A text about several people that loses one of them, and stays for the others.

Somebody who has the case writes a successor without that person. It stands in the
original's place from then on; the original goes with the person's other texts, by a
list that two people decide.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from cases.actors import OWN_ONLY, Actor
from cases.case.case import Case
from cases.case.erasure import AskedText, InCase
from cases.commands.command import (
    EACH_ONCE,
    UNIQUE,
    Circumstances,
    Elsewhere,
    Number,
    StepCommand,
)
from cases.commands.order import names
from cases.edition.procedure import Act
from cases.errors import NotPermitted, Refused
from cases.events.event import IDENTIFYING, Event, Personal
from cases.events.redaction import (
    JointText,
    Losing,
    RedactionWanted,
    SuccessorWritten,
)
from cases.events.retention import about_party

Joints = Annotated[
    tuple[JointText, ...], Field(max_length=500, json_schema_extra=UNIQUE), EACH_ONCE
]
ToLose = Annotated[
    tuple[Losing, ...], Field(max_length=500, json_schema_extra=UNIQUE), EACH_ONCE
]


class RedactText(StepCommand):
    """Write the successor of a text, without one of the people who are in it.

    Once that person's time is over, or it was decided that they be taken out. Whoever
    has the case writes it, and has read the original, which nobody is shown from then
    on.
    """

    step_name: ClassVar[str] = "redact_text"

    item: UUID
    """The text, as the history names it."""
    party: Number
    """Who is to be in it no more."""
    successor: Personal
    """The whole text anew, without them."""

    def asked_texts(self) -> tuple[InCase, ...]:
        return ((None, self.item),)

    def entitled(self, now: Circumstances) -> None:
        _has_the_case(now)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        case, clause = now.case, now.step.clause
        if self.party not in case.parties:
            raise Refused("the case has no such party", clause, "party")
        text = joint(now.case, case, (None, self.item), self.party, (now.step, "item"))
        wanted = self.item in case.redactions.missing(self.party)
        if not (wanted or time_over(case, self.party, now.today)):
            reason = "the time of the party's texts is not over, nor was it decided"
            raise Refused(reason, clause, "party")
        if case.keeps(text.kind, text.about):
            raise Refused("a hold keeps the text as it is", clause, "item")
        yield now.happened(
            SuccessorWritten,
            **dict(self),
            digest=text.digest,
            about=next(iter(text.about), None),
            kind=text.kind,
            audience=text.audience,
            field=text.field,
        )


def to_redact(now: Circumstances) -> None:
    """Refuse it where no text is to lose anybody, or somebody else has the case.

    What is found only later may lose whose time is over, unasked.
    """
    _has_the_case(now)
    to_lose_somebody(now)


def to_lose_somebody(now: Circumstances) -> None:
    """Refuse it where no text is to lose anybody whom it has not lost."""
    if not any(map(now.case.redactions.missing, now.case.parties)):
        raise Refused("no text is to lose anybody", now.step.clause)


def _has_the_case(now: Circumstances) -> None:
    if not (names(now.case, now.by) & _having(now.case)):
        reason = "only somebody who has the case writes a successor of its texts"
        raise NotPermitted(reason, now.step.clause)


def _having(case: Case) -> frozenset[str]:
    """Those whom the case was given to, or the one that it follows."""
    return frozenset((*case.handlers, *(case.host.handlers if case.host else ())))


def joint(
    asking: Case, case: Case, named: InCase, party: int, told: tuple[Act, str]
) -> AskedText:
    """A text of a case that may lose a party; refused when there is none such.

    `asking` is the case that has the answers to what the command asked; `told` the act
    and the field that a refusal names.
    """
    (act, field), item = told, named[1]
    text = asking.redactions.asked.get(named)
    if text is None or text.gone or text.kind in IDENTIFYING:
        raise Refused("there is no such text of several people", act.clause, field)
    if text.about == {party}:
        reason = "a text about one party alone has no successor: it goes"
        raise Refused(reason, act.clause, field)
    if item in case.redactions.made:
        successor = case.redactions.made[item][1]
        allowed = (successor,) if successor else ()
        reason = "a successor stands in the place of the text"
        raise Refused(reason, act.clause, field, allowed=allowed)
    return text


def to_lose(case: Case, losing: Iterable[Losing], act: Act) -> Iterator[Elsewhere]:
    """In the cases that hold them: which texts are to lose whom, as an act has it."""
    ordered = {"ordered_by": case.case_id, "clause": act.clause}
    for one in losing:
        wanted = {"item": one.item, "party": one.party, **ordered}
        yield one.case, RedactionWanted.model_validate(wanted)


def time_over(case: Case, party: int, today: date) -> bool:
    """Whether what is about a party alone is kept no longer."""
    kept = case.schedules.get(about_party(party))
    return kept is not None and kept.delete_on <= today


def saving(case: Case, reader: Actor, kind: str, about: Collection[int]) -> str | None:
    """The hold that keeps a text for somebody to look at, and what it is for.

    For its custodians alone, in an office: whoever has to do with the case as a party,
    or reported it, looks at nothing so.
    """
    if case.edition.kind_of(reader.role) in OWN_ONLY:
        return None
    for number, hold in case.holds.items():
        if reader.id in hold.custodians and hold.keeps(kind, about):
            return f"hold {number} {hold.basis}"
    return None
