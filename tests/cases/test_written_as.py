"""Under which name an act is recorded: a reporter's tells nobody who they are."""

from dataclasses import replace

import pytest
from rules import nothing, report
from scenario import MEMBER, OWNER

from cases.actors import REPORTER, Actor
from cases.case.case import Case
from cases.commands.order import names, written_as


def reported(mode: str = "confidential") -> Case:
    """A report whose reporter was recognised, as whoever acts or is named."""
    case = nothing().after(report(identity_mode=mode), MEMBER).case
    return replace(case, reporter=MEMBER.id)


@pytest.mark.parametrize("role", ["member", "reporter", "witness"])
@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("named", MEMBER.id),
        ("confidential", "confidential"),
        ("anonymous", "anonymous"),
    ],
)
def test_who_reported_acts_as_the_reporter_and_by_name_if_they_gave_one(
    mode: str, name: str, role: str
) -> None:
    by = Actor(MEMBER.id, role)
    assert written_as(reported(mode), by) == Actor(name, REPORTER)


@pytest.mark.parametrize("role", ["case_owner", "subject", "of_no_such_office"])
def test_in_any_other_role_who_reported_acts_like_anybody(role: str) -> None:
    by = Actor(MEMBER.id, role)
    assert written_as(reported(), by) == by


def test_whoever_acts_for_the_reporter_acts_for_the_reporter_unnamed() -> None:
    clerk = Actor("clerk-1", "intake_officer", on_behalf_of=MEMBER.id)
    for_them = replace(clerk, on_behalf_of=REPORTER)
    assert written_as(reported(), clerk) == for_them
    for_another = replace(clerk, on_behalf_of="other-1")
    assert written_as(reported(), for_another) == for_another


def test_everybody_else_acts_under_their_own_name() -> None:
    unknown = replace(reported(), reporter=None)
    for by in (OWNER, Actor("other-1", "member")):
        assert written_as(reported(), by) == by
        assert written_as(unknown, by) == by


def test_what_the_reporter_did_is_found_under_any_name_they_acted_by() -> None:
    clerk = Actor("clerk-1", "intake_officer", on_behalf_of=MEMBER.id)
    unnamed = {"anonymous", "confidential", REPORTER}
    assert names(reported(), MEMBER) == {MEMBER.id} | unnamed
    assert names(reported(), clerk) == {"clerk-1", MEMBER.id} | unnamed
    assert names(reported(), OWNER) == {OWNER.id}
