"""Policies in versions: published one after the other, kept to in the latest."""

from datetime import date, timedelta
from typing import Final

import pytest
from pydantic import ValidationError
from rules import TODAY, handled, knowing
from scenario import COMPLIANCE, MEMBER, Scenario

from cases.calendar import LATEST
from cases.commands.policies import (
    ConfirmAdherence,
    PublishPolicyVersion,
    WithdrawPolicy,
)
from cases.errors import Refused
from cases.events.event import Event
from cases.events.policies import (
    POLICIES,
    AdherenceConfirmed,
    PolicyVersionPublished,
    PolicyWithdrawn,
)

STEP: Final = {"step": "publish_policy_version", "clause": "2", "phase": "looked_into"}


def version(
    number: int, policy: str = "travel", on: date = TODAY
) -> PolicyVersionPublished:
    return PolicyVersionPublished(**STEP, policy=policy, number=number, in_force_on=on)


def ended(policy: str = "travel", on: date = TODAY) -> PolicyWithdrawn:
    return PolicyWithdrawn(**STEP, policy=policy, withdrawn_on=on)


def publish(
    number: int, policy: str = "travel", on: date = TODAY
) -> PublishPolicyVersion:
    return PublishPolicyVersion(policy=policy, number=number, in_force_on=on)


def known(*versions: Event) -> Scenario:
    return knowing(handled(), POLICIES, *versions)


def confirm(**versions: int) -> ConfirmAdherence:
    return ConfirmAdherence(versions=versions)


# --- publishing


def test_a_version_of_a_policy_is_published_from_a_day_on() -> None:
    handled().when(publish(3), COMPLIANCE).then(version(3))


def test_a_version_carries_the_relation_that_confirmations_rely_on() -> None:
    assert version(1).relations() == (POLICIES,)
    assert ended().relations() == (POLICIES,)
    end = WithdrawPolicy(withdrawn_on=TODAY)
    for command in (publish(1), confirm(travel=1), end):
        assert command.questions(handled().case, MEMBER) == (POLICIES,)


def test_a_policy_that_the_code_does_not_refer_to_is_refused() -> None:
    handled().when(publish(1, "parking"), COMPLIANCE).then_refused(
        Refused, "refers to no such policy", "2"
    )


@pytest.mark.parametrize("number", [1, 2])
def test_a_version_follows_the_one_before(number: int) -> None:
    known(version(2)).when(publish(number), COMPLIANCE).then_refused(
        Refused, "this version, or a later one, has been published", "2"
    )
    known(version(2)).when(publish(number, "gifts"), COMPLIANCE).then_happens(
        PolicyVersionPublished
    )


def test_a_version_is_not_in_force_before_the_one_that_it_follows() -> None:
    later = TODAY + timedelta(days=10)
    known(version(1, on=later)).when(publish(2), COMPLIANCE).then_refused(
        Refused, "not in force yet on that day", "2"
    )
    known(version(1, on=later)).when(publish(2, on=later), COMPLIANCE).then_happens(
        PolicyVersionPublished
    )


# --- adherence


def test_adherence_lists_every_policy_with_its_version() -> None:
    both = known(version(1), version(4, "gifts"))
    both.when(confirm(travel=1, gifts=4), MEMBER).then(
        AdherenceConfirmed(
            step="confirm_adherence",
            clause="2",
            phase="looked_into",
            versions={"travel": 1, "gifts": 4},
        )
    )


@pytest.mark.parametrize(
    "versions",
    [
        {"travel": 2},
        {"travel": 1, "gifts": 4},
        {"travel": 3, "gifts": 4},
        {"travel": 2, "gifts": 4, "parking": 1},
    ],
    ids=["one left out", "outdated", "not published yet", "one too many"],
)
def test_adherence_to_other_than_all_of_the_latest_is_refused(
    versions: dict[str, int],
) -> None:
    outdated = known(version(1), version(2), version(4, "gifts"))
    refused = outdated.when(confirm(**versions), MEMBER)
    refused.then_refused(Refused, "not all policies in force", "2")
    assert isinstance(refused.outcome, Refused)
    assert refused.outcome.allowed == ("travel 2", "gifts 4")


def test_a_version_counts_from_its_day_on() -> None:
    tomorrow = known(version(1), version(2, on=TODAY + timedelta(days=1)))
    tomorrow.when(confirm(travel=1), MEMBER).then_happens(AdherenceConfirmed)
    tomorrow.when(confirm(travel=2), MEMBER).then_refused(Refused, "not all policies")


def test_a_policy_that_has_ended_is_confirmed_no_more() -> None:
    over = known(version(1), version(1, "gifts"), ended())
    over.when(confirm(gifts=1), MEMBER).then_happens(AdherenceConfirmed)
    over.when(confirm(travel=1, gifts=1), MEMBER).then_refused(Refused, "not all")
    tomorrow = TODAY + timedelta(days=1)
    still = known(version(1), version(1, "gifts"), ended(on=tomorrow))
    still.when(confirm(travel=1, gifts=1), MEMBER).then_happens(AdherenceConfirmed)


def test_a_case_is_about_one_policy() -> None:
    travel = handled().after(publish(1), COMPLIANCE)
    travel.when(publish(1, "gifts"), COMPLIANCE).then_refused(
        Refused, "the case is about another policy", "2"
    )


def test_a_policy_ends_on_a_day_and_not_before_its_last_version_began() -> None:
    end = WithdrawPolicy(withdrawn_on=TODAY)
    handled().when(end, COMPLIANCE).then_refused(Refused, "comes after publish")
    travel = handled().after(publish(1), COMPLIANCE)
    travel.when(end, COMPLIANCE).then(
        PolicyWithdrawn(
            **{**STEP, "step": "withdraw_policy"}, policy="travel", withdrawn_on=TODAY
        )
    )
    later = knowing(travel, POLICIES, version(1, on=TODAY + timedelta(days=5)))
    later.when(end, COMPLIANCE).then_refused(Refused, "not in force yet", "2")
    other = knowing(travel, POLICIES, version(1, "gifts", TODAY + timedelta(days=5)))
    other.when(end, COMPLIANCE).then_happens(PolicyWithdrawn)


def test_a_policy_begins_and_ends_while_working_days_are_known() -> None:
    travel = handled().after(publish(1, on=LATEST), COMPLIANCE)
    over = WithdrawPolicy(withdrawn_on=LATEST)
    travel.when(over, COMPLIANCE).then_happens(PolicyWithdrawn)
    after = LATEST + timedelta(days=1)
    for command, field in (
        (publish(2, on=after), "in_force_on"),
        (WithdrawPolicy(withdrawn_on=after), "withdrawn_on"),
    ):
        asked = travel.when(command, COMPLIANCE)
        asked.then_refused(Refused, "the day is after 2100-12-31", field=field)


def test_a_policy_that_has_ended_can_begin_again_with_a_later_version() -> None:
    over = known(version(3), ended())
    over.when(publish(3), COMPLIANCE).then_refused(Refused, "or a later one", "2")
    over.when(publish(4), COMPLIANCE).then_happens(PolicyVersionPublished)
    again = known(version(3), ended(), version(4))
    again.when(confirm(travel=4), MEMBER).then_happens(AdherenceConfirmed)
    early = publish(4, on=TODAY - timedelta(days=1))
    over.when(early, COMPLIANCE).then_refused(Refused, "not in force yet", "2")


def test_nobody_confirms_before_anything_was_published() -> None:
    handled().when(confirm(travel=1), MEMBER).then_refused(Refused, "not all policies")


def test_an_empty_list_confirms_nothing() -> None:
    with pytest.raises(ValidationError):
        ConfirmAdherence(versions={})
