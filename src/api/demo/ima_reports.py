"""What most demo cases of IMA begin with."""

from api.demo.story import Story


def received(
    story: Story, account: str, category: str = "integrity", **said: object
) -> Story:
    """A report that nobody has looked at yet; of somebody named, unless it is said."""
    return story.report(
        "member",
        account,
        case_type="breach_report",
        opening="speak_up",
        channel="web",
        categories=(category,),
        **{"identity_mode": "named", **said},
    )
