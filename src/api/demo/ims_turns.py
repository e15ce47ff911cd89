"""Demo cases of IMS that take a turn: interrupted, withdrawn, joined, reopened."""

from functools import partial
from typing import Final

from api.demo import suspensions, turns
from api.demo.cast import COMPLIANCE, INVESTIGATOR, OFFICER, OWNER
from api.demo.ims_decisions import MANAGERS
from api.demo.ims_inquiries import MAIL, MANAGEMENT, found, investigated
from api.demo.ims_inquiries import alleged as accused
from api.demo.ims_reports import dismissed, handed_over
from api.demo.ims_staff import HR
from api.demo.story import Story
from api.demo.suspensions import Bench, alleged
from cases.commands.identity import DiscloseIdentity

BENCH: Final = Bench(
    COMPLIANCE, OWNER, MANAGEMENT, "management", MANAGERS, "suspension"
)


def suspended(story: Story) -> Story:
    """Kept from the books until it is decided, then suspended until a day."""
    found(story, "Person A paid a cousin from project funds.", "financial_records")
    turns.kept_away(story, MANAGEMENT, ("no_contact", "release_from_duty"))
    story.take(OWNER, "estimate_loss", loss=180_000, currency="EUR")
    suspensions.suspended(story.wait(2), BENCH, 60)
    story.wait(5).take(
        OWNER,
        "record_recovery",
        recovered=180_000,
        currency="EUR",
        recovered_by="repayment",
    )
    turns.put_right(story, MANAGEMENT, MANAGERS[0])
    suspensions.carried_out(story, HR, OFFICER, "close_with_violation")
    return turns.held(story, COMPLIANCE)


def interrupted(story: Story) -> Story:
    """A telephone under seal, and a court that looks into the same."""
    what = "Person A sold the addresses of donors."
    investigated(story, what, "breach_of_data_protection")
    turns.under_seal(story.wait(1), INVESTIGATOR)
    turns.copied(story, INVESTIGATOR, COMPLIANCE, MAIL)
    return turns.interrupted(story, OWNER, "investigation")


def withdrawn(story: Story) -> Story:
    """A report whose reporter would rather not have made it."""
    _assessed(story, "Person I sighs when I speak.")
    return turns.wished_back(story, COMPLIANCE)


def told_by_telephone(story: Story) -> Story:
    """What was said on the telephone, agreed to by whoever is named from then on."""
    handed_over(story, "Person L travels first class.", "breach_of_policy")
    turns.written_down(story, OFFICER)
    return story.wait(1).does("member", DiscloseIdentity(agreed=True))


def joined(story: Story) -> Story:
    """Two who were at the same dinner; the second report goes on in the first."""
    again = partial(_assessed, account="A partner paid a dinner; I was there, too.")
    _assessed(story, "Person J let a partner pay for a dinner.")
    return turns.joined(story, again, COMPLIANCE)


def divided(story: Story) -> Story:
    """A report about two things, the second of which goes its own way."""
    _assessed(story, "Person A shouts, and books trips nobody asked for.")
    accused(story, "breach_of_policy")
    also = alleged(story, "bullying").model_copy(update={"level": "personnel"})
    return turns.divided(story, COMPLIANCE, also)


def reopened(story: Story) -> Story:
    """What had been out of scope is not any more."""
    dismissed(story, "Person K misses meetings.", "breach_of_policy")
    return turns.reopened(story, COMPLIANCE)


def disposed(story: Story) -> Story:
    """What was out of scope, and of which nothing but its number is to be left."""
    dismissed(story, "Person S sings in the corridor.", "breach_of_policy")
    return turns.disposed(story)


def _assessed(story: Story, account: str) -> Story:
    """A report that was handed over and is being assessed."""
    handed_over(story, account, "breach_of_policy")
    return story.wait(2).take(OFFICER, "accept_for_assessment")
