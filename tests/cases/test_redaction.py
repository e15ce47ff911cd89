"""Redaction: a text about several people loses one of them and stays for the others."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

import pytest
from rules import CODE, SAID, TODAY, report, step
from scenario import COMPLIANCE, DPO, MEMBER, OWNER, Scenario, day, given
from shipped import codes

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.case.erasure import AskedText, Hold, InCase, Redactions
from cases.case.fold import after
from cases.case.parts import Party
from cases.commands.command import Circumstances, Command, Elsewhere
from cases.commands.considering import DecideErasure
from cases.commands.disposal_guards import looked_at
from cases.commands.disposing import ProposeDisposal, TakeOutTexts
from cases.commands.erasing import ConcludeEntry, EraseText
from cases.commands.forgoing import WithdrawRedaction, lapsed
from cases.commands.opening import MakeDisclosure
from cases.commands.possible import possible_to
from cases.commands.redacting import RedactText, saving
from cases.edition.code import Code
from cases.errors import NotPermitted, Refused
from cases.events.disposal import DisposalProposed, Listed
from cases.events.event import Kind, Sealed, described, personal_fields
from cases.events.procedure import ClockStarted, StepTaken
from cases.events.redaction import (
    JointText,
    Losing,
    RedactionDecided,
    RedactionForgone,
    RedactionLapsed,
    RedactionWanted,
    RedactionWithdrawn,
    SuccessorWritten,
    TextRedacted,
)
from cases.events.requests import ErasureDecided
from cases.events.retention import RetentionStarted

CASE, REQUEST, LIST = UUID(int=1), UUID(int=3), UUID(int=9)
ORIGINAL, NEXT, LAST = UUID(int=77), UUID(int=78), UUID(int=79)
DIGEST: Final = "0" * 64
ASKING: Final = Actor("p-asks", "member")
REDACT: Final = RedactText(item=ORIGINAL, party=2, successor=SAID)
WANTED: Final = RedactionWanted(clause="7", item=ORIGINAL, party=2, ordered_by=REQUEST)
THEIRS: Final = Listed(case=CASE, what="party_2")
OTHERS_TOO: Final = (JointText(case=CASE, item=ORIGINAL),)


def dismissed() -> Case:
    """A report that was dismissed: about an accused person and a witness."""
    hidden = report(identity_mode="confidential")
    start = Scenario(Case(CODE)).after(hidden, MEMBER)
    case = start.after(step("dismiss"), COMPLIANCE).case
    witness = Party("witness", person=ASKING.id, asked=True)
    parties = {1: Party("subject", person="p-1"), 2: witness}
    handlers = {OWNER.id: frozenset({"case_owner"})}
    return replace(case, parties=parties, handlers=handlers)


def wanted(case: Case | None = None) -> Case:
    return after(case or dismissed(), WANTED, "dpo-1")


def over(case: Case, party: int = 2) -> Case:
    """What is about a party alone is kept no longer."""
    content = case.schedules["content"]
    kept = content.model_copy(update={"what": f"party_{party}", "delete_on": TODAY})
    return replace(case, schedules={**case.schedules, kept.what: kept})


def told(
    case: Case,
    named: InCase = (None, ORIGINAL),
    kind: Kind = "account",
    about: frozenset[int] = frozenset(),
    *,
    gone: bool = False,
) -> Case:
    """The case with what it is to know of a text."""
    known = {named: AskedText(kind, about, DIGEST, gone=gone)}
    return replace(case, redactions=replace(case.redactions, asked=known))


def redacted(item: UUID, party: int, successor: UUID) -> TextRedacted:
    return TextRedacted(
        step="redact_text",
        clause="7",
        phase="closed",
        item=item,
        digest=DIGEST,
        party=party,
        successor=Sealed(item=successor, digest=DIGEST),
    )


def writing(case: Case) -> Scenario:
    return Scenario(told(case))


# --- writing a successor


def test_a_successor_is_written_by_whoever_has_the_case() -> None:
    done = writing(wanted()).when(REDACT, OWNER)
    done.then_happens(SuccessorWritten)
    assert isinstance(done.outcome, list)
    [event] = done.outcome
    assert (event.item, event.digest, event.party) == (ORIGINAL, DIGEST, 2)
    assert (event.about, event.successor) == (None, SAID)
    assert (event.kind, event.audience, event.field) == (
        "account",
        "handlers",
        "account",
    )
    assert REDACT.asked_texts() == ((None, ORIGINAL),)


def test_nobody_writes_it_blindly_who_has_not_the_case() -> None:
    writing(wanted()).when(REDACT, COMPLIANCE).then_refused(
        NotPermitted, "only somebody who has the case", "Art. 17"
    )
    writing(wanted()).when(REDACT, DPO).then_refused(NotPermitted, "case_owner")
    host = dismissed()
    followed = replace(wanted(), handlers={}, host=host)
    writing(followed).when(REDACT, OWNER).then_happens(SuccessorWritten)


def test_somebody_is_taken_out_when_it_was_decided_or_their_time_is_over() -> None:
    writing(dismissed()).when(REDACT, OWNER).then_refused(
        Refused, "the time of the party's texts is not over", "Art. 17", "party"
    )
    writing(over(dismissed())).when(REDACT, OWNER).then_happens(SuccessorWritten)
    writing(over(dismissed(), party=1)).when(REDACT, OWNER).then_refused(
        Refused, "is not over"
    )
    nobody = REDACT.model_copy(update={"party": 7})
    writing(wanted()).when(nobody, OWNER).then_refused(
        Refused, "no such party", "Art. 17", "party"
    )


def test_only_a_text_of_several_people_has_a_successor() -> None:
    for known in (
        replace(wanted(), redactions=replace(wanted().redactions, asked={})),
        told(wanted(), kind="identity"),
        told(wanted(), gone=True),
        told(wanted(), named=(CASE, ORIGINAL)),
    ):
        Scenario(known).when(REDACT, OWNER).then_refused(
            Refused, "no such text of several people", "Art. 17", "item"
        )
    alone = Scenario(told(wanted(), about=frozenset({2})))
    alone.when(REDACT, OWNER).then_refused(Refused, "alone has no successor")
    of_another = Scenario(told(wanted(), about=frozenset({1})))
    of_another.when(REDACT, OWNER).then_happens(SuccessorWritten)
    [event] = REDACT.decide(of_another.case, OWNER, day(0))
    assert isinstance(event, SuccessorWritten)
    assert event.about == 1


def test_a_hold_keeps_the_text_as_it_is() -> None:
    for hold in (
        Hold(TODAY),
        Hold(TODAY, parties=frozenset({1})),
        Hold(TODAY, kinds=frozenset({"account"})),
    ):
        held = replace(wanted(), holds={1: hold})
        writing(held).when(REDACT, OWNER).then_refused(
            Refused, "a hold keeps the text", "Art. 17", "item"
        )
    other = Hold(TODAY, kinds=frozenset({"statement"}))
    held = replace(wanted(), holds={1: other})
    writing(held).when(REDACT, OWNER).then_happens(SuccessorWritten)


def test_an_original_has_one_successor_which_may_lose_the_next() -> None:
    once = after(wanted(), redacted(ORIGINAL, 2, NEXT), OWNER.id)
    again = writing(once).when(REDACT, OWNER)
    again.then_refused(Refused, "a successor stands in the place", "", "item")
    assert isinstance(again.outcome, Refused)
    assert again.outcome.allowed == (str(NEXT),)
    twice = after(once, redacted(NEXT, 1, LAST), OWNER.id)
    lost = twice.redactions
    assert lost.without(2) == {ORIGINAL}
    assert lost.without(1) == {ORIGINAL, NEXT}
    assert lost.without(3) == frozenset()


def test_what_is_missing_is_what_no_successor_has_lost() -> None:
    both = after(
        wanted(),
        WANTED.model_copy(update={"party": 1}),
        "s",
    )
    assert both.redactions.missing(2) == {ORIGINAL} == both.redactions.missing(1)
    once = after(both, redacted(ORIGINAL, 2, NEXT), OWNER.id)
    assert not once.redactions.missing(2)
    assert once.redactions.missing(1) == {ORIGINAL}
    twice = after(once, redacted(NEXT, 1, LAST), OWNER.id)
    assert twice.redactions.missing(1) == frozenset()
    assert Redactions().missing(1) == frozenset()


def test_an_original_found_later_is_listed_in_its_turn() -> None:
    known = replace(over(dismissed()), gone=frozenset({"party_1", "party_2"}))
    asked = {"ground": "request", "request": REQUEST}
    among(known).when(proposal(**asked), COMPLIANCE).then_refused(
        Refused, "no such texts", "GDPR", "texts.0"
    )
    once = after(known, redacted(ORIGINAL, 2, NEXT), OWNER.id)
    assert once.gone == {"party_1"}


# --- what a successor is


@pytest.mark.parametrize("kind", ["account", "statement", "reason", "description"])
def test_a_successor_is_what_the_text_before_it_was(kind: Kind) -> None:
    text = AskedText(kind, frozenset(), DIGEST, "notice", "reporter")
    case = replace(wanted().redactions, asked={(None, ORIGINAL): text})
    done = Scenario(replace(wanted(), redactions=case)).when(REDACT, OWNER)
    done.then_happens(SuccessorWritten)
    assert isinstance(done.outcome, list)
    [event] = done.outcome
    assert (event.kind, event.audience, event.field) == (kind, "reporter", "notice")
    [(_, item)] = personal_fields(SuccessorWritten)
    is_now = described(event, item)
    assert (is_now.kind, is_now.audience, is_now.about) == (kind, "reporter", "about")


def test_a_successor_from_before_is_an_account_as_it_was_sealed() -> None:
    event = redacted(ORIGINAL, 2, NEXT)
    [(_, item)] = personal_fields(TextRedacted)
    assert described(event, item) == item
    assert (item.kind, item.audience) == ("account", "handlers")


# --- a hold that comes after the successor


def test_an_original_that_a_hold_saves_is_for_its_custodians_alone() -> None:
    hold = Hold(TODAY, custodians=frozenset({"keeper-1"}), kinds=frozenset({"account"}))
    held = replace(wanted(), holds={1: hold})
    keeper = Actor("keeper-1", "data_protection_officer")
    assert saving(held, keeper, "account", ()) == "hold 1 legal_claim"
    assert saving(held, DPO, "account", ()) is None
    assert saving(held, keeper, "statement", (1,)) is None
    assert saving(held, Actor("keeper-1", "member"), "account", ()) is None
    over = replace(wanted(), holds={1: replace(hold, released=True)})
    assert saving(over, keeper, "account", ()) is None
    assert saving(wanted(), keeper, "account", ()) is None


# --- deciding that somebody is taken out


def request(organisation: str = "ima", case: Case | None = None) -> Scenario:
    command = MakeDisclosure(
        case_type="data_subject_request",
        opening="ask",
        facts={"right": "erasure", "asked_on": "2026-01-05"},
        account=SAID,
    )
    begun = given(organisation).after(command, ASKING)
    known = {CASE: case or dismissed()}
    among = begun.case.among(REQUEST, known, UUID(int=8))
    return replace(begun, case=told(among, named=(CASE, ORIGINAL)))


def cited(event: RedactionWanted, here: Scenario) -> RedactionWanted:
    clause = here.case.procedure.step("decide_erasure").clause
    return event.model_copy(update={"clause": clause})


DECIDE: Final = DecideErasure(
    texts=(Listed(case=CASE, what="content"),), redact=OTHERS_TOO
)


@pytest.mark.parametrize("organisation", codes())
def test_it_is_decided_that_texts_stay_without_them(organisation: str) -> None:
    here = request(organisation)
    decided = here.when(DECIDE, DPO)
    decided.then_happens(ErasureDecided, RedactionDecided)
    losing = Losing(case=CASE, item=ORIGINAL, party=2)
    assert isinstance(decided.outcome, list)
    assert decided.outcome[1].texts == (losing,)
    assert "17" in decided.outcome[1].clause
    assert decided.outcome[0].entries[0].stays == "period"
    wanted_there, at_once = DECIDE.decide_elsewhere(here.case, DPO, day(0))
    assert wanted_there == (CASE, cited(WANTED, here))
    _, kept = at_once
    assert isinstance(kept, RetentionStarted)
    assert (kept.what, kept.delete_on) == ("party_2", TODAY)
    content = dismissed().schedules["content"]
    assert (kept.rule, kept.period) == (content.rule, content.period)
    assert "17" in kept.clause
    assert DECIDE.asked_texts() == ((CASE, ORIGINAL),)
    assert here.after(DECIDE, DPO).case.disposal.redacted == {THEIRS}


def test_what_goes_already_is_not_said_again() -> None:
    here = request(case=over(dismissed()))
    happens = list(DECIDE.decide_elsewhere(here.case, DPO, day(0)))
    assert happens == [(CASE, cited(WANTED, here))]


def test_nobody_is_taken_out_of_what_goes_whole_or_is_needed_as_it_is() -> None:
    content = dismissed().schedules["content"]
    due = content.model_copy(update={"delete_on": TODAY})
    running = replace(dismissed(), closed_on=None, schedules={})
    for case, why in (
        (replace(dismissed(), schedules={"content": due}), "goes whole"),
        (running, "needed as it is"),
        (replace(dismissed(), holds={1: Hold(TODAY)}), "a hold keeps"),
        (replace(dismissed(), gone=frozenset({"content"})), "no such text"),
    ):
        request(case=case).when(DECIDE, DPO).then_refused(
            Refused, why, "Art. 17", "redact.0"
        )
    unknown = request()
    nothing = replace(unknown.case.redactions, asked={})
    Scenario(replace(unknown.case, redactions=nothing)).when(DECIDE, DPO).then_refused(
        Refused, "no such text of several people", "Art. 17", "redact.0"
    )


def test_what_an_accused_party_answers_for_is_kept_for_its_time() -> None:
    parties = {2: Party("subject", person=ASKING.id)}
    accused = replace(dismissed(), parties=parties, informed=frozenset({2}))
    request(case=accused).when(DECIDE, DPO).then_refused(
        Refused, "kept for its time", "Art. 17", "redact.0"
    )
    request(case=over(accused)).when(DECIDE, DPO).then_happens(
        ErasureDecided, RedactionDecided
    )


# --- lists


def proposal(**said: object) -> ProposeDisposal:
    texts = {"case_type": "disposal", "opening": "propose", "account": SAID}
    return ProposeDisposal.model_validate({**texts, "texts": (THEIRS,), **said})


def among(case: Case) -> Scenario:
    known = {CASE: case, REQUEST: request(case=case).after(DECIDE, DPO).case}
    listing = Case(CODE).among(LIST, known, UUID(int=8))
    return Scenario(told(listing, named=(CASE, ORIGINAL)))


LOSING: Final = ({"case": CASE, "item": ORIGINAL, "party": 2},)


def test_what_was_decided_can_be_listed_and_nothing_else() -> None:
    asked = {"ground": "request", "request": REQUEST}
    among(over(dismissed())).when(proposal(**asked), COMPLIANCE).then_happens(
        DisposalProposed
    )
    whole = (Listed(case=CASE, what="content"),)
    among(over(dismissed())).when(
        proposal(**asked, texts=whole), COMPLIANCE
    ).then_refused(Refused, "", "", "texts.0")


def test_whoever_proposes_says_which_texts_lose_the_party() -> None:
    command = proposal(redact=LOSING)
    here = among(over(dismissed()))
    here.when(command, COMPLIANCE).then_happens(DisposalProposed)
    [there] = command.decide_elsewhere(here.case, COMPLIANCE, day(0))
    lost = RedactionWanted(clause="7", item=ORIGINAL, party=2, ordered_by=LIST)
    assert there[1].model_copy(update={"clause": "7"}) == lost
    assert "GDPR" in there[1].clause
    assert there[0] == CASE
    of_another = proposal(redact=({**LOSING[0], "party": 1},))
    here.when(of_another, COMPLIANCE).then_refused(
        Refused, "is not on the list", "GDPR", "redact.0.party"
    )
    unknown = proposal(redact=({**LOSING[0], "item": NEXT},))
    here.when(unknown, COMPLIANCE).then_refused(
        Refused, "no such text", "GDPR", "redact.0.item"
    )


def test_nobody_approves_a_list_before_the_successor_is_written() -> None:
    listed = among(over(dismissed())).after(proposal(), COMPLIANCE)
    approve = step("approve")
    waiting = Scenario(listed.case.among(LIST, {CASE: wanted()}, NEXT))
    refused = waiting.when(approve, DPO)
    refused.then_refused(Refused, "has no successor without the party", "Art. 5(2)")
    assert isinstance(refused.outcome, Refused)
    assert refused.outcome.awaits == ("redact_text",)
    assert approve.others(listed.case) == (CASE,)
    written = after(wanted(), redacted(ORIGINAL, 2, NEXT), OWNER.id)
    ready = Scenario(listed.case.among(LIST, {CASE: written}, NEXT))
    ready.when(approve, DPO).then_happens(StepTaken, ClockStarted)
    of_another = after(
        dismissed(),
        WANTED.model_copy(update={"party": 1}),
        "s",
    )
    ready = Scenario(listed.case.among(LIST, {CASE: of_another}, NEXT))
    ready.when(approve, DPO).then_happens(StepTaken, ClockStarted)


def test_what_is_wanted_meanwhile_saves_the_party_s_texts() -> None:
    listed = among(over(dismissed())).after(proposal(), COMPLIANCE)
    ready = Scenario(listed.case.among(LIST, {CASE: over(dismissed())}, NEXT))
    approved = ready.after(step("approve"), DPO).case
    later = day(0) + timedelta(days=9)
    for command in (
        EraseText(disposal=LIST, entry=1, item=ORIGINAL, kind="account"),
        ConcludeEntry(disposal=LIST, entry=1),
    ):
        known = over(wanted()).among(CASE, {LIST: approved}, NEXT)
        Scenario(known).when(command, SYSTEM, at=later).then_refused(
            Refused, "has no successor", "Art. 17", "entry"
        )
        written = after(over(wanted()), redacted(ORIGINAL, 2, NEXT), OWNER.id)
        known = written.among(CASE, {LIST: approved}, NEXT)
        assert isinstance(Scenario(known).when(command, SYSTEM, at=later).outcome, list)


# --- letting a text be as it is after all


FORGO: Final = WithdrawRedaction(item=ORIGINAL, party=2, reasons=SAID)


def ordered(case: Case | None = None, *, answered: bool = False) -> Scenario:
    """A text that is to lose somebody, among the request and the list that want it."""
    asked = request().after(DECIDE, DPO).case
    asked = replace(asked, closed_on=TODAY) if answered else asked
    listed = among(over(dismissed())).after(proposal(), COMPLIANCE).case
    known = case or wanted()
    here = {one: {REQUEST: asked, LIST: listed}[one] for one in FORGO.others(known)}
    return Scenario(known.among(CASE, here, NEXT))


def test_whoever_wanted_it_lets_a_text_be_as_it_is() -> None:
    here = ordered()
    done = here.when(FORGO, DPO)
    done.then_happens(RedactionWithdrawn)
    assert isinstance(done.outcome, list)
    [event] = done.outcome
    assert (event.item, event.party, event.ordered_by) == (ORIGINAL, 2, (REQUEST,))
    assert event.reasons == SAID
    [(where, told_there)] = FORGO.decide_elsewhere(here.case, DPO, day(0))
    assert where == REQUEST
    losing = Losing(case=CASE, item=ORIGINAL, party=2)
    assert told_there == RedactionForgone(clause=event.clause, texts=(losing,))
    stays = here.after(FORGO, DPO).case
    assert not stays.redactions.missing(2)
    assert not stays.redactions.wanted
    answers = after(here.case.others[REQUEST], told_there, DPO.id)
    assert here.case.others[REQUEST].disposal.redacted == {THEIRS}
    assert answers.disposal.redacted == frozenset()


def test_only_an_office_that_may_want_it_withdraws_it() -> None:
    for nobody in (OWNER, MEMBER):
        assert not isinstance(ordered().when(FORGO, nobody).outcome, list)
    ordered().when(FORGO, COMPLIANCE).then_refused(
        NotPermitted, "only an office that may want it", "Art. 17"
    )
    by_list = after(
        dismissed(), WANTED.model_copy(update={"ordered_by": LIST}), COMPLIANCE.id
    )
    ordered(by_list).when(FORGO, COMPLIANCE).then_happens(RedactionWithdrawn)
    ordered(by_list).when(FORGO, DPO).then_refused(NotPermitted, "only an office")


def decided_by(office: str) -> Scenario:
    """The same, where another office decides on such a request."""
    here = ordered()
    asked = here.case.others[REQUEST]
    steps = asked.procedure.steps
    theirs = steps["decide_erasure"].model_copy(update={"by": (office,)})
    procedure = asked.procedure.model_copy(
        update={"steps": {**steps, "decide_erasure": theirs}}
    )
    procedures = {**asked.edition.procedures, asked.case_type: procedure}
    edition = asked.edition.model_copy(update={"procedures": procedures})
    asked = replace(asked, code=Code(asked.code.organisation, (edition,)))
    return Scenario(here.case.among(CASE, {REQUEST: asked}, NEXT))


def test_who_takes_down_a_request_does_not_decide_it_by_that() -> None:
    decided_by("compliance_officer").when(FORGO, COMPLIANCE).then_happens(
        RedactionWithdrawn
    )
    decided_by("compliance_officer").when(FORGO, DPO).then_refused(
        NotPermitted, "only an office"
    )


def test_what_somebody_else_wants_still_is_to_lose_them_all_the_same() -> None:
    both = after(
        wanted(), WANTED.model_copy(update={"ordered_by": LIST}), COMPLIANCE.id
    )
    once = ordered(both).after(FORGO, COMPLIANCE).case
    assert once.redactions.missing(2) == {ORIGINAL}
    assert once.redactions.wanted == {(ORIGINAL, 2): {REQUEST}}
    twice = ordered(once).after(FORGO, DPO).case
    assert not twice.redactions.missing(2)


def test_nothing_is_withdrawn_that_nobody_wants_or_that_is_done() -> None:
    ordered(dismissed()).when(FORGO, DPO).then_refused(
        Refused, "nobody wants the text to lose", "Art. 17", "item"
    )
    of_another = FORGO.model_copy(update={"party": 1})
    ordered().when(of_another, DPO).then_refused(Refused, "nobody wants", "", "item")
    written = after(wanted(), redacted(ORIGINAL, 2, NEXT), OWNER.id)
    ordered(written).when(FORGO, DPO).then_refused(
        Refused, "the successor is written", "Art. 17", "item"
    )
    ordered(answered=True).when(FORGO, DPO).then_refused(
        Refused, "whoever asked was answered", "Art. 17", "party"
    )


def test_a_list_waits_for_it_no_longer() -> None:
    listed = among(over(dismissed())).after(proposal(), COMPLIANCE)
    stays = ordered().after(FORGO, DPO).case
    ready = Scenario(listed.case.among(LIST, {CASE: stays}, NEXT))
    ready.when(step("approve"), DPO).then_happens(StepTaken, ClockStarted)


# --- a list that is given up


ABANDON: Final = step("abandon")
TAKE_OUT: Final = TakeOutTexts(entries=(1,), because="objection", reason=SAID)
BY_LIST: Final = WANTED.model_copy(update={"ordered_by": LIST})


def holding(*orders: object) -> Case:
    """The case whose text is to lose a party, as these want it."""
    case = over(dismissed())
    for order in orders:
        case = after(case, order, "s")  # type: ignore[arg-type]
    return case


def a_list(case: Case) -> Scenario:
    """The list, beside the case that its texts are in."""
    begun = Case(CODE).among(LIST, {CASE: case}, UUID(int=8))
    done = Scenario(begun).after(proposal(), COMPLIANCE)
    return Scenario(done.case.among(LIST, {CASE: case}, UUID(int=8)))


def there(command: Command, case: Case) -> list[Elsewhere]:
    here = a_list(case)
    assert command.others(here.case) == (CASE,)
    assert isinstance(here.when(command, COMPLIANCE).outcome, list)
    return [*command.decide_elsewhere(here.case, COMPLIANCE, day(0))]


@pytest.mark.parametrize("command", [ABANDON, TAKE_OUT])
def test_what_a_list_wanted_lapses_when_it_is_given_up(command: Command) -> None:
    ((where, lapsed),) = there(command, holding(BY_LIST))
    assert where == CASE
    assert isinstance(lapsed, RedactionLapsed)
    assert (lapsed.items, lapsed.party, lapsed.ordered_by) == ((ORIGINAL,), 2, LIST)
    assert lapsed.clause
    free = after(holding(BY_LIST), lapsed, "s")
    assert not free.redactions.missing(2)
    waiting, ready = a_list(holding(BY_LIST)), a_list(free)
    assert not isinstance(waiting.when(step("approve"), DPO).outcome, list)
    ready.when(step("approve"), DPO).then_happens(StepTaken, ClockStarted)


@pytest.mark.parametrize("command", [ABANDON, TAKE_OUT])
def test_what_somebody_else_wants_too_is_to_lose_them_still(command: Command) -> None:
    case = holding(BY_LIST, WANTED)
    ((_, lapsed),) = there(command, case)
    still = after(case, lapsed, "s").redactions
    assert still.wanted[ORIGINAL, 2] == {REQUEST}
    assert still.missing(2) == {ORIGINAL}


@pytest.mark.parametrize("command", [ABANDON, TAKE_OUT])
def test_what_another_wants_or_has_its_successor_stays(command: Command) -> None:
    assert there(command, holding(WANTED)) == []
    assert there(command, holding()) == []
    written = after(holding(BY_LIST), redacted(ORIGINAL, 2, NEXT), OWNER.id)
    assert there(command, written) == []


def test_a_list_that_goes_on_lets_nothing_go() -> None:
    here = a_list(holding(BY_LIST))
    approve = step("approve")
    assert [*approve.decide_elsewhere(here.case, DPO, day(0))] == []
    erases = here.case.procedure.step("erase_text")
    assert looked_at(here.case, erases) == ()


def test_an_entry_about_nobody_lets_nothing_go_and_those_after_it_do() -> None:
    here = a_list(holding(BY_LIST)).case
    texts = {1: Listed(case=CASE, what="content"), 2: here.disposal.texts[1]}
    here = replace(here, disposal=replace(here.disposal, texts=texts))
    now = Circumstances(here, here.procedure.step("abandon"), COMPLIANCE, day(0))
    assert [where for where, _ in lapsed(now, texts)] == [CASE]


def test_only_the_entries_that_were_taken_out_let_theirs_go() -> None:
    other = holding(BY_LIST.model_copy(update={"party": 3}))
    assert there(TAKE_OUT, other) == []


# --- what can be done now


def offered(case: Case, by: Actor) -> set[str]:
    steps = {one.step.name for one in possible_to(case, by, day(0))}
    return steps & {"redact_text", "withdraw_redaction"}


def test_it_is_offered_only_where_something_is_to_lose_somebody() -> None:
    assert offered(dismissed(), OWNER) == set()
    assert offered(dismissed(), DPO) == set()
    assert offered(wanted(), OWNER) == {"redact_text"}
    assert offered(wanted(), DPO) == {"withdraw_redaction"}
    assert offered(wanted(), COMPLIANCE) == {"withdraw_redaction"}, "has it not"
    assert offered(over(dismissed()), OWNER) == set()
    written = after(wanted(), redacted(ORIGINAL, 2, NEXT), OWNER.id)
    assert offered(written, OWNER) == offered(written, DPO) == set()
