"""What somebody did in a case before a conflict of theirs came to light."""

from typing import Annotated

from cases.events.event import Clause, Event, Item, Name, Person, ProcedureStep, Text


class ReviewOfPriorActsRequired(Event):
    """Others have to look at what somebody did who may not act in the case any more."""

    person: Person
    steps: tuple[Name, ...]
    """All they took in an office, or took part in, in their first order."""
    clause: Clause


class PriorActsReviewed(ProcedureStep):
    """Somebody else looked at them, and said of each whether it stands."""

    person: Person
    stands: tuple[Name, ...] = ()
    done_again: tuple[Name, ...] = ()
    """Not relied on: where it has to come before something, it is done again."""
    reasons: Annotated[Text, Item("reason")]
