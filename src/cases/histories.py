"""The cases of a log as they stand, with those whom the log does not name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from cases.actors import Actor
from cases.case import parts
from cases.case.case import Case
from cases.case.erasure import AskedText, InCase
from cases.case.fold import continued
from cases.case.replacing import replace
from cases.case.standing import Standing, Standings
from cases.commands.command import Command, Elsewhere
from cases.edition.code import Code
from cases.events.event import Concealed, Event, Hidden
from cases.events.mandates import MANDATES
from cases.events.opening import CaseOpened
from cases.identifier import new_id
from cases.log.log import Log
from cases.log.personal import texts_in
from cases.log.recorded import Appended, Part, Past, Relation
from cases.mandates import Mandates

Recognise = Callable[[Concealed, Iterable[str]], Hidden]
"""Tells which of some persons are those that the log does not name."""


@dataclass(frozen=True)
class Histories:
    """Replays cases, goes on from where they stood, and recognises people in them."""

    code: Code
    log: Log
    recognised: Recognise
    standings: Standings = field(default_factory=Standings)

    def standing(
        self, case: UUID, by: Actor, named: frozenset[str] = frozenset()
    ) -> Standing:
        """The case and its version; an empty one when unknown.

        Recognised in it are the actor and those whom a command names.
        """
        standing, offices = self._with_offices(case)
        return self._seen(standing, offices, by, named)

    def last_known(self, case: UUID, by: Actor, named: frozenset[str]) -> Standing:
        """The same, by what was last asked or done here.

        The log holds more by now, perhaps: it is to be told what was relied on.
        """
        return self._seen(self._kept(case), self._kept(MANDATES), by, named)

    def goes_on(self, appended: Appended) -> None:
        """Keep what a case became by a command, if it is known what it was before."""
        known = self._kept(appended.stream)
        if known.version + len(appended.deeds) == appended.version:
            now = continued(known.case, appended.deeds)
            standing = Standing(now, appended.version, appended.position)
            self.standings.put(appended.stream, standing)

    def _seen(
        self, standing: Standing, offices: Standing, by: Actor, named: frozenset[str]
    ) -> Standing:
        found = replace(self._hosted(standing.case), mandates=offices.case.mandates)
        return replace(standing, case=self._recognising(found, by, named))

    def beginning(self) -> Standing:
        """A case that is still to be opened."""
        return Standing(Case(self.code, mandates=self.mandates()))

    def mandates(self) -> Mandates:
        """Who holds which office."""
        return self._replayed(MANDATES).case.mandates

    def surroundings(
        self, case_id: UUID, case: Case, command: Command, by: Actor
    ) -> "Surroundings":
        """The case with the answers and the other cases that a command asks for.

        Recognised in each is whoever turns up in one of them.
        """
        relations = {one: self.log.relation(one) for one in command.questions(case, by)}
        others = self._others(case_id, case, command, by)
        if others:
            named = command.words().union(*_people(case, others))
            case = self._recognising(case, by, named)
        cases = {one: found.case for one, found in others.items()}
        answers = {name: _answer(relation) for name, relation in relations.items()}
        known = replace(case.redactions, asked=self._texts(case_id, command))
        return Surroundings(
            replace(case.knowing(answers), redactions=known).among(
                case_id, cases, new_id()
            ),
            others,
            {name: relation.version for name, relation in relations.items()},
        )

    def _texts(self, case_id: UUID, command: Command) -> Mapping[InCase, AskedText]:
        """The texts that a command asks about, as far as there are any."""
        wanted: dict[UUID | None, set[UUID]] = {}
        for case, item in command.asked_texts():
            wanted.setdefault(case, set()).add(item)
        return {
            (case, item): text
            for case, items in wanted.items()
            for item, text in texts_in(self.log.history(case or case_id), items)
        }

    def _others(
        self, case_id: UUID, case: Case, command: Command, by: Actor
    ) -> Mapping[UUID, Standing]:
        """The other cases that a command is about, as far as there are any."""
        wanted = {one: self._replayed(one) for one in command.others(case)}
        if not wanted:
            return {}
        there = {
            one: found
            for one, found in wanted.items()
            if one != case_id and found.case.case_type
        }
        named = command.words().union(*_people(case, there))
        return {
            one: replace(
                found, case=self._recognising(self._hosted(found.case), by, named)
            )
            for one, found in there.items()
        }

    def _hosted(self, case: Case) -> Case:
        """The case together with the one that it follows."""
        if case.links.follows is None:
            return case
        return replace(case, host=self._replayed(case.links.follows).case)

    def _recognising(self, case: Case, by: Actor, named: frozenset[str]) -> Case:
        """The case as its rules need it: with whoever it is about that is not named."""
        elsewhere = case.links.concealed
        if not (case.concealed or elsewhere):
            return case
        about = {by.id, by.on_behalf_of or by.id} | named | case.everybody()
        own = [self.recognised(concealed, about) for concealed in case.concealed]
        hidden = Hidden(
            reporter=next((one.reporter for one in own if one.reporter), None),
            no_office=tuple(person for one in own for person in one.no_office),
        )
        others = (self.recognised(concealed, about) for concealed in elsewhere)
        return case.recognising(hidden, *others)

    def _replayed(self, case: UUID) -> Standing:
        known = self._kept(case)
        return self._continued(case, known, self.log.past(case, known.version))

    def _with_offices(self, case: UUID) -> tuple[Standing, Standing]:
        """A case, and the offices of the organisation, in one question to the log."""
        if case == MANDATES:
            return (offices := self._replayed(MANDATES)), offices
        known, kept = self._kept(case), self._kept(MANDATES)
        past, given = self.log.two_pasts(
            (case, known.version), (MANDATES, kept.version)
        )
        standing = self._continued(case, known, past)
        return standing, self._continued(MANDATES, kept, given)

    def _kept(self, case: UUID) -> Standing:
        return self.standings.get(case) or self._unknown

    @cached_property
    def _unknown(self) -> Standing:
        """What every case begins as."""
        return Standing(Case(self.code))

    def _continued(self, case: UUID, known: Standing, past: Past) -> Standing:
        if past.version == known.version:
            return known
        now = continued(known.case, past.deeds)
        standing = Standing(now, past.version, past.position)
        self.standings.put(case, standing)
        return standing


@dataclass(frozen=True)
class Surroundings:
    """A case among others, and what its state was asked of."""

    case: Case
    others: Mapping[UUID, Standing]
    guards: Mapping[str, int]
    """The counters of the relations that the command was told of."""

    def parts(self, elsewhere: Iterable[Elsewhere]) -> list[Part]:
        """What happens in other cases, case by case; one that is not there begins."""
        events: dict[UUID, list[Event]] = {}
        for case, event in elsewhere:
            events.setdefault(case, []).append(event)
        new = Standing(Case(self.case.code))
        return [
            Part(case, there.version, told, applied(there.case, told[0]))
            for case, told in events.items()
            for there in (self.others.get(case, new),)
        ]


def applied(case: Case, first: Event) -> str:
    """The edition under which something happens: of a case that begins, its own."""
    return first.edition if isinstance(first, CaseOpened) else case.edition_name


def _people(case: Case, others: Mapping[UUID, Standing]) -> Iterator[frozenset[str]]:
    yield case.everybody()
    for found in others.values():
        yield found.case.everybody()


def _answer(relation: Relation) -> parts.Relation:
    events = tuple((recorded.stream, recorded.event) for recorded in relation.events)
    return parts.Relation(relation.version, events)
