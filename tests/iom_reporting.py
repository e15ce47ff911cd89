"""Reports of a breach under the IOM Standards, and how far they have come."""

from datetime import date

from iom import BOARD, EDITION, ENQUIRER, LEGAL, OFFICIAL, SAID, STAFF, step
from scenario import Scenario, day, given

from cases.actors import Actor
from cases.commands.allegations import FrameAllegation
from cases.commands.decision import ConveneDeciders, Determine
from cases.commands.evidence import TakeEvidence
from cases.commands.investigation import HearSubject, SetTermsOfReference
from cases.commands.notifying import NotifyDecision
from cases.commands.opening import ReceiveReport
from cases.commands.people import AddParty, DesignateHandler
from cases.events.event import Fact


def report(
    opening: str = "report", category: str = "", channel: str = "web", **facts: Fact
) -> ReceiveReport:
    return ReceiveReport.model_validate(
        {
            "case_type": "breach_report",
            "opening": opening,
            "channel": channel,
            "identity_mode": "named",
            "received_on": day(0).date(),
            "categories": (category,) if category else (),
            "facts": facts,
            "account": SAID,
        }
    )


def reported(category: str) -> Scenario:
    return given("iom").after(report(category=category), STAFF)


def assessed(category: str) -> Scenario:
    return accused_of(category, reported(category))


def accused_of(category: str, told: Scenario) -> Scenario:
    """A report that was taken up, with somebody accused of something."""
    allegation = FrameAllegation(
        party=1,
        category=category,
        conduct_from=date(2025, 11, 1),
        conduct_until=date(2025, 11, 2),
        text=SAID,
    )
    return (
        told.after(step("acknowledge"), OFFICIAL)
        .after(step("accept_for_assessment"), OFFICIAL)
        .after(AddParty(role="subject", name=SAID, person="accused-1"), OFFICIAL)
        .after(allegation, OFFICIAL)
    )


def handler(person: str, role: str) -> DesignateHandler:
    return DesignateHandler(person=person, role=role, conflict_declared_absent=True)


def enquired(category: str) -> Scenario:
    """An enquiry has begun, within its terms of reference."""
    terms = SetTermsOfReference(allegations=(1,), scope=SAID)
    return (
        assessed(category)
        .after(handler(ENQUIRER.id, "enquirer"), LEGAL)
        .after(step("refer_for_enquiry"), OFFICIAL)
        .after(terms, LEGAL)
    )


def established(category: str) -> Scenario:
    """The board has determined the allegation, and imposed nothing yet."""
    heard = HearSubject(party=1, mode="heard", occurred_on=day(0).date(), account=SAID)
    letter = TakeEvidence(
        kind="document",
        custodian="owner-1",
        taken_on=day(0).date(),
        description=SAID,
    )
    present = tuple(member.id for member in BOARD)
    return (
        assessed(category)
        .after(handler("owner-1", "case_owner"), LEGAL)
        .after(heard, Actor("owner-1", "case_owner"))
        .after(letter, OFFICIAL)
        .after(step("settle_by_assessment", settled_because="facts_admitted"), LEGAL)
        .after(ConveneDeciders(body="disciplinary_board", present=present), LEGAL)
        .after(
            Determine(
                allegation=1,
                finding="established",
                evidence=(1,),
                shown=EDITION.categories[category].proof,
                reasons=SAID,
            ),
            BOARD[0],
        )
    )


def finalised(measured: Scenario) -> Scenario:
    """The decision is complete, was told, and nobody appealed in time."""
    told = NotifyDecision(party=1, notified_on=day(1).date())
    return (
        measured.after(step("conclude_decision"), BOARD[0], day(1))
        .after(told, LEGAL, day(1))
        .after(step("let_decision_stand"), LEGAL, day(60))
    )
