"""The one door for commands, on a log in PostgreSQL."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from threading import Barrier, local
from uuid import UUID, uuid4

import pytest
from rules import (
    ACCUSED,
    CHAIR,
    CODE,
    NEUTRAL,
    SAID,
    allegation,
    disclosure,
    handler,
    party,
    report,
    step,
)
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER, OWNER

from cases.actors import Actor
from cases.case.fold import replay
from cases.commands.arbitration import (
    CheckNeutrality,
    DeclareNeutrality,
    ProposeArbitrator,
)
from cases.commands.people import ExcludePerson
from cases.database import Pool
from cases.errors import (
    CaseError,
    CaseNotFound,
    CommandReused,
    NotPermitted,
    Outdated,
    Refused,
)
from cases.events.arbitration import NeutralityChecked
from cases.events.event import Event, Item, Personal, SealedItem
from cases.events.record import CommandRefused
from cases.handling import ATTEMPTS, Cases
from cases.identifier import new_id
from cases.log.log import Log
from cases.request import Receipt

DETECTIVE = Actor("detective-1", "detective")
KEY = "a-key-of-somebody"


def seal(case: UUID, text: Personal, item: Item, about: tuple[int, ...]) -> SealedItem:
    """Nothing of the text: what sealing does is the vault's to show."""
    return SealedItem(uuid4(), item.kind, item.audience, about, b"sealed")


def keyed(said: bytes) -> bytes:
    return hashlib.sha256(said).digest()


@pytest.fixture
def log(database_url: str) -> Iterator[Log]:
    with Pool(database_url, "ima") as pool:
        log = Log("ima", pool, seal)
        yield log
        log.close()


@pytest.fixture
def cases(log: Log) -> Cases:
    return Cases(CODE, log, keyed, now=lambda: DAY_0)


@pytest.fixture
def case(cases: Cases) -> UUID:
    """A report that a case owner and a detective look into."""
    opened = cases.open(report(), MEMBER).case
    cases.handle(opened, handler(OWNER.id, "case_owner"), COMPLIANCE)
    cases.handle(opened, handler(DETECTIVE.id, "detective"), COMPLIANCE)
    cases.handle(opened, step("acknowledge"), INTAKE)
    return opened


def version(log: Log, case: UUID) -> int:
    return len(log.history(case))


def events(log: Log) -> list[Event]:
    return [recorded.event for recorded in log.since(0, 1000)]


def refusals(log: Log) -> list[CommandRefused]:
    return [event for event in events(log) if isinstance(event, CommandRefused)]


def test_a_receipt_says_which_case_which_version_and_where_in_the_log(
    cases: Cases, log: Log
) -> None:
    opened = cases.open(report(), MEMBER)
    history = log.history(opened.case)
    assert opened == Receipt(opened.case, len(history), history[-1].position)
    later = cases.handle(opened.case, step("acknowledge"), INTAKE)
    assert later.case == opened.case
    assert later.version == version(log, opened.case) > opened.version
    assert later.position > opened.position


def test_the_log_says_who_asked_in_which_role_under_which_edition(
    cases: Cases, log: Log
) -> None:
    opened = cases.open(report(), MEMBER)
    clerk = Actor("clerk-1", "intake_officer", on_behalf_of="boss-1")
    cases.handle(opened.case, step("acknowledge"), clerk)
    first, *_, last = log.history(opened.case)
    assert (first.envelope.actor, first.envelope.acting_as) == (MEMBER.id, "member")
    assert first.envelope.edition == last.envelope.edition == "small"
    assert last.envelope.actor == "clerk-1"
    assert last.envelope.on_behalf_of == "boss-1"


def test_whoever_reports_anonymously_is_nowhere_in_the_log(
    cases: Cases, log: Log
) -> None:
    secret = report(identity_mode="anonymous")
    opened = cases.open(secret, MEMBER, key=KEY)
    with pytest.raises(Refused):
        cases.open(secret.model_copy(update={"reporter": "x-1"}), MEMBER)
    everything = [recorded.envelope for recorded in log.since(0, 1000)]
    assert {(e.actor, e.acting_as) for e in everything} == {("anonymous", "reporter")}
    assert MEMBER.id not in repr(log.history(opened.case))


def test_all_events_of_a_command_share_its_id(cases: Cases, log: Log) -> None:
    opened = cases.open(report(), MEMBER)
    assert len({r.envelope.command for r in log.history(opened.case)}) == 1


def test_a_command_on_another_version_than_expected_changes_nothing(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = version(log, case)
    with pytest.raises(Outdated) as outdated:
        cases.handle(case, party(), OWNER, expected=before - 1)
    assert outdated.value.version == before
    assert version(log, case) == before
    assert cases.handle(case, party(), OWNER, expected=before).version == before + 3


def test_a_repeated_key_gets_the_first_answer_and_happens_once(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = version(log, case)
    first = cases.handle(case, party(), OWNER, expected=before, key=KEY)
    cases.handle(case, step("give_feedback", outcome="answered"), INTAKE)
    now = version(log, case)
    assert cases.handle(case, party(), OWNER, expected=before, key=KEY) == first
    assert cases.handle(case, party(), OWNER, key=KEY) == first
    assert version(log, case) == now
    assert not refusals(log)


def test_an_opening_that_is_repeated_opens_one_case(cases: Cases, log: Log) -> None:
    first = cases.open(report(), MEMBER, key=KEY)
    length = len(events(log))
    assert cases.open(report(), MEMBER, key=KEY) == first
    assert len(events(log)) == length


def test_a_repeated_command_that_would_now_be_refused_gets_the_first_answer(
    cases: Cases, log: Log
) -> None:
    opened = cases.open(report(), MEMBER)
    first = cases.handle(opened.case, step("acknowledge"), INTAKE, key=KEY)
    assert cases.handle(opened.case, step("acknowledge"), INTAKE, key=KEY) == first
    with pytest.raises(Refused):
        cases.handle(opened.case, step("acknowledge"), INTAKE, key="another-key")
    assert len(refusals(log)) == 1


def test_a_repeated_command_that_would_now_change_nothing_gets_the_first_answer(
    cases: Cases, case: UUID
) -> None:
    designate = handler("x-1", "case_owner")
    first = cases.handle(case, designate, COMPLIANCE, key=KEY)
    cases.handle(case, step("give_feedback", outcome="answered"), INTAKE)
    assert cases.handle(case, designate, COMPLIANCE, key=KEY) == first


def test_a_key_is_not_used_for_another_command(
    cases: Cases, log: Log, case: UUID
) -> None:
    cases.handle(case, party(), OWNER, key=KEY)
    before = version(log, case)
    for other in (party("witness"), allegation(), step("no_such_step")):
        with pytest.raises(CommandReused):
            cases.handle(case, other, OWNER, key=KEY)
    other_case = cases.open(report(), MEMBER).case
    cases.handle(other_case, handler(OWNER.id, "case_owner"), COMPLIANCE)
    with pytest.raises(CommandReused):
        cases.handle(other_case, party(), OWNER, key=KEY)
    assert not refusals(log)
    assert version(log, case) == before


def test_a_key_belongs_to_whoever_used_it(cases: Cases, log: Log, case: UUID) -> None:
    first = cases.handle(case, party(), OWNER, key=KEY)
    assert cases.handle(case, party(), INTAKE, key=KEY).version > first.version
    assert cases.answered(OWNER, KEY)
    assert not cases.answered(MEMBER, KEY)


def test_a_refusal_is_recorded_beside_the_case_and_changes_nothing(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = log.history(case)
    with pytest.raises(Refused):
        cases.handle(case, handler(MEMBER.id, "case_owner"), COMPLIANCE)
    with pytest.raises(NotPermitted):
        cases.handle(case, handler("x-1", "case_owner"), INTAKE)
    with pytest.raises(CaseNotFound):
        cases.handle(case, party(), Actor("x-1", "case_owner"))
    with pytest.raises(Outdated):
        cases.handle(case, party(), OWNER, expected=1)
    assert log.history(case) == before
    assert refusals(log) == [
        CommandRefused(case=case, asked="DesignateHandler", rule="refused", clause="2"),
        CommandRefused(
            case=case, asked="DesignateHandler", rule="not_permitted", clause="2"
        ),
        CommandRefused(case=case, asked="AddParty", rule="not_found"),
        CommandRefused(case=case, asked="AddParty", rule="outdated"),
    ]


def test_a_refusal_says_who_was_refused(cases: Cases, log: Log, case: UUID) -> None:
    with pytest.raises(CaseNotFound):
        cases.handle(case, party(), Actor("x-1", "case_owner"))
    last = log.since(0, 1000)[-1]
    assert (last.envelope.actor, last.envelope.acting_as) == ("x-1", "case_owner")
    assert last.stream != case


def test_a_refused_opening_opens_nothing(cases: Cases, log: Log) -> None:
    with pytest.raises(Refused):
        cases.open(report(case_type="duel"), MEMBER)
    assert events(log) == [
        CommandRefused(asked="ReceiveReport", rule="refused", clause="Demo Code")
    ]


def test_a_refused_command_can_be_tried_again_with_its_key(
    cases: Cases, case: UUID
) -> None:
    with pytest.raises(Refused):
        cases.handle(case, allegation(), OWNER, key=KEY)
    cases.handle(case, party(), OWNER)
    before = cases.handle(case, allegation(), OWNER, key=KEY)
    assert cases.handle(case, allegation(), OWNER, key=KEY) == before


def test_a_command_that_changes_nothing_leaves_the_version(
    cases: Cases, log: Log, case: UUID
) -> None:
    history = log.history(case)
    receipt = cases.handle(case, handler(OWNER.id, "case_owner"), COMPLIANCE)
    assert receipt == Receipt(case, len(history), history[-1].position)
    assert log.history(case) == history


def test_a_case_that_does_not_exist_and_one_that_is_hidden_are_one_answer(
    cases: Cases, log: Log, case: UUID
) -> None:
    excluded = ExcludePerson(person=INTAKE.id, reason="conflict_declared")
    cases.handle(case, excluded, COMPLIANCE)
    for unknown in (case, new_id(), log.since(0, 1)[0].envelope.command):
        with pytest.raises(CaseNotFound, match="no such case"):
            cases.handle(unknown, party(), INTAKE)
        with pytest.raises(CaseNotFound, match="no such case"):
            cases.handle(unknown, party(), INTAKE, expected=1)
        with pytest.raises(CaseNotFound, match="no such case"):
            cases.standing(unknown, INTAKE)


def test_an_existing_case_is_not_opened_again(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = log.history(case)
    with pytest.raises(Refused, match="begun already"):
        cases.handle(case, report(), MEMBER)
    assert log.history(case) == before


def test_a_refusals_stream_is_no_case(cases: Cases, log: Log, case: UUID) -> None:
    with pytest.raises(CaseNotFound):
        cases.handle(case, party(), Actor("x-1", "case_owner"))
    stream = log.since(0, 1000)[-1].stream
    with pytest.raises(CaseNotFound):
        cases.handle(stream, party(), INTAKE)


def test_what_is_read_back_is_the_case_that_was_decided_on(
    cases: Cases, log: Log, case: UUID
) -> None:
    cases.handle(case, party(), OWNER)
    cases.handle(case, allegation(), OWNER)
    history = [(r.event, r.envelope.actor) for r in log.history(case)]
    assert cases.standing(case, OWNER) == replay(CODE, history)
    assert cases.standing(case, OWNER).parties[1].person == ACCUSED


def test_a_disclosure_is_found_by_everybody_it_names(cases: Cases, log: Log) -> None:
    cases.open(disclosure(counterparties=("partner-1",)), MEMBER)
    for person in (MEMBER.id, "partner-1"):
        relation = log.relation(f"person:{person}:interests")
        assert (relation.version, len(relation.events)) == (1, 1)


# --- two at the same time


def meeting(cases: Cases, rounds: int = 1) -> Cases:
    """Whoever uses it waits for the other between reading and deciding."""
    barrier, seen = Barrier(2, timeout=30), local()

    def now() -> datetime:
        seen.times = getattr(seen, "times", 0) + 1
        if seen.times <= rounds:
            barrier.wait()
        return DAY_0

    return replace(cases, now=now)


def at_once(
    *commands: Callable[[], Receipt],
) -> list[Receipt | BaseException]:
    with ThreadPoolExecutor(len(commands)) as threads:
        asked: list[Future[Receipt]] = [threads.submit(one) for one in commands]
        return [one.exception() or one.result() for one in asked]


@pytest.mark.parametrize("attempt", range(5))
def test_of_accusing_and_entrusting_somebody_at_once_exactly_one_happens(
    cases: Cases, log: Log, case: UUID, attempt: int
) -> None:
    same = version(log, case)
    both = meeting(cases)
    answers = at_once(
        lambda: both.handle(case, party(person="x-1"), OWNER, expected=same),
        lambda: both.handle(
            case, handler("x-1", "case_owner"), COMPLIANCE, expected=same
        ),
    )
    assert sorted(type(answer).__name__ for answer in answers) == [
        "Outdated",
        "Receipt",
    ]
    standing = cases.standing(case, COMPLIANCE)
    accused, entrusted = "x-1" in standing.excluded, "x-1" in standing.handlers
    assert accused != entrusted


@pytest.mark.parametrize("attempt", range(5))
def test_decided_anew_the_accused_never_keeps_the_case(
    cases: Cases, case: UUID, attempt: int
) -> None:
    both = meeting(cases)
    accusing, entrusting = at_once(
        lambda: both.handle(case, party(person="x-1"), OWNER),
        lambda: both.handle(case, handler("x-1", "case_owner"), COMPLIANCE),
    )
    assert isinstance(accusing, Receipt)
    assert isinstance(entrusting, Receipt | Refused)
    standing = cases.standing(case, COMPLIANCE)
    assert "x-1" in standing.excluded
    assert "x-1" not in standing.handlers


def test_the_same_command_sent_twice_at_once_happens_once(
    cases: Cases, log: Log, case: UUID
) -> None:
    before = version(log, case)
    both = meeting(cases)
    first, second = at_once(*2 * [lambda: both.handle(case, party(), OWNER, key=KEY)])
    assert isinstance(first, Receipt), repr(first)
    assert first == second
    assert version(log, case) == before + 3


def disturbed(cases: Cases, disturb: Callable[[], object], times: int = 1) -> Cases:
    """Something else happens between reading and deciding."""
    left = [disturb] * times

    def now() -> datetime:
        if left:
            left.pop()()
        return DAY_0

    return replace(cases, now=now)


def test_a_check_that_relied_on_what_has_changed_is_made_anew(
    cases: Cases, log: Log, case: UUID
) -> None:
    cases.handle(case, party(), OWNER)
    propose = ProposeArbitrator(kind="appointed", person=NEUTRAL.id)
    cases.handle(case, propose, COMPLIANCE)
    cases.handle(case, DeclareNeutrality(appointment=1), NEUTRAL)
    gift = disclosure(counterparties=(NEUTRAL.id,))
    late = disturbed(cases, lambda: cases.open(gift, Actor(ACCUSED, "member")))
    late.handle(case, CheckNeutrality(appointment=1), COMPLIANCE)
    [checked] = [
        recorded.event
        for recorded in log.history(case)
        if isinstance(recorded.event, NeutralityChecked)
    ]
    found = {check.check: check for check in checked.checks}
    assert found["no_shared_interest"].answer == "failed"
    assert found["no_shared_interest"].based_on == 1
    assert not checked.eligible


def test_a_command_that_was_overtaken_is_decided_anew(
    cases: Cases, log: Log, case: UUID
) -> None:
    overtaken = disturbed(
        cases, lambda: cases.handle(case, party("witness", None), OWNER)
    )
    overtaken.handle(case, party(), OWNER)
    assert cases.standing(case, OWNER).parties[2].person == ACCUSED


def test_a_command_that_is_overtaken_again_and_again_gives_up(
    cases: Cases, log: Log, case: UUID
) -> None:
    always = disturbed(
        cases,
        lambda: cases.handle(case, party("witness", None), OWNER),
        times=ATTEMPTS,
    )
    with pytest.raises(Outdated):
        always.handle(case, party(), OWNER)
    parties = cases.standing(case, OWNER).parties.values()
    assert {each.role for each in parties} == {"witness"}
    assert [refusal.rule for refusal in refusals(log)] == ["outdated"]
    once_less = disturbed(
        cases,
        lambda: cases.handle(case, party("witness", None), OWNER),
        times=ATTEMPTS - 1,
    )
    assert isinstance(once_less.handle(case, party(), OWNER), Receipt)


def test_a_fault_of_the_program_is_no_refusal(
    cases: Cases, log: Log, case: UUID
) -> None:
    def fault() -> datetime:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace(cases, now=fault).handle(case, party(), OWNER)
    assert not refusals(log)


def test_every_refusal_is_an_error_of_the_domain() -> None:
    assert issubclass(Refused, CaseError)
    assert CHAIR.role in CODE.editions[1].roles
    assert SAID not in repr(party())
