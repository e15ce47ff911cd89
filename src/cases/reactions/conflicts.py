"""Rules about conflicts of interest that come to light after somebody took office."""

from collections.abc import Iterator
from uuid import UUID

from cases.commands.late_conflicts import LookAgain
from cases.events.mandates import RoleMandateBegan, RoleMandateGranted
from cases.events.people import PartyAdded, PartyMatched, PartyRoleChanged
from cases.reactions.asking import asked
from cases.reactions.happened import Asked, Whenever

INTERESTS = ":interests"


def look_again(when: Whenever) -> Iterator[Asked]:
    """Whoever came into a conflict after they took office loses it in every case."""
    for stream in dict.fromkeys(_touched(when)):
        yield from asked(when, stream, LookAgain(reaction=when.name))


def _touched(when: Whenever) -> Iterator[UUID]:
    """The cases in which somebody may have a conflict because of the event."""
    event, known = when.happened.event, when.known
    if isinstance(event, PartyAdded | PartyMatched | PartyRoleChanged):
        yield when.happened.stream
    for relation in event.relations():
        if relation.endswith(INTERESTS):
            yield from known.streams(f"{relation.removesuffix(INTERESTS)}:offices")
    if isinstance(event, RoleMandateGranted | RoleMandateBegan):
        yield from known.streams(f"person:{event.person}:offices")
        yield from known.streams(f"person:{event.person}:kept")
