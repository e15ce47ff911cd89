"""Demo cases of IMS about staff: sign-offs, policies, the owner, managers, training."""

from datetime import timedelta
from typing import Final

from api.demo.story import Story, person
from cases.commands.mandates import GrantMandates
from cases.commands.policies import (
    ConfirmAdherence,
    PublishPolicyVersion,
    WithdrawPolicy,
)

HR: Final = "human_resources"
MANAGER: Final = "people_manager"
STAFF: Final = person("member")
POLICIES: Final = ("staff_handbook", "pseah", "whistleblower")
"""Those that the demo organisation has published."""


def succeeded(story: Story) -> Story:
    """Who leads a team is written down, and who will lead it next to them."""
    now = GrantMandates(
        role=MANAGER,
        persons=(person(MANAGER),),
        valid_from=story.today - timedelta(days=150),
    )
    ahead = GrantMandates(
        role=MANAGER,
        persons=("demo.next-manager",),
        valid_from=story.today + timedelta(days=60),
        valid_until=story.today + timedelta(days=425),
    )
    return story.office(HR, now).office(HR, ahead)


def published(story: Story, policy: str) -> Story:
    """The first version of a policy."""
    what = "One of the policies that the Code refers to."
    story.disclose(HR, what, case_type="policy", opening="register")
    _version(story, policy, 1)
    return story.wait(3).take(HR, "announce")


def withdrawn(story: Story, policy: str) -> Story:
    """A policy that ends, as others say what it said."""
    published(story, policy)
    ends = WithdrawPolicy(withdrawn_on=story.wait(20).today + timedelta(days=10))
    return story.does(HR, ends)


def renewed(story: Story, policy: str) -> Story:
    """The next version of a policy, to which everybody confirms adherence anew."""
    what = "The law has changed: reports by telephone."
    story.disclose(HR, what, case_type="policy", opening="register")
    _version(story, policy, 2)
    return story.wait(4).take(HR, "announce")


def _version(story: Story, policy: str, number: int) -> None:
    version = PublishPolicyVersion(
        policy=policy, number=number, in_force_on=story.today
    )
    story.does(HR, version)


def to_sign(story: Story, opening: str) -> Story:
    """Human resources ask somebody to sign the Code, or to confirm adherence."""
    return story.disclose(
        HR,
        "The Code of Ethics is to be signed by Person S.",
        for_whom=STAFF,
        case_type="staff_sign_off",
        opening=opening,
        facts={"engagement": "employee", "location": "headquarters"},
    )


def introduced(story: Story) -> Story:
    """A new colleague was introduced to the Code and has yet to sign it."""
    to_sign(story, "onboarding").wait(3)
    return story.take(HR, "give_introduction", introduced_on=story.day(0))


def read(story: Story) -> Story:
    """The words of the Code are signed: read and understood."""
    words = story.cases.code.in_force(story.today).text_digest
    return story.take("member", "sign_off", text_digest=words, read_and_understood=True)


def adhering(story: Story, **newer: int) -> Story:
    """Adherence to every policy in force, in its latest version."""
    versions = {policy: newer.get(policy, 1) for policy in POLICIES}
    return story.does("member", ConfirmAdherence(versions=versions))


def signed(story: Story) -> Story:
    """A new colleague has read, understood and signed, and confirms adherence."""
    return adhering(read(introduced(story).wait(2)))


def signed_and_left(story: Story) -> Story:
    """Somebody who had signed has left."""
    return signed(story).wait(20).take(HR, "end_engagement")


def signed_anew(story: Story) -> Story:
    """Somebody signed a new version late, after the people manager had to ask."""
    to_sign(story, "new_version").wait(25).take(HR, "remind")
    return read(story.wait(8).take(HR, "pursue").wait(2))


def confirmed_anew(story: Story) -> Story:
    """A policy has a new version, and somebody confirms to keep to it."""
    return adhering(to_sign(story, "new_policy").wait(3), whistleblower=2)


def waived(story: Story) -> Story:
    """Somebody need not sign, for a reason that a second person records."""
    to_sign(story, "new_version").wait(10)
    return story.take("compliance_officer", "waive", waived_because="long_absence")


def owned(story: Story) -> Story:
    """The ownership of the Code is assigned to somebody in human resources."""
    story.disclose(
        "management_member",
        "Person H of human resources owns the Code from now on.",
        for_whom=person(HR),
        case_type="code_ownership",
        opening="assign",
        facts={"owner_since": story.day(0)},
    )
    return story


def reviewed(story: Story) -> Story:
    """The owner drafts a new version, which the board approves."""
    story.disclose(
        HR,
        "The strategy ends in two years; what is learnt goes into the next Code.",
        case_type="code_review",
        opening="open_review",
        facts={"occasion": "strategy"},
    )
    story.wait(12).take(MANAGER, "note_development", occasion="lesson_learnt")
    return story.wait(20).take(HR, "draft").wait(9).take("board_member", "approve")


def attested(story: Story) -> Story:
    """A people manager attests, and says what is lacking in the team."""
    story.disclose(
        HR,
        "The yearly attestation of Person M.",
        for_whom=STAFF,
        case_type="manager_attestation",
        opening="ask",
        facts={"period_from": story.day(-365), "period_until": story.day(-1)},
    )
    story.wait(8).take("member", "attest_with_gap", gap="sign_offs_missing")
    return story.wait(14).take(HR, "close_gap").take(HR, "take_note")


def trained(story: Story) -> Story:
    """A training that was assigned, attended and confirmed."""
    story.disclose(
        MANAGER,
        "Prevention of sexual exploitation, abuse and harassment, for Person S.",
        for_whom=STAFF,
        case_type="training",
        opening="assign",
        facts={"topic": "pseah", "complete_by": story.day(40)},
    )
    story.wait(21).take("member", "attend", completed_on=story.day(0))
    return story.wait(2).take(HR, "confirm")


def supported(story: Story) -> Story:
    """A question about the Code, and the tool that answers it."""
    story.disclose(
        "member",
        "How do I tell a partner that we cannot accept this invoice?",
        case_type="guidance",
        opening="ask",
        facts={"about": "donors"},
    )
    return story.wait(4).take(HR, "provide", "Here is our template.", provided="tool")
