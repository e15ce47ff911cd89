"""What holds beyond the case it happened in: open matters, who is bound, protected."""

from datetime import date

from cases.events.event import Clause, Event, Name, Person


class MatterRaised(Event):
    """Something was raised that other cases wait for: a suggestion, for one."""

    matter: Name
    clause: Clause

    def relations(self) -> tuple[str, ...]:
        return (f"matter:{self.matter}",)


class MatterSettled(Event):
    """What was raised has its answer; nothing waits for it any more."""

    matter: Name
    clause: Clause

    def relations(self) -> tuple[str, ...]:
        return (f"matter:{self.matter}",)


class PersonBound(Event):
    """The code binds somebody from a day on."""

    person: Person
    since: date
    clause: Clause

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.person}:bound",)


class PersonReleased(Event):
    """The code binds somebody no longer."""

    person: Person
    until: date
    """Last day on which it did."""
    clause: Clause

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.person}:bound",)


class ParticipantProtected(Event):
    """Somebody took part in an investigation, and is not to suffer for it."""

    person: Person
    since: date
    clause: Clause

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.person}:interests",)
