"""Laws that hold for any case, however it came about."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import accumulate
from typing import Final
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from lives import (
    WHOLE,
    what_has_followed_once_follows_no_second_time,
    whole_lives,
)
from rules import CODE, disclosure
from scenario import DAY_0, MEMBER
from walks import Walk, walk, walks

from cases.actors import ROLES, Actor
from cases.case.case import Case
from cases.case.fold import after, replay
from cases.commands.conflicts import arbitrators, concerned
from cases.commands.order import stands_open
from cases.edition.procedure import CLOSED, Procedure
from cases.events import (
    disposal,
    exports,
    figures,
    job_keys,
    mandates,
    notices,
    record,
    redaction,
    webhooks,
)
from cases.events.appeal import (
    AppealDecided,
    AppealLodged,
    AppealWaived,
    DecisionNotified,
)
from cases.events.catalogue import EVENTS
from cases.events.closing import CaseClosed, CaseReopened
from cases.events.decision import DecidersConvened, DeterminationMade
from cases.events.event import Event, ProcedureStep, Sealed, personal_fields
from cases.events.opening import CaseOpened
from cases.events.procedure import (
    ClockEvent,
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockPassed,
    ClockStarted,
    ClockStopped,
    ClockWarned,
)
from cases.events.retention import RetentionSchedule

History = Iterable[tuple[Event, str]]
SLOW: Final = [HealthCheck.too_slow]
"""The first life takes the walks through all reports."""


def stored(event: Event) -> Event:
    """The event as it comes back: through JSON, personal text only referred to.

    Hidden people come back as if they had been recognised.
    """
    state = event.model_dump(mode="json")
    for name, _ in personal_fields(type(event)):
        if isinstance(state[name], str):
            digest = sha256(state[name].encode()).hexdigest()
            item = uuid5(NAMESPACE_URL, name)
            state[name] = json.loads(Sealed(item=item, digest=digest).model_dump_json())
    return EVENTS[type(event).__name__].model_validate_json(json.dumps(state))


def stages(walk: Walk) -> Iterator[Case]:
    """The case after each event."""
    start = Case(walk.code)
    yield from accumulate(
        walk.so_far.history, lambda case, past: after(case, *past), initial=start
    )


def phases(procedure: Procedure) -> set[str]:
    moved = {step.to for step in procedure.acts() if step.to}
    return {CLOSED} | moved | {o.phase for o in procedure.openings.values()}


def closed_on(history: History) -> list[CaseClosed]:
    return [event for event, _ in history if isinstance(event, CaseClosed)]


def a_history_read_back_from_its_json_is_the_same_case(walk: Walk) -> None:
    back = [(stored(event), actor) for event, actor in walk.so_far.history]
    assert replay(walk.code, back) == walk.case


def the_same_history_is_the_same_case_each_time(walk: Walk) -> None:
    assert replay(walk.code, walk.so_far.history) == walk.case
    assert replay(walk.code, walk.so_far.history) == walk.case


def a_refused_command_changes_nothing(walk: Walk) -> None:
    then = list(stages(walk))
    assert all(case in then for case, _ in walk.refusals)


def every_refusal_says_why_and_by_which_clause(walk: Walk) -> None:
    for _, refusal in walk.refusals:
        assert str(refusal)
        assert getattr(refusal, "clause", "no such case")


def nothing_is_to_be_deleted_before_it_was_closed(walk: Walk) -> None:
    for case in stages(walk):
        assert case.closed or not case.schedules
        for schedule in case.schedules.values():
            assert case.closed_on
            assert schedule.delete_on > case.closed_on
    assert not walk.case.closed or "content" in walk.case.schedules


def who_reported_is_kept_no_longer_than_anything_else(walk: Walk) -> None:
    for case in stages(walk):
        days = [kept.delete_on for kept in case.schedules.values()]
        assert "reporter_identity" not in case.schedules or days[0] == min(days)


def lives(walk: Walk) -> list[list[Event]]:
    """The history up to each reopening, and from there on."""
    lives: list[list[Event]] = [[]]
    for event, _ in walk.so_far.history:
        if isinstance(event, CaseReopened):
            lives.append([])
        lives[-1].append(event)
    return lives


def a_day_of_deletion_only_ever_moves_away(walk: Walk) -> None:
    """Unless the case is reopened: then there is none any more."""
    for life in lives(walk):
        kept = [event for event in life if isinstance(event, RetentionSchedule)]
        for what in {event.what for event in kept}:
            days = [event.delete_on for event in kept if event.what == what]
            assert days == sorted(set(days))


def a_case_is_closed_once_and_nothing_but_named_steps_follows(walk: Walk) -> None:
    for life in lives(walk):
        endings = [event for event in life if isinstance(event, CaseClosed)]
        assert len(endings) <= 1
        for event in life[life.index(endings[0]) :] if endings else ():
            if isinstance(event, ProcedureStep):
                assert CLOSED in walk.case.procedure.step(event.step).phases


def nobody_concerned_ever_holds_an_office(walk: Walk) -> None:
    for case in walk.stages:
        unfit = concerned(case)
        in_office = {a.person for a in case.appointments.values() if a.relied_on}
        assert not unfit & case.handlers.keys()
        assert not unfit & case.panel.present
        assert not unfit & in_office


def an_excluded_person_finds_the_case_in_no_role_but_to_answer(walk: Walk) -> None:
    for case in walk.stages:
        for person in case.excluded:
            for role in ROLES.keys() - {"subject"}:
                assert not stands_open(case, Actor(person, role))


def nobody_holds_two_offices_that_do_not_go_together(walk: Walk) -> None:
    for case in walk.stages:
        kinds = {
            person: {case.edition.kind_of(role) for role in roles}
            for person, roles in case.served.items()
        }
        investigated = {p for p, served in kinds.items() if "investigator" in served}
        assert not investigated & case.panel.present
        assert not arbitrators(case) & case.panel.present
        assert not arbitrators(case) & case.handlers.keys()


def every_event_that_has_a_clause_names_it(walk: Walk) -> None:
    for event, _ in walk.so_far.history:
        clause = getattr(event, "clause", None)
        if clause is not None:
            assert walk.case.edition.clause_text(clause)


def a_case_is_always_in_a_phase_of_its_procedure(walk: Walk) -> None:
    for event, _ in walk.so_far.history:
        if isinstance(event, ProcedureStep | CaseOpened):
            assert event.phase in phases(walk.case.procedure)


def what_is_numbered_is_numbered_without_gaps(walk: Walk) -> None:
    case = walk.case
    for numbered in (
        case.parties,
        case.allegations,
        case.evidence,
        case.appointments,
        case.appeals,
        case.holds,
    ):
        assert list(numbered) == list(range(1, len(numbered) + 1))


def what_a_clock_did_not_start_it_does_not_end(walk: Walk) -> None:
    running: set[tuple[str, int | None]] = set()
    for event, _ in walk.so_far.history:
        if not isinstance(event, ClockEvent):
            continue
        key = (event.clock, event.party)
        if isinstance(event, ClockStarted):
            running.add(key)
            continue
        assert key in running
        if isinstance(event, ClockMet | ClockMetLate | ClockStopped):
            running.remove(key)
    assert running == walk.case.clocks.keys()


def nothing_is_said_twice_of_one_run(walk: Walk) -> None:
    said: dict[tuple[str, int | None], list[object]] = {}
    for event, _ in walk.so_far.history:
        if isinstance(event, ClockStarted):
            said[event.clock, event.party] = []
        elif isinstance(event, ClockWarned | ClockMissed | ClockPassed):
            words = said[event.clock, event.party]
            word = getattr(event, "moment", "over")
            assert word not in words
            assert "over" not in words
            words.append(word)


def a_repeated_exclusion_or_release_is_no_second_event(walk: Walk) -> None:
    names = [type(event).__name__ for event, _ in walk.so_far.history]
    assert names.count("HoldReleased") <= names.count("HoldPlaced")
    assert names.count("ExclusionLifted") <= names.count("PersonExcluded")


def each_accused_appeals_or_waives_once_for_each_time_they_were_told(
    walk: Walk,
) -> None:
    told: set[int] = set()
    undecided: set[int] = set()
    case = Case(walk.code)
    for event, actor in walk.so_far.history:
        if isinstance(event, DeterminationMade):
            told -= {case.allegations[event.allegation].party}
            undecided -= {case.allegations[event.allegation].party}
        elif isinstance(event, DecisionNotified):
            assert event.party not in told
            told.add(event.party)
            undecided.add(event.party)
        elif isinstance(event, AppealLodged | AppealWaived):
            assert event.party in undecided
            undecided.remove(event.party)
        elif isinstance(event, AppealDecided) and event.outcome == "remitted":
            told.remove(event.party)
        case = after(case, event, actor)


def nobody_looks_again_at_what_they_decided(walk: Walk) -> None:
    first: set[str] = set()
    reviewers: set[str] = set()
    for event, _ in walk.so_far.history:
        if isinstance(event, DeterminationMade):
            first.update(event.deciders)
        elif isinstance(event, DecidersConvened):
            assert not reviewers.intersection(event.present)
        elif isinstance(event, AppealDecided):
            assert not first.intersection(event.panel)
            reviewers.update(event.panel)


LAWS: Final = (
    a_history_read_back_from_its_json_is_the_same_case,
    the_same_history_is_the_same_case_each_time,
    a_refused_command_changes_nothing,
    every_refusal_says_why_and_by_which_clause,
    nothing_is_to_be_deleted_before_it_was_closed,
    a_day_of_deletion_only_ever_moves_away,
    a_case_is_closed_once_and_nothing_but_named_steps_follows,
    nobody_concerned_ever_holds_an_office,
    an_excluded_person_finds_the_case_in_no_role_but_to_answer,
    nobody_holds_two_offices_that_do_not_go_together,
    every_event_that_has_a_clause_names_it,
    a_case_is_always_in_a_phase_of_its_procedure,
    what_is_numbered_is_numbered_without_gaps,
    what_a_clock_did_not_start_it_does_not_end,
    nothing_is_said_twice_of_one_run,
    a_repeated_exclusion_or_release_is_no_second_event,
    each_accused_appeals_or_waives_once_for_each_time_they_were_told,
    nobody_looks_again_at_what_they_decided,
    *WHOLE,
)


NEVER_IN_A_CASE: Final = (
    vars(record).keys()
    | vars(figures).keys()
    | vars(exports).keys()
    | vars(mandates).keys()
    | vars(job_keys).keys()
    | vars(webhooks).keys()
    | vars(disposal).keys()
    | vars(notices).keys()
    | vars(redaction).keys()
) & EVENTS.keys()
RARE: Final = frozenset(
    {
        "OfficeFilled",
        "OfficeSubstituted",
        "AdherenceConfirmed",
        "AppealWaived",
        "CasePlaced",
        "PartyPlaced",
        "AppealWithdrawn",
        "ApplicableCodeDetermined",
        "ConsentRecorded",
        "DisclosureNoticeDeferred",
        "DisclosureNoticeGiven",
        "IdentityDisclosureApproved",
        "IdentityDisclosureDenied",
        "IdentityDisclosureProposed",
        "NeutralityChallenged",
        "ChallengeDecided",
        "CaseReopened",
        "CaseUnlinked",
        "ClockEscalated",
        "ClockExtended",
        "ErasureDecided",
        "ErasureListed",
        "CorrectionMade",
        "RecipientTold",
        "TextCorrected",
        "ProcessingRestricted",
        "ReadingAllowed",
        "ReadingGranted",
        "RestrictionEnded",
        "TextsReleased",
        "TextsRestricted",
        "RetentionRecalculated",
        "TaskHandedOver",
        "TaskLeft",
        "TranscriptChecked",
        "TranscriptOffered",
        "HandlerReplaced",
        "InterimMeasuresEnded",
        "InterimMeasuresLifted",
        "InterimMeasuresReviewed",
        "HoldAcknowledged",
        "LocalLawPrecedenceDetermined",
        "MeasureExpired",
        "MeasureExpunged",
        "OpinionDelivered",
        "PolicyVersionPublished",
        "PolicyWithdrawn",
        "PriorActsReviewed",
    }
)
"""Events that chance may not come across; the tests of their commands do."""


@pytest.mark.walks
def test_chance_comes_across_almost_every_event() -> None:
    missing = EVENTS.keys() - NEVER_IN_A_CASE - RARE
    for seed in range(2000):
        missing -= {type(event).__name__ for event, _ in walk(seed, 55).so_far.history}
        if not missing:
            return
    assert not missing


@pytest.mark.walks
@settings(max_examples=300, deadline=None)
@given(walks())
def test_all_laws_hold_for_any_history(walk: Walk) -> None:
    for law in LAWS:
        law(walk)


@pytest.mark.walks
@pytest.mark.timeout(1800)
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(whole_lives())
def test_all_laws_hold_for_whole_lives_under_each_code(walk: Walk) -> None:
    for law in (*LAWS, what_has_followed_once_follows_no_second_time):
        law(walk)


def test_what_is_stored_is_what_was_said_but_for_the_text() -> None:
    event = next(disclosure().decide(Case(CODE), MEMBER, DAY_0))
    back = stored(event)
    assert back.model_dump(exclude={"account"}) == event.model_dump(exclude={"account"})
    assert "said" not in back.model_dump_json()
