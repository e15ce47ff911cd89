"""Which personal texts of a case somebody may have opened, and opening them."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from api.organisations import Organisation
from api.passages import (
    Passage,
    approves,
    in_place,
    passages,
    readable,
    wrote,
)
from api.permissions import reach, rights_of
from cases.actors import Actor
from cases.case.case import Case
from cases.commands.order import written_as
from cases.errors import CaseNotFound
from cases.log.recorded import Recorded
from cases.rights import Reach
from cases.vault import Disclosed, Why

Texts = Mapping[int, Mapping[str, str | None]]
"""Opened texts by version of the event and field; None for one that is erased."""
CORRESPONDENCE: Final = "correspondence with the reporter"
InPlace = Callable[[Iterable[Recorded]], Iterator[tuple[Passage, Passage]]]
"""Texts of a history, each with the one that is opened in its place."""
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
    original: UUID | None = None
    """In the place of which text it stands, without somebody who was in that: it is
    not what was written or taken down."""
    successor: UUID | None = None
    """What everybody else is shown in its place: a hold keeps it, for its custodians
    alone."""
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
    """The texts of these versions that the actor may read; see `disclosed`.

    In the place of one that lost somebody stands its successor.
    """
    shown = partial(_in_versions, versions=versions)
    found = _disclosed(organisation, case_id, by, purpose, shown)
    return {
        version: {name: one.text if one else None for name, one in texts.items()}
        for version, texts in found.items()
    }


def disclosed(
    organisation: Organisation,
    case_id: UUID,
    by: Actor,
    why: Why,
    versions: Container[int],
) -> Disclosures:
    """The texts of these versions that the actor may read; the reading is recorded.

    Each as it was written: one that lost somebody is not among them, its successor is.
    Raises CaseNotFound, NotPermitted when the office reads no texts, Unavailable when
    the reading cannot be recorded, Tampered.
    """
    shown = partial(_in_versions, versions=versions)

    def itself(history: Iterable[Recorded]) -> Iterator[tuple[Passage, Passage]]:
        return ((one, text) for one, text in shown(history) if one is text)

    return _disclosed(organisation, case_id, by, why, itself)


def _in_versions(
    history: Iterable[Recorded], versions: Container[int]
) -> Iterator[tuple[Passage, Passage]]:
    return (both for both in in_place(history) if both[0].version in versions)


def _disclosed(
    organisation: Organisation, case_id: UUID, by: Actor, why: Why, shown: InPlace
) -> Disclosures:
    case = let_in(organisation, case_id, by)
    wanted = [
        (one, text)
        for one, text in shown(organisation.log.history(case_id))
        if readable(organisation, case, by, one)
    ]
    with still_open(organisation, case_id, by):
        reader, each = written_as(case, by), (text for _, text in wanted)
        texts = _opened(organisation, reader, why, each)
    found: Disclosures = {}
    for one, text in wanted:
        found.setdefault(one.version, {})[one.field] = texts[text.sealed.item]
    return found


def let_in(organisation: Organisation, case_id: UUID, by: Actor) -> Case:
    """The case, for whoever reads texts of it; raises CaseNotFound, NotPermitted.

    Who approves what is proposed in it reads the reasons, in any office.
    """
    if rights_of(organisation.code, by.role)["texts"] is not Reach.NONE:
        return organisation.cases.standing(case_id, by)
    with suppress(CaseNotFound):
        case = organisation.cases.standing(case_id, by)
        if approves(case, by):
            return case
    reach(organisation.code, by.role, "texts")
    raise CaseNotFound


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
        for one in _standing(history)
        if wrote(case, by, one) and readable(organisation, case, by, one)
    ]
    reader = written_as(case, by)
    with still_open(organisation, case_id, by):
        texts = _opened(organisation, reader, purpose, theirs) if purpose else {}
    return [
        Own(
            version=one.version,
            at=one.at,
            field=one.called,
            text=found.text if (found := texts.get(one.sealed.item)) else None,
            original=one.original,
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
        for passage in _standing(organisation.log.history(case_id))
        if not passage.identifies and (passage.to_reporter or wrote(case, by, passage))
    ]
    with still_open(organisation, case_id, by):
        texts = _opened(organisation, written_as(case, by), CORRESPONDENCE, theirs)
    for passage in theirs:
        found = texts[passage.sealed.item]
        yield passage, found.text if found else None


def _standing(history: Iterable[Recorded]) -> Iterator[Passage]:
    """Every text in whose place no other stands."""
    return (one for one in passages(history) if one.successor is None)


@contextmanager
def still_open(organisation: Organisation, case_id: UUID, by: Actor) -> Iterator[None]:
    """Raises CaseNotFound when the case was shut to somebody while they read."""
    yield
    organisation.cases.standing(case_id, by)


def _opened(
    organisation: Organisation, by: Actor, why: Why, passages: Iterable[Passage]
) -> Mapping[UUID, Disclosed | None]:
    wanted = {one.sealed: one.called for one in passages}
    return organisation.vault.disclose(wanted, by, why)
