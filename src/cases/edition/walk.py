"""A procedure on paper: what can come after what, and whether it can end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.edition.procedure import CLOSED, Procedure, Step


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can be: its phase, and what it has behind it that others ask for."""

    phase: str
    taken: frozenset[str] = frozenset()


Moves = Mapping[State, Sequence[tuple[Step, State]]]
"""Every state that can be reached, the steps possible in it and where they lead."""


def moves(procedure: Procedure) -> Moves:
    """Try every step wherever its phase and `after` allow it, from every opening.

    Facts, guards and persons are left out: they are not known on paper.
    """
    steps = procedure.acts()
    watched = frozenset(name for step in steps for name in step.after)
    found: dict[State, Sequence[tuple[Step, State]]] = {}
    ahead = [State(opening.phase) for opening in procedure.openings.values()]
    while ahead:
        state = ahead.pop()
        if state not in found:
            found[state] = list(_possible(steps, state, watched))
            ahead += [after for _, after in found[state]]
    return found


def _possible(
    steps: Iterable[Step], state: State, watched: frozenset[str]
) -> Iterator[tuple[Step, State]]:
    for step in steps:
        if step.possible_in(state.phase) and state.taken.issuperset(step.after):
            taken = state.taken | ({step.name} & watched)
            yield step, State(step.leads_from(state.phase), taken)


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
        for _, after in steps:
            before[after].append(state)
    ahead = [state for state in moves if state.phase == CLOSED]
    found: set[State] = set()
    while ahead:
        if (state := ahead.pop()) not in found:
            found.add(state)
            ahead += before[state]
    return found
