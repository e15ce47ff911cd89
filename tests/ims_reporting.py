"""Reports under the IMS Code of Ethics, and how far they have come."""

from typing import Any, Final

from ims import (
    COMPLIANCE,
    EDITION,
    EXTERNAL,
    MANAGEMENT,
    SAID,
    STAFF,
    nothing,
    step,
)
from scenario import INTAKE, INVESTIGATOR, OWNER, Scenario, day

from cases.actors import Actor
from cases.commands.allegations import FrameAllegation
from cases.commands.applicable import DetermineApplicableCode
from cases.commands.command import Command
from cases.commands.consent import RecordConsent
from cases.commands.decision import ConveneDeciders, Determine, ImposeMeasure
from cases.commands.declaring import DeclareConflict
from cases.commands.evidence import TakeEvidence
from cases.commands.investigation import (
    HearSubject,
    IssueFindings,
    LogInvestigationStep,
    SetTermsOfReference,
)
from cases.commands.notifying import NotifyDecision
from cases.commands.opening import ReceiveReport
from cases.commands.people import AddParty, DesignateHandler
from cases.events.event import Fact

TODAY: Final = day(0).date()
ACCUSED: Final = "accused-1"
PSEAH: Final = (
    "sexual_harassment",
    "sexual_exploitation",
    "sexual_abuse",
    "sexual_activity_with_a_minor",
)
CONTRACT: Final = "PC-2025/114"


def report(
    opening: str = "speak_up", facts: dict[str, Fact] | None = None, **said: Any
) -> ReceiveReport:
    """A report in confidence to the external function, unless said otherwise."""
    return ReceiveReport.model_validate(
        {
            "case_type": "breach_report",
            "opening": opening,
            "channel": "external_function",
            "identity_mode": "confidential",
            "received_on": TODAY,
            "facts": facts or {},
            "account": SAID,
            **said,
        }
    )


def told(command: ReceiveReport, by: Actor = STAFF) -> Scenario:
    return nothing().after(command, by)


def reported() -> Scenario:
    return told(report())


def handed_over(before: Scenario) -> Scenario:
    """The external function answered, and handed over all but who reported."""
    hand_over = step("hand_over", reporter_consents="to_all_but_identity")
    answered = before.after(step("acknowledge_externally"), EXTERNAL)
    return answered.after(hand_over, EXTERNAL)


def assessed(before: Scenario | None = None) -> Scenario:
    """Taken up, wherever it came in."""
    so_far = before or reported()
    if so_far.case.phase == "with_external_function":
        so_far = handed_over(so_far)
    else:
        so_far = so_far.after(step("acknowledge"), INTAKE)
    return so_far.after(step("accept_for_assessment"), INTAKE)


def handler(person: str, role: str) -> DesignateHandler:
    return DesignateHandler(person=person, role=role, conflict_declared_absent=True)


def handled(before: Scenario | None = None) -> Scenario:
    """A case owner and an investigator are responsible."""
    return (
        assessed(before)
        .after(handler(OWNER.id, "case_owner"), COMPLIANCE)
        .after(handler(INVESTIGATOR.id, "investigator"), COMPLIANCE)
    )


def tied(engagement: str = "staff", party: int = 1) -> DetermineApplicableCode:
    contract = CONTRACT if engagement in ("partner", "supplier") else None
    return DetermineApplicableCode(
        party=party, engagement=engagement, contract=contract
    )


def allegation(category: str, **said: Any) -> FrameAllegation:
    return FrameAllegation.model_validate(
        {
            "party": 1,
            "category": category,
            "level": "personnel",
            "conduct_from": TODAY.replace(month=1, day=2),
            "conduct_until": TODAY.replace(month=1, day=3),
            "text": SAID,
            **said,
        }
    )


def accused(
    category: str, engagement: str = "staff", before: Scenario | None = None
) -> Scenario:
    """Somebody is accused of something in this category; handlers are there."""
    person = ACCUSED if engagement in ("staff", "board_member") else None
    so_far = handled(before)
    if category == "sexual_activity_with_a_minor":
        so_far = so_far.after(step("record_minor", minor_involved="yes"), OWNER)
    return (
        so_far.after(AddParty(role="subject", name=SAID, person=person), OWNER)
        .after(tied(engagement), OWNER)
        .after(allegation(category), OWNER)
    )


def severity_of(category: str) -> str:
    return EDITION.categories[category].severity


def investigated(accusation: Scenario) -> Scenario:
    """An investigation was authorised, within terms of reference."""
    allegations = accusation.case.allegations
    grave = severity_of(allegations[1].category)
    so_far = accusation.after(step("classify_severity", severity=grave), OWNER)
    if so_far.case.facts.get("minor_involved") == "yes":
        so_far = so_far.after(authorities(), COMPLIANCE)
    terms = SetTermsOfReference(allegations=tuple(allegations), scope=SAID)
    return so_far.after(step("authorise_investigation"), MANAGEMENT[0]).after(
        terms, OWNER
    )


def authorities(name: str = "tell_authorities_of_minor") -> Command:
    return step(name, authority="child_protection", told_on=TODAY.isoformat())


def looked(kind: str = "document", party: int | None = None) -> LogInvestigationStep:
    return LogInvestigationStep.model_validate(
        {
            "kind": kind,
            "occurred_on": TODAY,
            "allegations": (1,),
            "party": party,
            "account": SAID,
        }
    )


def affected(before: Scenario) -> Scenario:
    """Whoever was affected is a party, numbered next."""
    return before.after(AddParty(role="affected", name=SAID), OWNER)


def consent(to: str, party: int = 2, given: bool = True) -> RecordConsent:
    return RecordConsent(party=party, to=to, given=given)


def letter() -> TakeEvidence:
    return TakeEvidence(
        kind="document", custodian=OWNER.id, taken_on=TODAY, description=SAID
    )


def deliberated(inquiry: Scenario) -> Scenario:
    """The person concerned was heard, the findings are out, the management meets."""
    present = tuple(member.id for member in MANAGEMENT)
    hearing = HearSubject(party=1, mode="heard", occurred_on=TODAY, account=SAID)
    met = (
        inquiry.after(letter(), INVESTIGATOR)
        .after(step("notify_subject"), OWNER)
        .after(hearing, INVESTIGATOR)
        .after(step("share_draft_findings"), INVESTIGATOR)
        .after(step("deliver_findings"), INVESTIGATOR, day(20))
        .after(IssueFindings(evidence=(1,), findings=SAID), OWNER)
        .after(ConveneDeciders(body="management", present=present), MANAGEMENT[0])
    )
    for member in MANAGEMENT:
        met = met.after(DeclareConflict(conflict=False), member)
    return met


def established(accusation: Scenario) -> Scenario:
    """The management has determined what was alleged, and imposed nothing yet."""
    found = Determine(allegation=1, finding="established", evidence=(1,), reasons=SAID)
    return deliberated(investigated(accusation)).after(found, MANAGEMENT[0])


def measure(name: str) -> ImposeMeasure:
    return ImposeMeasure(
        party=1, measure=name, allegations=(1,), effective_on=TODAY, reasons=SAID
    )


def final(decision: Scenario) -> Scenario:
    """Concluded, told, and nobody appealed in time."""
    told_on = NotifyDecision(party=1, notified_on=day(1).date())
    return (
        decision.after(step("conclude_decision"), MANAGEMENT[0], day(1))
        .after(told_on, OWNER, day(1))
        .after(step("let_decision_stand"), OWNER, day(60))
    )
