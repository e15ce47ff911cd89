"""What is to be done in a demo case, beside its procedure."""

from datetime import timedelta

from api.demo.cast import COMPLIANCE, INVESTIGATOR, OFFICER, OWNER
from api.demo.story import Story, person
from cases.commands.exclusions import ExcludePerson
from cases.commands.tasks import FinishTask, HandOverTask, SetTask, WithdrawTask
from cases.events.event import Personal

RELATIVE = "demo.next-officer"
"""Somebody who turns out to be a relative, and loses what they were to do."""


def shared_out(story: Story) -> Story:
    """One thing is done, one need not be, and one is still open, with another."""
    for what, who, role in (
        ("Ask the bank who could draw on the account.", person(COMPLIANCE), COMPLIANCE),
        ("Find a room for the interviews.", person(OWNER), OWNER),
        ("Ask the travel agency for its receipts.", RELATIVE, OFFICER),
    ):
        until = story.today + timedelta(days=5)
        task = SetTask(text=Personal(what), until=until, person=who, role=role)
        story.does(OWNER, task)
    answer = Personal("Person A and Person B could, says the bank.")
    story.wait(1).does(COMPLIANCE, FinishTask(task=1, note=answer))
    needless = Personal("Everybody comes to the office.")
    story.does(OWNER, WithdrawTask(task=2, note=needless))
    story.does(COMPLIANCE, ExcludePerson(person=RELATIVE, reason="relative"))
    other = HandOverTask(
        task=3,
        person=person(INVESTIGATOR),
        role=INVESTIGATOR,
        until=story.today + timedelta(days=3),
        note=Personal("You know the agency."),
    )
    return story.does(OWNER, other)
