"""What the log knows of the moment of an event, for the rules that follow it."""

from functools import cached_property
from uuid import UUID

from api.organisations import Organisation
from cases.case.case import Case
from cases.case.fold import replay
from cases.case.parts import Relation
from cases.case.replacing import replace
from cases.events.mandates import MANDATES
from cases.log.recorded import Recorded
from cases.mandates import Mandates


class Knowing:
    """Answers about an event's moment, each looked up once."""

    def __init__(self, organisation: Organisation, recorded: Recorded) -> None:
        self._here = organisation
        self._recorded = recorded

    def case(self) -> Case:
        """The case right after the event; of people only those whom the log names."""
        return self._case

    def case_of(self, stream: UUID) -> Case:
        """A case as it stood then, with who held which office."""
        return replace(self._then(stream), mandates=self._mandates)

    def mandates(self) -> Mandates:
        """Who held which office, as far as was recorded then."""
        return self._mandates

    def relation(self, name: str) -> Relation:
        """What had happened in all cases that touches the relation."""
        before = self._touching(name)
        events = tuple((one.stream, one.event) for one in before)
        return Relation(len(events), events)

    def streams(self, relation: str) -> tuple[UUID, ...]:
        """The cases in which the relation had been touched, each once."""
        return tuple(dict.fromkeys(one.stream for one in self._touching(relation)))

    def _touching(self, relation: str) -> list[Recorded]:
        found = self._here.log.relation(relation).events
        return [one for one in found if one.position <= self._recorded.position]

    def _then(self, stream: UUID) -> Case:
        history = self._here.log.history(stream)
        deeds = (
            (one.event, one.envelope.actor)
            for one in history
            if one.position <= self._recorded.position
        )
        return replay(self._here.code, deeds)

    @cached_property
    def _mandates(self) -> Mandates:
        return self._then(MANDATES).mandates

    @cached_property
    def _case(self) -> Case:
        return self._then(self._recorded.stream)
