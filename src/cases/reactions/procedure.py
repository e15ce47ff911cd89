"""Rules about the procedure: steps and time limits that wait for nobody."""

from collections.abc import Iterator

from cases.case.case import Case
from cases.case.reporters import reads
from cases.commands.by_rule import StartClockByRule, TakeStepByRule, running
from cases.commands.escalating import EscalateClock
from cases.commands.order import place_of
from cases.edition.reaction import Reaction
from cases.events.procedure import ClockMissed
from cases.reactions.asking import asked
from cases.reactions.follows import follows
from cases.reactions.happened import Asked, Whenever


def take_step(when: Whenever) -> Iterator[Asked]:
    """A step that waits for nobody is taken, where the case is at it.

    What the reporter is told with it, only where they can read it.
    """
    if not follows(when):
        return
    case, reaction = when.known.case(), when.reaction
    if _is_at_it(case, reaction) and (reaction.says is None or reads(case)):
        yield Asked(when.happened.stream, TakeStepByRule(reaction=when.name))


def take_step_in_each(when: Whenever) -> Iterator[Asked]:
    """A step that waits for nobody is taken in each case that is at it."""
    if not follows(when):
        return
    for stream in when.known.streams(str(when.reaction.each)):
        case = when.known.case_of(stream)
        if case.case_type in when.reaction.of and _is_at_it(case, when.reaction):
            yield Asked(stream, TakeStepByRule(reaction=when.name), str(stream))


def start_clock(when: Whenever) -> Iterator[Asked]:
    """A time limit begins, unless it ran already when that happened."""
    party = getattr(when.happened.event, "party", None)
    if follows(when) and not running(when.known.case(), when.reaction, party):
        command = StartClockByRule(reaction=when.name, on=when.happened.on, party=party)
        yield Asked(when.happened.stream, command)


def escalate(when: Whenever) -> Iterator[Asked]:
    """The office above is told of a time limit that was missed, and may act in it."""
    event = when.happened.event
    if isinstance(event, ClockMissed) and follows(when):
        command = EscalateClock(
            reaction=when.name, clock=event.clock, party=event.party
        )
        yield from asked(when, when.happened.stream, command)


def _is_at_it(case: Case, reaction: Reaction) -> bool:
    step = case.procedure.step(str(reaction.step))
    return step.possible_in(place_of(case))
