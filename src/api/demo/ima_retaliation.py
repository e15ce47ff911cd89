"""Demo cases of IMA about retaliation: feared, registered, complained of."""

from typing import Final

from api.demo.cast import COMMITTEE, COMPLIANCE, INVESTIGATOR
from api.demo.ima_members import NATIONAL
from api.demo.story import Story, person
from cases.commands.people import AddParty, DesignateHandler
from cases.events.event import Personal

WITNESS: Final = "witness"


def feared(story: Story) -> Story:
    """A witness who is afraid, and whom somebody looks after."""
    asked = {"because_of": WITNESS, "asked_on": story.day(-1)}
    what = "Since I was heard nobody of the group talks to me."
    story.begin("member", ("protection", "ask"), what, **asked)
    story.wait(2).take(COMPLIANCE, "assess_risk", level="medium")
    story.take(COMPLIANCE, "propose_measure", measure="contact_person")
    story.wait(2).take("member", "agree")
    return story.wait(25).take(COMPLIANCE, "check_in", "It has become better.")


def registered(story: Story) -> Story:
    """A function withdrawn, and the reasons for it."""
    story.begin(
        NATIONAL,
        ("detriment", "register"),
        "The treasurer of the group is to be replaced.",
        affected=person("member"),
        ordered_by="demo.chair",
        detriment="function_withdrawn",
        effective_on=story.day(20),
    )
    story.wait(1).take(COMPLIANCE, "check_protection")
    return story.wait(3).take(NATIONAL, "justify", "The term ends, as all terms do.")


def complained(story: Story) -> Story:
    """A complaint that is looked into by somebody else than the report was."""
    story.report(
        "member",
        "I am not invited any more since I gave an opinion as arbitrator.",
        case_type="retaliation_complaint",
        opening="complain",
        channel="web",
        identity_mode="named",
        facts={"because_of": "arbitrator", "detriment": "kept_from_events"},
    )
    story.wait(2).take(COMPLIANCE, "acknowledge")
    story.wait(6).take(COMPLIANCE, "find_prima_facie")
    story.take(COMPLIANCE, "order_interim_measure", measure="suspended_effect")
    accused = AddParty(role="subject", name=Personal("Person M"), person="demo.chair")
    story.does(COMPLIANCE, accused)
    story.does(
        COMPLIANCE,
        DesignateHandler(
            person=person(INVESTIGATOR),
            role=INVESTIGATOR,
            conflict_declared_absent=True,
        ),
    )
    story.wait(1).take(COMMITTEE, "investigate")
    return story.wait(10).take(INVESTIGATOR, "call_for_reasons")
