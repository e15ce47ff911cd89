"""Giving several cases to somebody at once: each is a command of its own."""

from collections.abc import Iterator
from typing import Annotated, Final
from uuid import UUID

from psycopg import OperationalError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.answering import problem, problem_of
from api.commanding import Holding
from api.problems import Problem
from cases.commands.command import Number, YesNo
from cases.commands.people import DesignateHandler
from cases.errors import CaseError
from cases.events.event import Name, Person
from cases.request import Receipt

MOST: Final = 50
"""Cases that are given at once."""


class Sent(BaseModel):
    """Part of what is asked for."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )


class ToAssign(Sent):
    """One of the cases, as it was read; whoever gets it has declared so of it alone."""

    case: UUID
    """The case."""
    version: Number
    """The version that it was read at."""
    conflict_declared_absent: YesNo
    """Whether the handler declared to have no conflict of interest in this case."""


def _each_once(cases: tuple[ToAssign, ...]) -> tuple[ToAssign, ...]:
    if len({one.case for one in cases}) < len(cases):
        raise PydanticCustomError("repeated", "the same is named twice")
    return cases


class Assignment(Sent):
    """Who is to be responsible for which cases, and in which office."""

    person: Person
    role: Name
    cases: Annotated[
        tuple[ToAssign, ...],
        Field(min_length=1, max_length=MOST),
        AfterValidator(_each_once),
    ]
    """Each case once; what stands in the way of one is no matter of the others."""


class Assigned(BaseModel):
    """What became of it in one case."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    case: UUID
    """The case."""
    status: int = Field(examples=[201])
    """What the answer would be to the command alone: 201 when it was recorded."""
    receipt: Receipt | None = None
    """What was recorded; null when nothing was."""
    problem: Problem | None = None
    """Why nothing was; null when it was."""


def assigned(assignment: Assignment, sent: Holding) -> Iterator[Assigned]:
    """What becomes of it in each case, in the order in which they are named.

    With a key each happens once, however often it is sent; what was refused is tried
    again.
    """
    for one in assignment.cases:
        command = DesignateHandler(
            person=assignment.person,
            role=assignment.role,
            conflict_declared_absent=one.conflict_declared_absent,
        )
        # No key of a caller holds a dot.
        key = sent.key and f"{sent.key}.{one.case}"
        try:
            done = sent.cases.handle(one.case, command, sent.by, one.version, key)
            yield Assigned(case=one.case, status=201, receipt=done)
        except CaseError as error:
            yield _not_done(one.case, problem_of(error))
        except OperationalError:
            yield _not_done(one.case, problem("unavailable"))


def _not_done(case: UUID, problem: Problem) -> Assigned:
    return Assigned(case=case, status=problem.status, problem=problem)
