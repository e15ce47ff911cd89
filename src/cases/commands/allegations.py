"""Putting into words what somebody is said to have done."""

from collections.abc import Collection, Iterator
from typing import ClassVar

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.applicable import meant_for
from cases.commands.binding import bound, register_of
from cases.commands.command import Circumstances, Clauses, Day, Number, StepCommand
from cases.commands.people import accused
from cases.edition.accusing import binds, category
from cases.edition.edition import Edition
from cases.edition.procedure import unmet
from cases.edition.terms import Category
from cases.errors import Refused
from cases.events.allegations import AllegationDropped, AllegationFramed
from cases.events.event import Event, Name, Personal


class FrameAllegation(StepCommand):
    """Put one accusation against one party into words, against clauses of the code."""

    step_name: ClassVar[str] = "frame_allegation"

    party: Number
    category: Name
    clauses: Clauses = ()
    """Empty: all clauses of the category."""
    level: Name | None = None
    """Whose commitment it is about, where the edition tells levels apart."""
    conduct_from: Day
    conduct_until: Day
    text: Personal

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return register_of(case, self.party)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        accused(now, self.party)
        if self.conduct_until < self.conduct_from:
            reason = "the conduct ends before it begins"
            raise Refused(reason, now.step.clause, "conduct_until")
        now.past(self.conduct_until, "conduct_until")
        bound(now.case, self.party, self.conduct_from, self.conduct_until)
        edition = self._applicable(now)
        alleged = category(edition, self.category, now.step.clause, "category")
        self._known(edition.clauses, now)
        self._for_the_party(edition, now)
        self._level(edition, now)
        if name := unmet(alleged.when, now.case.facts):
            reason = f"it is not alleged before {name.replace('_', ' ')} is recorded"
            raise Refused(reason, now.step.clause, "category")
        self._apart(alleged, now)
        yield now.happened(
            AllegationFramed,
            **{
                **dict(self),
                "allegation": len(now.case.allegations) + 1,
                "clauses": self.clauses or alleged.clauses,
                "conduct_edition": edition.edition,
            },
        )

    def _for_the_party(self, edition: Edition, now: Circumstances) -> None:
        """Refuse what is not alleged against whom another text binds."""
        party = now.case.parties[self.party]
        if not meant_for(now, edition, edition.categories[self.category].of, party):
            possible = [
                name
                for name, known in edition.categories.items()
                if binds(edition, known.of, party.engagement)
            ]
            reason = "another text applies to the party"
            raise Refused(reason, now.step.clause, "category", allowed=possible)

    def _level(self, edition: Edition, now: Circumstances) -> None:
        if self.level not in (edition.levels or (None,)):
            reason = "the code has no such level"
            allowed = edition.levels
            raise Refused(reason, now.step.clause, "level", allowed=allowed)

    def _apart(self, alleged: Category, now: Circumstances) -> None:
        """Refuse what is never alleged against reporters in their own case."""
        person = now.case.parties[self.party].person
        own = person is not None and person == now.case.reporter
        if own and alleged.apart:
            reason = "it is alleged in a case of its own"
            raise Refused(reason, now.step.clause, "category")

    def _applicable(self, now: Circumstances) -> Edition:
        """The edition in force when it happened, whichever the procedure follows."""
        code = now.case.code
        edition = code.in_force(self.conduct_until, "conduct_until")
        if code.in_force(self.conduct_from, "conduct_from") != edition:
            reason = "the conduct spans two editions: frame one allegation for each"
            raise Refused(reason, now.step.clause, "conduct_from")
        return edition

    def _known(self, clauses: Collection[str], now: Circumstances) -> None:
        for clause in self.clauses:
            if clause not in clauses:
                reason = "the code has no such clause"
                raise Refused(reason, now.step.clause, "clauses", allowed=clauses)


class DropAllegation(StepCommand):
    """Give up an accusation, with the reason."""

    step_name: ClassVar[str] = "drop_allegation"

    allegation: Number
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        unsettled(now, self.allegation)
        party = now.case.allegations[self.allegation].party
        yield now.happened(AllegationDropped, party=party, **dict(self))


def unsettled(now: Circumstances, allegation: int) -> None:
    """Refuse an allegation that is unknown, dropped or determined."""
    known = now.case.allegations.get(allegation)
    if known is None:
        raise Refused("the case has no such allegation", now.step.clause, "allegation")
    if known.settled:
        raise Refused("the allegation is settled", now.step.clause, "allegation")
