"""Demo cases of IMA about its members: who they are, and what they know of the Code."""

from typing import Final

from api.demo.story import Story, person

COMMITTEE: Final = "national_committee"
MEMBER: Final = person("member")


def words(story: Story) -> str:
    """The SHA-256 of the words of the Code in force on the day of the story."""
    return story.cases.code.in_force(story.today).text_digest


def acknowledged(story: Story) -> Story:
    """A new member who has read the Code and signs its words."""
    story.disclose(
        COMMITTEE,
        "New in our association.",
        MEMBER,
        case_type="acknowledgement",
        opening="require",
        facts={"occasion": "joined"},
    )
    story.wait(20).take(COMMITTEE, "remind")
    return story.wait(3).take(
        "member", "acknowledge", text_digest=words(story), method="online"
    )
