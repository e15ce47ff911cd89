"""Files of a case: who adds one, what is recorded of it, and who reads the original."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import pytest
from rules import (
    CODE,
    DETECTIVE,
    SAID,
    SMALL,
    accused,
    disclosure,
    nothing,
    report,
    under,
)
from scenario import INTAKE, MEMBER, OWNER, Scenario, day

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.command import Circumstances
from cases.commands.files import AddFile, FileCopy, addable, reads_originals
from cases.commands.steps import TakeStep
from cases.errors import CaseError, NotPermitted, Refused
from cases.events.event import Event
from cases.events.files import FileAdded, FileCleaned, FileSent

FILE, COPY = UUID(int=41), UUID(int=42)
DIGEST: Final = "c" * 64
CLEAN: Final = FileCopy(file=COPY, size=900, digest="d" * 64)


def file(**said: Any) -> AddFile:
    return AddFile.model_validate(
        {
            "file": FILE,
            "media_type": "image/png",
            "size": 1000,
            "digest": DIGEST,
            "scanned": True,
            "name": SAID,
            "copied": CLEAN,
            **said,
        }
    )


def reported() -> Scenario:
    return Scenario(Case(CODE)).after(report(), MEMBER)


def happened(done: Scenario) -> Sequence[Event]:
    assert not isinstance(done.outcome, CaseError), repr(done.outcome)
    return done.outcome or ()


def test_a_file_is_recorded_with_the_copy_that_is_shown_in_its_place() -> None:
    added, copied = happened(reported().when(file(), INTAKE))
    assert isinstance(added, FileAdded)
    assert isinstance(copied, FileCleaned)
    assert (added.file, added.digest, added.media_type) == (FILE, DIGEST, "image/png")
    assert (copied.file, copied.original, copied.size) == (COPY, FILE, 900)


def test_what_cannot_be_cleaned_has_no_copy() -> None:
    reported().when(file(copied=None), INTAKE).then_happens(FileAdded)


def test_a_reporter_adds_to_their_own_report() -> None:
    reporter = Actor(MEMBER.id, "reporter")
    reported().when(file(), reporter).then_happens(FileAdded, FileCleaned)


def test_an_office_without_the_right_adds_none() -> None:
    reported().when(file(), Actor("auditor-1", "auditor")).then_refused(
        NotPermitted, "'add_file' is for"
    )


def test_a_file_is_added_by_its_own_command_alone() -> None:
    reported().when(TakeStep(step="add_file"), INTAKE).then_refused(
        Refused, "the step has a command of its own"
    )


def test_a_file_is_about_a_party_of_the_case() -> None:
    reported().when(file(party=7), INTAKE).then_refused(
        Refused, "the case has no such party"
    )
    added, copied = happened(accused().when(file(party=1), DETECTIVE))
    assert isinstance(added, FileAdded)
    assert isinstance(copied, FileCleaned)
    assert added.party == copied.party == 1


def test_what_is_sent_to_the_reporter_is_the_copy() -> None:
    sent = file(to_reporter=True)
    _, shown = happened(reported().when(sent, INTAKE))
    assert isinstance(shown, FileSent)
    assert shown.file == COPY


@pytest.mark.parametrize(
    ("said", "by", "reason"),
    [
        ({"copied": None}, INTAKE, "cannot be cleaned"),
        ({}, Actor(MEMBER.id, "reporter"), "has it already"),
    ],
)
def test_not_everything_is_sent_to_the_reporter(
    said: dict[str, Any], by: Actor, reason: str
) -> None:
    sent = file(to_reporter=True, **said)
    asked = reported().when(sent, by)
    asked.then_refused(Refused, reason, "a record", "to_reporter")


def test_where_nobody_reported_nothing_is_sent_to_a_reporter() -> None:
    declared = nothing().after(disclosure(), MEMBER)
    declared.when(file(to_reporter=True), INTAKE).then_refused(
        Refused, "nobody reported the case", "a record", "to_reporter"
    )


def taken(before: Scenario, party: int | None) -> None:
    """As it is asked before a byte of the file is taken."""
    step = before.case.procedure.step("add_file")
    addable(Circumstances(before.case, step, DETECTIVE, day(0)), party, False)


def test_what_would_be_refused_later_is_refused_before_a_byte_is_taken() -> None:
    with pytest.raises(Refused, match="no such party"):
        taken(accused(), 7)
    heard_first = SMALL.everywhere["add_file"].model_copy(
        update={"after": ("tell_again",)}
    )
    told_first = accused().case
    one_told = replace(
        told_first,
        taken={**told_first.taken, "tell_again": frozenset({OWNER.id})},
        done_for={"tell_again": frozenset({1})},
    )
    before = under(Scenario(one_told), {**SMALL.everywhere, "add_file": heard_first})
    taken(before, 1)
    with pytest.raises(Refused, match="comes after tell_again"):
        taken(before, 2)


def test_originals_are_for_those_who_take_evidence() -> None:
    case = accused().case
    assert reads_originals(case, DETECTIVE)
    assert reads_originals(case, OWNER)
    assert not reads_originals(case, INTAKE)
    assert not reads_originals(case, Actor(MEMBER.id, "reporter"))
