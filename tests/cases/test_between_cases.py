"""What a rule asks for in one case because of what happened in another, or nowhere."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from ima_reporting import CHAIR, deliberated, determination
from linked import THERE, Pair
from offices import CLAUSE, over
from reacting import HERE, Moment, followed, reaction, ruled, settled
from rules import CODE, SAID, accused, handled, handler, report, step, told
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario, day

from cases.actors import SYSTEM
from cases.case.case import Case
from cases.case.fold import after
from cases.commands.merging import MergeCase
from cases.events.event import Event
from cases.events.links import CaseLinked
from cases.events.procedure import ClockStarted
from cases.events.routing import OfficeSubstituted
from cases.reactions.happened import Asked, Happened, Whenever
from cases.reactions.table import RULES


@dataclass(frozen=True)
class Both(Moment):
    """What is known where there is another case."""

    there: Case

    def case_of(self, stream: UUID) -> Case:
        """Either of the two."""
        return self.there if stream == THERE else self.case()

    def streams(self, relation: str) -> tuple[UUID, ...]:
        """Whatever is asked for is in both."""
        return (HERE, THERE)


def asked(name: str, event: Event, here: Scenario, there: Case) -> list[Asked]:
    """What a reaction asks for when an event is the last of a case."""
    rule = reaction(here, name)
    so_far = Scenario(
        after(here.case, event, SYSTEM.id), None, (*here.history, (event, SYSTEM.id))
    )
    version = len(so_far.history)
    happened = Happened(HERE, version, version, day(0).date(), event)
    return [
        *RULES[rule.then](Whenever(happened, name, rule, Both(so_far, version, there)))
    ]


def test_what_follows_in_several_cases_is_told_apart_by_the_case() -> None:
    event = over(OWNER.id, "case_owner")
    both = asked("mandate_is_over", event, handled(), handled().case)
    assert [(one.case, one.about) for one in both] == [
        (HERE, str(HERE)),
        (THERE, str(THERE)),
    ]


# --- a case that goes to another office, and one that it is part of


def rude() -> Scenario:
    told = Scenario(Case(CODE)).after(report(categories=("rudeness",)), MEMBER)
    owned = told.after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    return owned.after(step("acknowledge"), INTAKE)


def gone(office: str, for_good: bool = True) -> OfficeSubstituted:
    return OfficeSubstituted(
        office=office, substitute="chief", for_good=for_good, clause=CLAUSE
    )


@pytest.mark.parametrize(
    ("event", "goes"),
    [
        (gone("intake_officer"), [THERE]),
        (gone("intake_officer", for_good=False), []),
        (gone("detective"), []),
    ],
)
def test_where_a_merged_case_goes_the_one_it_belongs_to_goes_as_well(
    event: OfficeSubstituted, goes: list[UUID]
) -> None:
    merge = MergeCase(into=THERE, reasons=SAID)
    merged = Pair(rude(), accused()).after(merge, OWNER).here
    both = asked("rudeness_goes_elsewhere", event, merged, accused().case)
    assert [one.case for one in both] == goes
    alone = asked("rudeness_goes_elsewhere", event, handled(), accused().case)
    assert alone == []


@pytest.mark.parametrize(
    ("how", "there", "goes"),
    [
        ("took_in", settled(rude()).so_far.case, [HERE]),
        ("took_in", handled().case, []),
        ("original_of", settled(rude()).so_far.case, []),
    ],
    ids=["took_in", "nothing", "original"],
)
def test_a_case_goes_where_one_that_it_takes_in_has_gone(
    how: str, there: Case, goes: list[UUID]
) -> None:
    said = {"case": THERE, "how": how, "clause": "2"}
    linked = CaseLinked.model_validate(said)
    both = asked("rudeness_goes_elsewhere", linked, handled(), there)
    assert [one.case for one in both] == goes


# --- what follows a finding, a step, a party


@pytest.mark.parametrize(
    ("finding", "parties"), [("established", [1]), ("refuted", [])]
)
def test_a_time_limit_follows_a_finding_for_the_party_whom_it_is_about(
    finding: str, parties: list[int]
) -> None:
    found = deliberated("integrity").after(determination(finding), CHAIR)
    begun = [event for event in followed(found) if isinstance(event, ClockStarted)]
    assert [one.party for one in begun if one.clock == "measure"] == parties


def test_a_time_limit_follows_a_step() -> None:
    haste = {**reaction(told(), "haste_with_fraud").model_dump(), "categories": ()}
    after_answer = ruled(
        told(), "haste_with_fraud", **{**haste, "after": ("acknowledge",)}
    )
    assert followed(after_answer) == []
    (started,) = followed(after_answer.after(step("acknowledge"), INTAKE))
    assert isinstance(started, ClockStarted)
    assert started.clock == "haste"
