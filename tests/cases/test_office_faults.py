"""What can be wrong with offices and those in their place, each by its line."""

from pathlib import Path

import pytest

from cases.edition.reading import EditionError, read

SOUND = (Path(__file__).parent / "acme" / "2024.toml").read_text("utf-8")

OFFICES = """
[roles.clerk]
label = "Clerk"
is = "intake_officer"
supervises = ["case_owner"]

[roles.looker]
label = "Looker"
is = "investigator"

[substitutes.clerk]
by = ["director", "compliance_officer"]
clause = "2"

[reactions.fills]
label = "Filled"
clause = "2"
then = "fill_offices"

[reactions.leads]
label = "Led elsewhere"
clause = "2"
then = "go_to_another_office"
categories = ["bribery"]
offices = ["clerk"]
substitute = "director"
"""

# What is changed in the sound offices, into what; the line named, and what is said.
FAULTS = [
    ('["case_owner"]', '["pope"]', "supervises", "unknown role 'pope'"),
    ("substitutes.clerk", "substitutes.pope", "[sub", "unknown role 'pope'"),
    ('["director", ', '["pope", ', "by = ", "unknown role 'pope'"),
    ('["director", ', '["clerk", ', "by = ", "'clerk' itself, or one of them twice"),
    ('["director", ', '["compliance_officer", ', "by = ", "one of them twice"),
    ('["director", ', '["member", ', "by = ", "nobody takes the place of 'clerk' so"),
    ("substitutes.clerk", "substitutes.witness", "by = ", "nobody takes the place"),
    ("substitutes.clerk", "substitutes.looker", "by = ", "who investigates does not"),
    ('["director", "compliance_officer"]', "[]", "by = ", "at least 1"),
    ('e_officer"]\nclause = "2"', 'e_officer"]\nclause = "3"', "clause", "clause '3'"),
    ('offices = ["clerk"]', 'offices = ["pope"]', "offices", "unknown role 'pope'"),
    ('offices = ["clerk"]\n', "", "[reactions.leads]", "needs 'offices'"),
    ('substitute = "director"', 'substitute = "pope"', "subst", "unknown role 'pope'"),
    ('categories = ["bribery"]\n', "", "[reactions.leads]", "nothing says what it"),
    ('"fill_offices"\n', '"fill_offices"\nstep = "look"\n', "step", "reads no 'step'"),
]


def written(folder: Path, offices: str) -> Path:
    file = folder / "acme" / "2024.toml"
    file.parent.mkdir()
    file.write_text(SOUND + offices, "utf-8")
    return file


def test_the_offices_that_are_broken_here_are_sound(tmp_path: Path) -> None:
    edition = read(written(tmp_path, OFFICES))
    assert edition.substitutes["clerk"].by == ("director", "compliance_officer")
    assert edition.roles["clerk"].supervises == ("case_owner",)


@pytest.mark.parametrize(("old", "new", "line", "what"), FAULTS)
def test_a_fault_is_named_with_its_line(
    old: str, new: str, line: str, what: str, tmp_path: Path
) -> None:
    assert OFFICES.count(old) == 1
    file = written(tmp_path, OFFICES.replace(old, new))
    with pytest.raises(EditionError) as error:
        read(file)
    lines = file.read_text("utf-8").splitlines()
    found = [(lines[flaw.line - 1], flaw.what) for flaw in error.value.flaws]
    assert any(where.startswith(line) and what in why for where, why in found), found
