"""What was said by word of mouth is written down, and checked by whoever said it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from rules import EARLIER, SAID, SMALL, TODAY, nothing, otherwise, report
from scenario import DAY_0, INTAKE, MEMBER, Scenario, day

from cases.actors import REPORTER, Actor
from cases.commands.possible import possible_to
from cases.commands.transcripts import CheckTranscript, OfferTranscript
from cases.edition.code import Code
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.procedure import ClockMet, ClockStarted
from cases.events.transcripts import TranscriptChecked, TranscriptOffered


def offer(**said: Any) -> OfferTranscript:
    call = {"spoken": "phone", "spoken_on": TODAY, "text": SAID}
    return OfferTranscript.model_validate({**call, **said})


def check(outcome: str = "agreed", transcript: int = 1) -> CheckTranscript:
    amendments = SAID if outcome == "amended" else None
    return CheckTranscript.model_validate(
        {"transcript": transcript, "outcome": outcome, "amendments": amendments}
    )


def called(**said: Any) -> Scenario:
    return nothing().after(report(**{"channel": "phone", **said}), MEMBER)


def offered() -> Scenario:
    return called().after(offer(), INTAKE)


@pytest.mark.parametrize("channel", ["phone", "meeting", "web"])
def test_what_was_said_is_written_down_for_the_reporter(channel: str) -> None:
    written = called(channel=channel).when(offer(), INTAKE)
    written.then_happens(TranscriptOffered, ClockStarted)
    assert offer().speaker(INTAKE) == Actor(INTAKE.id, INTAKE.role, REPORTER)


def test_what_nobody_can_check_is_not_written_down_for_them() -> None:
    unknown = called(identity_mode="anonymous")
    unknown.when(offer(), INTAKE).then_refused(Refused, "neither an account", "1")


def test_nothing_was_said_before_the_report_or_tomorrow() -> None:
    for days, reason in ((-1, "before the report was received"), (1, "in the future")):
        said = offer(spoken_on=TODAY + timedelta(days=days))
        called().when(said, INTAKE).then_refused(Refused, reason, "not from the code")


def test_the_reporter_agrees_and_that_settles_it() -> None:
    offered().when(check(), MEMBER).then_happens(TranscriptChecked, ClockMet)
    agreed = offered().after(check(), MEMBER)
    agreed.when(check(), MEMBER).then_refused(Refused, "it was checked", "1")
    agreed.when(offer(), INTAKE).then_refused(Refused, "has agreed", "1")


def test_what_is_said_another_time_is_written_down_too() -> None:
    agreed = offered().after(check(), MEMBER)
    for another in (offer(spoken="meeting"), offer(spoken_on=day(1).date())):
        second = agreed.after(another, INTAKE, at=day(1))
        second.when(check(transcript=2), MEMBER, at=day(1)).then_happens(
            TranscriptChecked, ClockMet
        )


def test_what_the_reporter_amends_is_written_down_anew() -> None:
    amended = offered().after(check("amended"), MEMBER)
    amended.when(check(), MEMBER).then_refused(Refused, "it was checked", "1")
    anew = amended.after(offer(), INTAKE)
    anew.when(check(transcript=1), MEMBER).then_refused(Refused, "it was checked")
    anew.when(check(transcript=2), MEMBER).then_happens(TranscriptChecked, ClockMet)


def test_only_the_last_transcript_is_checked() -> None:
    twice = offered().after(offer(), INTAKE)
    twice.when(check(transcript=1), MEMBER).then_refused(Refused, "anew", "1")
    called().when(check(), MEMBER).then_refused(Refused, "nothing was written", "1")


def test_an_amendment_says_what_it_amends_and_an_agreement_nothing() -> None:
    for outcome, amendments in (("amended", None), ("agreed", SAID)):
        said = {"transcript": 1, "outcome": outcome, "amendments": amendments}
        asked = offered().when(CheckTranscript.model_validate(said), MEMBER)
        asked.then_refused(Refused, "amended", "1")


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_nobody_agrees_in_the_reporters_place(mode: str) -> None:
    secret = called(identity_mode=mode).after(offer(), INTAKE)
    secret.when(check(), INTAKE).then_refused(NotPermitted, "reporter, member", "1")
    stranger = Actor("somebody-1", "member")
    secret.when(check(), stranger).then_refused(CaseNotFound, "")
    secret.when(check(), MEMBER).then_happens(TranscriptChecked, ClockMet)


def test_no_office_agrees_even_where_an_edition_names_it() -> None:
    told = SMALL.procedures["report"]
    theirs = told.steps["check_transcript"].model_copy(update={"by": [INTAKE.role]})
    steps = {**told.steps, "check_transcript": theirs}
    report = told.model_copy(update={"steps": steps})
    other = SMALL.model_copy(update={"procedures": {"report": report}})
    case = replace(offered().case, code=Code("demo", (EARLIER, other)))
    refused = Scenario(case).when(check(), INTAKE)
    refused.then_refused(NotPermitted, "only the reporter may do this", "1")


def test_the_reporter_is_told_what_there_is_to_check_and_until_when() -> None:
    def until(told: Scenario) -> list[object]:
        steps = possible_to(told.case, MEMBER, DAY_0)
        return [one.until for one in steps if one.step.name == "check_transcript"]

    period = timedelta(days=14)
    assert until(called()) == []
    assert until(offered()) == [TODAY + period]
    assert until(offered().after(check(), MEMBER)) == []
    assert until(otherwise(offered(), "check_transcript", meets=())) == [None]
