"""To which text an accused party is held: this code, or another."""

from collections.abc import Iterator
from typing import ClassVar

from cases.case.parts import Party
from cases.commands.command import Circumstances, Number, StepCommand
from cases.commands.people import accused
from cases.edition.accusing import binds
from cases.edition.edition import Edition
from cases.edition.terms import Engagement
from cases.errors import Refused
from cases.events.event import Event, Name, Reference
from cases.events.people import ApplicableCodeDetermined


class DetermineApplicableCode(StepCommand):
    """Say how an accused party is tied to the organisation: what applies to them."""

    step_name: ClassVar[str] = "determine_applicable_code"

    party: Number
    engagement: Name
    contract: Reference | None = None
    """The contract by which another text applies, where it is one that does."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        party = accused(now, self.party)
        engagement = self._known(now)
        if engagement.contract != (self.contract is not None):
            reason = "a contract is named where it says what applies, and nowhere else"
            raise Refused(reason, engagement.clause, "contract")
        if party.person is not None and not engagement.person:
            reason = "the party is a person, and no organisation"
            raise Refused(reason, engagement.clause, "engagement")
        self._nothing_alleged(now, party)
        yield now.happened(
            ApplicableCodeDetermined,
            applies=engagement.other_code or now.case.edition.title,
            basis=engagement.clause,
            unmatched=engagement.person and party.person is None,
            **dict(self),
        )

    def _known(self, now: Circumstances) -> Engagement:
        known = now.case.edition.engagements
        if (engagement := known.get(self.engagement)) is None:
            reason = "the code knows no such engagement"
            raise Refused(reason, now.step.clause, "engagement", allowed=known)
        return engagement

    def _nothing_alleged(self, now: Circumstances, party: Party) -> None:
        """Refuse another text while something is alleged against the one before."""
        standing = any(
            allegation.party == self.party and not allegation.dropped
            for allegation in now.case.allegations.values()
        )
        if standing and party.engagement != self.engagement:
            reason = "something is alleged against the text that applied until now"
            raise Refused(
                reason, now.step.clause, "engagement", awaits=["drop_allegation"]
            )


def meant_for(
    now: Circumstances, edition: Edition, of: tuple[str, ...], party: Party
) -> bool:
    """Whether what is for some engagements is for this party.

    Raises Refused when it has not been said which text applies to the party.
    """
    if edition.engagements and party.engagement is None:
        reason = "it is not determined which text applies to the party"
        awaits = [DetermineApplicableCode.step_name]
        raise Refused(reason, now.step.clause, "party", awaits=awaits)
    return binds(edition, of, party.engagement)
