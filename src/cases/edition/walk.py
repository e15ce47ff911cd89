"""A procedure on paper: what can come after what, and whether it can end."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cases.edition.procedure import CLOSED, Procedure, Step


class State(NamedTuple):
    """Where a case can be: its phase, and what it has behind it that others ask for."""

    phase: str
    taken: frozenset[str] = frozenset()


class Way(NamedTuple):
    """A step possible in a phase: what it asks for, what it adds, where it leads.

    It asks for all of `after`, and for none of `not_after`.
    """

    step: Step
    after: frozenset[str]
    not_after: frozenset[str]
    adds: frozenset[str]
    phase: str


Moves = Mapping[State, Sequence[tuple[Step, State]]]
"""Every state that can be reached, the steps possible in it and where they lead."""


def moves(procedure: Procedure) -> Moves:
    """Try every step wherever its phase and `after` allow it, from every opening.

    Facts, guards and persons are left out: they are not known on paper.
    """
    ways: dict[str, list[Way]] = {}
    found: dict[State, Sequence[tuple[Step, State]]] = {}
    ahead = [State(opening.phase) for opening in procedure.openings.values()]
    while ahead:
        state = ahead.pop()
        if state not in found:
            if state.phase not in ways:
                ways[state.phase] = list(_ways(procedure, state.phase))
            found[state] = list(_possible(ways[state.phase], state))
            ahead += [after for _, after in found[state] if after not in found]
    return found


def _ways(procedure: Procedure, phase: str) -> Iterator[Way]:
    steps = procedure.acts()
    asked = _asked(steps)
    watched = frozenset().union(*asked.values(), *(s.not_after for s in steps))
    for step in steps:
        if step.possible_in(phase):
            after, not_after = asked[step.name], frozenset(step.not_after)
            adds = watched & {step.name}
            yield Way(step, after, not_after, adds, step.leads_from(phase))


def _asked(steps: Sequence[Step]) -> dict[str, frozenset[str]]:
    """What each step comes after, but for what can be done on the spot.

    A step that stays in the phase and is possible wherever those after it are is no
    question of the way that was taken: what it comes after itself is. Each one less
    halves the states.
    """
    asked = {step.name: frozenset(step.after) for step in steps}
    hindering = frozenset(name for step in steps for name in step.not_after)
    for step in steps:
        needing = [one for one in steps if step.name in asked[one.name]]
        stays = not (step.to or step.closes or step.not_after)
        if stays and step.name not in hindering and _wherever(step, needing):
            for one in needing:
                asked[one.name] = asked[one.name] - {step.name} | asked[step.name]
    return asked


def _wherever(step: Step, others: Sequence[Step]) -> bool:
    """Whether a step is possible in all phases that others are possible in."""
    return all(step.possible_in(phase) for other in others for phase in other.phases)


def _possible(ways: Sequence[Way], state: State) -> Iterator[tuple[Step, State]]:
    taken = state.taken
    for step, after, not_after, adds, phase in ways:
        if after <= taken and taken.isdisjoint(not_after):
            yield step, State(phase, taken | adds)


def dead_ends(moves: Moves) -> Mapping[str, frozenset[str]]:
    """Phases from which a case may never close, and the steps it then lacks.

    The steps are those that another way into the phase has behind it; none when no
    case in that phase can close.
    """
    closing = _closing(moves)
    stuck: dict[str, frozenset[str]] = {}
    for state in moves.keys() - closing:
        better = [s.taken for s in closing if s.phase == state.phase]
        lacking = frozenset[str]().union(*better) - state.taken
        stuck[state.phase] = stuck.get(state.phase, frozenset()) | lacking
    return stuck


def _closing(moves: Moves) -> set[State]:
    """The states from which a case can come to its end."""
    before: dict[State, list[State]] = {state: [] for state in moves}
    for state, steps in moves.items():
        for after in {after for _, after in steps} - {state}:
            before[after].append(state)
    ahead = [state for state in moves if state.phase == CLOSED]
    found: set[State] = set()
    while ahead:
        if (state := ahead.pop()) not in found:
            found.add(state)
            ahead += before[state]
    return found
