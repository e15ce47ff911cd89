"""How reports in the demo cases of IMS are looked into, or settled among themselves."""

from datetime import timedelta
from hashlib import sha256
from typing import Final

from api.demo.cast import COMPLIANCE, INVESTIGATOR, OFFICER, OWNER
from api.demo.ims_reports import complained, handed_over
from api.demo.story import Story, person
from cases.commands.allegations import FrameAllegation
from cases.commands.applicable import DetermineApplicableCode
from cases.commands.consent import RecordConsent
from cases.commands.evidence import TakeEvidence
from cases.commands.investigation import (
    HearSubject,
    IssueFindings,
    LogInvestigationStep,
    SetTermsOfReference,
)
from cases.commands.people import AddParty, DesignateHandler
from cases.commands.steps import TakeStep
from cases.events.event import Personal

MANAGEMENT: Final = "management_member"
ACCUSED: Final = "demo.accused-a"
MINOR: Final = "sexual_activity_with_a_minor"
MAIL: Final = sha256(b"a made-up message").hexdigest()


def settling(story: Story, account: str, act: str, category: str) -> Story:
    """A complaint that those concerned want to settle among themselves."""
    complained(story, account, act)
    story.wait(2).take(OFFICER, "accept_for_assessment")
    alleged(story, category)
    return story.wait(3).take(OWNER, "offer_informal_resolution", affected_agrees=True)


def settled(story: Story, account: str, act: str, category: str) -> Story:
    """They settled it among themselves."""
    settling(story, account, act, category)
    story.wait(14).take(OWNER, "agree_informally", "Both agree how to go on.")
    story.wait(1).take(OFFICER, "give_final_feedback", feedback="given")
    return story.wait(1).take(OWNER, "close_resolved")


def alleged(story: Story, category: str) -> None:
    """Somebody is responsible, somebody accused, and the accusation is in words."""
    for role in (OWNER, INVESTIGATOR):
        designate = DesignateHandler(
            person=person(role), role=role, conflict_declared_absent=True
        )
        story.does(COMPLIANCE, designate)
    name = Personal("Person A")
    story.does(OWNER, AddParty(role="subject", name=name, person=ACCUSED))
    story.does(OWNER, DetermineApplicableCode(party=1, engagement="staff"))
    if category == MINOR:
        story.take(OWNER, "record_minor", minor_involved="yes")
    story.does(
        OWNER,
        FrameAllegation(
            party=1,
            category=category,
            level="personnel",
            conduct_from=story.today - timedelta(days=40),
            conduct_until=story.today - timedelta(days=30),
            text=Personal("What Person A is said to have done."),
        ),
    )


def investigated(story: Story, account: str, category: str) -> Story:
    """Handed over and assessed; the investigators are at work."""
    handed_over(story, account, category)
    story.wait(2).take(OFFICER, "accept_for_assessment")
    alleged(story, category)
    story.wait(1).take(OWNER, "classify_severity", severity="serious")
    if category == MINOR:
        supported(story)
    story.wait(1).take(MANAGEMENT, "authorise_investigation")
    scope = Personal("The message and who sent it.")
    story.does(OWNER, SetTermsOfReference(allegations=(1,), scope=scope))
    _evidence(story.wait(2))
    return story.take(INVESTIGATOR, "take_up_defence", defence="facts_disputed")


def supported(story: Story) -> Story:
    """Authorities are told of a minor, who is helped as far as they agree to it."""
    told_on = story.today.isoformat()
    story.take(
        COMPLIANCE,
        "tell_authorities_of_minor",
        authority="child_protection",
        told_on=told_on,
    )
    story.does(OWNER, AddParty(role="affected", name=Personal("Person Y")))
    story.take(OWNER, "offer_support", support="medical")
    agreed = RecordConsent(
        party=2,
        to="arrange_support",
        given=True,
        statement=Personal("A doctor, yes; and only her."),
    )
    return story.does(OWNER, agreed).take(OWNER, "arrange_support", support="medical")


def _evidence(story: Story) -> None:
    story.does(
        INVESTIGATOR,
        TakeEvidence(
            kind="file",
            digest=MAIL,
            custodian=person(INVESTIGATOR),
            taken_on=story.today,
            description=Personal("A message of Person A."),
        ),
    )
    story.does(
        INVESTIGATOR,
        LogInvestigationStep(
            kind="document",
            occurred_on=story.today,
            allegations=(1,),
            evidence=(1,),
            account=Personal("The message was sent from the account of Person A."),
        ),
    )


def found(story: Story, account: str, category: str) -> Story:
    """Person A was heard, had the last word, and the findings are out."""
    investigated(story, account, category)
    story.wait(1).take(OWNER, "notify_subject", "The allegation was sent in writing.")
    hearing = HearSubject(
        party=1,
        mode="heard",
        occurred_on=story.wait(8).today,
        account=Personal("I did not write this."),
    )
    story.does(INVESTIGATOR, hearing)
    story.wait(1).take(INVESTIGATOR, "share_draft_findings")
    story.wait(5).does("subject", TakeStep(step="comment_on_draft"), who=ACCUSED)
    story.wait(1).take(INVESTIGATOR, "deliver_findings")
    findings = Personal("The message is real.")
    return story.does(OWNER, IssueFindings(evidence=(1,), findings=findings))
