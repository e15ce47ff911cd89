"""What somebody can do now, and whether the case waits for it."""

import pytest
from rules import ACCUSED, CODE, accused, notified, otherwise, party, step
from scenario import DAY_0, OWNER, Scenario

from cases.actors import Actor
from cases.commands.possible import Possibility, possible_to
from cases.commands.speaking import own_number
from cases.commands.steps import TakeStep
from cases.events.procedure import StepTaken

STRANGER = Actor("p-9", "subject")
AS_ACCUSED = Actor(ACCUSED, "subject")


def possible(before: Scenario, by: Actor) -> set[str]:
    return {one.step.name for one in possible_to(before.case, by, DAY_0)}


@pytest.mark.parametrize(
    ("name", "awaited"),
    [
        ("acknowledge", True),
        ("conclude", True),
        ("reopen_case", False),
        ("put_off", False),
        ("add_information", False),
        ("disclose_identity", False),
        ("propose_identity_disclosure", False),
        ("approve_identity_disclosure", True),
    ],
)
def test_a_case_waits_for_a_step_of_its_phase_and_for_what_somebody_waits_for(
    name: str, awaited: bool
) -> None:
    report = CODE.editions[-1].procedures["report"]
    assert Possibility(report.step(name)).awaited is awaited


def test_what_is_about_nobody_comes_after_what_was_done_for_anybody() -> None:
    two = notified().after(party("subject", "accused-2"), OWNER)
    asked = otherwise(two, "put_off", parties=("subject",), reasons=False)
    comments = otherwise(asked, "comment", after=("put_off",))
    assert "comment" not in possible(comments, AS_ACCUSED)
    known = comments.after(TakeStep(step="put_off", party=2), OWNER)
    assert "comment" in possible(known, AS_ACCUSED)
    known.when(step("comment"), AS_ACCUSED).then_happens(StepTaken)


def test_only_who_is_accused_has_a_number_under_which_they_are() -> None:
    numbers = [own_number(accused().case, by) for by in (AS_ACCUSED, STRANGER, OWNER)]
    assert numbers == [1, None, None]
