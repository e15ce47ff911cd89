"""What is said of a file that is no edition, and of which line."""

from pathlib import Path

import pytest

from cases.edition.code import codes
from cases.edition.reading import EditionError, Flaw, read

SOUND = (Path(__file__).parent / "acme" / "2024.toml").read_text("utf-8")
FILE = "acme/2024.toml"


def write(folder: Path, text: bytes | str, name: str = FILE) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def flaw(folder: Path, text: bytes | str) -> Flaw:
    """The only thing that is wrong."""
    with pytest.raises(EditionError) as error:
        read(write(folder, text))
    (found,) = error.value.flaws
    return found


def changed(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def line(text: str, part: str) -> int:
    assert text.count(part) == 1
    return text.count("\n", 0, text.index(part)) + 1


def test_what_is_no_utf_8_is_no_edition(tmp_path: Path) -> None:
    text = b"\n# caf\xe9\n# The end.\n"
    assert flaw(tmp_path, text) == Flaw(FILE, 2, "not UTF-8")


def test_a_file_that_ends_too_early_is_wrong_in_its_last_line(tmp_path: Path) -> None:
    found = flaw(tmp_path, 'organisation = "acme"\ntitle = """\nStandards\n')
    assert (found.file, found.line, found.column) == (FILE, 3, 0)
    assert found.what.startswith("not TOML: ")
    assert found.what.endswith("(at end of document)")


def test_where_it_is_no_toml_is_said_once(tmp_path: Path) -> None:
    found = flaw(tmp_path, "title = Gift\n")
    assert (found.what, found.line, found.column) == ("not TOML: Invalid value", 1, 9)


def test_a_value_that_cannot_be_is_said_in_one_sentence(tmp_path: Path) -> None:
    text = changed('period = "3 years"', 'period = "3 yrs"')
    what = "'period': '3 yrs' is not a period such as '3 working days'"
    assert flaw(tmp_path, text) == Flaw(FILE, line(text, "3 yrs"), what)


def test_where_a_table_has_its_name_is_no_key_that_could_be_meant(
    tmp_path: Path,
) -> None:
    text = changed('label = "Looked at"', 'heading = "x"\nlabel = "Looked at"')
    found = flaw(tmp_path, text)
    assert found.what == "unknown key 'heading'"
    assert "(heading)" not in (found.hint or "")


@pytest.mark.parametrize(
    "listed",
    [
        '"pope", # of Rome\n  "member",\n  "pope",\n]',
        '\n  "member", # no "pope" # at all\n  "pope", # of Rome\n]',
    ],
)
def test_a_name_is_where_it_is_first_listed(tmp_path: Path, listed: str) -> None:
    text = changed('by = ["member"]', f"by = [{listed}")
    what = "unknown role 'pope'"
    assert flaw(tmp_path, text) == Flaw(FILE, line(text, '"pope", # of'), what)


def test_a_name_that_is_quoted_otherwise_is_where_its_key_is(tmp_path: Path) -> None:
    text = changed('by = ["member"]', "by = ['pope']")
    text = text.replace('phase = "declared"', 'phase = "pope"')
    text = text.replace('in = ["declared"]', 'in = ["pope"]')
    what = "unknown role 'pope'"
    assert flaw(tmp_path, text) == Flaw(FILE, line(text, "['pope']"), what)


def test_a_name_in_the_last_list_of_a_file_has_its_own_line(tmp_path: Path) -> None:
    last = 'retention = "R10"\n'
    assert SOUND.endswith(last)
    text = f'{SOUND}starts = [\n  "answer",\n  "bell",\n]\n'
    what = "unknown clock 'bell'"
    assert flaw(tmp_path, text) == Flaw(FILE, line(text, '"bell"'), what)


def test_editions_follow_one_another_by_their_days_whatever_their_names(
    tmp_path: Path,
) -> None:
    first = changed('source = "a test"', 'source = "a"\nin_force_until = 2025-01-01')
    write(tmp_path, first.replace('edition = "2024"', 'edition = "b"'), "acme/b.toml")
    then = changed("in_force_from = 2024-01-01", "in_force_from = 2025-01-01")
    write(tmp_path, then.replace('edition = "2024"', 'edition = "a"'), "acme/a.toml")
    names = [edition.edition for edition in codes(tmp_path)["acme"].editions]
    assert names == ["b", "a"]
