"""A case, as it stands after everything recorded about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Self
from uuid import UUID

from cases.case.confidence import Revealing
from cases.case.erasure import Disposal, Hold, Redactions, Restriction
from cases.case.grant import Grant
from cases.case.parts import (
    Allegation,
    Appeal,
    Appointment,
    Exhibit,
    Imposed,
    Interim,
    Links,
    Notice,
    Panel,
    Party,
    Relation,
)
from cases.case.replacing import replace
from cases.case.routing import Routing
from cases.case.run import Key, Run
from cases.case.task import Task
from cases.case.transcript import Transcript
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.procedure import Procedure
from cases.events.event import Concealed, Fact, Hidden
from cases.events.opening import Channel, IdentityMode
from cases.events.retention import RetentionSchedule, What
from cases.mandates import Mandates


@dataclass(frozen=True)
class Case:
    """Only what decisions need; what screens need is in `projections`."""

    code: Code
    edition_name: str = ""
    case_type: str = ""
    phase: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    received_on: date | None = None
    """When it was reported; None when it was not."""
    channel: Channel | None = None
    declarant: str | None = None
    unit: str | None = None
    """The unit it was received in, or was said to be of; parties have their own."""
    counterparties: frozenset[str] = frozenset()
    """Whom a disclosure names beside the declarant."""
    barred: bool = False
    """The declarant takes no part in what concerns them."""
    matter: str | None = None
    """What the case raised and other cases wait for, until it is settled."""
    bound: bool = False
    """The case records that the code binds the declarant."""
    reporter: str | None = None
    """Known when named, or when recognised among those whom a command is about."""
    no_office: frozenset[str] = frozenset()
    """Those recognised whom the reporter keeps out of office."""
    concealed: tuple[Concealed, ...] = ()
    """What people the log does not name are recognised by."""
    identity_mode: IdentityMode | None = None
    revealing: Revealing | None = None
    withdrawal: Literal["asked", "continue", "stop"] | None = None
    """What became of the reporter's last wish to withdraw."""
    transcripts: Mapping[int, Transcript] = field(default_factory=dict)
    """What was written down of what the reporter said, and whether they agreed."""
    taken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The steps taken so far, and by whom."""
    done_for: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Steps about one party, and for whom taken; not once something new is alleged."""
    done_here: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Those of them that were taken since the case came into its phase."""
    about: int | None = None
    """The party that the step to be taken is about."""
    parties: Mapping[int, Party] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    handlers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Persons responsible for the case, and their roles in it."""
    served: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Everybody who ever was responsible, and in which roles."""
    routing: Routing = field(default_factory=Routing)
    allegations: Mapping[int, Allegation] = field(default_factory=dict)
    terms: frozenset[int] = frozenset()
    """Allegations within the terms of reference."""
    heard: frozenset[int] = frozenset()
    """Parties heard on all they are accused of, or who declined, or let time lapse."""
    consents: frozenset[tuple[int, str]] = frozenset()
    """Steps that affected parties agreed to, each by its party; until one is taken."""
    evidence: Mapping[int, Exhibit] = field(default_factory=dict)
    appointments: Mapping[int, Appointment] = field(default_factory=dict)
    panel: Panel = field(default_factory=Panel)
    decided: frozenset[str] = frozenset()
    """Everybody who took part in a determination."""
    measures: Mapping[int, tuple[Imposed, ...]] = field(default_factory=dict)
    """Allegations that were answered, and by which measures; none that has fallen."""
    interim: Mapping[int, Interim] = field(default_factory=dict)
    """Accused parties for whom measures hold until it is decided."""
    notified: Mapping[int, Notice] = field(default_factory=dict)
    """Accused parties who were told the decision that stands about them."""
    informed: frozenset[int] = frozenset()
    """Accused parties who know of the case: they were heard, or told a decision."""
    appeals: Mapping[int, Appeal] = field(default_factory=dict)
    clocks: Mapping[Key, Run] = field(default_factory=dict)
    holds: Mapping[int, Hold] = field(default_factory=dict)
    """Holds, released ones too, by number."""
    grants: Mapping[int, Grant] = field(default_factory=dict)
    """What people may read for a time, or could, by number."""
    tasks: Mapping[int, Task] = field(default_factory=dict)
    restrictions: Mapping[UUID, Restriction] = field(default_factory=dict)
    """Texts that may not be used, by the request that asked so."""
    redactions: Redactions = field(default_factory=Redactions)
    """Texts about several people, and which of them they lose."""
    news: bool = False
    """Something was added since it was closed last."""
    done_before: frozenset[str] = frozenset()
    """Steps that were taken before it was reopened, and not since."""
    links: Links = field(default_factory=Links)
    mandates: Mandates = field(default_factory=Mandates)
    """Who holds which office of the organisation."""
    closed_on: date | None = None
    retention: str = ""
    """The rule by which its texts are kept, once it is closed."""
    triggers: Mapping[str, date] = field(default_factory=dict)
    """Steps that a retention period may begin with, and when each was taken last."""
    disposal: Disposal = field(default_factory=Disposal)
    """Of a disposal list what is on it, of a request what was decided on each text."""
    gone: frozenset[What] = frozenset()
    """Texts that were made unreadable."""
    schedules: Mapping[What, RetentionSchedule] = field(default_factory=dict)
    """Until when texts are kept, as it was laid down last."""
    known: Mapping[str, Relation] = field(default_factory=dict)
    """Answers to what a command asked about other cases."""
    case_id: UUID | None = None
    """Its own name; known where other cases matter."""
    next_id: UUID | None = None
    """What a case that begins with this command is to be called."""
    others: Mapping[UUID, "Case"] = field(default_factory=dict)
    """Other cases that a command is about as well, as they stand."""
    host: "Case | None" = None
    """The case that this one follows, as it stands."""

    @property
    def edition(self) -> Edition:
        """The edition the case was opened under."""
        return self.code.edition(self.edition_name)

    @property
    def procedure(self) -> Procedure:
        """The steps for this type of case."""
        return self.edition.procedure(self.case_type)

    @property
    def closed(self) -> bool:
        """The procedure has come to its end."""
        return self.closed_on is not None

    @property
    def measured(self) -> frozenset[int]:
        """Allegations that a disciplinary measure answers."""
        answered = self.measures.items()
        return frozenset(
            n for n, those in answered if any(m.disciplinary for m in those)
        )

    @property
    def delete_on(self) -> date | None:
        """First day on which it must not be readable any more; None while open."""
        return one.delete_on if (one := self.schedules.get("content")) else None

    @property
    def held(self) -> bool:
        """A hold suspends the deletion of all its texts."""
        return any(hold.whole for hold in self.holds.values())

    def keeps(self, kind: str, about: Collection[int]) -> bool:
        """Whether a hold suspends the deletion of such a text about these parties."""
        return any(hold.keeps(kind, about) for hold in self.holds.values())

    def knowing(self, known: Mapping[str, Relation]) -> Self:
        """The case together with answers about other cases."""
        return replace(self, known=known)

    def among(
        self, case_id: UUID, others: Mapping[UUID, "Case"], next_id: UUID
    ) -> Self:
        """The case together with others that a command is about."""
        return replace(self, case_id=case_id, others=others, next_id=next_id)

    def recognising(self, hidden: Hidden, *elsewhere: Hidden) -> Self:
        """The case, with people whom the log does not name, here or `elsewhere`."""
        kept_out = (person for one in (hidden, *elsewhere) for person in one.no_office)
        reporters = frozenset(one.reporter for one in elsewhere if one.reporter)
        return replace(
            self,
            reporter=self.reporter or hidden.reporter,
            no_office=frozenset(kept_out),
            links=replace(self.links, reporters=reporters),
        )

    def everybody(self) -> frozenset[str]:
        """All people a rule may come across in the case, by their pseudonyms."""
        return self.acted().union(
            self.persons(),
            self.excluded,
            self.served,
            self.decided,
            self.panel.present,
            self.panel.recused,
            self.links.people,
            self.links.acted,
            self.reviewers(),
            (appointment.person for appointment in self.appointments.values()),
        )

    def persons(self, *roles: str) -> frozenset[str]:
        """The known persons among the parties with one of these roles; all without."""
        return frozenset(
            party.person
            for party in self.parties.values()
            if party.person and (not roles or party.role in roles)
        )

    def accused(self) -> frozenset[int]:
        """Parties against whom something is alleged that was not dropped."""
        return frozenset(a.party for a in self.allegations.values() if not a.dropped)

    def reviewers(self) -> frozenset[str]:
        """Everybody who decided an appeal."""
        return frozenset().union(*(appeal.panel for appeal in self.appeals.values()))

    def acted(self) -> frozenset[str]:
        """Everybody who has taken a step in this case."""
        return frozenset().union(*self.taken.values())

    def took(self, step: str) -> bool:
        """Whether a step was taken, since the case was reopened if it was."""
        return step in self.taken and step not in self.done_before

    def took_for(self, step: str, party: int | None) -> bool:
        """Whether it was taken for this party, if it is a step about one."""
        if party is None or step not in self.done_for:
            return self.took(step)
        return self.took(step) and party in self.done_for[step]
