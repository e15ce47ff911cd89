"""Recipients of erased data, for whoever asked for the erasure (GDPR Art. 19).

They are told whom their data went to, of what goes or is gone, in cases they know of.
By which step it went there they are not: its name would say that somebody reported. Who
was to learn who reported, and who took a bundle along, is for officers alone, in
`GET …/deletions/{list}`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from api.organisations import Organisation
from api.recipients import happened
from cases.actors import SYSTEM
from cases.case.case import Case
from cases.case.handing_out import Giving, handed_out, named_in
from cases.commands.considering import parties_of
from cases.events.disposal import Listed
from cases.events.notices import RecipientsNotified, Untold


class Informed(BaseModel):
    """Somebody who had been given data that go, and whether they were told."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    recipient: str
    """What they are known by; never a person's name."""
    given_on: date
    """The day on which it was recorded that they have something."""
    told_on: date | None
    """The day on which they were told that it is gone; null while they were not."""
    because: Untold | None
    """Why they are not told."""


def goes(request: Case) -> list[Listed]:
    """What was decided to go, or to lose whoever asked; gone already, too."""
    decided = request.disposal.considered.values()
    going = {
        Listed(case=one.case, what=one.what)
        for one in decided
        if one.stays in (None, "erased")
    }
    both = going | request.disposal.redacted
    return sorted(both, key=lambda one: (str(one.case), one.what))


def informed(
    organisation: Organisation, request_id: UUID, request: Case, known: Iterable[UUID]
) -> Iterator[Informed]:
    """Who had been given what goes, of those cases that may be spoken of."""
    told = dict(_told(organisation, request))
    going = {one.case for one in goes(request)}
    for case in (one for one in dict.fromkeys(known) if one in going):
        standing = organisation.cases.found(case, SYSTEM).case
        theirs = parties_of(standing, request.declarant)
        given = handed_out(organisation.code, happened(organisation, case))
        for giving in given.found:
            about = not giving.parties or bool(giving.parties & theirs)
            if giving.had == "case" and about:
                yield _informed(giving, told)
    for giving in named_in(happened(organisation, request_id)):
        yield _informed(giving, told)


def _informed(
    giving: Giving, told: dict[tuple[int, str], RecipientsNotified]
) -> Informed:
    notice = told.get((giving.by.position, giving.recipient))
    return Informed(
        recipient=giving.recipient,
        given_on=giving.by.on,
        told_on=notice.told_on if notice else None,
        because=notice.because if notice else None,
    )


def _told(
    organisation: Organisation, request: Case
) -> Iterator[tuple[tuple[int, str], RecipientsNotified]]:
    """What became of telling each, on the lists of the request."""
    for disposal in sorted(request.disposal.lists):
        state = organisation.cases.found(disposal, SYSTEM).case.disposal
        for number, notice in state.notices.items():
            given = state.recipients[number]
            yield (given.position, given.recipient), notice
