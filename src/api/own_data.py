"""The copy of a person's own data (GDPR Art. 15(3) and 20), which betrays nobody else.

Of what concerns somebody it holds what is about them alone. Who reported, that anybody
did, who else was heard and what they said is in none of it: not even the kind of a
case, its steps, or who acted. A case of which the person does not know is left out, as
if it were not there.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from api.dependencies import Reading
from api.passages import in_place
from api.permissions import reach
from api.texts import own
from api.told import FACTS, about_them, is_told
from cases.actors import OWN_ONLY, Actor
from cases.case.case import Case
from cases.commands.considering import knows, parties_of
from cases.errors import CaseNotFound, Refused
from cases.events.event import Sealed
from cases.log.recorded import Recorded
from projections.case_concerned import concerning
from projections.case_query import Wanted, cases
from projections.case_query import case as seen
from projections.phrases import spoken

CLAUSE: Final = "not from the code: GDPR Art. 15(3)"
MOST: Final = 200
"""Cases that somebody opened, in one copy."""
SUBJECT: Final = "subject"
WRITTEN: Final = "Written by the person"
ONGOING: Final = "the person does not know of it: not while that would harm the inquiry"


class Datum(BaseModel):
    """Something that was recorded about the person, and of nobody else."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    on: date
    """The day it was recorded."""
    what: str
    """In plain words."""
    facts: dict[str, Any]
    """What was said in answers of the edition."""
    texts: dict[str, str | None]
    """By field; null without a purpose, and when it was erased."""
    redacted: tuple[str, ...] = ()
    """The fields in which a successor stands, without somebody who was in the text: it
    is not what was written or taken down."""


class Matter(BaseModel):
    """What is held about the person in one matter."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    number: str
    """Of the case, by which it can be asked about."""
    kept_until: date | None
    """First day on which it must not be readable any more; null while it is open."""
    data: list[Datum]
    """What was recorded, oldest first."""
    withheld: str | None = None
    """Why nothing of it is given; said to whoever prepares the copy, to nobody else."""


class OwnData(BaseModel):
    """All data of a person, as far as a copy may hold them."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    concerning: list[Matter]
    """Matters in which the person is a party."""
    opened: list[Matter]
    """What the person brought forward, in their own words."""


def own_data(reading: Reading, case_id: UUID, purpose: str | None) -> OwnData:
    """The copy that a request asks for; raises CaseNotFound, Refused, NotPermitted.

    For whoever prepares it without texts, for whoever asked once it was given to them.
    """
    organisation, by = reading.organisation, reading.by
    if purpose is not None:
        reach(organisation.code, by.role, "texts")
    request = organisation.cases.standing(case_id, by)
    copying = [s for s in request.procedure.steps.values() if s.gives_copy]
    if not copying or request.declarant is None:
        raise CaseNotFound
    if request.edition.kind_of(by.role) not in OWN_ONLY:
        if all(by.role not in step.by for step in copying):
            raise CaseNotFound
        return OwnData(
            concerning=list(_concerning(reading, request.declarant, None)), opened=[]
        )
    if not any(request.took(step.name) for step in copying):
        raise Refused("the copy has not been given yet", CLAUSE)
    return OwnData(
        concerning=[
            one for one in _concerning(reading, by.id, purpose) if not one.withheld
        ],
        opened=list(_opened(reading, purpose)),
    )


def _concerning(reading: Reading, person: str, purpose: str | None) -> Iterator[Matter]:
    """What is held in each case with the person as a party.

    To whoever prepares the copy, in those that they may know of.
    """
    eyes = None if person == reading.by.id else reading.viewer("read")
    for found in reading.ask(concerning, person):
        if eyes and reading.ask(seen, found.case_id, eyes) is None:
            continue
        case, told, shown = _told(reading, found.case_id, person)
        if not (theirs := parties_of(case, person)):
            continue
        if not knows(case, theirs):
            yield Matter(
                number=found.number, kept_until=None, data=[], withheld=ONGOING
            )
            continue
        opened = _texts(reading, told, shown, purpose) if purpose else {}
        said = [_datum(one, shown, opened) for one in told]
        if theirs & case.informed:
            said += _written(reading, found.case_id, Actor(person, SUBJECT), purpose)
        # Whoever was accused while they read does not know of the case any more.
        if purpose is None or _still_knows(reading, found.case_id, person):
            yield Matter(number=found.number, kept_until=case.delete_on, data=said)


def _still_knows(reading: Reading, case_id: UUID, person: str) -> bool:
    case = _told(reading, case_id, person).case
    return knows(case, parties_of(case, person))


class Told(NamedTuple):
    """A case, and what of it is told to somebody."""

    case: Case
    events: list[Recorded]
    shown: Mapping[UUID, Sealed]
    """What is read in the place of each text, if not the text itself."""


def _told(reading: Reading, case_id: UUID, person: str) -> Told:
    """A case, and what happened in it to the person, as far as they know."""
    organisation = reading.organisation
    case = organisation.cases.histories.standing(case_id, Actor(person, SUBJECT)).case
    theirs = parties_of(case, person)
    history = organisation.log.history(case_id)
    happened = [one for one in history if is_told(case, one.event, theirs)]
    both = in_place(history)
    return Told(case, happened, {one.sealed.item: it.sealed for one, it in both})


def _texts(
    reading: Reading,
    told: list[Recorded],
    shown: Mapping[UUID, Sealed],
    purpose: str,
) -> Mapping[UUID, str | None]:
    wanted = {
        shown[text.item]: field for one in told for field, text in about_them(one.event)
    }
    return reading.organisation.vault.open(wanted, reading.by, purpose)


def _datum(
    one: Recorded, shown: Mapping[UUID, Sealed], opened: Mapping[UUID, str | None]
) -> Datum:
    event = one.event
    texts = {field: (text, shown[text.item]) for field, text in about_them(event)}
    said = event.model_dump(mode="json", include={*FACTS[type(event)]})
    return Datum(
        on=one.recorded_at.date(),
        what=spoken(type(event).__name__),
        facts={name: value for name, value in said.items() if value is not None},
        texts={field: opened.get(now.item) for field, (_, now) in texts.items()},
        redacted=tuple(field for field, (was, now) in texts.items() if was != now),
    )


def _opened(reading: Reading, purpose: str | None) -> Iterator[Matter]:
    """What the person brought forward, as the role they come in shows it."""
    page = reading.ask(cases, reading.viewer("read"), Wanted(), cursor=None, limit=MOST)
    for found in page.items:
        yield Matter(
            number=found.number,
            kept_until=found.delete_on,
            data=_written(reading, found.case_id, reading.by, purpose),
        )


def _written(
    reading: Reading, case_id: UUID, by: Actor, purpose: str | None
) -> list[Datum]:
    """What somebody wrote in a case, or had taken down."""
    words = own(reading.organisation, case_id, by, purpose)
    return [
        Datum(
            on=one.at.date(),
            what=WRITTEN,
            facts={},
            texts={one.field: one.text},
            redacted=(one.field,) if one.original else (),
        )
        for one in words
    ]
