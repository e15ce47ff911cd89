"""The demo shows every event of the catalogue: over the commands that anybody uses."""

from collections.abc import Mapping
from typing import Final

import pytest
from reactor import react
from recorded import events
from serving import Service
from waiting import readable

from api import due
from api.demo.load import DEMOS, load
from api.erasers import eraser
from cases.events.catalogue import EVENTS
from cases.events.event import Event
from cases.patience import left

SERVED: Final = tuple(DEMOS)

NOT_SHOWN: Final[Mapping[str, str]] = {
    "AnnualFiguresRecorded": "a year has to be over since the log began",
    "CasePlaced": "no step of the three editions says of which unit a case is",
    "EditionPublished": "nothing records it yet",
    "ErasureFailed": "a store has to be away",
    "ExportSent": "whoever looks at the demo takes rows out",
    "LogKeyAnnounced": "the key of the log has to change",
    "LogRestored": "a copy has to be brought back",
    "MeasureExpunged": "a measure has to stand for years",
    "OfficeFilled": "somebody has to come into an office while the service runs",
    "OrganisationAdded": "nothing records it yet",
    "RecipientsNotified": "recipients are told once a list was carried out",
    "RowsExported": "whoever looks at the demo takes rows out",
    "TextHandedOut": "whoever looks at the demo takes texts along",
    "TextRead": "whoever looks at the demo reads",
    "TextRedacted": "successors are written in its place",
    "TreeBegunAnew": "events have to be lost",
}
"""What no demo shows, and why."""


@pytest.fixture(scope="module")
def shown(service: Service) -> set[str]:
    """The events that there are once the parts of the service have seen the demo."""
    logs = (seen(service, name) for name in SERVED)
    return {type(event).__name__ for log in logs for event in log}


def seen(service: Service, name: str) -> list[Event]:
    """The log of an organisation whose demo was told, timed and followed up."""
    here = service.app.state.organisations[name]
    load(here)
    looking = service.caller("auditor", organisation=name)
    assert looking.get("/clocks", after=readable(here.log)).is_success
    due.record(here)
    due.escalate(here)
    react(service, name)
    with eraser(service.settings, here) as one:
        one.carry_out()
    return events(here.log)


def test_the_demo_shows_every_event_but_those_that_it_cannot(shown: set[str]) -> None:
    assert EVENTS.keys() - shown == NOT_SHOWN.keys()


def test_the_demo_is_told_once(service: Service, shown: set[str]) -> None:
    for organisation in service.app.state.organisations.values():
        assert load(organisation) == 0


def test_telling_it_leaves_all_patience_for_what_comes_afterwards(
    shown: set[str],
) -> None:
    assert shown
    assert left(60) == 60
