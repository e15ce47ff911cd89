"""Whom the code binds, and since when: a register of those who joined and left."""

from collections.abc import Iterator
from datetime import date

from cases.case.case import Case
from cases.case.parts import Relation
from cases.edition.procedure import Act, Opening, Step
from cases.errors import Refused
from cases.events.beyond import PersonBound, PersonReleased
from cases.events.event import Event


def bound_relation(person: str) -> str:
    """The relation that carries since when, and until when, the code binds somebody."""
    return f"person:{person}:bound"


def bindings(case: Case, act: Act) -> Iterator[Event]:
    """That the declarant is bound from now on, or released; nothing when so already."""
    person = case.declarant
    if person is None:
        return
    if isinstance(act, Opening) and act.binds:
        since = date.fromisoformat(str(case.facts[act.binds]))
        yield PersonBound(person=person, since=since, clause=act.clause)
    if isinstance(act, Step) and act.releases and case.bound:
        until = date.fromisoformat(str(case.facts[act.releases]))
        yield PersonReleased(person=person, until=until, clause=act.clause)


def binds(case: Case, person: str, first: date, last: date) -> bool | None:
    """Whether the code bound somebody on all these days; None when nobody recorded it.

    Somebody of whom nothing is recorded may be bound all the same.
    """
    periods = list(_periods(case.known.get(bound_relation(person), Relation())))
    if not periods:
        return None
    return any(since <= first and last <= until for since, until, _ in periods)


def register_of(case: Case, party: int) -> tuple[str, ...]:
    """The relation that a party's register is in, if it is known who the party is."""
    known = case.parties.get(party)
    return (bound_relation(known.person),) if known and known.person else ()


def bound(case: Case, party: int, first: date, last: date) -> None:
    """Refuse to hold a party to the code on days on which it did not bind them."""
    person = case.parties[party].person
    if person is not None and binds(case, person, first, last) is False:
        *_, (_, _, clause) = _periods(case.known[bound_relation(person)])
        reason = "the code did not bind the person on these days"
        raise Refused(reason, clause, "conduct_from")


def in_register(case: Case, party: int, first: date, last: date) -> bool | None:
    """Whether the register says that the code bound a party on all these days.

    None where the edition keeps none, and of somebody who is not recognised yet.
    """
    person = case.parties[party].person
    if case.edition.roll is None or person is None:
        return None
    if bound_relation(person) not in case.known:
        return None
    return binds(case, person, first, last) is True


def shown_bound(case: Case, party: int, first: date, last: date) -> None:
    """Refuse to find somebody in violation of a code that binds others.

    "The Code of Conduct applies to all members of IMA" (Responsibilities): to accuse
    somebody is not to know that they are one.
    """
    bound(case, party, first, last)
    if (roll := case.edition.roll) and in_register(case, party, first, last) is False:
        reason = "the register does not say that the code bound the person"
        raise Refused(reason, roll.clause, "allegation")


def _periods(relation: Relation) -> Iterator[tuple[date, date, str]]:
    """From when until when, and by which clause; open ones last for ever."""
    ended = {c: e.until for c, e in relation.events if isinstance(e, PersonReleased)}
    for case, event in relation.events:
        if isinstance(event, PersonBound):
            yield event.since, ended.get(case, date.max), event.clause
