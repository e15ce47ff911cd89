"""An event changes only what it names: of whatever else there is, nothing is lost."""

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from rules import CODE

from cases.calendar import Due
from cases.case.acquaintance import Acquaintance
from cases.case.case import Case
from cases.case.confidence import Revealing
from cases.case.erasure import Disposal, Hold, Redactions, Restriction
from cases.case.fold import after
from cases.case.grant import Grant
from cases.case.parts import (
    Allegation,
    Appeal,
    Appointment,
    Exhibit,
    Imposed,
    Interim,
    Links,
    Notice,
    Panel,
    Party,
)
from cases.case.replacing import replace
from cases.case.routing import Objection, Routing
from cases.case.run import Run
from cases.case.task import Task
from cases.case.transcript import Transcript
from cases.events.catalogue import EVENTS
from cases.events.disposal import Listed
from cases.events.event import Concealed, Event, Marks
from cases.events.job_keys import JobKeyEvent
from cases.events.opening import CaseOpened
from cases.events.redaction import Losing
from cases.events.webhooks import WebhookEvent

BEGINNING: Final = CaseOpened | JobKeyEvent | WebhookEvent
"""Nothing is there before a case is opened, a key issued, or an address given."""

EXAMPLES: Final[dict[str, Any]] = {
    path.stem: EVENTS[path.stem].model_validate_json(path.read_text())
    for path in sorted((Path(__file__).parent / "stored").glob("*.json"))
    if not issubclass(EVENTS[path.stem], BEGINNING)
}
"""One event of each kind."""

OTHER: Final = "other"
NUMBER: Final = 99
ID: Final = UUID(int=NUMBER)
DAY: Final = date(2026, 1, 5)
MOMENT: Final = datetime(2026, 1, 5, tzinfo=UTC)
ONE: Final = frozenset({OTHER})
IDS: Final = frozenset({ID})
WHAT: Final = f"party_{NUMBER}"
TEXT: Final = Listed(case=ID, what=WHAT)
UNTIMED: Final = (OTHER, NUMBER)
CONCEALED: Final = Concealed(item=ID, digest="0" * 64, marks=Marks())
UNNAMED: Final = (
    *(OTHER, NUMBER, ID, WHAT, TEXT, CONCEALED),
    *(UNTIMED, (NUMBER, OTHER), (ID, NUMBER), Losing(case=ID, item=ID, party=NUMBER)),
)
"""What no event names."""


def named(said: object) -> Iterator[object]:
    """All that an event names, however deep."""
    if isinstance(said, Mapping):
        said = [*said, *said.values()]
    if isinstance(said, Collection) and not isinstance(said, str):
        for part in said:
            yield from named(part)
    else:
        yield said


def each(event: Event, kind: type, one: object) -> dict[Any, Any]:
    """One of these for whatever of a kind the event names, and one for another."""
    keys = {key for key in named(event.model_dump()) if type(key) is kind}
    return dict.fromkeys(keys | {key for key in UNNAMED if type(key) is kind}, one)


def imposed(event: Event) -> Imposed:
    """The measure that an event speaks of, if it does."""
    said = [getattr(event, name, None) for name in ("measure", "effective_on")]
    name, on = said[0] or "warning", said[1] or DAY
    return Imposed(name, True, on, getattr(event, "expires_on", None))


def everything(event: Event) -> Case:
    """A case with one of each thing that the event is about, and one of another."""
    clock = (getattr(event, "clock", OTHER), getattr(event, "party", NUMBER))
    numbers = frozenset({NUMBER})
    return Case(
        CODE,
        phase=getattr(event, "phase", ""),
        facts={OTHER: OTHER},
        concealed=(CONCEALED,),
        transcripts=each(event, int, Transcript("phone", DAY)),
        taken=each(event, str, ONE),
        done_for=each(event, str, numbers),
        done_here=each(event, str, numbers),
        parties=each(event, int, Party("subject")),
        excluded=ONE,
        handlers=each(event, str, ONE),
        served=each(event, str, ONE),
        routing=Routing(
            lacking=ONE,
            elsewhere={OTHER: OTHER},
            instead={OTHER: OTHER},
            to_review={OTHER: ONE},
            undeclared=ONE,
            objections=each(event, int, Objection(OTHER)),
        ),
        allegations=each(event, int, Allegation(1, "fraud", disapplied=ONE))
        | {NUMBER: Allegation(NUMBER, "fraud")},
        heard=numbers,
        consents=frozenset({(NUMBER, OTHER)}),
        grants=each(
            event, int, Grant(OTHER, OTHER, ONE, MOMENT, awaits=ONE, reviewers=ONE)
        ),
        tasks=each(event, int, Task(OTHER, OTHER, OTHER, DAY)),
        evidence=each(event, int, Exhibit(OTHER, None)),
        appointments=each(
            event, int, Appointment("appointed", OTHER, challenged=numbers)
        ),
        panel=Panel(present=ONE, recused=ONE, free=ONE),
        decided=ONE,
        measures=each(event, int, (imposed(event),)),
        interim=each(event, int, Interim(ONE)),
        notified=each(event, int, Notice(DAY)),
        informed=numbers,
        appeals=each(event, int, Appeal(1, free=ONE, conflicted=ONE)),
        clocks={
            clock: Run(*clock, DAY, Due(DAY)),
            UNTIMED: Run(*UNTIMED, DAY, Due(DAY)),
        },
        holds=each(event, int, Hold(DAY, awaited=ONE)),
        restrictions=each(event, UUID, Restriction(numbers, "4", {OTHER: DAY})),
        redactions=Redactions(
            wanted={
                (getattr(event, "item", ID), getattr(event, "party", 1)): IDS,
                (ID, NUMBER): IDS,
            },
            made={ID: (NUMBER, None)},
        ),
        done_before=ONE,
        links=Links(
            follows=ID,
            followers=IDS,
            taken_in=IDS,
            known=each(event, UUID, Acquaintance(ONE, ONE, ONE, (CONCEALED,))),
        ),
        triggers={OTHER: DAY},
        disposal=disposal(event),
        gone=frozenset({WHAT}),
        schedules={WHAT: EXAMPLES["RetentionStarted"]},
        revealing=Revealing(1, OTHER, OTHER, 2, DAY, approvals={OTHER: OTHER}),
    )


def disposal(event: Event) -> Disposal:
    """What such a case has of a list, or a request."""
    return Disposal(
        kept=frozenset({NUMBER}),
        done=frozenset({NUMBER}),
        destroyed={NUMBER: 1},
        inventoried=each(event, int, IDS),
        recipients=each(event, int, EXAMPLES["RecipientsFound"].recipients[0]),
        notices=each(event, int, EXAMPLES["RecipientsNotified"]),
        considered={TEXT: EXAMPLES["ErasureDecided"].entries[0]},
        told={OTHER: EXAMPLES["RecipientTold"]},
        passed_on=frozenset({TEXT}),
        losing=frozenset({Losing(case=ID, item=ID, party=NUMBER)}),
        lists=IDS,
        restricted=IDS,
    )


def unnamed(part: object, path: str = "", of: str = "") -> Iterator[tuple[str, str]]:
    """Where in a case something is that no event names, and what is said of it."""
    if is_dataclass(part):
        for one in fields(part):
            name = f"{path}.{one.name}" if path else one.name
            yield from unnamed(getattr(part, one.name), name, of)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            if key in UNNAMED:
                yield path, f"{of}{key}: {value!r}"
            else:
                yield from unnamed(value, path, f"{of}{key}: ")
    elif isinstance(part, Set | tuple):
        yield from ((path, f"{of}{one}") for one in part if one in UNNAMED)
    elif part == ID:
        yield path, of


FREE: Final = {"appeals", "appeals.free", "panel.free"}
"""Whoever declared to have no conflict did not speak of all parties."""
GRANT: Final = {"grants.awaits", "grants.reviewers"}
INTERIM: Final = {"interim.measures"}
KNOWN: Final = ("acted", "concealed", "concerned", "kept_away")

LOSES: Final = {
    "AccessGranted": GRANT | {"grants.rights"},
    "AllegationAmended": {"allegations.disapplied"},
    "AllegationFramed": {"allegations.disapplied"},
    "AppealLodged": {"appeals.conflicted", "appeals.free"},
    "ArbitratorProposed": {"appointments.challenged"},
    "CaseReopened": {"done_for", "done_here", "schedules", "routing.objections"},
    "CaseUnlinked": {f"links.known.{what}" for what in KNOWN},
    "DecidersConvened": {"panel.free", "panel.present"},
    "GlassBroken": GRANT | {"grants.rights"},
    "GlassReviewAwaited": GRANT,
    "HandlerRecused": {"handlers"},
    "HoldPlaced": {"holds.awaited"},
    "IdentityDisclosureProposed": {"revealing.approvals"},
    "InterimMeasuresEnded": INTERIM,
    "InterimMeasuresLifted": INTERIM,
    "InterimMeasuresOrdered": INTERIM,
    "InterimMeasuresReviewed": INTERIM,
    "PartyAdded": FREE,
    "PartyMatched": FREE,
    "PartyRoleChanged": FREE,
    "TextsReleased": {"restrictions.parties", "restrictions.readers"},
}
"""What counts no more after an event: it begins or ends what it names, or all anew."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_an_event_does_not_name_stays_as_it_was(name: str) -> None:
    event = EXAMPLES[name]
    before = everything(event)
    lost = {*unnamed(before)} - {*unnamed(after(before, event, "somebody"))}
    assert {path for path, _ in lost} == LOSES.get(name, set())


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_case_knows_no_texts(name: str) -> None:
    event = EXAMPLES[name]
    before = replace(everything(event), disposal=Disposal())
    assert "Sealed(" not in repr(after(before, event, "somebody"))
