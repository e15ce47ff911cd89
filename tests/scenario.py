"""Given the past, when a command, then the future: how rules are tested."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from refusals import named_as_it_should
from shipped import codes

from cases.actors import Actor
from cases.case.case import Case
from cases.case.fold import after, replay
from cases.commands.command import Command
from cases.commands.opening import OpenCase
from cases.commands.order import stands_open
from cases.edition.code import Code
from cases.errors import CaseError, Refused
from cases.events.event import Event
from cases.events.retention import (
    RetentionRecalculated,
    RetentionStarted,
    RetentionTriggered,
)

DAY_0 = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""A Monday."""

INTAKE = Actor("intake-1", "intake_officer")
OWNER = Actor("owner-1", "case_owner")
INVESTIGATOR = Actor("investigator-1", "investigator")
COMPLIANCE = Actor("compliance-1", "compliance_officer")
DPO = Actor("dpo-1", "data_protection_officer")
MEMBER = Actor("member-1", "member")

KEPT = (RetentionStarted, RetentionRecalculated, RetentionTriggered)
"""What follows wherever a case ends, and has tests of its own."""

Past = Event | tuple[Event, Actor]


def code(organisation: str) -> Code:
    """The code of conduct of an organisation, as it is shipped."""
    return codes()[organisation]


def day(n: int) -> datetime:
    """Nine in the morning, `n` days after the case was opened."""
    return DAY_0 + timedelta(days=n)


@dataclass(frozen=True)
class Scenario:
    """A history, and the outcome of a command upon it."""

    case: Case
    outcome: Sequence[Event] | CaseError | None = None
    history: tuple[tuple[Event, str], ...] = ()
    """What led to the case, and who did it."""

    def when(self, command: Command, by: Actor, at: datetime = DAY_0) -> "Scenario":
        """The command decided, knowing of other cases what it asks for and no more."""
        try:
            outcome = list(command.decide(informed(self.case, command, by), by, at))
        except CaseError as refusal:
            return replace(self, outcome=refusal)
        return replace(self, outcome=outcome)

    def after(self, command: Command, by: Actor, at: datetime = DAY_0) -> "Scenario":
        """The history goes on with a command that was carried out."""
        done = self.when(command, by, at)
        assert not isinstance(done.outcome, CaseError), repr(done.outcome)
        happened = [(event, command.speaker(by).id) for event in done.outcome or ()]
        case = self.case
        for event, actor in happened:
            case = after(case, event, actor)
        return Scenario(case, None, (*self.history, *happened))

    def then(self, *events: Event) -> None:
        assert self.outcome == list(events)

    def then_happens(self, *kinds: type[Event]) -> None:
        """These kinds, in order; until when texts are kept only where it is named."""
        assert not isinstance(self.outcome, CaseError), repr(self.outcome)
        assert self.outcome is not None
        happened = [type(event) for event in self.outcome]
        left_out = {*KEPT} - {*kinds}
        assert [kind for kind in happened if kind not in left_out] == list(kinds)

    def then_nothing(self) -> None:
        assert self.outcome == []

    def then_refused(
        self, error: type[CaseError], reason: str, clause: str = "", field: str = ""
    ) -> None:
        """The words and the clause contain what is said here; the field is this.

        What else it names is what `refusals.toml` has.
        """
        assert isinstance(self.outcome, error), repr(self.outcome)
        assert reason in str(self.outcome)
        assert clause in getattr(self.outcome, "clause", "")
        assert not field or getattr(self.outcome, "field", None) == field
        if isinstance(self.outcome, Refused):
            named_as_it_should(self.outcome)


def informed(case: Case, command: Command, by: Actor) -> Case:
    """A case with those answers, other cases and texts alone that a command asks for.

    Nothing is asked for whoever the case is not open to.
    """
    if not (isinstance(command, OpenCase) or stands_open(case, by)):
        return case
    asked = {*command.questions(case, by)}, {*command.others(case)}
    known = {name: told for name, told in case.known.items() if name in asked[0]}
    others = {name: one for name, one in case.others.items() if name in asked[1]}
    wanted = {*command.asked_texts()}
    texts = {one: text for one, text in case.redactions.asked.items() if one in wanted}
    redactions = replace(case.redactions, asked=texts)
    return replace(case, known=known, others=others, redactions=redactions)


def refusal(asked: Scenario) -> Refused:
    """The refusal, for what it names: until when, what first, what else would do."""
    assert isinstance(asked.outcome, Refused), repr(asked.outcome)
    return asked.outcome


def given(organisation: str, *history: Past) -> Scenario:
    """Start from what has happened so far; without an actor the system did it."""
    pairs = tuple(
        (past[0], past[1].id) if isinstance(past, tuple) else (past, "system")
        for past in history
    )
    return Scenario(replay(code(organisation), pairs), None, pairs)
