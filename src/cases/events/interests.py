"""Bars: who takes no part in what concerns those with whom an interest is shared."""

from cases.events.event import Clause, Event, Person


class PersonBarred(Event):
    """Somebody takes no part any more in what concerns some others."""

    person: Person
    counterparties: tuple[Person, ...]
    clause: Clause

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.person}:interests",)


class BarLifted(Event):
    """Somebody may take part again in what concerns some others."""

    person: Person
    counterparties: tuple[Person, ...]
    clause: Clause

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.person}:interests",)
