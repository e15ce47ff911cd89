"""Each thing that can be wrong with an edition, by itself, and nothing else."""

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
from breaking import GONE, SOUND, broken, wrong

from cases.edition.checks import faults
from cases.edition.edition import Edition

FILE: Final = Path(__file__).with_name("broken_editions.toml")
BROKEN: Final = tomllib.loads(FILE.read_text("utf-8"))
GIFT: Final = "procedures.gift"
REPORT: Final = "procedures.report"
ENDS: Final = "it needs a clock 'measure_ends', a window that is a party's own"
LEFT: Final = "the case ends and leaves 'rain' open"


def test_the_edition_that_is_broken_here_is_sound() -> None:
    assert wrong({}) == set()


@pytest.mark.parametrize("fault", BROKEN["fault"], ids=lambda fault: fault["where"])
def test_what_is_wrong_is_found_where_it_is(fault: dict[str, Any]) -> None:
    value = GONE if fault.get("gone") else fault["is"]
    found = wrong({fault["where"]: value})
    assert found == {(fault.get("at", fault["where"]), fault["what"])}


@pytest.mark.parametrize("fault", BROKEN["several"], ids=lambda fault: fault["at"])
def test_what_several_things_make_wrong_is_found(fault: dict[str, Any]) -> None:
    assert wrong(fault["are"]) == {(fault["at"], fault["what"])}


@pytest.mark.parametrize("changes", BROKEN["right"], ids=" ".join)
def test_what_is_right_is_no_fault(changes: dict[str, Any]) -> None:
    assert wrong(changes) == set()


NEVER: Final = "no case is in one of its phases with all of its 'after' behind it"
CIRCLE: Final = {
    f"{GIFT}.steps.plan.in": ["filed"],
    f"{GIFT}.steps.test.to": "filed",
    f"{GIFT}.steps.test.after": ["plan"],
}


@pytest.mark.parametrize(
    ("changes", "hints"),
    [
        (
            {f"{GIFT}.steps.allow.retention": GONE},
            {f"how long it is kept then: one of {', '.join(SOUND['retention'])}"},
        ),
        (
            {f"{GIFT}.steps.plan.resumes": ["hearing"]},
            {"an opening or a step before it 'starts' it"},
        ),
        ({f"{GIFT}.steps.plan.in": ["lost"]}, {"there is 'declared'", NEVER}),
        (CIRCLE, {"no step that leads to it can itself be taken", NEVER}),
    ],
)
def test_it_is_told_what_would_be_right(
    changes: dict[str, Any], hints: set[str]
) -> None:
    edition = Edition.model_validate(broken(changes))
    assert {fault.hint for fault in faults(edition)} == hints


@pytest.mark.parametrize("key", ["window", "per_party"])
def test_each_step_that_imposes_a_measure_needs_the_clock_of_its_end(key: str) -> None:
    assert wrong({f"clocks.measure_ends.{key}": False}) == {
        (f"{REPORT}.steps.{step}", ENDS)
        for step in ("impose_measure", "replace_measure")
    }


def test_what_is_read_for_a_time_needs_the_clocks_that_end_it() -> None:
    where = "everywhere.break_glass"
    nobody_told = {"reactions.broken_glass_waits": GONE}
    for clock in ("broken_glass", "glass_review"):
        assert wrong({f"clocks.{clock}": GONE, **nobody_told}) == {
            (where, f"it needs a clock {clock!r}"),
            (f"{where}.starts", f"unknown clock {clock!r}"),
        }
    assert wrong({"everywhere.review_broken_glass": GONE, **nobody_told}) == {
        (where, "it needs a step 'review_broken_glass'")
    }
    lent = {"label": "Lent", "by": ["compliance_officer"], "clause": "2"}
    where, what = f"{GIFT}.steps.grant_access", "it needs a clock 'case_access'"
    everywhere = ("everywhere.grant_access", what)
    assert wrong({where: lent, "clocks.case_access": GONE}) == {
        everywhere,
        (where, what),
    }


def test_a_glass_broken_in_one_procedure_alone_is_reviewed_there() -> None:
    act = {"label": "Done", "by": ["compliance_officer"], "clause": "2"}
    broken_here = {**act, "starts": ["broken_glass", "glass_review"]}
    alone = {
        "everywhere.break_glass": GONE,
        "everywhere.review_broken_glass": GONE,
        f"{GIFT}.steps.break_glass": broken_here,
    }
    unreviewed = (f"{GIFT}.steps.break_glass", "it needs a step 'review_broken_glass'")
    assert unreviewed in wrong(alone)
    reviewed = wrong({**alone, f"{GIFT}.steps.review_broken_glass": act})
    assert unreviewed not in reviewed


def test_every_end_of_a_case_settles_what_it_raised() -> None:
    ends = ("allow", "answer", "approve", "expire", "file_away")
    raised = {f"{GIFT}.openings.declare.raises": "rain"}
    assert wrong(raised) == {(f"{GIFT}.steps.{end}.closes", LEFT) for end in ends}
    assert (
        wrong(raised | {f"{GIFT}.steps.{end}.settles": True for end in ends}) == set()
    )


def test_only_what_is_disclosed_raises_a_matter_or_binds_somebody() -> None:
    where = f"{REPORT}.openings.tell"
    assert {
        (f"{where}.raises", "'raises' is for what is disclosed"),
        (f"{where}.binds", "'binds' is for what is disclosed"),
    } <= wrong({f"{where}.raises": "rain", f"{where}.binds": "severity"})


def test_an_act_of_every_procedure_leads_to_no_phase_and_ends_nothing() -> None:
    for key, value in {"to": "received", "closes": "held", "retention": "R1"}.items():
        what = f"an act of every procedure has no {key!r}: it belongs to none"
        where = f"everywhere.place_hold.{key}"
        assert (where, what) in wrong({where: value})


def test_an_act_of_every_procedure_asks_for_nothing() -> None:
    for key, value in {"asks": ["severity"], "when": {"severity": ["serious"]}}.items():
        what = f"an act of every procedure has no {key!r}: it belongs to none"
        where = f"everywhere.place_hold.{key}"
        assert (where, what) in wrong({where: value})


def test_what_is_wrong_with_one_fact_hides_nothing_of_another() -> None:
    when, within = f"{GIFT}.steps.plan.when", f"{GIFT}.steps.plan.within"
    assert wrong({when: {"mood": ["a"], "source": []}}) == {
        (f"{when}.mood", "unknown fact 'mood'"),
        (f"{when}.source", "'source' has no answer that is allowed"),
    }
    assert wrong({within: {"mood": "value", "begins_on": "value"}}) == {
        (f"{within}.mood", "nothing asks for 'mood' and 'value'"),
        (f"{within}.begins_on", "'begins_on' is not of the kind of 'value'"),
    }


def test_the_day_of_a_command_is_what_it_says_itself() -> None:
    where = f"{REPORT}.steps.take_evidence.on"
    what = "'take_evidence' has a command, which says the day"
    assert (where, what) in wrong({where: "severity"})


def test_a_step_that_can_never_be_taken_is_named_with_what_it_waits_for() -> None:
    never = (f"{GIFT}.steps.plan", "step 'plan' can never be taken")
    after, phase = f"{GIFT}.steps.plan.after", f"{GIFT}.steps.plan.in"
    assert wrong({after: ["leap"]}) == {never, (after, "unknown step 'leap'")}
    unknown = (phase, "unknown phase 'lost': nothing leads to it")
    assert wrong({phase: ["lost"]}) == {never, unknown}


def test_every_day_that_nothing_is_known_of_is_told() -> None:
    where = f"{GIFT}.steps.plan.releases"
    assert wrong({where: "value"}) == {
        (where, "'value' is no day that can have been"),
        (where, "'value' is not asked for"),
        (where, "nothing binds anybody before"),
    }


def test_a_clock_of_each_party_begins_with_what_is_of_a_party() -> None:
    rings = "reactions.haste_with_fraud"
    where = f"{rings}.starts"
    lost = (f"{REPORT}.steps.look_into_fraud.meets", "nothing starts clock 'haste'")
    own = "clock 'appeal_window' is a party's own, and no party is followed"
    assert wrong({where: "appeal_window"}) == {lost, (where, own)}
    for key, of in {"findings": ["established"], "parties": ["subject"]}.items():
        assert wrong({where: "appeal_window", f"{rings}.{key}": of}) == {lost}
    assert wrong({where: "bell"}) == {lost, (where, "unknown clock 'bell'")}


def test_a_rule_takes_only_a_step_that_it_can_take() -> None:
    answers = "reactions.silence_is_answered"
    assert wrong({f"{answers}.step": "add_party"}) == {
        (f"{answers}.step", "'add_party' has a command of its own"),
        (f"{answers}.step", "unknown step 'add_party' of 'report'"),
    }
    assert wrong({f"{answers}.step": "put_off"}) == {
        (f"{answers}.step", "'put_off' needs reasons, which no rule can give"),
        (f"{answers}.facts", "unknown fact 'outcome'"),
    }


def test_a_rule_takes_its_step_in_each_type_of_case_that_it_is_about() -> None:
    ringing = {
        "label": "Planned",
        "clause": "2",
        "then": "take_step",
        "case_types": ["report", "gift"],
        "after": ["tell"],
        "step": "plan",
    }
    assert wrong({"reactions.plans": ringing}) == {
        ("reactions.plans.step", "unknown step 'plan' of 'report'"),
        ("reactions.plans.facts", "the fact 'begins_on' is missing"),
    }


def test_nothing_merges_what_has_steps_for_merged_cases() -> None:
    faults = wrong({f"{REPORT}.steps.merge_case": GONE})
    what = "nothing merges a case of this type into another"
    assert {said for _, said in faults} == {what}
    assert (f"{REPORT}.steps.add_information.in", what) in faults


@pytest.mark.parametrize("name", ["merge_case", "split_case", "recognise_duplicate"])
def test_only_reports_are_merged_or_split(name: str) -> None:
    act = {"label": "Done", "by": ["compliance_officer"], "clause": "2"}
    where = f"{GIFT}.steps.{name}"
    assert (where, "only reports are merged or split") in wrong({where: act})
