"""Rows of the table of clauses: what a code demands, and a scenario that shows it.

`cases/clauses.toml` lists the rows, `clauses_<organisation>.py` has an entry for each:
the edition's clauses, the things of the edition that serve them, and cases in which all
of these things happen.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scenario import Scenario

from cases.events.allegations import (
    AllegationFramed,
    LocalLawPrecedenceDetermined,
)
from cases.events.decision import DecidersConvened, MeasureImposed
from cases.events.event import Event, ProcedureStep
from cases.events.mandates import MandateEvent
from cases.events.opening import CaseOpened
from cases.events.people import ApplicableCodeDetermined
from cases.events.policies import (
    AdherenceConfirmed,
    PolicyVersionPublished,
    PolicyWithdrawn,
)
from cases.events.procedure import ClockStarted
from cases.events.retention import RetentionStarted
from cases.events.routing import OfficeSubstituted

ROWS: Final = tomllib.loads(
    (Path(__file__).parent / "cases/clauses.toml").read_text("utf-8")
)["row"]

Shown = Callable[[], Scenario | Iterable[Scenario]]


@dataclass(frozen=True)
class Entry:
    """A row's clauses, what serves them, and cases that show it."""

    clauses: frozenset[str]
    by: frozenset[str]
    """Names in the table of `cases clauses`, as `gift.approve`."""
    shown: Shown

    def cases(self) -> tuple[Scenario, ...]:
        """The cases, walked."""
        walked = self.shown()
        return (walked,) if isinstance(walked, Scenario) else tuple(walked)


@dataclass(frozen=True)
class Entries:
    """The entries of one code, and the rows that are still without one."""

    organisation: str
    open: Mapping[str, str] = field(default_factory=dict)
    """Rows that nothing shows yet, and what they wait for."""
    by_row: dict[str, Entry] = field(default_factory=dict)

    def show(self, row: str, clauses: str, by: str) -> Callable[[Shown], Shown]:
        """Let a function show a row: its clauses and what serves them, by a comma."""

        def entered(shown: Shown) -> Shown:
            assert row not in self.by_row, f"{row!r} has an entry already"
            self.by_row[row] = Entry(_listed(clauses), _listed(by), shown)
            return shown

        return entered


def _listed(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names.split(","))


def happened(scenario: Scenario) -> Iterator[str]:
    """What of the edition took place in a case, by the names of the table."""
    case = scenario.case
    for event, _ in scenario.history:
        if isinstance(event, CaseOpened):
            yield f"{case.case_type}.{event.opening}"
        if isinstance(event, ProcedureStep):
            own = event.step in case.procedure.steps
            yield f"{case.case_type if own else 'everywhere'}.{event.step}"
        yield from _terms(event)


def _terms(event: Event) -> Iterator[str]:
    """What of the tables of the edition an event names."""
    for kind, fields in NAMED.items():
        if isinstance(event, kind):
            for table, field_name in fields:
                yield f"{table}.{getattr(event, field_name)}"
    if isinstance(event, MandateEvent):
        yield "mandates"
    if isinstance(event, LocalLawPrecedenceDetermined):
        yield "local_law"
    if isinstance(event, AdherenceConfirmed):
        yield from (f"policies.{policy}" for policy in event.versions)


NAMED: Final[Mapping[type[Event], tuple[tuple[str, str], ...]]] = {
    AllegationFramed: (("category", "category"), ("levels", "level")),
    ApplicableCodeDetermined: (("engagements", "engagement"),),
    MeasureImposed: (("measures", "measure"),),
    DecidersConvened: (("bodies", "body"),),
    OfficeSubstituted: (("substitutes", "office"),),
    ClockStarted: (("clocks", "clock"),),
    RetentionStarted: (("retention", "rule"),),
    PolicyVersionPublished: (("policies", "policy"),),
    PolicyWithdrawn: (("policies", "policy"),),
}
"""Events that name an entry of a table: which table, and in which field."""
