"""Whatever a rule asks for says where it stands."""

import pytest
from rules import step, told
from scenario import COMPLIANCE

from cases.events import disposal, exports, figures, notices, record
from cases.events.catalogue import EVENTS
from cases.events.closing import CaseClosed
from cases.events.event import ProcedureStep

BESIDE = {
    name
    for module in (record, exports, figures)
    for name, event in vars(module).items()
    if event in EVENTS.values()
}
"""What the log says of itself, of readings, of refusals and of what was counted: no
code asks for that."""
OF_AN_ERASURE = {
    name
    for module in (disposal, notices)
    for name, event in vars(module).items()
    if event in EVENTS.values() and not issubclass(event, ProcedureStep)
} - {"TextErased"} | {"ErasureListed"}
"""What the process says of its work on an approved list; the list and each text erased
name the rule, and so does the decision by which a request's texts were listed."""


def test_the_log_says_some_things_of_itself() -> None:
    assert {"OrganisationAdded", "TextRead", "CommandRefused"} <= BESIDE


@pytest.mark.parametrize("name", sorted(EVENTS.keys() - BESIDE - OF_AN_ERASURE))
def test_every_event_of_a_case_or_an_office_cites_its_clause(name: str) -> None:
    clause = EVENTS[name].model_fields.get("clause")
    assert clause is not None
    assert clause.is_required()


def test_a_case_ends_under_the_clause_of_the_step_that_ends_it() -> None:
    closing = told().when(step("dismiss"), COMPLIANCE).outcome or ()
    (closed,) = [event for event in closing if isinstance(event, CaseClosed)]
    assert closed.clause == told().case.procedure.step("dismiss").clause
