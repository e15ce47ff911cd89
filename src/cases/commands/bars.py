"""Bars: who takes no part in what concerns those with whom an interest is shared.

An edition says which act sets a bar and which lifts it. It binds at once and by itself:
"shall either dispose … or formally withdraw" needs no order (IOM 24).
"""

from collections.abc import Iterator

from cases.case.case import Case
from cases.case.parts import Relation
from cases.edition.procedure import Act, Step
from cases.events.event import Event
from cases.events.interests import BarLifted, PersonBarred


def interests_of(person: str) -> str:
    """The relation that carries what somebody disclosed, or what names them."""
    return f"person:{person}:interests"


def bars(case: Case, act: Act) -> Iterator[Event]:
    """The bar that an act sets or lifts; none when it stands so already."""
    if case.declarant is None or not case.counterparties:
        return
    said = {
        "person": case.declarant,
        "counterparties": tuple(sorted(case.counterparties)),
        "clause": act.clause,
    }
    if act.bars and not case.barred:
        yield PersonBarred.model_validate(said)
    if isinstance(act, Step) and act.frees and case.barred:
        yield BarLifted.model_validate(said)


def barred(case: Case) -> frozenset[str]:
    """Of those asked about, whoever is barred from what concerns somebody in it."""
    concerned = case.persons() | case.counterparties
    return frozenset(
        person
        for relation in case.known.values()
        for person, others in _standing(relation)
        if others & concerned
    )


def _standing(interests: Relation) -> Iterator[tuple[str, frozenset[str]]]:
    """Each bar that was set and not lifted: who, and from whose matters."""
    standing: dict[object, PersonBarred] = {}
    for stream, event in interests.events:
        if isinstance(event, PersonBarred):
            standing[stream] = event
        elif isinstance(event, BarLifted):
            standing.pop(stream, None)
    for bar in standing.values():
        yield bar.person, frozenset(bar.counterparties)
