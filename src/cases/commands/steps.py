"""Steps that only move a procedure on."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pydantic import Field

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.answers import checked
from cases.commands.bars import interests_of
from cases.commands.carrying_out import registers
from cases.commands.command import Circumstances, Command, Elsewhere, Number
from cases.commands.consequences import consequences
from cases.commands.disposal_guards import looked_at
from cases.commands.findings import found, to_find
from cases.commands.following import along, answered, closed_with
from cases.commands.forgoing import lapsed
from cases.commands.matters import settled, waited_for
from cases.commands.opening import Facts
from cases.commands.order import due, guarded, permitted
from cases.commands.speaking import concerned
from cases.commands.timing import Timing
from cases.commands.units import of_their_unit
from cases.edition.guards import DEDICATED
from cases.edition.procedure import INTERESTED, Step
from cases.errors import Refused
from cases.events.event import Event, Fact, Name, Personal
from cases.events.opening import CasePlaced, PartyPlaced
from cases.events.procedure import ReporterTold, StepTaken


class TakeStep(Command):
    """Carry out one step of the case's procedure, by the name the edition gives it."""

    step: Name = Field(examples=["acknowledge"])
    party: Number | None = None
    """The party, for a step that is about one; null for whoever asks, or where only
    one is possible."""
    facts: Facts = Field(default_factory=dict)
    note: Personal | None = None

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        step = case.procedure.step(self.step)
        own = (interests_of(by.id),) if INTERESTED in step.other_than else ()
        return (*own, *relations(case, step))

    def others(self, case: Case) -> tuple[UUID, ...]:
        return others(case, case.procedure.step(self.step))

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        step = permitted(case, self.step, by)
        if step.name in DEDICATED:
            reason = "the step has a command of its own"
            raise Refused(reason, step.clause, "step", awaits=[step.name])
        now = Circumstances(case, step, by, at)
        party = concerned(now, self.party)
        due(case, step, by, party)
        of_their_unit(now, party)
        about = replace(now, case=replace(case, about=party))
        yield from taken(about, self.facts, self.note)

    def decide_elsewhere(
        self, case: Case, by: Actor, at: datetime
    ) -> Iterator[Elsewhere]:
        step = case.procedure.step(self.step)
        now = Circumstances(case, step, by, at)
        yield from closed_with(now)
        if step.closes:
            yield from lapsed(now, case.disposal.left)


def relations(case: Case, step: Step) -> tuple[str, ...]:
    """The relations beyond the case that a step depends on, whoever takes it."""
    return (*to_find(case, step), *waited_for(step), *registers(case, step))


def others(case: Case, step: Step) -> tuple[UUID, ...]:
    """The other cases that a step is about, whoever takes it."""
    return (*along(case, step), *looked_at(case, step))


def taken(
    now: Circumstances, facts: Mapping[str, Fact], note: Personal | None = None
) -> Iterator[Event]:
    """The step with its facts, and what follows from it by the edition."""
    case, step = now.case, now.step
    if step.facts_only and note is not None:
        raise Refused("only facts are passed on here", step.clause, "note")
    asked = checked(case.procedure, step, facts, now.today, case.facts)
    facts = {**asked, **found(case, step)}
    known = replace(case, facts={**case.facts, **facts})
    guarded(known, step, now.today)
    answered(known, step)
    settled(case, step)
    _explained(now, note)
    about = {"party": case.about, "facts": facts, "note": note}
    told = ReporterTold if step.tells_reporter and note is not None else StepTaken
    yield now.happened(told, label=step.label, **about)
    yield from _placed(known, step, facts)
    on = step.happened_on(known.facts)
    yield from consequences(known, step, now.at, on, case.about)


def _placed(case: Case, step: Step, facts: Mapping[str, Fact]) -> Iterator[Event]:
    """To which unit the case belongs from now on, or whom the step is about."""
    unit = facts.get(case.procedure.unit or "")
    if unit is None:
        return
    if case.about is None:
        if unit != case.unit:
            yield CasePlaced(unit=str(unit), clause=step.clause)
    elif unit != case.parties[case.about].unit:
        yield PartyPlaced(party=case.about, unit=str(unit), clause=step.clause)


def _explained(now: Circumstances, note: Personal | None) -> None:
    """Refuse what needs reasons without any: a step, or to be late with it."""
    time = Timing(now.case, now.at, now.case.about)
    for clock in now.step.meets:
        term = now.case.edition.clocks[clock]
        late = [run for run in time.runs(clock) if time.over(run)]
        if term.reasons_when_late and late and note is None:
            reason = "the time limit has passed, and it is not said why"
            raise Refused(reason, term.clause, "note", until=late[0].due.on)
    if now.step.reasons and note is None:
        silent = now.step.tells_reporter
        reason = "the reporter is told nothing" if silent else "it is not said why"
        raise Refused(reason, now.step.clause, "note")
