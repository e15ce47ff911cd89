"""What proposing, checking and appointing somebody neutral makes of a case."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.parts import Appointment
from cases.case.replacing import replace
from cases.events import arbitration


@change.register
def _(event: arbitration.ArbitratorProposed, case: Case) -> Case:
    return _with(case, event.appointment, Appointment(event.kind, event.person))


@change.register
def _(event: arbitration.NeutralityDeclared, case: Case) -> Case:
    declared = replace(case.appointments[event.appointment], declared=True)
    return _with(case, event.appointment, declared)


@change.register
def _(event: arbitration.NeutralityChecked, case: Case) -> Case:
    checked = replace(case.appointments[event.appointment], eligible=event.eligible)
    return _with(case, event.appointment, checked)


@change.register
def _(event: arbitration.ObjectionsInvited, case: Case) -> Case:
    asked = replace(case.appointments[event.appointment], objections_until=event.until)
    return _with(case, event.appointment, asked)


@change.register
def _(event: arbitration.NeutralityChallenged, case: Case) -> Case:
    appointment = case.appointments[event.appointment]
    challenged = appointment.challenged | {event.party}
    return _with(case, event.appointment, replace(appointment, challenged=challenged))


@change.register
def _(event: arbitration.ChallengeDecided, case: Case) -> Case:
    appointment = case.appointments[event.appointment]
    left = appointment.challenged - {event.party}
    decided = replace(appointment, challenged=left, ended=event.upheld)
    return _with(case, event.appointment, decided)


@change.register
def _(event: arbitration.ArbitratorAppointed, case: Case) -> Case:
    appointed = replace(case.appointments[event.appointment], appointed=True)
    return _with(case, event.appointment, appointed)


@change.register
def _(event: arbitration.OpinionDelivered, case: Case) -> Case:
    said = dict.fromkeys(event.established, True)
    said |= dict.fromkeys(event.not_established, False)
    appointment = case.appointments[event.appointment]
    delivered = replace(appointment, delivered=True, opinion=said)
    return _with(case, event.appointment, delivered)


@change.register
def _(event: arbitration.ArbitratorDischarged, case: Case) -> Case:
    ended = replace(case.appointments[event.appointment], ended=True)
    return _with(case, event.appointment, ended)


@change.register
def _(event: arbitration.ArbitratorRemoved, case: Case) -> Case:
    """An opinion by somebody with a conflict is not to be relied on."""
    appointment = case.appointments[event.appointment]
    removed = replace(appointment, ended=True, delivered=False)
    return _with(case, event.appointment, removed)


def _with(case: Case, number: int, appointment: Appointment) -> Case:
    return replace(case, appointments={**case.appointments, number: appointment})
