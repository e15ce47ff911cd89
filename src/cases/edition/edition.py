"""One version of an organisation's code of conduct."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Final, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    computed_field,
    field_validator,
    model_validator,
)

from cases.actors import ROLES, Role
from cases.calendar import Calendar, Due
from cases.edition.citing import anchor
from cases.edition.measure import Measure
from cases.edition.procedure import Act, Label, Named, Procedure, Step
from cases.edition.processing import Processing
from cases.edition.reaction import Reaction
from cases.edition.terms import (
    Body,
    Category,
    Clause,
    Clock,
    Document,
    Engagement,
    LocalLaw,
    Mandating,
    Office,
    Provision,
    Retention,
    Substitution,
    Threshold,
)
from cases.errors import NotPermitted, Refused
from cases.events.event import Fact, Name
from cases.events.retention import RetentionClass

NOT_FROM_THE_CODE: Final = "not from the code: "
"""How a clause begins that a process needs and the code does not contain."""

CITED: Final = (
    "substitutes",
    "bodies",
    "engagements",
    "levels",
    "ruled_out",
    "policies",
    "measures",
    "clocks",
    "retention",
    "reactions",
)
"""Tables of an edition, each entry with the clause that it rests on."""


class Edition(BaseModel):
    """A code of conduct as it was in force for a time.

    Never changed once a case has been opened under it: add a new one.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    organisation: str = Field(pattern=r"^[a-z][a-z0-9]{1,20}$")
    edition: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,31}$")
    title: Label
    in_force_from: date
    in_force_until: date | None = None
    """First day on which it is no longer in force."""
    source: Label
    time_zone: str
    holidays: str
    """A country, or part of one, whose public holidays are kept: `DK`, `CH-GE`."""
    document: Document | None = None
    processing: Processing | None = None
    """What the record of processing needs and no code says."""
    local_law: LocalLaw | None = None
    """What comes first where local law differs, unless a clause says otherwise."""
    clauses: Mapping[str, Clause]
    roles: Mapping[Name, Office] = Field(default_factory=dict)
    mandates: Mandating | None = None
    """Who gives the offices; the access manager where it does not say."""
    substitutes: Mapping[Name, Substitution] = Field(default_factory=dict)
    """By the office whose place is taken."""
    roll: Provision | None = None
    """The register of those whom the code binds, where a violation is of them alone."""
    bodies: Mapping[Name, Body] = Field(default_factory=dict)
    engagements: Mapping[Name, Engagement] = Field(default_factory=dict)
    """Ties by which it is decided what applies to whom; none when all are alike."""
    levels: Mapping[Name, Provision] = Field(default_factory=dict)
    """At which an allegation can stand; none when the code tells none apart."""
    ruled_out: Mapping[Name, Provision] = Field(default_factory=dict)
    """What nobody is ever accused of."""
    policies: Mapping[Name, Provision] = Field(default_factory=dict)
    """Rules beside the code that it refers to; they change without it."""
    categories: Mapping[Name, Category] = Field(default_factory=dict)
    measures: Mapping[Name, Measure] = Field(default_factory=dict)
    clocks: Mapping[Name, Clock] = Field(default_factory=dict)
    retention: Mapping[RetentionClass, Retention]
    thresholds: Mapping[Name, tuple[Threshold, ...]] = Field(default_factory=dict)
    reactions: Mapping[Name, Reaction] = Field(default_factory=dict)
    everywhere: Named[Step] = Field(default_factory=dict)
    procedures: Named[Procedure] = Field(min_length=1)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        Calendar.of(name, "DK")
        return name

    @field_validator("holidays")
    @classmethod
    def _known_holidays(cls, place: str) -> str:
        Calendar.of("UTC", place)
        return place

    @field_validator("procedures")
    @classmethod
    def _clauses_to_choose_from(
        cls, procedures: Mapping[str, Procedure], so_far: ValidationInfo
    ) -> Mapping[str, Procedure]:
        places = tuple(anchor(place) for place in so_far.data.get("clauses", ()))
        return {name: each.citing(places) for name, each in procedures.items()}

    @model_validator(mode="after")
    def _everywhere_is_in_each(self) -> Self:
        for procedure in self.procedures.values():
            procedure.share(self.everywhere)
        return self

    @cached_property
    def calendar(self) -> Calendar:
        """The working days and the time of the place the edition names."""
        return Calendar.of(self.time_zone, self.holidays)

    @computed_field  # type: ignore[prop-decorator]  # pydantic's way, python/mypy#1362
    @cached_property
    def text_digest(self) -> str:
        """SHA-256 of the words: the text of each clause and a line break, in order."""
        words = "".join(f"{clause.text}\n" for clause in self.clauses.values())
        return sha256(words.encode()).hexdigest()

    def procedure(self, case_type: str) -> Procedure:
        """Raise Refused when the edition knows no such type of case."""
        if (procedure := self.procedures.get(case_type)) is None:
            reason = "the code knows no such case"
            raise Refused(reason, self.title, "case_type", allowed=self.procedures)
        return procedure

    def kind_of(self, role: Role) -> Role:
        """The general role of an office; a general role is its own.

        Raises NotPermitted for an office that the edition does not know.
        """
        if role in ROLES:
            return role
        if (office := self.roles.get(role)) is None:
            raise NotPermitted("the code knows no such office", self.title)
        return office.kind

    def allows(self, act: Act, role: Role) -> bool:
        """Whether an act is for an office, by itself or by its general role."""
        return role in act.by or self.kind_of(role) in act.by

    def places(self, clause: str) -> tuple[str, ...]:
        """The keys of `clauses` that a citation names; none when it is not from it."""
        if clause in self.clauses:
            return (clause,)
        if clause.startswith(NOT_FROM_THE_CODE):
            return ()
        return tuple(part.strip() for part in clause.split(","))

    def local_law_on(self, place: str) -> LocalLaw | None:
        """What comes first, local law or this clause; None when the code is silent."""
        clause = self.clauses.get(place)
        if clause is None or clause.local_law is None:
            return self.local_law
        return LocalLaw(rule=clause.local_law, clause=place)

    def clause_text(self, clause: str) -> str:
        """The words of the code that a citation names, or the note that there are none.

        One line for each place cited.
        """
        places = self.places(clause)
        return "\n".join(self.clauses[place].text for place in places) or clause

    @cached_property
    def retention_triggers(self) -> frozenset[str]:
        """The steps that a retention period may begin with."""
        rules = self.retention.values()
        return frozenset(step for rule in rules for step in rule.starts.steps)

    def due(
        self,
        clock: str,
        event: date | datetime,
        facts: Mapping[str, Fact] = MappingProxyType({}),
        *,
        extended: int = 0,
        paused: int = 0,
    ) -> Due:
        """When a clock that `event` starts has run out.

        It was extended so often, and stood still for so many days. On a day that the
        facts name for it, when that is earlier; such a day does not move.
        """
        term = self.clocks[clock]
        due = self.calendar.due(term.lasting(extended), event, paused)
        named = facts.get(term.until or "")
        last = date.fromisoformat(str(named)) if named else due.on
        start = self.calendar.day(event) if isinstance(event, datetime) else event
        return Due(last) if start <= last < due.on else due

    def warnings(self, clock: str, due: Due) -> tuple[Due, ...]:
        """When to warn that a clock is about to run out, earliest first."""
        left = self.clocks[clock].warn
        warnings = (self.calendar.before(due, period) for period in left)
        return tuple(sorted(warnings, key=lambda warning: warning.on))

    def moments(
        self, clock: str, due: Due, since: date | datetime
    ) -> tuple[datetime, ...]:
        """When to warn, and last when it is over; warnings before `since` fall away."""
        calendar = self.calendar
        moment = calendar.moment(since)
        warned = {calendar.begins(due) for due in self.warnings(clock, due)}
        return (*sorted(w for w in warned if w > moment), calendar.ends(due))

    def threshold(
        self, name: str, duty_station: str, currency: str, on: date
    ) -> Threshold | None:
        """The value in force on a day at a duty station; None when none is set."""
        valid = [
            threshold
            for threshold in self.thresholds.get(name, ())
            if (threshold.duty_station, threshold.currency) == (duty_station, currency)
            and threshold.valid_from <= on < (threshold.until or date.max)
        ]
        return max(valid, key=lambda threshold: threshold.valid_from, default=None)
