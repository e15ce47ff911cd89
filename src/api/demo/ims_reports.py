"""Reports in the demo cases of IMS: through the external function, and inside."""

from datetime import timedelta
from hashlib import sha256
from typing import Final

from api.demo.cast import COMPLIANCE, INVESTIGATOR, OFFICER, OWNER
from api.demo.story import Story, person
from cases.commands.allegations import FrameAllegation
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

EXTERNAL: Final = "external_function"
MANAGEMENT: Final = "management_member"
ACCUSED: Final = "demo.accused-a"
REPORT: Final = "breach_report"
MAIL: Final = sha256(b"a made-up message").hexdigest()


def reported(story: Story, account: str, category: str) -> Story:
    """Somebody wrote to the external function, which has not answered yet."""
    return story.report(
        "member",
        account,
        case_type=REPORT,
        opening="speak_up",
        channel="web",
        identity_mode="confidential",
        categories=(category,),
    )


def taken_down(story: Story, account: str, category: str) -> Story:
    """A call without a name, taken down by the external function and handed over."""
    story.report(
        EXTERNAL,
        account,
        case_type=REPORT,
        opening="take_down",
        channel="phone",
        identity_mode="anonymous",
        categories=(category,),
    )
    why = "no_way_to_reach"
    story.wait(1).take(EXTERNAL, "withhold_externally", why_not_acknowledged=why)
    return story.wait(2).take(EXTERNAL, "hand_over", identity_kept="unknown")


def complained(story: Story, account: str, act: str) -> Story:
    """Whoever was subject to an act complains, and is answered."""
    story.report(
        "reporter",
        account,
        case_type=REPORT,
        opening="complain",
        channel="e_mail",
        identity_mode="named",
        facts={"subjected_to": act},
        categories=(act,),
    )
    return story.wait(2).take(OFFICER, "acknowledge", "Thank you for telling us.")


def passed_on(story: Story, account: str, category: str) -> Story:
    """Somebody inside IMS was told, and passed it on."""
    return story.report(
        OFFICER,
        account,
        case_type=REPORT,
        opening="pass_on",
        channel="meeting",
        identity_mode="confidential",
        reporter=person("reporter"),
        categories=(category,),
    )


def handed_over(story: Story, account: str, category: str) -> Story:
    """The external function answers, and hands over all but the name."""
    reported(story, account, category).wait(2)
    story.take(EXTERNAL, "acknowledge_externally", "We have your report.")
    return story.wait(1).take(
        EXTERNAL, "hand_over", identity_kept="by_external_function"
    )


def asked_back(story: Story, account: str, category: str) -> Story:
    """What was handed over is too little; the reporter is asked."""
    handed_over(story, account, category)
    return story.wait(2).take(EXTERNAL, "request_more_information", "When was this?")


def dismissed(story: Story, account: str, category: str) -> Story:
    """Out of scope: one person proposes to dismiss it, another one confirms."""
    handed_over(story, account, category)
    story.wait(2).take(EXTERNAL, "propose_dismissal", dismissal_reason="out_of_scope")
    story.wait(1).take(
        COMPLIANCE, "confirm_dismissal", "No clause of the Code applies."
    )
    story.wait(1).take(EXTERNAL, "give_final_feedback", feedback="given")
    return story.wait(1).take(COMPLIANCE, "close_dismissed")


def referred(story: Story, account: str, category: str) -> Story:
    """It is about a supplier, to whom another code applies."""
    passed_on(story, account, category).wait(1)
    story.take(OFFICER, "acknowledge", "Thank you; we look into it.")
    story.wait(1).take(OFFICER, "accept_for_assessment")
    story.wait(3).take(COMPLIANCE, "refer", referred_to="supplier")
    story.wait(1).take(OFFICER, "give_final_feedback", feedback="given")
    return story.wait(1).take(COMPLIANCE, "close_referred")


def settling(story: Story, account: str, act: str, category: str) -> Story:
    """A complaint that those concerned want to settle among themselves."""
    complained(story, account, act)
    story.wait(2).take(OFFICER, "accept_for_assessment")
    alleged(story, category)
    return story.wait(3).take(OWNER, "offer_informal_resolution", affected_agrees=True)


def settled(story: Story, account: str, act: str, category: str) -> Story:
    """They settled it, and something was learnt."""
    settling(story, account, act, category)
    story.wait(14).take(OWNER, "agree_informally", "Both agree how to go on.")
    story.take("people_manager", "put_right", "Meetings of the team have a chair now.")
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
    story.does(
        OWNER,
        FrameAllegation(
            party=1,
            category=category,
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
    story.wait(2).take(MANAGEMENT, "authorise_investigation")
    scope = Personal("The message and who sent it.")
    story.does(OWNER, SetTermsOfReference(allegations=(1,), scope=scope))
    _evidence(story.wait(2))
    return story.take(INVESTIGATOR, "take_up_defence", defence="facts_disputed")


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
