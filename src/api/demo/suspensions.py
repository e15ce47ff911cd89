"""Somebody is accused, found to have done it, and suspended for a time."""

from dataclasses import dataclass
from datetime import timedelta

from api.demo.cast import OWNER
from api.demo.story import Story, person
from cases.commands.allegations import FrameAllegation
from cases.commands.decision import ConveneDeciders, Determine, ImposeMeasure
from cases.commands.declaring import DeclareConflict
from cases.commands.evidence import TakeEvidence
from cases.commands.investigation import HearSubject
from cases.commands.notifying import NotifyDecision
from cases.commands.people import AddParty, DesignateHandler
from cases.commands.steps import TakeStep
from cases.events.event import Personal


@dataclass(frozen=True)
class Bench:
    """Who decides in an organisation, on what, and what follows."""

    responsible: str
    """The office that says who handles the case."""
    assesses: str
    """The office that finds the assessment to be enough."""
    office: str
    body: str
    members: tuple[str, ...]
    measure: str
    declares: bool = True
    """Whether each of them says that nothing stands in the way."""


def accused(story: Story, bench: Bench, who: str, category: str) -> Story:
    """Somebody is responsible, and somebody accused of something that is on paper."""
    owner = DesignateHandler(
        person=person(OWNER), role=OWNER, conflict_declared_absent=True
    )
    paper = TakeEvidence(
        kind="document",
        custodian=person(OWNER),
        taken_on=story.today,
        description=Personal("The bills of that month."),
    )
    story.does(bench.responsible, owner)
    subject = AddParty(role="subject", name=Personal("Person M"), person=who)
    for command in (subject, alleged(story, category), paper):
        story.does(OWNER, command)
    return story


def alleged(story: Story, category: str) -> FrameAllegation:
    """What is said to have happened some weeks ago."""
    return FrameAllegation(
        party=1,
        category=category,
        conduct_from=story.today - timedelta(days=40),
        conduct_until=story.today - timedelta(days=30),
        text=Personal("What Person M is said to have done."),
    )


def admitted(story: Story, bench: Bench) -> Story:
    """It is admitted, so that nothing is left to be looked into."""
    heard = HearSubject(
        party=1,
        mode="heard",
        occurred_on=story.today,
        account=Personal("It was so, and I am sorry."),
    )
    story.does(OWNER, heard)
    because = {"settled_because": "facts_admitted"}
    return story.wait(1).take(bench.assesses, "settle_by_assessment", **because)


def suspended(story: Story, bench: Bench, days: int) -> Story:
    """Those who decide find it to be so, and let a measure follow for some days."""
    meeting = ConveneDeciders(body=bench.body, present=bench.members)
    story.wait(2).does(bench.office, meeting)
    for member in bench.members if bench.declares else ():
        story.does(bench.office, DeclareConflict(conflict=False), who=member)
    found = Determine(
        allegation=1,
        finding="established",
        evidence=(1,),
        reasons=Personal("It is admitted, and the bills show it."),
    )
    until = ImposeMeasure(
        party=1,
        measure=bench.measure,
        allegations=(1,),
        effective_on=story.today,
        expires_on=story.today + timedelta(days=days),
        reasons=Personal("For a time, as the damage was made good."),
    )
    for command in (found, until):
        story.does(bench.office, command, who=bench.members[0])
    story.take(bench.office, "conclude_decision")
    text = Personal("Our decision, its reasons, and how to appeal.")
    told = NotifyDecision(party=1, notified_on=story.today, text=text)
    return story.does(OWNER, told)


def carried_out(story: Story, by: str, answers: str, ends: str) -> Story:
    """Nobody appeals; the measure is carried out, and the case closed."""
    story.wait(35).take(OWNER, "let_decision_stand")
    story.wait(1).does(by, TakeStep(step="carry_out_measure", party=1))
    story.take(answers, "give_final_feedback", feedback="given")
    return story.wait(1).take(OWNER, ends)
