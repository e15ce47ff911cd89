"""Demo gifts of IOM, by every path of clauses 49 to 53."""

from typing import Final

from api.demo.story import Story
from cases.events.event import Fact

DIRECTOR: Final = "director_general"
HEAD: Final = "head_of_office"
LEGAL: Final = "legal_affairs"
WITHOUT_DONOR: Final = ("declare_hospitality", "declare_travel_benefit")


def gift(story: Story, opening: str, account: str, **facts: Fact) -> Story:
    """A gift or its like, declared by one of the openings."""
    if opening not in WITHOUT_DONOR:
        facts = {"donor": f"demo.donor-{story.name}", **facts}
    return story.disclose(
        "member", account, case_type="gift", opening=opening, facts=facts
    )


def approved(story: Story) -> Story:
    """Path 1: asked for before it is accepted (49)."""
    gift(
        story,
        "request_approval",
        "A Ministry would like to award me its medal.",
        source="government",
        kind="decoration",
        because_of_position=True,
    )
    story.wait(5).take(DIRECTOR, "approve")
    return story.wait(3).take("member", "accept")


def refused(story: Story) -> Story:
    """Path 1, refused and declined (49)."""
    gift(
        story,
        "request_approval",
        "A foundation offers a fee for a speech.",
        source="non_governmental",
        kind="remuneration",
        because_of_position=True,
    )
    story.wait(4).take(DIRECTOR, "refuse", "The speech is part of your functions.")
    return story.wait(1).take("member", "decline")


def on_behalf(story: Story, what: str) -> Story:
    """Path 2: received on behalf of the Organization, reported and entrusted (49)."""
    gift(
        story,
        "receive_on_behalf",
        what,
        source="government",
        kind="gift",
        unanticipated=True,
        refusal_would_embarrass=True,
        received_on=story.day(-2),
    )
    return story.wait(2).take("member", "entrust")


def retained(story: Story, what: str) -> Story:
    """Path 2, kept by the Organization."""
    return on_behalf(story, what).wait(6).take(DIRECTOR, "retain")


def disposed(story: Story, what: str) -> Story:
    """Path 2, sold for the Organization."""
    return on_behalf(story, what).wait(8).take(DIRECTOR, "dispose_for_organization")


def to_charity(story: Story, what: str) -> Story:
    """Path 2, given to a charitable purpose."""
    return on_behalf(story, what).wait(9).take(DIRECTOR, "give_to_charity")


def minor(story: Story, what: str, value: int) -> Story:
    """Path 3: minor, accepted without approval and promptly disclosed (50)."""
    return gift(
        story,
        "disclose_minor_gift",
        what,
        kind="gift",
        value=value,
        currency="CHF",
        duty_station="geneva",
        received_on=story.day(-1),
    )


def kept(story: Story, what: str, value: int) -> Story:
    """Path 3, kept."""
    return minor(story, what, value).wait(2).take(HEAD, "let_keep")


def returned(story: Story, what: str, value: int) -> Story:
    """Path 3, directed to be returned."""
    minor(story, what, value).wait(2).take(HEAD, "direct_to_return")
    return story.wait(3).take("member", "return_to_donor")


def entrusted(story: Story, what: str, value: int) -> Story:
    """Path 3, directed to be entrusted to the Organization."""
    minor(story, what, value).wait(2).take(HEAD, "direct_to_entrust")
    return story.wait(3).take("member", "entrust")


def awarded(story: Story) -> Story:
    """A scroll of a university, authorised (51)."""
    gift(
        story,
        "request_award",
        "My university would like to honour me with a scroll.",
        source="university",
        award="academic_award",
    )
    story.wait(6).take(DIRECTOR, "authorise_award")
    return story.wait(1).take("member", "accept_award")


def at_variance(story: Story) -> Story:
    """A supplementary payment, at variance with the rules (52)."""
    gift(
        story,
        "declare_payment",
        "My Government offers to top up my salary.",
        source="government",
        value=120_000,
        currency="CHF",
    )
    return story.wait(3).take(LEGAL, "find_at_variance")


def dined(story: Story) -> Story:
    """A reception is no gift (53)."""
    account = "A diplomatic reception for all heads of mission."
    gift(story, "declare_hospitality", account, occasion="reception")
    return story.wait(1).take(HEAD, "exempt_hospitality")


def travelled(story: Story) -> Story:
    """Accommodation by a counterpart, which reduces the allowance (53)."""
    gift(
        story,
        "declare_travel_benefit",
        "The host of the workshop paid the hotel.",
        authorised_activity=True,
        within_un_rates=True,
        accommodation=True,
        travel=False,
        subsistence=False,
    )
    return story.wait(2).take(
        "travel_unit", "reduce_allowance", reduced_by=36_000, currency="CHF"
    )
