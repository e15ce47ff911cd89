"""Rules about offices: whoever may not act, or not any more, and who does instead."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from cases.commands.leaving import LeaveOffices
from cases.commands.substitutes import chain
from cases.commands.successors import FillOffices, SubstituteOffices
from cases.events.closing import CaseReopened
from cases.events.links import CaseLinked
from cases.events.mandates import (
    RoleMandateBegan,
    RoleMandateGranted,
    RoleMandateOver,
)
from cases.events.people import (
    ExclusionLifted,
    HandlerRecused,
    HandlerRemoved,
    PersonExcluded,
)
from cases.events.routing import OfficeSubstituted
from cases.reactions.asking import asked
from cases.reactions.follows import follows
from cases.reactions.happened import Asked, Whenever

MOST: Final = 50
"""Candidates for an office, at most."""

OTHERS_ACT: Final = (
    HandlerRemoved,
    HandlerRecused,
    PersonExcluded,
    ExclusionLifted,
    CaseLinked,
    CaseReopened,
    OfficeSubstituted,
)
"""Events of a case after which others may have to act in it."""


def fill_offices(when: Whenever) -> Iterator[Asked]:
    """Somebody takes the place of whoever may not act, or it is said that none can."""
    for stream in dict.fromkeys(_touched(when)):
        candidates = tuple(sorted(_candidates(when, stream)))[:MOST]
        command = FillOffices(reaction=when.name, candidates=candidates)
        yield from asked(when, stream, command)


def leave_offices(when: Whenever) -> Iterator[Asked]:
    """Whose mandate is over loses what they had by it in every case."""
    event = when.happened.event
    if isinstance(event, RoleMandateOver):
        command = LeaveOffices(reaction=when.name, person=event.person, role=event.role)
        for stream in when.known.streams(f"person:{event.person}:offices"):
            yield from asked(when, stream, command)


def go_to_another_office(when: Whenever) -> Iterator[Asked]:
    """Another office takes the place of those that would be concerned with it."""
    command = SubstituteOffices(reaction=when.name)
    for stream in dict.fromkeys(_sent_elsewhere(when)):
        yield from asked(when, stream, command)


def _sent_elsewhere(when: Whenever) -> Iterator[UUID]:
    """The case that goes there, and the one that goes on for a case that did."""
    event, known = when.happened.event, when.known
    if follows(when):
        yield when.happened.stream
    if isinstance(event, OfficeSubstituted) and event.for_good:
        links = known.case().links
        if links.merged and links.follows and event.office in when.reaction.offices:
            yield links.follows
    if isinstance(event, CaseLinked) and event.how == "took_in":
        gone = known.case_of(event.case).routing.elsewhere.items()
        if any(
            (one, when.reaction.substitute) in gone for one in when.reaction.offices
        ):
            yield when.happened.stream


def _touched(when: Whenever) -> Iterator[UUID]:
    """The cases in which others may have to act because of the event."""
    event, known = when.happened.event, when.known
    if isinstance(event, OTHERS_ACT):
        yield when.happened.stream
    if isinstance(event, RoleMandateGranted | RoleMandateBegan | RoleMandateOver):
        yield from known.streams(f"office:{event.role}:wanted")
    if isinstance(event, RoleMandateOver):
        for person in sorted(known.mandates().by_office[event.role]):
            yield from known.streams(f"person:{person}:kept")


def _candidates(when: Whenever, stream: UUID) -> frozenset[str]:
    """Everybody who holds an office that nobody has, or one in its place."""
    case = when.known.case_of(stream)
    offices = {one for office in case.routing.lacking for one in chain(case, office)}
    holders = (case.mandates.holders(one, when.happened.on) for one in offices)
    return frozenset[str]().union(*holders) - case.excluded
