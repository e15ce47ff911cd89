"""Whoever is barred from somebody's matters holds no office where they are accused."""

import pytest
from appealing import REVIEWER, answer, appeal
from rules import (
    ACCUSED,
    CHAIR,
    accused,
    convened,
    deliberated,
    handler,
    knowing,
    notified,
)
from scenario import COMPLIANCE, OWNER, Scenario

from cases.actors import Actor
from cases.commands.command import Command
from cases.commands.people import ReplaceHandler
from cases.errors import Refused
from cases.events.interests import PersonBarred

BARRED = "barred-1"
SUCCESSION = ReplaceHandler(
    person=OWNER.id,
    successor=BARRED,
    role="case_owner",
    conflict_declared_absent=True,
)


@pytest.mark.parametrize(
    ("before", "command", "by", "field"),
    [
        (accused(), handler(BARRED, "case_owner"), COMPLIANCE, "person"),
        (accused(), SUCCESSION, COMPLIANCE, "successor"),
        (deliberated(), convened("c-1", "c-2", BARRED), CHAIR, "present"),
        (
            notified().after(appeal(party=1), COMPLIANCE),
            answer(panel=("a-1", BARRED)),
            REVIEWER,
            "panel",
        ),
    ],
)
def test_none_of_these_offices_is_for_whoever_is_barred(
    before: Scenario, command: Command, by: Actor, field: str
) -> None:
    assert isinstance(before.when(command, by).outcome, list)
    bar = PersonBarred(person=BARRED, counterparties=(ACCUSED,), clause="4")
    known = knowing(before, f"person:{BARRED}:interests", bar)
    known.when(command, by).then_refused(Refused, "not eligible", field=field)
