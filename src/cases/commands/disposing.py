"""A disposal list: proposed by one, approved by another, objected to meanwhile."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, ClassVar, Final
from uuid import UUID

from pydantic import Field

from cases.actors import Actor
from cases.case.case import Case
from cases.case.erasure import InCase
from cases.commands.command import (
    EACH_ONCE,
    UNIQUE,
    Circumstances,
    Elsewhere,
    OneOrMore,
    StepCommand,
)
from cases.commands.forgoing import lapsed
from cases.commands.opening import OpenCase, in_force
from cases.commands.redacting import ToLose, joint, to_lose
from cases.commands.units import in_reach
from cases.edition.procedure import Act
from cases.errors import Refused
from cases.events.disposal import (
    DisposalProposed,
    Ground,
    Listed,
    TakenOut,
    TextsTakenOut,
)
from cases.events.event import Event, Personal
from cases.events.requests import ErasureListed
from cases.events.retention import What, about_party

LONGEST: Final = 500
"""Entries of one list: an event fits into a leaf of the audit tree."""

Texts = Annotated[
    tuple[Listed, ...],
    Field(min_length=1, max_length=LONGEST, json_schema_extra=UNIQUE),
    EACH_ONCE,
]


class ProposeDisposal(OpenCase):
    """Propose that texts whose time is over be made unreadable."""

    ground: Ground = "retention"
    request: UUID | None = None
    """The request of whoever the texts are about, in which it was decided that they
    go; null for any other ground."""
    texts: Texts
    redact: ToLose = ()
    """Texts that others are in as well, and that a party on the list is taken out of.
    Nobody approves the list until each has a successor."""

    def others(self, case: Case) -> tuple[UUID, ...]:
        asked = (self.request,) if self.request else ()
        return tuple(dict.fromkeys((*asked, *(one.case for one in self.texts))))

    def asked_texts(self) -> tuple[InCase, ...]:
        return tuple((one.case, one.item) for one in self.redact)

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        edition = in_force(case.code, at)
        opening = self.opened(case, edition, "disposal", by)
        today = edition.calendar.day(at)
        self._decided(case, opening, by, today)
        for number, listed in enumerate(self.texts):
            field = f"texts.{number}"
            other = case.others.get(listed.case)
            if other is None or not in_reach(case.mandates, other, by, today):
                raise Refused("no such case", opening.clause, field)
            may_go(other, listed.what, today, opening, field)
        self._lose(case, opening)
        yield DisposalProposed.model_validate(
            {
                **self.beginning(case, edition, opening, by, at),
                "ground": self.ground,
                "texts": self.texts,
            }
        )

    def decide_elsewhere(
        self, case: Case, by: Actor, at: datetime
    ) -> Iterator[Elsewhere]:
        if self.request and case.case_id:
            listed = ErasureListed(disposal=case.case_id, texts=self.texts)
            yield self.request, listed
        procedure = in_force(case.code, at).procedure(self.case_type)
        yield from to_lose(case, self.redact, procedure.opening(self.opening))

    def _lose(self, case: Case, act: Act) -> None:
        """Refuse that somebody be taken out whose own texts stay, or out of what."""
        for number, one in enumerate(self.redact):
            field = f"redact.{number}"
            if Listed(case=one.case, what=about_party(one.party)) not in self.texts:
                reason = "what is about the party alone is not on the list"
                raise Refused(reason, act.clause, f"{field}.party")
            named = (one.case, one.item)
            joint(case, case.others[one.case], named, one.party, (act, f"{field}.item"))

    def _decided(self, case: Case, act: Act, by: Actor, today: date) -> None:
        """Refuse what nobody asked for, or what was not decided to go."""
        if (self.request is None) == (self.ground == "request"):
            reason = "a request is the ground, and is named"
            raise Refused(reason, act.clause, "request")
        if self.request is None:
            return
        asked = case.others.get(self.request)
        if asked is None or not in_reach(case.mandates, asked, by, today):
            raise Refused("no such case", act.clause, "request")
        for number, listed in enumerate(self.texts):
            decided = asked.disposal.considered.get(listed)
            goes = decided is not None and not decided.stays
            listed_before = listed in asked.disposal.passed_on
            if listed_before or not (goes or listed in asked.disposal.redacted):
                reason = "it was not decided that these texts go, or they are listed"
                raise Refused(reason, act.clause, f"texts.{number}")


class TakeOutTexts(StepCommand):
    """Let some of what was listed stay: it was objected to, or listed by mistake."""

    step_name: ClassVar[str] = "take_out_texts"

    entries: OneOrMore
    because: TakenOut
    reason: Personal | None = None

    def others(self, case: Case) -> tuple[UUID, ...]:
        texts = case.disposal.texts
        named = (texts[entry].case for entry in self.entries if entry in texts)
        return tuple(dict.fromkeys(named))

    def happens(self, now: Circumstances) -> Iterator[Event]:
        left = now.case.disposal.left
        if not {*self.entries} <= {*left}:
            reason = "there is no such entry that could still stay"
            raise Refused(reason, now.step.clause, "entries", allowed=left)
        yield now.happened(TextsTakenOut, **dict(self))

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        yield from lapsed(now, self.entries)


def may_go(case: Case, what: What, today: date, act: Act, field: str) -> None:
    """Refuse to erase what is held, restricted, kept still, or gone."""
    kept = case.schedules.get(what)
    if kept is None or what in case.gone:
        raise Refused("there are no such texts to erase", act.clause, field)
    if case.held:
        raise Refused("a hold suspends deletion", act.clause, field)
    for restriction in case.restrictions.values():
        if restriction.covers(what):
            reason = "whoever the texts are about wants them kept"
            raise Refused(reason, restriction.clause, field)
    if today < kept.delete_on:
        reason = "the retention period has not ended"
        raise Refused(reason, kept.clause, field, until=kept.delete_on)
