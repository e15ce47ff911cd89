"""Consulting a neutral member, or appointing one as arbitrator, for one case."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Appointment
from cases.commands.appointing import in_progress, to_be_appointed, unopposed
from cases.commands.command import Circumstances, Number, Numbers, StepCommand, YesNo
from cases.commands.neutrality import checks, objections_over, passed, relations
from cases.commands.speaking import own
from cases.errors import NotPermitted, Refused
from cases.events.arbitration import (
    ArbitratorAppointed,
    ArbitratorDischarged,
    ArbitratorProposed,
    ArbitratorRemoved,
    ChallengeDecided,
    NeutralityChallenged,
    NeutralityChecked,
    NeutralityDeclared,
    ObjectionsInvited,
    OpinionDelivered,
)
from cases.events.event import Event, Person, Personal


class ProposeArbitrator(StepCommand):
    """Propose a member to be consulted or to act as arbitrator."""

    step_name: ClassVar[str] = "propose_arbitrator"

    kind: Literal["consulted", "appointed"]
    person: Person

    def happens(self, now: Circumstances) -> Iterator[Event]:
        number = len(now.case.appointments) + 1
        yield now.happened(ArbitratorProposed, appointment=number, **dict(self))


class DeclareNeutrality(StepCommand):
    """Declare, as the candidate, to be neutral in this case."""

    step_name: ClassVar[str] = "declare_neutrality"

    appointment: Number
    statement: Personal | None = None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        _own(now, in_progress(now, self.appointment))
        yield now.happened(NeutralityDeclared, **dict(self))


class CheckNeutrality(StepCommand):
    """Check the candidate's neutrality, in this case and beyond it."""

    step_name: ClassVar[str] = "check_neutrality"

    appointment: Number

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return asked_of(case, self.appointment)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        appointment = in_progress(now, self.appointment)
        if not appointment.declared:
            reason = "the candidate has not declared"
            awaits = ["declare_neutrality"]
            raise Refused(reason, now.step.clause, "appointment", awaits=awaits)
        checked = checks(now.case, appointment, now.today)
        yield now.happened(
            NeutralityChecked,
            appointment=self.appointment,
            person=appointment.person,
            eligible=passed(checked),
            checks=checked,
        )
        if appointment.appointed and not passed(checked):
            yield now.also(
                "discharge_arbitrator",
                ArbitratorRemoved,
                appointment=self.appointment,
                rule="a conflict came to light",
            )


class InviteObjections(StepCommand):
    """Tell the parties the name, and until when they may object."""

    step_name: ClassVar[str] = "invite_objections"

    appointment: Number

    def happens(self, now: Circumstances) -> Iterator[Event]:
        appointment = in_progress(now, self.appointment)
        if appointment.kind == "consulted":
            reason = "whoever is consulted is not objected to"
            raise Refused(reason, now.step.clause, "appointment")
        if appointment.eligible is not True:
            reason = "the candidate is not eligible"
            raise Refused(reason, now.step.clause, "appointment")
        until = now.case.edition.due("objections", now.today).on
        yield now.happened(ObjectionsInvited, appointment=self.appointment, until=until)


class ChallengeNeutrality(StepCommand):
    """Register a party's objection to the candidate."""

    step_name: ClassVar[str] = "challenge_neutrality"

    appointment: Number
    party: Number
    grounds: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        own(now, self.party)
        appointment = in_progress(now, self.appointment)
        asked = appointment.objections_until is not None
        if (
            not asked
            or appointment.appointed
            or objections_over(appointment, now.today)
        ):
            raise Refused(
                "no objections are open",
                now.step.clause,
                "appointment",
                until=appointment.objections_until,
            )
        yield now.happened(NeutralityChallenged, **dict(self))


class DecideChallenge(StepCommand):
    """Decide one party's objection to the candidate."""

    step_name: ClassVar[str] = "decide_challenge"

    appointment: Number
    party: Number | None = None
    """Whose objection; null where there is only one."""
    upheld: YesNo
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        challenged = sorted(in_progress(now, self.appointment).challenged)
        if not challenged:
            raise Refused("there is no objection", now.step.clause, "appointment")
        only = challenged[0] if len(challenged) == 1 else None
        party = self.party or only
        if party not in challenged:
            reason = "there is no objection of this party"
            raise Refused(reason, now.step.clause, "party", allowed=challenged)
        yield now.happened(ChallengeDecided, **dict(self) | {"party": party})


class AppointArbitrator(StepCommand):
    """Put the candidate into office for this case alone."""

    step_name: ClassVar[str] = "appoint_arbitrator"

    appointment: Number

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return asked_of(case, self.appointment)

    def participant(self, case: Case) -> str | None:
        return case.appointments[self.appointment].person

    def happens(self, now: Circumstances) -> Iterator[Event]:
        appointment = in_progress(now, self.appointment)
        to_be_appointed(now, appointment)
        eligible = appointment.eligible is True
        # Asked again: another case may have changed the answer since the check.
        if not (eligible and passed(checks(now.case, appointment, now.today))):
            reason = "the candidate is not eligible"
            raise Refused(reason, now.step.clause, "appointment")
        unopposed(now, appointment)
        yield now.happened(
            ArbitratorAppointed,
            appointment=self.appointment,
            person=appointment.person,
            parties=tuple(sorted(now.case.persons())),
        )


class DeliverOpinion(StepCommand):
    """Give the arbitrator's opinion, or the consulted member's advice."""

    step_name: ClassVar[str] = "deliver_opinion"

    appointment: Number
    established: Numbers = ()
    """Allegations that it takes to be shown."""
    not_established: Numbers = ()
    """Allegations that it takes not to be shown."""
    opinion: Personal

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return asked_of(case, self.appointment)

    def participant(self, case: Case) -> str | None:
        return case.appointments[self.appointment].person

    def happens(self, now: Circumstances) -> Iterator[Event]:
        appointment = in_progress(now, self.appointment)
        _own(now, appointment)
        advice = appointment.kind == "consulted" and appointment.eligible is True
        if not (appointment.appointed or advice):
            reason = "the candidate is not in office"
            raise Refused(reason, now.step.clause, "appointment")
        if not passed(checks(now.case, appointment, now.today)):
            reason = "the candidate is not neutral any more"
            raise Refused(reason, now.step.clause, "appointment")
        self._of_the_case(now)
        yield now.happened(OpinionDelivered, **dict(self))

    def _of_the_case(self, now: Circumstances) -> None:
        """Refuse to speak of what is not alleged, or to say both of it."""
        for field in ("established", "not_established"):
            if set(getattr(self, field)) - set(now.case.allegations):
                reason = "the case has no such allegation"
                raise Refused(reason, now.step.clause, field)
        if set(self.established) & set(self.not_established):
            reason = "an allegation is not both shown and not shown"
            raise Refused(reason, now.step.clause, "not_established")


class DischargeArbitrator(StepCommand):
    """End the office with its task."""

    step_name: ClassVar[str] = "discharge_arbitrator"

    appointment: Number

    def happens(self, now: Circumstances) -> Iterator[Event]:
        in_progress(now, self.appointment)
        yield now.happened(ArbitratorDischarged, **dict(self))


def asked_of(case: Case, number: int) -> tuple[str, ...]:
    """The relations of the candidate with this number; none when there is none."""
    appointment = case.appointments.get(number)
    return relations(appointment.person) if appointment else ()


def _own(now: Circumstances, appointment: Appointment) -> None:
    if appointment.person != now.by.id:
        raise NotPermitted("only the candidate may do this", now.step.clause)
