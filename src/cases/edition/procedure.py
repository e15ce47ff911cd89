"""One type of case: how it opens, its steps, and how it ends."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from cases.actors import Role
from cases.edition.facts import HEADING, Asked, declared, said, unmet
from cases.errors import Refused
from cases.events.event import Clause, Fact, Name
from cases.events.people import PartyRole
from cases.events.retention import RetentionClass

OPEN: Final = "open"
"""Stands in `in` for every phase of a case that is not closed."""

CLOSED: Final = "closed"
"""The phase of a case that has ended; `in` may name it, `to` may not."""

MERGED: Final = "merged"
"""Stands in `in` for a case that goes on in another; its phase stays what it was."""

OPENING: Final = "opening"
"""Stands in `other_than` for whoever began the case, by whichever opening."""

INTERESTED: Final = "interested"
"""Stands in `other_than` for whom the case is about, and whoever is barred from it."""

INTERVIEW: Final = "log_investigation_step"
"""The step that, as an interview about what befell somebody, waits for consent."""

RECEIVED_ON: Final = "received_on"
"""The day that every report has, without an edition asking for it."""

Label = Annotated[str, Field(min_length=1, max_length=200)]
T = TypeVar("T")


def named(tables: object) -> object:
    """Give each table of a table its own heading as its name."""
    if not isinstance(tables, dict):
        raise ValueError("a table of tables is expected")  # noqa: TRY004
    return {heading: _with_name(heading, table) for heading, table in tables.items()}


def _with_name(heading: str, table: object) -> object:
    if not isinstance(table, dict):
        return table
    return {**table, HEADING: heading}


Named = Annotated[Mapping[Name, T], BeforeValidator(named)]


class Act(BaseModel):
    """What an opening and a step have in common."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    name: Name = Field(validation_alias=HEADING)
    label: Label
    by: tuple[Role, ...] = Field(min_length=1)
    """Offices of the edition, or general roles that several offices have."""
    for_others: tuple[Role, ...] = ()
    """Those of them that may do it on behalf of somebody."""
    clause: Clause
    asks: tuple[Name, ...] = ()
    when: Mapping[Name, tuple[Fact, ...]] = Field(default_factory=dict)
    """Answers without which the clause does not apply: one of each list."""
    within: Mapping[Name, Name] = Field(default_factory=dict)
    """Facts that may be no more than others are, as a use than what was agreed to."""
    on: Name | None = None
    """The fact that says the day it happened on; clocks are met on it, run from it."""
    guards: tuple[Name, ...] = ()
    """Rules beyond order, role and facts, each a function of its own."""
    starts: tuple[Name, ...] = ()
    """Clocks that begin to run."""
    bars: bool = False
    """Whether the declarant takes no part any more in what concerns those named."""

    def unmet(self, facts: Mapping[str, Fact]) -> str | None:
        """The first fact whose answer this act does not allow; None when all do."""
        return unmet(self.when, facts)

    def beyond(self, facts: Mapping[str, Fact]) -> tuple[str, str] | None:
        """The first fact that is more than it may be, and what it is to be within."""
        for name, limit in self.within.items():
            if not said(facts.get(name)) <= said(facts.get(limit)):
                return name, limit
        return None

    def happened_on(self, facts: Mapping[str, Fact]) -> date | None:
        """The day that the facts say; None when it happens as it is recorded."""
        return date.fromisoformat(str(facts[self.on])) if self.on else None


class Opening(Act):
    """How a case comes into being."""

    phase: Name
    """The phase it is in then."""
    meets: tuple[Name, ...] = ()
    """Clocks that run since an earlier day, and that opening the case fulfils."""
    since: Name | None = None
    """The fact that says which day that is."""
    excludes: tuple[Name, ...] = ()
    """The facts that name whom the case is about: for them it does not exist."""
    splits: bool = False
    """Whether only a case that is split off from another begins so."""
    raises: Name | None = None
    """What is open from then on, under the name by which others wait for it."""
    binds: Name | None = None
    """The fact that says since which day the code binds whoever it is opened for."""
    protects: tuple[Name, ...] = Field(default=(), max_length=2)
    """Days from and until which whoever opened it is protected; or `received_on`."""


class Step(Act):
    """What may happen to a case, and the clause that provides for it."""

    phases: tuple[Name, ...] = Field(default=(OPEN,), min_length=1, alias="in")
    """Where it is possible: phases, `open` for all but the last, `closed`, `merged`."""
    to: Name | None = None
    """The phase it leads to; null when the phase stays."""
    after: tuple[Name, ...] = ()
    """Steps that must have been taken before, all of them."""
    not_after: tuple[Name, ...] = ()
    """Steps after any of which it is possible no more."""
    other_than: tuple[Name, ...] = ()
    """Steps, or the opening, that the same person must not have taken."""
    meets: tuple[Name, ...] = ()
    """Clocks that it fulfils."""
    stops: tuple[Name, ...] = ()
    """Clocks that no longer matter."""
    gives_copy: bool = False
    """Whether whoever opened the case gets a copy of their own data."""
    gives_to: Name | None = None
    """The fact that says who outside is given something of the case (GDPR Art. 19)."""
    facts_only: bool = False
    """Whether it is said by facts alone, without a word beside them."""
    finds: Name | None = None
    """A rule that finds out facts which nobody is asked for."""
    reasons: bool = False
    """Whether it is taken only with a note that says why."""
    tells_reporter: bool = False
    """Whether its note is written to the reporter, who reads it."""
    settles: bool = False
    """Whether what the case raised has its answer."""
    waits_for: tuple[Name, ...] = ()
    """What no case may have left open."""
    releases: Name | None = None
    """The fact that says the last day on which the code bound whom the case is of."""
    takes_part: bool = False
    """Whether whom it brings in takes part in an investigation, and is protected."""
    frees: bool = False
    """Whether the declarant may take part again in what concerns those named."""
    pauses: tuple[Name, ...] = ()
    """Clocks that stand still from then on."""
    resumes: tuple[Name, ...] = ()
    """Clocks that go on where they stood."""
    extends: tuple[Name, ...] = ()
    """Clocks of which one is given more time."""
    bodies: tuple[Name, ...] = ()
    """Bodies that decide it."""
    approvals: int | None = Field(default=None, ge=2)
    """How many of its offices have to take it, each by another person."""
    parties: tuple[PartyRole, ...] = ()
    """Whom it is about: one party in one of these roles, each by themselves."""
    of_their_unit: bool = False
    """Whether an office that is held for a unit takes it for parties of that alone."""
    closes: Name | None = None
    """The outcome with which it ends the case."""
    retention: RetentionClass | None = None
    """The rule that says how long a case with this outcome is kept."""

    def possible_in(self, phase: str) -> bool:
        """Whether the step belongs to a phase."""
        everywhere = OPEN in self.phases and phase not in (CLOSED, MERGED)
        return phase in self.phases or everywhere

    def leads_from(self, phase: str) -> str:
        """The phase after the step."""
        return CLOSED if self.closes else self.to or phase


class Procedure(BaseModel):
    """The openings and steps of one type of case."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    name: Name = Field(validation_alias=HEADING)
    title: Label
    clause: Clause
    kind: Literal["disclosure", "report", "disposal"]
    unit: Name | None = None
    """The fact that says which unit of the organisation a case belongs to."""
    breaches: bool = False
    """Whether its cases make the register of breaches (GDPR Art. 33(5))."""
    facts: Annotated[Mapping[Name, Asked], BeforeValidator(declared)] = Field(
        default_factory=dict
    )
    openings: Named[Opening] = Field(min_length=1)
    steps: Named[Step]
    _everywhere: Mapping[str, Step] = PrivateAttr(default_factory=dict)

    def share(self, everywhere: Mapping[str, Step]) -> None:
        """Add the acts of every procedure; for the edition, while it is being made."""
        self._everywhere = everywhere

    def citing(self, places: tuple[str, ...]) -> Self:
        """The same, with the clauses of the code for the facts that name some."""
        facts = {name: asked.among(places) for name, asked in self.facts.items()}
        return self.model_copy(update={"facts": facts})

    def acts(self) -> tuple[Step, ...]:
        """All that can be done in a case: its steps, and those of every procedure."""
        return tuple({**self._everywhere, **self.steps}.values())

    def opening(self, name: str) -> Opening:
        """Raise Refused when the procedure cannot be opened so."""
        if (opening := self.openings.get(name)) is None:
            reason = f"no {self.name} opens so"
            raise Refused(reason, self.clause, "opening", allowed=self.openings)
        return opening

    def step(self, name: str) -> Step:
        """Find a step of the procedure, or one that every procedure has.

        Raises Refused when there is none of this name.
        """
        step = self.steps.get(name) or self._everywhere.get(name)
        if step is None:
            names = [act.name for act in self.acts()]
            reason = "the procedure has no such step"
            raise Refused(reason, self.clause, "step", allowed=names)
        return step
