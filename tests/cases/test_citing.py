"""Whatever a rule asks for says where it stands."""

import pytest
from rules import step, told
from scenario import COMPLIANCE

from cases.events import record
from cases.events.catalogue import EVENTS
from cases.events.closing import CaseClosed

BESIDE = {name for name, event in vars(record).items() if event in EVENTS.values()}
"""What the log says of itself, of readings and of refusals: no code asks for that."""


def test_the_log_says_some_things_of_itself() -> None:
    assert {"OrganisationAdded", "TextRead", "CommandRefused"} <= BESIDE


@pytest.mark.parametrize("name", sorted(EVENTS.keys() - BESIDE))
def test_every_event_of_a_case_or_an_office_cites_its_clause(name: str) -> None:
    clause = EVENTS[name].model_fields.get("clause")
    assert clause is not None
    assert clause.is_required()


def test_a_case_ends_under_the_clause_of_the_step_that_ends_it() -> None:
    closing = told().when(step("dismiss"), COMPLIANCE).outcome or ()
    (closed,) = [event for event in closing if isinstance(event, CaseClosed)]
    assert closed.clause == told().case.procedure.step("dismiss").clause
