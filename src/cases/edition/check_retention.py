"""What can be wrong with how long texts are kept."""

from collections.abc import Iterator
from typing import Final

from cases.calendar import Period
from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path, unknown
from cases.edition.terms import Retention, Starts

NEEDS: Final = {"closed_and_term": "term", "step_taken": "steps", "fact": "fact"}
"""What says when a period begins that begins so."""


def retention_faults(edition: Edition) -> Iterator[Fault]:
    """Periods of hours, starts that nothing comes to, rules for other texts."""
    for name, rule in edition.retention.items():
        path = ("retention", name)
        yield from _periods(path, rule)
        yield from _start(path, rule.starts)
        yield from _known(edition, path, rule.starts)
        yield from _cleared(edition, path, rule)
    others = {n for n, rule in edition.retention.items() if rule.what != "content"}
    for procedure in edition.procedures.values():
        for step in procedure.steps.values():
            if step.retention in others:
                where = ("procedures", procedure.name, "steps", step.name, "retention")
                what = f"rule {step.retention!r} is for other texts than the content"
                yield Fault(where, what)


def _cleared(edition: Edition, path: Path, rule: Retention) -> Iterator[Fault]:
    named = [rule.cleared] if rule.cleared else []
    contents = [n for n, one in edition.retention.items() if one.what == "content"]
    yield from unknown((*path, "cleared"), "rule for the content", named, contents)


def _periods(path: Path, rule: Retention) -> Iterator[Fault]:
    periods: dict[Path, Period | None] = {
        (*path, "period"): rule.period,
        (*path, "starts", "term"): rule.starts.term,
    }
    for country, abroad in rule.countries.items():
        periods[(*path, "countries", country, "period")] = abroad.period
    for where, period in periods.items():
        if period is not None and period.hours is not None:
            yield Fault(where, "a retention period is in days or longer")


def _start(path: Path, starts: Starts) -> Iterator[Fault]:
    needed = NEEDS.get(starts.at)
    for key in NEEDS.values():
        given = bool(getattr(starts, key))
        if given != (key == needed):
            what = "is needed" if key == needed else "means nothing"
            yield Fault((*path, "starts"), f"{key!r} {what} for {starts.at!r}")


def _known(edition: Edition, path: Path, starts: Starts) -> Iterator[Fault]:
    procedures = edition.procedures.values()
    steps = {step for one in procedures for step in one.steps} | {*edition.everywhere}
    yield from unknown((*path, "starts", "steps"), "step", starts.steps, steps)
    days = {
        name
        for procedure in procedures
        for name, asked in procedure.facts.items()
        if asked.kind.endswith("date")
    }
    named = [starts.fact] if starts.fact else []
    yield from unknown((*path, "starts", "fact"), "fact that is a day", named, days)
