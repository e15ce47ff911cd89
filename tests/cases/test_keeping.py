"""Until when texts are kept: from which day, by whose rule, and what moves it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from rules import (
    CHAIR,
    EARLIER,
    INTAKE,
    SMALL,
    TODAY,
    disclosure,
    exhibit,
    handler,
    measure,
    nothing,
    notified,
    party,
    report,
    step,
    told,
    violated,
)
from scenario import COMPLIANCE, DPO, MEMBER, OWNER, Scenario, day

from cases.actors import SYSTEM
from cases.calendar import Period
from cases.case.case import Case
from cases.case.parts import Imposed, Links
from cases.commands.closing import PlaceHold, RecalculateRetention, ReleaseHold
from cases.commands.evidence import ReturnEvidence
from cases.commands.keeping import Keeping
from cases.commands.notifying import NotifyDecision
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.errors import NotPermitted
from cases.events.event import Concealed, Personal
from cases.events.procedure import StepTaken
from cases.events.retention import (
    RetentionRecalculated,
    RetentionSchedule,
    RetentionStarted,
    RetentionTriggered,
)

RELEASE = ReleaseHold(hold=1, reason=Personal("It is over."))
HOLD = PlaceHold(
    basis="legal_claim", review_on=date(2026, 2, 1), reason=Personal("A court.")
)
DISMISSED_UNTIL = date(2026, 3, 6)


def kept(scenario: Scenario, what: str = "content") -> RetentionSchedule:
    found: RetentionSchedule = scenario.case.schedules[what]
    return found


def dismissed(start: Scenario | None = None, at: int = 0) -> Scenario:
    return (start or told()).after(step("dismiss"), COMPLIANCE, at=day(at))


def moved(scenario: Scenario) -> list[tuple[str, str, date, date]]:
    outcome = scenario.outcome
    assert isinstance(outcome, list), outcome
    return [
        (event.what, event.because, event.was, event.delete_on)
        for event in outcome
        if isinstance(event, RetentionRecalculated)
    ]


# --- from which day


def test_a_case_is_kept_from_its_closing() -> None:
    until = kept(dismissed())
    assert (until.start, until.started_on) == ("closed", TODAY)
    assert (until.rule, until.period) == ("R1", "2 months")
    assert until.delete_on == DISMISSED_UNTIL


def test_an_authorised_gift_is_kept_from_the_end_of_the_authorisation() -> None:
    gift = nothing().after(disclosure(), MEMBER)
    authorised = gift.after(step("authorise", until="2026-02-01"), COMPLIANCE)
    expired = authorised.after(step("expire"), COMPLIANCE, at=day(28))
    assert kept(expired).started_on == date(2026, 2, 2)
    early = gift.after(step("authorise", until="2026-06-01"), COMPLIANCE)
    case = replace(early.case, closed_on=TODAY, retention="R10")
    [until] = Keeping(case, TODAY).anew()
    assert isinstance(until, RetentionStarted)
    assert (until.start, until.started_on) == ("fact", date(2026, 6, 1))


def test_without_the_fact_it_is_kept_from_its_closing() -> None:
    case = replace(
        nothing().after(disclosure(), MEMBER).case, closed_on=TODAY, retention="R10"
    )
    [until] = Keeping(case, TODAY).anew()
    assert isinstance(until, RetentionStarted)
    assert until.started_on == TODAY


def test_a_period_begins_with_the_last_of_some_steps() -> None:
    gift = nothing().after(disclosure(), MEMBER)
    tell = step("tell_outcome")
    gift.when(tell, COMPLIANCE).then_happens(StepTaken, RetentionTriggered)
    told_early = gift.after(tell, COMPLIANCE, at=day(3))
    answered = told_early.after(step("answer"), COMPLIANCE, at=day(20))
    assert kept(answered).started_on == day(20).date()
    assert kept(answered).delete_on == date(2026, 3, 26)
    assert moved(answered.when(tell, COMPLIANCE, at=day(25))) == [
        ("content", "start_moved", date(2026, 3, 26), date(2026, 3, 31))
    ]


def test_a_period_may_begin_when_a_term_is_over() -> None:
    gift = nothing().after(disclosure(), MEMBER)
    filed = gift.after(step("file_away"), COMPLIANCE)
    assert kept(filed).started_on == date(2026, 1, 19)
    assert kept(filed).delete_on == date(2026, 2, 20)


def imposed(**said: object) -> Scenario:
    """A case at its end, in which a measure was imposed."""
    return (
        violated()
        .after(measure(**said), CHAIR)
        .after(step("conclude"), CHAIR)
        .after(NotifyDecision(party=1, notified_on=TODAY), COMPLIANCE)
    )


def test_a_violation_is_kept_from_the_end_of_its_last_measure() -> None:
    lasting = imposed(effective_on=TODAY, expires_on=date(2026, 12, 31))
    closed = lasting.after(step("close_violation"), COMPLIANCE)
    assert kept(closed).started_on == date(2026, 12, 31)
    assert kept(closed).delete_on == date(2030, 1, 1)
    forever = imposed(effective_on=date(2026, 3, 1))
    closed = forever.after(step("close_violation"), COMPLIANCE)
    assert kept(closed).started_on == date(2026, 3, 1)


def test_a_period_may_begin_when_the_decision_takes_effect() -> None:
    lasting = imposed(effective_on=date(2026, 2, 1), expires_on=date(2026, 12, 31))
    closed = lasting.after(step("close_in_effect"), COMPLIANCE)
    assert kept(closed).started_on == date(2026, 2, 1)
    at_once = imposed(effective_on=TODAY)
    later = at_once.after(step("close_in_effect"), COMPLIANCE, at=day(9))
    assert kept(later).started_on == day(9).date()


MAIN, TWIN = UUID(int=1), UUID(int=2)


def ended(rule: str, links: Links, **others: object) -> Case:
    """A case that was closed today, to be kept by a rule, among others."""
    return replace(told().case, closed_on=TODAY, retention=rule, links=links, **others)


def starts(case: Case) -> date | None:
    for event in Keeping(case, TODAY).anew():
        if isinstance(event, RetentionStarted) and event.what == "content":
            return event.started_on
    return None


def test_a_period_may_begin_with_the_end_of_the_case_it_belongs_to() -> None:
    follows, still_open = Links(follows=MAIN), told().case
    later = replace(still_open, closed_on=date(2026, 5, 1))
    assert starts(ended("R14", follows, host=still_open)) is None
    assert starts(ended("R14", follows, host=later)) == date(2026, 5, 1)
    assert starts(ended("R14", Links())) == TODAY


def test_a_period_may_begin_with_the_end_of_all_cases_about_the_same() -> None:
    links, still_open = Links(follows=MAIN, followers=frozenset({TWIN})), told().case
    first, last = (replace(still_open, closed_on=date(2026, n, 1)) for n in (3, 4))
    assert starts(ended("R15", links, others={MAIN: first, TWIN: still_open})) is None
    assert starts(ended("R15", links, others={MAIN: first})) is None
    both = ended("R15", links, others={MAIN: last, TWIN: first})
    assert starts(both) == date(2026, 4, 1)
    assert starts(ended("R15", Links())) == TODAY
    assert {*RecalculateRetention().others(both)} == {MAIN, TWIN}


def test_a_merged_case_is_kept_from_what_was_decided_where_it_went() -> None:
    lasting = Imposed("warning", True, TODAY, date(2027, 1, 1))
    measured = replace(told().case, measures={1: (lasting,)})
    merged = ended("R5", Links(follows=MAIN, merged=True), host=measured)
    assert starts(merged) == date(2027, 1, 1)
    told_again = ended("R5", Links(follows=MAIN), host=measured)
    assert starts(told_again) == TODAY


def test_a_merged_case_has_the_others_about_the_same_that_it_says_itself() -> None:
    main = replace(
        told().case,
        closed_on=date(2026, 3, 1),
        links=Links(followers=frozenset({TWIN})),
    )
    follows = Links(follows=MAIN, merged=True)
    merged = ended("R15", follows, host=main, others={MAIN: main})
    assert starts(merged) == date(2026, 3, 1)


# --- whose law


def of(*countries: str) -> Scenario:
    """A violation whose allegations are judged by these countries' law."""
    scenario = imposed(effective_on=TODAY)
    allegations = {
        n: replace(scenario.case.allegations[1], country=country)
        for n, country in enumerate(countries, 1)
    }
    case = replace(scenario.case, allegations=allegations)
    return replace(scenario, case=case).after(step("close_violation"), COMPLIANCE)


@pytest.mark.parametrize(
    ("countries", "country", "period"),
    [
        (["IT"], "IT", "5 years"),
        (["SE"], "SE", "2 years"),
        (["DK"], None, "3 years"),
        (["SE", "DK"], None, "3 years"),
        (["SE", "IT"], "IT", "5 years"),
    ],
)
def test_the_law_of_the_place_may_have_another_period_and_the_longest_counts(
    countries: list[str], country: str | None, period: str
) -> None:
    until = kept(of(*countries))
    assert (until.country, until.period) == (country, period)
    assert until.basis == {
        "IT": "D.lgs. 24/2023 Art. 14",
        "SE": "2021:890",
        None: "GDPR Art. 17(3)(e)",
    }.get(country, until.basis)


# --- who reported


def in_confidence(**said: object) -> Scenario:
    return nothing().after(report(identity_mode="confidential", **said), MEMBER)


def test_who_reported_goes_before_all_else_by_the_shortest_rule() -> None:
    closed = in_confidence().after(step("dismiss"), COMPLIANCE)
    identity = kept(closed, "reporter_identity")
    assert (identity.rule, identity.delete_on) == ("R8", date(2026, 2, 6))
    assert kept(closed).delete_on == DISMISSED_UNTIL
    assert list(closed.case.schedules) == ["reporter_identity", "content"]


def test_who_reported_is_never_kept_longer_than_all_else() -> None:
    brief = with_rule("R1", period=Period.parse("7 days"))
    closed = under(brief, in_confidence()).after(step("dismiss"), COMPLIANCE)
    identity = kept(closed, "reporter_identity")
    assert (identity.rule, identity.delete_on) == ("R1", date(2026, 1, 13))


def test_of_several_countries_the_shortest_counts_for_who_reported() -> None:
    start = in_confidence()
    framed = replace(violated().case.allegations[1], country="FR")
    both = {1: framed, 2: replace(framed, country="DK")}
    case = replace(start.case, allegations=both)
    closed = replace(start, case=case).after(step("dismiss"), COMPLIANCE)
    identity = kept(closed, "reporter_identity")
    assert (identity.country, identity.period) == ("FR", "7 days")


def test_a_reporter_who_is_a_party_is_known_too() -> None:
    named = told().after(party("reporter", "reporter-9"), INTAKE)
    assert "reporter_identity" in dismissed(named).case.schedules
    assert "reporter_identity" not in dismissed().case.schedules


def test_whom_the_log_does_not_name_is_kept_as_long_as_who_reported() -> None:
    hidden = Concealed(item=TWIN, digest="0" * 64)
    anonymous = nothing().after(report(identity_mode="anonymous"), MEMBER)
    assert "reporter_identity" not in dismissed(anonymous).case.schedules
    by_key = replace(anonymous, case=replace(anonymous.case, concealed=(hidden,)))
    assert "reporter_identity" in dismissed(by_key).case.schedules


# --- what moves it


def test_late_activity_gives_thirty_days_more() -> None:
    with_evidence = told().after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    held = with_evidence.after(exhibit(custodian=OWNER.id), OWNER)
    closed = dismissed(held)
    back = ReturnEvidence(evidence=1, reason=Personal("To its owner."))
    assert moved(closed.when(back, OWNER, at=day(29))) == []
    assert moved(closed.when(back, OWNER, at=day(31))) == [
        ("content", "late_activity", DISMISSED_UNTIL, date(2026, 3, 8))
    ]
    after = closed.after(back, OWNER, at=day(100))
    assert kept(after).not_before == kept(after).delete_on == date(2026, 5, 16)


def test_late_activity_keeps_who_reported_as_well() -> None:
    start = in_confidence().after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    closed = start.after(exhibit(custodian=OWNER.id), OWNER).after(
        step("dismiss"), COMPLIANCE
    )
    back = ReturnEvidence(evidence=1, reason=Personal("To its owner."))
    assert [what for what, *_ in moved(closed.when(back, OWNER, at=day(40)))] == [
        "reporter_identity",
        "content",
    ]


def test_a_hold_that_ends_is_no_late_activity() -> None:
    held = dismissed().after(HOLD, COMPLIANCE)
    assert moved(held.when(RELEASE, COMPLIANCE, at=day(100))) == [
        ("content", "hold_released", DISMISSED_UNTIL, date(2026, 5, 16))
    ]


def test_in_an_edition_without_that_clock_late_activity_moves_nothing() -> None:
    clocks = {n: c for n, c in SMALL.clocks.items() if n != "late_activity"}
    start = told().after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    closed = dismissed(start.after(exhibit(custodian=OWNER.id), OWNER))
    quiet = under(SMALL.model_copy(update={"clocks": clocks}), closed)
    back = ReturnEvidence(evidence=1, reason=Personal("To its owner."))
    assert moved(quiet.when(back, OWNER, at=day(50))) == []


# --- computed anew


def with_rule(name: str, **changed: object) -> Edition:
    rule = SMALL.retention[name].model_copy(update=changed)
    return SMALL.model_copy(update={"retention": {**SMALL.retention, name: rule}})


def under(edition: Edition, scenario: Scenario) -> Scenario:
    """The case as it goes on when its edition says something else."""
    code = Code("demo", (EARLIER, edition))
    return replace(scenario, case=replace(scenario.case, code=code))


def followed_by(later: Edition, scenario: Scenario) -> Scenario:
    """The case as it goes on when another edition has come into force."""
    later = later.model_copy(
        update={"edition": "later", "in_force_from": date(2026, 2, 1)}
    )
    ended = SMALL.model_copy(update={"in_force_until": date(2026, 2, 1)})
    code = Code("demo", (EARLIER, ended, later))
    return replace(scenario, case=replace(scenario.case, code=code))


def test_nothing_is_computed_anew_where_nothing_has_changed() -> None:
    dismissed().when(RecalculateRetention(), SYSTEM, at=day(20)).then_nothing()
    told().when(RecalculateRetention(), SYSTEM).then_nothing()
    notified().when(RecalculateRetention(), SYSTEM).then_nothing()


def test_a_rule_that_is_shortened_moves_the_cases_that_are_kept_by_it() -> None:
    """Acceptance 30: an event for each case, and nothing is erased by it."""
    brief = with_rule("R1", period=Period.parse("1 month"))
    later = followed_by(brief, dismissed())
    assert moved(later.when(RecalculateRetention(), SYSTEM, at=day(20))) == []
    anew = later.when(RecalculateRetention(), SYSTEM, at=day(28))
    assert moved(anew) == [
        ("content", "rule_changed", DISMISSED_UNTIL, date(2026, 2, 6))
    ]
    done = later.after(RecalculateRetention(), SYSTEM, at=day(28))
    assert (kept(done).edition, kept(done).period) == ("later", "1 month")
    done.when(RecalculateRetention(), SYSTEM, at=day(29)).then_nothing()


def test_a_rule_that_a_later_edition_does_not_have_stays() -> None:
    others = {name: rule for name, rule in SMALL.retention.items() if name != "R1"}
    later = followed_by(SMALL.model_copy(update={"retention": others}), dismissed())
    later.when(RecalculateRetention(), SYSTEM, at=day(40)).then_nothing()


def test_what_was_put_off_stays_put_off_under_another_rule() -> None:
    put_off = dismissed().after(HOLD, COMPLIANCE)
    put_off = put_off.after(RELEASE, COMPLIANCE, at=day(100))
    brief = with_rule("R1", period=Period.parse("1 month"))
    anew = followed_by(brief, put_off).after(
        RecalculateRetention(), SYSTEM, at=day(101)
    )
    assert kept(anew).delete_on == date(2026, 5, 16)
    longer = with_rule("R1", period=Period.parse("1 year"))
    anew = followed_by(longer, put_off).after(
        RecalculateRetention(), SYSTEM, at=day(101)
    )
    assert kept(anew).delete_on == date(2027, 1, 6)


def test_a_case_closed_under_an_older_edition_is_kept_by_the_rules_of_today() -> None:
    brief = with_rule("R1", period=Period.parse("1 month"))
    later = followed_by(brief, told())
    assert kept(dismissed(later, at=28)).edition == "later"


def test_only_what_has_changed_computes_anew() -> None:
    for by in (COMPLIANCE, DPO):
        dismissed().when(RecalculateRetention(), by).then_refused(
            NotPermitted, "what has changed", "schedules are computed"
        )
