"""Demo cases of IMS: staff report, disclose conflicts of interest and sign the Code."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from api.demo.ims_decisions import board_convened, punished, refuted
from api.demo.ims_reports import (
    asked_back,
    complained,
    dismissed,
    found,
    investigated,
    passed_on,
    referred,
    reported,
    settled,
    settling,
    taken_down,
)
from api.demo.story import Story, person

HR: Final = "human_resources"
MANAGER: Final = "people_manager"


def conflict(story: Story, account: str, nature: str) -> Story:
    """A conflict of interest that was disclosed when it arose."""
    arose_on = (story.today - timedelta(days=4)).isoformat()
    return story.disclose(
        "member",
        account,
        case_type="conflict_of_interest",
        opening="disclose",
        facts={
            "conflict": "potential",
            "nature": nature,
            "arose_on": arose_on,
            "decides_for_ims": True,
        },
    )


def unclear(story: Story, account: str, nature: str) -> Story:
    """A conflict about which more must be known."""
    conflict(story, account, nature).wait(3)
    return story.take(MANAGER, "request_more_information", "Do you decide on it?")


def mitigated(story: Story, account: str, nature: str) -> Story:
    """A conflict for which measures were agreed."""
    conflict(story, account, nature).wait(6)
    review = (story.today + timedelta(days=180)).isoformat()
    return story.take(HR, "agree_mitigation", review_on=review)


def ended(story: Story, account: str, nature: str) -> Story:
    """A conflict that ended after somebody stood back from the matter."""
    conflict(story, account, nature).wait(5).take(MANAGER, "ask_to_withdraw")
    story.wait(1).take("member", "withdraw_from_matter", "A colleague has taken over.")
    story.wait(20)
    return story.take(HR, "retire", ended_on=story.today.isoformat())


def no_conflict(story: Story, account: str, nature: str) -> Story:
    """A disclosure in which there was no conflict."""
    return conflict(story, account, nature).wait(4).take(HR, "find_no_conflict")


def to_sign(story: Story, opening: str) -> Story:
    """Human resources ask somebody to sign the Code."""
    return story.disclose(
        HR,
        "The Code of Ethics is to be signed by Person S.",
        for_whom=person("member"),
        case_type="staff_sign_off",
        opening=opening,
        facts={"engagement": "employee"},
    )


def introduced(story: Story) -> Story:
    """A new colleague was introduced to the Code and has yet to sign it."""
    to_sign(story, "onboarding").wait(3)
    introduced_on = story.today.isoformat()
    return story.take(HR, "give_introduction", introduced_on=introduced_on)


def signed(story: Story) -> Story:
    """A new colleague has read, understood and signed, and confirms adherence."""
    introduced(story).wait(2).take("member", "sign_off", read_and_understood=True)
    return story.take("member", "confirm_adherence", adheres=True)


def signed_and_left(story: Story) -> Story:
    """Somebody who had signed has left."""
    return signed(story).wait(20).take(HR, "end_engagement")


def signed_anew(story: Story) -> Story:
    """Somebody signed a new version late, after the people manager had to ask."""
    to_sign(story, "new_version").wait(25).take(HR, "remind")
    story.wait(8).take(HR, "pursue")
    return story.wait(2).take("member", "sign_off", read_and_understood=True)


def waived(story: Story) -> Story:
    """Somebody need not sign, for a reason that a second person records."""
    to_sign(story, "new_version").wait(10)
    return story.take("compliance_officer", "waive", waived_because="long_absence")


def told(days_ago: int, tell: Callable[..., Story], *texts: str) -> "Telling":
    """A story with its texts, begun so many days ago."""
    return days_ago, partial(_tell, tell, texts)


def _tell(tell: Callable[..., Story], texts: tuple[str, ...], story: Story) -> Story:
    return tell(story, *texts)


Telling = tuple[int, Callable[[Story], object]]

LAST_TELLER: Final = "intake_officer"
"""Who tells the last of the cases, which is a single command."""

TELLINGS: Final[tuple[Telling, ...]] = (
    told(140, punished, "Person A asked for favours in return.", "sexual_exploitation"),
    told(128, refuted, "Person A is said to have taken a bribe.", "corruption"),
    told(90, signed_and_left),
    told(84, dismissed, "Person C dislikes the new logo.", "breach_of_policy"),
    told(77, referred, "A printer employs Person D without pay.", "breach_of_policy"),
    told(72, ended, "My brother applies for a grant that I assess.", "family"),
    told(66, settled, "Person A shouts at me in meetings.", "bullying", "bullying"),
    told(60, board_convened, "Person A invoiced a trip twice.", "financial_records"),
    told(57, dismissed, "Person E was late for lunch.", "breach_of_policy"),
    told(53, signed_anew),
    told(50, no_conflict, "I once shared an office with a supplier.", "other"),
    told(46, mitigated, "I hold shares of a company that bids.", "financial"),
    told(42, found, "Person A was paid by a partner.", "misuse_of_donations"),
    told(38, signed),
    told(34, taken_down, "A caller about invented receipts.", "financial_records"),
    told(31, settling, "Person A mocks me.", "harassment", "harassment"),
    told(27, waived),
    told(
        24, investigated, "Person A met a person of 17.", "sexual_activity_with_a_minor"
    ),
    told(20, asked_back, "Somebody reads our mail.", "breach_of_data_protection"),
    told(16, unclear, "A friend wants to work with us.", "relation"),
    told(13, complained, "Person F sends me messages at night.", "sexual_harassment"),
    told(11, introduced),
    told(9, conflict, "I am to choose a hotel that my aunt owns.", "family"),
    told(7, reported, "Person G was moved after a report.", "retaliation"),
    told(5, to_sign, "onboarding"),
    told(3, reported, "A job was promised for money.", "corruption"),
    told(1, passed_on, "Person H was not promoted for an accent.", "discrimination"),
)
