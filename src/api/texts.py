"""Which personal texts of a case somebody may have opened, and opening them."""

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from api.dependencies import Reading
from api.organisations import Organisation
from api.passages import (
    Passage,
    corrections_of,
    for_whom,
    kept_from,
    passages,
    readable,
    wrote,
)
from api.permissions import reach
from cases.actors import Actor
from cases.case.case import Case
from cases.commands.order import written_as
from cases.errors import CaseNotFound, Erased, Refused
from cases.events.disposal import TextErased
from cases.events.event import Sealed
from cases.log.recorded import Recorded
from cases.vault import Disclosed

Texts = Mapping[int, Mapping[str, str | None]]
"""Opened texts by version of the event and field; None for one that is erased."""
CORRECTION: Final = "correction"
CORRESPONDENCE: Final = "correspondence with the reporter"
Disclosures = dict[int, dict[str, Disclosed | None]]
"""The same, with what proves each text."""


class Own(BaseModel):
    """A text that the caller wrote, or that was taken down for them."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    version: int
    """Of the case, once it was written."""
    at: datetime
    """Of a reporter, the day alone."""
    field: str
    """Which part it is of what was recorded then."""
    text: str | None = None
    """Null without a purpose, and when it is erased."""
    corrections: list[str | None] | None = None
    """What was put right of it since, oldest first; each null as the text is. Null
    where texts are listed: corrections stand there by themselves."""


def opened(
    organisation: Organisation,
    case_id: UUID,
    by: Actor,
    purpose: str,
    versions: Container[int],
) -> Texts:
    """The texts of these versions that the actor may read; see `disclosed`."""
    found = disclosed(organisation, case_id, by, purpose, versions)
    return {
        version: {name: one.text if one else None for name, one in texts.items()}
        for version, texts in found.items()
    }


def disclosed(
    organisation: Organisation,
    case_id: UUID,
    by: Actor,
    purpose: str,
    versions: Container[int],
) -> Disclosures:
    """The texts of these versions that the actor may read; the reading is recorded.

    Raises CaseNotFound, NotPermitted when the office reads no texts, Unavailable when
    the reading cannot be recorded, Tampered.
    """
    reach(organisation.code, by.role, "texts")
    case = organisation.cases.standing(case_id, by)
    history = organisation.log.history(case_id)
    recorded = [event for event in history if event.version in versions]
    wanted = [
        passage
        for passage in passages(recorded)
        if readable(organisation, case, by, passage)
    ]
    with still_open(organisation, case_id, by):
        texts = _opened(organisation, written_as(case, by), purpose, wanted)
    found: Disclosures = {}
    for one in wanted:
        found.setdefault(one.version, {})[one.field] = texts[one.sealed.item]
    return found


def own(
    organisation: Organisation, case_id: UUID, by: Actor, purpose: str | None
) -> list[Own]:
    """What the actor wrote in a case, opened if a purpose is given.

    Raises what `opened` raises.
    """
    reach(organisation.code, by.role, "texts")
    case = organisation.cases.standing(case_id, by)
    history = organisation.log.history(case_id)
    theirs = [
        one
        for one in passages(history)
        if wrote(case, by, one) and not kept_from(organisation, case, by, one)
    ]
    reader = written_as(case, by)
    with still_open(organisation, case_id, by):
        texts = _opened(organisation, reader, purpose, theirs) if purpose else {}
    return [
        Own(
            version=one.version,
            at=one.at,
            field=one.field,
            text=found.text if (found := texts.get(one.sealed.item)) else None,
        )
        for one in theirs
    ]


def opened_to_reporter(
    organisation: Organisation, case_id: UUID, by: Actor, case: Case
) -> Iterator[tuple[Passage, str | None]]:
    """What the case's reporter wrote and what was written to them, oldest first.

    None for a text that is erased. That they read it is recorded nowhere.
    """
    theirs = [
        passage
        for passage in passages(organisation.log.history(case_id))
        if not passage.identifies and (passage.to_reporter or wrote(case, by, passage))
    ]
    with still_open(organisation, case_id, by):
        texts = _opened(organisation, written_as(case, by), CORRESPONDENCE, theirs)
    for passage in theirs:
        found = texts[passage.sealed.item]
        yield passage, found.text if found else None


def single(reading: Reading, case_id: UUID, item: UUID, purpose: str | None) -> Own:
    """One text, opened if a purpose is given; CaseNotFound when it is not theirs.

    Raises Refused while its use is restricted; Erased, also to whoever may see the
    history and open no text; NotPermitted when the office reads no texts, and what
    `opened` raises.
    """
    organisation, by = reading.organisation, reading.by
    case = organisation.cases.standing(case_id, by)
    history = organisation.log.history(case_id)
    found = next((one for one in passages(history) if one.sealed.item == item), None)
    if found is None:
        raise CaseNotFound
    _may_be_read(organisation, case, by, found, _erasures(history, item))
    corrections = [one.sealed for one in corrections_of(history, found)]
    wanted = {found.sealed: found.field} | dict.fromkeys(corrections, CORRECTION)
    texts: Mapping[UUID, str | None] = {}
    if purpose is not None:
        with still_open(organisation, case_id, by):
            texts = organisation.vault.open(wanted, written_as(case, by), purpose)
    return _with_corrections(found, corrections, texts)


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
    reach(organisation.code, by.role, "texts")
    if not theirs:
        raise CaseNotFound
    if clause := kept_from(organisation, case, by, found):
        raise Refused("the text is restricted, and its reading not allowed", clause)


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
        field=found.field,
        text=texts.get(item),
        corrections=[texts.get(one.item) for one in corrections],
    )


def _erasures(history: Iterable[Recorded], item: UUID) -> Iterator[Erased]:
    """That a text was made unreadable, if it was."""
    for recorded in history:
        event = recorded.event
        if isinstance(event, TextErased) and event.item == item:
            on = recorded.recorded_at.date()
            yield Erased(on, event.rule, event.clause, event.disposal)


@contextmanager
def still_open(organisation: Organisation, case_id: UUID, by: Actor) -> Iterator[None]:
    """Raises CaseNotFound when the case was shut to somebody while they read."""
    yield
    organisation.cases.standing(case_id, by)


def _opened(
    organisation: Organisation, by: Actor, purpose: str, passages: Iterable[Passage]
) -> Mapping[UUID, Disclosed | None]:
    wanted = {one.sealed: one.field for one in passages}
    return organisation.vault.disclose(wanted, by, purpose)
