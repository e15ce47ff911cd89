"""Reports under the IMA Code of Conduct against two accused, and how far they are."""

from datetime import date
from typing import Final

from ima import COMMITTEE, SAID
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario, day, given

from cases.actors import Actor
from cases.commands.allegations import FrameAllegation
from cases.commands.evidence import TakeEvidence
from cases.commands.investigation import (
    HearSubject,
    IssueFindings,
    SetTermsOfReference,
)
from cases.commands.opening import ReceiveReport
from cases.commands.people import AddParty, DesignateHandler
from cases.commands.steps import TakeStep
from cases.events.event import Fact

TODAY: Final = day(0).date()
DETECTIVE: Final = Actor("detective-1", "investigator")
FIRST: Final = Actor("accused-1", "subject")
SECOND: Final = Actor("accused-2", "subject")


def step(name: str, party: int | None = None, **facts: Fact) -> TakeStep:
    """A step that only moves the procedure on, about a party if one is named."""
    return TakeStep(step=name, party=party, facts=facts, note=SAID)


def accused(person: str, known_since: date | None = None) -> AddParty:
    """Somebody accused."""
    return AddParty(role="subject", name=SAID, person=person, known_since=known_since)


def allegation(party: int, category: str = "integrity") -> FrameAllegation:
    """Something that happened some weeks ago."""
    return FrameAllegation(
        party=party,
        category=category,
        conduct_from=date(2025, 12, 1),
        conduct_until=date(2025, 12, 2),
        text=SAID,
    )


def hearing(party: int) -> HearSubject:
    """An accused party who did not want to be heard."""
    return HearSubject(party=party, mode="declined", occurred_on=TODAY)


def reported() -> Scenario:
    """Taken up, with a case owner."""
    told = ReceiveReport(
        case_type="breach_report",
        opening="speak_up",
        channel="web",
        identity_mode="named",
        received_on=TODAY,
        account=SAID,
    )
    return (
        given("ima")
        .after(told, MEMBER)
        .after(step("acknowledge"), INTAKE)
        .after(step("accept_for_assessment"), INTAKE)
        .after(handler(OWNER), COMPLIANCE)
        .after(handler(DETECTIVE), COMPLIANCE)
    )


def handler(who: Actor) -> DesignateHandler:
    """Somebody made responsible who has no conflict."""
    return DesignateHandler(person=who.id, role=who.role, conflict_declared_absent=True)


def two_accused() -> Scenario:
    """Two are accused of the same."""
    return (
        reported()
        .after(accused(FIRST.id), OWNER)
        .after(accused(SECOND.id), OWNER)
        .after(allegation(1), OWNER)
        .after(allegation(2), OWNER)
    )


def two_heard() -> Scenario:
    """Both were told and heard, and it is investigated."""
    return (
        two_accused()
        .after(step("notify_subject", 1), OWNER)
        .after(step("notify_subject", 2), OWNER)
        .after(hearing(1), OWNER)
        .after(hearing(2), OWNER)
        .after(step("authorise_investigation"), COMMITTEE[0])
        .after(SetTermsOfReference(allegations=(1, 2), scope=SAID), OWNER)
    )


def two_found() -> Scenario:
    """Both commented on the draft; the committee has the findings."""
    letter = TakeEvidence(
        kind="document", custodian=OWNER.id, taken_on=TODAY, description=SAID
    )
    return (
        two_heard()
        .after(letter, OWNER)
        .after(step("share_draft_findings", 1), DETECTIVE)
        .after(step("share_draft_findings", 2), DETECTIVE)
        .after(step("comment_on_draft"), FIRST)
        .after(step("comment_on_draft"), SECOND)
        .after(step("deliver_findings"), DETECTIVE)
        .after(IssueFindings(evidence=(1,), findings=SAID), OWNER)
    )
