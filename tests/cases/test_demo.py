"""The demo cases: each is told without a refusal, and there is one of every type."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import pytest
from heard import audiences, nobody_is_told_of_others
from recorded import events, refusals
from scenario import code

from api.demo.load import DEMOS
from api.demo.story import Story
from api.tellings import SUBJECT, tellings
from cases.actors import SYSTEM
from cases.events.allegations import (
    AllegationAmended,
    AllegationDropped,
    JurisdictionDetermined,
    LocalLawPrecedenceDetermined,
)
from cases.events.closing import CaseClosed, CaseReopened, HoldReleased, HoldReviewed
from cases.events.decision import MeasureImposed
from cases.events.disclosing import (
    DisclosureNoticeGiven,
    IdentityDisclosureProposed,
)
from cases.events.event import Event
from cases.events.evidence import EvidenceExamined, EvidenceReturned, EvidenceSealed
from cases.events.interim import (
    InterimMeasuresLifted,
    InterimMeasuresOrdered,
    InterimMeasuresReviewed,
)
from cases.events.links import CaseLinked
from cases.events.mandates import RoleMandateGivenAhead
from cases.events.opening import CaseOpened
from cases.events.people import HandlerReplaced
from cases.events.procedure import StepTaken
from cases.events.redaction import SuccessorWritten
from cases.events.tasks import (
    TaskEnded,
    TaskFinished,
    TaskHandedOver,
    TaskLeft,
    TaskSet,
    TaskWithdrawn,
)
from cases.events.transcripts import TranscriptChecked
from cases.events.withdrawal import WithdrawalConsidered
from cases.handling import Cases
from cases.log.log import Log
from cases.log.recorded import Recorded

TURNS: Final[frozenset[type[Event] | str]] = frozenset(
    {
        CaseLinked,
        CaseReopened,
        InterimMeasuresOrdered,
        InterimMeasuresReviewed,
        TranscriptChecked,
        WithdrawalConsidered,
    }
)
"""What a report can come to in each organisation, and does in one of its cases."""

ONLY_HERE: Final[Mapping[str, frozenset[type[Event] | str]]] = {
    "ima": frozenset(
        {
            AllegationAmended,
            AllegationDropped,
            HandlerReplaced,
            InterimMeasuresLifted,
            JurisdictionDetermined,
            LocalLawPrecedenceDetermined,
            TaskEnded,
            TaskFinished,
            TaskHandedOver,
            TaskLeft,
            TaskSet,
            TaskWithdrawn,
        }
    ),
    "ims": frozenset(
        {
            EvidenceExamined,
            EvidenceReturned,
            EvidenceSealed,
            RoleMandateGivenAhead,
            "suspend_investigation",
            "resume_investigation",
        }
    ),
    "iom": frozenset({HoldReleased, HoldReviewed, "decide_anew"}),
}
"""Turns that a case takes in one organisation, by their events or their steps."""


REFUSED: Final = {"ima": ["ReviewBrokenGlass"]}
"""What somebody asks for that a rule does not allow."""


@pytest.mark.parametrize("organisation", DEMOS)
def test_every_demo_case_is_told_to_where_it_goes(
    organisation: str, cases: Cases, log: Log
) -> None:
    known = code(organisation)
    here = replace(cases, code=known)
    now = datetime.now(UTC)
    began = set()
    for number, (days_ago, tell) in enumerate(DEMOS[organisation].TELLINGS, 1):
        story = Story(here, str(number), now - timedelta(days=days_ago))
        tell(story)
        assert story.told
        began.add(story.case)
    assert [one.asked for one in refusals(log)] == REFUSED.get(organisation, [])
    told = events(log)
    everybody_is_told_what_is_theirs(here, log)
    opened = [event for event in told if isinstance(event, CaseOpened)]
    # Of offices and programs there is no case; some stories tell of several.
    assert len(began - {UUID(int=0)}) <= len(opened)
    types = {event.case_type for event in opened}
    assert types == known.editions[-1].procedures.keys()
    kinds = {type(event) for event in told}
    steps = {event.step for event in told if isinstance(event, StepTaken)}
    assert kinds | steps >= TURNS | ONLY_HERE[organisation]
    ends = {e.expires_on for e in told if isinstance(e, MeasureImposed)} - {None}
    assert any(last < now.date() for last in ends if last)
    assert 0 < len([e for e in told if isinstance(e, CaseClosed)]) < len(opened)


def everybody_is_told_what_is_theirs(cases: Cases, log: Log) -> None:
    """Whoever reported or is accused, in each case, and nobody more."""
    streams = {one.stream for one in log.since(0, 1000) if is_opening(one)}
    heard = 0
    for stream in streams:
        history = log.history(stream)
        case = cases.histories.standing(stream, SYSTEM).case
        nobody_is_told_of_others(cases.code, history, case)
        for to in audiences(case):
            heard += to.called == SUBJECT and any(tellings(cases.code, history, to))
    assert heard


def is_opening(one: Recorded) -> bool:
    return isinstance(one.event, CaseOpened)


def test_one_reporter_was_made_known_and_one_witness_taken_out_of_a_text(
    cases: Cases, log: Log
) -> None:
    here, now = replace(cases, code=code("ima")), datetime.now(UTC)
    for number, (days_ago, tell) in enumerate(DEMOS["ima"].TELLINGS, 1):
        if getattr(tell, "__module__", "") == "api.demo.ima_confidence":
            tell(Story(here, str(number), now - timedelta(days=days_ago)))
    told = events(log)
    assert refusals(log) == []
    kinds = [type(event) for event in told]
    assert kinds.count(IdentityDisclosureProposed) == 4
    assert kinds.count(DisclosureNoticeGiven) == 1
    assert kinds.count(SuccessorWritten) == 1
