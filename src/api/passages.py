"""Which texts a case holds, and whose they are to read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from api.organisations import Organisation
from api.permissions import rights_of
from cases.actors import REPORTER, Actor
from cases.case.case import Case
from cases.commands.disclosing import may_know, may_weigh
from cases.commands.disposal_guards import may_approve
from cases.commands.entrusted import entrusted
from cases.commands.files import reads_originals
from cases.commands.notes import handles, meant_for
from cases.commands.objecting import may_read
from cases.commands.order import written_as
from cases.commands.reading import may_open, may_review
from cases.commands.restricting import kept_from
from cases.edition.access import BREAK
from cases.edition.disclosing import PROPOSE
from cases.events.event import (
    Concealed,
    Event,
    Kind,
    Sealed,
    described,
    personal_fields,
)
from cases.events.files import FileAdded
from cases.events.notes import NoteWritten
from cases.events.objecting import HandlerObjectedTo
from cases.events.opening import NoOfficeAsked
from cases.events.people import PartyAdded
from cases.events.redaction import TextRedacted
from cases.events.requests import TextCorrected
from cases.log.personal import whom
from cases.log.recorded import Envelope, Recorded
from cases.rights import Reach


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a case: which event holds it, in which field."""

    version: int
    field: str
    called: str
    """Which part it is of what was recorded: of a successor, what its original is."""
    kind: Kind
    sealed: Sealed
    at: datetime
    author: Envelope
    identifies: bool
    """It says who reported, or what would tell it."""
    keeps_out: bool
    """It says whom the reporter keeps out of office, and not who reported."""
    label: str
    """What happened, in the edition's words; empty where its step alone says it."""
    step: str
    """The step of the procedure; empty of what opened the case."""
    to_reporter: bool
    """It was written to the reporter."""
    about: frozenset[int]
    """The parties it is about; none means everybody."""
    successor: UUID | None = None
    """What stands in its place, without somebody who was in it."""
    original: UUID | None = None
    """In whose place it stands: it is not what was written then."""
    unclean: bool = False
    """It is a file as it came, with all that it says of its making."""
    objection: int | None = None
    """Which objection to handlers it gives the reasons of."""
    note: NoteWritten | None = None
    """Of which note it is the text, and so for whom."""
    task: int | None = None
    """The task that it is about."""


def passages(history: Iterable[Recorded]) -> Iterator[Passage]:
    """Every personal text of a history, sealed.

    A successor is whose the original was: it is read by the same people.
    """
    found: dict[UUID, Passage] = {}
    for recorded in history:
        event = recorded.event
        for one in _passages(recorded):
            item = one.sealed.item
            if isinstance(event, TextRedacted) and event.item in found:
                original = found[event.item]
                found[event.item] = replace(original, successor=item)
                found[item] = replace(
                    one,
                    called=original.called,
                    author=original.author,
                    to_reporter=original.to_reporter,
                    original=event.item,
                    note=original.note,
                    objection=original.objection,
                    task=original.task,
                )
            else:
                found[item] = one
    yield from found.values()


def in_place(history: Iterable[Recorded]) -> Iterator[tuple[Passage, Passage]]:
    """Every text of a history, with what is read in its place, if not itself."""
    known = {one.sealed.item: one for one in passages(history)}
    for one in known.values():
        shown = one
        while shown.successor is not None:
            shown = known[shown.successor]
        yield one, shown


def _passages(recorded: Recorded) -> Iterator[Passage]:
    event, author = recorded.event, recorded.envelope
    of_reporter = isinstance(event, PartyAdded) and event.role == "reporter"
    for field, item in personal_fields(type(event)):
        sealed, what = getattr(event, field), described(event, item)
        if isinstance(sealed, Sealed):
            yield Passage(
                version=recorded.version,
                field=field,
                called=field,
                kind=what.kind,
                sealed=sealed,
                at=recorded.recorded_at,
                author=author,
                identifies=of_reporter or isinstance(sealed, Concealed),
                keeps_out=isinstance(event, NoOfficeAsked),
                label=getattr(event, "label", ""),
                step=getattr(event, "step", ""),
                to_reporter=what.audience == REPORTER,
                about=frozenset(whom(event, item)),
                unclean=isinstance(event, FileAdded),
                note=event if isinstance(event, NoteWritten) else None,
                objection=_objection(event),
                task=getattr(event, "task", None),
            )


def _objection(event: Event) -> int | None:
    return event.objection if isinstance(event, HandlerObjectedTo) else None


def corrections_of(history: Iterable[Recorded], passage: Passage) -> Iterator[Passage]:
    """What was put right of a text about one party, oldest first."""
    for recorded in history:
        event = recorded.event
        if not isinstance(event, TextCorrected) or event.corrects != passage.called:
            continue
        yield from (p for p in passages([recorded]) if p.about == passage.about)


def wrote(case: Case, by: Actor, passage: Passage) -> bool:
    """Whether a text is somebody's own, or was taken down for them.

    A reporter's own are so to the reporter as such, not in an office they hold: that
    they are opened to one who holds it would tell who reported.
    """
    author, reader = passage.author, written_as(case, by)
    if REPORTER in (author.acting_as, author.on_behalf_of):
        return reader.role == REPORTER
    return reader.id in (author.actor, author.on_behalf_of)


def readable(
    organisation: Organisation, case: Case, by: Actor, passage: Passage
) -> bool:
    """Whether a text is for somebody, and its use is not restricted."""
    if not for_whom(organisation, case, by, passage):
        return False
    return kept_from(case, by, passage.about, organisation.today()) is None


def weighs(case: Case, by: Actor, passage: Passage) -> bool:
    """Whether a text says why something is to be done that somebody approves, or does.

    Also in an office that reads no other texts: nobody approves without the reasons,
    nor does what they cannot read.
    """
    if may_approve(case, by.role) or passage.task in entrusted(case, by):
        return True
    if passage.step == BREAK and may_review(case, by.role):
        return True
    return passage.step == PROPOSE and may_weigh(case, by.role)


def approves(case: Case, by: Actor) -> bool:
    """Whether there may be such texts in a case."""
    asked = may_approve(case, by.role) or may_weigh(case, by.role)
    return asked or may_review(case, by.role) or bool(entrusted(case, by))


def for_whom(
    organisation: Organisation, case: Case, by: Actor, passage: Passage
) -> bool:
    """What somebody wrote they may read, and what was written to them as the reporter.

    Of others' texts, what the table gives; of notes and tasks, what was meant for them.
    Who reported, also whoever may know it because a law demands it.
    """
    if wrote(case, by, passage):
        return True
    rights = rights_of(organisation.code, by.role)
    if (meant := _meant(case, by, passage, rights["texts"])) is not None:
        return meant
    if passage.to_reporter and written_as(case, by).role == REPORTER:
        return True
    if passage.unclean and not reads_originals(case, by):
        return False
    tells = passage.identifies and not passage.keeps_out
    if tells and may_know(case, by.id, organisation.today()):
        return True
    if weighs(case, by, passage):
        return True
    right = "identity" if passage.identifies else "texts"
    return may_open(case, by, rights[right], organisation.cases.now())


def _meant(case: Case, by: Actor, passage: Passage, far: Reach) -> bool | None:
    """Whether a text beside the procedure was meant for somebody; None of any other."""
    if passage.note is not None:
        return meant_for(case, by, passage.note, far)
    if passage.objection is not None:
        return may_read(case, by, passage.objection)
    if passage.task is not None:
        return passage.task in entrusted(case, by) or handles(case, by, far)
    return None
