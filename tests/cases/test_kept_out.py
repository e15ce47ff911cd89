"""Whom a reporter keeps out of office is sealed apart from who reported."""

from uuid import UUID, uuid4

import pytest
from rules import disclosure, nothing, report
from scenario import INTAKE, MEMBER

from cases.case.acquaintance import Acquaintance
from cases.case.fold import after
from cases.case.parts import Appeal, Appointment, Links, Panel, Party
from cases.case.replacing import replace
from cases.case.reporters import reads, unknown
from cases.events.event import Concealed, Event, Hidden, KeptOut, Marks
from cases.events.opening import NoOfficeAsked, ReportReceived
from cases.handling import Cases
from cases.log.log import Log
from cases.sealing.marks import marks, recognised, written

FEARED = "p-feared"


def received(**said: object) -> list[Event]:
    outcome = nothing().when(report(**said), MEMBER).outcome
    assert isinstance(outcome, list)
    return outcome


def hidden_in(events: list[Event]) -> tuple[object, object]:
    """Who reported, and who is kept out of office."""
    (first,) = [one for one in events if isinstance(one, ReportReceived)]
    asked = [one.no_office for one in events if isinstance(one, NoOfficeAsked)]
    return first.concealed, (asked or [None])[0]


def test_each_is_an_item_of_its_own() -> None:
    events = received(identity_mode="confidential", no_office_for=(FEARED,))
    assert hidden_in(events) == (
        Hidden(reporter=MEMBER.id),
        KeptOut(no_office=(FEARED,)),
    )


def test_whoever_asks_for_nothing_leaves_the_same_behind() -> None:
    events = received(identity_mode="confidential")
    assert hidden_in(events) == (Hidden(reporter=MEMBER.id), KeptOut())
    assert hidden_in(received()) == (None, None)
    named = received(no_office_for=(FEARED,))
    assert hidden_in(named) == (None, KeptOut(no_office=(FEARED,)))


def test_what_is_sealed_says_one_thing_each() -> None:
    assert written(Hidden(reporter="p-1")) == "reported by p-1"
    assert written(Hidden()) == "reported by nobody known"
    assert written(KeptOut(no_office=("p-2", "p-3"))) == "no office for p-2 p-3"
    assert written(KeptOut()) == "no office for nobody"
    key = bytes(32)
    of_one = marks(key, KeptOut(no_office=(FEARED,)))
    assert of_one.reporter is None
    assert len(of_one.no_office) == len(marks(key, KeptOut()).no_office)
    assert recognised(key, of_one, [FEARED]).no_office == (FEARED,)


@pytest.fixture
def confided(cases: Cases) -> UUID:
    command = report(identity_mode="confidential", no_office_for=(FEARED,))
    return cases.open(command, MEMBER).case


def test_both_are_recognised_in_the_case(cases: Cases, confided: UUID) -> None:
    found = cases.histories.standing(confided, MEMBER, frozenset({FEARED})).case
    assert (found.reporter, found.no_office) == (MEMBER.id, {FEARED})
    assert reads(found)


def test_a_report_from_before_has_both_in_one(log: Log, cases: Cases) -> None:
    key = uuid4()
    both = Hidden(reporter=MEMBER.id, no_office=(FEARED,))
    one = Concealed(item=key, digest="0" * 64, marks=marks(key.bytes, both))
    [event, *_] = received(identity_mode="confidential")
    assert isinstance(event, ReportReceived)
    before = after(nothing().case, event.model_copy(update={"concealed": one}), "x")
    found = cases.histories._recognising(before, INTAKE, frozenset({MEMBER.id, FEARED}))
    assert (found.reporter, found.no_office) == (MEMBER.id, {FEARED})
    assert reads(before)


def test_whom_a_linked_case_keeps_out_is_kept_out_of_this_one_too() -> None:
    own = Hidden(reporter="p-1", no_office=("p-2",))
    case = nothing().case.recognising(own, Hidden(reporter="p-3", no_office=("p-4",)))
    assert (case.reporter, case.links.reporters) == ("p-1", {"p-3"})
    assert case.no_office == {"p-2", "p-4"}


def test_everybody_is_whoever_has_to_do_with_a_case_in_whichever_way() -> None:
    def one(person: str) -> frozenset[str]:
        return frozenset({person})

    case = replace(
        nothing().case,
        taken={"acknowledge": one("acted")},
        parties={1: Party("witness", "party"), 2: Party("witness")},
        excluded=one("excluded"),
        served={"handler": one("detective")},
        decided=one("decided"),
        panel=Panel(present=one("decides"), recused=one("recused")),
        links=Links(
            known={uuid4(): Acquaintance(one("away"), one("elsewhere"), one("did"))},
            reporters=one("other-reporter"),
        ),
        appeals={1: Appeal(1, panel=one("reviewer"))},
        appointments={1: Appointment("consulted", "neutral")},
    )
    assert case.everybody() == {
        *("acted", "party", "excluded", "handler", "decided", "decides", "recused"),
        *("away", "elsewhere", "did", "other-reporter", "reviewer", "neutral"),
    }


def test_nobody_is_asked_about_a_reporter_whom_no_mark_can_show() -> None:
    for mode in ("named", "confidential"):
        told = nothing().after(report(identity_mode=mode), MEMBER).case
        assert reads(told)
        assert not unknown(told)
    anonymous = nothing().after(report(identity_mode="anonymous"), MEMBER).case
    assert unknown(anonymous)
    confided = replace(told, reporter=None)
    assert unknown(confided)
    marked = Concealed(
        item=uuid4(), digest="0" * 64, marks=Marks(reporter="~" + "0" * 32)
    )
    assert not unknown(replace(confided, concealed=(marked,)))
    assert not unknown(nothing().after(disclosure(), MEMBER).case)


def test_what_is_kept_apart_says_of_nobody_that_they_reported() -> None:
    sealed = Concealed(item=uuid4(), digest="0" * 64, marks=Marks())
    case = after(nothing().case, NoOfficeAsked(clause="21", no_office=sealed), "x")
    assert case.concealed == (sealed,)
    assert not reads(case)
