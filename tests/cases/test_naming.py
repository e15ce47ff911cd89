"""An edition says which bodies decide, and whom a step may be about."""

import pytest
from rules import SMALL

from cases.edition.checks import faults
from cases.edition.edition import Edition
from cases.edition.fault import Path


def changed(name: str, **said: object) -> Edition:
    """The small edition with one step of its report said otherwise."""
    report = SMALL.procedures["report"]
    step = report.steps[name].model_copy(update=said)
    other = report.model_copy(update={"steps": {**report.steps, name: step}})
    procedures = {**SMALL.procedures, "report": other}
    return SMALL.model_copy(update={"procedures": procedures})


@pytest.mark.parametrize(
    ("step", "key", "value", "fault"),
    [
        ("decide_appeal", "bodies", ("jury",), "unknown body 'jury'"),
        ("decide_appeal", "bodies", (), "needed there"),
        ("convene_deciders", "bodies", (), "needed there"),
        ("determine", "bodies", ("committee",), "for steps that a body takes"),
        ("make_decision_known", "parties", (), "which is not said"),
        ("hear_subject", "parties", ("subject",), "says whom it is about"),
        ("comment", "meets", ("appeal_window",), "is a party's own"),
        ("make_decision_known", "starts", ("hearing",), None),
        ("lodge_appeal", "meets", ("appeal_window",), None),
        ("finish", "meets", ("appeal_window",), "is a party's own"),
    ],
)
def test_what_is_named_matters_where_it_is_named(
    step: str, key: str, value: tuple[str, ...], fault: str | None
) -> None:
    found: list[tuple[Path, str]] = [
        (found.path, found.what) for found in faults(changed(step, **{key: value}))
    ]
    if fault is None:
        assert found == []
    else:
        ((path, what),) = found
        assert path == ("procedures", "report", "steps", step, key)
        assert fault in what
