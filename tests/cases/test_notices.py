"""Whoever had been given texts that went is found in the log, and told (Art. 19)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from rules import SAID, step
from scenario import COMPLIANCE, DPO, MEMBER, Scenario, given, refusal
from shipped import codes

from cases.actors import SYSTEM, Actor
from cases.commands.notices import FOUND, FindRecipients, NotifyRecipients
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.disposal import (
    DisposalProposed,
    EntryDone,
    FinalityReached,
    LeaksSought,
    Listed,
    ProjectionsAcknowledged,
    TextDestroyed,
)
from cases.events.event import Event, Sealed
from cases.events.notices import Given, RecipientsFound, RecipientsNotified
from cases.events.procedure import ClockStarted, StepTaken

CASE = UUID(int=1)
LATER = datetime(2026, 3, 20, 9, tzinfo=UTC)
OBJECTIONS_UNTIL = date(2026, 3, 12)
ON = LATER.date()
END = step("conclude_disposal")


def had(position: int = 4096, recipient: str = "police", **said: Any) -> Given:
    known = {"had": "case", "entries": (1,), "topic": "StepTaken", "step": "refer"}
    at = {"recipient": recipient, "position": position, "given_on": date(2026, 2, 1)}
    return Given.model_validate({**known, **at, **said})


def find(*recipients: Given, erased: int = 2) -> FindRecipients:
    return FindRecipients(erased=erased, recipients=recipients)


def notify(*places: int, **said: Any) -> NotifyRecipients:
    known: dict[str, Any] = said or {"told_on": ON}
    return NotifyRecipients.model_validate({"recipients": places, **known})


def destroyed(number: int) -> TextDestroyed:
    return TextDestroyed(entry=1, case=CASE, item=UUID(int=number))


def listed(organisation: str) -> tuple[Event, ...]:
    """A list of two texts, approved: its time to object is over."""
    edition = codes()[organisation].editions[-1]
    procedure = edition.procedures["disposal"]
    propose, approve = procedure.openings["propose"], procedure.steps["approve"]
    said = {"label": "A list", "clause": "7"}
    return (
        DisposalProposed(
            case_type="disposal",
            kind="disposal",
            edition=edition.edition,
            opening=propose.name,
            phase=propose.phase,
            ground="retention",
            texts=(Listed(case=CASE, what="content"),),
            account=Sealed(item=UUID(int=5), digest="0" * 64),
            **said,
        ),
        StepTaken(step=approve.name, phase="waiting", **said),
        ClockStarted(
            clock="disposal_waiting",
            clause="7",
            started_on=date(2026, 3, 5),
            due_on=OBJECTIONS_UNTIL,
        ),
    )


def gone(organisation: str = "ima", *more: Event) -> Scenario:
    """Every text of the list is gone for good, and nothing was left."""
    return given(
        organisation,
        *listed(organisation),
        *(destroyed(1), destroyed(2), EntryDone(entry=1, erased=2)),
        FinalityReached(root_version=4, destroyed=(), erased=2),
        ProjectionsAcknowledged(erased=2, projections=(), keys_cached_until=LATER),
        LeaksSought(
            erased=2,
            stores=(),
            kept_keys=5,
            keys_digest="0" * 64,
            backups_until=date(2026, 4, 1),
        ),
        *more,
    )


def found(*recipients: Given, organisation: str = "ima") -> Scenario:
    known = find(*recipients or (had(),))
    return gone(organisation).after(known, SYSTEM, at=LATER)


def test_it_is_recorded_once_who_had_been_given_what_went() -> None:
    gone().when(find(had()), SYSTEM, at=LATER).then(
        RecipientsFound(erased=2, recipients=(had(),))
    )
    found().when(find(had()), SYSTEM, at=LATER).then_nothing()


def test_that_nobody_had_been_given_anything_is_recorded_too() -> None:
    gone().when(find(), SYSTEM, at=LATER).then(RecipientsFound(erased=2, recipients=()))


def test_those_of_further_texts_are_added_and_no_one_twice() -> None:
    once = RecipientsFound(erased=2, recipients=(had(),))
    other = had(8192, "donor")
    more = gone("ima", once, destroyed(3))
    more.when(find(had(), other, erased=3), SYSTEM, at=LATER).then(
        RecipientsFound(erased=3, recipients=(other,))
    )


def test_many_recipients_stand_in_several_events() -> None:
    many = [had(4096 * n) for n in range(1, FOUND + 2)]
    outcome = gone().when(find(*many), SYSTEM, at=LATER).outcome
    assert isinstance(outcome, list)
    assert [len(event.recipients) for event in outcome] == [FOUND, 1]
    told = gone().after(find(*many), SYSTEM, at=LATER).case.disposal
    assert [*told.recipients] == [*range(1, FOUND + 2)]
    assert told.recipients[FOUND + 1] == many[-1]


@pytest.mark.parametrize("by", [COMPLIANCE, DPO])
def test_nobody_types_in_who_had_been_given_it(by: Actor) -> None:
    gone().when(find(had()), by, at=LATER).then_refused(NotPermitted, "")


@pytest.mark.parametrize("organisation", codes())
def test_a_recipient_is_told_on_a_day(organisation: str) -> None:
    for by in (COMPLIANCE, DPO):
        known = found(organisation=organisation)
        outcome = known.when(notify(1), by, at=LATER).outcome
        assert isinstance(outcome, list)
        [event] = outcome
        assert isinstance(event, RecipientsNotified)
        assert (event.recipients, event.told_on, event.because) == ((1,), ON, None)
        assert "Art. 19" in event.clause


def test_or_it_is_said_why_not() -> None:
    for why in ("impossible", "disproportionate_effort"):
        said = notify(1, because=why, reasons=SAID)
        found().when(said, DPO, at=LATER).then_happens(RecipientsNotified)


def test_it_is_one_or_the_other_and_with_reasons_only_the_other() -> None:
    for neither in (
        {"told_on": None},
        {"told_on": ON, "because": "impossible", "reasons": SAID},
    ):
        found().when(notify(1, **neither), DPO, at=LATER).then_refused(
            Refused, "or it is said why not", "Art. 19", "because"
        )
    for unfit in (
        {"because": "impossible"},
        {"told_on": ON, "reasons": SAID},
    ):
        found().when(notify(1, **unfit), DPO, at=LATER).then_refused(
            Refused, "reasons are given where", "Art. 19", "reasons"
        )


def test_nobody_is_told_of_what_was_not_gone_yet() -> None:
    early = notify(1, told_on=OBJECTIONS_UNTIL)
    found().when(early, DPO, at=LATER).then_refused(
        Refused, "nothing was gone by then", "Art. 19", "told_on"
    )
    later = notify(1, told_on=ON + timedelta(days=1))
    found().when(later, DPO, at=LATER).then_refused(
        Refused, "in the future", field="told_on"
    )
    first = notify(1, told_on=OBJECTIONS_UNTIL + timedelta(days=1))
    found().when(first, DPO, at=LATER).then_happens(RecipientsNotified)


def test_whoever_is_not_on_the_list_or_was_told_is_not_told() -> None:
    unknown = found().when(notify(2), DPO, at=LATER)
    unknown.then_refused(Refused, "no such recipient", "Art. 19", "recipients")
    assert refusal(unknown).allowed == ("1",)
    told = found().after(notify(1), DPO, at=LATER)
    told.when(notify(1), DPO, at=LATER).then_refused(Refused, "no such recipient")
    gone().when(notify(1), DPO, at=LATER).then_refused(Refused, "no such recipient")


def test_whoever_could_not_be_told_can_be_told_later() -> None:
    excused = found().after(
        notify(1, because="impossible", reasons=SAID), DPO, at=LATER
    )
    excused.when(notify(1), DPO, at=LATER).then_happens(RecipientsNotified)


def test_nobody_else_says_that_somebody_was_told() -> None:
    found().when(notify(1), MEMBER, at=LATER).then_refused(CaseNotFound, "")
    found().when(notify(1), SYSTEM, at=LATER).then_refused(NotPermitted, "is for")


@pytest.mark.parametrize("organisation", codes())
def test_a_list_does_not_end_before_each_recipient_is_told_or_it_is_said_why(
    organisation: str,
) -> None:
    both = found(had(), had(8192, "donor"), organisation=organisation)
    refused = both.when(END, SYSTEM, at=LATER)
    refused.then_refused(Refused, "some recipients were not told", "GDPR")
    assert isinstance(refused.outcome, Refused)
    assert [*refused.outcome.awaits] == ["notify_recipients"]
    one = both.after(notify(1), DPO, at=LATER)
    one.when(END, SYSTEM, at=LATER).then_refused(Refused, "were not told")
    all_of_them = one.after(
        notify(2, because="disproportionate_effort", reasons=SAID), DPO, at=LATER
    )
    outcome = all_of_them.when(END, SYSTEM, at=LATER).outcome
    assert isinstance(outcome, list)
    assert CaseClosed in {type(event) for event in outcome}


def test_a_case_keeps_no_reasons() -> None:
    said = notify(1, because="impossible", reasons=SAID)
    known = found().after(said, DPO, at=LATER).case.disposal.notices
    assert known[1].because == "impossible"
    assert known[1].reasons is None
