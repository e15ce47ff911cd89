from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError
from rules import CODE, SAID, TODAY, disclosure, nothing, report, told
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.opening import MakeDisclosure, ReceiveReport
from cases.edition.code import Code
from cases.errors import NotPermitted, Refused
from cases.events.event import Hidden
from cases.events.opening import IdentityMode, ReportReceived
from cases.events.procedure import ClockStarted

MAILBOX = Actor("mailbox-1", "member")
"""Somebody of whom nothing is known but a key."""


def opened(
    command: ReceiveReport | MakeDisclosure, by: Actor = MEMBER
) -> ReportReceived:
    event = next(command.decide(Case(CODE), by, DAY_0))
    assert isinstance(event, ReportReceived)
    return event


def test_a_report_begins_a_case_and_its_clocks() -> None:
    nothing().when(report(), MEMBER).then_happens(
        ReportReceived, ClockStarted, ClockStarted, ClockStarted
    )


def test_a_report_says_by_which_clause_of_which_edition_the_case_was_opened() -> None:
    event = opened(report())
    assert (event.edition, event.clause, event.phase) == ("small", "1", "received")
    assert (event.case_type, event.kind, event.label) == ("report", "report", "Told")


def test_clocks_run_from_the_day_of_receipt_not_of_registration() -> None:
    late = report(opening="take_down", received_on=date(2025, 12, 29))
    events = nothing().when(late, INTAKE).outcome
    assert isinstance(events, list)
    assert [(e.clock, e.started_on, e.due_on) for e in events[1:]] == [
        ("acknowledgement", date(2025, 12, 29), date(2026, 1, 5)),
        ("feedback_unacknowledged", date(2025, 12, 29), date(2026, 4, 7)),
    ]


def test_whoever_reports_in_their_own_name_is_the_reporter() -> None:
    assert opened(report(reporter="somebody-else")).reporter == MEMBER.id
    hidden = opened(report(identity_mode="confidential"))
    assert hidden.reporter is None
    assert hidden.concealed == Hidden(reporter=MEMBER.id)


def test_whoever_takes_a_report_down_names_the_reporter_or_nobody() -> None:
    command = report(opening="take_down", reporter="caller-1")
    assert opened(command, INTAKE).reporter == "caller-1"
    assert opened(report(opening="take_down"), INTAKE).reporter is None


def test_an_anonymous_report_names_no_reporter() -> None:
    anonymous = report(identity_mode="anonymous")
    assert opened(anonymous).reporter is None
    assert told().case.reporter == MEMBER.id
    assert nothing().after(anonymous, MEMBER).case.reporter is None


def test_by_the_key_of_a_mailbox_a_report_is_anonymous_and_known_to_the_rules() -> None:
    anonymous = opened(report(identity_mode="anonymous"), MAILBOX)
    assert anonymous.reporter is None
    assert anonymous.concealed == Hidden(reporter=MAILBOX.id)
    for mode in ("named", "confidential"):
        asked = nothing().when(report(identity_mode=mode), MAILBOX)
        asked.then_refused(
            Refused, "one reports anonymously", "names nobody", "identity_mode"
        )
        assert getattr(asked.outcome, "allowed", ()) == ("anonymous",)


def test_a_disclosure_is_made_by_somebody_who_is_known() -> None:
    nothing().when(disclosure(), MAILBOX).then_refused(
        Refused, "somebody who is known", "names nobody"
    )


def test_an_anonymous_report_that_names_a_reporter_is_refused() -> None:
    command = report(
        opening="take_down", identity_mode="anonymous", reporter="caller-1"
    )
    nothing().when(command, INTAKE).then_refused(Refused, "names no reporter", "1")


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
@pytest.mark.parametrize("role", ["reporter", "member"])
def test_whoever_asks_to_stay_unknown_is_not_written_down(
    role: str, mode: IdentityMode
) -> None:
    speaker = report(identity_mode=mode).speaker(Actor("member-1", role, "boss"))
    assert speaker == Actor(mode, "reporter")


def test_the_rules_know_a_confidential_reporter_all_the_same() -> None:
    case = nothing().after(report(identity_mode="confidential"), MEMBER).case
    assert case.reporter == MEMBER.id
    assert case.taken["opening"] == {"confidential"}


def test_hidden_people_never_show_themselves() -> None:
    event = opened(report(identity_mode="confidential", no_office_for=("boss-1",)))
    for said in (repr(event), str(event), repr(event.concealed), f"{event.concealed}"):
        assert MEMBER.id not in said
        assert "boss-1" not in said


def test_whoever_takes_down_a_report_or_gives_their_name_is_written_down() -> None:
    assert report(identity_mode="anonymous").speaker(INTAKE) == INTAKE
    as_reporter = Actor(MEMBER.id, "reporter")
    assert report(identity_mode="named").speaker(MEMBER) == as_reporter


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_for_whom_a_report_is_taken_down_does_not_stand_beside_it(
    mode: IdentityMode,
) -> None:
    spoken = report(identity_mode=mode, reporter="caller-1").speaker(INTAKE)
    assert spoken == replace(INTAKE, on_behalf_of="reporter")


def test_a_report_from_the_future_is_refused() -> None:
    tomorrow = report(received_on=TODAY + timedelta(days=1))
    nothing().when(tomorrow, MEMBER).then_refused(
        Refused, "future", "not from the code"
    )
    nothing().when(report(received_on=TODAY), MEMBER).then_happens(
        ReportReceived, ClockStarted, ClockStarted, ClockStarted
    )


def test_a_report_from_before_there_was_a_code_is_refused() -> None:
    long_ago = report(received_on=date(2019, 12, 31))
    nothing().when(long_ago, MEMBER).then_refused(
        Refused, "no edition was in force", "Demo Code", "received_on"
    )


def test_a_report_is_not_disclosed_and_a_gift_not_reported() -> None:
    gift = report(case_type="gift", opening="declare")
    nothing().when(gift, MEMBER).then_refused(
        Refused, "it is opened as a disclosure", "4"
    )
    told = disclosure(case_type="report", opening="tell", facts={})
    nothing().when(told, MEMBER).then_refused(Refused, "it is opened as a report", "1")


def test_the_day_is_that_of_the_organisation() -> None:
    nearly_midnight_utc = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    tomorrow = report(received_on=date(2026, 1, 6))
    nothing().when(tomorrow, MEMBER, nearly_midnight_utc).then_happens(
        ReportReceived, ClockStarted, ClockStarted, ClockStarted
    )


def test_the_edition_is_that_in_force_on_the_day_of_the_organisation() -> None:
    nearly_new_year_utc = datetime(2024, 12, 31, 23, 30, tzinfo=UTC)
    event = next(
        report(received_on=date(2024, 12, 31)).decide(
            Case(CODE), MEMBER, nearly_new_year_utc
        )
    )
    assert isinstance(event, ReportReceived)
    assert event.edition == "small"


def test_nothing_is_opened_when_no_edition_was_in_force() -> None:
    long_ago = datetime(2019, 12, 30, tzinfo=UTC)
    nothing().when(report(), MEMBER, long_ago).then_refused(
        Refused, "no edition was in force", "Demo Code"
    )


def test_a_category_that_the_code_does_not_have_is_refused() -> None:
    wrong = report(categories=("fraud", "sorcery"))
    nothing().when(wrong, MEMBER).then_refused(Refused, "no such category", "1")
    assert opened(report(categories=("fraud",))).categories == ("fraud",)


def test_an_opening_is_only_for_those_the_edition_names() -> None:
    nothing().when(report(opening="take_down"), MEMBER).then_refused(
        NotPermitted, "intake_officer", "1"
    )
    nothing().when(report(), INTAKE).then_refused(NotPermitted, "reporter, member", "1")


def test_an_opening_that_the_procedure_does_not_have_is_refused() -> None:
    nothing().when(report(opening="whisper"), MEMBER).then_refused(
        Refused, "no report opens so", "1"
    )


def test_a_type_of_case_that_the_code_does_not_know_is_refused() -> None:
    nothing().when(report(case_type="duel"), MEMBER).then_refused(
        Refused, "knows no such case", "Demo Code"
    )


def test_a_case_that_has_begun_does_not_begin_again() -> None:
    told().when(report(), MEMBER).then_refused(Refused, "begun already", "1")
    told().when(disclosure(), MEMBER).then_refused(Refused, "begun already", "4")


@pytest.mark.parametrize("role", ["neutral_member", "wizard"])
def test_an_opening_is_not_for_other_offices(role: str) -> None:
    nothing().when(report(), Actor("x-1", role)).then_refused(NotPermitted, "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"received_on": 0},
        {"received_on": "2026-01-05T00:00:00"},
        {"received_on": "20260105"},
        {"channel": "pigeon"},
        {"reporter": "Jane Doe"},
        {"account": ""},
        {"account": "a\x00b"},
        {"account": "a" * 20_001},
        {"account": 5},
        {"unknown": 1},
        {"case_type": "Report"},
        {"facts": {"value": 1.5}},
        {"facts": {"source": "a person's own words"}},
    ],
)
def test_what_is_no_report_is_not_taken(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as error:
        report(**wrong)
    assert "a person's own words" not in str(error.value)


def test_only_people_speak_for_themselves() -> None:
    assert report().speaker(COMPLIANCE) == COMPLIANCE


def test_an_older_edition_opens_nothing_any_more() -> None:
    old = Code("demo", CODE.editions[:1])
    with pytest.raises(Refused, match="no edition was in force"):
        list(report().decide(Case(old), MEMBER, DAY_0))


def test_what_was_said_never_shows_itself() -> None:
    assert SAID not in repr(report())
