"""What two cases have to do with each other: merged, split, or told twice."""

from typing import Annotated, Literal
from uuid import UUID

from cases.events.event import Clause, Concealed, Event, Item, Person, Text

How = Literal[
    "merged_into", "took_in", "duplicate_of", "original_of", "split_into", "split_from"
]


class CaseLinked(Event):
    """Another case is about the same; that one says so of this one.

    No step of the procedure: whoever reported sees what was done last, and must not
    learn from it that somebody else reported, too.
    """

    case: UUID
    """The other case."""
    how: How
    """What this one is to it."""
    clause: Clause
    allegations: tuple[int, ...] = ()
    """What is followed up there from now on, when the case is split."""
    kept_away: tuple[Person, ...] = ()
    """Those who must not come near the other case."""
    concerned: tuple[Person, ...] = ()
    """Those whom it concerns: its parties, and its reporter if named."""
    acted: tuple[Person, ...] = ()
    """Those who have taken a step there."""
    concealed: tuple[Concealed, ...] = ()
    """Reporters of the other case, and of those that belong to it, who are not named;
    the sealed items are theirs."""
    reasons: Annotated[Text | None, Item("reason")] = None


class CaseUnlinked(Event):
    """What was said of another case was a mistake: they are not about the same.

    No step of the procedure either, and what was said before stays in the history.
    """

    case: UUID
    """The other case."""
    how: How
    """What this one had been said to be to it."""
    clause: Clause
    kept_away: tuple[Person, ...] = ()
    """Those who must not come near further cases that this one is linked to."""
    reasons: Annotated[Text | None, Item("reason")] = None
