"""What can be wrong with clocks, and with what steps do to them."""

from collections.abc import Iterator

from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path
from cases.edition.guards import DEDICATED, OF_ONE_PARTY
from cases.edition.procedure import Step
from cases.edition.terms import Clock


def clock_term_faults(edition: Edition) -> Iterator[Fault]:
    """Contradictions in the clocks themselves."""
    for name, clock in edition.clocks.items():
        path = ("clocks", name)
        if clock.period.hours is not None and (clock.pausable or clock.extension):
            what = "a period in hours neither stands still nor is made longer"
            yield Fault((*path, "period"), what)
        if clock.extension and clock.extension.hours is not None:
            yield Fault((*path, "extension"), "an extension is in days or longer")
        if clock.until and (clock.pausable or clock.extension):
            what = "a clock until a day that is named is not moved otherwise"
            yield Fault((*path, "until"), what)


def clock_faults(edition: Edition, path: Path, step: Step) -> Iterator[Fault]:
    """Clocks that a step may not treat so."""
    for key, clock, fault in (
        ("pauses", _not_pausable, "stands still for nothing"),
        ("extends", _not_extendable, "is never given more time"),
        ("meets", _unexplained, "asks for reasons that this step cannot give"),
    ):
        for name in getattr(step, key):
            if name in edition.clocks and clock(step, edition.clocks[name]):
                yield Fault((*path, key), f"clock {name!r} {fault}")
    for key in ("starts", "meets"):
        for name in getattr(step, key):
            known = edition.clocks.get(name)
            one = step.parties or step.name in OF_ONE_PARTY
            if known and known.per_party and not one:
                what = f"clock {name!r} is a party's own, and the step names none"
                yield Fault((*path, key), what)
    if bool(step.extends) != (step.name == "extend_time_limit"):
        what = "'extends' is for 'extend_time_limit', and needed there"
        yield Fault((*path, "extends"), what)


def _not_pausable(step: Step, clock: Clock) -> bool:
    return not clock.pausable


def _not_extendable(step: Step, clock: Clock) -> bool:
    return clock.extension is None


def _unexplained(step: Step, clock: Clock) -> bool:
    return clock.reasons_when_late and step.name in DEDICATED
