"""What is alleged is judged by the code that was in force when it happened."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from rules import (
    CHAIR,
    DETECTIVE,
    EARLIER,
    SAID,
    SMALL,
    allegation,
    convened,
    determination,
    handled,
    hearing,
    investigated,
    party,
    step,
)
from scenario import OWNER, Scenario

from cases.commands.investigation import IssueFindings
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.terms import Category
from cases.errors import Refused
from cases.events.decision import DeterminationMade
from cases.events.procedure import StepTaken

LONG_AGO: Final = {"conduct_from": date(2024, 3, 1), "conduct_until": date(2024, 3, 1)}
GOSSIP: Final = SMALL.categories["rudeness"].model_copy(update={"clauses": ("1",)})


def saying(edition: Edition, name: str, **said: object) -> Edition:
    """An edition that says something else on what can be alleged."""
    category = edition.categories.get(name, GOSSIP).model_copy(update=said)
    categories: Mapping[str, Category] = {**edition.categories, name: category}
    return edition.model_copy(update={"categories": categories})


def under(before: Scenario, earlier: Edition, now: Edition = SMALL) -> Scenario:
    """A case under the present code, whose earlier edition says something else."""
    code = Code("demo", (earlier, now))
    return replace(before, case=replace(before.case, code=code))


def deliberated(earlier: Edition, category: str, now: Edition = SMALL) -> Scenario:
    """Something of today and something of long ago, of which the committee decides."""
    return (
        under(investigated(), earlier, now)
        .after(allegation(category=category, **LONG_AGO), OWNER)
        .after(hearing(), DETECTIVE)
        .after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
    )


def test_each_part_is_shown_that_the_code_of_the_day_asked_for() -> None:
    before = deliberated(saying(EARLIER, "fraud", proof=("intent",)), "fraud")
    before.when(determination(allegation=2), CHAIR).then_refused(
        Refused, "not shown by itself: intent", "1, 2", "shown"
    )
    shown = determination(allegation=2, shown=("intent",))
    before.when(shown, CHAIR).then_happens(DeterminationMade)


def test_what_only_another_edition_asks_to_be_shown_is_no_part_of_it() -> None:
    earlier = saying(EARLIER, "fraud", proof=("intent",))
    now = saying(SMALL, "fraud", proof=("knowledge",))
    before = deliberated(earlier, "fraud", now)
    for number, asked, other in (
        (1, "knowledge", "intent"),
        (2, "intent", "knowledge"),
    ):
        wrong = determination(allegation=number, shown=(other,))
        before.when(wrong, CHAIR).then_refused(
            Refused, "has no such part", "1, 2", "shown"
        )
        right = determination(allegation=number, shown=(asked,))
        before.when(right, CHAIR).then_happens(DeterminationMade)


def test_what_only_an_earlier_code_knew_is_determined_by_it() -> None:
    before = deliberated(saying(EARLIER, "gossip", proof=("malice",)), "gossip")
    before.when(determination(allegation=2), CHAIR).then_refused(
        Refused, "not shown by itself: malice", "1", "shown"
    )
    shown = determination(allegation=2, shown=("malice",))
    before.when(shown, CHAIR).then_happens(DeterminationMade)


@pytest.mark.parametrize("must", [True, False])
def test_discipline_follows_where_the_code_of_the_day_said_that_it_shall(
    must: bool,
) -> None:
    earlier = saying(EARLIER, "fraud", discipline_required=must)
    before = (
        deliberated(earlier, "fraud")
        .after(determination("refuted"), CHAIR)
        .after(determination(allegation=2), CHAIR)
    )
    asked = before.when(step("conclude_as_required"), CHAIR)
    if must:
        asked.then_refused(Refused, "the disciplinary measure it must have", "3")
    else:
        asked.then_happens(StepTaken)


def test_a_case_is_as_serious_as_the_code_of_the_day_took_it_to_be() -> None:
    light = step("classify_severity", severity="ordinary")
    accused = handled().after(party(), OWNER)
    for earlier, now in (("serious", "ordinary"), ("ordinary", "serious")):
        editions = (
            saying(EARLIER, "fraud", severity=earlier),
            saying(SMALL, "fraud", severity=now),
        )
        before = under(accused, *editions).after(allegation(**LONG_AGO), OWNER)
        asked = before.when(light, OWNER)
        if earlier == "serious":
            asked.then_refused(Refused, "what is alleged is serious", "2")
        else:
            asked.then_happens(StepTaken)
