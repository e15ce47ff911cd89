"""Which personal texts of a case somebody may have opened, and opening them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from api.organisations import Organisation
from api.permissions import may_open, reach, rights_of
from cases.actors import Actor
from cases.case.case import Case
from cases.commands.order import names, written_as
from cases.events.event import Concealed, Sealed, personal_fields
from cases.events.people import PartyAdded
from cases.log.recorded import Envelope, Recorded
from cases.vault import Disclosed

Texts = Mapping[int, Mapping[str, str | None]]
"""Opened texts by version of the event and field; None for one that is erased."""
Disclosures = dict[int, dict[str, Disclosed | None]]
"""The same, with what proves each text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a case: which event holds it, in which field."""

    version: int
    field: str
    sealed: Sealed
    author: Envelope
    identifies: bool
    """It says who reported."""


def opened(
    organisation: Organisation,
    case_id: UUID,
    by: Actor,
    purpose: str,
    versions: range,
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
    versions: range,
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
    texts = organisation.vault.disclose(
        {one.sealed: one.field for one in wanted}, written_as(case, by), purpose
    )
    found: Disclosures = {}
    for one in wanted:
        found.setdefault(one.version, {})[one.field] = texts[one.sealed.item]
    return found


def passages(history: Iterable[Recorded]) -> Iterator[Passage]:
    """Every personal text of a history, sealed."""
    for recorded in history:
        event, author = recorded.event, recorded.envelope
        of_reporter = isinstance(event, PartyAdded) and event.role == "reporter"
        for field, _ in personal_fields(type(event)):
            sealed = getattr(event, field)
            if isinstance(sealed, Sealed):
                identifies = of_reporter or isinstance(sealed, Concealed)
                yield Passage(recorded.version, field, sealed, author, identifies)


def wrote(case: Case, by: Actor, passage: Passage) -> bool:
    """Whether a text is somebody's own, or was taken down for them."""
    author = passage.author
    return not names(case, by).isdisjoint({author.actor, author.on_behalf_of})


def readable(
    organisation: Organisation, case: Case, by: Actor, passage: Passage
) -> bool:
    """What somebody wrote they may read; of others' texts, what the table gives."""
    if wrote(case, by, passage):
        return True
    rights = rights_of(organisation.code, by.role)
    right = "identity" if passage.identifies else "texts"
    return may_open(case, by, rights[right])
