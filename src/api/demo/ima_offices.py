"""Demo of the offices of IMA, in no case: who holds them, and what programs may."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from api.demo.cast import COMMITTEE
from api.demo.ima_members import NATIONAL
from api.demo.story import Story, person
from cases.commands.job_keys import IssueJobKey, WithdrawJobKey
from cases.commands.mandates import EndMandates, GrantMandates
from cases.commands.webhooks import AddWebhook, WithdrawWebhook

NOBODYS: Final = "0" * 63 + "1"
"""The digest of no key that anybody has."""
BOARD: Final = UUID("0199a3c4-0000-7000-8000-00000000b0a2")
JOB: Final = "reporting_job"


def given(story: Story) -> Story:
    """The Committee of all groups, and those of some, whose time begins and ends."""
    for who, unit, begins, ends in (
        (person(NATIONAL), None, -10, None),
        ("demo.committee-north", "north", -10, 400),
        ("demo.committee-south", "south", -10, 90),
        ("demo.committee-south-2", "south", 90, 500),
    ):
        mandate = GrantMandates(
            role=NATIONAL,
            persons=(who,),
            unit=unit,
            valid_from=story.today + timedelta(days=begins),
            valid_until=story.today + timedelta(days=ends) if ends else None,
        )
        story.office(COMMITTEE, mandate)
    stood_down = EndMandates(
        role=NATIONAL,
        persons=("demo.committee-north",),
        unit="north",
        valid_until=story.wait(30).today,
    )
    return story.office(COMMITTEE, stood_down)


def programmed(story: Story) -> Story:
    """A program that asked with a key of its own, and was told what happened."""
    key = IssueJobKey(
        digest=NOBODYS,
        job="nightly-figures",
        role=JOB,
        rights=("read", "clocks"),
        valid_until=story.today + timedelta(days=300),
    )
    board = AddWebhook(
        webhook=BOARD,
        job="case-board",
        role=JOB,
        address="https://board.example/what-happens",
        after=0,
    )
    for command in (
        key,
        WithdrawJobKey(digest=NOBODYS),
        board,
        WithdrawWebhook(webhook=BOARD),
    ):
        story.office(COMMITTEE, command)
    return story
