"""What whoever was affected agrees to, asked before each step and never for good."""

from collections.abc import Iterator
from typing import ClassVar

from cases.commands.command import Circumstances, Number, StepCommand, YesNo
from cases.commands.safeguarding import AFFECTED, affected_consented
from cases.commands.speaking import own
from cases.edition.procedure import INTERVIEW, Act
from cases.errors import Refused
from cases.events.consent import ConsentRecorded
from cases.events.event import Event, Name, Personal


class RecordConsent(StepCommand):
    """Record that whoever was affected agrees to the next step of a kind, or does not.

    A consent is for one step: once that is taken, it is asked for anew.
    """

    step_name: ClassVar[str] = "record_consent"

    party: Number
    to: Name
    """The step that is agreed to."""
    given: YesNo
    """Whether it is agreed to; what was can be taken back."""
    statement: Personal | None = None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if own(now, self.party).role != AFFECTED:
            reason = "the party is not one affected"
            raise Refused(reason, now.step.clause, "party")
        asking = [act.name for act in now.case.procedure.acts() if _asks(act)]
        if self.to not in asking:
            reason = "the step asks for nobody's consent"
            raise Refused(reason, now.step.clause, "to", allowed=asking)
        yield now.happened(ConsentRecorded, **dict(self))


def _asks(act: Act) -> bool:
    return act.name == INTERVIEW or affected_consented.__name__ in act.guards


def interview_agreed(now: Circumstances, number: int) -> None:
    """Refuse to interview whoever is affected without their consent to that.

    Only where the edition has consents recorded.
    """
    consent = now.case.procedure.steps.get(RecordConsent.step_name)
    if consent is None or now.case.parties[number].role != AFFECTED:
        return
    if (number, INTERVIEW) not in now.case.consents:
        reason = "whoever was affected has not consented to be interviewed"
        raise Refused(reason, consent.clause, "party", awaits=[consent.name])
