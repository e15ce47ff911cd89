"""Webhooks: who adds them, for whom, to which addresses, and how they end."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from rules import CODE
from scenario import MEMBER, Scenario

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.job_keys import JOBS
from cases.commands.webhooks import MOST, AddWebhook, WithdrawWebhook
from cases.errors import NotPermitted, Refused
from cases.events.webhooks import WebhookAdded, WebhookWithdrawn

MANAGER = Actor("manager-1", "access_manager")
ONE = UUID("0190f1c2-7b1e-7a55-9d5e-a1825fc13d88")


def add(**said: Any) -> AddWebhook:
    """One to an address of a program, unless said otherwise."""
    usual = {"webhook": ONE, "job": "board", "role": JOBS, "after": 7}
    return AddWebhook.model_validate(
        {**usual, "address": "https://board.example/told", **said}
    )


def nothing() -> Scenario:
    return Scenario(Case(CODE))


def test_a_program_is_told_from_a_position_on() -> None:
    nothing().when(add(), MANAGER).then_happens(WebhookAdded)
    hook = nothing().after(add(), SYSTEM).case.mandates.webhooks[ONE]
    assert (hook.job, hook.role, hook.after) == ("board", JOBS, 7)
    assert hook.address == "https://board.example/told"
    assert not hook.withdrawn


def test_one_that_was_withdrawn_stays_so() -> None:
    added = nothing().after(add(), MANAGER)
    added.when(WithdrawWebhook(webhook=ONE), MANAGER).then_happens(WebhookWithdrawn)
    over = added.after(WithdrawWebhook(webhook=ONE), MANAGER)
    assert over.case.mandates.webhooks[ONE].withdrawn
    over.when(WithdrawWebhook(webhook=ONE), MANAGER).then_nothing()
    over.when(add(), MANAGER).then_refused(Refused, "already", "", "webhook")
    unknown = WithdrawWebhook(webhook=uuid4())
    added.when(unknown, MANAGER).then_refused(Refused, "no such", "", "webhook")


@pytest.mark.parametrize(
    ("said", "field"),
    [({"role": "investigator"}, "role"), ({"job": "system"}, "job")],
)
def test_it_is_for_programs(said: dict[str, Any], field: str) -> None:
    refused = nothing().when(add(**said), MANAGER)
    refused.then_refused(Refused, "", "not from the code", field)


def test_there_are_few() -> None:
    many = nothing()
    for _ in range(MOST):
        many = many.after(add(webhook=uuid4()), MANAGER)
    many.when(add(), MANAGER).then_refused(Refused, "as many as may be")
    one = next(iter(many.case.mandates.webhooks))
    fewer = many.after(WithdrawWebhook(webhook=one), MANAGER)
    fewer.when(add(), MANAGER).then_happens(WebhookAdded)


@pytest.mark.parametrize("by", [MEMBER, Actor("investigator-1", "investigator")])
def test_whoever_gives_no_offices_adds_none(by: Actor) -> None:
    nothing().when(add(), by).then_refused(NotPermitted, "offices are given")
    added = nothing().after(add(), MANAGER)
    withdrawal = WithdrawWebhook(webhook=ONE)
    added.when(withdrawal, by).then_refused(NotPermitted, "offices are given")


@pytest.mark.parametrize(
    "address",
    [
        "http://board.example/",
        "https://user:password@board.example/",
        "https://board.example/?key=1",
        "https://board.example/#x",
        "https://[::1]/",
        "https:///told",
        "https://BOARD.example/",
        "https://board.example:0/",
        "https://board.example/services/T0/B1/c",
        "https://board.example/hooks/8f2c1b7d9e3a4c5d6e7f8",
        "https://board.example/a/b/c/d/e/f/g/h/i",
        "https://board.example/ ",
        "https://board.example/\n",
        "ftp://board.example/",
        "https://" + "a" * 300,
    ],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ValidationError):
        add(address=address)


@pytest.mark.parametrize(
    "address",
    ["https://board.example", "https://10.0.0.1:8443/a/b-c", "https://a.example/~x"],
)
def test_what_is_an_address(address: str) -> None:
    assert add(address=address).address == address
