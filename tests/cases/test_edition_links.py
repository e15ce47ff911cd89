"""What an edition cannot say of merging and splitting cases."""

import pytest
from rules import SMALL

from cases.edition.check_links import link_faults
from cases.edition.edition import Edition
from cases.edition.procedure import Procedure, Step
from cases.edition.terms import Office

REPORT = SMALL.procedures["report"]


def said(procedure: Procedure, edition: Edition = SMALL) -> list[str]:
    return [fault.what for fault in link_faults(edition, procedure)]


def stepping(name: str, **changed: object) -> Procedure:
    step = REPORT.steps[name].model_copy(update=changed)
    return REPORT.model_copy(update={"steps": {**REPORT.steps, name: step}})


def opening(name: str, **changed: object) -> Procedure:
    begun = REPORT.openings[name].model_copy(update=changed)
    openings = {**REPORT.openings, name: begun}
    return REPORT.model_copy(update={"openings": openings})


def without(name: str) -> Procedure:
    steps: dict[str, Step] = {n: s for n, s in REPORT.steps.items() if n != name}
    return REPORT.model_copy(update={"steps": steps})


def test_the_edition_that_is_broken_here_is_sound() -> None:
    assert said(REPORT) == []


@pytest.mark.parametrize("role", ["reporter", "member", "delegate"])
def test_whoever_reports_could_tell_a_merged_case_from_another(role: str) -> None:
    delegate = Office.model_validate({"label": "Delegate", "is": "member"})
    roles = {**SMALL.roles, "delegate": delegate}
    edition = SMALL.model_copy(update={"roles": roles})
    own = stepping("add_information", phases=("open",), by=(role,))
    (fault,) = said(own, edition)
    assert "could tell from it that their case was merged" in fault


def test_whoever_looks_into_a_case_may_tell_that_it_was_merged() -> None:
    assert said(stepping("give_feedback", phases=("open",))) == []


def test_nothing_merges_what_has_steps_for_merged_cases() -> None:
    faults = said(without("merge_case"))
    assert set(faults) == {"nothing merges a case of this type into another"}


def test_splitting_and_the_opening_of_what_is_split_off_need_each_other() -> None:
    need = "'split_case' and an opening that 'splits' need each other"
    assert said(without("split_case")) == [need]
    assert said(opening("split_off", splits=False)) == [need]


def test_there_is_one_way_for_a_split_off_case_to_begin() -> None:
    (fault,) = said(opening("take_down", splits=True))
    assert fault == "only one opening is for cases that are split off"


@pytest.mark.parametrize("asked", [{"asks": ("outcome",)}, {"guards": ("time_over",)}])
def test_nobody_is_asked_when_a_case_is_split(asked: dict[str, object]) -> None:
    (fault,) = said(opening("split_off", **asked))
    assert fault == "nobody is asked for facts when a case is split"


def test_only_reports_are_merged_and_split() -> None:
    gift = SMALL.procedures["gift"]
    steps = {**gift.steps, "merge_case": REPORT.steps["merge_case"]}
    faults = said(gift.model_copy(update={"steps": steps}))
    assert "only reports are merged or split" in faults


def test_a_duplicate_that_can_be_recognised_can_be_taken_back() -> None:
    (fault,) = said(without("retract_duplicate"))
    assert fault == "a mistake could not be taken back: no 'retract_duplicate'"
    assert said(without("recognise_duplicate")) == []
