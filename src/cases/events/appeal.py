"""What parties were told of a decision, and how it was looked at again."""

from datetime import date
from typing import Annotated, Literal

from cases.events.event import Item, Name, Person, ProcedureStep, Text

AppealOutcome = Literal["upheld", "varied", "quashed", "remitted"]


class DecisionNotified(ProcedureStep):
    """An accused party was told what was determined about them, and why."""

    party: int
    notified_on: date
    appeal_until: date | None = None
    """Last day on which this party can appeal; None where the code gives no appeal."""
    text: Annotated[Text | None, Item("statement", about="party")] = None


class DecisionMadeKnown(ProcedureStep):
    """Another party was told what came of the case; nobody can appeal by that."""

    party: int
    told_on: date
    text: Annotated[Text | None, Item("statement", about="party")] = None


class AppealWaived(ProcedureStep):
    """An accused party said that they will not appeal."""

    party: int
    waived_on: date
    statement: Annotated[Text | None, Item("statement", about="party")] = None


class AppealLodged(ProcedureStep):
    """An accused party asked for what was decided to be looked at again."""

    appeal: int
    party: int
    lodged_on: date
    grounds: Annotated[Text, Item("statement", about="party")]


class AppealWithdrawn(ProcedureStep):
    """Whoever appealed does so no longer; what was decided stands for them."""

    appeal: int
    party: int
    withdrawn_on: date
    statement: Annotated[Text | None, Item("statement", about="party")] = None


class AppealDecided(ProcedureStep):
    """An appeal was decided, by others than those who decided first."""

    appeal: int
    party: int
    """Who appealed."""
    body: Name
    outcome: AppealOutcome
    allegations: tuple[int, ...] = ()
    """Violations that fall: to be determined anew when remitted, else not established
    any more."""
    panel: tuple[Person, ...]
    reasons: Annotated[Text, Item("reason", about="party")]


class AppealDecisionNotified(ProcedureStep):
    """Whoever appealed was told what became of it, and why."""

    appeal: int
    party: int
    notified_on: date
    text: Annotated[Text | None, Item("statement", about="party")] = None
