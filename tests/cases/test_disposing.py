"""A disposal list: who proposes, approves and objects, and what may go."""

from dataclasses import replace
from datetime import date
from typing import get_args
from uuid import UUID

import pytest
from pydantic import ValidationError
from rules import CODE, SAID, TODAY, report, step, told
from scenario import COMPLIANCE, DPO, MEMBER, OWNER, Scenario, day

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.case.erasure import Hold, Restriction
from cases.case.fold import after
from cases.commands.closing import PlaceHold, ReleaseHold
from cases.commands.disposal_guards import may_approve
from cases.commands.disposing import LONGEST, ProposeDisposal, TakeOutTexts
from cases.commands.erased import (
    AcknowledgeProjections,
    InventoryEntry,
    NoteFailure,
    RecordFinality,
    SeekLeaks,
    StartErasure,
)
from cases.commands.erasing import ConcludeEntry, EraseText
from cases.commands.keeping import Keeping
from cases.commands.notices import FindRecipients
from cases.errors import NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.disposal import (
    DisposalProposed,
    EntryDone,
    EntryInventoried,
    ErasureFailed,
    ErasureStarted,
    FinalityReached,
    LeaksSought,
    Listed,
    Reached,
    RootDestroyed,
    StoreHolds,
    TextDestroyed,
    TextErased,
    TextsErased,
    TextsTakenOut,
)
from cases.events.mandates import RoleMandateGranted
from cases.events.procedure import ClockStarted, StepTaken
from cases.events.retention import Because, RetentionRecalculated
from cases.mandates import Mandates

ONE, TWO, LIST = UUID(int=1), UUID(int=2), UUID(int=9)
ITEM = UUID(int=77)
DUE = date(2026, 3, 6)
ON_TIME = 60
"""Days until the first of March is over by five, on which a dismissed report goes."""
HOLD = PlaceHold(basis="legal_claim", review_on=date(2026, 4, 1), reason=SAID)


def dismissed() -> Case:
    """A confidential report that was dismissed on the first day."""
    hidden = report(identity_mode="confidential")
    start = Scenario(Case(CODE)).after(hidden, MEMBER)
    return start.after(step("dismiss"), COMPLIANCE).case


def proposal(*texts: Listed, **said: object) -> ProposeDisposal:
    listed = texts or (
        Listed(case=ONE, what="content"),
        Listed(case=ONE, what="reporter_identity"),
    )
    return ProposeDisposal.model_validate(
        {
            "case_type": "disposal",
            "opening": "propose",
            "account": SAID,
            "texts": listed,
            **said,
        }
    )


def among(**others: Case) -> Scenario:
    """A list that is still to begin, where these cases are."""
    known = {ONE: others.get("one", dismissed()), TWO: others.get("two", dismissed())}
    return Scenario(Case(CODE).among(LIST, known, UUID(int=8)))


def proposed() -> Scenario:
    return among().after(proposal(), COMPLIANCE, at=day(ON_TIME))


def approved() -> Scenario:
    return proposed().after(step("approve"), DPO, at=day(ON_TIME))


def erasing(
    item: UUID = ITEM, entry: int = 1, **where: object
) -> tuple[EraseText, Scenario]:
    """The command, and the case it is about: the list was approved."""
    listed = where.pop("listed", approved().case)
    case = where.pop("case", dismissed())
    assert isinstance(case, Case)
    scenario = Scenario(case.among(ONE, {LIST: listed}, UUID(int=8)))  # type: ignore[dict-item]
    command = EraseText(disposal=LIST, entry=entry, item=item, kind="account")
    return command, scenario


# --- proposing


def test_texts_whose_time_is_over_are_proposed() -> None:
    outcome = among().when(proposal(), COMPLIANCE, at=day(ON_TIME)).outcome
    assert isinstance(outcome, list)
    [event] = outcome
    assert isinstance(event, DisposalProposed)
    assert (event.ground, len(event.texts), event.phase) == ("retention", 2, "proposed")


def test_before_their_time_is_over_they_are_not() -> None:
    early = among().when(proposal(), COMPLIANCE, at=day(ON_TIME - 1))
    early.then_refused(Refused, "the retention period has not ended", "a period")
    assert isinstance(early.outcome, Refused)
    assert (early.outcome.field, early.outcome.until) == ("texts.0", DUE)


def test_who_reported_can_go_earlier() -> None:
    identity = proposal(Listed(case=ONE, what="reporter_identity"))
    among().when(identity, COMPLIANCE, at=day(32)).then_happens(DisposalProposed)
    among().when(proposal(), COMPLIANCE, at=day(32)).then_refused(Refused, "not ended")


def test_what_is_held_is_not_proposed() -> None:
    held = replace(dismissed(), holds={1: Hold(TODAY)})
    among(one=held).when(proposal(), COMPLIANCE, at=day(ON_TIME)).then_refused(
        Refused, "a hold suspends deletion", "GDPR"
    )


def test_what_somebody_wants_kept_and_not_used_is_not_proposed() -> None:
    """Restriction instead of erasure: GDPR Art. 18(1)(b) and (c)."""
    kept = Restriction(frozenset({2}), "GDPR Art. 18(1)")
    restricted = replace(dismissed(), restrictions={TWO: kept})
    among(one=restricted).when(proposal(), COMPLIANCE, at=day(ON_TIME)).then_refused(
        Refused, "wants them kept", "Art. 18(1)", "texts.0"
    )
    identity = proposal(Listed(case=ONE, what="reporter_identity"))
    among(one=restricted).when(identity, COMPLIANCE, at=day(ON_TIME)).then_happens(
        DisposalProposed
    )


def test_texts_of_an_open_case_are_not_proposed() -> None:
    among(one=told().case).when(proposal(), COMPLIANCE, at=day(ON_TIME)).then_refused(
        Refused, "no such texts", "GDPR"
    )


def test_texts_that_are_gone_are_not_proposed_again() -> None:
    gone = replace(dismissed(), gone=frozenset({"content"}))
    among(one=gone).when(proposal(), COMPLIANCE, at=day(ON_TIME)).then_refused(
        Refused, "no such texts", "GDPR"
    )


def test_a_case_somebody_is_kept_away_from_does_not_exist_for_them_on_a_list() -> None:
    kept_away = replace(dismissed(), excluded=frozenset({COMPLIANCE.id}))
    unknown = proposal(Listed(case=UUID(int=5), what="content"))
    refusals = [
        among(one=kept_away).when(proposal(), COMPLIANCE, at=day(ON_TIME)).outcome,
        among().when(unknown, COMPLIANCE, at=day(ON_TIME)).outcome,
    ]
    assert [(str(one), one.field, one.clause) for one in refusals] == [  # type: ignore[union-attr]
        ("no such case", "texts.0", "not from the code: GDPR Art. 5(1)(e)")
    ] * 2


def test_an_office_for_a_unit_lists_texts_of_that_unit_alone() -> None:
    held = RoleMandateGranted(
        person=COMPLIANCE.id,
        role=COMPLIANCE.role,
        unit="kenya",
        clause="9",
        valid_from=date(2025, 1, 1),
    )
    for unit, open_to in (("kenya", True), ("nepal", False)):
        begun = among(one=replace(dismissed(), unit=unit))
        there = replace(begun.case, mandates=Mandates().after(held))
        asked = Scenario(there).when(proposal(), COMPLIANCE, at=day(ON_TIME))
        if open_to:
            asked.then_happens(DisposalProposed)
        else:
            asked.then_refused(Refused, "no such case")


def test_a_list_is_proposed_by_the_office_of_the_edition() -> None:
    for by in (DPO, OWNER, SYSTEM):
        among().when(proposal(), by, at=day(ON_TIME)).then_refused(NotPermitted, "")


def test_a_list_names_each_text_once_and_not_too_many() -> None:
    same = Listed(case=ONE, what="content")
    with pytest.raises(ValidationError, match="named twice"):
        proposal(same, same)
    many = [Listed(case=UUID(int=n), what="content") for n in range(LONGEST + 1)]
    with pytest.raises(ValidationError, match="at most 500"):
        proposal(*many)


# --- approving and objecting


def test_another_person_approves_and_then_there_is_time_to_object() -> None:
    proposed().when(step("approve"), DPO, at=day(ON_TIME)).then_happens(
        StepTaken, ClockStarted
    )
    same = Actor(COMPLIANCE.id, "data_protection_officer")
    proposed().when(step("approve"), same, at=day(ON_TIME)).then_refused(
        Refused, "for another person than 'opening'", "GDPR Art. 5(2)"
    )
    assert approved().case.clocks["disposal_waiting", None].due.on == date(2026, 3, 13)


def test_whoever_approves_a_list_reads_why_it_is_proposed_and_no_other_office() -> None:
    assert may_approve(proposed().case, DPO.role)
    assert not may_approve(proposed().case, COMPLIANCE.role)
    assert not may_approve(told().case, DPO.role)


def test_what_is_objected_to_is_taken_out() -> None:
    objection = TakeOutTexts(entries=(1,), because="objection", reason=SAID)
    approved().when(objection, DPO).then_happens(TextsTakenOut)
    assert approved().after(objection, DPO).case.disposal.left == (2,)
    approved().after(objection, DPO).when(objection, DPO).then_refused(
        Refused, "no such entry", "GDPR Art. 5(2)"
    )


def test_all_that_is_left_may_be_taken_out_at_once() -> None:
    everything = TakeOutTexts(entries=(1, 2), because="objection", reason=SAID)
    approved().when(everything, DPO).then_happens(TextsTakenOut)


def test_who_reported_is_first_on_the_list() -> None:
    assert approved().case.disposal.left == (2, 1)


# --- carrying out


def test_a_text_goes_when_the_time_to_object_is_over() -> None:
    command, case = erasing()
    early = case.when(command, SYSTEM, at=day(ON_TIME + 7))
    early.then_refused(Refused, "still time to object", "GDPR Art. 17(1)")
    case.when(command, SYSTEM, at=day(ON_TIME + 8)).then(
        TextErased(
            item=ITEM,
            what="content",
            disposal=LIST,
            rule="R1",
            clause="not from the code: a period",
        )
    )
    elsewhere = command.decide_elsewhere(case.case, SYSTEM, day(ON_TIME + 8))
    assert list(elsewhere) == [(LIST, TextDestroyed(entry=1, case=ONE, item=ITEM))]


LATER = day(ON_TIME + 8)


def test_nobody_else_erases_a_text() -> None:
    command, case = erasing()
    for by in (DPO, COMPLIANCE):
        case.when(command, by, at=LATER).then_refused(NotPermitted, "itself out")


def test_a_list_that_nobody_approved_is_not_carried_out() -> None:
    command, case = erasing(listed=proposed().case)
    case.when(command, SYSTEM, at=LATER).then_refused(Refused, "not possible in")


def test_a_hold_placed_meanwhile_saves_what_is_not_gone() -> None:
    """Attack 15, acceptance 11."""
    held = Scenario(dismissed()).after(HOLD, COMPLIANCE, at=day(ON_TIME + 1)).case
    command, case = erasing(case=held)
    case.when(command, SYSTEM, at=LATER).then_refused(Refused, "a hold", "Art. 17(1)")


def test_a_hold_that_was_released_saves_it_for_its_time_all_the_same() -> None:
    held = Scenario(dismissed()).after(HOLD, COMPLIANCE, at=day(ON_TIME + 1))
    released = held.after(
        ReleaseHold(hold=1, reason=SAID), COMPLIANCE, at=day(ON_TIME + 2)
    ).case
    command, case = erasing(case=released)
    case.when(command, SYSTEM, at=LATER).then_refused(Refused, "period has not ended")


def test_a_hold_of_some_texts_saves_those() -> None:
    some = PlaceHold.model_validate({**dict(HOLD), "kinds": ("statement",)})
    held = Scenario(dismissed()).after(some, COMPLIANCE, at=day(ON_TIME + 1)).case
    command, case = erasing(case=held)
    assert isinstance(case.when(command, SYSTEM, at=LATER).outcome, list)
    kept = command.model_copy(update={"kind": "statement"})
    case.when(kept, SYSTEM, at=LATER).then_refused(Refused, "a hold", "Art. 17(1)")


def test_a_hold_of_what_is_about_some_saves_that() -> None:
    held = replace(dismissed(), holds={1: Hold(TODAY, parties=frozenset({1}))})
    command, case = erasing(case=held)
    theirs = command.model_copy(update={"about": (1, 2)})
    case.when(theirs, SYSTEM, at=LATER).then_refused(Refused, "a hold", "Art. 17(1)")
    others = command.model_copy(update={"about": (2,)})
    case.when(others, SYSTEM, at=LATER).then_happens(TextErased)


def test_late_activity_saves_what_is_not_gone() -> None:
    moved = Scenario(dismissed())
    late = list(Keeping(moved.case, TODAY).postponed("late_activity", "hold_review"))
    assert late
    case = moved.case
    for event in late:
        case = after(case, event, "system")
    command, scenario = erasing(case=case)
    scenario.when(command, SYSTEM, at=LATER).then_refused(
        Refused, "the retention period has not ended"
    )


def test_what_was_taken_out_stays() -> None:
    objection = TakeOutTexts(entries=(1,), because="objection")
    command, case = erasing(listed=approved().after(objection, DPO).case)
    case.when(command, SYSTEM, at=LATER).then_refused(Refused, "was taken out")


def test_an_entry_is_about_its_own_case() -> None:
    command, case = erasing()
    other = Scenario(replace(case.case, case_id=TWO))
    other.when(command, SYSTEM, at=LATER).then_refused(Refused, "another case")


def test_an_entry_is_done_when_no_text_is_left() -> None:
    listed = after(approved().case, TextDestroyed(entry=1, case=ONE, item=ITEM), "s")
    _, case = erasing(listed=listed)
    done = ConcludeEntry(disposal=LIST, entry=1)
    case.when(done, SYSTEM, at=LATER).then(
        TextsErased(what="content", disposal=LIST, erased=1)
    )
    elsewhere = list(done.decide_elsewhere(case.case, SYSTEM, LATER))
    assert elsewhere == [(LIST, EntryDone(entry=1, erased=1))]
    assert case.after(done, SYSTEM, at=LATER).case.gone == {"content"}


def test_an_entry_of_which_there_was_no_text_is_done_at_once() -> None:
    _, case = erasing()
    case.when(ConcludeEntry(disposal=LIST, entry=1), SYSTEM, at=LATER).then(
        TextsErased(what="content", disposal=LIST, erased=0)
    )


def test_an_entry_is_not_done_when_something_was_said_since_its_last_text_went() -> (
    None
):
    """Attack 13: what came between the last text and the end would stay for ever."""
    listed = after(approved().case, TextDestroyed(entry=1, case=ONE, item=ITEM), "s")
    moved = Scenario(dismissed()).case
    for event in Keeping(moved, TODAY).postponed("late_activity", "hold_review"):
        moved = after(moved, event, "system")
    held = Scenario(dismissed()).after(HOLD, COMPLIANCE, at=day(ON_TIME + 1)).case
    done = ConcludeEntry(disposal=LIST, entry=1)
    for case, why in ((moved, "period has not ended"), (held, "a hold suspends")):
        _, scenario = erasing(case=case, listed=listed)
        scenario.when(done, SYSTEM, at=LATER).then_refused(Refused, why)


@pytest.mark.parametrize("because", get_args(Because))
def test_texts_said_after_all_had_gone_can_go_in_their_turn(because: Because) -> None:
    case = after(
        dismissed(), TextsErased(what="content", disposal=LIST, erased=1), "system"
    )
    known = case.schedules["content"]
    moved = {"was": known.delete_on, "because": because}
    event = RetentionRecalculated.model_validate({**dict(known), **moved})
    late = because in ("late_activity", "hold_released")
    assert (after(case, event, "system").gone == frozenset()) is late


def carried_out() -> Scenario:
    """Both entries are done, of one text each."""
    scenario = approved()
    case = scenario.case
    for entry in (1, 2):
        erased = TextDestroyed(entry=entry, case=ONE, item=UUID(int=entry))
        for event in (erased, EntryDone(entry=entry, erased=1)):
            case = after(case, event, "system")
    return Scenario(case)


def final(erased: int = 2) -> RecordFinality:
    gone = RootDestroyed(custodian="files", version=3, destroyed_at=LATER)
    return RecordFinality(root_version=4, destroyed=(gone,), erased=erased)


KNOWN = AcknowledgeProjections(
    erased=2,
    projections=(Reached(name="case_state", position=77),),
    keys_cached_until=LATER,
)


def sought(rows: int = 0) -> SeekLeaks:
    """What was found in the two tables that can hold anything, and in another."""
    stores = (
        StoreHolds(store="keystore.item_key", rows=0),
        StoreHolds(store="log.erased_text", rows=2),
        StoreHolds(store="log.sealed", rows=rows),
    )
    return SeekLeaks(
        erased=2, stores=stores, kept_keys=5, keys_digest="0" * 64, backups_until=DUE
    )


def test_a_list_begins_once_its_time_is_over() -> None:
    start = StartErasure(meant=2, stores=())
    early = proposed().when(start, SYSTEM, at=LATER)
    early.then_refused(Refused, "not possible in the phase", "GDPR Art. 17(1)")
    waiting = approved().when(start, SYSTEM, at=day(ON_TIME + 7))
    waiting.then_refused(Refused, "still time to object", "GDPR Art. 17(1)")
    assert getattr(waiting.outcome, "until", None) == day(ON_TIME + 7).date()
    approved().when(start, SYSTEM, at=LATER).then(
        ErasureStarted(entries=(2, 1), meant=2, stores=())
    )
    approved().after(start, SYSTEM, at=LATER).when(
        start, SYSTEM, at=LATER
    ).then_nothing()


def test_each_text_of_an_entry_is_inventoried_once() -> None:
    both = InventoryEntry(
        entry=1, case=ONE, texts=(ITEM, TWO), digests=("0" * 64, "1" * 64)
    )
    first = both.model_copy(update={"texts": (ITEM,), "digests": ("0" * 64,)})
    half = approved().after(first, SYSTEM, at=LATER)
    half.when(both, SYSTEM, at=LATER).then(
        EntryInventoried(entry=1, case=ONE, texts=(TWO,), digests=("1" * 64,))
    )
    half.when(first, SYSTEM, at=LATER).then_nothing()


def test_a_failure_is_said_once_until_something_changes() -> None:
    failed = NoteFailure(stage="keys", because="unavailable")
    done = carried_out()
    done.when(failed, SYSTEM, at=LATER).then(
        ErasureFailed(stage="keys", because="unavailable", entries=(), not_final=2)
    )
    again = done.after(failed, SYSTEM, at=LATER)
    again.when(failed, SYSTEM, at=LATER).then_nothing()
    other = NoteFailure(stage="keys", because="unfit")
    again.when(other, SYSTEM, at=LATER).then_happens(ErasureFailed)


def test_a_failure_says_of_how_many_texts_keys_may_still_be_had() -> None:
    failed = NoteFailure(stage="keys", because="unavailable")
    carried_out().after(final(erased=1), SYSTEM, at=LATER).when(
        failed, SYSTEM, at=LATER
    ).then(ErasureFailed(stage="keys", because="unavailable", entries=(), not_final=1))


@pytest.mark.parametrize("by", [COMPLIANCE, DPO])
def test_nobody_says_in_the_place_of_the_system_what_was_erased(by: Actor) -> None:
    for command in (
        final(),
        KNOWN,
        sought(),
        NoteFailure(stage="keys", because="leak"),
    ):
        carried_out().when(command, by, at=LATER).then_refused(NotPermitted, "")


def test_a_list_ends_when_no_key_can_be_had_any_more() -> None:
    end = step("conclude_disposal")
    approved().when(end, SYSTEM, at=LATER).then_refused(Refused, "still to be erased")
    done = carried_out()
    done.when(end, SYSTEM, at=LATER).then_refused(Refused, "keys may still be had")
    done.when(final(), SYSTEM, at=LATER).then_happens(FinalityReached)
    ended = done.after(final(), SYSTEM, at=LATER)
    ended.when(final(), SYSTEM, at=LATER).then_nothing()
    ended.when(end, SYSTEM, at=LATER).then_refused(Refused, "what is left")
    known = ended.after(KNOWN, SYSTEM, at=LATER)
    known.when(KNOWN, SYSTEM, at=LATER).then_nothing()
    known.when(end, SYSTEM, at=LATER).then_refused(Refused, "what is left")
    left = known.after(sought(rows=1), SYSTEM, at=LATER)
    left.when(end, SYSTEM, at=LATER).then_refused(Refused, "what is left")
    fewer = sought().model_copy(update={"erased": 1})
    left.when(fewer, SYSTEM, at=LATER).then_happens(LeaksSought)
    proved = known.after(sought(), SYSTEM, at=LATER)
    proved.when(sought(), SYSTEM, at=LATER).then_nothing()
    proved.when(end, SYSTEM, at=LATER).then_refused(Refused, "who had been given")
    told = proved.after(FindRecipients(erased=2, recipients=()), SYSTEM, at=LATER)
    outcome = told.when(end, SYSTEM, at=LATER).outcome
    assert isinstance(outcome, list)
    assert CaseClosed in {type(event) for event in outcome}
