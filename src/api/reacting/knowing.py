"""What the log knows of the moment of an event, for the rules that follow it."""

from functools import cached_property

from api.organisations import Organisation
from cases.case.case import Case
from cases.case.fold import replay
from cases.log.recorded import Recorded


class Knowing:
    """Answers about an event's moment, each looked up once."""

    def __init__(self, organisation: Organisation, recorded: Recorded) -> None:
        self._here = organisation
        self._recorded = recorded

    def case(self) -> Case:
        """The case right after the event; of people only those whom the log names."""
        return self._case

    @cached_property
    def _case(self) -> Case:
        until = self._recorded.version
        history = self._here.log.history(self._recorded.stream)[:until]
        deeds = [(one.event, one.envelope.actor) for one in history]
        return replay(self._here.code, deeds)
