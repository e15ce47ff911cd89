"""Who acts in the tests of the IMS Code of Ethics, and how cases begin."""

from datetime import date
from typing import Final

from rules import knowing
from scenario import DAY_0, MEMBER, Scenario, code, given

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.opening import MakeDisclosure
from cases.commands.policies import ConfirmAdherence, PublishPolicyVersion
from cases.commands.steps import TakeStep
from cases.events.event import Event, Fact, Personal
from cases.events.policies import POLICIES, PolicyVersionPublished

EDITION: Final = code("ims").editions[0]
SAID: Final = Personal("Something was said.")
STAFF: Final = MEMBER
OTHER: Final = Actor("member-2", "member")
EXTERNAL: Final = Actor("lawyer-1", "external_function")
MANAGEMENT: Final = tuple(Actor(f"manager-{n}", "management_member") for n in (1, 2, 3))
BOARD: Final = tuple(Actor(f"board-{n}", "board_member") for n in (1, 2, 3, 4))
HR: Final = Actor("hr-1", "human_resources")
OTHER_HR: Final = Actor("hr-2", "human_resources")
PEOPLE_MANAGER: Final = Actor("people-manager-1", "people_manager")
COMPLIANCE: Final = Actor("compliance-1", "compliance_officer")
OTHER_COMPLIANCE: Final = Actor("compliance-2", "compliance_officer")
DPO: Final = Actor("dpo-1", "data_protection_officer")
SYSTEM: Final = Actor("system", "system")


def disclosure(case_type: str, opening: str, **facts: Fact) -> MakeDisclosure:
    return MakeDisclosure(
        case_type=case_type, opening=opening, facts=facts, account=SAID
    )


def step(name: str, **facts: Fact) -> TakeStep:
    return TakeStep(step=name, facts=facts)


def reasoned(name: str, **facts: Fact) -> TakeStep:
    """A step that says why."""
    return TakeStep(step=name, facts=facts, note=SAID)


def opened(command: MakeDisclosure, by: Actor = STAFF) -> Scenario:
    return given("ims").after(command, by)


def for_staff(command: MakeDisclosure, by: Actor, whom: str = STAFF.id) -> Scenario:
    """A case that an office opens on behalf of somebody."""
    return given("ims").after(command, Actor(by.id, by.role, whom))


def to_sign(opening: str, engagement: str = "employee") -> MakeDisclosure:
    """The Code, or a policy, to be signed by the member."""
    return disclosure(
        "staff_sign_off", opening, engagement=engagement, location="headquarters"
    )


def conflict(opening: str = "disclose", **facts: Fact) -> MakeDisclosure:
    """A conflict of interest of the member, which arose some days ago."""
    said: dict[str, Fact] = {
        "with_whom": "firm-1",
        "conflict": "apparent",
        "nature": "family",
        "decides_for_ims": True,
    }
    if opening == "disclose":
        said["arose_on"] = "2026-01-02"
    return disclosure("conflict_of_interest", opening, **said | facts)


def signing(**said: Fact) -> TakeStep:
    """The words of the Code, read and understood."""
    words: dict[str, Fact] = {"text_digest": EDITION.text_digest}
    return step("sign_off", **words | {"read_and_understood": True} | said)


# --- policies


def version(policy: str, number: int = 1, **said: object) -> PublishPolicyVersion:
    """A version of a policy, in force since the beginning of the year."""
    return PublishPolicyVersion.model_validate(
        {
            "policy": policy,
            "number": number,
            "in_force_on": date(2026, 1, 1),
            **said,
        }
    )


def registered() -> Scenario:
    return opened(disclosure("policy", "register"), HR)


def published(*versions: PublishPolicyVersion) -> tuple[PolicyVersionPublished, ...]:
    """What the register holds after these versions."""
    found: list[PolicyVersionPublished] = []
    for each in versions:
        case = knowing(registered(), POLICIES, *found).case
        found += [e for e in each.decide(case, HR, DAY_0) if is_version(e)]
    return tuple(found)


def is_version(event: Event) -> bool:
    return isinstance(event, PolicyVersionPublished)


def every_policy(number: int = 1) -> tuple[PolicyVersionPublished, ...]:
    """All policies of the edition, in one version each."""
    return published(*(version(policy, number) for policy in EDITION.policies))


def confirmed(**versions: int) -> ConfirmAdherence:
    return ConfirmAdherence(versions=versions)


def all_confirmed(number: int = 1) -> ConfirmAdherence:
    return confirmed(**dict.fromkeys(EDITION.policies, number))


def in_register(before: Scenario, *events: Event) -> Scenario:
    """The same, where these versions of policies are known."""
    return knowing(before, POLICIES, *events)


def nothing() -> Scenario:
    return Scenario(Case(code("ims")))
