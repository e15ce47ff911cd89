"""Demo cases of IMA about its members: who they are, and what they may do for it."""

from typing import Final

from api.demo.cast import COMMITTEE
from api.demo.story import Story, person

NATIONAL: Final = "national_committee"
MEMBER: Final = person("member")
SOCIAL_MEDIA: Final = ("social_media",)


def words(story: Story) -> str:
    """The SHA-256 of the words of the Code in force on the day of the story."""
    return story.cases.code.in_force(story.today).text_digest


def acknowledged(story: Story) -> Story:
    """A new member who has read the Code and signs its words (Responsibilities 1)."""
    case = ("acknowledgement", "require")
    story.begin(NATIONAL, case, "New in our group.", MEMBER, occasion="joined")
    story.wait(20).take(NATIONAL, "remind")
    return story.wait(3).take(
        "member", "acknowledge", text_digest=words(story), method="online"
    )


def unsigned(story: Story) -> Story:
    """A member who has let the time pass."""
    case = ("acknowledgement", "require")
    who = "demo.member-7"
    return story.begin(COMMITTEE, case, "A new text.", who, occasion="new_text")


def _joined(story: Story, committee: str, who: str, days_ago: int) -> Story:
    return story.begin(
        NATIONAL,
        ("membership", "record_joining"),
        "Joined at the spring meeting.",
        who,
        national_committee=committee,
        joined_on=story.day(-days_ago),
    )


def known(story: Story, member: str) -> Story:
    """Whom the register knows can be found to have violated the Code."""
    return story.begin(
        NATIONAL,
        ("membership", "record_member"),
        "A member for many years.",
        member,
        national_committee="demo.committee-be",
        joined_on=story.day(-2000),
    )


def welcomed(story: Story) -> Story:
    """A new member with a hard copy of the Code (Access to the Code)."""
    _joined(story, "demo.committee-be", MEMBER, 4)
    story.wait(12).take(
        NATIONAL,
        "provide_hard_copy",
        provided_on=story.day(-2),
        provided_by="handed_over",
    )
    return story.wait(3).take("member", "confirm_receipt")


def without_copy(story: Story) -> Story:
    """A hard copy that is overdue, and a committee that is asked why."""
    _joined(story, "demo.committee-de", "demo.member-8", 2)
    return story.wait(50).take(COMMITTEE, "pursue", "Where does it hang?")


def left(story: Story) -> Story:
    """A member who has left (Responsibilities: the Code applies to members)."""
    story.begin(
        NATIONAL,
        ("membership", "record_member"),
        "A member since the first conference.",
        "demo.member-9",
        national_committee="demo.committee-be",
        joined_on=story.day(-900),
    )
    ended = {"ended_on": story.wait(30).day(-1), "ended_because": "resigned"}
    return story.take(NATIONAL, "end_membership", **ended)


def _authorised(story: Story, days: int) -> Story:
    """A member who may speak for IMA for some days."""
    story.begin(
        "member",
        ("speaking_mandate", "ask"),
        "I would like to write about the conference on the page of our group.",
        channel=SOCIAL_MEDIA,
        scope=("events",),
    )
    return story.wait(3).take(NATIONAL, "grant", until=story.day(days))


def spoke_for_a_time(story: Story) -> Story:
    """A member whose authority to speak for IMA has run out."""
    return _authorised(story, 20).wait(22).take(NATIONAL, "expire")


def speaking(story: Story) -> Story:
    """A member who speaks for IMA with authority, as far as it goes."""
    _authorised(story, 200)
    spoken = {"spoken_through": "social_media", "spoken_about": "events"}
    return story.wait(4).take("member", "speak", spoken_on=story.day(0), **spoken)


def released(story: Story) -> Story:
    """Minutes that a partner may see, and nobody else (Confidential Information)."""
    partner = "demo.partner"
    story.begin(
        "member",
        ("information_release", "request"),
        "The hotel asks how many rooms were talked about.",
        information="minutes",
        recipient=partner,
        purpose="cooperation",
    )
    story.wait(4).take(COMMITTEE, "authorise", until=story.day(60))
    given = {"released_to": partner, "released_on": story.wait(2).day(0)}
    return story.take("member", "release", **given)
