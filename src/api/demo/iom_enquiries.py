"""Demo cases of IOM in which a breach is enquired into, and what may come of one."""

from functools import partial
from typing import Final

from api.demo import appeals, suspensions, turns
from api.demo.cast import OWNER
from api.demo.iom_gifts import DIRECTOR, HEAD, LEGAL
from api.demo.iom_staff import ENQUIRER
from api.demo.story import Story, person
from api.demo.suspensions import Bench, accused, alleged
from cases.commands.investigation import (
    HearSubject,
    IssueFindings,
    LogInvestigationStep,
    SetTermsOfReference,
)
from cases.commands.people import DesignateHandler
from cases.commands.steps import TakeStep
from cases.events.event import Personal

OFFICIAL: Final = "higher_level_official"
BOARD: Final = "disciplinary_board_member"
ACCUSED: Final = "demo.accused-c"
BENCH: Final = Bench(
    responsible=LEGAL,
    assesses=LEGAL,
    office=BOARD,
    body="disciplinary_board",
    members=(person(BOARD), "demo.board-2", "demo.board-3"),
    measure="suspension_without_pay",
    declares=False,
)


def suspended(story: Story) -> Story:
    """On leave until it is decided, then suspended without pay until a day (21).

    An appeal was withdrawn; the claim that the texts were kept for, too.
    """
    _assessed(story, "Person M sent the office's driver on private errands.")
    accused(story, BENCH, ACCUSED, "misuse_of_assets")
    turns.kept_away(story, DIRECTOR, ("no_contact", "administrative_leave"))
    suspensions.admitted(story.wait(2), BENCH)
    suspensions.suspended(story, BENCH, 60)
    turns.appeal_withdrawn(story, ACCUSED)
    suspensions.carried_out(story, HEAD, OFFICIAL, "close_with_breach")
    return turns.freed(turns.held(story, LEGAL), LEGAL)


def enquired(story: Story) -> Story:
    """Looked into by somebody tasked with it, up to findings that the board has."""
    _assessed(story, "Person M signs for hours that nobody worked.")
    accused(story, BENCH, ACCUSED, "private_gain")
    enquirer = DesignateHandler(
        person=person(ENQUIRER), role=ENQUIRER, conflict_declared_absent=True
    )
    story.does(LEGAL, enquirer).take(OFFICIAL, "refer_for_enquiry")
    scope = Personal("The hours of last month, and who signed for them.")
    story.does(OWNER, SetTermsOfReference(allegations=(1,), scope=scope))
    plan = "First the lists, then whoever kept them."
    story.wait(1).take(ENQUIRER, "propose_plan", plan).take(OWNER, "approve_plan")
    looked = LogInvestigationStep(
        kind="document",
        occurred_on=story.wait(3).today,
        allegations=(1,),
        evidence=(1,),
        account=Personal("The lists show hours on a public holiday."),
    )
    story.does(ENQUIRER, looked)
    return _heard(story)


def _heard(story: Story) -> Story:
    """Person M is heard, and has the last word."""
    heard = HearSubject(
        party=1,
        mode="heard",
        occurred_on=story.wait(5).today,
        account=Personal("I signed what I was given."),
    )
    story.does(ENQUIRER, heard)
    draft = TakeStep(step="share_draft_findings", party=1)
    story.wait(1).does(ENQUIRER, draft)
    comment = TakeStep(step="comment_on_draft", note=Personal("I should have looked."))
    story.wait(5).does("subject", comment, who=ACCUSED)
    findings = Personal("Person M signed without looking.")
    return story.wait(1).does(ENQUIRER, IssueFindings(evidence=(1,), findings=findings))


def decided_anew(story: Story) -> Story:
    """Suspended without pay; on appeal it is decided anew, and nothing is left."""
    suspensions.suspended(enquired(story), BENCH, 30)
    appeals.remitted(story, ACCUSED, "review_board_member", "review_board")
    appeals.decided_anew(story, BENCH)
    story.wait(35).take(OWNER, "let_decision_stand")
    story.take(OFFICIAL, "give_final_feedback", feedback="given")
    return story.wait(1).take(OWNER, "close_without_breach")


def withdrawn(story: Story) -> Story:
    """A report whose reporter would rather not have made it."""
    return turns.wished_back(_assessed(story, "Person O shut the door on me."), LEGAL)


def told_by_telephone(story: Story) -> Story:
    """What was said on the telephone, written down and agreed to."""
    _assessed(story, "Person L travels more than the work asks for.")
    return turns.written_down(story, OFFICIAL)


def joined(story: Story) -> Story:
    """Two who saw the same; the second report goes on in the first."""
    again = partial(_assessed, account="I saw the boxes being carried away, too.")
    _assessed(story, "Person P carried boxes of the office home.")
    return turns.joined(story, again, LEGAL)


def divided(story: Story) -> Story:
    """A report about two things, the second of which goes its own way."""
    _assessed(story, "Person M hires relatives, and shouts at everybody else.")
    accused(story, BENCH, ACCUSED, "private_gain")
    return turns.divided(story, LEGAL, alleged(story, "harassment"))


def reopened(story: Story) -> Story:
    """What had been out of scope is not any more."""
    _dismissed(story, "Person Q parks on the lawn.")
    return turns.reopened(story, LEGAL)


def disposed(story: Story) -> Story:
    """What was out of scope, and of which only its number is to be left."""
    _dismissed(story, "Person S sings in the corridor.")
    return turns.disposed(story)


def _dismissed(story: Story, account: str) -> Story:
    """A report outside the Standards: proposed by one, confirmed by another (21)."""
    _assessed(story, account).wait(2)
    story.take(OFFICIAL, "propose_dismissal", dismissal_reason="out_of_scope")
    why = "No clause of the Standards applies."
    story.wait(2).take(LEGAL, "confirm_dismissal", why)
    story.wait(1).take(OFFICIAL, "give_final_feedback", feedback="given")
    return story.wait(1).take(LEGAL, "close_dismissed")


def _assessed(story: Story, account: str) -> Story:
    """A report of a staff member that is being assessed (21)."""
    story.report(
        "member",
        account,
        case_type="breach_report",
        opening="report",
        channel="web",
        identity_mode="named",
        categories=("private_gain",),
    )
    story.wait(2).take(OFFICIAL, "acknowledge", "Thank you; we look into it.")
    return story.wait(2).take(OFFICIAL, "accept_for_assessment")
