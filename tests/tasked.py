"""A story of what is to be done in a case, beside its procedure."""

from api.demo.cast import COMPLIANCE, OFFICER
from api.demo.story import Story, person
from cases.commands.tasks import FinishTask, HandOverTask, SetTask, WithdrawTask
from cases.events.event import Personal


def tell_tasks(story: Story) -> None:
    """Three things are to be done: one is, one need not be, one by somebody else."""
    story.report(
        "member",
        "Person U was seen to water the plants with tea.",
        case_type="breach_report",
        opening="speak_up",
        channel="web",
        identity_mode="named",
    )
    for what in (
        "Ask the gardener how much tea the plants had.",
        "Count the cups in the greenhouse.",
        "Buy a watering can for the greenhouse.",
    ):
        story.does(OFFICER, SetTask(text=Personal(what), until=story.today))
    asked = Personal("The gardener says that it was one pot for each plant.")
    story.does(OFFICER, FinishTask(task=1, note=asked))
    handed = HandOverTask(
        task=2,
        person=person(COMPLIANCE),
        role=COMPLIANCE,
        note=Personal("The greenhouse is locked, and you have the key."),
    )
    story.does(OFFICER, handed)
    bought = Personal("There is a watering can behind the cups.")
    story.does(OFFICER, WithdrawTask(task=3, note=bought))
