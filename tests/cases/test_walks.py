"""Every edition that is shipped can be walked, from each opening to each end."""

import pytest
from shipped import codes
from walking import Walk

from cases.case.fold import replay
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.procedure import Procedure

SHIPPED = [
    pytest.param(
        code, edition, procedure, id=f"{name}-{edition.edition}-{procedure.name}"
    )
    for name, code in codes().items()
    for edition in code.editions
    for procedure in edition.procedures.values()
    # Which other cases there are decides on a list: `test_disposing`.
    if procedure.kind != "disposal"
]
pytestmark = [pytest.mark.walks, pytest.mark.timeout(300)]
every_procedure = pytest.mark.parametrize(("code", "edition", "procedure"), SHIPPED)
WALKS: dict[str, Walk] = {}


def walked(code: Code, edition: Edition, procedure: Procedure) -> Walk:
    """The walk through a procedure; once for all tests."""
    name = f"{code.organisation} {edition.edition} {procedure.name}"
    if name not in WALKS:
        WALKS[name] = Walk(code, edition, procedure).go()
    return WALKS[name]


@every_procedure
def test_every_end_is_reached(
    code: Code, edition: Edition, procedure: Procedure
) -> None:
    walk = walked(code, edition, procedure)
    ends = {step.closes for step in procedure.steps.values() if step.closes}
    assert {outcome for _, outcome in walk.ends} == ends


@every_procedure
def test_every_opening_comes_to_an_end(
    code: Code, edition: Edition, procedure: Procedure
) -> None:
    walk = walked(code, edition, procedure)
    assert {opening for opening, _ in walk.ends} == procedure.openings.keys()


@every_procedure
def test_every_step_can_be_taken(
    code: Code, edition: Edition, procedure: Procedure
) -> None:
    walk = walked(code, edition, procedure)
    steps = [step.name for step in procedure.acts()]
    assert {s: walk.refused.get(s) for s in steps if s not in walk.taken} == {}


@every_procedure
def test_every_end_has_its_day_of_deletion(
    code: Code, edition: Edition, procedure: Procedure
) -> None:
    for (_, outcome), way in walked(code, edition, procedure).ends.items():
        ended = replay(code, way.so_far.history)
        assert ended.closed, outcome
        assert ended.schedules["content"].delete_on > way.at.date(), outcome


def test_a_walk_shows_an_end_that_no_case_can_come_to() -> None:
    code = codes()["iom"]
    gift = code.editions[0].procedure("gift")
    kept = gift.steps["let_keep"].model_copy(update={"guards": ("quorum_met",)})
    stuck = gift.model_copy(update={"steps": {**gift.steps, "let_keep": kept}})
    procedures = {**code.editions[0].procedures, "gift": stuck}
    edition = code.editions[0].model_copy(update={"procedures": procedures})
    walk = Walk(Code("iom", (edition,)), edition, stuck).go()
    assert ("disclose_minor_gift", "kept") not in walk.ends
    assert "has not been convened" in walk.refused["let_keep"]
