"""Until when texts of a case are kept: from which day, how long, by which rule."""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from cases.events.event import Clause, Country, Event, Name

RetentionClass = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,31}$")
]
"""The name of a retention rule of an edition, as `R4`."""

What = Annotated[
    str,
    StringConstraints(pattern=r"^(content|reporter_identity|party_[1-9][0-9]{0,8})$"),
]
"""Texts of a case that are kept equally long: who reported goes before all else, what
is about one accused party alone (`party_2`) by what was found about them."""

Start = Literal[
    "closed",
    "closed_and_term",
    "step_taken",
    "fact",
    "decision_effective",
    "decision_expired",
    "main_case_closed",
    "related_cases_closed",
]
"""How the day is found that a period begins with."""

Because = Literal[
    "hold_released",
    "late_activity",
    "rule_changed",
    "country_known",
    "start_moved",
]
"""What moved the day on which texts go."""

LATE: Final = frozenset({"hold_released", "late_activity"})
"""After these there may be texts again where all had been erased."""


def about_party(number: int) -> What:
    """The texts that are about one accused party alone."""
    return f"party_{number}"


def party_of(what: What) -> int | None:
    """Whom alone those texts are about."""
    return int(what.removeprefix("party_")) if what.startswith("party_") else None


class RetentionSchedule(Event):
    """Until when some texts of a case are kept, and why."""

    what: What
    rule: RetentionClass
    clause: Clause
    basis: str
    edition: str
    """The edition whose rule it is: that of the day, not always the case's."""
    country: Country | None = None
    """Whose law gives the period, when it is not the rule's own."""
    violation: bool | None = None
    """Whether a violation by the party was established, where they alone are meant."""
    start: Start
    started_on: date
    period: str
    """As the edition says it: `3 years`."""
    not_before: date | None = None
    """The earliest day, whatever the rule says: after a hold, or late activity."""
    delete_on: date
    """First day on which the texts must no longer be readable."""


class RetentionStarted(RetentionSchedule):
    """It was laid down until when some texts of a case are kept."""


class RetentionRecalculated(RetentionSchedule):
    """The day on which some texts of a case go was computed anew."""

    was: date
    because: Because


class RetentionTriggered(Event):
    """A step was taken that a period may begin with."""

    trigger: Name
    on: date
    clause: Clause
