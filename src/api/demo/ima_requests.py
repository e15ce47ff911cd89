"""Demo cases of IMA in which somebody accused asks what becomes of their data."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from api.demo.cast import ACCUSED, COMPLIANCE
from api.demo.ima_members import NATIONAL
from api.demo.ima_turns import suspended
from api.demo.story import Story, person
from cases.commands.informing import TellRecipient
from cases.commands.rectifying import CorrectText
from cases.commands.restricting import EndRestriction, GrantReading, RestrictTexts
from cases.events.event import Personal

OFFICER: Final = "data_protection_officer"


def answered(story: Story) -> Story:
    """Whoever was suspended has a name put right, and their file kept unread."""
    matter = suspended(story).case
    _asked(story, "A letter of Person M: that is not my name.", "rectification")
    right = CorrectText(
        case=matter, corrects="name", correction=Personal("Person M, with an accent.")
    )
    story.wait(3).does(OFFICER, right)
    told = TellRecipient(
        recipient="authority-be", kind="authority", told_on=story.today
    )
    story.does(OFFICER, told)
    return _kept_unread(story.wait(4), matter)


def _kept_unread(story: Story, matter: UUID) -> Story:
    """Needed for a claim, read once for it, and used again when it was settled."""
    _asked(story, "A letter of Person M: do not use it yet.", "restriction")
    story.wait(2).take(OFFICER, "restrict")
    kept = RestrictTexts(ground="needed_for_claims", cases=(matter,))
    story.does(OFFICER, kept)
    reading = GrantReading(
        case=matter,
        person=person(COMPLIANCE),
        until=story.today + timedelta(days=10),
        reasons=Personal("The claim is to be answered."),
    )
    story.wait(2).does(OFFICER, reading)
    over = EndRestriction(
        told_on=story.wait(9).today, reasons=Personal("The claim was settled.")
    )
    return story.does(OFFICER, over)


def _asked(story: Story, letter: str, right: str) -> None:
    story.begin(
        NATIONAL,
        ("data_subject_request", "take_down"),
        letter,
        ACCUSED[1],
        right=right,
        asked_on=story.day(0),
    )
    shown = story.wait(2)
    shown.take(OFFICER, "verify_identity", identity_shown_by="known_personally")
