"""Demo cases of IMA: members report, ask, declare; the Executive Committee decides."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from api.demo import (
    ima_access,
    ima_code,
    ima_confidence,
    ima_files,
    ima_members,
    ima_offices,
    ima_privacy,
    ima_requests,
    ima_retaliation,
    ima_turns,
    turns,
)
from api.demo.cast import ACCUSED
from api.demo.ima_guidance import asked, guided
from api.demo.ima_reports import received
from api.demo.rich import tell_investigated_case, tell_rich_case
from api.demo.story import Story

OFFICER: Final = "intake_officer"
COMMITTEE: Final = "executive_committee_member"


def arrived(story: Story, account: str) -> Story:
    """An anonymous letter that lay too long."""
    return story.report(
        OFFICER,
        account,
        case_type="breach_report",
        opening="pass_on",
        channel="post",
        identity_mode="anonymous",
        received_on=story.today - timedelta(days=9),
        categories=("integrity",),
    )


def unanswered(story: Story, account: str) -> Story:
    """An anonymous letter whose acknowledgement is impossible."""
    arrived(story, account)
    return story.take(
        OFFICER, "withhold_acknowledgement", why_not_acknowledged="no_way_to_reach"
    )


def assessed(story: Story, account: str, category: str) -> Story:
    """A report that is being assessed."""
    received(story, account, category)
    story.wait(2).take(OFFICER, "acknowledge", "Thank you; we look into it.")
    return story.wait(3).take(OFFICER, "accept_for_assessment")


def dismissed(story: Story, account: str) -> Story:
    """A report out of scope: proposed by one person, confirmed by another, answered."""
    assessed(story, account, "unfair_treatment")
    story.wait(2).take(OFFICER, "propose_dismissal", dismissal_reason="out_of_scope")
    story.wait(1).take(COMMITTEE, "confirm_dismissal", "No clause of the Code applies.")
    story.wait(2).take(OFFICER, "give_final_feedback", feedback="given")
    return story.wait(1).take("compliance_officer", "close_dismissed")


def disposed(story: Story) -> Story:
    """A report out of scope, of which nothing but its number is to be left."""
    return turns.disposed(dismissed(story, "Person S sings in the corridor."))


def spared(story: Story) -> Story:
    """The same, proposed to go and kept after all."""
    return turns.spared(dismissed(story, "Person S hums in the lift."))


def conflict(story: Story, account: str, nature: str) -> Story:
    """A conflict of interest that has been disclosed."""
    return story.disclose(
        "member",
        account,
        case_type="conflict_of_interest",
        opening="disclose",
        facts={
            "conflict": "apparent",
            "nature": nature,
            "decides_for_ima": True,
            "since": (story.today - timedelta(days=20)).isoformat(),
        },
    )


def mitigated(story: Story, account: str) -> Story:
    """A conflict for which measures were agreed."""
    conflict(story, account, "relation").wait(6)
    review = (story.today + timedelta(days=180)).isoformat()
    return story.take(COMMITTEE, "agree_mitigation", review_on=review)


def no_conflict(story: Story, account: str) -> Story:
    """A disclosure that turned out to be no conflict; its purpose is met."""
    return conflict(story, account, "other").wait(4).take(COMMITTEE, "find_no_conflict")


def told(days_ago: int, tell: Callable[..., Story], *texts: str) -> "Telling":
    """A story with its texts, begun so many days ago."""
    return days_ago, partial(_tell, tell, texts)


def _tell(tell: Callable[..., Story], texts: tuple[str, ...], story: Story) -> Story:
    return tell(story, *texts)


Telling = tuple[int, Callable[[Story], object]]

LAST_TELLER: Final = OFFICER
"""Who tells the last of the cases, which is a single command."""

TELLINGS: Final[tuple[Telling, ...]] = (
    told(152, ima_members.known, ACCUSED[0]),
    told(151, ima_members.known, ACCUSED[1]),
    (150, tell_rich_case),
    (150, ima_offices.given),
    (140, ima_code.posted),
    (138, ima_members.left),
    (130, ima_code.reviewed),
    (125, ima_requests.answered),
    (120, ima_members.welcomed),
    (118, ima_members.without_copy),
    (110, ima_privacy.noticed),
    (105, ima_privacy.informed),
    (100, ima_privacy.used),
    (90, ima_privacy.leaked),
    (80, ima_members.speaking),
    (78, ima_members.released),
    (75, ima_members.acknowledged),
    (72, ima_members.unsigned),
    (71, ima_turns.discontinued),
    told(70, dismissed, "Person C finds that meetings of the network are too long."),
    told(64, dismissed, "Person D would like another venue for the annual conference."),
    told(
        58, guided, "May I write about IMA on my own page?", "In a personal capacity."
    ),
    told(
        55, guided, "Who may speak for us to the press?", "Whom a Committee mandates."
    ),
    (55, ima_confidence.taken_out),
    told(52, mitigated, "The caterer of our conference belongs to my sister."),
    told(49, mitigated, "My employer offers to sponsor the conference I plan."),
    told(45, no_conflict, "I once worked for the printer of our newsletter."),
    told(41, no_conflict, "A speaker lives in my street."),
    (50, ima_members.spoke_for_a_time),
    (60, ima_offices.programmed),
    (48, ima_turns.forwarded),
    (46, ima_turns.told_twice),
    (39, ima_access.lent),
    (35, ima_access.lost),
    (30, ima_access.opened),
    (44, ima_privacy.consented),
    (43, ima_privacy.withdrawn),
    (110, disposed),
    (108, spared),
    (42, ima_privacy.asked_for_data),
    (42, ima_code.differing),
    (47, ima_turns.reopened),
    (40, ima_retaliation.feared),
    (38, ima_retaliation.registered),
    told(
        37,
        ima_code.answered,
        "Call minutes secret.",
        "Confidential-Information-1",
    ),
    told(36, unanswered, "A letter without a name about the accounts of a group."),
    told(33, unanswered, "A letter without a name about invented travel costs."),
    told(
        28,
        assessed,
        "Person E passed on the list of members.",
        "misuse_of_personal_data",
    ),
    told(24, assessed, "Person F was mocked for an accent.", "discrimination"),
    told(20, assessed, "Person G was left out after a complaint.", "retaliation"),
    (34, ima_turns.reworded),
    (32, ima_turns.divided),
    (26, ima_turns.joined),
    (22, ima_turns.withdrawn),
    (21, ima_retaliation.complained),
    (17, tell_investigated_case),
    told(
        15, conflict, "I am asked to choose between two hotels; I know one.", "relation"
    ),
    told(12, conflict, "My company bids for the new website.", "financial"),
    (13, ima_files.pictured),
    (11, ima_turns.told_by_telephone),
    (11, ima_code.reviewing),
    told(10, asked, "Does the local law on data come before the Code?", "local_law"),
    told(9, ima_code.suggested, "Name bullying as such.", "General-Guidelines-3"),
    told(7, asked, "May I accept a free place at a seminar?", "the_code"),
    told(
        5,
        received,
        "Person H shared minutes that were confidential.",
        "breach_of_confidentiality",
    ),
    told(3, received, "Person J speaks for IMA without a mandate.", "social_media"),
    (16, ima_access.objected),
    (14, ima_confidence.refused),
    (12, ima_confidence.put_off),
    (8, ima_confidence.made_known),
    (6, ima_privacy.restricted),
    (4, ima_confidence.proposed),
    (2, ima_privacy.lost),
    (2, ima_access.opened_lately),
    told(1, arrived, "A letter without a name that arrived this week."),
)
