"""Each fault that an edition can have, and the line that is named for it."""

from pathlib import Path

import pytest

from cases.edition.code import codes
from cases.edition.reading import EditionError, Flaw, read

SOUND = (Path(__file__).parent / "acme" / "2024.toml").read_text("utf-8")

# What is changed in the sound edition, into what, and what is said about that line.
CHANGED_LINES = [
    ('source = "a test"', 'sauce = "a test"', "unknown key 'sauce'"),
    ('clause = "2"\nasks', 'clause = "3"\nasks', "unknown clause '3'"),
    ('clause = "1, 2"', 'clause = "1, 4"', "unknown clause '4'"),
    ('clauses = ["1"]', 'clauses = ["9"]', "unknown clause '9'"),
    ('"not from the code: GDPR', '"not from: GDPR', "unknown clause"),
    ('by = ["member"]', 'by = ["pope"]', "unknown role 'pope'"),
    ('is = "decider"', 'is = "boss"', "unknown role 'boss'"),
    ("[roles.director]", "[roles.auditor]", "'auditor' is a general role"),
    ("quorum = 3", "quorum = 6", "the quorum is larger than the body"),
    ('lost = "approve"', 'lost = "pray"', "unknown step or body 'pray'"),
    ('starts = ["answer"]', 'starts = ["bell"]', "unknown clock 'bell'"),
    ('meets = ["answer"]', 'stops = ["bell"]', "unknown clock 'bell'"),
    ('meets = ["answer"]', 'meets = ["bell"]', "unknown clock 'bell'"),
    ('guards = ["nominal_value"]', 'guards = ["angel"]', "unknown guard 'angel'"),
    ('guards = ["nominal_value"]', 'guards = ["text_in_force"]', "'text_digest'"),
    ('retention = "R10"', 'retention = "R11"', "unknown retention 'R11'"),
    ('after = ["look"]', 'after = ["leap"]', "unknown step 'leap'"),
    ('after = ["look"]', 'gives_to = "mood"', "nothing asks for 'mood' before"),
    ('after = ["look"]', 'not_after = ["leap"]', "unknown step 'leap'"),
    ('than = ["declare"]', 'than = ["declaim"]', "unknown step 'declaim'"),
    ('in = ["looked_at"]', 'in = ["looked_at", "lost"]', "nothing leads to it"),
    ('phase = "declared"', 'phase = "closed"', "'closed' is no phase"),
    ('asks = ["embarrassing"]', 'asks = ["embarrassing", "mood"]', "fact 'mood'"),
    ("when = { embarrassing", "when = { mood", "unknown fact 'mood'"),
    ('when = { source = ["government"] }', 'since = "value"', "'value' is no day in"),
    ('when = { source = ["government"] }', 'meets = ["bell"]', "clock 'bell'"),
    ('when = { source = ["government"] }', 'meets = ["answer"] # it', "need each"),
    ("when = { so", "when = { embarrassing = [true], so", "asks for 'embarrassing'"),
    ('["government"] }', '["friend"] }', "'friend' is not one of government, univ"),
    ("embarrassing = [false]", "embarrassing = [2]", "2 is not yes or no"),
    ("embarrassing = [false]", "embarrassing = []", "no answer that is allowed"),
    ('value = "amount"', 'value = "colour"', "'kind': input should be"),
    ('value = "amount"', 'value = { some_of = ["A b"] }', "should match pattern"),
    ('value = "amount"', 'value = ["Ab"]', "should match pattern"),
    ('value = "amount"', 'value = { any_of = ["a"] }', "'kind': input should be"),
    ('period = "3 years"', 'period = "3 yrs"', "'3 yrs' is not a period"),
    ('period = "3 years"', 'period = "3 hours"', "in days or longer"),
    ('"Europe/Zurich"', '"Europe/Geneva"', "is not a time zone"),
    ('"CH-GE"', '"CH-XX"', "no public holidays are known for 'CH-XX'"),
    ('organisation = "acme"', 'organisation = "other"', "folder is called 'acme'"),
    (
        'edition = "2024"',
        'edition = "2025"',
        "'2025', but the file is called '2024.toml'",
    ),
    ('title = "Gift"', "title = Gift", "not TOML"),
]

# The same, where the line that is named is another one.
OTHER_LINES = [
    (
        'clause = "2"\nasks',
        "asks",
        "[procedures.gift.steps.approve]",
        "'clause' is missing",
    ),
    (
        'starts = ["answer"]\n',
        "",
        'meets = ["answer"]',
        "nothing starts clock 'answer'",
    ),
    ('retention = "R10"\n', "", 'closes = "approved"', "needs a 'retention'"),
    (
        'to = "looked_at"',
        'to = "looked_at"\nretention = "R10" # here',
        "# here",
        "'retention' is for a step that 'closes'",
    ),
    (
        'meets = ["answer"]',
        'meets = ["answer"]\nto = "declared"',
        'to = "declared"',
        "a step that closes leads to no other phase",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nfrees = true # here',
        "# here",
        "nothing sets a bar that it could lift",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nsettles = true # here',
        "# here",
        "nothing is raised that it could settle",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nwaits_for = ["rain"] # here',
        "# here",
        "unknown matter 'rain'",
    ),
    (
        'when = { source = ["government"] }',
        'when = { source = ["government"] }\nraises = "suggestion"',
        'closes = "approved"',
        "the case ends and leaves 'suggestion' open",
    ),
    (
        'when = { source = ["government"] }',
        'when = { source = ["government"] }\nbinds = "value" # here',
        "# here",
        "'value' is no day that can have been",
    ),
    (
        'when = { source = ["government"] }',
        'when = { source = ["government"] }\nbinds = "embarrassing" # here',
        "# here",
        "'embarrassing' is not asked for",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nreleases = "value" # here',
        "# here",
        "nothing binds anybody before",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\ntakes_part = true # here',
        "# here",
        "'approve' brings nobody in",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nwithin = { embarrassing = "mood" } # here',
        "# here",
        "nothing asks for 'embarrassing' and 'mood'",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nwithin = { embarrassing = "source" } # here',
        "# here",
        "'embarrassing' is not of the kind of 'source'",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\non = "embarrassing" # here',
        "# here",
        "'embarrassing' is no day in the past",
    ),
    (
        'kind = "disclosure"',
        'kind = "disclosure"\nunit = "value" # here',
        "# here",
        "'value' names nothing that a case belongs to",
    ),
    (
        'label = "Hold placed"',
        'label = "Hold placed"\nreasons = true # here',
        "# here",
        "which knows when it needs reasons",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nfacts_only = true\nreasons = true # here',
        "# here",
        "a step of facts only takes no note",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nfacts_only = true\ntells_reporter = true # here',
        "# here",
        "a step of facts only takes no note",
    ),
    (
        'label = "Hold placed"',
        'label = "Hold placed"\ntells_reporter = true # here',
        "# here",
        "which says whom it tells",
    ),
    (
        "[clocks.answer]",
        '[measures.talk]\nlabel = "Talk"\ndisciplinary = true\nclause = "1"\n'
        'then = ["pray"] # here\n\n[clocks.answer]',
        "# here",
        "unknown step 'pray'",
    ),
    (
        "[clocks.answer]",
        '[measures.talk]\nlabel = "Talk"\ndisciplinary = true\nclause = "1"\n'
        "interim = true # here\n\n[clocks.answer]",
        "# here",
        "is no discipline, and ends nothing",
    ),
    (
        "[clocks.answer]",
        '[measures.talk]\nlabel = "Talk"\ndisciplinary = true\nclause = "1"\n'
        "expunged = true # here\n\n[clocks.answer]",
        "# here",
        "it needs a clock 'measure_record'",
    ),
    (
        "[procedures.gift.steps.approve]",
        "[procedures.gift.steps.impose_measure] # here\n"
        'label = "Measure"\nby = ["compliance_officer"]\nclause = "1"\n\n'
        "[procedures.gift.steps.approve]",
        "# here",
        "it needs a clock 'measure_ends'",
    ),
    (
        "[procedures.gift.steps.approve]\n",
        "[procedures.gift.steps.approve]\nof_their_unit = true # here\n",
        "# here",
        "the step is about no party",
    ),
    (
        'label = "Hold placed"',
        'label = "Hold placed"\ntakes_part = true # here',
        "# here",
        "'place_hold' brings nobody in",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nfinds = "gold" # here',
        "# here",
        "unknown finding 'gold'",
    ),
    (
        'asks = ["embarrassing"]',
        'asks = ["embarrassing"]\nfinds = "presumption" # here',
        "# here",
        "unknown fact 'presumed'",
    ),
    (
        'when = { source = ["government"] }',
        'when = { source = ["government"] }\nprotects = ["value"] # here',
        "# here",
        "unknown day 'value'",
    ),
    (
        'when = { source = ["government"] }',
        'when = { source = ["government"] }\nexcludes = ["value"] # here',
        "# here",
        "unknown person 'value'",
    ),
    (
        'when = { source = ["government"] }',
        'when = { source = ["government"] }\nprotects = ["received_on"] # here',
        "# here",
        "no clock 'monitoring' says how long",
    ),
    (
        'when = { source = ["government"] }',
        'when = { source = ["government"] }\nbars = true # here',
        "# here",
        "nobody is named from whose matters it bars",
    ),
    (
        'text = "The director decides." }',
        'text = "The director decides." }\n"2 ¶" = { strength = "right", text = "T" }',
        "[clauses]",
        "2 clauses are called '2' as one word",
    ),
    (
        'in = ["looked_at"]',
        'in = ["lost"]',
        "[procedures.gift.steps.approve]",
        "step 'approve' can never be taken",
    ),
    (
        'in = ["looked_at"]',
        'in = ["lost"]',
        'to = "looked_at"',
        "phase 'looked_at' is a dead end: no closing step can be reached",
    ),
    (
        'by = ["director"]\nin = ["declared"]',
        'by = ["director"]\nin = ["looked_at"]',
        'phase = "declared"',
        "phase 'declared' is a dead end",
    ),
    (
        'by = ["director"]\nin = ["declared"]',
        'by = ["director"]\nin = ["looked_at"] # here',
        "# here",
        "phase 'looked_at' cannot be reached",
    ),
    (
        'in = ["declared"]\nto = "looked_at"',
        'in = ["declared"]',
        'phase = "declared"',
        "phase 'declared' is a dead end",
    ),
    (
        'source = "a test"',
        'source = "a test"\nin_force_until = 2024-01-01',
        "in_force_until",
        "the edition ends before it begins",
    ),
    (
        'clauses = ["1"]',
        'clauses = ["1"]\nof = ["fan"] # here',
        "# here",
        "unknown engagement 'fan'",
    ),
    (
        'clauses = ["1"]',
        'clauses = ["1"]\nwhen = { source = ["government"] } # here',
        "# here",
        "unknown fact 'source'",
    ),
    (
        "[categories.bribery]",
        '[ruled_out.bribery] # here\nlabel = "Bribery"\nclause = "1"\n\n'
        "[categories.bribery]",
        "# here",
        "'bribery' is a category as well",
    ),
    (
        "[categories.bribery]",
        '[engagements.fan]\nlabel = "Fan"\nclause = "7" # here\n\n[categories.bribery]',
        "# here",
        "unknown clause '7'",
    ),
    (
        'label = "Hold placed"',
        'label = "Hold placed"\nfacts_only = true # here',
        "# here",
        "'place_hold' has a command of its own, which takes no note",
    ),
    (
        'label = "Hold placed"',
        'label = "Hold placed"\nto = "declared"',
        'to = "declared"',
        "an act of every procedure has no 'to'",
    ),
    (
        'label = "Hold placed"',
        'label = "Hold placed"\nasks = ["value"]',
        'asks = ["value"]',
        "'place_hold' has a command of its own, which takes no facts",
    ),
    (
        'label = "Looked at"',
        'name = "gaze"\nlabel = "Looked at"',
        'name = "gaze"',
        "unknown key 'name'",
    ),
]


def write(folder: Path, text: str, name: str = "acme/2024.toml") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def changed(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def line_with(text: str, part: str) -> int:
    assert text.count(part) == 1
    return text.count("\n", 0, text.index(part)) + 1


def said_of(folder: Path, text: str) -> dict[int, str]:
    with pytest.raises(EditionError) as error:
        read(write(folder, text))
    said: dict[int, str] = {}
    for flaw in error.value.flaws:
        said[flaw.line] = f"{said.get(flaw.line, '')}\n{flaw.what}"
    return said


def test_the_edition_that_is_broken_here_is_sound(tmp_path: Path) -> None:
    assert read(write(tmp_path, SOUND)).title == "Standards of Conduct"


@pytest.mark.parametrize(("old", "new", "what"), CHANGED_LINES)
def test_a_fault_is_named_with_its_line(
    old: str, new: str, what: str, tmp_path: Path
) -> None:
    text = changed(old, new)
    assert what in said_of(tmp_path, text)[line_with(text, new)]


@pytest.mark.parametrize(("old", "new", "line", "what"), OTHER_LINES)
def test_a_fault_is_named_with_the_line_it_shows_on(
    old: str, new: str, line: str, what: str, tmp_path: Path
) -> None:
    text = changed(old, new)
    assert what in said_of(tmp_path, text)[line_with(text, line)]


def test_a_step_left_out_on_the_way_is_named_at_the_dead_end(tmp_path: Path) -> None:
    shortcut = """
[procedures.gift.steps.skip]
label = "Looked away"
by = ["director"]
in = ["declared"]
to = "looked_at"
clause = "2"
"""
    text = SOUND + shortcut
    said = said_of(tmp_path, text)[line_with(SOUND, 'to = "looked_at"')]
    assert "dead end: no closing step can be reached unless before it: look" in said


def test_a_dead_end_at_which_nothing_was_left_out_names_no_step(
    tmp_path: Path,
) -> None:
    text = changed('in = ["looked_at"]', 'in = ["lost"]')
    said = said_of(tmp_path, text)[line_with(text, 'to = "looked_at"')]
    assert said.endswith("is a dead end: no closing step can be reached")


def test_all_faults_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = changed('by = ["member"]', 'by = ["pope", "king"]')
    text = text.replace('retention = "R10"', 'retention = "R11"')
    with pytest.raises(EditionError) as error:
        read(write(tmp_path, text))
    pope = line_with(text, "pope")
    assert str(error.value).splitlines() == [
        f"acme/2024.toml:{pope}: unknown role 'king'",
        f"acme/2024.toml:{pope}: unknown role 'pope'",
        f"acme/2024.toml:{line_with(text, 'R11')}: unknown retention 'R11'",
    ]


VALUES = """
[[thresholds.moderate_value]]
duty_station = "GVA"
currency = "CHF"
from = 2024-01-01
until = {until}
amount = 50
clause = "1"

[[thresholds.moderate_value]]
duty_station = "GVA"
currency = "CHF"
from = 2025-01-01
amount = 60
clause = "1"
"""


@pytest.mark.parametrize(
    ("until", "place", "what"),
    [
        ("2024-12-01", "from = 2025-01-01\n", "no value holds from 2024-12-01 until"),
        ("2025-01-02", "from = 2025-01-01\n", "two values hold on 2025-01-01"),
        ("2024-01-01", "until = 2024-01-01\n", "the value ends before it begins"),
    ],
)
def test_values_that_leave_a_gap_or_overlap_are_named(
    tmp_path: Path, until: str, place: str, what: str
) -> None:
    text = SOUND.replace("[thresholds]\n", "[thresholds] # one\n") + VALUES.format(
        until=until
    )
    assert what in said_of(tmp_path, text)[line_with(text, place)]


def test_values_that_follow_each_other_are_no_fault(tmp_path: Path) -> None:
    text = SOUND + VALUES.format(until="2025-01-01")
    assert read(write(tmp_path, text)).thresholds.keys() == {
        "nominal_value",
        "moderate_value",
    }


def test_two_editions_in_force_on_one_day_are_a_fault(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    later = changed('edition = "2024"', 'edition = "2025"').replace(
        "in_force_from = 2024-01-01", "in_force_from = 2025-01-01"
    )
    write(tmp_path, later, "acme/2025.toml")
    with pytest.raises(EditionError) as error:
        codes(tmp_path)
    line = line_with(later, "in_force_from")
    assert error.value.flaws == (
        Flaw("acme/2025.toml", line, "edition '2024' is still in force then"),
    )


def test_a_day_between_two_editions_without_one_in_force_is_a_fault(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        changed('source = "a test"', 'source = "a"\nin_force_until = 2025-01-01'),
    )
    later = changed('edition = "2024"', 'edition = "2025"').replace(
        "in_force_from = 2024-01-01", "in_force_from = 2025-01-02"
    )
    write(tmp_path, later, "acme/2025.toml")
    with pytest.raises(EditionError) as error:
        codes(tmp_path)
    line = line_with(later, "in_force_from")
    what = "no edition is in force from 2025-01-01 until then"
    assert error.value.flaws == (Flaw("acme/2025.toml", line, what),)
    hint = "the one before ends with 'in_force_until = 2025-01-02'"
    assert error.value.flaws[0].hint == hint
    write(tmp_path, later.replace("2025-01-02", "2025-01-01"), "acme/2025.toml")
    assert len(codes(tmp_path)["acme"].editions) == 2


def test_a_name_in_a_long_list_is_named_with_its_own_line(tmp_path: Path) -> None:
    listed = 'by = [\n  "member",\n  "pope", # of Rome\n]'
    text = changed('by = ["member"]', listed)
    assert said_of(tmp_path, text) == {
        line_with(text, '"pope"'): "\nunknown role 'pope'"
    }


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, changed('retention = "R10"', 'retention = "R11"'))
    other = SOUND.replace('organisation = "acme"', 'organisation = "other"')
    write(tmp_path, other.replace('"R10"', '"R12"'), "other/2024.toml")
    with pytest.raises(EditionError) as error:
        codes(tmp_path)
    assert {flaw.file for flaw in error.value.flaws} == {
        "acme/2024.toml",
        "other/2024.toml",
    }


def test_a_heading_inside_a_long_text_is_no_heading(tmp_path: Path) -> None:
    text = changed('text = "Declare gifts." }', 'text = """\n[a]\n""" }')
    text = text.replace('by = ["member"]', 'by = ["pope"]')
    assert said_of(tmp_path, text) == {
        line_with(text, "pope"): "\nunknown role 'pope'",
    }


def test_a_file_is_named_the_same_from_inside_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "2024.toml").write_text(SOUND.replace('source = "a test"\n', ""), "utf-8")
    monkeypatch.chdir(folder)
    with pytest.raises(EditionError) as wrong:
        read(Path("2024.toml"))
    assert {flaw.file for flaw in wrong.value.flaws} == {"acme/2024.toml"}
