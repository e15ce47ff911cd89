"""Deciding: a body with a quorum, a finding for each allegation, measures."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Panel
from cases.commands.allegations import unsettled
from cases.commands.alleged import alleged
from cases.commands.applicable import meant_for
from cases.commands.bars import interests_of
from cases.commands.binding import register_of, shown_bound
from cases.commands.bodies import body_here
from cases.commands.command import (
    Circumstances,
    Day,
    Names,
    Number,
    Numbers,
    OneOrMore,
    Persons,
    StepCommand,
    YesNo,
)
from cases.commands.conflicts import (
    departs,
    fit,
    opinion_given,
    quorum_kept,
    unfit_to_decide,
    without,
)
from cases.commands.investigation import relied_on
from cases.commands.local_law import applies
from cases.commands.measure_end import watched
from cases.commands.timing import Timing
from cases.edition.accusing import binds
from cases.edition.measure import ENDS, Measure
from cases.errors import NotPermitted, Refused
from cases.events.decision import (
    DeciderRecused,
    DecidersConvened,
    DeterminationMade,
    Finding,
    MeasureImposed,
)
from cases.events.event import Event, Name, Person, Personal


class ConveneDeciders(StepCommand):
    """Let the deciding body meet, without those who have a conflict."""

    step_name: ClassVar[str] = "convene_deciders"

    body: Name
    present: Persons

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return tuple(interests_of(person) for person in dict.fromkeys(self.present))

    def happens(self, now: Circumstances) -> Iterator[Event]:
        body = body_here(now, self.body)
        if not 0 < len(self.present) <= body.members:
            reason = f"the body has {body.members} seats"
            raise Refused(reason, body.clause, "present")
        unfit = unfit_to_decide(now.case) | now.case.reviewers()
        fit(now, "present", set(self.present), unfit)
        present = tuple(sorted(self.present))
        yield now.happened(
            DecidersConvened,
            body=self.body,
            members=body.members,
            quorum=body.quorum,
            present=present,
        )
        panel = Panel(self.body, body.quorum, frozenset(present))
        yield from quorum_kept(now, panel)


class RecuseDecider(StepCommand):
    """Stand down as a member of the deciding body, or stand somebody down."""

    step_name: ClassVar[str] = "recuse_decider"

    person: Person
    reason: Personal | None = None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        panel = now.case.panel
        if self.person not in panel.present:
            raise Refused("the person does not decide", now.step.clause, "person")
        yield now.happened(DeciderRecused, **dict(self))
        yield from quorum_kept(now, without(panel, self.person))


class Determine(StepCommand):
    """Determine whether one allegation is true, on the evidence considered."""

    step_name: ClassVar[str] = "determine"

    allegation: Number
    finding: Finding
    evidence: Numbers = ()
    departs_from_opinion: YesNo = False
    """The reasons say why an arbitrator's opinion is not followed."""
    despite_alteration: YesNo = False
    """Some of the evidence was found altered; the reasons say why it counts."""
    shown: Names = ()
    """What the edition asks to have shown for this kind of violation."""
    reasons: Personal

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        known = case.allegations.get(self.allegation)
        return register_of(case, known.party) if known else ()

    def happens(self, now: Circumstances) -> Iterator[Event]:
        known = unsettled(now, self.allegation)
        relied_on(now, self.evidence, self.despite_alteration)
        self._justified(now)
        if now.by.id not in now.case.panel.present:
            raise NotPermitted("only a convened member determines", now.step.clause)
        if self.finding == "established" and not self.evidence:
            reason = "what is established rests on evidence"
            raise Refused(reason, now.step.clause, "evidence")
        if self.finding == "established":
            applies(now, self.allegation)
            shown_bound(now.case, known.party, *known.conduct)
        self._wholly_shown(now)
        yield now.happened(
            DeterminationMade,
            party=known.party,
            determined_on=now.today,
            deciders=tuple(sorted(now.case.panel.present)),
            **dict(self),
        )

    def _justified(self, now: Circumstances) -> None:
        """Refuse to depart from an opinion unsaid: the reasons are to speak of it."""
        if self.departs_from_opinion and not opinion_given(now.case):
            reason = "no opinion was given that could be departed from"
            raise Refused(reason, now.step.clause, "departs_from_opinion")
        established = self.finding == "established"
        other = departs(now.case, self.allegation, established)
        if other and not self.departs_from_opinion:
            reason = (
                "an opinion says otherwise, and it is not said why it is not kept to"
            )
            raise Refused(reason, now.step.clause, "departs_from_opinion")

    def _wholly_shown(self, now: Circumstances) -> None:
        """Refuse to establish what is shown in part: each part needs its own proof."""
        category = alleged(now.case, self.allegation)
        parts, clause = category.proof, ", ".join(category.clauses)
        if {*self.shown} - {*parts}:
            reason = "a violation of this kind has no such part"
            raise Refused(reason, clause, "shown", allowed=parts)
        missing = [part for part in parts if part not in self.shown]
        if self.finding == "established" and missing:
            reason = f"not shown by itself: {', '.join(missing)}"
            raise Refused(reason, clause, "shown", allowed=parts)


class ImposeMeasure(StepCommand):
    """Let a measure follow from what was established."""

    step_name: ClassVar[str] = "impose_measure"

    party: Number
    measure: Name
    allegations: OneOrMore
    effective_on: Day
    expires_on: Day | None = None
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        _member(now)
        if self.party in now.case.notified:
            reason = "the party has been told what was decided"
            raise Refused(reason, now.step.clause, "party")
        imposed = self.imposed(now)
        yield imposed
        yield from watched(Timing(now.case, now.at), imposed)

    def imposed(self, now: Circumstances, appeal: int | None = None) -> MeasureImposed:
        """The measure, if the code has it for what was established; else Refused."""
        measure = now.case.edition.measures.get(self.measure)
        if measure is None or measure.interim:
            reason = "the code has no such measure for what was decided"
            measures = now.case.edition.measures.items()
            final = [name for name, known in measures if not known.interim]
            raise Refused(reason, now.step.clause, "measure", allowed=final)
        now.possible(self.effective_on, "effective_on")
        if self.expires_on is not None:
            self._in_time(now, measure, self.expires_on)
        for number in self.allegations:
            self._established(now, number)
        self._for_the_party(now, measure)
        disciplinary = measure.disciplinary
        said = dict(self) | {"disciplinary": disciplinary, "appeal": appeal}
        return now.happened(MeasureImposed, **said)

    def _in_time(self, now: Circumstances, measure: Measure, last: date) -> None:
        """Refuse a last day that comes before the first, or too late."""
        now.possible(last, "expires_on")
        if last < self.effective_on:
            reason = "the measure ends before it begins"
            raise Refused(reason, measure.clause, "expires_on")
        latest = now.case.edition.due(ENDS, self.effective_on).on
        if last > latest:
            reason = "a measure that ends does so sooner"
            clause = now.case.edition.clocks[ENDS].clause
            raise Refused(reason, clause, "expires_on", until=latest)

    def _for_the_party(self, now: Circumstances, measure: Measure) -> None:
        """Refuse what is not for whoever is tied to the organisation otherwise."""
        edition, party = now.case.edition, now.case.parties[self.party]
        if not meant_for(now, edition, measure.of, party):
            possible = [
                name
                for name, known in edition.measures.items()
                if not known.interim and binds(edition, known.of, party.engagement)
            ]
            reason = "the measure is not for a party with this engagement"
            raise Refused(reason, measure.clause, "measure", allowed=possible)

    def _established(self, now: Circumstances, number: int) -> None:
        known = now.case.allegations.get(number)
        if known is None or known.party != self.party:
            reason = "the party has no such allegation"
            raise Refused(reason, now.step.clause, "allegations")
        if known.finding != "established":
            reason = "the allegation is not established"
            raise Refused(reason, now.step.clause, "allegations")


def _member(now: Circumstances) -> None:
    """Whoever acts as a decider has been convened; others record what was decided."""
    if decides(now) and now.by.id not in now.case.panel.present:
        raise NotPermitted("only a convened member decides", now.step.clause)


def decides(now: Circumstances) -> bool:
    """Whether the actor acts as one of those who decide."""
    return now.case.edition.kind_of(now.by.role) == "decider"
