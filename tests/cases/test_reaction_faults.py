"""What can be wrong with a reaction of an edition, and the line named for it."""

from pathlib import Path

import pytest

from cases.edition.reading import EditionError, read

SOUND = (Path(__file__).parent / "acme" / "2024.toml").read_text("utf-8")

STEP = """
[reactions.looks]
label = "Looked at"
clause = "2"
then = "take_step"
case_types = ["gift"]
after = ["declare"]
step = "look"
"""
CLOCK = """
[reactions.rings]
label = "Bell"
clause = "not from the code: a test"
then = "start_clock"
after = ["look"]
starts = "answer"
"""
BACK = """
[reactions.looks_again]
label = "Looked at again"
clause = "2"
then = "take_step"
case_types = ["gift"]
after = ["look"]
step = "look"
"""

EACH = """
[reactions.looks_in_each]
label = "Looked at in each"
clause = "2"
then = "take_step_in_each"
case_types = ["gift"]
after = ["declare"]
each = "adherence"
of = ["gift"]
step = "look"
"""

UP = """
[reactions.goes_up]
label = "Told above"
clause = "2"
then = "escalate"
case_types = ["gift"]
clocks = ["answer"]
offices = ["decider"]
may_act = true
"""

# A sound reaction, what is changed in it, into what; the line named, and what is said.
FAULTS = [
    (
        STEP,
        'step = "look"',
        'step = "look"\nsays = "Hello." # here',
        'says = "Hello." # here',
        "'look' tells the reporter nothing",
    ),
    (
        EACH,
        'each = "adherence"',
        'each = "weather"',
        'each = "weather"',
        "unknown relation 'weather'",
    ),
    (
        EACH,
        'of = ["gift"]',
        'of = ["present"]',
        'of = ["present"]',
        "unknown type of case 'present'",
    ),
    (EACH, 'of = ["gift"]', "", "[reactions.looks_in_each]", "needs 'of'"),
    (STEP, 'then = "take_step"', 'then = "fly"', 'then = "fly"', "unknown rule 'fly'"),
    (STEP, 'step = "look"\n', "", "[reactions.looks]", "'take_step' needs 'step'"),
    (STEP, 'case_types = ["gift"]\n', "", "[reactions.looks]", "needs 'case_types'"),
    (STEP, 'step = "look"', 'step = "leap"', 'step = "leap"', "step 'leap' of 'gift'"),
    (STEP, '["declare"]', '["declaim"]', "after", "unknown opening or step 'declaim'"),
    (STEP, 'after = ["declare"]\n', "", "[reactions.looks]", "nothing says what it"),
    (STEP, '["gift"]', '["gifts"]', "case_types", "unknown type of case 'gifts'"),
    (STEP, 'clause = "2"', 'clause = "3"', 'clause = "3"', "unknown clause '3'"),
    (STEP, 'step = "look"', 'step = "place_hold"', 'step = "pl', "command of its own"),
    (STEP, 'step = "look"', 'step = "look"\nstarts = "answer"', "starts", "reads no"),
    (STEP, 'step = "look"', 'step = "approve"', "[reactions.looks]", "is missing"),
    (
        STEP,
        'step = "look"',
        'step = "look"\nfacts = { a = 1 }',
        "facts",
        "unknown fact",
    ),
    (CLOCK, '"answer"', '"bell"', 'starts = "bell"', "unknown clock 'bell'"),
    (CLOCK, 'after = ["look"]', 'clocks = ["bell"]', "clocks", "unknown clock 'bell'"),
    (CLOCK, 'after = ["look"]', 'categories = ["x"]', "categories", "unknown category"),
    (CLOCK, 'after = ["look"]', 'findings = ["so"]', "findings", "should be 'establ"),
    (UP, '"decider"', '"unit_head"', "offices", "does not see every case"),
    (UP, '"decider"', '"bell"', "offices", "unknown role 'bell'"),
    (UP, 'offices = ["decider"]\n', "", "[reactions.goes_up]", "needs 'offices'"),
    (CLOCK, "starts", 'unless = ["bell"]\nstarts', "unless", "unknown clock 'bell'"),
]


def said(folder: Path, reaction: str) -> list[tuple[str, str]]:
    """The lines that are named, and what is said of each."""
    file = folder / "acme" / "2024.toml"
    file.parent.mkdir()
    text = SOUND + reaction
    file.write_text(text, "utf-8")
    with pytest.raises(EditionError) as error:
        read(file)
    lines = text.splitlines()
    return [(lines[flaw.line - 1], flaw.what) for flaw in error.value.flaws]


@pytest.mark.parametrize("reaction", [STEP, CLOCK, EACH, UP, STEP + CLOCK])
def test_the_reactions_that_are_broken_here_are_sound(
    tmp_path: Path, reaction: str
) -> None:
    file = tmp_path / "acme" / "2024.toml"
    file.parent.mkdir()
    file.write_text(SOUND + reaction, "utf-8")
    assert read(file).reactions


@pytest.mark.parametrize(("reaction", "old", "new", "line", "what"), FAULTS)
def test_a_fault_is_named_with_its_line(
    reaction: str, old: str, new: str, line: str, what: str, tmp_path: Path
) -> None:
    assert reaction.count(old) == 1
    faults = said(tmp_path, reaction.replace(old, new))
    assert any(where.startswith(line) and what in why for where, why in faults), faults


def test_a_reaction_that_would_cause_itself_is_a_fault(tmp_path: Path) -> None:
    ((where, why),) = said(tmp_path, BACK)
    assert (where, why) == ("[reactions.looks_again]", CIRCLE)


def test_so_are_several_that_cause_each_other(tmp_path: Path) -> None:
    edition = SOUND.replace(
        "[procedures.gift.steps.look]", STEP_BACK + "[procedures.gift.steps.look]"
    )
    there = STEP.replace('["declare"]', '["hesitate"]')
    back = BACK.replace('step = "look"', 'step = "hesitate"')
    file = tmp_path / "acme" / "2024.toml"
    file.parent.mkdir()
    file.write_text(edition + there + back, "utf-8")
    with pytest.raises(EditionError) as error:
        read(file)
    assert [flaw.what for flaw in error.value.flaws] == [CIRCLE, CIRCLE]


CIRCLE = "it would cause itself for ever"
STEP_BACK = """\
[procedures.gift.steps.hesitate]
label = "Hesitated"
by = ["director"]
clause = "2"

"""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("[clocks.answer]\n", "[clocks.answer]\nwindow = true\n", "nobody misses"),
        ('meets = ["answer"]\n', "", "no step there meets 'answer'"),
    ],
)
def test_a_time_limit_that_nobody_misses_or_meets_is_not_told_above(
    old: str, new: str, what: str, tmp_path: Path
) -> None:
    assert SOUND.count(old) == 1
    file = tmp_path / "acme" / "2024.toml"
    file.parent.mkdir()
    file.write_text(SOUND.replace(old, new) + UP, "utf-8")
    with pytest.raises(EditionError, match=what):
        read(file)
