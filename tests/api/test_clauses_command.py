"""`cases clauses`: the table of a code's clauses on a terminal."""

from typer.testing import CliRunner

from api.__main__ import app

RUN = CliRunner()


def test_the_table_says_where_a_clause_happens_and_who_acts() -> None:
    said = RUN.invoke(app, ["clauses", "iom"]).stdout
    heading, *lines = said.splitlines()
    assert " ".join(heading.split()) == "clause strength what serves it who acts"
    (retained,) = [line for line in lines if "(gift.retain)" in line]
    assert retained.split()[:2] == ["49.2", "permission"]
    assert retained.endswith("Director General")


def test_an_edition_that_does_not_exist_is_named_as_such() -> None:
    assert RUN.invoke(app, ["clauses", "nobody"]).exit_code == 1
