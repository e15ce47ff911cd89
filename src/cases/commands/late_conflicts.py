"""A conflict of interest that came to light, or about, after somebody took office."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Relation
from cases.commands.bars import barred, interests_of
from cases.commands.by_rule import ByRule, Ordered
from cases.commands.conflicts import (
    arbitrator_lost,
    quorum_kept,
    without,
)
from cases.commands.entrusted import tasks_left
from cases.commands.neutrality import shared
from cases.commands.prior_acts import review_required
from cases.commands.substitutes import supervised
from cases.edition.reaction import Reaction
from cases.errors import Refused
from cases.events.decision import DeciderRecused
from cases.events.event import Event
from cases.events.people import HandlerRemoved

INTEREST: Final = "an interest that came to light later"
LINE: Final = "instructions are taken from somebody accused"


class LookAgain(ByRule):
    """Look whether everybody in office in the case could still be given it.

    By what they disclosed, or what names them, and by who instructs whom.
    """

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return tuple(interests_of(person) for person in sorted(in_office(case)))

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        now = Ordered.of(reaction, case, at)
        lost = [] if case.closed else [*_handlers(now), *_deciders(now)]
        lost += [] if case.closed else [*_arbitrators(now), *_tasks(now)]
        if not lost:
            raise Refused("nobody in office has a conflict any more", reaction.clause)
        yield from lost


def in_office(case: Case) -> frozenset[str]:
    """Everybody who handles the case, decides it, is to do something, or is neutral."""
    neutral = (one.person for one in case.appointments.values() if one.relied_on)
    return case.panel.present.union(case.handlers, neutral, _at_work(case))


def _handlers(now: Ordered) -> Iterator[Event]:
    conflicted = barred(now.case)
    instructed = supervised(now.case, now.today)
    for person in sorted(now.case.handlers):
        if person in conflicted | instructed:
            rule = INTEREST if person in conflicted else LINE
            lost = {"person": person, "rule": rule}
            yield now.also("recuse_handler", HandlerRemoved, **lost)
            yield from review_required(now, person)


def _at_work(case: Case) -> frozenset[str]:
    """Everybody who has a task to do."""
    tasks = case.tasks.values()
    return frozenset(one.person for one in tasks if one.open and one.person)


def _tasks(now: Ordered) -> Iterator[Event]:
    conflicted = barred(now.case)
    unfit = conflicted | supervised(now.case, now.today)
    for person in sorted(_at_work(now.case) & unfit):
        yield from tasks_left(now, person, INTEREST if person in conflicted else LINE)


def _deciders(now: Ordered) -> Iterator[Event]:
    panel = now.case.panel
    for person in sorted(panel.present & barred(now.case)):
        yield now.also("recuse_decider", DeciderRecused, person=person)
        panel = without(panel, person)
        yield from review_required(now, person)
    if panel != now.case.panel:
        yield from quorum_kept(now, panel)


def _arbitrators(now: Ordered) -> Iterator[Event]:
    parties = now.case.persons()
    for number, appointment in now.case.appointments.items():
        interests = now.case.known.get(interests_of(appointment.person), Relation())
        if appointment.relied_on and shared(interests, parties):
            yield from arbitrator_lost(now, number)
