"""Demo cases of IMA that take a turn: stopped, sent on, withdrawn, written down."""

from api.demo.cast import COMMITTEE, COMPLIANCE, INVESTIGATOR, OFFICER, OWNER
from api.demo.rich import tell_investigated_case
from api.demo.story import Story
from cases.commands.clocks import ExtendTimeLimit
from cases.commands.investigation import AmendTermsOfReference
from cases.commands.transcripts import CheckTranscript, OfferTranscript
from cases.commands.withdrawal import ConsiderWithdrawal, RequestWithdrawal
from cases.events.event import Personal


def discontinued(story: Story) -> Story:
    """An investigation with narrower terms and more time, and in the end stopped."""
    tell_investigated_case(story)
    narrower = AmendTermsOfReference(
        allegations=(1,),
        scope=Personal("The trip; who approved it is shown by the ledger."),
        reasons=Personal("Person B only booked what was approved."),
    )
    story.wait(2).does(OWNER, narrower)
    papers = "The receipts of the journey, from the travel agency."
    story.take(INVESTIGATOR, "request_information", papers, answer_by=story.day(14))
    more = ExtendTimeLimit(
        clock="investigation", reasons=Personal("It is asked abroad.")
    )
    story.wait(10).does(COMPLIANCE, more)
    gone = "The agency has closed."
    story.wait(4).take(
        INVESTIGATOR, "note_refusal", gone, not_given_because="does_not_exist"
    )
    because = {"discontinued_because": "cannot_be_clarified"}
    story.wait(3).take(
        COMMITTEE, "discontinue_investigation", "Nobody else has papers.", **because
    )
    return _ended(story, "insufficient", "Without papers nothing can be shown.")


def forwarded(story: Story) -> Story:
    """A report about another organisation, sent on to it as it came."""
    _taken_up(story, "The caterer of the venue pays its people in cash.")
    story.wait(2).take(OFFICER, "forward_misdirected", forwarded_to="competent_office")
    return _ended(story, "misdirected", "It is not about IMA.")


def withdrawn(story: Story) -> Story:
    """A report whose reporter would rather not have made it, and need not have."""
    _taken_up(story, "Person K was rude to me at the buffet.")
    wish = RequestWithdrawal(reasons=Personal("We have talked; it is settled."))
    story.wait(2).does("member", wish)
    stop = ConsiderWithdrawal(
        decision="stop", reasons=Personal("Nobody else is concerned.")
    )
    story.wait(1).does(COMPLIANCE, stop)
    return _ended(story, "withdrawn", "It was settled between the two.")


def told_by_telephone(story: Story) -> Story:
    """What was said on the telephone, written down, amended and agreed to."""
    _taken_up(story, "Person L travels first class at the cost of a group.")
    for outcome, said in (
        ("amended", "Person L travelled twice, in May and in June."),
        ("agreed", "Person L travelled twice, in May and in July."),
    ):
        number = 1 if outcome == "amended" else 2
        written = OfferTranscript(
            spoken="phone", spoken_on=story.today, text=Personal(said)
        )
        story.does(OFFICER, written)
        checked = {"transcript": number, "outcome": outcome}
        amended = {"amendments": Personal("It was in July.")} if number == 1 else {}
        story.wait(1).does("member", CheckTranscript.model_validate(checked | amended))
    return story


def _taken_up(story: Story, account: str) -> Story:
    """A report of a member that is being assessed."""
    story.report(
        "member",
        account,
        case_type="breach_report",
        opening="speak_up",
        channel="web",
        identity_mode="named",
        categories=("unfair_treatment",),
    )
    story.wait(2).take(OFFICER, "acknowledge", "Thank you; we look into it.")
    return story.wait(2).take(OFFICER, "accept_for_assessment")


def _ended(story: Story, because: str, answer: str) -> Story:
    """Dismissed by two, answered and closed."""
    story.wait(1).take(OFFICER, "propose_dismissal", dismissal_reason=because)
    story.wait(1).take(COMMITTEE, "confirm_dismissal", answer)
    story.wait(1).take(OFFICER, "give_final_feedback", answer, feedback="given")
    return story.wait(1).take(COMPLIANCE, "close_dismissed")
