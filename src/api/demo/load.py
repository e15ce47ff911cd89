"""Loading the demo cases of an organisation, once."""

from datetime import UTC, datetime, timedelta
from typing import Final

from rich.progress import track

from api.demo import ima, ims, iom
from api.demo.story import Story, person
from api.organisations import Organisation
from cases.actors import Actor, Role

DEMOS: Final = {"ima": ima, "ims": ims, "iom": iom}
"""Each with its `TELLINGS`: so many days ago it began, and how it goes."""
LAST: Final = "last"


def load(organisation: Organisation) -> int:
    """How many demo cases were told; none when they are there.

    Interrupted, it goes on where it was: every command has a key of its own.
    """
    demo = DEMOS.get(organisation.name)
    if demo is None or _told(organisation, demo.LAST_TELLER):
        return 0
    label = f"Demo cases of {organisation.name}"
    numbered = list(enumerate(demo.TELLINGS, 1))
    for number, (days_ago, tell) in track(numbered, description=label):
        name = LAST if number == len(numbered) else str(number)
        tell(Story(organisation.cases, name, _ago(days_ago), here=organisation))
    return len(numbered)


def _told(organisation: Organisation, role: Role) -> bool:
    """The last telling is one command: when it is there, so are all others."""
    teller = Actor(person(role), role)
    return organisation.cases.answered(teller, f"demo {LAST} 1")


def _ago(days: int) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)
