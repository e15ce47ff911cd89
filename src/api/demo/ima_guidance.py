"""Demo cases of IMA in which members ask what the Code says, and are answered."""

from api.demo.cast import COMMITTEE
from api.demo.story import Story


def asked(story: Story, question: str, topic: str) -> Story:
    """A member asks for guidance."""
    return story.disclose(
        "member",
        question,
        case_type="guidance_request",
        opening="ask",
        facts={"topic": topic},
    )


def guided(story: Story, question: str, answer: str) -> Story:
    """A question that was answered in time."""
    asked(story, question, "social_media")
    story.wait(2).take("compliance_officer", "assign")
    story.wait(3).take(
        COMMITTEE,
        "give_guidance",
        answer,
        relied_on=("Online-Public-Forums-and-Social-Media",),
        local_law="no_conflict",
        advised="nothing_more",
    )
    return story.wait(1).take("compliance_officer", "close_answered")
