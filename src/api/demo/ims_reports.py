"""Reports in the demo cases of IMS: through the external function, and inside."""

from typing import Final

from api.demo.cast import COMPLIANCE, OFFICER
from api.demo.story import Story, person

EXTERNAL: Final = "external_function"
REPORT: Final = "breach_report"


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
    unknown = "cannot_be_asked"
    return story.wait(2).take(EXTERNAL, "hand_over", reporter_consents=unknown)


def complained(story: Story, account: str, act: str) -> Story:
    """Whoever was subject to an act complains, and is answered."""
    story.report(
        "reporter",
        account,
        case_type=REPORT,
        opening="complain",
        channel="e_mail",
        identity_mode="named",
        facts={"subjected_to": act, "wanted_way": "informal"},
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
    story.wait(1).take(EXTERNAL, "ask_for_consent", "May IMS have your report?")
    return story.wait(1).take(
        EXTERNAL, "hand_over", reporter_consents="to_all_but_identity"
    )


def kept_outside(story: Story, account: str, category: str) -> Story:
    """Somebody does not want IMS to know: the register keeps the number and the day."""
    reported(story, account, category).wait(2)
    story.take(EXTERNAL, "acknowledge_externally", "We have your report.")
    story.wait(3).take(EXTERNAL, "keep_outside", reporter_consents="refused")
    story.wait(5).take(EXTERNAL, "give_final_feedback", feedback="given")
    return story.take(EXTERNAL, "close_kept_outside")


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
    why = "The printer is held to the Supplier Code."
    story.wait(3).take(COMPLIANCE, "refer", why, referred_to="supplier")
    story.wait(1).take(OFFICER, "give_final_feedback", feedback="given")
    return story.wait(1).take(COMPLIANCE, "close_referred")
