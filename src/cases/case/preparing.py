"""What opening, people, allegations and investigation make of a case.

Nothing here refuses or reads a clock: a history must replay to the same case in
ten years.
"""

from cases.case.case import Case
from cases.case.change import change
from cases.case.parts import Allegation, Party
from cases.case.replacing import replace
from cases.case.stepping import but
from cases.events import (
    allegations,
    interests,
    investigation,
    opening,
    people,
)
from cases.events.event import Concealed


@change.register
def _(event: opening.ReportReceived, case: Case) -> Case:
    hidden = event.concealed
    case = replace(
        case,
        received_on=event.received_on,
        channel=event.channel,
        reporter=event.reporter,
        identity_mode=event.identity_mode,
    )
    if isinstance(hidden, Concealed):
        return replace(case, concealed=(hidden,))
    return case.recognising(hidden) if hidden else case


@change.register
def _(event: opening.NoOfficeAsked, case: Case) -> Case:
    hidden = event.no_office
    if isinstance(hidden, Concealed):
        return replace(case, concealed=(*case.concealed, hidden))
    return replace(case, no_office=frozenset(hidden.no_office))


@change.register
def _(event: opening.CasePlaced, case: Case) -> Case:
    return replace(case, unit=event.unit)


@change.register
def _(event: opening.PartyPlaced, case: Case) -> Case:
    placed = replace(case.parties[event.party], unit=event.unit)
    return replace(case, parties={**case.parties, event.party: placed})


@change.register
def _(event: opening.IdentityDisclosed, case: Case) -> Case:
    return replace(case, reporter=event.reporter, identity_mode="named")


@change.register
def _(event: opening.DisclosureMade, case: Case) -> Case:
    named = frozenset(event.counterparties)
    return replace(case, declarant=event.declarant, counterparties=named)


@change.register
def _(event: interests.PersonBarred, case: Case) -> Case:
    return replace(case, barred=True)


@change.register
def _(event: interests.BarLifted, case: Case) -> Case:
    return replace(case, barred=False)


@change.register
def _(event: people.PartyAdded, case: Case) -> Case:
    return _with_party(case, event.party, Party(event.role))


@change.register
def _(event: people.PartyMatched, case: Case) -> Case:
    party = replace(case.parties[event.party], person=event.person)
    return _with_party(case, event.party, party)


@change.register
def _(event: people.PartyRoleChanged, case: Case) -> Case:
    """What was heard from them before was not said by somebody accused."""
    party = replace(case.parties[event.party], role=event.role)
    heard = case.heard - {event.party}
    return replace(_with_party(case, event.party, party), heard=heard)


def _with_party(case: Case, number: int, party: Party) -> Case:
    """Declarations made before do not speak of all parties, nor were all asked."""
    return replace(
        case,
        parties={**case.parties, number: party},
        panel=replace(case.panel, free=frozenset()),
        appeals={
            n: replace(appeal, free=frozenset()) for n, appeal in case.appeals.items()
        },
        appointments={
            n: appointment
            if appointment.appointed
            else replace(
                appointment, declared=False, eligible=None, objections_until=None
            )
            for n, appointment in case.appointments.items()
        },
    )


@change.register
def _(event: people.PersonExcluded, case: Case) -> Case:
    return replace(case, excluded=case.excluded | {event.person})


@change.register
def _(event: people.ExclusionLifted, case: Case) -> Case:
    return replace(case, excluded=case.excluded - {event.person})


@change.register
def _(event: allegations.AllegationFramed, case: Case) -> Case:
    """Whoever was told, asked or heard before has not been so about this."""
    framed = Allegation(
        event.party,
        event.category,
        edition=event.conduct_edition,
        conduct=(event.conduct_from, event.conduct_until),
        clauses=frozenset(event.clauses),
    )
    return replace(
        case,
        allegations={**case.allegations, event.allegation: framed},
        heard=case.heard - {event.party},
        done_for=but(case.done_for, event.party),
        done_here=but(case.done_here, event.party),
    )


@change.register
def _(event: allegations.AllegationAmended, case: Case) -> Case:
    """What was told, asked and heard on the words before is nothing on these."""
    known = case.allegations[event.allegation]
    amended = replace(
        known,
        category=event.category,
        edition=event.conduct_edition,
        conduct=(event.conduct_from, event.conduct_until),
        clauses=frozenset(event.clauses),
        disapplied=known.disapplied & {*event.clauses},
    )
    case = replace(
        case,
        heard=case.heard - {event.party},
        done_for=but(case.done_for, event.party),
        done_here=but(case.done_here, event.party),
    )
    return _with_allegation(case, event.allegation, amended)


@change.register
def _(event: allegations.AllegationDropped, case: Case) -> Case:
    dropped = replace(case.allegations[event.allegation], dropped=True)
    return _with_allegation(case, event.allegation, dropped)


@change.register
def _(event: allegations.JurisdictionDetermined, case: Case) -> Case:
    placed = replace(case.allegations[event.allegation], country=event.country)
    return _with_allegation(case, event.allegation, placed)


@change.register
def _(event: allegations.LocalLawPrecedenceDetermined, case: Case) -> Case:
    known = case.allegations[event.allegation]
    others = known.disapplied - {event.place}
    first = event.prevails == "local_law"
    disapplied = others | {event.place} if first else others
    changed = replace(known, disapplied=disapplied)
    return _with_allegation(case, event.allegation, changed)


def _with_allegation(case: Case, number: int, allegation: Allegation) -> Case:
    return replace(case, allegations={**case.allegations, number: allegation})


@change.register(investigation.TermsOfReferenceSet)
@change.register(investigation.TermsOfReferenceAmended)
def _(
    event: investigation.TermsOfReferenceSet | investigation.TermsOfReferenceAmended,
    case: Case,
) -> Case:
    return replace(case, terms=frozenset(event.allegations))


@change.register
def _(event: investigation.SubjectHeard, case: Case) -> Case:
    party = {event.party}
    return replace(case, heard=case.heard | party, informed=case.informed | party)
