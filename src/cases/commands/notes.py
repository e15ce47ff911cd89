"""Notes in a case: each for whom it was written, and for nobody else later."""

from collections.abc import Iterator
from typing import ClassVar, Final

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.command import Circumstances, Number, StepCommand
from cases.commands.people import numbered
from cases.commands.reading import theirs
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.notes import NoteFor, NoteWritten
from cases.rights import Reach

NEUTRAL: Final = "arbitrator"
"""Whoever is asked as somebody neutral neither reads what handlers note nor tells them
anything but an opinion."""


class WriteNote(StepCommand):
    """Write a note in the case: nobody reads it but those it is for, also later."""

    step_name: ClassVar[str] = "write_note"

    text: Personal
    audience: NoteFor = "handlers"
    """Whom it is for, and stays for."""
    party: Number | None = None
    """The one party that it is about; null when it is about all, or about none."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        _theirs_to_write(now, self.audience)
        if self.party is not None:
            numbered(now, self.party)
        deciding = now.case.panel.present if self.audience == "decision_body" else ()
        readers = tuple(sorted(deciding))
        yield now.happened(NoteWritten, readers=readers, **dict(self))


def meant_for(case: Case, by: Actor, note: NoteWritten, far: Reach) -> bool:
    """Whether somebody who did not write a note is among those whom it is for.

    Not whoever reads the case for a time: it was written for those whose case it is.
    """
    if note.audience == "handlers":
        return handles(case, by, far)
    if not theirs(case, by, far):
        return False
    if note.audience == "decision_body":
        return by.id in note.readers and by.id not in case.panel.recused
    return case.edition.kind_of(by.role) == note.audience


def handles(case: Case, by: Actor, far: Reach) -> bool:
    """Whether somebody reads what handlers tell one another."""
    return theirs(case, by, far) and case.edition.kind_of(by.role) != NEUTRAL


def _theirs_to_write(now: Circumstances, audience: NoteFor) -> None:
    """Refuse a note to those whom somebody in this place has nothing to tell by one."""
    case, clause = now.case, now.step.clause
    neutral = case.edition.kind_of(now.by.role) == NEUTRAL
    if neutral and audience != "author":
        reason = "whoever is asked as somebody neutral notes for themselves alone"
        raise Refused(reason, clause, "audience", allowed=("author",))
    if audience == "decision_body" and now.by.id not in case.panel.present:
        reason = "only those who decide note for one another"
        raise Refused(reason, clause, "audience")
