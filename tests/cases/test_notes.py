"""Notes in a case: who writes them, for whom, and who never reads them."""

from typing import Any, Final

import pytest
from rules import (
    CHAIR,
    DETECTIVE,
    MEMBERS,
    NEUTRAL,
    SAID,
    accused,
    convened,
    deliberated,
    handled,
    in_office,
)
from scenario import COMPLIANCE, DPO, INTAKE, MEMBER, OWNER, Scenario, refusal

from cases.actors import Actor
from cases.commands.decision import RecuseDecider
from cases.commands.notes import WriteNote, meant_for
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.notes import NoteWritten
from cases.rights import Reach

CLAUSE: Final = "not from the code: need to know"
HANDLERS: Final = (OWNER, DETECTIVE)
OTHER: Final = Actor("detective-2", "detective")


def note(**said: Any) -> WriteNote:
    return WriteNote.model_validate({"text": SAID, **said})


def written(before: Scenario, by: Actor = OWNER, **said: Any) -> NoteWritten:
    (happened,) = before.when(note(**said), by).outcome or ()
    assert isinstance(happened, NoteWritten)
    return happened


def readers(before: Scenario, one: NoteWritten, *some: Actor) -> set[str]:
    """Who of them reads a note that none of them wrote."""
    case = before.case
    return {by.id for by in some if meant_for(case, by, one, Reach.GIVEN)}


def test_who_handles_a_case_writes_a_note_for_those_who_handle_it() -> None:
    accused().when(note(party=1), DETECTIVE).then(
        NoteWritten(
            step="write_note",
            clause=CLAUSE,
            phase="looked_into",
            audience="handlers",
            party=1,
            text=SAID,
        )
    )


def test_a_note_about_nobody_in_the_case_is_refused() -> None:
    accused().when(note(party=7), OWNER).then_refused(
        Refused, "the case has no such party", CLAUSE, "party"
    )


@pytest.mark.parametrize("by", [MEMBER, DPO, Actor("auditor-1", "auditor")])
def test_nobody_writes_notes_who_does_not_handle_cases(by: Actor) -> None:
    handled().when(note(), by).then_refused(NotPermitted, "is for")


def test_nobody_writes_one_in_a_case_that_is_not_theirs() -> None:
    handled().when(note(), OTHER).then_refused(CaseNotFound, "no such case")


def test_those_whose_case_it_is_read_what_is_for_handlers() -> None:
    one = written(handled(), INTAKE)
    assert readers(handled(), one, *HANDLERS, OTHER) == {OWNER.id, DETECTIVE.id}


def test_whoever_has_an_office_by_turn_reads_it_while_the_case_awaits_them() -> None:
    before = deliberated()
    one = written(handled())
    awaited = {
        by.id
        for by in (INTAKE, COMPLIANCE, CHAIR)
        if meant_for(before.case, by, one, Reach.TURN)
    }
    assert awaited == {CHAIR.id}


def test_whoever_is_to_be_neutral_reads_no_note_of_those_who_handle_the_case() -> None:
    before = in_office()
    one = written(before)
    assert readers(before, one, *HANDLERS, NEUTRAL) == {OWNER.id, DETECTIVE.id}


def test_they_note_for_themselves_alone() -> None:
    before = in_office()
    for audience in ("handlers", "case_owner", "decision_body"):
        asked = before.when(note(audience=audience), NEUTRAL)
        asked.then_refused(Refused, "for themselves alone", CLAUSE, "audience")
        assert refusal(asked).allowed == ("author",)
    one = written(before, NEUTRAL, audience="author")
    assert readers(before, one, *HANDLERS, NEUTRAL, CHAIR) == set()


def test_what_is_for_whoever_leads_the_case_no_other_handler_reads() -> None:
    one = written(handled(), DETECTIVE, audience="case_owner")
    assert readers(handled(), one, *HANDLERS) == {OWNER.id}
    assert not one.readers
    assert not written(deliberated(), DETECTIVE, audience="case_owner").readers


def test_what_is_for_oneself_nobody_else_reads() -> None:
    one = written(handled(), DETECTIVE, audience="author")
    assert readers(handled(), one, *HANDLERS, CHAIR) == set()


def test_those_who_decide_note_for_one_another() -> None:
    before = deliberated()
    one = written(before, CHAIR, audience="decision_body")
    present = {member.id for member in MEMBERS}
    assert set(one.readers) <= present
    assert readers(before, one, *MEMBERS, *HANDLERS) == set(one.readers)
    assert CHAIR.id in one.readers


def test_nobody_else_notes_anything_for_them() -> None:
    for before, by in ((deliberated(), OWNER), (handled(), OWNER)):
        before.when(note(audience="decision_body"), by).then_refused(
            Refused, "only those who decide", CLAUSE, "audience"
        )


def test_whoever_decides_later_does_not_read_what_those_before_noted() -> None:
    first, second = MEMBERS[1], MEMBERS[4]
    before = deliberated(*(member.id for member in MEMBERS[:3]))
    one = written(before, CHAIR, audience="decision_body")
    later = before.after(convened(*(member.id for member in MEMBERS[2:])), MEMBERS[2])
    assert second.id in later.case.panel.present
    assert not readers(later, one, second)
    assert readers(before, one, first) == {first.id}


def test_whoever_is_recused_reads_no_more_what_those_who_decide_note() -> None:
    before = deliberated()
    one = written(before, CHAIR, audience="decision_body")
    gone = MEMBERS[1]
    assert readers(before, one, gone) == {gone.id}
    recuse = RecuseDecider(person=gone.id)
    left = before.after(recuse, CHAIR)
    assert not readers(left, one, gone)
