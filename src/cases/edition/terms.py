"""What the procedures of an edition refer to: clauses, offices, clocks, measures."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cases.actors import Role
from cases.calendar import Period
from cases.edition.procedure import Label
from cases.events.event import Amount, Country, Fact, Name
from cases.events.event import Clause as Place
from cases.events.retention import RetentionClass, Start

Length = Annotated[Period, BeforeValidator(Period.parse)]


class Term(BaseModel):
    """A table of an edition, known by its heading."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )


Precedence = Literal["local_law_prevails", "code_prevails", "stricter_prevails"]


class LocalLaw(Term):
    """What comes first where local law and the code differ, and where it says so."""

    rule: Precedence
    clause: Place

    @property
    def possible(self) -> tuple[str, ...]:
        """What can be first: one of them, or whichever is found to be the stricter."""
        if self.rule == "stricter_prevails":
            return ("local_law", "code")
        return (self.rule.removesuffix("_prevails"),)


class Clause(Term):
    """A place of the code, its words where they decide, and how strictly it binds."""

    strength: Literal[
        "prohibition",
        "obligation",
        "expectation",
        "permission",
        "right",
        "organisational_duty",
    ]
    text: str = Field(min_length=1)
    local_law: Precedence | None = None
    """What comes first by this clause itself; none leaves it to the edition."""


class Provision(Term):
    """Something that the code names, and where."""

    label: Label
    clause: Place


class Engagement(Provision):
    """How somebody is tied to the organisation, and to which text they are held."""

    other_code: Label | None = None
    """The text that applies to them; None when it is this code."""
    contract: bool = False
    """Whether that text applies by a contract, which is named."""
    person: bool = True
    """Whether it is a person; an organisation is matched to nobody."""


class Document(Term):
    """How the organisation files the code: what stands on its cover."""

    clause: Place
    control_number: str = Field(min_length=1)
    character: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    initiated_by: str = Field(min_length=1)
    authorised_by: str = Field(min_length=1)
    distribution: str = Field(min_length=1)
    replaces: tuple[str, ...] = ()


class Office(Term):
    """A role of this code."""

    label: Label
    kind: Role = Field(alias="is")
    """The general role whose reading rights the office has."""
    outside: bool = False
    """Whether it is held outside the organisation, by nobody who is accused in it."""
    supervises: tuple[Role, ...] = ()
    """Offices whose holders take instructions from its holder, in the same unit."""


class Substitution(Term):
    """Who takes the place of an office in a case in which it has nobody left."""

    by: tuple[Role, ...] = Field(min_length=1)
    """Offices, in the order in which they are tried."""
    clause: Place

    @property
    def label(self) -> str:
        """What it is called, as other terms are."""
        return f"Place taken by {', '.join(self.by).replace('_', ' ')}"


class Mandating(Term):
    """Who gives the offices of the organisation, and ends them."""

    by: tuple[Role, ...] = Field(min_length=1)
    """Offices of the edition, or general roles that several offices have."""
    clause: Place


class Body(Term):
    """Those who decide together."""

    label: Label
    members: int = Field(ge=1)
    quorum: int = Field(ge=1)
    clause: Place
    when_quorum_lost: Name
    """A step, or another body."""


class Category(Term):
    """What can be alleged."""

    label: Label
    clauses: tuple[str, ...] = Field(min_length=1)
    severity: Literal["serious", "ordinary"]
    informal_resolution: bool
    discipline_required: bool = False
    """Whether the code says that discipline follows a violation of this kind."""
    proof: tuple[Name, ...] = ()
    """What has to be shown, each by itself, before it is established."""
    breaks_law: bool = False
    """Whether it has to be said whose law was broken, before it is established."""
    apart: bool = False
    """Whether it is never alleged against reporters in the case of their own report."""
    of: tuple[Name, ...] = ()
    """Engagements of those it is alleged against; none means all to whom this code
    applies."""
    when: Mapping[Name, tuple[Fact, ...]] = Field(default_factory=dict)
    """Facts of a case without which it is not alleged: one of each list."""


class Clock(Term):
    """How long something may take, and with how much time left a warning is due."""

    label: Label
    period: Length
    clause: Place
    until: Name | None = None
    """A fact that names an earlier last day; the period is the longest it may be."""
    warn: tuple[Length, ...] = ()
    window: bool = False
    """A time in which others may act: that it passes is nobody's fault."""
    runs_on: bool = False
    """Whether it runs on where something would let it begin anew."""
    per_party: bool = False
    """Each party has a period of their own."""
    pausable: bool = False
    """Whether it may stand still; the days that it does are added at its end."""
    extension: Length | None = None
    """How much longer it may be made, with reasons; None when it may not."""
    extensions: int = Field(default=1, ge=1, le=12)
    """How often."""
    reasons_when_late: bool = False
    """Whether what it is for is done late only with reasons."""

    def lasting(self, extended: int) -> Period:
        """The period, and its extension so many times, one after the other."""
        more = self.extension.spans if self.extension else ()
        return Period((*self.period.spans, *extended * more))


class Starts(Term):
    """How the day is found that a retention period begins with.

    It is the closing whenever that is later, or what is meant has not happened.
    """

    at: Start = "closed"
    term: Length | None = None
    """With `closed_and_term`: what passes first."""
    steps: tuple[Name, ...] = ()
    """With `step_taken`: the last of these."""
    fact: Name | None = None
    """With `fact`: names the day."""


class Abroad(Term):
    """How long the law of a country has texts kept, or lets them be kept."""

    period: Length
    basis: Label


class Retention(Term):
    """How long texts may be kept once `trigger` has happened."""

    label: Label
    what: Literal["content", "reporter_identity"] = "content"
    """Which texts of a case it is about."""
    trigger: Label
    starts: Starts = Starts()
    period: Length
    basis: Label
    clause: Place
    countries: Mapping[Country, Abroad] = Field(default_factory=dict)
    """Where the law has another period for what happened there."""
    cleared: RetentionClass | None = None
    """The rule for what is about one accused party alone of whom no violation was
    established; None when it is this one."""


class Threshold(Term):
    """A value that a guard compares with, in the currency's smallest unit."""

    duty_station: str = Field(min_length=1)
    currency: str = Field(pattern="^[A-Z]{3}$")
    valid_from: date = Field(alias="from")
    until: date | None = None
    """First day on which it no longer holds; null until the next one begins."""
    amount: Amount
    together: Length | None = None
    """What comes from the same donor within this period counts as one."""
    clause: Place
