"""The history of a case as whoever reported it, or is accused in it, is told it.

They ask for it themselves, or handlers do, to see what they would see. Of the case
there is in it what `told_apart` says, and of whoever acted only whether it was they.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import islice
from typing import Any, Final, Literal
from uuid import UUID

from api.dependencies import Reading
from api.histories import Told, known
from api.passages import Passage, in_place, readable
from api.permissions import kind_of, reach
from api.problems import BadRequest
from api.tellings import (
    SUBJECT,
    Audience,
    Reporter,
    Subject,
    Telling,
    occurred_on,
    tellings,
    within,
)
from api.texts import let_in, still_open
from cases.actors import OWN_ONLY, REPORTER, SYSTEM
from cases.case.case import Case
from cases.commands.considering import parties_of
from cases.commands.order import written_as
from cases.errors import CaseNotFound
from cases.events.event import Event, described, personal_fields
from cases.log.recorded import Recorded
from projections.case_timeline import Part
from projections.phrases import spoken

AudienceName = Literal["handlers", "reporter", "subject"]
ORGANISATION: Final = "organisation"
"""As what everybody else acts: nobody is named, in no office."""
UNSHOWN: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("position", "because_of", "step", "phase", "actor")),
    **dict.fromkeys(("corrected_at", "redacted"), ()),
    "on_behalf_of": None,
}
"""What they are not told of any entry: how it came about, and by whom."""
Shown = Mapping[UUID, tuple[Passage, Passage]]
"""Every text of a case by its item, and what is read in its place."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a history is wanted, for what, and whose."""

    part: Part
    purpose: str | None
    limit: int
    audience: AudienceName | None
    party: int | None


def audience_of(reading: Reading, case_id: UUID, wanted: Wanted) -> Audience | None:
    """Whom the history is to tell; None for handlers.

    Whoever reported or is accused, and asks as such, gets what they are told; handlers
    say whose they want to see, and which accused `party`. Raises CaseNotFound,
    NotPermitted, BadRequest when that is not said.
    """
    organisation, by, audience = reading.organisation, reading.by, wanted.audience
    kind = kind_of(organisation.code, by.role)
    themselves = kind in OWN_ONLY and audience != "handlers"
    if themselves and (own := _own(reading, case_id, kind)) is not None:
        return _asked(own, audience)
    if audience in (None, "handlers"):
        return None
    known(reading, case_id, "history")
    case = organisation.cases.histories.standing(case_id, by).case
    if audience == REPORTER:
        return Reporter(case.declarant)
    return _accused(case, wanted.party)


def _own(reading: Reading, case_id: UUID, kind: str) -> Audience | None:
    """Whoever asks, as the case knows them; None for who disclosed as themselves."""
    organisation, by = reading.organisation, reading.by
    reach(organisation.code, by.role, "texts")
    case = organisation.cases.standing(case_id, by)
    if kind == SUBJECT:
        return _subject(case, by.id)
    if written_as(case, by).role == REPORTER:
        return Reporter(case.declarant)
    return None


def _asked(own: Audience, audience: AudienceName | None) -> Audience:
    """Nobody gets what is another's: of it there is nothing for them."""
    if audience not in (None, own.called):
        raise CaseNotFound
    return own


def _subject(case: Case, person: str) -> Subject:
    """Somebody, as the accused parties that they are."""
    theirs = parties_of(case, person)
    accused = {number for number in theirs if case.parties[number].role == SUBJECT}
    return Subject(frozenset(accused), frozenset({person}))


def _accused(case: Case, party: int | None) -> Subject:
    """The accused party that handlers name, or the only one."""
    accused = [n for n, one in case.parties.items() if one.role == SUBJECT]
    if party is None and len(accused) == 1:
        (party,) = accused
    if party is None:
        raise BadRequest("party", "it is not said which accused party: party=")
    if party not in accused:
        raise CaseNotFound
    person = case.parties[party].person
    return Subject(frozenset({party}), frozenset({person} if person else ()))


def told_history(
    reading: Reading, case_id: UUID, to: Audience, wanted: Wanted
) -> Iterator[Told]:
    """What they were told, as far as it is wanted, as they came to know it.

    Raises what `opened` raises.
    """
    organisation = reading.organisation
    history = organisation.log.history(case_id)
    case = organisation.cases.histories.standing(case_id, reading.by).case
    whole = tellings(organisation.code, history, to)
    told = list(islice((o for o in whole if within(o, wanted.part)), wanted.limit))
    shown = {one.sealed.item: (one, now) for one, now in in_place(history)}
    opened = _opened(reading, case_id, _texts(told, to, shown), wanted.purpose)
    labels = {act.name: act.label for act in case.procedure.acts()}
    for one in told:
        texts = dict(_said(one, to, shown, opened)) if wanted.purpose else None
        yield _entry(one, to, labels).model_copy(
            update={"texts": texts, "redacted": tuple(_redacted(one, to, shown))}
        )


def _entry(one: Telling, to: Audience, labels: Mapping[str, str]) -> Told:
    recorded, event = one.recorded, one.recorded.event
    party = getattr(event, "party", None) if to.called == SUBJECT else None
    in_words = to.called == REPORTER or to.did(recorded.envelope)
    said = event.model_dump(mode="json", include={*one.facts})
    return Told(
        **UNSHOWN,
        **_items(one, to),
        case_id=recorded.stream,
        version=one.number,
        at=datetime.combine(recorded.recorded_at, time(), UTC),
        told_on=one.told_at.date(),
        occurred_on=occurred_on(one),
        topic=type(event).__name__,
        label=_label(event, labels if in_words else {}),
        clause=getattr(event, "clause", None) if in_words else None,
        acting_as=_acting_as(recorded, to),
        party_numbers=() if party is None else (party,),
        details={name: value for name, value in said.items() if value is not None},
    )


def _items(one: Telling, to: Audience) -> dict[str, Any]:
    """The texts that are for them, with their fields and audiences."""
    event, texts = one.recorded.event, dict(to.texts(one.recorded))
    kinds = dict(personal_fields(type(event)))
    return {
        "items": tuple(sealed.item for sealed in texts.values()),
        "item_fields": tuple(texts),
        "audiences": tuple(described(event, kinds[name]).audience for name in texts),
    }


def _label(event: Event, labels: Mapping[str, str]) -> str:
    """In the edition's words where they are for them, else in plain ones."""
    own = getattr(event, "label", "") or labels.get(getattr(event, "step", ""), "")
    return own if labels and own else spoken(type(event).__name__)


def _acting_as(recorded: Recorded, to: Audience) -> str:
    """Whether it was they, a rule, or somebody of the organisation."""
    if to.did(recorded.envelope):
        return to.called
    ruled = recorded.envelope.acting_as == SYSTEM.role
    return SYSTEM.role if ruled else ORGANISATION


def _texts(told: Iterable[Telling], to: Audience, shown: Shown) -> list[Passage]:
    """What is read in the place of each text that they are told."""
    return [
        shown[sealed.item][1] for one in told for _, sealed in to.texts(one.recorded)
    ]


def _opened(
    reading: Reading, case_id: UUID, texts: list[Passage], purpose: str | None
) -> Mapping[UUID, str | None]:
    """The texts, for a purpose: to handlers those alone that they may read anyway."""
    if purpose is None:
        return {}
    organisation, by = reading.organisation, reading.by
    if kind_of(organisation.code, by.role) in OWN_ONLY:
        case = organisation.cases.standing(case_id, by)
    else:
        case = let_in(organisation, case_id, by)
        texts = [one for one in texts if readable(organisation, case, by, one)]
    wanted = {one.sealed: one.called for one in texts}
    with still_open(organisation, case_id, by):
        return organisation.vault.open(wanted, written_as(case, by), purpose)


def _said(
    one: Telling, to: Audience, shown: Shown, opened: Mapping[UUID, str | None]
) -> Iterator[tuple[str, str | None]]:
    """The texts that were opened, by field."""
    for field, sealed in to.texts(one.recorded):
        now = shown[sealed.item][1].sealed.item
        if now in opened:
            yield field, opened[now]


def _redacted(one: Telling, to: Audience, shown: Shown) -> Iterator[UUID]:
    """Those of the texts in whose place another stands."""
    for _, sealed in to.texts(one.recorded):
        was, now = shown[sealed.item]
        if was is not now:
            yield sealed.item
