"""People whom the log does not name, and how they are recognised."""

import re
from secrets import token_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.events.event import NO_OFFICE_FOR, Hidden
from cases.sealing.marks import mark, marks, recognised

KEY = token_bytes(32)
OTHER = token_bytes(32)
PERSON = re.compile(r"^[a-z0-9][a-z0-9._-]{0,63}$")
persons = st.from_regex(PERSON, fullmatch=True)


@given(persons)
def test_a_mark_is_of_one_person_under_one_key_and_no_pseudonym(person: str) -> None:
    made = mark(KEY, person)
    assert made == mark(KEY, person)
    assert made != mark(OTHER, person)
    assert made != mark(KEY, f"{person}x")
    assert not PERSON.match(made)


@pytest.mark.parametrize("no_office", [(), ("a",), ("a", "b"), ("a", "a")])
def test_nobody_can_count_for_whom_no_office_is_meant(no_office: tuple[str]) -> None:
    made = marks(KEY, Hidden(no_office=no_office)).no_office
    assert len(set(made)) == NO_OFFICE_FOR
    assert list(made) == sorted(made)
    assert len({len(one) for one in made}) == 1


@given(persons, persons, st.sets(persons))
def test_only_those_are_recognised_whom_marks_stand_for(
    reporter: str, other: str, strangers: set[str]
) -> None:
    hidden = Hidden(reporter=reporter, no_office=(other,))
    made = marks(KEY, hidden)
    assert recognised(KEY, made, {reporter, other} | strangers) == hidden
    assert recognised(KEY, made, strangers - {reporter, other}) == Hidden()
    assert recognised(OTHER, made, {reporter, other}) == Hidden()


def test_an_unknown_reporter_has_no_mark() -> None:
    made = marks(KEY, Hidden(no_office=("a",)))
    assert made.reporter is None
    assert recognised(KEY, made, ("a", "b")).reporter is None
