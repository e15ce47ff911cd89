"""How a demo case is told: who does what, some days after the other."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from api.organisations import Organisation
from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.command import Command
from cases.commands.disposing import ProposeDisposal
from cases.commands.mandates import OfficeCommand
from cases.commands.opening import MakeDisclosure, ReceiveReport, in_force
from cases.commands.steps import TakeStep
from cases.errors import CaseError
from cases.events.disposal import Listed
from cases.events.event import Fact, Personal
from cases.events.redaction import Losing
from cases.events.retention import What
from cases.handling import Cases


def person(role: str) -> str:
    """The made-up person who holds an office; their token is among those printed."""
    return f"demo.{role}"


@dataclass
class Story:
    """One case being told; commands have keys, so that telling it again is safe."""

    cases: Cases
    name: str
    moment: datetime
    case: UUID = field(default=UUID(int=0))
    told: int = 0
    here: Organisation | None = None
    """Where it is told, for what is more than a command: to send a file."""

    @property
    def today(self) -> date:
        """The day the story has come to, where the organisation is."""
        edition = in_force(self.cases.code, self.moment)
        return edition.calendar.day(self.moment)

    @property
    def standing(self) -> Case:
        """The case as it stands."""
        return self.cases.histories.standing(self.case, SYSTEM).case

    def day(self, days: int) -> str:
        """So many days from today, or back, as facts have it."""
        return (self.today + timedelta(days=days)).isoformat()

    def wait(self, days: int) -> "Story":
        """Let some days pass; never past the present."""
        self.moment = min(self.moment + timedelta(days=days), datetime.now(UTC))
        return self

    def report(self, role: str, account: str, **said: object) -> "Story":
        """Open the case with a report."""
        command = ReceiveReport.model_validate(
            {"received_on": self.today, "account": Personal(account), **said}
        )
        return self._open(role, command)

    def disclose(
        self, role: str, account: str, for_whom: str | None = None, **said: object
    ) -> "Story":
        """Open the case with a disclosure, somebody else's or one's own."""
        command = MakeDisclosure.model_validate({"account": Personal(account), **said})
        return self._open(role, command, for_whom)

    def propose_disposal(
        self,
        role: str,
        *whats: What,
        request: UUID | None = None,
        redact: tuple[Losing, ...] = (),
    ) -> "Story":
        """Go on with a list of texts of this case: their time is over, or asked for."""
        texts = tuple(Listed(case=self.case, what=what) for what in whats)
        return self._open(
            role,
            ProposeDisposal(
                case_type="disposal",
                opening="propose",
                account=Personal(
                    "As was decided." if request else "Their time is over."
                ),
                ground="request" if request else "retention",
                request=request,
                texts=texts,
                redact=redact,
            ),
        )

    def begin(
        self,
        role: str,
        case: tuple[str, str],
        account: str,
        for_whom: str | None = None,
        **facts: Fact,
    ) -> "Story":
        """Open the case with a disclosure of a type, by an opening, with its facts."""
        case_type, opening = case
        return self.disclose(
            role, account, for_whom, case_type=case_type, opening=opening, facts=facts
        )

    def take(self, role: str, step: str, note: str = "", **facts: Fact) -> "Story":
        """Take a step that only moves the procedure on."""
        text = Personal(note) if note else None
        return self.does(role, TakeStep(step=step, facts=facts, note=text))

    def does(self, role: str, command: Command, who: str = "") -> "Story":
        """Carry out a command in an office, as its holder or as somebody else."""
        actor = Actor(who or person(role), role)
        self.now().handle(self.case, command, actor, key=self._key())
        return self

    def refused(self, role: str, command: Command, who: str = "") -> "Story":
        """Ask for what a rule does not allow, which is recorded."""
        with suppress(CaseError):
            self.does(role, command, who)
        return self

    def office(self, role: str, command: OfficeCommand) -> "Story":
        """Carry out a command on the offices of the organisation."""
        self.now().hold(command, Actor(person(role), role), key=self._key())
        return self

    def _open(
        self, role: str, command: Command, for_whom: str | None = None
    ) -> "Story":
        actor = Actor(person(role), role, for_whom)
        self.case = self.now().open(command, actor, key=self._key()).case
        return self

    def now(self) -> Cases:
        """The cases of the organisation, at the moment of the story."""
        moment = self.moment
        return replace(self.cases, now=lambda: moment)

    def _key(self) -> str:
        self.told += 1
        return f"demo {self.name} {self.told}"
