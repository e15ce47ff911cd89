"""Reports of a violation under the IMA Code, and how far they have come."""

from datetime import date
from typing import Final

from ima import CHAIR, COMMITTEE, NEUTRAL, SAID, step
from scenario import (
    COMPLIANCE,
    INTAKE,
    INVESTIGATOR,
    MEMBER,
    OWNER,
    Scenario,
    day,
    given,
)

from cases.actors import Actor
from cases.commands.allegations import FrameAllegation
from cases.commands.arbitration import (
    AppointArbitrator,
    CheckNeutrality,
    DeclareNeutrality,
    DeliverOpinion,
    InviteObjections,
    ProposeArbitrator,
)
from cases.commands.decision import ConveneDeciders, Determine, ImposeMeasure
from cases.commands.declaring import DeclareConflict
from cases.commands.evidence import TakeEvidence
from cases.commands.investigation import HearSubject, SetTermsOfReference
from cases.commands.local_law import DetermineJurisdiction
from cases.commands.notifying import NotifyDecision
from cases.commands.opening import ReceiveReport
from cases.commands.people import AddParty, DesignateHandler
from cases.events.event import Fact

ACCUSED: Final = "accused-1"


def report(
    opening: str = "speak_up", category: str = "", case_type: str = "", **facts: Fact
) -> ReceiveReport:
    return ReceiveReport.model_validate(
        {
            "case_type": case_type or "breach_report",
            "opening": opening,
            "channel": "web",
            "identity_mode": "named",
            "received_on": day(0).date(),
            "categories": (category,) if category else (),
            "facts": facts,
            "account": SAID,
        }
    )


def reported(category: str = "integrity", **facts: Fact) -> Scenario:
    return given("ima").after(report(category=category, **facts), MEMBER)


def allegation(category: str, **said: object) -> FrameAllegation:
    return FrameAllegation.model_validate(
        {
            "party": 1,
            "category": category,
            "conduct_from": date(2025, 11, 1),
            "conduct_until": date(2025, 11, 2),
            "text": SAID,
            **said,
        }
    )


def accepted(told: Scenario) -> Scenario:
    """A report that was taken up, with somebody accused."""
    return (
        told.after(step("acknowledge"), INTAKE)
        .after(step("accept_for_assessment"), INTAKE)
        .after(handler(OWNER.id, "case_owner"), COMPLIANCE)
        .after(AddParty(role="subject", name=SAID, person=ACCUSED), OWNER)
    )


def assessed(category: str, told: Scenario | None = None) -> Scenario:
    """Somebody is accused of something."""
    return accepted(told or reported(category)).after(allegation(category), OWNER)


def handler(person: str, role: str) -> DesignateHandler:
    return DesignateHandler(person=person, role=role, conflict_declared_absent=True)


def investigated(category: str) -> Scenario:
    """An investigation has begun, within its terms of reference."""
    terms = SetTermsOfReference(allegations=(1,), scope=SAID)
    return (
        assessed(category)
        .after(handler(INVESTIGATOR.id, "investigator"), COMPLIANCE)
        .after(step("authorise_investigation"), CHAIR)
        .after(terms, OWNER)
    )


def convened(category: str, present: tuple[Actor, ...] = COMMITTEE) -> Scenario:
    """The facts are admitted, and the Executive Committee has met."""
    heard = HearSubject(party=1, mode="heard", occurred_on=day(0).date(), account=SAID)
    letter = TakeEvidence(
        kind="document",
        custodian=OWNER.id,
        taken_on=day(0).date(),
        description=SAID,
    )
    meeting = ConveneDeciders(
        body="executive_committee", present=tuple(member.id for member in present)
    )
    law = DetermineJurisdiction(allegation=1, country="BE")
    return (
        assessed(category)
        .after(law, OWNER)
        .after(step("notify_subject"), OWNER)
        .after(heard, OWNER)
        .after(letter, OWNER)
        .after(step("settle_by_assessment", settled_because="facts_admitted"), CHAIR)
        .after(meeting, CHAIR)
    )


def declared(so_far: Scenario, *members: Actor) -> Scenario:
    """Each member has declared to have no conflict."""
    for member in members:
        so_far = so_far.after(DeclareConflict(conflict=False), member)
    return so_far


def deliberated(category: str) -> Scenario:
    """The Executive Committee may determine now."""
    return declared(convened(category), *COMMITTEE)


def determination(finding: str = "established", **said: object) -> Determine:
    evidence = (1,) if finding == "established" else ()
    return Determine.model_validate(
        {
            "allegation": 1,
            "finding": finding,
            "evidence": evidence,
            "reasons": SAID,
            **said,
        }
    )


def measure(name: str = "written_warning") -> ImposeMeasure:
    return ImposeMeasure(
        party=1,
        measure=name,
        allegations=(1,),
        effective_on=day(1).date(),
        reasons=SAID,
    )


def established(category: str) -> Scenario:
    return deliberated(category).after(determination(), CHAIR)


def finalised(measured: Scenario) -> Scenario:
    """The decision is complete, was told, and nobody appealed in time."""
    told = NotifyDecision(party=1, notified_on=day(1).date())
    return (
        measured.after(step("conclude_decision"), CHAIR, day(1))
        .after(told, OWNER, day(1))
        .after(step("let_decision_stand"), OWNER, day(60))
    )


def proposed(kind: str, so_far: Scenario) -> Scenario:
    """A neutral member is proposed, has declared, and was checked."""
    proposal = ProposeArbitrator.model_validate({"kind": kind, "person": NEUTRAL.id})
    return (
        so_far.after(proposal, CHAIR)
        .after(DeclareNeutrality(appointment=1), NEUTRAL)
        .after(CheckNeutrality(appointment=1), COMPLIANCE)
    )


def arbitrated(so_far: Scenario) -> Scenario:
    """A neutral member was appointed for the case, and gave an opinion."""
    return (
        proposed("appointed", so_far)
        .after(InviteObjections(appointment=1), COMPLIANCE)
        .after(AppointArbitrator(appointment=1), CHAIR, day(10))
        .after(DeliverOpinion(appointment=1, opinion=SAID), NEUTRAL, day(12))
    )
