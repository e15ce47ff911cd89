"""Somebody appeals, and those who decided decide anew."""

from api.demo.cast import OWNER
from api.demo.story import Story
from api.demo.suspensions import Bench
from cases.commands.appeal import LodgeAppeal
from cases.commands.appeal_panel import DecideAppeal
from cases.commands.decision import ConveneDeciders, Determine
from cases.commands.notifying import NotifyAppealDecision, NotifyDecision
from cases.events.event import Personal


def remitted(story: Story, who: str, office: str, body: str) -> Story:
    """Three others find that something was not looked into."""
    lodged = LodgeAppeal(
        lodged_on=story.wait(8).today,
        grounds=Personal("Nobody asked who had filled in the lists."),
    )
    story.does("subject", lodged, who=who)
    panel = tuple(f"demo.reviewer-{n}" for n in (1, 2, 3))
    again = DecideAppeal(
        appeal=1,
        body=body,
        panel=panel,
        outcome="remitted",
        reasons=Personal("Who filled in the lists was not asked; it matters."),
    )
    story.wait(10).does(office, again, who=panel[0])
    text = Personal("It is decided anew, and why.")
    told = NotifyAppealDecision(appeal=1, notified_on=story.today, text=text)
    return story.does(OWNER, told)


def decided_anew(story: Story, bench: Bench) -> Story:
    """The body meets again, and finds it not to be shown."""
    story.wait(1).take(OWNER, "decide_anew")
    meeting = ConveneDeciders(body=bench.body, present=bench.members)
    story.wait(5).does(bench.office, meeting)
    found = Determine(
        allegation=1,
        finding="insufficient_evidence",
        evidence=(1,),
        reasons=Personal("Others had filled in the lists, as they say."),
    )
    story.does(bench.office, found, who=bench.members[0])
    story.take(bench.office, "conclude_decision")
    text = Personal("Our new decision, and its reasons.")
    told = NotifyDecision(party=1, notified_on=story.today, text=text)
    return story.does(OWNER, told)
