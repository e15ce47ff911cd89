"""An accusation in words: of what, against which clauses, when it happened."""

from collections.abc import Collection

from cases.commands.applicable import meant_for
from cases.commands.binding import bound, in_register
from cases.commands.command import Circumstances, Clauses, Command, Day
from cases.commands.people import accused
from cases.edition.accusing import binds, category
from cases.edition.edition import Edition
from cases.edition.facts import unmet
from cases.edition.terms import Category
from cases.errors import Refused
from cases.events.event import Name, Personal


class Accusation(Command):
    """What is said to have been done, and when; by whom, the command itself says."""

    category: Name
    clauses: Clauses = ()
    """Empty: all clauses of the category."""
    level: Name | None = None
    """Whose commitment it is about, where the edition tells levels apart."""
    conduct_from: Day
    conduct_until: Day
    text: Personal

    def worded(self, now: Circumstances, party: int) -> dict[str, object]:
        """What an event says of it, against this party; else Refused."""
        accused(now, party)
        if self.conduct_until < self.conduct_from:
            reason = "the conduct ends before it begins"
            raise Refused(reason, now.step.clause, "conduct_until")
        now.past(self.conduct_until, "conduct_until")
        conduct = (self.conduct_from, self.conduct_until)
        bound(now.case, party, *conduct)
        edition = self._applicable(now)
        alleged = category(edition, self.category, now.step.clause, "category")
        self._known(edition.clauses, now)
        self._for_the_party(edition, now, party)
        self._level(edition, now)
        self._with_what_is_needed(alleged, now)
        self._apart(alleged, now, party)
        return {
            **dict(self),
            "party": party,
            "clauses": self.clauses or alleged.clauses,
            "in_register": in_register(now.case, party, *conduct),
            "conduct_edition": edition.edition,
        }

    def _with_what_is_needed(self, alleged: Category, now: Circumstances) -> None:
        """Refuse what is not alleged before a fact is recorded."""
        if name := unmet(alleged.when, now.case.facts):
            reason = f"it is not alleged before {name.replace('_', ' ')} is recorded"
            raise Refused(reason, now.step.clause, "category")

    def _for_the_party(self, edition: Edition, now: Circumstances, party: int) -> None:
        """Refuse what is not alleged against whom another text binds."""
        known = now.case.parties[party]
        if not meant_for(now, edition, edition.categories[self.category].of, known):
            possible = [
                name
                for name, term in edition.categories.items()
                if binds(edition, term.of, known.engagement)
            ]
            reason = "another text applies to the party"
            raise Refused(reason, now.step.clause, "category", allowed=possible)

    def _level(self, edition: Edition, now: Circumstances) -> None:
        if self.level not in (edition.levels or (None,)):
            reason = "the code has no such level"
            allowed = edition.levels
            raise Refused(reason, now.step.clause, "level", allowed=allowed)

    def _apart(self, alleged: Category, now: Circumstances, party: int) -> None:
        """Refuse what is never alleged against reporters in their own case."""
        person = now.case.parties[party].person
        own = person is not None and person == now.case.reporter
        if own and alleged.apart:
            reason = "it is alleged in a case of its own"
            raise Refused(reason, now.step.clause, "category")

    def _applicable(self, now: Circumstances) -> Edition:
        """The edition in force when it happened, whichever the procedure follows."""
        code = now.case.code
        edition = code.in_force(self.conduct_from, "conduct_from")
        if code.in_force(self.conduct_until) != edition:
            reason = "the conduct spans two editions: frame one allegation for each"
            raise Refused(reason, now.step.clause, "conduct_from")
        return edition

    def _known(self, clauses: Collection[str], now: Circumstances) -> None:
        for clause in self.clauses:
            if clause not in clauses:
                reason = "the code has no such clause"
                raise Refused(reason, now.step.clause, "clauses", allowed=clauses)
