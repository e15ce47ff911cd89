"""What a command needs of another case, and what one case says of another."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from cases.actors import UNNAMED
from cases.case.case import Case
from cases.commands.command import Circumstances, Elsewhere
from cases.commands.conflicts import concerned, offices_lost
from cases.commands.order import kept_away
from cases.commands.units import in_reach
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.links import CaseLinked, CaseUnlinked, How

CONCERNED: Final = "somebody whom a linked case concerns"


def other_case(now: Circumstances, field: str, case_id: UUID) -> Case:
    """The case of this name; refused alike when unknown, hidden, or another matter."""
    other = now.case.others.get(case_id)
    mandates = now.case.mandates
    if other is None or not in_reach(mandates, other, now.by, now.today):
        raise Refused("there is no such case", now.step.clause, field)
    if other.case_type != now.case.case_type:
        reason = "the other case is of another type"
        raise Refused(reason, now.step.clause, field)
    if other.links.follows is not None:
        reason = "the other case itself belongs to another"
        raise Refused(reason, now.step.clause, field)
    return other


def unlinked(now: Circumstances) -> None:
    """Refuse a case that belongs to another already, or to which others belong."""
    links = now.case.links
    if links.follows is not None:
        raise Refused("the case belongs to another already", now.step.clause)
    if links.followers:
        raise Refused("other cases belong to this one", now.step.clause)


def link(
    now: Circumstances, how: How, to: UUID, other: Case, reasons: Personal | None = None
) -> CaseLinked:
    """What a case says of another. Whom the log does not name it does not name here."""
    named = {other.reporter} if other.identity_mode == "named" else set()
    known = other.persons() | other.links.concerned | named | {other.declarant}
    return CaseLinked(
        case=to,
        how=how,
        clause=now.step.clause,
        kept_away=tuple(sorted(other.excluded | kept_away(other))),
        concerned=tuple(sorted(person for person in known if person)),
        acted=tuple(sorted((other.acted() | other.links.acted) - UNNAMED)),
        concealed=(*other.concealed, *other.links.concealed),
        reasons=reasons,
    )


def unlink(
    now: Circumstances, how: How, other: UUID, reasons: Personal | None = None
) -> CaseUnlinked:
    """That a case has nothing to do with another, and who is kept away all the same."""
    still = (known for one, known in now.case.links.known.items() if one != other)
    return CaseUnlinked(
        case=other,
        how=how,
        clause=now.step.clause,
        kept_away=tuple(sorted(frozenset().union(*(one.kept_away for one in still)))),
        reasons=reasons,
    )


def offices_left(now: Circumstances, other: Case) -> Iterator[Event]:
    """The end of every office here of those whom the other case concerns."""
    for person in sorted(concerned(other)):
        yield from offices_lost(now, person, CONCERNED)


def told(
    now: Circumstances, how: How, there: UUID, step_name: str
) -> Iterator[Elsewhere]:
    """What the other case says of this one, and who loses an office there."""
    other = now.case.others[there]
    step = other.procedure.step(step_name)
    theirs = Circumstances(other, step, now.by, now.at)
    assert now.case.case_id is not None
    yield there, link(theirs, how, now.case.case_id, now.case)
    for event in offices_left(theirs, now.case):
        yield there, event
