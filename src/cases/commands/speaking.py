"""Who speaks for whom: a party for themselves, an office about anybody."""

from typing import Final

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Party
from cases.commands.command import Circumstances
from cases.commands.people import numbered
from cases.errors import NotPermitted, Refused

PARTIES: Final = frozenset({"reporter", "member", "subject", "witness"})
"""General roles in which people speak for themselves, not for the organisation."""


def themselves(now: Circumstances) -> bool:
    """Whether the actor speaks for themselves, not for the organisation."""
    return now.case.edition.kind_of(now.by.role) in PARTIES


def by_the_reporter(now: Circumstances) -> None:
    """Refuse what only whoever reported may do, themselves or through somebody."""
    actors = {now.by.id, now.by.on_behalf_of} - {None}
    if now.case.reporter is not None and now.case.reporter not in actors:
        raise NotPermitted("only the reporter may do this", now.step.clause)


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
        number = own_number(now.case, now.by)
    if number is None:
        raise NotPermitted("a party speaks for themselves", now.step.clause)
    if own(now, number).role != "subject":
        raise Refused("the party is not accused", now.step.clause, "party")
    return number


def concerned(now: Circumstances, number: int | None) -> int | None:
    """The party that the step is about; if not said, whoever asks, or the only one.

    None for a step that is about no party; Refused when a party is named for it.
    """
    step = now.step
    if not step.parties:
        if number is not None:
            raise Refused("the step is about no party", step.clause, "party")
        return None
    if number is None:
        return spoken_for(now, None) if themselves(now) else _only(now)
    return of_a_kind(now, own(now, number), number)


def _only(now: Circumstances) -> int:
    """The one party whom the step can be about; refused when there are others."""
    parties = now.case.parties.items()
    possible = [n for n, party in parties if party.role in now.step.parties]
    if len(possible) != 1:
        reason = "it is not said whose it is"
        raise Refused(reason, now.step.clause, "party", allowed=possible)
    return possible[0]


def of_a_kind(now: Circumstances, party: Party, number: int) -> int:
    """The party's number, if the step is about parties in their role."""
    possible = now.step.parties
    if party.role not in possible:
        reason = "the step is not about a party in this role"
        raise Refused(reason, now.step.clause, "party", allowed=possible)
    return number


def own_number(case: Case, by: Actor) -> int | None:
    """The number under which somebody is accused who acts as accused."""
    if case.edition.kind_of(by.role) != "subject":
        return None
    parties = case.parties.items()
    own = (n for n, p in parties if p.role == "subject" and p.person == by.id)
    return next(own, None)


def _is(now: Circumstances, party: Party) -> bool:
    reporter = party.role == "reporter" and now.by.id == now.case.reporter
    return reporter or party.person == now.by.id
