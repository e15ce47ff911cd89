"""What a reporter and the organisation have written to each other in a case."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.files.listed import files
from api.organisations import Organisation
from api.possible import Possible, possible
from api.texts import opened_to_reporter
from cases.actors import REPORTER, SYSTEM, Actor
from cases.case.case import Case
from cases.commands.files import AddFile
from cases.commands.order import written_as

Standing = Literal["received", "answered", "closed"]

IN_WORDS: Final[dict[Standing, str]] = {
    "received": "Your report has arrived. Nobody has answered it yet.",
    "answered": "Your report is being dealt with. Look at the messages.",
    "closed": "Your report is closed. The last messages say what came of it.",
}


class Message(BaseModel):
    """Something that one wrote to the other."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    at: datetime
    """Of a reporter, the day alone."""
    by: Literal["reporter", "organisation"]
    """Who wrote it; for the organisation nobody is named."""
    label: str = Field(examples=["Receipt acknowledged"])
    """What it was written for, in the edition's words."""
    text: str | None
    """Null once it is erased; of a file, what it is called."""
    file: UUID | None = None
    """Where the message is a file: `GET …/cases/{case_id}/files/{file}` reads it."""
    automatic: bool
    """Whether a rule wrote it, and nobody has looked at the report for it."""


class Correspondence(BaseModel):
    """A report and what was written about it, oldest first."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    case_id: UUID
    """Where to add something: `POST …/cases/{case_id}/steps`."""
    standing: Standing
    """How far it is, as far as the reporter is told."""
    in_words: str
    """The same for people."""
    messages: list[Message]
    """All there are."""
    version: int
    """For If-Match, to add something."""
    possible: list[Possible]
    """What the reporter can do now, as `possible-steps` says it."""


def correspondence(
    organisation: Organisation, case_id: UUID, by: Actor
) -> Correspondence | None:
    """Everything written to the reporter and by them; None to anybody else."""
    case = organisation.cases.standing(case_id, by)
    if written_as(case, by).role != REPORTER:
        return None
    messages = list(_messages(organisation, case_id, by, case))
    version, steps = possible(organisation, case_id, by)
    standing = _standing(case, messages)
    return Correspondence(
        case_id=case_id,
        standing=standing,
        in_words=IN_WORDS[standing],
        messages=messages,
        version=version,
        possible=steps,
    )


def _messages(
    organisation: Organisation, case_id: UUID, by: Actor, case: Case
) -> Iterator[Message]:
    labels = {act.name: act.label for act in case.procedure.acts()}
    history = organisation.log.history(case_id)
    sent = {file.item: file.what for file, _ in files(history)}
    for passage, text in opened_to_reporter(organisation, case_id, by, case):
        # They know what they sent; the copy of it is for handlers.
        if sent.get(passage.sealed.item) == "copy":
            continue
        file = item if (item := passage.sealed.item) in sent else None
        step = AddFile.step_name if file else passage.step
        theirs = not (passage.to_reporter or passage.original)
        yield Message(
            at=passage.at,
            by="reporter" if theirs else "organisation",
            label=passage.label or labels.get(step, ""),
            text=text,
            file=file,
            automatic=passage.author.acting_as == SYSTEM.role,
        )


def _standing(case: Case, messages: list[Message]) -> Standing:
    if case.closed:
        return "closed"
    written = (one for one in messages if one.by == "organisation")
    answered = any(not one.automatic for one in written)
    return "answered" if answered else "received"
