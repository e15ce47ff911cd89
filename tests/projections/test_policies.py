"""Given versions of policies, then which of them hold on a day."""

from datetime import date, timedelta

from happened import DAY, STEP, disclosed
from projected import Projected

from cases.events.policies import PolicyVersionPublished, PolicyWithdrawn
from projections.policies import policies


def version(
    number: int, on: date = DAY, policy: str = "pseah"
) -> PolicyVersionPublished:
    return PolicyVersionPublished(**STEP, policy=policy, number=number, in_force_on=on)


def held(iom: Projected, on: date = DAY) -> list[tuple[str, int]]:
    return [(one.policy, one.version) for one in policies(iom.db, on)]


def test_a_policy_is_held_in_its_latest_version_from_its_day_on(iom: Projected) -> None:
    iom.given(disclosed(), version(1), version(1, policy="it"))
    iom.given(disclosed(), version(2, DAY + timedelta(days=5)))
    assert held(iom) == [("it", 1), ("pseah", 1)]
    assert held(iom, DAY + timedelta(days=5)) == [("it", 1), ("pseah", 2)]
    assert held(iom, DAY - timedelta(days=1)) == []


def test_a_policy_that_was_withdrawn_is_held_until_its_day(iom: Projected) -> None:
    end = PolicyWithdrawn(**STEP, policy="pseah", withdrawn_on=DAY + timedelta(days=3))
    iom.given(disclosed(), version(1), end)
    assert held(iom, DAY + timedelta(days=2)) == [("pseah", 1)]
    assert held(iom, DAY + timedelta(days=3)) == []
    iom.given(disclosed(), version(2, DAY + timedelta(days=4)))
    assert held(iom, DAY + timedelta(days=4)) == [("pseah", 2)]
