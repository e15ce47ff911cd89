"""A party turns out to be in the case in another way, and what follows from it."""

import pytest
from ima_reporting import accepted, reported
from rules import (
    ACCUSED,
    DETECTIVE,
    NEUTRAL,
    SAID,
    accused,
    allegation,
    cleared,
    disclosure,
    handled,
    handler,
    hearing,
    in_office,
    investigated,
    knowing,
    nothing,
    party,
    proposed,
)
from scenario import COMPLIANCE, DAY_0, MEMBER, OWNER, Scenario

from cases.actors import Actor
from cases.commands.allegations import DropAllegation
from cases.commands.exclusions import LiftExclusion
from cases.commands.order import stands_open
from cases.commands.roles import ChangePartyRole
from cases.errors import Refused
from cases.events.arbitration import ArbitratorRemoved
from cases.events.beyond import ParticipantProtected
from cases.events.people import (
    PartyRoleChanged,
    PersonExcluded,
)

WITNESS = "witness-1"


def role(to: str = "subject", party: int = 1) -> ChangePartyRole:
    return ChangePartyRole.model_validate({"party": party, "role": to, "reasons": SAID})


def witnessed(person: str | None = WITNESS) -> Scenario:
    return handled().after(party("witness", person), OWNER)


def test_a_witness_who_is_accused_is_kept_away_at_once() -> None:
    witnessed().when(role(), OWNER).then_happens(PartyRoleChanged, PersonExcluded)
    after = witnessed().after(role(), OWNER).case
    assert (after.parties[1].role, after.excluded) == ("subject", {WITNESS})
    assert not stands_open(after, Actor(WITNESS, "compliance_officer"))


def test_something_can_be_alleged_only_against_whoever_is_accused() -> None:
    witnessed().when(allegation(), OWNER).then_refused(Refused, "not accused", "2")
    framed = witnessed().after(role(), OWNER).after(allegation(), OWNER)
    assert framed.case.accused() == {1}


def test_an_accused_party_who_is_nobody_known_is_still_to_be_recognised() -> None:
    unknown = handled().after(party("witness", None), OWNER)
    event = unknown.after(role(), OWNER).history[-1][0]
    assert isinstance(event, PartyRoleChanged)
    assert event.unmatched
    assert (event.was, event.role) == ("witness", "subject")


def test_whoever_is_known_is_not_still_to_be_recognised() -> None:
    (changed, *_) = witnessed().when(role(), OWNER).outcome or ()
    assert isinstance(changed, PartyRoleChanged)
    assert not changed.unmatched


@pytest.mark.parametrize(("to", "counts"), [("witness", True), ("counsel", False)])
def test_whoever_turns_out_to_help_is_protected(to: str, counts: bool) -> None:
    known = reported().after(party("other", WITNESS), COMPLIANCE)
    happened = known.when(role(to), COMPLIANCE).outcome or ()
    assert (ParticipantProtected in map(type, happened)) is counts


def test_whoever_turns_out_to_be_accused_never_handles_the_case() -> None:
    after = witnessed().after(role(), OWNER)
    after.when(handler(WITNESS, "case_owner"), COMPLIANCE).then_refused(
        Refused, "not eligible"
    )


def test_whoever_is_accused_was_not_heard_as_that_before() -> None:
    heard = investigated().after(hearing(), DETECTIVE)
    dropped = heard.after(DropAllegation(allegation=1, reason=SAID), OWNER)
    back = dropped.after(role("witness"), OWNER).after(role("subject"), OWNER)
    assert (heard.case.heard, back.case.heard) == ({1}, frozenset())


def test_a_candidate_declares_anew_once_a_party_is_another() -> None:
    two = accused().after(party("witness", WITNESS), OWNER)
    before = cleared(proposed(start=two))
    known = before.case.appointments[1]
    assert (known.declared, known.eligible) == (True, True)
    after = before.after(role(party=2), OWNER).case.appointments[1]
    assert (after.declared, after.eligible) == (False, None)


def test_an_arbitrator_who_shares_an_interest_with_the_party_is_one_no_longer() -> None:
    gift = disclosure(counterparties=(WITNESS,))
    made = next(gift.decide(nothing().case, Actor(NEUTRAL.id, "member"), DAY_0))
    witnessing = in_office().after(party("other", WITNESS), OWNER)
    before = knowing(witnessing, f"person:{NEUTRAL.id}:interests", made)
    before.when(role("affected", 2), OWNER).then_happens(
        PartyRoleChanged, ArbitratorRemoved
    )


def test_against_whom_something_is_alleged_stays_accused() -> None:
    accused().when(role("witness"), OWNER).then_refused(Refused, "is alleged", "2")
    dropped = accused().after(DropAllegation(allegation=1, reason=SAID), OWNER)
    dropped.when(role("witness"), OWNER).then_happens(PartyRoleChanged)


def test_who_is_accused_no_longer_stays_away_until_that_is_lifted() -> None:
    dropped = accused().after(DropAllegation(allegation=1, reason=SAID), OWNER)
    cleared = dropped.after(role("other"), OWNER)
    assert cleared.case.excluded == {ACCUSED}
    lifted = LiftExclusion(person=ACCUSED, reason=SAID)
    dropped.when(lifted, COMPLIANCE).then_refused(Refused, "stays away")
    assert not cleared.after(lifted, COMPLIANCE).case.excluded


def test_nobody_is_said_to_be_the_reporter_nor_to_be_none() -> None:
    witnessed().when(role("reporter"), OWNER).then_refused(
        Refused, "who reported is said", "Art. 16(1)"
    )
    reporting = handled().after(party("reporter", MEMBER.id), OWNER)
    reporting.when(role("subject"), OWNER).then_refused(
        Refused, "who reported is said", "Art. 16(1)"
    )


def test_the_same_role_again_is_no_second_event() -> None:
    witnessed().when(role("witness"), OWNER).then_nothing()


def test_a_party_that_is_not_there_has_no_role() -> None:
    witnessed().when(role(party=2), OWNER).then_refused(Refused, "no such party", "2")


def test_whoever_turns_out_to_be_accused_is_told_in_time() -> None:
    known = accepted(reported()).after(party("witness", WITNESS), OWNER)
    assert ("subject_notice", 2) not in known.case.clocks
    after = known.after(role(party=2), OWNER)
    assert ("subject_notice", 2) in after.case.clocks
    back = after.after(role("witness", party=2), OWNER)
    assert ("subject_notice", 2) not in back.case.clocks
    assert ("subject_notice", 1) in back.case.clocks
