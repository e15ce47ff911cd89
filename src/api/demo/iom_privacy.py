"""Demo cases of IOM about personal data: a breach, and a request."""

from typing import Final

from api.demo.iom_gifts import HEAD
from api.demo.iom_staff import disclosed
from api.demo.story import Story, person

OFFICER: Final = "data_protection_officer"


def breached(story: Story) -> Story:
    """A list of travellers that went to the wrong carrier."""
    disclosed(
        story,
        "data_breach",
        "report",
        "I sent the list of Tuesday's flight to the carrier of Thursday's.",
        what="sent_to_others",
        data=("name", "travel_document"),
        became_known_on=story.day(0),
    )
    story.take(OFFICER, "take_note")
    story.take(HEAD, "contain", contained_on=story.day(0))
    story.wait(1).take(
        OFFICER,
        "find_risk",
        "The carrier is bound by contract and has deleted it.",
        persons_concerned=42,
        beneficiaries=True,
    )
    story.take(OFFICER, "notify_authority")
    story.wait(4).take(OFFICER, "register", "Sent by mistake; deleted; nobody harmed.")
    return story.wait(1).take(OFFICER, "close_risk")


def asked_for_data(story: Story) -> Story:
    """A request that nobody has answered yet."""
    return disclosed(
        story,
        "data_subject_request",
        "ask",
        "Which of my medical data does the travel unit hold?",
        right="access",
        asked_on=story.day(0),
    )


def shared(story: Story) -> Story:
    """A photograph for the report to a donor, as far as its owner agreed."""
    story.begin(
        HEAD,
        ("sharing", "ask_owner"),
        "May your photograph go into the report to the donor?",
        person("member"),
        recipient="demo.donor",
        purpose="report_to_donor",
        data=("photograph", "name"),
    )
    story.wait(3).take("member", "consent", until=story.day(100))
    return story.wait(2).take(
        HEAD,
        "share",
        shared_with="demo.donor",
        shared_for="report_to_donor",
        data_shared=("photograph",),
        shared_on=story.day(0),
    )


def taken_back(story: Story) -> Story:
    """Consent to a name in a publication, taken back before it was printed."""
    disclosed(
        story,
        "sharing",
        "consent_unasked",
        "The magazine may name me in its article on resettlement.",
        recipient="demo.magazine",
        purpose="publication",
        data=("name", "employment"),
        until=story.day(60),
    )
    story.wait(4).take("member", "withdraw")
    return story.wait(2).take(HEAD, "recall", "The magazine has struck the name out.")
