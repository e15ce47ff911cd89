"""Demo cases of IMS: a code of ethics with an external function, owned by its HR."""

from collections.abc import Callable
from functools import partial
from typing import Final

from api.demo import ims_duties as duties
from api.demo import ims_staff as staff
from api.demo import ims_turns as turns
from api.demo.ims_decisions import board_convened, punished, refuted
from api.demo.ims_inquiries import MINOR, found, investigated, settled, settling
from api.demo.ims_reports import (
    asked_back,
    complained,
    dismissed,
    kept_outside,
    passed_on,
    referred,
    reported,
    taken_down,
)
from api.demo.ims_staff import HR, MANAGER
from api.demo.story import Story


def conflict(story: Story, account: str, nature: str) -> Story:
    """A conflict of interest that was disclosed when it arose."""
    return story.disclose(
        "member",
        account,
        case_type="conflict_of_interest",
        opening="disclose",
        facts={
            "with_whom": "demo.acquaintance",
            "conflict": "potential",
            "nature": nature,
            "arose_on": story.day(-4),
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
    return story.take(HR, "agree_mitigation", review_on=story.day(180))


def ended(story: Story, account: str, nature: str) -> Story:
    """A conflict that ended after somebody stood back from the matter."""
    conflict(story, account, nature).wait(5).take(MANAGER, "ask_to_withdraw")
    story.wait(1).take("member", "withdraw_from_matter", "A colleague has taken over.")
    return story.wait(20).take(HR, "retire", ended_on=story.day(0))


def no_conflict(story: Story, account: str, nature: str) -> Story:
    """A disclosure in which there was no conflict."""
    return conflict(story, account, nature).wait(4).take(HR, "find_no_conflict")


def told(days_ago: int, tell: Callable[..., Story], *texts: str) -> "Telling":
    """A story with its texts, begun so many days ago."""
    return days_ago, partial(_tell, tell, texts)


def _tell(tell: Callable[..., Story], texts: tuple[str, ...], story: Story) -> Story:
    return tell(story, *texts)


Telling = tuple[int, Callable[[Story], object]]

LAST_TELLER: Final = "intake_officer"
"""Who tells the last of the cases, which is a single command."""

TELLINGS: Final[tuple[Telling, ...]] = (
    *(told(150, staff.published, policy) for policy in staff.POLICIES),
    told(149, staff.withdrawn, "supplier_code"),
    told(148, staff.owned),
    told(140, punished, "Person A asked for favours in return.", "sexual_exploitation"),
    told(136, turns.suspended),
    told(128, refuted, "Person A is said to have taken a bribe.", "corruption"),
    told(110, turns.disposed),
    told(95, staff.reviewed),
    told(90, staff.signed_and_left),
    told(84, dismissed, "Person C dislikes the new logo.", "breach_of_policy"),
    told(80, kept_outside, "I only want advice on what to do.", "trust"),
    told(77, referred, "A printer employs Person D without pay.", "breach_of_policy"),
    told(75, staff.attested),
    told(72, ended, "My brother applies for a grant that I assess.", "family"),
    told(70, duties.corrected),
    told(66, settled, "Person A shouts at me in meetings.", "bullying", "bullying"),
    told(63, staff.trained),
    told(60, board_convened, "Person A invoiced a trip twice.", "financial_records"),
    told(57, dismissed, "Person E was late for lunch.", "breach_of_policy"),
    told(53, staff.signed_anew),
    told(50, no_conflict, "I once shared an office with a supplier.", "other"),
    told(48, duties.asked_for_data),
    told(46, mitigated, "I hold shares of a company that bids.", "financial"),
    told(42, found, "Person A was paid by a partner.", "misuse_of_donations"),
    told(41, duties.donor_told),
    told(40, turns.reopened),
    told(38, staff.signed),
    told(36, duties.protected),
    told(35, duties.shared),
    told(34, taken_down, "A caller about invented receipts.", "financial_records"),
    told(32, turns.divided),
    told(31, settling, "Person A mocks me.", "harassment", "harassment"),
    told(30, staff.renewed, "whistleblower"),
    told(29, turns.joined),
    told(27, staff.waived),
    told(26, turns.withdrawn),
    told(25, duties.registered),
    told(25, turns.interrupted),
    told(24, investigated, "Person A met a person of 17.", MINOR),
    told(22, duties.breached),
    told(20, asked_back, "Somebody reads our mail.", "breach_of_data_protection"),
    told(19, staff.succeeded),
    told(18, duties.punished_for_it),
    told(16, unclear, "A friend wants to work with us.", "relation"),
    told(14, duties.partner_concern, "A partner shows receipts of a shop long closed."),
    told(15, turns.told_by_telephone),
    told(13, complained, "Person F sends me messages at night.", "sexual_harassment"),
    told(12, staff.confirmed_anew),
    told(11, staff.introduced),
    told(9, conflict, "I am to choose a hotel that my aunt owns.", "family"),
    told(8, staff.supported),
    told(7, reported, "Person G was moved after a report.", "retaliation"),
    told(6, duties.told_of_survivor, "He says no food without it."),
    told(5, staff.to_sign, "onboarding"),
    told(3, reported, "A job was promised for money.", "corruption"),
    told(1, passed_on, "Person H was not promoted for an accent.", "discrimination"),
)
