"""A story of a case that is read for a time."""

from api.demo.cast import COMPLIANCE, INVESTIGATOR, OFFICER
from api.demo.story import Story, person
from cases.commands.access import GrantAccess, WithdrawAccess
from cases.commands.glass import BreakGlass, ReviewBrokenGlass
from cases.events.event import Personal

MANAGER = "access_manager"


def tell_lent(story: Story) -> None:
    """A report that waits for its reporter is given to read, and opened in a hurry."""
    story.report(
        "member",
        "Person T was seen to carry away the tea urn.",
        case_type="breach_report",
        opening="speak_up",
        channel="web",
        identity_mode="named",
    )
    story.take(OFFICER, "acknowledge")
    story.take(OFFICER, "request_more_information", "On which day was it?")
    given = GrantAccess(
        person=person(INVESTIGATOR),
        role=INVESTIGATOR,
        rights=("read", "history"),
        until=story.today,
        reasons=Personal("The same urn turns up in another case."),
    )
    story.does(MANAGER, given)
    other = Personal("It was another urn.")
    story.does(MANAGER, WithdrawAccess(grant=1, reasons=other))
    story.does(COMPLIANCE, BreakGlass(reasons=Personal("The urn is sold at noon.")))
    saved = Personal("The urn could be kept, as the text said where it was.")
    for office in ("data_protection_officer", "auditor"):
        review = ReviewBrokenGlass(grant=2, justified=True, reasons=saved)
        story.does(office, review)
