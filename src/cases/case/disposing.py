"""What listing and erasing texts makes of a disposal list, and of their case."""

from collections.abc import Iterable
from uuid import UUID

from cases.case.case import Case
from cases.case.change import change
from cases.case.erasure import Disposal, Restriction
from cases.case.replacing import replace
from cases.events import disposal, notices, redaction, requests
from cases.events.disposal import Listed
from cases.events.event import Sealed
from cases.events.retention import about_party


@change.register
def _(event: disposal.DisposalProposed, case: Case) -> Case:
    return replace(case, disposal=Disposal(dict(enumerate(event.texts, 1))))


@change.register
def _(event: disposal.TextsTakenOut, case: Case) -> Case:
    kept = case.disposal.kept.union(event.entries)
    return replace(case, disposal=replace(case.disposal, kept=kept))


@change.register
def _(event: disposal.TextDestroyed, case: Case) -> Case:
    known = case.disposal.destroyed
    destroyed = {**known, event.entry: known.get(event.entry, 0) + 1}
    return replace(case, disposal=replace(case.disposal, destroyed=destroyed))


@change.register
def _(event: disposal.EntryDone, case: Case) -> Case:
    done = case.disposal.done | {event.entry}
    return replace(case, disposal=replace(case.disposal, done=done))


@change.register
def _(event: disposal.FinalityReached, case: Case) -> Case:
    return replace(case, disposal=replace(case.disposal, final=event.erased))


@change.register
def _(event: disposal.TextsErased, case: Case) -> Case:
    return replace(case, gone=case.gone | {event.what})


@change.register
def _(event: disposal.ErasureStarted, case: Case) -> Case:
    return replace(case, disposal=replace(case.disposal, started=True))


@change.register
def _(event: disposal.EntryInventoried, case: Case) -> Case:
    known = case.disposal.inventoried
    items = known.get(event.entry, frozenset()).union(event.texts)
    inventoried = {**known, event.entry: items}
    return replace(case, disposal=replace(case.disposal, inventoried=inventoried))


@change.register
def _(event: disposal.ProjectionsAcknowledged, case: Case) -> Case:
    return replace(case, disposal=replace(case.disposal, acknowledged=event.erased))


@change.register
def _(event: disposal.LeaksSought, case: Case) -> Case:
    sought = 0 if event.leaked else event.erased
    return replace(case, disposal=replace(case.disposal, sought=sought))


@change.register
def _(event: notices.RecipientsFound, case: Case) -> Case:
    known = case.disposal.recipients
    found = dict(enumerate(event.recipients, len(known) + 1))
    told = replace(case.disposal, recipients={**known, **found}, looked=event.erased)
    return replace(case, disposal=told)


@change.register
def _(event: notices.RecipientsNotified, case: Case) -> Case:
    # The reasons are for readers: a case knows no texts.
    known = event.model_copy(update={"reasons": None})
    told = {**case.disposal.notices, **dict.fromkeys(event.recipients, known)}
    return replace(case, disposal=replace(case.disposal, notices=told))


@change.register
def _(event: disposal.ErasureFailed, case: Case) -> Case:
    failed = (event.stage, event.because, case.disposal.erased)
    return replace(case, disposal=replace(case.disposal, failed=failed))


@change.register
def _(event: requests.ErasureDecided, case: Case) -> Case:
    decided = {Listed(case=one.case, what=one.what): one for one in event.entries}
    considered = {**case.disposal.considered, **decided}
    return replace(case, disposal=replace(case.disposal, considered=considered))


@change.register
def _(event: requests.ErasureListed, case: Case) -> Case:
    known = case.disposal
    listed = replace(
        known,
        passed_on=known.passed_on.union(event.texts),
        lists=known.lists | {event.disposal},
    )
    return replace(case, disposal=listed)


@change.register
def _(event: requests.ProcessingRestricted, case: Case) -> Case:
    restricted = case.disposal.restricted.union(event.cases)
    return replace(case, disposal=replace(case.disposal, restricted=restricted))


@change.register
def _(event: requests.TextsRestricted, case: Case) -> Case:
    known = case.restrictions.get(event.request)
    parties = frozenset(event.parties).union(known.parties if known else ())
    readers = known.readers if known else {}
    new = Restriction(parties, event.clause, readers)
    return replace(case, restrictions={**case.restrictions, event.request: new})


@change.register
def _(event: requests.ReadingGranted, case: Case) -> Case:
    known = case.restrictions[event.request]
    granted = replace(known, readers={**known.readers, event.person: event.until})
    return replace(case, restrictions={**case.restrictions, event.request: granted})


@change.register
def _(event: requests.TextsReleased, case: Case) -> Case:
    left = {n: one for n, one in case.restrictions.items() if n != event.request}
    return replace(case, restrictions=left)


@change.register
def _(event: requests.RecipientTold, case: Case) -> Case:
    # The reasons are for readers: a case knows no texts.
    known = event.model_copy(update={"reasons": None})
    told = {**case.disposal.told, event.recipient: known}
    return replace(case, disposal=replace(case.disposal, told=told))


@change.register
def _(event: redaction.RedactionDecided, case: Case) -> Case:
    losing = case.disposal.losing.union(event.texts)
    return replace(case, disposal=replace(case.disposal, losing=losing))


@change.register
def _(event: redaction.RedactionForgone, case: Case) -> Case:
    losing = case.disposal.losing.difference(event.texts)
    return replace(case, disposal=replace(case.disposal, losing=losing))


@change.register
def _(event: redaction.RedactionWanted, case: Case) -> Case:
    known, which = case.redactions.wanted, (event.item, event.party)
    orders = known.get(which, frozenset()) | {event.ordered_by}
    wanted = {**known, which: orders}
    return replace(case, redactions=replace(case.redactions, wanted=wanted))


@change.register
def _(event: redaction.RedactionWithdrawn, case: Case) -> Case:
    return _wanted_no_more(case, (event.item, event.party), event.ordered_by)


@change.register
def _(event: redaction.RedactionLapsed, case: Case) -> Case:
    for item in event.items:
        case = _wanted_no_more(case, (item, event.party), (event.ordered_by,))
    return case


def _wanted_no_more(case: Case, which: tuple[UUID, int], by: Iterable[UUID]) -> Case:
    wanted = dict(case.redactions.wanted)
    if left := wanted.pop(which, frozenset()).difference(by):
        wanted[which] = left
    return replace(case, redactions=replace(case.redactions, wanted=wanted))


@change.register
def _(event: redaction.TextRedacted, case: Case) -> Case:
    # Before it is sealed, nothing can follow on it.
    text = event.successor
    successor = text.item if isinstance(text, Sealed) else None
    made = {**case.redactions.made, event.item: (event.party, successor)}
    return replace(
        case,
        redactions=replace(case.redactions, made=made),
        gone=case.gone - {about_party(event.party)},
    )
