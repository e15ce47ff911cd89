"""What is held about a person: where, since when, on which basis, until when.

Not a word of it is opened. That somebody reported is for nobody to learn, and is left
out.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from api.dependencies import Reading
from api.permissions import reach
from cases.actors import Actor
from cases.case.case import Case
from cases.commands.considering import considered, parties_of, texts_about
from cases.commands.measure_end import imposed_on
from cases.errors import NotPermitted
from cases.events.disposal import Listed
from cases.events.people import PartyRole
from cases.events.requests import Considered
from cases.rights import TABLE_CLAUSE, Reach
from projections.person_inventory import (
    TextsOfKind,
    Whereabouts,
    since,
    texts_by_kind,
    whereabouts,
)


class HeldUntil(Considered):
    """Until when some texts are kept, and on which basis."""

    basis: str | None
    """Why they may be kept; null while the case is open."""


class Imposed(BaseModel):
    """A measure that followed from what the person did."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    measure: str
    effective_on: date
    expires_on: date | None
    """Its last day; null for one without an end."""
    state: Literal["in_force", "expired", "expunged"]


class Held(BaseModel):
    """What is held about a person in one case."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    case_id: UUID
    number: str
    case_type: str
    roles: list[PartyRole]
    """As which party they are in it."""
    offices: tuple[str, ...]
    """As whom beside that: `declarant`, `handler`, `decider`, `arbitrator`."""
    held_since: date
    """The day, UTC, on which the first of it was recorded."""
    purpose: str
    """What the case is for, in the words of the edition."""
    clause: str
    """Where the code provides for such cases."""
    texts: list[TextsOfKind]
    """About them, alone or with others."""
    measures: list[Imposed]
    """What was imposed on them and has not fallen, and whether it still holds."""
    kept: list[HeldUntil]
    """Until when, by which rule."""


def inventory(reading: Reading, person: str) -> list[Held]:
    """What is held, case by case; NotPermitted unless the office audits everything."""
    code, role = reading.organisation.code, reading.by.role
    viewer = reading.viewer("deletions")
    if reach(code, role, "audit") is not Reach.ALL:
        reason = "an inventory of a person is for whoever sees to all that is recorded"
        raise NotPermitted(reason, TABLE_CLAUSE)
    found = reading.ask(whereabouts, viewer, person)
    return [held for one in found for held in _held(reading, one, person)]


def _held(reading: Reading, found: Whereabouts, person: str) -> Iterator[Held]:
    """What is held in a case; nothing when they reported it, and no more."""
    histories = reading.organisation.cases.histories
    case = histories.standing(found.case_id, Actor(person, "subject")).case
    theirs = parties_of(case, person)
    parties = sorted(theirs)
    if not (parties or found.offices):
        return
    came = reading.ask(since, found.case_id, parties, person)
    began = "declarant" in found.offices
    yield Held(
        case_id=found.case_id,
        number=found.number,
        case_type=found.case_type,
        roles=[case.parties[number].role for number in parties],
        offices=found.offices,
        held_since=found.opened_on if began or came is None else came,
        purpose=case.procedure.title,
        clause=case.procedure.clause,
        texts=reading.ask(texts_by_kind, found.case_id, parties),
        measures=[one for number in parties for one in _imposed(case, number)],
        kept=list(_kept(reading, found.case_id, case, theirs)),
    )


def _imposed(case: Case, party: int) -> Iterator[Imposed]:
    for one, _ in imposed_on(case, party):
        yield Imposed.model_validate(one, from_attributes=True)


def _kept(
    reading: Reading, case_id: UUID, case: Case, parties: frozenset[int]
) -> Iterator[HeldUntil]:
    for what in texts_about(case, parties) or ("content",):
        listed = Listed(case=case_id, what=what)
        one = considered(case, listed, reading.organisation.today())
        known = case.schedules.get(what)
        yield HeldUntil(**dict(one), basis=known.basis if known else None)
