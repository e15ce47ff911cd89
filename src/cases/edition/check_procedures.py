"""What can be wrong with the steps of a procedure together."""

from collections.abc import Iterator
from typing import Final

from cases.edition.check_acts import act_faults, people_faults, since_faults
from cases.edition.check_facts import fact_faults, found_by, unit_faults
from cases.edition.check_links import link_faults
from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path, meant, unknown
from cases.edition.procedure import (
    CLOSED,
    INTERESTED,
    MERGED,
    OPEN,
    OPENING,
    Procedure,
    Step,
)
from cases.edition.walk import Moves, dead_ends, moves

LED_TO: Final = "a phase is that of an opening, or what a step leads 'to'"
NEVER: Final = "no case is in one of its phases with all of its 'after' behind it"
DEAD_END: Final = "a step there 'closes' the case, or leads 'to' where one does"


def procedure_faults(edition: Edition, procedure: Procedure) -> Iterator[Fault]:
    """Faults of each opening and step, then those of the way through them."""
    asked = frozenset(
        name
        for act in (*procedure.openings.values(), *procedure.steps.values())
        for name in (*act.asks, *found_by(act))
    )
    for opening in procedure.openings.values():
        path = _path(procedure, "openings", opening.name)
        yield from act_faults(edition, path, opening)
        yield from fact_faults(path, opening, procedure.facts, frozenset(opening.asks))
        yield from since_faults(path, opening, procedure.facts)
        yield from people_faults(path, edition, opening, procedure.facts)
    for step in procedure.steps.values():
        path = _path(procedure, "steps", step.name)
        yield from act_faults(edition, path, step)
        yield from fact_faults(path, step, procedure.facts, asked)
        yield from _others(procedure, path, step)
    yield from unit_faults(_path(procedure), procedure)
    yield from _clocks(edition, procedure)
    yield from _bars(procedure)
    yield from link_faults(edition, procedure)
    possible = moves(procedure)
    yield from _phases(procedure, possible)
    yield from _ways(procedure, possible)


def _path(procedure: Procedure, *keys: str) -> Path:
    return ("procedures", procedure.name, *keys)


def _others(procedure: Procedure, path: Path, step: Step) -> Iterator[Fault]:
    steps = {other.name for other in procedure.acts()}
    for key in ("after", "not_after"):
        yield from unknown((*path, key), "step", getattr(step, key), steps)
    before = steps | procedure.openings.keys() | {OPENING, INTERESTED}
    yield from unknown((*path, "other_than"), "step", step.other_than, before)


def _clocks(edition: Edition, procedure: Procedure) -> Iterator[Fault]:
    acts = (*procedure.openings.values(), *procedure.acts())
    started = {clock for act in acts for clock in act.starts}
    started |= {r.starts for r in edition.reactions.values() if r.starts}
    for step in procedure.steps.values():
        for key in ("meets", "stops", "pauses", "resumes", "extends"):
            for clock in getattr(step, key):
                if clock in edition.clocks and clock not in started:
                    where = _path(procedure, "steps", step.name, key)
                    hint = "an opening or a step before it 'starts' it"
                    yield Fault(where, f"nothing starts clock {clock!r}", hint)


def _bars(procedure: Procedure) -> Iterator[Fault]:
    """Bars from nobody in particular, and those lifted that nothing sets."""
    named = {n for n, fact in procedure.facts.items() if fact.kind == "pseudonym"}
    acts = (*procedure.openings.values(), *procedure.steps.values())
    for opening in procedure.openings.values():
        if opening.bars and not named & {*opening.asks}:
            path = _path(procedure, "openings", opening.name, "bars")
            yield Fault(path, "nobody is named from whose matters it bars")
    for step in procedure.steps.values():
        if step.frees and not any(act.bars for act in acts):
            path = _path(procedure, "steps", step.name, "frees")
            yield Fault(path, "nothing sets a bar that it could lift")


def _phases(procedure: Procedure, possible: Moves) -> Iterator[Fault]:
    led_to = _led_to(procedure)
    for phase, path in led_to.items():
        if phase in (OPEN, CLOSED, MERGED):
            yield Fault(path, f"{phase!r} is no phase that can be led to")
    reached = {state.phase for state in possible}
    for step in procedure.steps.values():
        path = _path(procedure, "steps", step.name, "in")
        for phase in step.phases:
            if phase not in led_to.keys() | {OPEN, CLOSED, MERGED}:
                what = f"unknown phase {phase!r}: nothing leads to it"
                yield Fault(path, what, meant(phase, led_to) or LED_TO)
            elif phase not in reached | {OPEN, MERGED}:
                what = f"phase {phase!r} cannot be reached"
                yield Fault(path, what, "no step that leads to it can itself be taken")


def _led_to(procedure: Procedure) -> dict[str, Path]:
    """Each phase, and the first opening or step that leads to it."""
    found: dict[str, Path] = {}
    for opening in procedure.openings.values():
        path = _path(procedure, "openings", opening.name, "phase")
        found.setdefault(opening.phase, path)
    for step in procedure.steps.values():
        if step.to:
            found.setdefault(step.to, _path(procedure, "steps", step.name, "to"))
    return found


def _ways(procedure: Procedure, possible: Moves) -> Iterator[Fault]:
    taken = {step.name for steps in possible.values() for step, _ in steps}
    for step in procedure.steps:
        if step not in taken:
            path = _path(procedure, "steps", step)
            yield Fault(path, f"step {step!r} can never be taken", NEVER)
    stuck = dead_ends(possible)
    for phase, path in _led_to(procedure).items():
        if phase in stuck:
            lacking = ", ".join(sorted(stuck[phase]))
            unless = f" unless before it: {lacking}" if lacking else ""
            what = f"phase {phase!r} is a dead end: no closing step can be reached"
            yield Fault(path, f"{what}{unless}", DEAD_END)
