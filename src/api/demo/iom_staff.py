"""Demo cases of IOM about staff: doubts, protection, support, interests, politics."""

from typing import Final

from api.demo.iom_gifts import DIRECTOR, HEAD, LEGAL
from api.demo.story import Story, person
from cases.commands.people import AddParty, DesignateHandler
from cases.events.event import Fact, Personal

SUPERVISOR: Final = "supervisor"
ETHICS: Final = "ethics_office"
PERSONNEL: Final = "human_resources"
ENQUIRER: Final = "enquirer"


def disclosed(
    story: Story, case_type: str, opening: str, account: str, **facts: Fact
) -> Story:
    """What a staff member declares or asks for."""
    return story.disclose(
        "member", account, case_type=case_type, opening=opening, facts=facts
    )


def doubted(story: Story) -> Story:
    """An instruction challenged to the end, and set aside (20)."""
    disclosed(
        story,
        "instruction_challenge",
        "raise_doubt",
        "I am to sign for goods that I have not seen.",
        doubt_about="rule",
        raised_on=story.today.isoformat(),
        manifestly_unlawful=False,
    )
    story.wait(3).take(SUPERVISOR, "reject_view", "They are always complete.")
    story.wait(1).take("member", "ask_for_confirmation")
    story.wait(4).take(SUPERVISOR, "confirm_in_writing")
    story.wait(1).take("member", "refer_to_director_general")
    story.wait(9).take(DIRECTOR, "uphold").wait(5).take("member", "challenge")
    return story.wait(14).take("review_board_member", "set_aside", "Rule 4 forbids it.")


def protected(story: Story) -> Story:
    """Fear of retaliation is reason enough (21)."""
    disclosed(
        story,
        "protection",
        "ask",
        "I am about to report my supervisor, and my contract ends soon.",
        because_of="report_to_come",
        asked_on=story.today.isoformat(),
    )
    story.wait(2).take(ETHICS, "assess_risk", level="medium", assessed_at="intake")
    story.wait(1).take(ETHICS, "propose_measure", measure="other_supervisor")
    story.wait(1).take("member", "agree").wait(3).take(PERSONNEL, "apply_measure")
    return story.wait(20).take(ETHICS, "check_in", "All is calm so far.")


def registered(story: Story) -> Story:
    """A detriment that befalls somebody protected, with reasons that do not hold."""
    story.disclose(
        PERSONNEL,
        "The contract is not to be renewed.",
        case_type="detriment",
        opening="register",
        facts={
            "affected": person("member"),
            "ordered_by": "demo.accused-b",
            "detriment": "contract_not_renewed",
            "effective_on": story.day(20),
        },
    )
    story.wait(1).take(ETHICS, "check_protection")
    story.wait(4).take(PERSONNEL, "justify", "The post is needed no longer.")
    return story.wait(3).take(ETHICS, "let_presumption_stand", "The post was filled.")


def complained(story: Story) -> Story:
    """A complaint of retaliation in which the other side has to give reasons (21)."""
    story.report(
        "member",
        "Since I reported the invoices I am left out of every meeting.",
        case_type="retaliation_complaint",
        opening="complain",
        channel="web",
        identity_mode="named",
        facts={"because_of": "own_report", "detriment": "coercion_or_harassment"},
    )
    story.wait(2).take(ETHICS, "acknowledge").wait(5).take(ETHICS, "find_prima_facie")
    accused = AddParty(
        role="subject", name=Personal("Person P"), person="demo.accused-b"
    )
    handler = DesignateHandler(
        person=person(ENQUIRER), role=ENQUIRER, conflict_declared_absent=True
    )
    story.does(LEGAL, accused).does(LEGAL, handler)
    story.wait(1).take(ETHICS, "refer_for_enquiry")
    return story.wait(6).take(ENQUIRER, "call_for_reasons")


def supported(story: Story) -> Story:
    """Support against criticism of what one has to do (18)."""
    disclosed(
        story,
        "support",
        "ask",
        "A newspaper attacks me for a decision that I had to take.",
        criticised_by="media",
        acted_in_function=True,
    )
    return story.wait(3).take(SUPERVISOR, "give", support="public_statement")


def interested(story: Story) -> Story:
    """A financial interest, not authorised, and disposed of (24)."""
    disclosed(
        story,
        "interest",
        "disclose_financial_interest",
        "My spouse holds shares in a carrier that makes us an offer.",
        enterprise="demo.carrier",
        held_by="spouse",
        nature="shares",
        share=4,
        value=1_200_000,
        currency="CHF",
        in_procurement=True,
    )
    story.wait(6).take(DIRECTOR, "refuse_authorisation")
    sold = story.wait(8).day(-1)
    story.take("member", "dispose", disposed_by="sale", disposed_on=sold)
    return story.wait(4).take(LEGAL, "accept_disposal")


def conflicted(story: Story) -> Story:
    """A conflict that only appears to be one, and is mitigated (22)."""
    disclosed(
        story,
        "interest",
        "disclose_conflict",
        "An old friend works for a firm that has made an offer.",
        enterprise="demo.firm",
        relation="friend",
        conflict="apparent",
        in_procurement=True,
    )
    mitigation: Final = "second_signature"
    return story.wait(5).take(SUPERVISOR, "agree_mitigation", mitigation=mitigation)


def negotiated(story: Story) -> Story:
    """Talks about employment elsewhere, which bar from its matters (26)."""
    disclosed(
        story,
        "employment_negotiation",
        "declare",
        "A consulting firm has asked me whether I would join them.",
        employer="demo.consultants",
        began_on=story.day(-1),
    )
    return story.wait(2).take(HEAD, "hand_over")


def campaigned(story: Story) -> Story:
    """A political activity, of which the kind is asked and not the party (47)."""
    disclosed(
        story,
        "political_activity",
        "declare",
        "I have been asked onto a committee for the elections of my town.",
        activity="campaign_committee",
    )
    story.wait(6).take(DIRECTOR, "find_incompatible")
    ceased = story.wait(5).day(0)
    return story.take("member", "cease", ceased_on=ceased)


def told_late(story: Story) -> Story:
    """A gift accepted without the approval it needed, and told after all (49)."""
    disclosed(
        story,
        "gift",
        "disclose_accepted",
        "A carrier gave me a tablet at a fair; I should have asked first.",
        donor="demo.carrier",
        source="non_governmental",
        kind="gift",
        value=45_000,
        currency="CHF",
        received_on=story.day(-6),
    )
    story.wait(4).take(DIRECTOR, "order_to_return")
    return story.wait(3).take("member", "return_to_donor")
