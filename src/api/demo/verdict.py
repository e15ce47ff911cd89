"""How the richest demo case is decided: quorum, arbitrator, measure, appeal, hold."""

from datetime import timedelta
from typing import Final

from api.demo.cast import ACCUSED, COMMITTEE, COMPLIANCE, NEUTRAL, OFFICER, OWNER
from api.demo.story import Story, person
from cases.commands.appeal import LodgeAppeal, WaiveAppeal
from cases.commands.appeal_panel import DecideAppeal, ReplaceMeasure
from cases.commands.arbitration import (
    AppointArbitrator,
    ChallengeNeutrality,
    CheckNeutrality,
    DecideChallenge,
    DeclareNeutrality,
    DeliverOpinion,
    DischargeArbitrator,
    InviteObjections,
    ProposeArbitrator,
)
from cases.commands.closing import PlaceHold
from cases.commands.decision import (
    ConveneDeciders,
    Determine,
    ImposeMeasure,
)
from cases.commands.declaring import DeclareConflict
from cases.commands.exclusions import ExcludePerson
from cases.commands.notifying import (
    MakeDecisionKnown,
    NotifyAppealDecision,
    NotifyDecision,
)
from cases.commands.steps import TakeStep
from cases.events.event import Personal

LANDLORD: Final = "demo.neutral-2"


def committee(story: Story) -> None:
    """The committee meets, and two of its members step aside: too few are left."""
    members = (person(COMMITTEE), "demo.member-2", "demo.member-3", "demo.member-4")
    story.wait(4).does(
        COMMITTEE, ConveneDeciders(body="executive_committee", present=members)
    )
    for member in members:
        shared = member in members[2:]
        said = Personal("I was on the same trip.") if shared else None
        declared = DeclareConflict(conflict=shared, statement=said)
        story.does(COMMITTEE, declared, who=member)


def arbitrator(story: Story) -> None:
    """Somebody neutral is found, checked and heard, after one who was not."""
    _landlord(story)
    _proposed(story, 2, person(NEUTRAL))
    story.wait(10).does(COMMITTEE, AppointArbitrator(appointment=2))
    opinion = Personal("The evidence carries the allegation against Person A alone.")
    story.wait(7).does(NEUTRAL, DeliverOpinion(appointment=2, opinion=opinion))
    story.does(COMMITTEE, DischargeArbitrator(appointment=2))


def _landlord(story: Story) -> None:
    """Person B objects for nothing, and yet the arbitrator cannot stay."""
    _proposed(story, 1, LANDLORD)
    rent = Personal("I pay rent to them.")
    objects = ChallengeNeutrality(appointment=1, party=2, grounds=rent)
    story.wait(1).does("subject", objects, who=ACCUSED[1])
    sold = Personal("The flat was sold five years ago.")
    stays = DecideChallenge(appointment=1, upheld=False, reasons=sold)
    story.wait(2).does(COMPLIANCE, stays)
    story.wait(8).does(COMMITTEE, AppointArbitrator(appointment=1))
    story.does(COMPLIANCE, ExcludePerson(person=LANDLORD, reason="relative"))


def _proposed(story: Story, number: int, who: str) -> None:
    """Somebody is proposed, declares to be neutral, and is shown to the parties."""
    story.does(COMMITTEE, ProposeArbitrator(kind="appointed", person=who))
    story.wait(1).does(NEUTRAL, DeclareNeutrality(appointment=number), who=who)
    story.does(COMPLIANCE, CheckNeutrality(appointment=number))
    story.does(COMPLIANCE, InviteObjections(appointment=number))


def decision(story: Story) -> None:
    """One allegation is established and answered by a measure, one is refuted."""
    for allegation, finding in ((1, "established"), (2, "refuted")):
        story.does(
            COMMITTEE,
            Determine.model_validate(
                {
                    "allegation": allegation,
                    "finding": finding,
                    "evidence": (1,),
                    "reasons": Personal("We follow the arbitrator's opinion."),
                }
            ),
        )
    _measure(story)
    story.take(COMMITTEE, "conclude_decision")
    for party in (1, 2):
        text = Personal(f"Our decision about allegation {party} and its reasons.")
        notice = NotifyDecision(party=party, notified_on=story.today, text=text)
        story.does(OWNER, notice)
    thanks = Personal("Two allegations were decided on; thank you for your account.")
    story.does(OWNER, MakeDecisionKnown(party=3, told_on=story.today, text=thanks))


def _measure(story: Story) -> None:
    story.does(
        COMMITTEE,
        ImposeMeasure(
            party=1,
            measure="suspension_of_functions",
            allegations=(1,),
            effective_on=story.today,
            reasons=Personal("Trust has to be earned again."),
        ),
    )


def appeal(story: Story) -> None:
    """Person B lets it stand; Person A appeals, and wins in part."""
    content = WaiveAppeal(statement=Personal("I am glad that it is over."))
    story.wait(2).does("subject", content, who=ACCUSED[1])
    story.wait(7).does(
        "subject",
        LodgeAppeal(
            lodged_on=story.today, grounds=Personal("The measure is too hard.")
        ),
        who=ACCUSED[0],
    )
    _reviewed(story.wait(12))


def _reviewed(story: Story) -> None:
    """Others than the committee find a lighter measure to be enough."""
    panel = tuple(f"demo.panel-{n}" for n in (1, 2, 3))
    for member in panel:
        free = DeclareConflict(conflict=False, appeal=1)
        story.does("appeal_panel_member", free, who=member)
    for command in (
        DecideAppeal(
            appeal=1,
            body="appeal_panel",
            panel=panel,
            outcome="varied",
            reasons=Personal("What happened is shown; the measure was too hard."),
        ),
        ReplaceMeasure(
            appeal=1,
            measure="reprimand",
            allegations=(1,),
            effective_on=story.today,
            reasons=Personal("Person A has made good the damage."),
        ),
    ):
        story.does("appeal_panel_member", command, who=panel[0])
    text = Personal("What became of your appeal, and why.")
    told = NotifyAppealDecision(appeal=1, notified_on=story.today, text=text)
    story.does(OWNER, told)


def end(story: Story) -> None:
    """Everybody is told, the case is closed, and a hold keeps it."""
    story.take(OWNER, "let_decision_stand")
    group = {"national_committee": "north"}
    told = TakeStep(step="inform_national_committee", party=1, facts=group)
    story.does(OWNER, told)
    story.wait(2).does(COMMITTEE, TakeStep(step="carry_out_measure", party=1))
    story.take(OFFICER, "give_final_feedback", feedback="given")
    story.wait(1).take(OWNER, "close_with_violation")
    story.does(
        COMPLIANCE,
        PlaceHold(
            basis="legal_claim",
            review_on=story.today + timedelta(days=80),
            reason=Personal("Person A announced a claim."),
        ),
    )
