"""One text of a case, as its history names it, with what was put right of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from api.dependencies import Reading
from api.organisations import Organisation
from api.passages import Passage, corrections_of, for_whom, passages, weighs
from api.permissions import reach
from api.texts import Own, still_open
from cases.actors import Actor
from cases.case.case import Case
from cases.commands.order import written_as
from cases.commands.redacting import saving
from cases.commands.restricting import kept_from
from cases.errors import CaseNotFound, Erased, Refused
from cases.events.disposal import TextErased
from cases.events.event import Sealed
from cases.log.recorded import Recorded
from cases.vault import RESTRICTED

CORRECTION: Final = "correction"
LONGEST: Final = 64
"""Signs of a purpose."""


def single(reading: Reading, case_id: UUID, item: UUID, purpose: str | None) -> Own:
    """One text, opened if a purpose is given; CaseNotFound when it is not theirs.

    One that lost somebody opens to custodians of a hold that keeps it, for the hold's
    purpose: so it is recorded.
    Raises Refused while its use is restricted; Erased, also to whoever may see the
    history and open no text; NotPermitted when the office reads no texts, and what
    `opened` raises.
    """
    organisation, by = reading.organisation, reading.by
    case = organisation.cases.standing(case_id, by)
    history = organisation.log.history(case_id)
    found, hold = theirs(organisation, case, by, history, item)
    corrections = [one.sealed for one in corrections_of(history, found)]
    wanted = {found.sealed: found.called} | dict.fromkeys(corrections, CORRECTION)
    texts: Mapping[UUID, str | None] = {}
    if purpose is not None:
        purpose = for_hold(hold, purpose)
        with still_open(organisation, case_id, by):
            texts = organisation.vault.open(wanted, written_as(case, by), purpose)
    return _with_corrections(found, corrections, texts)


def theirs(
    organisation: Organisation,
    case: Case,
    by: Actor,
    history: Sequence[Recorded],
    item: UUID,
) -> tuple[Passage, str | None]:
    """The text, as it is theirs to read, and the purpose of the hold that shows it.

    Raises what `single` raises.
    """
    found = next((one for one in passages(history) if one.sealed.item == item), None)
    if found is None:
        raise CaseNotFound
    hold = saving(case, by, found.kind, found.about) if found.successor else None
    if hold is None:
        _may_be_read(organisation, case, by, found, _gone(history, found))
    else:
        _may_be_looked_at(organisation, case, by, found, _erased(history, found))
    return found, hold


def for_hold(hold: str | None, purpose: str) -> str:
    """The purpose as it is recorded, for a hold or for none."""
    return purpose if hold is None else f"{hold} {purpose}"[:LONGEST].rstrip()


def _may_be_read(
    organisation: Organisation,
    case: Case,
    by: Actor,
    found: Passage,
    erasures: Iterator[Erased],
) -> None:
    """Raises what keeps somebody from a text: it is gone, not theirs, or restricted."""
    theirs = for_whom(organisation, case, by, found)
    for gone in erasures:
        if not theirs:
            reach(organisation.code, by.role, "history")
        raise gone
    if not weighs(case, by, found):
        reach(organisation.code, by.role, "texts")
    if not theirs:
        raise CaseNotFound
    _not_restricted(organisation, case, by, found)


def _may_be_looked_at(
    organisation: Organisation,
    case: Case,
    by: Actor,
    found: Passage,
    erasures: Iterator[Erased],
) -> None:
    """Raises what keeps a custodian of a hold from what the hold has saved."""
    for gone in erasures:
        raise gone
    _not_restricted(organisation, case, by, found)


def _not_restricted(
    organisation: Organisation, case: Case, by: Actor, found: Passage
) -> None:
    if clause := kept_from(case, by, found.about, organisation.today()):
        raise Refused(RESTRICTED, clause)


def _with_corrections(
    found: Passage, corrections: list[Sealed], texts: Mapping[UUID, str | None]
) -> Own:
    """A text and what was put right of it; Erased when it was opened and is gone."""
    item = found.sealed.item
    if item in texts and texts[item] is None:
        raise Erased
    return Own(
        version=found.version,
        at=found.at,
        field=found.called,
        text=texts.get(item),
        original=found.original,
        successor=found.successor,
        corrections=[texts.get(one.item) for one in corrections],
    )


def _gone(history: Iterable[Recorded], found: Passage) -> Iterator[Erased]:
    """That a text was made unreadable, or is shown to nobody: a successor is there."""
    yield from _erased(history, found)
    if found.successor is not None:
        yield Erased(successor=found.successor)


def _erased(history: Iterable[Recorded], found: Passage) -> Iterator[Erased]:
    """That a text was made unreadable."""
    for recorded in history:
        event, on = recorded.event, recorded.recorded_at.date()
        if isinstance(event, TextErased) and event.item == found.sealed.item:
            yield Erased(on, event.rule, event.clause, event.disposal, found.successor)
