"""Demo cases of IMA that take a turn: stopped, sent on, withdrawn, joined, reopened."""

from functools import partial
from typing import Final

from api.demo import suspensions, turns
from api.demo.cast import ACCUSED, COMMITTEE, COMPLIANCE, INVESTIGATOR, OFFICER, OWNER
from api.demo.ima_reports import received
from api.demo.rich import tell_investigated_case
from api.demo.story import Story, person
from api.demo.suspensions import Bench, accused, alleged
from cases.commands.allegations import AmendAllegation, DropAllegation
from cases.commands.clocks import ExtendTimeLimit
from cases.commands.interim import LiftInterimMeasures
from cases.commands.investigation import AmendTermsOfReference
from cases.commands.local_law import DetermineJurisdiction, DetermineLocalLaw
from cases.commands.people import ReplaceHandler
from cases.events.event import Personal

BENCH: Final = Bench(
    responsible=COMPLIANCE,
    assesses=COMMITTEE,
    office=COMMITTEE,
    body="executive_committee",
    members=(person(COMMITTEE), "demo.member-2", "demo.member-3"),
    measure="suspension_of_functions",
)


def discontinued(story: Story) -> Story:
    """An investigation with narrower terms and more time, and in the end stopped."""
    tell_investigated_case(story)
    return stopped(story)


def stopped(story: Story) -> Story:
    """What it comes to when nobody else has papers: dismissed, answered, closed."""
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


def reworded(story: Story) -> Story:
    """What is alleged is narrowed down, and somebody else goes on with it."""
    _taken_up(story, "Person M keeps addresses of members on a phone.")
    accused(story, BENCH, ACCUSED[1], "misuse_of_personal_data")
    turns.kept_away(story, COMMITTEE, ("functions_rest", "no_contact"))
    rude = alleged(story, "discrimination")
    dropped = DropAllegation(allegation=2, reason=Personal("Nobody else heard it."))
    story.does(OWNER, rude).does(OWNER, dropped)
    _by_law(story.wait(1))
    back = LiftInterimMeasures(party=1, reasons=Personal("The phone was handed in."))
    story.wait(1).does(COMMITTEE, back)
    other = ReplaceHandler(
        person=person(OWNER),
        successor="demo.next-owner",
        role=OWNER,
        conflict_declared_absent=True,
    )
    return story.wait(1).does(COMPLIANCE, other)


def _by_law(story: Story) -> None:
    """Fewer clauses are said to be breached, and before one of them comes a law."""
    known = alleged(story, "misuse_of_personal_data")
    said = {name: value for name, value in known if name != "party"}
    clauses = ("Responsibilities 2a", "Responsibilities 2b")
    narrower = AmendAllegation.model_validate(
        said
        | {"allegation": 1, "clauses": clauses}
        | {"reasons": Personal("The list was never sold.")}
    )
    story.does(OWNER, narrower)
    story.does(OWNER, DetermineJurisdiction(allegation=1, country="PH"))
    first = DetermineLocalLaw(
        allegation=1,
        place="Responsibilities 2b",
        prevails="local_law",
        reasons=Personal("The law there lets the list be kept for a year."),
    )
    story.does(OWNER, first)


def forwarded(story: Story) -> Story:
    """A report about another organisation, sent on to it as it came."""
    _taken_up(story, "The caterer of the venue pays its people in cash.")
    story.wait(2).take(OFFICER, "forward_misdirected", forwarded_to="competent_office")
    return _ended(story, "misdirected", "It is not about IMA.")


def withdrawn(story: Story) -> Story:
    """A report whose reporter would rather not have made it, and need not have."""
    _taken_up(story, "Person K was rude to me at the buffet.")
    turns.wished_back(story, COMPLIANCE)
    return _ended(story, "withdrawn", "It was settled between the two.")


def told_by_telephone(story: Story) -> Story:
    """What was said on the telephone, written down, amended and agreed to."""
    _taken_up(story, "Person L travels first class at the cost of a group.")
    return turns.written_down(story, OFFICER)


def suspended(story: Story) -> Story:
    """Kept from functions until it is decided, then suspended from them until a day."""
    _taken_up(story, "Person M paid friends from the account of a group.")
    accused(story, BENCH, ACCUSED[1], "integrity")
    turns.kept_away(story, COMMITTEE, ("functions_rest", "no_contact"))
    story.take(OWNER, "notify_subject", "Sent in writing.")
    suspensions.admitted(story.wait(5), BENCH)
    suspensions.suspended(story, BENCH, 60)
    return suspensions.carried_out(story, COMMITTEE, OFFICER, "close_with_violation")


def joined(story: Story) -> Story:
    """Two who were at the same evening; the second report goes on in the first."""
    again = partial(_taken_up, account="I saw Person N with the cash box, too.")
    _taken_up(story, "Person N left the evening with the cash box.")
    return turns.joined(story, again, COMPLIANCE)


def told_twice(story: Story) -> Story:
    """Two evenings, that were taken for one."""
    again = partial(_taken_up, account="Person N left an evening with the cash box.")
    _taken_up(story, "Person N has the key of the cash box.")
    return turns.told_twice(story, again, COMPLIANCE)


def divided(story: Story) -> Story:
    """A report about two things, the second of which goes its own way."""
    _taken_up(story, "Person M pays friends, and mocks how others speak.")
    accused(story, BENCH, ACCUSED[1], "integrity")
    return turns.divided(story, COMPLIANCE, alleged(story, "discrimination"))


def reopened(story: Story) -> Story:
    """What could not be shown can be, once a letter was found."""
    _taken_up(story, "Person O promised seats on a committee.")
    _ended(story, "insufficient", "Nobody has seen it in writing.")
    return turns.reopened(story, COMPLIANCE)


def _taken_up(story: Story, account: str) -> Story:
    """A report of a member that is being assessed."""
    received(story, account, "unfair_treatment")
    story.wait(2).take(OFFICER, "acknowledge", "Thank you; we look into it.")
    return story.wait(2).take(OFFICER, "accept_for_assessment")


def _ended(story: Story, because: str, answer: str) -> Story:
    """Dismissed by two, answered and closed."""
    story.wait(1).take(OFFICER, "propose_dismissal", dismissal_reason=because)
    story.wait(1).take(COMMITTEE, "confirm_dismissal", answer)
    story.wait(1).take(OFFICER, "give_final_feedback", answer, feedback="given")
    return story.wait(1).take(COMPLIANCE, "close_dismissed")
