"""Who speaks for whom: a party for themselves, an office about anybody."""

from typing import Final

from cases.case.parts import Party
from cases.commands.command import Circumstances
from cases.commands.people import numbered
from cases.errors import NotPermitted, Refused

PARTIES: Final = frozenset({"reporter", "member", "subject", "witness"})
"""General roles in which people speak for themselves, not for the organisation."""


def themselves(now: Circumstances) -> bool:
    """Whether the actor speaks for themselves, not for the organisation."""
    return now.case.edition.kind_of(now.by.role) in PARTIES


def own(now: Circumstances, number: int) -> Party:
    """The party with this number; refused when a party speaks for another.

    Of a number that nobody has, a party learns no more than of another's.
    """
    if not themselves(now):
        return numbered(now, number)
    party = now.case.parties.get(number)
    if party is None or not _is(now, party):
        raise NotPermitted("a party speaks for themselves", now.step.clause)
    return party


def spoken_for(now: Circumstances, number: int | None) -> int:
    """The number of the accused party that is meant: of whoever asks, if not said."""
    if number is None:
        if not themselves(now):
            reason = "it is not said whose it is"
            raise Refused(reason, now.step.clause, "party")
        number = _number(now)
    if own(now, number).role != "subject":
        raise Refused("the party is not accused", now.step.clause, "party")
    return number


def _number(now: Circumstances) -> int:
    """The actor's own number among the accused."""
    parties = now.case.parties.items()
    own = (n for n, p in parties if p.role == "subject" and p.person == now.by.id)
    if (number := next(own, None)) is None:
        raise NotPermitted("a party speaks for themselves", now.step.clause)
    return number


def _is(now: Circumstances, party: Party) -> bool:
    reporter = party.role == "reporter" and now.by.id == now.case.reporter
    return reporter or party.person == now.by.id
