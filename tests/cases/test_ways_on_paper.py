"""What can come after what in a procedure, as far as it is known on paper."""

from typing import Any

from cases.edition.facts import HEADING
from cases.edition.procedure import CLOSED, Procedure
from cases.edition.walk import State, dead_ends, moves

ACT = {"label": "Done", "by": ["decider"], "clause": "1"}
END = {"closes": "ended", "retention": "R1"}


def procedure(**steps: dict[str, Any]) -> Procedure:
    """A case that begins in the phase `a`, and these steps of it."""
    return Procedure.model_validate(
        {
            HEADING: "report",
            "title": "Report",
            "clause": "1",
            "kind": "report",
            "openings": {"tell": {**ACT, "phase": "a"}},
            "steps": {name: {**ACT, **step} for name, step in steps.items()},
        }
    )


def taken(steps: Procedure) -> set[str]:
    """All that can ever be done."""
    return {step.name for possible in moves(steps).values() for step, _ in possible}


def stuck(steps: Procedure) -> dict[str, set[str]]:
    """The phases that may be dead ends, and what is then lacking."""
    return {phase: {*names} for phase, names in dead_ends(moves(steps)).items()}


def test_what_can_be_done_on_the_spot_makes_no_two_ways_of_one() -> None:
    noted = procedure(note={}, end={"after": ["note"], **END})
    assert moves(noted).keys() == {State("a"), State(CLOSED)}
    assert taken(noted) == {"note", "end"}


def test_what_is_done_on_the_spot_hands_on_what_it_comes_after() -> None:
    skipped = procedure(
        look={"in": ["a"], "to": "b"},
        skip={"in": ["a"], "to": "b"},
        note={"in": ["b"], "after": ["look"]},
        end={"in": ["b"], "after": ["note"], **END},
        archive={"in": ["closed"], "after": ["end"]},
    )
    assert stuck(skipped) == {"b": {"look"}}


def test_what_leads_elsewhere_is_not_done_on_the_spot() -> None:
    led = procedure(
        go={"in": ["a"], "to": "b"},
        stay={"in": ["a"], "after": ["go"], **END},
        end={"in": ["b"], **END},
    )
    assert taken(led) == {"go", "end"}


def test_what_ends_a_case_is_not_done_on_the_spot() -> None:
    ended = procedure(end={"in": ["a"], **END}, sequel={"in": ["a"], "after": ["end"]})
    assert taken(ended) == {"end"}


def test_what_something_hinders_is_not_done_on_the_spot() -> None:
    hindered = procedure(
        wait={}, note={"not_after": ["wait"]}, end={"after": ["note"], **END}
    )
    assert stuck(hindered) == {"a": {"note"}}


def test_what_hinders_something_is_not_done_on_the_spot() -> None:
    hinders = procedure(
        note={}, wait={"not_after": ["note"]}, end={"after": ["note"], **END}
    )
    ended = [
        state.taken
        for state, possible in moves(hinders).items()
        if "end" in {step.name for step, _ in possible}
    ]
    assert ended == [{"note"}]


def test_a_case_is_stuck_once_something_hinders_every_end() -> None:
    assert stuck(procedure(wait={}, end={"not_after": ["wait"], **END})) == {"a": set()}


def test_what_was_done_in_an_earlier_phase_stays_done() -> None:
    done = procedure(
        look={"in": ["a"], "to": "b"},
        weigh={"in": ["b"], "to": "c"},
        end={"in": ["c"], "after": ["look", "weigh"], **END},
    )
    assert stuck(done) == {}
