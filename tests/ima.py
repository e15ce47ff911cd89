"""Who acts in the tests of the IMA Code of Conduct, and how cases begin."""

from typing import Final

from scenario import MEMBER, Scenario, code, given

from cases.actors import Actor
from cases.commands.opening import MakeDisclosure
from cases.commands.steps import TakeStep
from cases.events.event import Fact, Personal

EDITION: Final = code("ima").editions[-1]
SAID: Final = Personal("Something was said.")
NATIONAL: Final = Actor("national-1", "national_committee")
COMMITTEE: Final = tuple(
    Actor(f"committee-{n}", "executive_committee_member") for n in range(1, 6)
)
CHAIR: Final = COMMITTEE[0]


def disclosure(case_type: str, opening: str, **facts: Fact) -> MakeDisclosure:
    return MakeDisclosure(
        case_type=case_type, opening=opening, facts=facts, account=SAID
    )


def step(name: str, **facts: Fact) -> TakeStep:
    return TakeStep(step=name, facts=facts)


def opened(command: MakeDisclosure, by: Actor = MEMBER) -> Scenario:
    return given("ima").after(command, by)


def for_member(command: MakeDisclosure, by: Actor = NATIONAL) -> Scenario:
    """A case that an office opens on behalf of the member."""
    return given("ima").after(command, Actor(by.id, by.role, MEMBER.id))
