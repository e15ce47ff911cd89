"""What becomes of a person's data once they ask for erasure (GDPR Art. 17).

For whoever decides it as it stands today, before and after the decision; for whoever
asked what was decided. To them nothing is said of a case they do not know of, nor of
who else is in one.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from api.dependencies import Reading
from api.known_recipients import Informed, goes, informed
from api.own_data import MOST, ONGOING, SUBJECT
from cases.actors import OWN_ONLY, Actor
from cases.case.case import Case
from cases.commands.considering import (
    DecideErasure,
    as_it_stands,
    knows,
    parties_of,
    texts_about,
)
from cases.edition.procedure import Step
from cases.errors import CaseNotFound, Refused
from cases.events.closing import HoldBasis
from cases.events.disposal import Listed
from cases.events.event import Clause
from cases.events.requests import Considered, RecipientKind, Stays
from cases.events.retention import RetentionClass
from projections.case_concerned import concerning
from projections.case_query import case as seen
from projections.deletion_query import Due, State, schedule

CLAUSE: Final = "not from the code: GDPR Art. 12(3)"
STAYING: Final[Mapping[State, Stays]] = {
    "held": "hold",
    "scheduled": "period",
    "erased": "erased",
}
"""Why texts stay that are kept so; those that are due do not."""


class Answer(BaseModel):
    """What becomes of texts about the person, in one case."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    number: str
    """Of the case, by which it can be asked about."""
    alone: bool
    """Whether they are about the person alone."""
    stays: Stays | None
    """Why they stay; null when they go, those that `holds` keep once released."""
    rule: RetentionClass | None
    """By which rule they are kept; null while they are needed."""
    clause: Clause | None
    holds: tuple[HoldBasis, ...]
    """On which grounds holds keep them, or a part of them, until they are released."""
    until: date | None
    """First day on which they may go, or on which the hold is looked at again; null
    while neither is known."""
    erased: bool
    """Whether they are gone by now."""
    redacted: bool = False
    """Whether they stay for others alone: they lose the person, and what they were
    before goes."""
    texts: Listed | None = None
    """As decisions and lists name them; for whoever decides, and nobody else."""
    decided: bool | None = None
    """Whether it was decided; for them, too."""
    withheld: str | None = None
    """Why nothing of it is decided, or told to whoever asked; for them, too."""

    @classmethod
    def of(cls, number: str, one: Considered, *, erased: bool, redacted: bool) -> Self:
        """What was decided on some texts, without naming them."""
        said = one.model_dump(exclude={"case", "what"})
        alone = one.what != "content"
        loses = redacted and not alone
        return cls(number=number, alone=alone, erased=erased, redacted=loses, **said)


class Notice(BaseModel):
    """A recipient of the data, who was told what became of them or cannot be."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    recipient: str
    """What they are known by; never a person's name."""
    kind: RecipientKind
    """Who it is."""
    told_on: date | None
    """The day; null when that is impossible, for reasons in the history."""


class Erasure(BaseModel):
    """What becomes of all data of a person."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    concerning: list[Answer]
    """In matters in which the person is a party."""
    opened: list[Answer]
    """In closed ones that the person brought forward: these go when their time has
    come, without a decision. For the person alone."""
    notices: list[Notice]
    """Recipients of the data who were told what was decided (GDPR Art. 19)."""
    recipients: list[Informed]
    """Whom data that go had been given to, and whether they were told that these are
    gone (GDPR Art. 19, second sentence)."""


def erasure(reading: Reading, case_id: UUID) -> Erasure:
    """What a request leads to; raises CaseNotFound, or Refused before the decision."""
    organisation, by = reading.organisation, reading.by
    request = organisation.cases.standing(case_id, by)
    step = request.procedure.steps.get(DecideErasure.step_name)
    if step is None or request.declarant is None:
        raise CaseNotFound
    if request.edition.kind_of(by.role) not in OWN_ONLY:
        if by.role not in _offices(request, step):
            raise CaseNotFound
        return _weighed(reading, case_id, request)
    if not request.disposal.considered:
        raise Refused("nothing has been decided yet", CLAUSE)
    aware = _known(reading, request)
    return Erasure(
        concerning=list(_decided(reading, request)),
        opened=list(_opened(reading)),
        notices=list(_notices(request)),
        recipients=list(informed(organisation, case_id, request, aware)),
    )


def _weighed(reading: Reading, case_id: UUID, request: Case) -> Erasure:
    """What whoever decides is shown."""
    answers = list(_considered(reading, request))
    known = [one.texts.case for one in answers if one.texts and not one.withheld]
    return Erasure(
        concerning=answers,
        opened=[],
        notices=list(_notices(request)),
        recipients=list(informed(reading.organisation, case_id, request, known)),
    )


def _known(reading: Reading, request: Case) -> Iterator[UUID]:
    """The cases with something that goes, of which whoever asked knows."""
    person = reading.by.id
    for listed in goes(request):
        case = _standing(reading, listed.case, person)
        if knows(case, parties_of(case, person)):
            yield listed.case


def _notices(request: Case) -> Iterator[Notice]:
    """Who was told, or cannot be, in the order of that."""
    for one in request.disposal.told.values():
        yield Notice(recipient=one.recipient, kind=one.kind, told_on=one.told_on)


def _offices(request: Case, step: Step) -> set[str]:
    """Those that decide on a request, and that list what is to go."""
    listing = request.edition.procedures.values()
    openings = (one.openings.values() for one in listing if one.kind == "disposal")
    return {*step.by, *(role for each in openings for act in each for role in act.by)}


def _considered(reading: Reading, request: Case) -> Iterator[Answer]:
    """All texts about the person, in those cases that the officer may know of."""
    eyes, today = reading.viewer("read"), reading.organisation.today()
    person = request.declarant or ""
    for found in reading.ask(concerning, person):
        if reading.ask(seen, found.case_id, eyes) is None:
            continue
        case = _standing(reading, found.case_id, person)
        parties = parties_of(case, person)
        for what in texts_about(case, parties):
            listed = Listed(case=found.case_id, what=what)
            decided = request.disposal.considered.get(listed)
            shown = as_it_stands(decided, case, listed, today)
            answer = Answer.of(
                found.number,
                shown,
                erased=what in case.gone,
                redacted=_loses(request, listed.case),
            )
            goes = listed in request.disposal.redacted
            answer.texts, answer.decided = listed, goes or decided is not None
            answer.withheld = None if knows(case, parties) else ONGOING
            yield answer


def _decided(reading: Reading, request: Case) -> Iterator[Answer]:
    """What was decided, as far as whoever asked knows of the case."""
    person = reading.by.id
    numbers = {one.case_id: one.number for one in reading.ask(concerning, person)}
    decided, today = request.disposal.considered, reading.organisation.today()
    for listed in dict.fromkeys((*decided, *_in_order(request.disposal.redacted))):
        case = _standing(reading, listed.case, person)
        if knows(case, parties_of(case, person)):
            yield Answer.of(
                numbers[listed.case],
                as_it_stands(decided.get(listed), case, listed, today),
                erased=listed.what in case.gone,
                redacted=_loses(request, listed.case),
            )


def _in_order(texts: Iterable[Listed]) -> list[Listed]:
    return sorted(texts, key=lambda one: (one.case, one.what))


def _loses(request: Case, case_id: UUID) -> bool:
    """Whether texts of a case stay for others, without whoever asked."""
    return any(one.case == case_id for one in request.disposal.redacted)


def _opened(reading: Reading) -> Iterator[Answer]:
    """What the person brought forward, as the role they come in shows it."""
    today, eyes = reading.organisation.today(), reading.viewer("read")
    for due in reading.ask(schedule, eyes, today=today, limit=MOST).items:
        yield _brought(due)


def _brought(due: Due) -> Answer:
    held = due.state == "held"
    return Answer.model_validate(
        {
            "number": due.number,
            "alone": due.what != "content",
            "stays": STAYING.get(due.state),
            "rule": due.rule,
            "clause": due.clause,
            "holds": due.hold_bases,
            "until": due.review_on if held else due.delete_on,
            "erased": due.disposal is not None,
        }
    )


def _standing(reading: Reading, case_id: UUID, person: str) -> Case:
    histories = reading.organisation.cases.histories
    return histories.standing(case_id, Actor(person, SUBJECT)).case
