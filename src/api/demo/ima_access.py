"""Demo cases of IMA about who may read or act: lent, opened in an emergency, lost."""

from datetime import timedelta
from typing import Final

from api.demo.cast import COMPLIANCE, INVESTIGATOR, OFFICER, OWNER
from api.demo.ima_reports import received
from api.demo.rich import tell_investigated_case
from api.demo.story import Story, person
from cases.commands.access import GrantAccess, WithdrawAccess
from cases.commands.exclusions import ExcludePerson, LiftExclusion
from cases.commands.glass import BreakGlass, ReviewBrokenGlass
from cases.commands.objecting import DecideHandlerObjection, ObjectToHandler
from cases.commands.people import AddParty, MatchParty, RecuseHandler
from cases.commands.reviewing import ReviewPriorActs
from cases.commands.roles import ChangePartyRole
from cases.events.event import Personal

MANAGER: Final = "access_manager"
AUDITOR: Final = "auditor"
PROTECTION: Final = "data_protection_officer"
READER: Final = "demo.reader"


def lent(story: Story) -> Story:
    """Given to read, taken back, and lost by whoever turned out to be a cousin."""
    _waiting(story, "Person R books the same hotel each year.")
    for who in (person(INVESTIGATOR), READER):
        given = GrantAccess(
            person=who,
            role=INVESTIGATOR,
            rights=("read", "history"),
            until=story.today + timedelta(days=30),
            reasons=Personal("The same hotel turns up in another case."),
        )
        story.does(MANAGER, given)
    other = Personal("It was another hotel of that name.")
    story.wait(2).does(MANAGER, WithdrawAccess(grant=1, reasons=other))
    story.does(COMPLIANCE, ExcludePerson(person=READER, reason="relative"))
    wrong = Personal("They only have the same name.")
    return story.wait(3).does(COMPLIANCE, LiftExclusion(person=READER, reason=wrong))


def opened(story: Story) -> Story:
    """Opened in an emergency, which two offices found to be right."""
    _hurried(story, "Person R carries the cash box home.")
    return _reviewed(_reviewed(story.wait(1), PROTECTION), AUDITOR)


def opened_lately(story: Story) -> Story:
    """The same, to be looked at by an auditor, and not by whoever opened it."""
    _reviewed(_hurried(story, "Person S lends out the van."), PROTECTION)
    return story.refused(AUDITOR, _found(), who=person(COMPLIANCE))


def _hurried(story: Story, account: str) -> Story:
    _waiting(story, account)
    why = Personal("The bank asks before noon whether it may pay.")
    return story.does(COMPLIANCE, BreakGlass(reasons=why))


def _reviewed(story: Story, office: str) -> Story:
    return story.does(office, _found())


def _found() -> ReviewBrokenGlass:
    nobody = Personal("Nobody who had the case could be reached.")
    return ReviewBrokenGlass(grant=1, justified=True, reasons=nobody)


def _waiting(story: Story, account: str) -> Story:
    """A report that waits for its reporter, so that no office has a turn."""
    received(story, account)
    story.take(OFFICER, "acknowledge", "Thank you; we look into it.")
    return story.take(OFFICER, "request_more_information", "On which day was it?")


def lost(story: Story) -> Story:
    """Its investigator was a witness of it: what they did is looked at by others."""
    tell_investigated_case(story)
    also = AddParty(role="affected", name=Personal("Person V"))
    story.wait(1).does(OWNER, also)
    saw = Personal("Person V was not harmed, and saw it.")
    story.does(OWNER, ChangePartyRole(party=4, role="witness", reasons=saw))
    story.does(OWNER, MatchParty(party=4, person=person(INVESTIGATOR)))
    to_review = story.standing.routing.to_review
    for who, acts in to_review.items():
        stands = ReviewPriorActs(
            person=who,
            stands=tuple(sorted(acts)),
            reasons=Personal("The papers say the same, whoever looked at them."),
        )
        story.wait(2).does(COMPLIANCE, stands)
    tired = RecuseHandler(
        person=person(OWNER), reason=Personal("I have known Person V for years.")
    )
    return story.wait(1).does(OWNER, tired)


def objected(story: Story) -> Story:
    """Its reporter objects to whoever leads it, which somebody else decides."""
    _waiting(story, "Person V sells tickets that were meant as gifts.")
    knows = Personal("Person V plays chess with one of them each week.")
    objection = ObjectToHandler(office=OFFICER, reasons=knows)
    story.wait(1).does("member", objection)
    other = Personal("It is somebody else of that name; we have asked.")
    stays = DecideHandlerObjection(objection=1, upheld=False, reasons=other)
    return story.wait(2).does(COMPLIANCE, stays)
