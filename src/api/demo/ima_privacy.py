"""Demo cases of IMA about personal data: purposes, consent, a notice, a breach."""

from typing import Final

from api.demo.cast import COMMITTEE, COMPLIANCE
from api.demo.ima_members import MEMBER, NATIONAL
from api.demo.story import Story

OFFICER: Final = "data_protection_officer"
WEBSITE: Final = "www.ima-network.org"
PRINTER: Final = "demo.printer"


def noticed(story: Story) -> Story:
    """A version of the Privacy Policy Notice, drafted, approved and posted."""
    what = "The part on photographs is new."
    story.begin(OFFICER, ("privacy_notice", "draft"), what, version=3)
    story.wait(6).take(COMMITTEE, "approve")
    posted = {"posted_at": WEBSITE, "posted_on": story.wait(2).day(0)}
    return story.take(COMMITTEE, "post_on_website", **posted)


def informed(story: Story) -> Story:
    """A member who was given the notice when joining."""
    story.begin(
        NATIONAL,
        ("privacy_notice", "give"),
        "With the form.",
        MEMBER,
        version=3,
        given_on=story.day(0),
        given_by="at_joining",
    )
    return story.wait(2).take("member", "confirm")


def used(story: Story) -> Story:
    """Data of a conference: used for it, and deleted when it was over."""
    data = ("name", "contact", "travel")
    story.begin(
        NATIONAL,
        ("data_use", "register"),
        "The list of those who come to the conference.",
        purposes=("event",),
        data=data,
        notice_version=3,
    )
    story.wait(5).take(NATIONAL, "use", used_for="event", data_used=("name",))
    story.wait(30).take(
        NATIONAL, "meet_last_purpose", met=("event",), a_purpose_is_left=False
    )
    today, places = story.wait(3).day(0), ("lists", "paper")
    story.take(NATIONAL, "delete", deleted_on=today, deleted_from=places)
    return story.wait(2).take(OFFICER, "certify")


def consented(story: Story) -> Story:
    """A photograph shared with the printer of a leaflet, as its owner agreed."""
    story.begin(
        NATIONAL,
        ("sharing", "ask_owner"),
        "May your photograph go to the printer?",
        MEMBER,
        recipient=PRINTER,
        purpose="publication",
        data=("photograph", "name"),
    )
    story.wait(3).take("member", "consent", until=story.day(100))
    return story.wait(2).take(
        NATIONAL,
        "share",
        shared_with=PRINTER,
        shared_for="publication",
        data_shared=("photograph",),
        shared_on=story.day(0),
    )


def withdrawn(story: Story) -> Story:
    """A consent that its owner took back, and what follows."""
    consented(story)
    story.wait(8).take("member", "withdraw")
    return story.wait(2).take(NATIONAL, "recall", "The printer has deleted it.")


def leaked(story: Story) -> Story:
    """A list that went to the wrong people: the authority and they are told."""
    story.begin(
        "member",
        ("data_breach", "report"),
        "I sent the list of travellers to all who had ever been on a list.",
        what="sent_to_others",
        data=("name", "travel"),
        discovered_on=story.day(0),
    )
    story.take(COMMITTEE, "take_note")
    story.wait(1).take(
        OFFICER,
        "find_high_risk",
        "Addresses of empty homes.",
        people=140,
        data=("name", "travel"),
    )
    story.take(COMMITTEE, "contain", contained_on=story.day(0))
    story.take(OFFICER, "notify_authority", country="BE")
    story.take(NATIONAL, "inform_people", told_by="mail")
    story.wait(9).take(NATIONAL, "remedy", "Lists are kept in one place now.")
    story.take(OFFICER, "register")
    return story.wait(1).take(OFFICER, "close_high_risk")


def lost(story: Story) -> Story:
    """A stolen computer about which the authority has not been told yet."""
    story.begin(
        COMPLIANCE,
        ("data_breach", "report"),
        "The computer of Person L was stolen from a train.",
        MEMBER,
        what="stolen",
        data=("name", "contact"),
        discovered_on=story.day(0),
    )
    story.take(COMMITTEE, "take_note")
    return story.wait(1).take(
        OFFICER,
        "find_risk",
        "It was not encrypted.",
        people=60,
        data=("name", "contact"),
    )


def asked_for_data(story: Story) -> Story:
    """A copy of their data, for somebody who wrote a letter."""
    story.begin(
        NATIONAL,
        ("data_subject_request", "take_down"),
        "A letter of Person M: what does IMA hold about me?",
        MEMBER,
        right="access",
        asked_on=story.day(0),
    )
    shown = story.wait(2)
    shown.take(OFFICER, "verify_identity", identity_shown_by="known_personally")
    return story.wait(11).take(OFFICER, "give_copy")


def restricted(story: Story) -> Story:
    """Data that are kept for a claim, and read only as the officer allows."""
    story.begin(
        "member",
        ("data_subject_request", "ask"),
        "Please keep my file and do not use it until the matter is settled.",
        right="restriction",
        asked_on=story.day(0),
    )
    return story.wait(3).take(OFFICER, "restrict")
