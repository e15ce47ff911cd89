"""What a rule is told of an event, what it can ask, and what it asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from cases.case.case import Case
from cases.case.parts import Relation
from cases.commands.command import Command
from cases.edition.reaction import Reaction
from cases.events.event import Event
from cases.mandates import Mandates


@dataclass(frozen=True)
class Happened:
    """An event, where it stands, and on which day it was recorded.

    The day is that of the place which the edition names.
    """

    stream: UUID
    version: int
    position: int
    on: date
    event: Event


class Known(Protocol):
    """What a rule may ask; the answers are those of the moment of the event.

    So they are the same whenever the rule is followed: a day later, or once more.
    """

    def case(self) -> Case:
        """The case right after the event; of people only those whom the log names."""

    def case_of(self, stream: UUID) -> Case:
        """A case as it stood then, with who held which office."""

    def mandates(self) -> Mandates:
        """Who held which office, as far as was recorded then."""

    def relation(self, name: str) -> Relation:
        """What had happened in all cases that touches the relation."""

    def streams(self, relation: str) -> tuple[UUID, ...]:
        """The cases in which the relation had been touched, each once."""


@dataclass(frozen=True)
class Whenever:
    """An event that a reaction of an edition may follow."""

    happened: Happened
    name: str
    """The reaction's name in the edition."""
    reaction: Reaction
    known: Known


@dataclass(frozen=True)
class Asked:
    """A command that follows, on a case; `about` tells several of one event apart."""

    case: UUID
    command: Command
    about: str = ""
