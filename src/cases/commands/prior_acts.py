"""What somebody did in a case who turns out to have a conflict: listed, for others."""

from collections.abc import Iterator
from typing import Final

from cases.actors import OWN_ONLY
from cases.case.case import Case
from cases.commands.command import Circumstances
from cases.events.event import Event
from cases.events.reviewing import ReviewOfPriorActsRequired

REVIEW: Final = "review_prior_acts"
ABOUT_THEMSELVES: Final = frozenset(
    {"declare_conflict", "declare_neutrality", "recuse_decider", "recuse_handler"}
)
"""Steps by which somebody says of themselves whether they may act."""


def review_required(now: Circumstances, person: str) -> Iterator[Event]:
    """That others look at what the person did, where the code has a step for it."""
    case = now.case
    acts = {act.name: act for act in case.procedure.acts()}
    steps = acts_of(case, person)
    if REVIEW in acts and steps and person not in case.routing.to_review:
        yield ReviewOfPriorActsRequired(
            person=person, steps=steps, clause=acts[REVIEW].clause
        )


def acts_of(case: Case, person: str) -> tuple[str, ...]:
    """The steps of offices that somebody took, or took part in, so far.

    What they said of their own matters as a party or reporter is no act of an office.
    """
    taken = [
        act.name
        for act in case.procedure.acts()
        if person in case.taken.get(act.name, ())
        and act.name not in ABOUT_THEMSELVES
        and OWN_ONLY.isdisjoint(map(case.edition.kind_of, act.by))
    ]
    decided = ["determine"] if person in case.decided else []
    return tuple(dict.fromkeys((*taken, *decided)))
