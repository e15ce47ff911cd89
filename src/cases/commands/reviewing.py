"""Looking at what somebody did in a case before their conflict came to light."""

from collections.abc import Iterator
from typing import ClassVar

from cases.commands.command import Circumstances, Names, StepCommand
from cases.commands.measure_end import watched
from cases.commands.order import names, place_of
from cases.commands.timing import Timing
from cases.errors import Refused
from cases.events.event import Event, Person, Personal
from cases.events.reviewing import PriorActsReviewed


class ReviewPriorActs(StepCommand):
    """Say of each act of somebody with a conflict whether it stands, or is done again.

    Until then the case does not go on to another phase.
    """

    step_name: ClassVar[str] = "review_prior_acts"

    person: Person
    """Whose acts they are."""
    stands: Names = ()
    """Steps that can be relied on all the same."""
    done_again: Names = ()
    """Steps that cannot, and are possible now; a finding among them is open again."""
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        steps = now.case.routing.to_review.get(self.person)
        if not steps:
            reason = "nothing that this person did is to be reviewed"
            raise Refused(reason, now.step.clause, "person")
        self._each_once(now, steps)
        self._by_somebody_else(now, steps)
        for name in self.done_again:
            if not now.case.procedure.step(name).possible_in(place_of(now.case)):
                reason = "a step to be done again is not possible now"
                raise Refused(reason, now.step.clause, "done_again")
        reviewed = now.happened(PriorActsReviewed, **dict(self))
        yield reviewed
        yield from watched(Timing(now.case, now.at), reviewed)

    def _each_once(self, now: Circumstances, steps: frozenset[str]) -> None:
        said = (*self.stands, *self.done_again)
        if sorted(said) != sorted(steps):
            reason = "each of the steps stands, or is done again"
            allowed = tuple(sorted(steps))
            raise Refused(reason, now.step.clause, "stands", allowed=allowed)

    def _by_somebody_else(self, now: Circumstances, steps: frozenset[str]) -> None:
        case = now.case
        theirs = frozenset().union(*(case.taken.get(name, ()) for name in steps))
        decided = case.decided if "determine" in steps else frozenset()
        if names(case, now.by) & (theirs | decided):
            reason = "who took part in what is reviewed does not review it"
            raise Refused(reason, now.step.clause)
