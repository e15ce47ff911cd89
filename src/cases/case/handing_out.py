"""Who was given something of a case, as its history says.

A rule over events and nothing else: a step that the edition says `gives_to` somebody, a
disclosure of who reported once it took effect, a request in which an officer said whom
the data had gone to. Readings have streams of their own; so has what was taken along.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cases.edition.code import Code
from cases.edition.facts import said
from cases.edition.procedure import Procedure
from cases.events.disclosing import (
    DisclosureNoticeDeferred,
    DisclosureNoticeGiven,
    IdentityDisclosureProposed,
)
from cases.events.event import Event, Fact
from cases.events.notices import Had
from cases.events.opening import CaseOpened, ReportReceived
from cases.events.procedure import StepTaken
from cases.events.redaction import RedactionWanted
from cases.events.requests import RecipientTold, TextCorrected, TextsRestricted
from cases.events.retention import What, party_of


@dataclass(frozen=True, slots=True)
class Happened:
    """An event, where it stands in the log and the day on which it was recorded."""

    event: Event
    position: int
    on: date


@dataclass(frozen=True, slots=True)
class Giving:
    """That somebody was given something of a case, and by which event."""

    recipient: str
    had: Had
    by: Happened
    parties: frozenset[int] = frozenset()
    """Whom it was about; none means everybody."""
    with_reporter: bool = False
    """Whether who reported was no secret to them."""

    def of(self, what: What) -> bool:
        """Whether they had, by all that is known, any of these texts."""
        if what == "reporter_identity":
            return self.had == "identity" or self.with_reporter
        party = party_of(what)
        about = party is None or not self.parties or party in self.parties
        return self.had != "identity" and about


@dataclass
class HandedOut:
    """What a history says so far, one event after the other."""

    code: Code
    found: list[Giving] = field(default_factory=list)
    requests: dict[UUID, frozenset[int]] = field(default_factory=dict)
    """Requests that changed something here, and for which parties."""
    _procedure: Procedure | None = None
    _facts: dict[str, Fact] = field(default_factory=dict)
    _named: bool = False
    _proposed: dict[int, str] = field(default_factory=dict)
    """Who is to learn who reported, by the number of the disclosure."""

    def after(self, happened: Happened) -> None:
        """Take one more event into account."""
        event = happened.event
        if isinstance(event, CaseOpened):
            self._opened(event)
        elif isinstance(event, StepTaken):
            self._facts |= event.facts
            self.found += self._by_step(event, happened)
        elif isinstance(event, IdentityDisclosureProposed):
            self._proposed[event.disclosure] = event.recipient
        elif isinstance(event, DisclosureNoticeGiven | DisclosureNoticeDeferred):
            # Put off, and given later: they learnt it when it first took effect.
            if recipient := self._proposed.pop(event.disclosure, None):
                self.found.append(Giving(recipient, "identity", happened))
        else:
            self._asked(event)

    def _opened(self, event: CaseOpened) -> None:
        edition = self.code.edition(event.edition)
        self._procedure = edition.procedure(event.case_type)
        self._facts = dict(event.facts)
        if isinstance(event, ReportReceived):
            self._named = event.identity_mode == "named"

    def _by_step(self, event: StepTaken, happened: Happened) -> Iterator[Giving]:
        if self._procedure is None:
            return
        acts = {act.name: act for act in self._procedure.acts()}
        step = acts.get(event.step)
        if step is None or step.gives_to is None:
            return
        parties = frozenset({event.party} if event.party else ())
        for one in sorted(map(str, said(self._facts.get(step.gives_to)))):
            yield Giving(one, "case", happened, parties, self._named)

    def _asked(self, event: Event) -> None:
        """What somebody's request changed here: it may say whom their data went to."""
        if isinstance(event, TextsRestricted):
            self._for(event.request, event.parties)
        elif isinstance(event, TextCorrected):
            self._for(event.request, (event.party,))
        elif isinstance(event, RedactionWanted):
            self._for(event.ordered_by, (event.party,))

    def _for(self, request: UUID, parties: Iterable[int]) -> None:
        known = self.requests.get(request, frozenset())
        self.requests[request] = known.union(parties)


def handed_out(code: Code, history: Iterable[Happened]) -> HandedOut:
    """What the history of a case says of who was given something of it."""
    told = HandedOut(code)
    for happened in history:
        told.after(happened)
    return told


def named_in(
    request: Iterable[Happened], parties: frozenset[int] = frozenset()
) -> Iterator[Giving]:
    """Recipients that an officer named in a request, of texts about these parties."""
    for happened in request:
        if isinstance(happened.event, RecipientTold):
            yield Giving(happened.event.recipient, "named", happened, parties)
