"""How reports in the demo cases of IMS are decided: by the management or the board."""

from collections.abc import Sequence
from typing import Final

from api.demo.cast import OFFICER, OWNER
from api.demo.ims_inquiries import ACCUSED, MANAGEMENT, found
from api.demo.story import Story, person
from cases.commands.appeal import LodgeAppeal
from cases.commands.appeal_panel import DecideAppeal
from cases.commands.decision import (
    ConveneDeciders,
    Determine,
    ImposeMeasure,
    RecuseDecider,
)
from cases.commands.declaring import DeclareConflict
from cases.commands.notifying import NotifyAppealDecision, NotifyDecision
from cases.events.decision import Finding
from cases.events.event import Personal

BOARD: Final = "board_member"
MANAGERS: Final = (person(MANAGEMENT), "demo.manager-2", "demo.manager-3")
SEATS: Final = (person(BOARD), "demo.board-2", "demo.board-3", "demo.board-4")
OTHER_SEATS: Final = ("demo.board-5", "demo.board-6", "demo.board-7")


def board_convened(story: Story, account: str, category: str) -> Story:
    """Too few of the management are without a conflict: the board decides."""
    found(story, account, category).wait(3)
    _convene(story, MANAGEMENT, "management", MANAGERS)
    reason = Personal("Person A reports to me.")
    story.does(MANAGEMENT, RecuseDecider(person=MANAGERS[1], reason=reason))
    return _convene(story.wait(4), BOARD, "board", SEATS)


def refuted(story: Story, account: str, category: str) -> Story:
    """The management finds nothing to blame, and nobody appeals."""
    found(story, account, category).wait(3)
    _convene(story, MANAGEMENT, "management", MANAGERS)
    _free(story, MANAGEMENT, MANAGERS)
    _decided(story, MANAGEMENT, "refuted")
    story.wait(34).take(OWNER, "let_decision_stand")
    story.take(OFFICER, "give_final_feedback", feedback="given")
    return story.wait(1).take(OWNER, "close_without_violation")


def punished(story: Story, account: str, category: str) -> Story:
    """The board decides, Person A appeals in vain, and the case is closed."""
    board_convened(story, account, category)
    _free(story, BOARD, SEATS)
    _decided(story, BOARD, "established", "end_of_contract")
    grounds = Personal("The measure is too hard.")
    lodged = LodgeAppeal(party=1, lodged_on=story.wait(9).today, grounds=grounds)
    story.does("subject", lodged, who=ACCUSED)
    reasons = Personal("The measure is proportionate.")
    story.wait(12)
    _free(story, BOARD, OTHER_SEATS, appeal=1)
    upheld = DecideAppeal(
        appeal=1,
        body="appeal_panel",
        panel=OTHER_SEATS,
        outcome="upheld",
        reasons=reasons,
    )
    story.does(BOARD, upheld, who=OTHER_SEATS[0])
    told = NotifyAppealDecision(appeal=1, notified_on=story.wait(1).today)
    story.does(OWNER, told)
    story.take(OWNER, "let_decision_stand")
    story.wait(2).take("human_resources", "carry_out_measure")
    story.take(OFFICER, "give_final_feedback", feedback="given")
    return story.wait(1).take(OWNER, "close_with_violation")


def _convene(story: Story, role: str, body: str, present: Sequence[str]) -> Story:
    return story.does(role, ConveneDeciders(body=body, present=tuple(present)))


def _free(
    story: Story, role: str, members: Sequence[str], appeal: int | None = None
) -> None:
    """Each of them says that nothing stands in the way of their deciding."""
    for member in members:
        free = DeclareConflict(conflict=False, appeal=appeal)
        story.does(role, free, who=member)


def _decided(story: Story, role: str, finding: Finding, measure: str = "") -> None:
    determination = Determine(
        allegation=1,
        finding=finding,
        evidence=(1,),
        reasons=Personal("We follow the findings."),
    )
    story.does(role, determination)
    if measure:
        imposed = ImposeMeasure(
            party=1,
            measure=measure,
            allegations=(1,),
            effective_on=story.today,
            reasons=Personal("Such acts are a serious misconduct."),
        )
        story.does(role, imposed)
    story.take(role, "conclude_decision")
    text = Personal("Our decision and its reasons.")
    story.does(OWNER, NotifyDecision(party=1, notified_on=story.today, text=text))
