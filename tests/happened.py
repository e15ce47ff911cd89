"""Events to begin with, as the log gives them back."""

from datetime import date
from typing import Any, Final
from uuid import uuid4

from cases.events.closing import CaseClosed, HoldPlaced, HoldReleased
from cases.events.event import Sealed
from cases.events.opening import DisclosureMade, ReportReceived
from cases.events.people import (
    HandlerDesignated,
    PartyAdded,
    PartyMatched,
    PersonExcluded,
)
from cases.events.procedure import ClockStarted, StepTaken
from cases.events.retention import RetentionRecalculated, RetentionStarted

DAY: Final = date(2026, 1, 5)
STEP: Final = {"step": "step_7", "clause": "7", "phase": "investigation"}


def text() -> Sealed:
    """A reference to personal text."""
    return Sealed(item=uuid4(), digest="0" * 64)


def reported(**fields: Any) -> ReportReceived:
    """A report, by somebody with an account unless said otherwise."""
    return ReportReceived(
        **{
            "case_type": "breach",
            "kind": "report",
            "edition": "2002",
            "opening": "report_received",
            "label": "Report received on the web",
            "clause": "3",
            "phase": "received",
            "channel": "web",
            "identity_mode": "named",
            "reporter": "reporter-1",
            "received_on": DAY,
            "categories": ("fraud",),
            "account": text(),
            **fields,
        }
    )


def disclosed(**fields: Any) -> DisclosureMade:
    """A disclosure of a gift."""
    return DisclosureMade(
        **{
            "case_type": "gift",
            "kind": "disclosure",
            "edition": "2002",
            "opening": "gift_received",
            "label": "Gift received",
            "clause": "49",
            "phase": "received",
            "declarant": "member-1",
            "account": text(),
            **fields,
        }
    )


def took(label: str = "Report acknowledged") -> StepTaken:
    """A step that only moves the procedure on."""
    return StepTaken(**STEP, label=label)


def added(party: int, role: str) -> PartyAdded:
    """A party."""
    return PartyAdded(**STEP, party=party, role=role, name=text())


def matched(party: int, person: str) -> PartyMatched:
    """A party who turns out to be a person."""
    return PartyMatched(**STEP, party=party, person=person)


def excluded(person: str) -> PersonExcluded:
    """Somebody kept away."""
    return PersonExcluded(**STEP, person=person, reason="subject")


def designated(person: str, role: str = "investigator") -> HandlerDesignated:
    """A handler."""
    return HandlerDesignated(
        **STEP, person=person, role=role, conflict_declared_absent=True
    )


def started(clock: str, due_on: date = DAY) -> ClockStarted:
    """A time limit that runs."""
    return ClockStarted(clock=clock, clause="9", started_on=DAY, due_on=due_on)


def closed() -> CaseClosed:
    """The end."""
    return CaseClosed(outcome="no_breach", closed_on=DAY, clause="9", retention="R4")


KEPT: Final = {
    "what": "content",
    "rule": "R4",
    "clause": "12",
    "basis": "GDPR Art. 5(1)(e)",
    "edition": "2002",
    "start": "closed",
    "started_on": DAY,
    "period": "5 years",
    "delete_on": date(2031, 1, 5),
}


def kept(delete_on: date = date(2031, 1, 5), **fields: Any) -> RetentionStarted:
    """Until when texts are kept: all of them, unless said otherwise."""
    return RetentionStarted(**{**KEPT, "delete_on": delete_on, **fields})


def kept_anew(delete_on: date, **fields: Any) -> RetentionRecalculated:
    """And until when after all."""
    moved = {"was": date(2031, 1, 5), "because": "hold_released"}
    return RetentionRecalculated(**{**KEPT, **moved, "delete_on": delete_on, **fields})


def held(hold: int, review_on: date = DAY, **fields: Any) -> HoldPlaced:
    """A deletion suspended."""
    known = {"hold": hold, "basis": "legal_claim", "review_on": review_on}
    return HoldPlaced(**STEP, **known, reason=text(), **fields)


def released(hold: int) -> HoldReleased:
    """And no longer."""
    return HoldReleased(**STEP, hold=hold, reason=text())
