"""Who acts in the tests of the IOM Standards of Conduct, and how cases begin."""

from typing import Final

from scenario import Scenario, code, given

from cases.actors import Actor
from cases.commands.opening import MakeDisclosure
from cases.commands.steps import TakeStep
from cases.events.event import Fact, Personal

EDITION: Final = code("iom").editions[0]
SAID: Final = Personal("Something was said.")
STAFF: Final = Actor("staff-1", "member")
DIRECTOR: Final = Actor("director-1", "director_general")
HEAD: Final = Actor("head-1", "head_of_office")
OFFICIAL: Final = Actor("official-1", "higher_level_official")
ANOTHER_OFFICIAL: Final = Actor("official-2", "higher_level_official")
LEGAL: Final = Actor("legal-1", "legal_affairs")
TRAVEL_UNIT: Final = Actor("travel-1", "travel_unit")
SUPERVISOR: Final = Actor("supervisor-1", "supervisor")
ETHICS: Final = Actor("ethics-1", "ethics_office")
HUMAN_RESOURCES: Final = Actor("human-resources-1", "human_resources")
MEDIA_UNIT: Final = Actor("media-1", "media_unit")
REPRESENTATIVE: Final = Actor("representative-1", "staff_representative")
ENQUIRER: Final = Actor("enquirer-1", "enquirer")
REVIEW_BOARD: Final = Actor("review-1", "review_board_member")
RELATIONS: Final = Actor("relations-1", "external_relations")
BOARD: Final = tuple(
    Actor(f"board-{n}", "disciplinary_board_member") for n in (1, 2, 3)
)


def disclosure(case_type: str, opening: str, **facts: Fact) -> MakeDisclosure:
    return MakeDisclosure(
        case_type=case_type, opening=opening, facts=facts, account=SAID
    )


def gift(opening: str, **facts: Fact) -> MakeDisclosure:
    """A gift or its like; its donor is always the same unless said otherwise."""
    donor = {"donor": "donor-1"} if "donor" in asks("gift", opening) else {}
    return disclosure("gift", opening, **{**donor, **facts})


def asks(case_type: str, opening: str) -> tuple[str, ...]:
    return EDITION.procedure(case_type).opening(opening).asks


def step(name: str, **facts: Fact) -> TakeStep:
    return TakeStep(step=name, facts=facts)


def opened(command: MakeDisclosure, by: Actor = STAFF) -> Scenario:
    return given("iom").after(command, by)


def for_staff(command: MakeDisclosure, by: Actor) -> Scenario:
    """A case that an office opens on behalf of the staff member."""
    return given("iom").after(command, Actor(by.id, by.role, STAFF.id))
