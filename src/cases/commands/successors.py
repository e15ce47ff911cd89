"""Finding somebody for an office that has nobody left in a case, or another office."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.case.fold import after
from cases.commands.bars import interests_of
from cases.commands.by_rule import ByRule, Ordered
from cases.commands.command import Persons
from cases.commands.conflicts import HANDLING, unfit_to_handle
from cases.commands.substitutes import chain, done, routed
from cases.commands.units import of_another
from cases.edition.reaction import Reaction
from cases.errors import Refused
from cases.events.event import Event
from cases.events.people import HandlerDesignated
from cases.events.routing import OfficeSubstituted


class FillOffices(ByRule):
    """Let somebody take the place of whoever may not act, or say that nobody can.

    Whom the edition's chain of offices gives and mandates know: a handler is made of
    them, who still has to declare to have no conflict; another office takes the place
    of one that is not handed to a person. What has somebody again is said, too.
    """

    candidates: Persons = ()
    """Who held one of the offices when it was asked for: whoever reported in
    confidence is recognised among those that a command names, and no others."""

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return tuple(interests_of(person) for person in self.candidates)

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        happened = list(self._found(case, reaction, at))
        for event in happened:
            case = after(case, event, SYSTEM.id)
        if goes_on(case):
            happened += routed(case, case.edition.calendar.day(at), reaction.clause)
        if not happened:
            raise Refused("every office has somebody by now", reaction.clause)
        yield from happened

    def _found(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        """Somebody for each office of a handler that nobody has any more."""
        now = Ordered.of(reaction, case, at)
        for office in sorted(case.routing.lacking if goes_on(case) else ()):
            for person, role in _fit(case, office, self.candidates, at):
                # That there is no conflict is still to be declared.
                yield now.also(
                    "designate_handler",
                    HandlerDesignated,
                    person=person,
                    role=role,
                    conflict_declared_absent=False,
                )
                break


def goes_on(case: Case) -> bool:
    """Whether somebody has to act in the case, and not in one that it is part of."""
    return not case.closed and not case.links.merged


def _fit(
    case: Case, office: str, candidates: Persons, at: datetime
) -> Iterator[tuple[str, str]]:
    """Who may have an office of a handler, or one in its place that nobody has.

    Nobody is given again what they had and lost, and no order says anything of them.
    """
    on = case.edition.calendar.day(at)
    for role in chain(case, office):
        if role in done(case):
            return
        if case.edition.kind_of(role) not in HANDLING:
            continue
        unfit = unfit_to_handle(case, role, on)
        for person in sorted(candidates, key=lambda one: _lot(case, one)):
            had = role in case.served.get(person, ())
            elsewhere = of_another(case, person, role, on)
            if not (had or elsewhere or person in unfit) and case.mandates.holds(
                person, role, on
            ):
                yield person, role


class SubstituteOffices(ByRule):
    """Let another office take the place of those that the reaction names, for good.

    In a case that was merged, too: the one that it belongs to goes there after it.
    """

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        happened = [
            OfficeSubstituted(
                office=office,
                substitute=str(reaction.substitute),
                for_good=True,
                clause=reaction.clause,
            )
            for office in reaction.offices
            if office not in case.routing.elsewhere and not case.closed
        ]
        if not happened:
            raise Refused("the case has gone there already", reaction.clause)
        yield from happened


def _lot(case: Case, person: str) -> bytes:
    """In which order somebody is tried, in this case.

    In the order of names, who is passed over would be known, and with all other
    reasons also who reported.
    """
    return sha256(f"{case.case_id} {person}".encode()).digest()
