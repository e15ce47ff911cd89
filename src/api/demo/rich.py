"""The richest demo case: two accused, one of them of the deciding committee.

A late acknowledgement, evidence, a lost quorum, an arbitrator, a measure, an appeal
and a hold; all people are made up.
"""

from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from api.demo.cast import ACCUSED, COMMITTEE, COMPLIANCE, INVESTIGATOR, OFFICER, OWNER
from api.demo.story import Story, person
from api.demo.tasks import shared_out
from api.demo.verdict import appeal, arbitrator, committee, decision, end
from cases.commands.allegations import FrameAllegation
from cases.commands.evidence import TakeEvidence, TransferCustody, VerifyEvidence
from cases.commands.investigation import (
    HearSubject,
    IssueFindings,
    LogInvestigationStep,
    SetTermsOfReference,
)
from cases.commands.notes import WriteNote
from cases.commands.people import AddParty, DesignateHandler
from cases.commands.steps import TakeStep
from cases.events.event import Personal

LEDGER: Final = sha256(b"a made-up ledger").hexdigest()


def tell_rich_case(story: Story) -> Story:
    """From a letter received late to a measure, an appeal and a hold."""
    for chapter in (_intake, _people, _investigation, _hearing, committee):
        chapter(story)
    for chapter in (arbitrator, decision, appeal, end):
        chapter(story)
    return story


def tell_investigated_case(story: Story) -> Story:
    """The same, up to an investigation that is under way, and shared."""
    for chapter in (_intake, _people, _investigation):
        chapter(story)
    return shared_out(story)


def _intake(story: Story) -> None:
    story.report(
        OFFICER,
        "Person A and Person B charged a private trip to the group's account.",
        case_type="breach_report",
        opening="pass_on",
        channel="post",
        identity_mode="confidential",
        reporter=person("reporter"),
        received_on=story.today - timedelta(days=12),
        categories=("integrity",),
    )
    story.take(OFFICER, "acknowledge", "We regret the delay; your letter lay too long.")
    story.wait(1).take(OFFICER, "accept_for_assessment")


def _people(story: Story) -> None:
    for role in (OWNER, INVESTIGATOR):
        story.does(
            COMPLIANCE,
            DesignateHandler(
                person=person(role), role=role, conflict_declared_absent=True
            ),
        )
    for accused, name in zip(ACCUSED, ("Person A", "Person B"), strict=True):
        story.does(OWNER, AddParty(role="subject", name=Personal(name), person=accused))
    story.does(OWNER, AddParty(role="witness", name=Personal("Person W")))
    for party in (1, 2):
        story.does(OWNER, _allegation(party, story.today))


def _allegation(party: int, today: date) -> FrameAllegation:
    return FrameAllegation(
        party=party,
        category="integrity",
        conduct_from=today - timedelta(days=60),
        conduct_until=today - timedelta(days=50),
        text=Personal("Charging a private trip to the group's account."),
    )


def _investigation(story: Story) -> None:
    story.wait(3).take(COMMITTEE, "authorise_investigation")
    story.does(
        OWNER,
        SetTermsOfReference(
            allegations=(1, 2), scope=Personal("The trip and who approved it.")
        ),
    )
    story.wait(2).does(
        INVESTIGATOR,
        TakeEvidence(
            kind="file",
            digest=LEDGER,
            custodian=person(INVESTIGATOR),
            taken_on=story.today,
            description=Personal("The group's ledger of that month."),
        ),
    )
    _custody(story)
    _steps(story)
    _notes(story)


def _custody(story: Story) -> None:
    story.does(
        INVESTIGATOR,
        TransferCustody(
            evidence=1,
            giver=person(INVESTIGATOR),
            receiver=person(OWNER),
            reason=Personal("To be kept in the safe."),
        ),
    )
    story.does(OWNER, VerifyEvidence(evidence=1, digest=LEDGER))


def _steps(story: Story) -> None:
    for kind, party, account in (
        ("document", None, "The ledger shows one booking approved by Person A."),
        ("interview", 3, "Person W saw the booking and asked about it."),
        ("site_visit", None, "The travel agency confirmed the destination."),
        ("expert", None, "The accountant found no other booking."),
    ):
        story.wait(2).does(
            INVESTIGATOR,
            LogInvestigationStep.model_validate(
                {
                    "kind": kind,
                    "occurred_on": story.today,
                    "allegations": (1, 2),
                    "party": party,
                    "evidence": (1,),
                    "account": Personal(account),
                }
            ),
        )


def _notes(story: Story) -> None:
    afraid = Personal("W seemed afraid of A: better heard alone from now on.")
    story.does(INVESTIGATOR, WriteNote(text=afraid, audience="case_owner", party=3))
    known = Personal("The group's books of the year before are with the auditors.")
    story.does(OWNER, WriteNote(text=known))


def _about(party: int, step: str, note: str) -> TakeStep:
    return TakeStep(step=step, party=party, note=Personal(note))


def _hearing(story: Story) -> None:
    for party in (1, 2):
        story.does(OWNER, _about(party, "notify_subject", "Sent in writing."))
    story.wait(10)
    for party, account in ((1, "It was a mistake."), (2, "I knew nothing of it.")):
        story.does(
            INVESTIGATOR,
            HearSubject(
                party=party,
                mode="heard",
                occurred_on=story.today,
                account=Personal(account),
            ),
        )
    _drafted(story)
    story.wait(1).does(
        OWNER,
        IssueFindings(evidence=(1,), findings=Personal("Person A approved the trip.")),
    )


def _drafted(story: Story) -> None:
    """Each is shown the draft, and comments on it."""
    for party in (1, 2):
        story.does(INVESTIGATOR, _about(party, "share_draft_findings", "The draft."))
    for accused, said in zip(
        ACCUSED, ("I signed in haste.", "So it was."), strict=True
    ):
        comment = TakeStep(step="comment_on_draft", note=Personal(said))
        story.wait(5).does("subject", comment, who=accused)
    story.wait(4).take(INVESTIGATOR, "deliver_findings")
