"""Who acts in the tests of the IMA Code of Conduct, and how cases begin."""

from typing import Final

from scenario import MEMBER, Scenario, code, given

from cases.actors import Actor
from cases.commands.opening import MakeDisclosure
from cases.commands.steps import TakeStep
from cases.events.event import Fact, Personal

EDITION: Final = code("ima").editions[-1]
WORDS: Final = EDITION.text_digest
SAID: Final = Personal("Something was said.")
ANOTHER: Final = Actor("member-2", "member")
NATIONAL: Final = Actor("national-1", "national_committee")
OFFICER: Final = Actor("officer-1", "data_protection_officer")
COMMITTEE: Final = tuple(
    Actor(f"committee-{n}", "executive_committee_member") for n in range(1, 6)
)
CHAIR, SECOND, *_ = COMMITTEE
NEUTRAL: Final = Actor("neutral-1", "neutral_member")


def disclosure(case_type: str, opening: str, **facts: Fact) -> MakeDisclosure:
    return MakeDisclosure(
        case_type=case_type, opening=opening, facts=facts, account=SAID
    )


def step(name: str, **facts: Fact) -> TakeStep:
    """A step with a note: where an edition asks for reasons, it has some."""
    return TakeStep(step=name, facts=facts, note=SAID)


def without_reasons(name: str, **facts: Fact) -> TakeStep:
    return TakeStep(step=name, facts=facts)


def opened(command: MakeDisclosure, by: Actor = MEMBER) -> Scenario:
    return given("ima").after(command, by)


def for_member(command: MakeDisclosure, by: Actor = NATIONAL) -> Scenario:
    """A case that an office opens on behalf of the member."""
    return given("ima").after(command, Actor(by.id, by.role, MEMBER.id))


def joined(joined_on: str = "2026-01-05", who: str = MEMBER.id) -> Scenario:
    """A new member, recorded by their National Committee."""
    command = disclosure(
        "membership",
        "record_joining",
        national_committee="committee-be",
        joined_on=joined_on,
    )
    return given("ima").after(command, Actor(NATIONAL.id, NATIONAL.role, who))
