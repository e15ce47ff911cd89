"""Which addresses a webhook may lead to, and how long it rests after a failure."""

from datetime import timedelta
from ipaddress import ip_address, ip_network

import pytest

from api.webhooks.places import FIRST_REST, LONGEST_REST, rest
from api.webhooks.reaching import Reaching

INSIDE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1"),
    *("::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1"),
    *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::1"),
    "64:ff9b:1::a00:1",
)


@pytest.mark.parametrize("address", INSIDE)
def test_what_not_everybody_can_reach_is_not_reached(address: str) -> None:
    assert not Reaching().allows(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:4700::1", "64:ff9b::808:808"]
)
def test_what_everybody_can_reach_is_reached(address: str) -> None:
    assert Reaching().allows(ip_address(address))


@pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3"])
def test_a_network_that_is_named_is_reached(address: str) -> None:
    reaching = Reaching((ip_network("10.1.0.0/16"),))
    assert reaching.allows(ip_address(address))
    assert not reaching.allows(ip_address("10.2.0.1"))


@pytest.mark.parametrize("attempts", range(12))
def test_a_rest_is_twice_as_long_each_time_and_less_by_chance(attempts: int) -> None:
    longest = min(FIRST_REST * 2**attempts, LONGEST_REST)
    rests = {rest(attempts) for _ in range(50)}
    assert longest / 2 <= min(rests)
    assert max(rests) <= longest
    assert len(rests) > 1
    assert rest(10_000) <= timedelta(hours=1)
