"""What a party is in the case, when it turns out to be something else."""

from collections.abc import Iterator
from typing import ClassVar

from cases.actors import REPORTER, Actor
from cases.case.case import Case
from cases.commands.command import Circumstances, Number, StepCommand
from cases.commands.conflicts import interests_to_ask, kept_away
from cases.commands.people import PARTICIPANTS, STAYS_UNKNOWN, numbered
from cases.commands.timing import Timing
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.people import PartyRole, PartyRoleChanged


class ChangePartyRole(StepCommand):
    """Say that a party is in the case in another way, as when a witness is accused.

    Whoever is accused from then on is kept away at once; whoever is accused no longer
    stays away until that is lifted. Who reported is not said so.
    """

    step_name: ClassVar[str] = "change_party_role"

    party: Number
    role: PartyRole
    """What the party is from now on."""
    reasons: Personal

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return interests_to_ask(case)

    def whose(self, event: Event) -> int | None:
        return super().whose(event) if self.role == "subject" else None

    def participant(self, case: Case) -> str | None:
        return case.parties[self.party].person if self.role in PARTICIPANTS else None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        party = numbered(now, self.party)
        if party.role == self.role:
            return
        if REPORTER in (party.role, self.role):
            reason = "who reported is said when the report is received"
            raise Refused(reason, STAYS_UNKNOWN, "role")
        if self.party in now.case.accused():
            reason = "something is alleged against the party"
            awaits = ["drop_allegation"]
            raise Refused(reason, now.step.clause, "party", awaits=awaits)
        yield now.happened(
            PartyRoleChanged,
            was=party.role,
            unmatched=party.is_person and party.person is None,
            **dict(self),
        )
        if party.person is not None:
            yield from kept_away(now, party.person, self.role)
        if party.role == "subject":
            yield from self._nothing_due(now)

    def _nothing_due(self, now: Circumstances) -> Iterator[Event]:
        """Nobody has to tell or hear in time whoever is accused no longer."""
        time = Timing(now.case, now.at)
        for run in now.case.clocks.values():
            if run.party == self.party:
                yield from time.stop(run)
