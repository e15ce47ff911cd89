"""Who had been given what a disposal list takes, as the log says (GDPR Art. 19).

Nobody types it in. What a history tells is found by `cases.case.handing_out`; what left
in a bundle of evidence by the record of that. ops/erasure.md says what counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from api.dependencies import Reading
from api.organisations import Organisation
from api.permissions import kind_of
from cases.actors import OWN_ONLY, SYSTEM
from cases.case.erasure import Disposal
from cases.case.handing_out import Giving, Happened, handed_out, named_in
from cases.events.disposal import Listed
from cases.events.notices import Given, RecipientsNotified
from cases.events.retention import What
from projections.disposal_listed import ListedTexts, Recipient
from projections.handed_out import Taken, bundles, requests
from projections.query import Db


@dataclass(frozen=True)
class Recipients:
    """Whoever had been given something of what is on one list.

    `items` are the texts that went, by entry; while none is known, a bundle of the case
    counts whatever it holds.
    """

    organisation: Organisation
    db: Db
    disposal: UUID
    texts: Mapping[int, Listed]
    items: Mapping[int, frozenset[UUID]] | None = None

    def found(self) -> tuple[Given, ...]:
        """All of them, as the log has it: each event once, with its entries."""
        known: dict[tuple[int, str], Given] = {}
        for one in (*self._of_cases(), *self._of_requests()):
            key = one.position, one.recipient
            before = known[key].entries if key in known else ()
            entries = tuple(sorted({*before, *one.entries}))
            known[key] = one.model_copy(update={"entries": entries})
        return tuple(known[key] for key in sorted(known))

    def _of_cases(self) -> Iterator[Given]:
        by_case: dict[UUID, dict[int, What]] = {}
        for entry, listed in self.texts.items():
            by_case.setdefault(listed.case, {})[entry] = listed.what
        for case, entries in by_case.items():
            told = handed_out(self.organisation.code, self._history(case))
            for giving in (*told.found, *self._named(told.requests)):
                if of := tuple(n for n, what in entries.items() if giving.of(what)):
                    yield _given(giving, of)
            yield from self._bundles(case, tuple(entries))

    def _of_requests(self) -> Iterator[Given]:
        """Those named in the request itself: all on the list was decided in it."""
        for request in requests(self.db, self.disposal):
            for giving in named_in(self._history(request)):
                yield _given(giving, tuple(self.texts))

    def _named(self, asked: Mapping[UUID, frozenset[int]]) -> Iterator[Giving]:
        for request, parties in asked.items():
            yield from named_in(self._history(request), parties)

    def _bundles(self, case: UUID, entries: tuple[int, ...]) -> Iterator[Given]:
        for taken in bundles(self.db, case):
            # What people have of their own is by themselves, or about them alone.
            if kind_of(self.organisation.code, taken.acting_as) in OWN_ONLY:
                continue
            if of := tuple(n for n in entries if self._held(taken, n)):
                yield Given(
                    recipient=taken.actor,
                    had="bundle",
                    entries=of,
                    topic=taken.topic,
                    position=taken.position,
                    given_on=taken.at.date(),
                )

    def _held(self, taken: Taken, entry: int) -> bool:
        if self.items is None:
            return True
        return not self.items.get(entry, frozenset()).isdisjoint(taken.items)

    def _history(self, stream: UUID) -> Iterator[Happened]:
        return happened(self.organisation, stream)


def happened(organisation: Organisation, stream: UUID) -> Iterator[Happened]:
    """What was recorded in a stream, and when."""
    for one in organisation.log.history(stream):
        yield Happened(one.event, one.position, one.recorded_at.date())


def had_what_went(
    organisation: Organisation, db: Db, disposal: UUID, state: Disposal
) -> tuple[Given, ...]:
    """Who had been given any of the texts that a list has made unreadable."""
    gone = {n: state.texts[n] for n, erased in state.destroyed.items() if erased}
    return Recipients(organisation, db, disposal, gone, state.inventoried).found()


def with_recipients(
    reading: Reading, disposal: UUID, found: Iterable[ListedTexts]
) -> list[ListedTexts]:
    """What is on a list, with whoever had been given it.

    As it was found once the texts were gone; before, as it would be found today.
    """
    case = reading.organisation.cases.found(disposal, SYSTEM).case
    shown, state = list(found), case.disposal
    looked = state.looked >= state.erased > 0
    if case.closed or looked:
        known = [_told(n, one, state.notices) for n, one in state.recipients.items()]
    else:
        known = [_told(None, one, {}) for one in _today(reading, disposal, shown)]
    return [_with(one, known) for one in shown]


def _today(
    reading: Reading, disposal: UUID, shown: Iterable[ListedTexts]
) -> tuple[Given, ...]:
    texts = {
        one.entry: Listed(case=one.case_id, what=one.what)
        for one in shown
        if one.state != "stays"
    }

    def ask(db: Db) -> tuple[Given, ...]:
        return Recipients(reading.organisation, db, disposal, texts).found()

    return reading.ask(ask)


def _with(
    listed: ListedTexts, known: Iterable[tuple[tuple[int, ...], Recipient]]
) -> ListedTexts:
    theirs = tuple(one for entries, one in known if listed.entry in entries)
    return listed.model_copy(update={"recipients": theirs})


def _told(
    number: int | None, given: Given, notices: Mapping[int, RecipientsNotified]
) -> tuple[tuple[int, ...], Recipient]:
    """The entries that a recipient had something of, and what is shown of them."""
    notice = notices.get(number or 0)
    return given.entries, Recipient(
        number=number,
        **given.model_dump(exclude={"entries"}),
        told_on=notice.told_on if notice else None,
        because=notice.because if notice else None,
    )


def _given(giving: Giving, entries: tuple[int, ...]) -> Given:
    event = giving.by.event
    return Given(
        recipient=giving.recipient,
        had=giving.had,
        entries=entries,
        topic=type(event).__name__,
        step=getattr(event, "step", None),
        position=giving.by.position,
        given_on=giving.by.on,
    )
