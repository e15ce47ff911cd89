"""What an edition asks for of itself: whenever this happens, then that follows."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from cases.actors import Role
from cases.edition.procedure import Label
from cases.edition.terms import Term
from cases.events.decision import Finding
from cases.events.event import Clause as Place
from cases.events.event import Fact, Name
from cases.events.opening import Channel
from cases.events.people import PartyRole


class Reaction(Term):
    """Something that follows without anybody's asking, and the clause that wants it.

    `edition.rules` lists the rules, and which of the keys below each of them reads.
    """

    label: Label
    clause: Place
    then: Name
    """The rule that says what follows."""
    case_types: tuple[Name, ...] = ()
    """Only in cases of these types; none means all."""
    after: tuple[Name, ...] = ()
    """Openings and steps that it follows."""
    clocks: tuple[Name, ...] = ()
    """Clocks whose passing it follows."""
    categories: tuple[Name, ...] = ()
    """Reports and allegations of these categories that it follows."""
    findings: tuple[Finding, ...] = ()
    """Determinations with these findings that it follows."""
    parties: tuple[PartyRole, ...] = ()
    """Parties in these roles whose coming it follows."""
    step: Name | None = None
    """The step that is taken."""
    each: Name | None = None
    """The relation by whose events the cases are found in which it is taken."""
    of: tuple[Name, ...] = ()
    """The types of those cases."""
    starts: Name | None = None
    """The clock that begins to run, unless it runs already."""
    unless: tuple[Name, ...] = ()
    """Clocks that stand for it while they run."""
    offices: tuple[Role, ...] = ()
    """The offices whose place is taken; or those above, in the order they are told."""
    may_act: bool = False
    """Whether the office above may do what the time limit is for."""
    substitute: Role | None = None
    """The office that takes it."""
    facts: Mapping[Name, Fact] = Field(default_factory=dict)
    """What is said with it."""
    channels: tuple[Channel, ...] = ()
    """Only in cases that were reported in one of these ways; none means all."""
    says: Annotated[str, Field(min_length=1, max_length=2000)] | None = None
    """What the reporter is told with it; without it they need not be there to read."""
