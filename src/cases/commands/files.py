"""Files of a case: adding one, and who reads originals."""

from collections.abc import Iterator
from typing import ClassVar, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from cases.actors import REPORTER, Actor
from cases.case.case import Case
from cases.commands.command import Circumstances, Number, StepCommand, YesNo
from cases.commands.order import due, may_take, written_as
from cases.commands.people import numbered
from cases.errors import Refused
from cases.events.event import Amount, Event, Personal
from cases.events.evidence import Digest
from cases.events.files import FileAdded, FileCleaned, FileSent, MediaType

ORIGINALS: Final = ("take_evidence", "redact_text")
"""Whoever takes evidence reads originals; where there is none, who redacts texts."""


class FileCopy(BaseModel):
    """A copy without what the original says of its making."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: UUID
    size: Amount
    digest: Digest


class AddFile(StepCommand):
    """Add a file that has arrived, with the copy that is shown in its place.

    There is no copy of a kind of file of which nothing can be taken out.
    """

    step_name: ClassVar[str] = "add_file"

    file: UUID
    party: Number | None = None
    media_type: MediaType
    size: Amount
    digest: Digest
    scanned: YesNo
    name: Personal
    copied: FileCopy | None = None
    to_reporter: YesNo = False

    def happens(self, now: Circumstances) -> Iterator[Event]:
        fit(now, self.party, self.to_reporter)
        if self.to_reporter and self.copied is None:
            reason = "a file of this kind cannot be cleaned, and is not sent"
            raise Refused(reason, now.step.clause, "to_reporter")
        said = dict(self)
        copied = said.pop("copied")
        shown = FileSent if said.pop("to_reporter") else FileCleaned
        yield now.happened(FileAdded, **said)
        if copied is not None:
            yield shown(
                clause=now.step.clause,
                original=self.file,
                party=self.party,
                name=self.name,
                **dict(copied),
            )


def addable(now: Circumstances, party: int | None, to_reporter: bool) -> None:
    """Refuse what `AddFile` would refuse later, before a byte of the file is taken."""
    due(now.case, now.step, now.by, party)
    fit(now, party, to_reporter)


def fit(now: Circumstances, party: int | None, to_reporter: bool) -> None:
    """Refuse a file about nobody in the case, or for a reporter who is not there."""
    if party is not None:
        numbered(now, party)
    if not to_reporter:
        return
    if now.case.procedure.kind != "report":
        reason = "nobody reported the case who could be sent anything"
        raise Refused(reason, now.step.clause, "to_reporter")
    if written_as(now.case, now.by).role == REPORTER:
        raise Refused("the reporter has it already", now.step.clause, "to_reporter")


def reads_originals(case: Case, by: Actor) -> bool:
    """Whether an office sees what a file says of its making, too."""
    acts = {act.name: act for act in case.procedure.acts()}
    steps = [acts[name] for name in ORIGINALS if name in acts]
    return bool(steps) and may_take(case, steps[0], by.role)
