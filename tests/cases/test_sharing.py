"""Personal data of IMS and IOM go to others as their owner consented, and no further.

Those of IMA: test_ima_privacy.
"""

from typing import Final

import pytest
from rules import SAID
from scenario import Scenario, day, given
from shipped import codes

from cases.actors import Actor
from cases.commands.opening import MakeDisclosure
from cases.commands.steps import TakeStep
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.event import Fact
from cases.events.procedure import ClockStarted, StepTaken

OWNER: Final = Actor("member-1", "member")
ASKING: Final = Actor("hr-1", "human_resources")
MANAGEMENT: Final = Actor("manager-1", "management_member")
OFFICER: Final = Actor("officer-1", "data_protection_officer")
REPORT: Final[dict[str, Fact]] = {
    "recipient": "donor-1",
    "purpose": "report_to_donor",
    "data": ("photograph",),
}
SHARED: Final[dict[str, Fact]] = {
    "shared_with": "donor-1",
    "shared_for": "report_to_donor",
    "data_shared": ("photograph",),
    "shared_on": "2026-01-05",
}
in_both = pytest.mark.parametrize("organisation", ["ims", "iom"])


def step(name: str, **facts: Fact) -> TakeStep:
    return TakeStep(step=name, facts=facts, note=SAID)


def began(
    organisation: str, opening: str, by: Actor = ASKING, **facts: Fact
) -> Scenario:
    """A case of sharing, on behalf of the owner."""
    command = MakeDisclosure(
        case_type="sharing", opening=opening, facts=facts, account=SAID
    )
    return given(organisation).after(command, Actor(by.id, by.role, OWNER.id))


def asked(organisation: str) -> Scenario:
    return began(organisation, "ask_owner", **REPORT)


def consented(organisation: str) -> Scenario:
    return asked(organisation).after(step("consent", until="2026-03-31"), OWNER)


def closed_as(scenario: Scenario) -> str | None:
    """How the case ended."""
    events = scenario.outcome
    assert isinstance(events, list), events
    ends = [event.outcome for event in events if isinstance(event, CaseClosed)]
    return ends[0] if ends else None


@in_both
def test_nothing_is_shared_before_the_owner_consents(organisation: str) -> None:
    share = step("share", **SHARED)
    asked(organisation).when(share, ASKING).then_refused(Refused, "'consent_asked'")
    consented(organisation).when(share, ASKING).then_happens(StepTaken)


@in_both
def test_only_the_owner_consents_and_takes_it_back(organisation: str) -> None:
    consent = step("consent", until="2026-03-31")
    other = Actor("member-2", "member")
    asked(organisation).when(consent, ASKING).then_refused(NotPermitted, "for member")
    asked(organisation).when(consent, other).then_refused(CaseNotFound, "")
    consented(organisation).when(step("withdraw"), ASKING).then_refused(
        NotPermitted, "for member"
    )


@in_both
@pytest.mark.parametrize(
    ("other", "beyond"),
    [
        ({"shared_with": "donor-2"}, "'shared_with' goes beyond 'recipient'"),
        ({"shared_for": "event"}, "'shared_for' goes beyond 'purpose'"),
        ({"data_shared": ("name",)}, "'data_shared' goes beyond 'data'"),
        ({"data_shared": ("photograph", "name")}, "'data_shared' goes beyond 'data'"),
    ],
)
def test_consent_is_for_one_recipient_one_purpose_and_some_data(
    organisation: str, other: dict[str, Fact], beyond: str
) -> None:
    share = step("share", **{**SHARED, **other})
    consented(organisation).when(share, ASKING).then_refused(
        Refused, beyond, "GDPR Art. 5(1)(b), 7(1)"
    )


@in_both
def test_consent_ends_with_its_day(organisation: str) -> None:
    given_until = consented(organisation)
    share, expire = step("share", **SHARED), step("expire")
    given_until.when(share, ASKING, day(85)).then_happens(StepTaken)
    given_until.when(share, ASKING, day(86)).then_refused(Refused, "has run out")
    given_until.when(expire, OFFICER, day(85)).then_refused(Refused, "has not run out")
    assert closed_as(given_until.when(expire, OFFICER, day(86))) == "expired"


@in_both
def test_consent_is_taken_back_and_the_recipient_is_told(organisation: str) -> None:
    back = consented(organisation).after(step("withdraw"), OWNER)
    share = step("share", **SHARED)
    back.when(share, ASKING).then_refused(Refused, "'consent_withdrawn'")
    assert closed_as(back.when(step("recall"), ASKING, day(2))) == "withdrawn"


@in_both
def test_silence_and_a_no_are_no_consent(organisation: str) -> None:
    silent = asked(organisation)
    silent.when(step("note_silence"), ASKING, day(10)).then_refused(
        Refused, "nobody has let a time limit pass", "GDPR Art. 4(11)"
    )
    over = silent.when(step("note_silence"), ASKING, day(40))
    assert closed_as(over) == "not_consented"
    assert closed_as(silent.when(step("refuse"), OWNER)) == "refused"


@in_both
def test_it_ends_with_its_purpose_and_is_kept_to_show_that_there_was_consent(
    organisation: str,
) -> None:
    ended = consented(organisation).after(step("meet_purpose"), OWNER).case
    (kept,) = ended.schedules.values()
    assert (kept.rule, kept.period) == ("R17", "3 years")


def test_what_the_law_demands_of_ims_rests_on_the_law_and_the_owner_is_told() -> None:
    demand: dict[str, Fact] = {
        "recipient": "court-1",
        "basis": "court_order",
        "data": ("name",),
    }
    demanded = began("ims", "demand_by_law", MANAGEMENT, **demand)
    given_out = {**SHARED, "shared_with": "court-1", "data_shared": ("name",)}
    del given_out["shared_for"]
    more = {**given_out, "data_shared": ("name", "health")}
    demanded.when(step("disclose_by_law", **more), MANAGEMENT).then_refused(
        Refused, "goes beyond 'data'", "GDPR Art. 5(1)(c)"
    )
    told = demanded.after(step("disclose_by_law", **given_out), MANAGEMENT)
    assert closed_as(told.when(step("tell_owner"), OFFICER)) == "disclosed_by_law"
    resisted = demanded.when(step("resist_demand"), MANAGEMENT)
    assert closed_as(resisted) == "not_disclosed"


def test_what_an_authority_demands_of_iom_is_no_law_for_it() -> None:
    procedure = codes()["iom"].editions[-1].procedure("sharing")
    assert "demand_by_law" not in procedure.openings


@in_both
def test_time_runs_from_the_question_and_from_the_consent(organisation: str) -> None:
    happened = [event for event, _ in asked(organisation).history]
    begun = [event for event in happened if isinstance(event, ClockStarted)]
    assert [(one.clock, one.due_on.isoformat()) for one in begun] == [
        ("sharing_consent", "2026-02-04")
    ]
    runs = consented(organisation).case.clocks
    assert runs["authorised_time", None].due.on.isoformat() == "2026-03-31"
