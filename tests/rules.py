"""An invented code for the tests of the rules, and how far a case under it has come."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario, day

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Relation
from cases.commands.allegations import FrameAllegation
from cases.commands.arbitration import (
    AppointArbitrator,
    CheckNeutrality,
    DeclareNeutrality,
    InviteObjections,
    ProposeArbitrator,
)
from cases.commands.decision import ConveneDeciders, Determine, ImposeMeasure
from cases.commands.evidence import TakeEvidence
from cases.commands.investigation import (
    HearSubject,
    IssueFindings,
    SetTermsOfReference,
)
from cases.commands.notifying import NotifyDecision
from cases.commands.opening import MakeDisclosure, ReceiveReport
from cases.commands.people import AddParty, DesignateHandler
from cases.commands.steps import TakeStep
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.procedure import Step
from cases.events.event import Event, Fact, Personal

SMALL: Final = Edition.model_validate(
    tomllib.loads((Path(__file__).parent / "cases/small_edition.toml").read_text())
)
EARLIER: Final = SMALL.model_copy(
    update={
        "edition": "earlier",
        "in_force_from": date(2020, 1, 1),
        "in_force_until": date(2025, 1, 1),
        "categories": {"fraud": SMALL.categories["fraud"]},
        "clauses": {"1": SMALL.clauses["1"]},
    }
)
CODE: Final = Code("demo", (EARLIER, SMALL))

TODAY: Final = date(2026, 1, 5)


def limit(clock: str, edition: Edition = SMALL) -> dict[str, Any]:
    """What every event about one of its time limits says."""
    return {"clock": clock, "clause": edition.clocks[clock].clause}


SAID: Final = Personal("Something was said.")
ACCUSED: Final = "accused-1"
DETECTIVE: Final = Actor("detective-1", "detective")
MEMBERS: Final = tuple(Actor(f"c-{n}", "committee_member") for n in range(1, 6))
CHAIR: Final = MEMBERS[0]
NEUTRAL: Final = Actor("neutral-1", "neutral_member")


def nothing() -> Scenario:
    """No case yet."""
    return Scenario(Case(CODE))


def report(**said: Any) -> ReceiveReport:
    """A report in somebody's own name, unless said otherwise."""
    return ReceiveReport.model_validate(
        {
            "case_type": "report",
            "opening": "tell",
            "channel": "web",
            "identity_mode": "named",
            "received_on": TODAY,
            "account": SAID,
            **said,
        }
    )


def disclosure(**said: Any) -> MakeDisclosure:
    """A gift from a government, unless said otherwise."""
    return MakeDisclosure.model_validate(
        {
            "case_type": "gift",
            "opening": "declare",
            "facts": {"source": "government"},
            "account": SAID,
            **said,
        }
    )


def step(name: str, **facts: Fact) -> TakeStep:
    """One step of the procedure."""
    return TakeStep(step=name, facts=facts)


def party(role: str = "subject", person: str | None = ACCUSED) -> AddParty:
    """A party, known as a person unless said otherwise."""
    return AddParty.model_validate({"role": role, "name": SAID, "person": person})


def handler(person: str, role: str) -> DesignateHandler:
    """Somebody made responsible who has no conflict."""
    return DesignateHandler(person=person, role=role, conflict_declared_absent=True)


def allegation(**said: Any) -> FrameAllegation:
    """Fraud by party 1 some days ago, unless said otherwise."""
    return FrameAllegation.model_validate(
        {
            "party": 1,
            "category": "fraud",
            "conduct_from": date(2025, 12, 1),
            "conduct_until": date(2025, 12, 3),
            "text": SAID,
            **said,
        }
    )


def exhibit(**said: Any) -> TakeEvidence:
    """A document kept by the detective, unless said otherwise."""
    return TakeEvidence.model_validate(
        {
            "kind": "document",
            "custodian": DETECTIVE.id,
            "taken_on": TODAY,
            "description": SAID,
            **said,
        }
    )


def hearing(party: int = 1) -> HearSubject:
    """An accused party heard today."""
    return HearSubject(party=party, mode="heard", occurred_on=TODAY, account=SAID)


def determination(finding: str = "established", **said: Any) -> Determine:
    """What was found about the first allegation, on the first piece of evidence."""
    return Determine.model_validate(
        {
            "allegation": 1,
            "finding": finding,
            "evidence": (1,),
            "reasons": SAID,
            **said,
        }
    )


def measure(name: str = "warning", **said: Any) -> ImposeMeasure:
    """A measure against party 1 for the first allegation."""
    return ImposeMeasure.model_validate(
        {
            "party": 1,
            "measure": name,
            "allegations": (1,),
            "effective_on": TODAY,
            "reasons": SAID,
            **said,
        }
    )


def convened(*members: str, body: str = "committee") -> ConveneDeciders:
    """The deciding body with these members present."""
    return ConveneDeciders(body=body, present=members)


def told() -> Scenario:
    """A member has reported something."""
    return nothing().after(report(), MEMBER)


def handled() -> Scenario:
    """A case owner and a detective are responsible, the reporter has an answer."""
    return (
        told()
        .after(handler(OWNER.id, "case_owner"), COMPLIANCE)
        .after(handler(DETECTIVE.id, "detective"), COMPLIANCE)
        .after(step("acknowledge"), INTAKE)
    )


def accused() -> Scenario:
    """Somebody known is accused of fraud."""
    return handled().after(party(), OWNER).after(allegation(), OWNER)


def investigated() -> Scenario:
    """The investigation has begun, within terms of reference, with one document."""
    terms = SetTermsOfReference(allegations=(1,), scope=SAID)
    return (
        accused()
        .after(step("investigate"), COMPLIANCE)
        .after(terms, OWNER)
        .after(exhibit(), DETECTIVE)
    )


def deliberated(*members: str) -> Scenario:
    """The committee deliberates on the findings, three members unless named."""
    present = members or ("c-1", "c-2", "c-3")
    return (
        investigated()
        .after(hearing(), DETECTIVE)
        .after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
        .after(convened(*present), CHAIR)
    )


def violated() -> Scenario:
    """The accusation is established; nothing follows from it yet."""
    return deliberated().after(determination(), CHAIR)


def notified() -> Scenario:
    """The violation is answered by a warning, and the accused was told today."""
    told_today = NotifyDecision(party=1, notified_on=TODAY)
    return (
        violated()
        .after(measure(), CHAIR)
        .after(step("conclude"), CHAIR)
        .after(told_today, COMPLIANCE)
    )


def proposed(kind: str = "appointed", start: Scenario | None = None) -> Scenario:
    """Somebody neutral is proposed for a case with an accused party."""
    proposal = {"kind": kind, "person": NEUTRAL.id}
    command = ProposeArbitrator.model_validate(proposal)
    return (start or accused()).after(command, COMPLIANCE)


def declared(start: Scenario | None = None) -> Scenario:
    """The candidate has declared to be neutral."""
    return (start or proposed()).after(DeclareNeutrality(appointment=1), NEUTRAL)


def cleared(start: Scenario | None = None) -> Scenario:
    """The candidate's neutrality was checked, and the parties asked for objections."""
    return (
        declared(start)
        .after(CheckNeutrality(appointment=1), COMPLIANCE)
        .after(InviteObjections(appointment=1), COMPLIANCE)
    )


def in_office(start: Scenario | None = None) -> Scenario:
    """The candidate took office when the time for objections was over."""
    return cleared(start).after(AppointArbitrator(appointment=1), CHAIR, at=day(10))


def under(before: Scenario, everywhere: Mapping[str, Step]) -> Scenario:
    """The same, under an edition in which every procedure has these acts."""
    procedure = SMALL.procedures["report"].model_copy()
    procedure.share(everywhere)
    procedures = {**SMALL.procedures, "report": procedure}
    other = SMALL.model_copy(
        update={"everywhere": everywhere, "procedures": procedures}
    )
    return Scenario(replace(before.case, code=Code("demo", (EARLIER, other))))


def otherwise(before: Scenario, name: str, **said: object) -> Scenario:
    """The same, under an edition that says something else of a step of a report."""
    edition = before.case.code.editions[-1]
    report_ = edition.procedures["report"]
    steps = {**report_.steps, name: report_.steps[name].model_copy(update=said)}
    procedure = report_.model_copy(update={"steps": steps})
    procedures = {**edition.procedures, "report": procedure}
    other = edition.model_copy(update={"procedures": procedures})
    return Scenario(replace(before.case, code=Code("demo", (EARLIER, other))))


def knowing(before: Scenario, name: str, *events: Event, version: int = 1) -> Scenario:
    """The same, with an answer about other cases."""
    relation = Relation(version, tuple((object(), event) for event in events))
    case = before.case.knowing({**before.case.known, name: relation})
    return Scenario(case, None, before.history)
