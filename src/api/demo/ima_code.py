"""Demo cases of IMA about the Code itself: its text, its review, the law beside it."""

from api.demo.cast import COMMITTEE, COMPLIANCE
from api.demo.ima_members import NATIONAL, words
from api.demo.ima_privacy import WEBSITE
from api.demo.story import Story


def posted(story: Story) -> Story:
    """The text in force, on the website and looked at there."""
    case = ("publication", "bring_into_force")
    story.begin(COMMITTEE, case, "As it is.", text_digest=words(story))
    story.take(COMMITTEE, "post_on_website", posted_at=WEBSITE, posted_on=story.day(0))
    story.wait(2).take(COMMITTEE, "supply_hard_copies", "Forty for each committee.")
    return story.wait(90).take(COMPLIANCE, "find_in_force", text_digest=words(story))


def suggested(story: Story, what: str, part: str) -> Story:
    """A member would like the Code to say something else."""
    asked = {"alteration": "change", "part": part}
    return story.begin("member", ("suggestion", "suggest"), what, **asked)


def answered(story: Story, what: str, part: str) -> Story:
    """A suggestion with its answer."""
    suggested(story, what, part).wait(8).take(COMPLIANCE, "consider")
    return story.wait(15).take(COMMITTEE, "reject", "The law asks for more already.")


def reviewed(story: Story) -> Story:
    """A yearly review, concluded once every suggestion had its answer."""
    story.begin(COMMITTEE, ("code_review", "open_review"), "The review of this year.")
    law = {"development": "new_law", "country": "BE"}
    story.wait(9).take(COMPLIANCE, "note_law", "The law on whistleblowers.", **law)
    story.wait(4).take(NATIONAL, "note_good_practice", practice="standard")
    return story.wait(20).take(COMMITTEE, "conclude_unchanged", "It says so already.")


def reviewing(story: Story) -> Story:
    """A review that waits for the answer to a suggestion."""
    story.begin(COMMITTEE, ("code_review", "open_review"), "Begun early.")
    found = {"development": "none_found", "country": "NL"}
    return story.wait(3).take(NATIONAL, "note_law", **found)


def differing(story: Story) -> Story:
    """A country whose law asks for something that a clause forbids."""
    story.begin(
        "member",
        ("local_law_conflict", "raise_conflict"),
        "Our associations have to publish the list of their members.",
        clause="Responsibilities-2c",
        country="SE",
        law="demands_otherwise",
    )
    story.wait(9).take(COMPLIANCE, "ask_for_more").wait(4).take("member", "add")
    story.wait(5).take(COMMITTEE, "disapply", "The law on associations asks for it.")
    return story.wait(2).take(NATIONAL, "tell_members")
