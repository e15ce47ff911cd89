"""What a command is: a request that yields events, or is refused."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar, Final, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from cases.actors import Actor
from cases.calendar import LATEST
from cases.case.case import Case
from cases.case.erasure import InCase
from cases.commands.consequences import consequences
from cases.commands.order import due, guarded, permitted
from cases.edition.procedure import Step
from cases.errors import Refused
from cases.events.beyond import ParticipantProtected
from cases.events.event import Clause, Event, Name, Person, ProcedureStep

Number = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
"""The number of a party, an allegation, a piece of evidence inside its case."""

T = TypeVar("T")

YesNo = Annotated[bool, Field(strict=True)]
"""Yes or no, and nothing that could be taken for it."""


def _only_iso(day: object) -> object:
    if isinstance(day, date) or (isinstance(day, str) and ISO_DAY.fullmatch(day)):
        return day
    raise PydanticCustomError("iso_day", "a day is written as 2026-12-31")


ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
Day = Annotated[date, BeforeValidator(_only_iso)]
"""A day, as ISO 8601 writes it."""


def _each_once(given: tuple[T, ...]) -> tuple[T, ...]:
    if len(set(given)) < len(given):
        raise PydanticCustomError("repeated", "the same is named twice")
    return given


EACH_ONCE: Final = AfterValidator(_each_once)
"""No number, name or person stands in a list twice."""

UNIQUE: Final = {"uniqueItems": True}

Numbers = Annotated[
    tuple[Number, ...], Field(max_length=1000, json_schema_extra=UNIQUE), EACH_ONCE
]
OneOrMore = Annotated[
    tuple[Number, ...],
    Field(min_length=1, max_length=1000, json_schema_extra=UNIQUE),
    EACH_ONCE,
]
Persons = Annotated[
    tuple[Person, ...], Field(max_length=100, json_schema_extra=UNIQUE), EACH_ONCE
]
SomePersons = Annotated[
    tuple[Person, ...],
    Field(min_length=1, max_length=100, json_schema_extra=UNIQUE),
    EACH_ONCE,
]
Names = Annotated[
    tuple[Name, ...], Field(max_length=20, json_schema_extra=UNIQUE), EACH_ONCE
]
Clauses = Annotated[
    tuple[Clause, ...], Field(max_length=20, json_schema_extra=UNIQUE), EACH_ONCE
]

FACTS_ARE_PAST: Final = "not from the code: a fact is recorded after it happened"
DAYS_ARE_KNOWN: Final = "not from the code: working days are known until then"

Happened = TypeVar("Happened", bound=ProcedureStep)

Elsewhere = tuple[UUID, Event]
"""What happens in another case, in the same commit."""


class Command(BaseModel):
    """Something an actor asks for, in the imperative."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )

    about_a_case: ClassVar[bool] = True
    """Whether it happens to a case; else to the offices of the organisation."""

    def speaker(self, by: Actor) -> Actor:
        """Who is written down as the actor."""
        return by

    def words(self) -> frozenset[str]:
        """All it says in a word, not in a text: every person it names is among them."""
        said = (value if isinstance(value, tuple) else (value,) for _, value in self)
        words = (word for several in said for word in several)
        return frozenset(word for word in words if type(word) is str)

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        """Relations beyond the case that the decision depends on."""
        return ()

    def others(self, case: Case) -> tuple[UUID, ...]:
        """Other cases that it is about as well."""
        return ()

    def asked_texts(self) -> tuple[InCase, ...]:
        """Texts that it is about."""
        return ()

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        """Yield what happens, or raise a CaseError."""
        raise NotImplementedError

    def decide_elsewhere(
        self, case: Case, by: Actor, at: datetime
    ) -> Iterator[Elsewhere]:
        """Yield what happens in other cases, once it is decided; never refuses."""
        return iter(())


@dataclass(frozen=True)
class Circumstances:
    """A step of an edition about to be taken: in which case, by whom, when."""

    case: Case
    step: Step
    by: Actor
    at: datetime

    @property
    def today(self) -> date:
        """The day in the organisation's time zone."""
        return self.case.edition.calendar.day(self.at)

    def happened(self, event: type[Happened], **facts: object) -> Happened:
        """The event of this step, with its clause and the phase it leads to."""
        return record(event, self.step, self.case.phase, facts)

    def also(self, name: str, event: type[Happened], **facts: object) -> Happened:
        """The event of another step that this one brings with it.

        Under this step's clause when the procedure does not have the other.
        """
        acts = {act.name: act for act in self.case.procedure.acts()}
        phase = self.step.leads_from(self.case.phase)
        return record(event, acts.get(name, self.step), phase, facts)

    def past(self, day: date, field: str) -> date:
        """The day, unless it is still to come or before there was a code."""
        if day > self.today:
            raise Refused(
                "the day is in the future", FACTS_ARE_PAST, field, until=self.today
            )
        self.case.code.in_force(day, field)
        return day

    def since_receipt(self, day: date, field: str) -> date:
        """The day, unless it is still to come or before the report was received."""
        received = self.case.received_on
        if received is not None and day < received:
            reason = "the day is before the report was received"
            raise Refused(reason, FACTS_ARE_PAST, field)
        return self.past(day, field)

    def possible(self, day: date, field: str) -> date:
        """The day, unless there was no code yet or working days are not known."""
        if day > LATEST:
            reason = f"the day is after {LATEST}"
            raise Refused(reason, DAYS_ARE_KNOWN, field, until=LATEST)
        self.case.code.in_force(day, field)
        return day


def record(
    event: type[Happened], step: Step, phase: str, facts: Mapping[str, object]
) -> Happened:
    """An event that is a step of the procedure, taken in a phase."""
    after = step.leads_from(phase)
    return event.model_validate(
        {"step": step.name, "clause": step.clause, "phase": after, **facts}
    )


class StepCommand(Command):
    """A command that is a step of the procedure: the edition says who, when and why."""

    step_name: ClassVar[str]

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        step = permitted(case, self.step_name, by)
        now = Circumstances(case, step, by, at)
        self.entitled(now)
        due(case, step, by, getattr(self, "party", None))
        guarded(case, step, now.today)
        events = list(self.happens(now))
        yield from events
        if events:
            yield from self._protected(now)
            on, party = self.happened_on(case), self.whose(events[0])
            yield from consequences(case, step, at, on, party)

    def decide_elsewhere(
        self, case: Case, by: Actor, at: datetime
    ) -> Iterator[Elsewhere]:
        step = case.procedure.step(self.step_name)
        yield from self.elsewhere(Circumstances(case, step, by, at))

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        """Yield what the step brings about in other cases; never refuses."""
        return iter(())

    def _protected(self, now: Circumstances) -> Iterator[Event]:
        person = self.participant(now.case) if now.step.takes_part else None
        if person is not None:
            since = self.happened_on(now.case) or now.today
            clause = now.step.clause
            yield ParticipantProtected(person=person, since=since, clause=clause)

    def happened_on(self, case: Case) -> date | None:
        """The day of what is recorded, if it is another; clocks count from it."""
        return None

    def whose(self, event: Event) -> int | None:
        """The party whose own clocks it changes: whom the event is about."""
        return getattr(event, "party", None)

    def entitled(self, now: Circumstances) -> None:
        """Refuse what a party has no right to, in whatever phase the case is by now."""

    def participant(self, case: Case) -> str | None:
        """Whom it brings into an investigation; None when nobody, or nobody known."""
        return None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        """Yield what the step itself brings about, or raise a CaseError."""
        raise NotImplementedError
