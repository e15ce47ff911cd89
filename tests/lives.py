"""Whole lives of reports: as an edition has them end, and as chance goes on from there.

The walk through a procedure knows the ways to each of its ends. A life goes one of them
with one step left out, or none, and then does whatever chance asks for.
"""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Final

from hypothesis import strategies as st
from reacting import Reacting
from scenario import Scenario
from shipped import codes
from walking import Walk as Paths
from walking import Way
from walks import Walk, further

from cases.case.case import Case
from cases.case.fold import after
from cases.commands.allegations import FrameAllegation
from cases.commands.consequences import OUTLASTING
from cases.edition.code import Code
from cases.edition.procedure import Procedure
from cases.events.closing import CaseClosed
from cases.events.event import ProcedureStep

CODES: Final = codes()
REPORTS: Final = tuple(
    (code, code.editions[-1].procedures[name])
    for code in CODES.values()
    for name in ("breach_report", "retaliation_complaint")
)


@cache
def ends(organisation: str, procedure: str) -> tuple[Way, ...]:
    """One way to each end, from each opening."""
    code = CODES[organisation]
    edition = code.editions[-1]
    paths = Paths(code, edition, edition.procedure(procedure)).go()
    return tuple(paths.ends.values())


def life(report: tuple[Code, Procedure], seed: int, more: int) -> Walk:
    """A way to an end but for one step, as far as it is let, and so much more."""
    code, procedure = report
    chance = Random(seed)
    steps = list(led(chance.choice(ends(code.organisation, procedure.name))))
    left_out = chance.randint(1, len(steps))
    walk = Walk(code, Scenario(Case(code)))
    for way in steps[:left_out]:
        _go_on(walk, way)
    walk.at = steps[left_out - 1].at
    for way in steps[left_out + 1 :]:
        if way.last is not None:
            walk.at = way.at
            walk.ask(*way.last)
    for _ in range(more):
        further(chance, walk)
    return walk


def _go_on(walk: Walk, way: Way) -> None:
    """Let happen what a command on the way brought about."""
    history = way.so_far.history
    new = history[len(walk.so_far.history) :]
    if new:
        events = [event for event, _ in new]
        walk.done.append((walk.case, new[0][1], events))
        case = walk.case
        for event, actor in new:
            case = after(case, event, actor)
        walk.so_far = Scenario(case, None, history)
        walk.stages.append(case)


def led(way: Way) -> Iterator[Way]:
    """The case after each command on the way there."""
    if way.before is not None:
        yield from led(way.before)
    if way.so_far.history:
        yield way


def accused_of(report: tuple[Code, Procedure], category: str, without: str) -> Walk:
    """The life of a violation, accused of this, with a step left out; as far as let."""
    code, procedure = report
    clauses = code.editions[-1].categories[category].clauses[:1]
    way = max(ends(code.organisation, procedure.name), key=_measures)
    walk = Walk(code, Scenario(Case(code)))
    for one in led(way):
        walk.at = one.at
        if one.last is None:
            _go_on(walk, one)
            continue
        command, *by = one.last
        if isinstance(command, FrameAllegation):
            said = {"category": category, "clauses": clauses}
            command = command.model_copy(update=said)
        if getattr(command, "step_name", "") != without:
            walk.ask(command, *by)
    return walk


def _measures(way: Way) -> int:
    """How many stand in the end."""
    return len(way.so_far.case.measures)


def whole_lives() -> st.SearchStrategy[Walk]:
    """All lives; one that goes on less is simpler."""
    seeds, more = st.integers(0, 2**32), st.sampled_from((0, 1, 3, 8, 21))
    return st.builds(life, st.sampled_from(REPORTS), seeds, more)


def endings(walk: Walk) -> Iterator[tuple[Case, CaseClosed]]:
    """Each end, with the case before the command that brought it about."""
    for case, _, happened in walk.done:
        yield from (
            (case, event) for event in happened if isinstance(event, CaseClosed)
        )


def whoever_is_excluded_does_no_more_than_answer(walk: Walk) -> None:
    """Nobody acts in a case that they are kept away from, but as accused."""
    for case, actor, happened in walk.done:
        steps = [event.step for event in happened if isinstance(event, ProcedureStep)]
        if actor in case.excluded and steps:
            by = case.procedure.step(steps[0]).by
            assert "subject" in {case.edition.kind_of(role) for role in by}


def no_violation_ends_without_the_measure_it_must_have(walk: Walk) -> None:
    """Of IMA any violation "will result in disciplinary action"; of IOM, what shall."""
    for case, _ in endings(walk):
        alleged = case.allegations.items()
        found = {n for n, a in alleged if a.finding == "established"}
        assert not {n for n in found - case.measured if _must(case, n)}


def _must(case: Case, number: int) -> bool:
    category = case.edition.categories[case.allegations[number].category]
    organisation = case.code.organisation
    return organisation == "ima" or (
        organisation == "iom" and category.discipline_required
    )


def no_report_ends_without_an_outcome_and_an_answer(walk: Walk) -> None:
    """Whoever reported is told what came of it, or it is recorded why they are not."""
    for case, end in endings(walk):
        if case.procedure.kind == "report" and case.code.organisation in CODES:
            assert end.outcome
            assert "feedback" in case.facts


def an_end_leaves_no_time_limit_running(walk: Walk) -> None:
    """Every clock was met, missed and dealt with, or stopped, but that of a hold."""
    for before, _, happened in walk.done:
        case = before
        for event in happened:
            case = after(case, event, "somebody")
        ended = any(isinstance(event, CaseClosed) for event in happened)
        left = [clock for clock, _ in case.clocks if clock not in OUTLASTING]
        assert not (ended and left)


def what_has_followed_once_follows_no_second_time(walk: Walk) -> None:
    """Going through the whole history again causes nothing, with no memory of it."""
    done = Reacting(walk.so_far, walk.at).go_through()
    again = Reacting(done.so_far, walk.at).go_through()
    assert again.so_far.history == done.so_far.history


WHOLE: Final = (
    whoever_is_excluded_does_no_more_than_answer,
    no_violation_ends_without_the_measure_it_must_have,
    no_report_ends_without_an_outcome_and_an_answer,
    an_end_leaves_no_time_limit_running,
)
