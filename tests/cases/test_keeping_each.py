"""Nobody's data are kept for what another accused person did, or for what fell."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from appealing import (
    FIRST,
    REVIEWER,
    SECOND,
    answer,
    answered,
    appeal,
    replaced,
    told,
    two_deliberated,
)
from rules import CHAIR, CODE, SAID, SMALL, TODAY, determination, measure, step
from scenario import COMPLIANCE, OWNER, Scenario

from cases.calendar import Period
from cases.case.case import Case
from cases.case.parts import Links
from cases.commands.allegations import DropAllegation
from cases.commands.appeal import WaiveAppeal
from cases.commands.keeping import Keeping
from cases.edition.code import Code
from cases.events.appeal import AppealOutcome
from cases.events.decision import Finding
from cases.events.retention import RetentionSchedule

LATE = date(2026, 12, 31)
CLOSE = step("close_violation")
KEPT_FOR_A_VIOLATION = date(2030, 1, 1)


def judged(second: Finding | None) -> Scenario:
    """What the first did is established; of the second, this or nothing is found."""
    so_far = two_deliberated().after(determination(), CHAIR)
    so_far = so_far.after(determination(allegation=3), CHAIR)
    if second is None:
        return so_far.after(DropAllegation(allegation=2, reason=SAID), OWNER)
    return so_far.after(determination(second, allegation=2), CHAIR)


def measured(second: Finding | None, until: date | None = None) -> Scenario:
    """The first is disciplined until the end of the year; the second, if guilty."""
    lasting = measure(allegations=(1, 3), effective_on=TODAY, expires_on=LATE)
    so_far = judged(second).after(lasting, CHAIR)
    if second == "established":
        theirs = {"effective_on": TODAY, "expires_on": until}
        so_far = so_far.after(measure(party=2, allegations=(2,), **theirs), CHAIR)
    return so_far.after(step("conclude"), CHAIR)


def notified(so_far: Scenario, *parties: int) -> Scenario:
    for party in parties:
        so_far = so_far.after(told(party), COMPLIANCE)
    return so_far


def closed(second: Finding | None, until: date | None = None) -> Scenario:
    parties = (1,) if second is None else (1, 2)
    final = notified(measured(second, until), *parties)
    return final.after(CLOSE, COMPLIANCE)


def kept(case: Case) -> dict[str, RetentionSchedule]:
    return dict(case.schedules)


@pytest.mark.parametrize("finding", ["refuted", "insufficient_evidence", None])
def test_whoever_was_found_to_have_done_nothing_is_not_kept_as_long(
    finding: Finding | None,
) -> None:
    until = kept(closed(finding).case)
    assert list(until) == ["party_2", "content"]
    theirs, content = until["party_2"], until["content"]
    assert (theirs.rule, theirs.basis) == ("R1", "GDPR Art. 5(1)(e)")
    assert (theirs.start, theirs.started_on) == ("closed", TODAY)
    assert (theirs.violation, content.violation) == (False, None)
    assert theirs.delete_on == date(2026, 3, 6)
    assert (content.rule, content.started_on) == ("R5", LATE)
    assert content.delete_on == KEPT_FOR_A_VIOLATION


def test_whose_measure_is_over_earlier_goes_earlier() -> None:
    until = kept(closed("established", until=date(2026, 6, 30)).case)
    assert list(until) == ["party_2", "content"]
    assert (until["party_2"].rule, until["party_2"].started_on) == (
        "R5",
        date(2026, 6, 30),
    )
    assert until["party_2"].violation is True
    assert until["content"].started_on == LATE


def test_what_is_kept_equally_long_is_scheduled_once() -> None:
    assert list(kept(closed("established", until=LATE).case)) == ["content"]


def test_the_law_of_a_place_is_that_of_what_a_person_is_said_to_have_done() -> None:
    closing = notified(measured("refuted"), 1, 2)
    alleged = closing.case.allegations
    there = {**alleged, 1: replace(alleged[1], country="IT")}
    case = replace(closing.case, allegations=there)
    until = kept(replace(closing, case=case).after(CLOSE, COMPLIANCE).case)
    assert (until["content"].country, until["content"].period) == ("IT", "5 years")
    assert until["party_2"].country is None


def test_where_the_edition_has_no_rule_for_them_all_are_kept_by_the_same() -> None:
    rule = SMALL.retention["R5"].model_copy(update={"cleared": None})
    small = SMALL.model_copy(update={"retention": {**SMALL.retention, "R5": rule}})
    closing = notified(measured("refuted"), 1, 2)
    under = replace(closing, case=replace(closing.case, code=Code("demo", (small,))))
    until = kept(under.after(CLOSE, COMPLIANCE).case)
    assert (until["party_2"].rule, until["party_2"].started_on) == ("R5", TODAY)


def closed_anew(**rules: object) -> Case:
    """The first is guilty, the second is not; kept by rules that say something else."""
    small = SMALL.model_copy(update={"retention": {**SMALL.retention, **rules}})
    return replace(closed("refuted").case, schedules={}, code=Code("demo", (small,)))


def test_until_it_is_known_how_long_they_are_kept_they_are_kept_like_all() -> None:
    cleared = SMALL.retention["R5"].model_copy(update={"cleared": "R15"})
    other = UUID(int=9)
    waiting = replace(
        closed_anew(R5=cleared), links=Links(follows=other), others={other: Case(CODE)}
    )
    events = Keeping(waiting, TODAY).anew()
    assert [e.what for e in events if isinstance(e, RetentionSchedule)] == ["content"]


def test_of_who_reported_it_is_not_said_that_they_did_something_wrong() -> None:
    longer = SMALL.retention["R8"].model_copy(
        update={"period": Period.parse("5 years")}
    )
    confided = replace(closed_anew(R8=longer), identity_mode="confidential")
    identity, *_ = Keeping(confided, TODAY).anew()
    assert isinstance(identity, RetentionSchedule)
    assert (identity.what, identity.rule) == ("reporter_identity", "R1")
    assert identity.violation is None


def test_of_a_merged_case_nothing_goes_before_the_one_it_belongs_to() -> None:
    alone = replace(closed("refuted").case, schedules={})
    merged = replace(alone, links=Links(merged=True), host=alone)
    events = Keeping(merged, TODAY).anew()
    assert [e.what for e in events if isinstance(e, RetentionSchedule)] == ["content"]


# --- what fell


def appealed(outcome: AppealOutcome) -> Scenario:
    """The first appealed against a measure until the end of the year."""
    both = notified(measured("established", until=date(2026, 6, 30)), 1, 2)
    lodged = both.after(appeal(), FIRST).after(WaiveAppeal(), SECOND)
    fallen = (3,) if outcome == "varied" else ()
    return lodged.after(answer(outcome, allegations=fallen), REVIEWER)


def finished(reviewed: Scenario) -> dict[str, RetentionSchedule]:
    final = reviewed.after(answered(), COMPLIANCE).after(step("let_stand"), COMPLIANCE)
    return kept(final.after(CLOSE, COMPLIANCE).case)


def test_a_measure_that_was_quashed_does_not_count() -> None:
    until = finished(appealed("quashed"))
    assert list(until) == ["party_1", "content"]
    assert until["party_1"].rule == "R1"
    assert until["content"].started_on == date(2026, 6, 30)
    assert finished(appealed("upheld"))["content"].started_on == LATE


def test_the_measure_that_came_instead_counts() -> None:
    lasting = replaced(effective_on=TODAY, expires_on=date(2026, 9, 30))
    until = finished(appealed("varied").after(lasting, REVIEWER))
    assert until["content"].started_on == date(2026, 9, 30)
    assert until["party_2"].started_on == date(2026, 6, 30)
