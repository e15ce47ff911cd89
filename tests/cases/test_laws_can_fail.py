"""What holds for any life would not hold without the rule that makes it so."""

from typing import Final

import pytest
from lives import (
    CODES,
    accused_of,
    no_violation_ends_without_the_measure_it_must_have,
)
from walks import Walk

from cases.commands import order
from cases.commands.guards import GUARDS

pytestmark = pytest.mark.walks

MEASURES: Final = [
    ("ima", "integrity", "violations_have_measures"),
    ("iom", "sexual_exploitation", "required_measures_imposed"),
]
"""The code, what is alleged, and the rule that wants a measure for it."""


def unmeasured(organisation: str, category: str) -> Walk:
    """A violation on which no measure was imposed, as far as it is let."""
    code = CODES[organisation]
    procedure = code.editions[-1].procedure("breach_report")
    return accused_of((code, procedure), category, without="impose_measure")


@pytest.mark.parametrize(("organisation", "category", "rule"), MEASURES)
def test_a_violation_does_not_end_without_the_measure_it_must_have(
    organisation: str, category: str, rule: str
) -> None:
    life = unmeasured(organisation, category)
    assert {one.finding for one in life.case.allegations.values()} == {"established"}
    assert not life.case.closed
    no_violation_ends_without_the_measure_it_must_have(life)


@pytest.mark.parametrize(("organisation", "category", "rule"), MEASURES)
def test_the_law_of_measures_fails_where_its_rule_is_forgotten(
    organisation: str, category: str, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgetful = {**GUARDS, rule: lambda case, act, today: None}
    monkeypatch.setattr(order, "GUARDS", forgetful)
    life = unmeasured(organisation, category)
    assert life.case.closed
    with pytest.raises(AssertionError):
        no_violation_ends_without_the_measure_it_must_have(life)
