"""What has to be so before somebody neutral takes office."""

from cases.case.parts import Appointment
from cases.commands.command import Circumstances
from cases.commands.neutrality import objections_over
from cases.errors import Refused


def in_progress(now: Circumstances, number: int) -> Appointment:
    """The appointment with this number; refused when unknown or ended."""
    appointment = now.case.appointments.get(number)
    if appointment is None or appointment.ended:
        reason = "there is no such appointment"
        raise Refused(reason, now.step.clause, "appointment")
    return appointment


def to_be_appointed(now: Circumstances, appointment: Appointment) -> None:
    """Refuse whoever is only consulted, or is in office already."""
    if appointment.kind == "consulted":
        reason = "whoever is consulted takes no office"
        raise Refused(reason, now.step.clause, "appointment")
    if appointment.appointed:
        raise Refused("the arbitrator is in office", now.step.clause, "appointment")


def unopposed(now: Circumstances, appointment: Appointment) -> None:
    """Refuse while a party may still object, or has and is not yet answered."""
    clause, field = now.step.clause, "appointment"
    if appointment.challenged:
        reason = "an objection is still to be decided"
        raise Refused(reason, clause, field, awaits=["decide_challenge"])
    until = appointment.objections_until
    if until is None:
        reason = "the parties may still object"
        raise Refused(reason, clause, field, awaits=["invite_objections"])
    if not objections_over(appointment, now.today):
        raise Refused("the parties may still object", clause, field, until=until)
