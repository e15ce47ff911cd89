"""How measures that hold until it is decided come to their end by themselves."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from cases.case.run import Run
from cases.commands.timing import Timing
from cases.edition.interim import END, ORDER, REVIEW
from cases.events.event import Event
from cases.events.interim import InterimMeasuresEnded, Over


def over(time: Timing, because: Over) -> Iterator[Event]:
    """The end of the measures that hold for the party; none when none do."""
    case, party = time.case, time.party
    if party is not None and party in case.interim:
        yield InterimMeasuresEnded(
            party=party,
            because=because,
            ended_on=time.on,
            clause=case.procedure.step(ORDER).clause,
        )


def decided(time: Timing, because: Over) -> Iterator[Event]:
    """Their end, and that of the clocks for them, while the case goes on."""
    for event in over(time, because):
        yield event
        yield from stopped(time)


def unaccused(time: Timing, dropped: Collection[int]) -> Iterator[Event]:
    """Their end for those against whom nothing is alleged without these allegations."""
    alleged = time.case.allegations.items()
    left = {one.party for n, one in alleged if not (one.dropped or n in dropped)}
    for party in sorted(time.case.interim.keys() - left):
        yield from decided(replace(time, party=party), "not_accused")


def stopped(time: Timing) -> Iterator[Event]:
    """That nobody has to look at the party's measures any more."""
    for clock in (END, REVIEW):
        for run in time.runs(clock):
            yield from time.stop(run)


def lapsed(time: Timing, run: Run) -> Iterator[Event]:
    """Their end with the day until which they held, once it is over."""
    if run.clock == END and time.over(run):
        yield from over(Timing(time.case, time.when, run.party), "time_over")
