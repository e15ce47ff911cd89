"""Files of a case: who adds one, what is recorded of it, and who reads the original."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import pytest
from rules import CODE, DETECTIVE, SAID, accused, report
from scenario import INTAKE, MEMBER, OWNER, Scenario

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.files import AddFile, FileCopy, reads_originals
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
    accused().when(file(party=1), DETECTIVE).then_happens(FileAdded, FileCleaned)


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
    reported().when(sent, by).then_refused(Refused, reason)


def test_originals_are_for_those_who_take_evidence() -> None:
    case = accused().case
    assert reads_originals(case, DETECTIVE)
    assert reads_originals(case, OWNER)
    assert not reads_originals(case, INTAKE)
    assert not reads_originals(case, Actor(MEMBER.id, "reporter"))
