"""Which figures a year has: what each counts, into which parts, and who asks for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from cases.edition.code import Code
from cases.events.appeal import AppealOutcome
from cases.events.decision import Finding
from cases.events.figures import Figure
from cases.events.opening import Channel, IdentityMode
from cases.figures import told
from projections.figure_query import ACKNOWLEDGED, FEEDBACK, MISSED, REPORTS, Counted

DIRECTIVE: Final = "Directive (EU) 2019/1937 Art. 27(2)"
STANDARD: Final = "ISO 37002:2021 9.1"
OURS: Final = "not from the code: what followed, beside what is asked for"

Counts = Mapping[str, Sequence[Counted]]
Parts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure: its meaning, who asks for it, and the kind of event it counts."""

    label: str
    source: str
    fact: str
    by: str | None = None
    """What its parts are; None for one that has none, or several divisions."""


INDICATORS: Final[Mapping[str, Indicator]] = {
    "reports_received": Indicator("Reports received", DIRECTIVE, REPORTS),
    "acknowledgements": Indicator(
        "Reports acknowledged", STANDARD, ACKNOWLEDGED, "punctuality"
    ),
    "feedback": Indicator("Feedback given", STANDARD, FEEDBACK, "punctuality"),
    "missed_time_limits": Indicator(
        "Time limits of reports missed", STANDARD, MISSED, "time_limit"
    ),
    "investigations_opened": Indicator(
        "Investigations opened", DIRECTIVE, "TermsOfReferenceSet"
    ),
    "investigations_closed": Indicator(
        "Investigations closed, with findings", DIRECTIVE, "FindingsIssued"
    ),
    "determinations": Indicator(
        "Allegations determined", DIRECTIVE, "DeterminationMade", "finding"
    ),
    "reports_closed": Indicator(
        "Cases of reports closed", DIRECTIVE, "CaseClosed", "outcome"
    ),
    "measures": Indicator("Measures imposed", OURS, "MeasureImposed", "measure"),
    "interim_measures": Indicator(
        "Orders of measures until it is decided", OURS, "InterimMeasuresOrdered"
    ),
    "appeals_decided": Indicator("Appeals decided", OURS, "AppealDecided", "outcome"),
    "disclosures": Indicator("Disclosures made", OURS, "DisclosureMade", "case_type"),
}
"""By the name of the figure."""

UNKNOWN: Final[Mapping[str, str]] = {
    "estimated financial damage, and amounts recovered": DIRECTIVE,
    "trust in the channel, awareness and training of staff": STANDARD,
}
"""What is asked for and the log does not know, with who asks for it."""


def figures(code: Code, counts: Counts) -> tuple[Figure, ...]:
    """All figures of a year, as they may be told."""
    return tuple(_figure(name, code, counts) for name in INDICATORS)


def _figure(name: str, code: Code, counts: Counts) -> Figure:
    indicator = INDICATORS[name]
    rows = counts.get(indicator.fact, ())
    if name == "reports_received":
        return _reports(code, rows)
    parts = _parts(rows, "part", KNOWN.get(name, _none)(code))
    divided = {indicator.by: parts} if indicator.by else {}
    median = next((one.median_days for one in rows if one.by == "all"), None)
    return told(name, sum(parts.values()), divided, median)


def _reports(code: Code, rows: Sequence[Counted]) -> Figure:
    by_channel = _parts(rows, "channel", get_args(Channel))
    total = sum(by_channel.values())
    categories = _parts(rows, "category", _named(code, "categories"))
    divided = {
        "channel": by_channel,
        "identity_mode": _parts(rows, "identity_mode", get_args(IdentityMode)),
        "case_type": _parts(rows, "case_type", _case_types(code, "report")),
    }
    # A report may name several categories, and none: each divides by itself.
    named = {
        f"category_{name}"[:64]: {"named": count, "not_named": total - count}
        for name, count in categories.items()
    }
    return told("reports_received", total, divided | named)


def _parts(rows: Iterable[Counted], by: str, known: Iterable[str]) -> Parts:
    """How often each part occurred; those that never did are parts, too."""
    counts = {one.part: one.count for one in rows if one.by == by}
    return {name: counts.get(name, 0) for name in dict.fromkeys((*known, *counts))}


def _case_types(code: Code, kind: str) -> Iterable[str]:
    for edition in code.editions:
        for procedure in edition.procedures.values():
            if procedure.kind == kind:
                yield procedure.name


def _outcomes(code: Code) -> Iterable[str]:
    for edition in code.editions:
        for procedure in edition.procedures.values():
            if procedure.kind == "report":
                yield from (one.closes for one in procedure.acts() if one.closes)


def _named(code: Code, table: str) -> Iterable[str]:
    for edition in code.editions:
        yield from getattr(edition, table)


def _none(_code: Code) -> Iterable[str]:
    return ()


KNOWN: Final[Mapping[str, Callable[[Code], Iterable[str]]]] = {
    "acknowledgements": lambda _: ("in_time", "late"),
    "feedback": lambda _: ("in_time", "late"),
    "missed_time_limits": lambda _: (ACKNOWLEDGED, FEEDBACK),
    "determinations": lambda _: get_args(Finding),
    "reports_closed": _outcomes,
    "measures": lambda code: _named(code, "measures"),
    "appeals_decided": lambda _: get_args(AppealOutcome),
    "disclosures": lambda code: _case_types(code, "disclosure"),
}
"""The parts that a figure can have, as the events and the editions name them."""
