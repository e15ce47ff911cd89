"""What is wrong with an edition, as a compiler shows it."""

from pathlib import Path

import pytest

from cases.edition.explaining import explained, total
from cases.edition.fault import meant
from cases.edition.reading import EditionError, Flaw, read

SOUND = (Path(__file__).parent / "acme" / "2024.toml").read_text("utf-8")


def flaws(folder: Path, old: str, new: str) -> tuple[tuple[Flaw, ...], str]:
    """What is wrong when a place of the sound edition is changed, and its text."""
    assert SOUND.count(old) == 1
    path = folder / "acme" / "2024.toml"
    path.parent.mkdir()
    path.write_text(text := SOUND.replace(old, new), "utf-8")
    with pytest.raises(EditionError) as error:
        read(path)
    return error.value.flaws, text


def test_the_line_is_shown_with_a_mark_below_what_is_wrong(tmp_path: Path) -> None:
    changed = 'meets = ["anwser"] # a clock'
    (flaw,), text = flaws(tmp_path, 'meets = ["answer"]', changed)
    line = text.count("\n", 0, text.index(changed)) + 1
    assert explained(flaw, text).splitlines() == [
        "error: unknown clock 'anwser'",
        f"   --> acme/2024.toml:{line}:11",
        "   |",
        f'{line} | meets = ["anwser"] # a clock',
        "   |           ^^^^^^",
        "   = did you mean 'answer'?",
    ]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ('by = ["member"]', 'by = ["memeber"]', "did you mean 'member'?"),
        ('meets = ["answer"]', 'meets = ["bell"]', "there is 'answer'"),
        ('source = "a test"', 'surce = "a test"', "did you mean 'source'"),
        ('is = "decider"', 'ist = "decider"', "did you mean 'is'"),
        ('guards = ["nominal_value"]', 'guards = ["nominal"]', "'nominal_value'"),
        ('in = ["looked_at"]', 'in = ["looked_up"]', "did you mean 'looked_at'?"),
        ('in = ["looked_at"]', 'in = ["lost"]', "there is 'declared', 'looked_at'"),
        ('period = "3 years"', 'period = "3 yrs"', "how long, as '7 days'"),
        (
            'strength = "obligation"',
            'strength = "must"',
            "as 'obligation' or",
        ),
        ('by = ["member"]', 'by = "member"', "the offices that may do it, as a list"),
        ('retention = "R10"', "", "how long it is kept then: one of R10"),
        ('clause = "2"\nasks', "asks", "'not from the code: ' and why it is there"),
        ("from = 2025-01-01", "from = 2024-01-01", "is the 'from' of the next"),
        ("amount = 50", "until = 2024-12-01, amount = 50", "'from' of the next"),
        ('to = "looked_at"', 'to = "declared"', "a step there 'closes' the case"),
    ],
)
def test_a_fault_comes_with_what_is_meant_or_to_be_done(
    old: str, new: str, hint: str, tmp_path: Path
) -> None:
    found, text = flaws(tmp_path, old, new)
    assert any(hint in (flaw.hint or "") for flaw in found)
    assert hint in "\n".join(explained(flaw, text) for flaw in found)


def test_nothing_is_guessed_where_too_much_could_be_meant(tmp_path: Path) -> None:
    (flaw,), text = flaws(tmp_path, 'by = ["member"]', 'by = ["zzz"]')
    assert flaw.hint is None
    assert "=" not in explained(flaw, text).splitlines()[-1]


def test_two_names_that_are_like_it_could_be_meant_or_one_of_a_few_others() -> None:
    known = ["answer", "answers", "answered", "bell"]
    assert meant("answr", known) == "did you mean 'answer' or 'answers'?"
    few = ["h", "g", "f", "e", "d", "c", "b", "a"]
    assert meant("bell", few) == "there is 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'"
    assert meant("bell", [*few, "i"]) is None
    assert meant("bell", []) is None


def test_what_is_no_toml_is_shown_where_reading_stopped(tmp_path: Path) -> None:
    broken = 'title = "Gift'
    (flaw,), text = flaws(tmp_path, 'title = "Gift"', broken)
    shown = explained(flaw, text).splitlines()
    assert shown[0].startswith("error: not TOML: ")
    line = text.splitlines().index(broken) + 1
    assert shown[1].endswith(f"acme/2024.toml:{line}:{len(broken) + 1}")
    assert shown[3] == f"{line} | {broken}"
    assert shown[4] == f"   | {' ' * len(broken)}^"


def test_how_much_is_wrong_is_said_at_the_end(tmp_path: Path) -> None:
    found, _ = flaws(tmp_path, 'by = ["member"]', 'by = ["pope", "king"]')
    assert total(found) == "2 faults in acme/2024.toml"
    assert total(found[:1]) == "1 fault in acme/2024.toml"


def test_a_fault_beyond_the_last_line_is_shown_all_the_same() -> None:
    shown = explained(Flaw("acme/2024.toml", 9, "not TOML"), "a = 1\n")
    assert shown.splitlines() == [
        "error: not TOML",
        "  --> acme/2024.toml:9:1",
        "  |",
        "9 |",
        "  | ^",
    ]


def test_a_fault_that_names_nothing_of_its_line_is_shown_at_the_key() -> None:
    shown = explained(Flaw("acme/2024.toml", 2, "it is wrong"), "a = 1\n  key = 2")
    assert shown.splitlines() == [
        "error: it is wrong",
        "  --> acme/2024.toml:2:3",
        "  |",
        "2 |   key = 2",
        "  |   ^^^",
    ]
