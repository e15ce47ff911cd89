"""A wish to be erased: what is due goes, what is held or needed stays."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

import pytest
from rules import CODE, SAID, report, step
from scenario import COMPLIANCE, DPO, MEMBER, OWNER, Scenario, day, given
from shipped import codes

from cases.actors import Actor
from cases.case.case import Case
from cases.case.erasure import Hold, Restriction
from cases.case.fold import after
from cases.case.parts import Party
from cases.commands.closing import PlaceHold, ReleaseHold
from cases.commands.considering import (
    DecideErasure,
    as_it_stands,
    considered,
    texts_about,
)
from cases.commands.disposing import ProposeDisposal
from cases.commands.opening import MakeDisclosure
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.disposal import DisposalProposed, Listed
from cases.events.redaction import JointText
from cases.events.requests import Considered, ErasureDecided, ErasureListed
from cases.events.retention import What

DUE_CASE, HELD_CASE, REQUEST, LIST = (UUID(int=number) for number in range(1, 5))
DUE: Final = Listed(case=DUE_CASE, what="content")
HELD: Final = Listed(case=HELD_CASE, what="content")
ASKING: Final = Actor("p-asks", "member")
LATER: Final = 60
REVIEW: Final = date(2026, 4, 1)
HOLD: Final = PlaceHold(basis="audit", review_on=REVIEW, reason=SAID)
organisations = pytest.mark.parametrize("organisation", codes())


def dismissed(*, asked: bool = True, role: str = "witness") -> Scenario:
    """A report that came to nothing, with whoever asks as a party of it."""
    told = Scenario(Case(CODE)).after(report(), MEMBER)
    over = told.after(step("dismiss"), COMPLIANCE)
    party = Party(role, person=ASKING.id, asked=asked)  # type: ignore[arg-type]
    return replace(over, case=replace(over.case, parties={1: party}))


def asked(right: str = "erasure", organisation: str = "ima") -> Scenario:
    """The request, beside two cases: in one a hold was placed."""
    command = MakeDisclosure(
        case_type="data_subject_request",
        opening="ask",
        facts={"right": right, "asked_on": "2026-01-05"},
        account=SAID,
    )
    request = given(organisation).after(command, ASKING)
    held = dismissed().after(HOLD, COMPLIANCE)
    others = {DUE_CASE: dismissed().case, HELD_CASE: held.case}
    return among(request, **{str(one): case for one, case in others.items()})


def among(request: Scenario, **others: Case) -> Scenario:
    known = {UUID(one): case for one, case in others.items()}
    case = request.case.among(REQUEST, {**request.case.others, **known}, LIST)
    return replace(request, case=case)


def decide(*texts: Listed) -> DecideErasure:
    return DecideErasure(texts=texts or (DUE, HELD))


def listing(*texts: Listed, **said: object) -> ProposeDisposal:
    return ProposeDisposal.model_validate(
        {
            "case_type": "disposal",
            "opening": "propose",
            "account": SAID,
            "ground": "request",
            "request": REQUEST,
            "texts": texts or (DUE,),
            **said,
        }
    )


def to_list(request: Scenario | None = None) -> Scenario:
    """A list that is still to begin, once it was decided."""
    decided = request or asked().after(decide(), DPO, at=day(LATER))
    others = {**decided.case.others, REQUEST: replace(decided.case, others={})}
    return Scenario(Case(CODE).among(LIST, others, UUID(int=9)))


@organisations
def test_what_is_due_goes_and_what_is_held_stays(organisation: str) -> None:
    request = asked(organisation=organisation)
    outcome = request.when(decide(), DPO, at=day(LATER)).outcome
    assert isinstance(outcome, list)
    [event] = outcome
    assert isinstance(event, ErasureDecided)
    goes, stays = event.entries
    assert (goes.stays, goes.rule, goes.holds) == (None, "R1", ())
    assert (stays.stays, stays.holds, stays.until) == ("hold", ("audit",), REVIEW)
    assert stays.clause


@pytest.mark.parametrize(
    ("parties", "what", "touched"),
    [
        ((), "content", True),
        ((), "party_1", True),
        ((2,), "content", True),
        ((2,), "party_2", True),
        ((2,), "party_1", False),
    ],
)
def test_a_hold_touches_what_the_case_holds_of_all_and_of_those_it_is_about(
    parties: tuple[int, ...], what: What, touched: bool
) -> None:
    hold = Hold(review_on=REVIEW, parties=frozenset(parties))
    assert hold.touches(what) is touched
    assert not replace(hold, released=True).touches(what)


def test_of_several_holds_the_next_day_counts_on_which_one_of_them_is_looked_at() -> (
    None
):
    held = dismissed()
    for basis, on, parties in (
        ("audit", 30, ()),
        ("legal_claim", 31, ()),
        ("legal_claim", 20, (1,)),
        ("legal_obligation", 10, ()),
    ):
        hold = PlaceHold.model_validate(
            {"basis": basis, "review_on": date(2026, 3, on), "parties": parties}
            | {"reason": SAID}
        )
        held = held.after(hold, COMPLIANCE)
    held = held.after(ReleaseHold(hold=4, reason=SAID), COMPLIANCE)
    request = among(asked(), **{str(HELD_CASE): held.case})
    (event,) = request.when(decide(HELD), DPO, at=day(LATER)).outcome or ()
    assert isinstance(event, ErasureDecided)
    (stays,) = event.entries
    assert (stays.stays, stays.until) == ("hold", date(2026, 3, 30))
    assert stays.holds == ("audit", "legal_claim")


@pytest.mark.parametrize(
    ("hold", "keeps", "until"),
    [
        ({"parties": (1,)}, True, REVIEW),
        ({"kinds": ("statement",)}, True, REVIEW),
        ({"parties": (1,), "kinds": ("statement",)}, True, REVIEW),
        ({"parties": (2,)}, False, None),
    ],
)
def test_what_a_hold_keeps_of_it_goes_once_the_hold_is_released(
    hold: dict[str, object], keeps: bool, until: date | None
) -> None:
    """It was decided that it goes; a hold of others' texts is none of theirs."""
    own = Listed(case=HELD_CASE, what="party_1")
    case = dismissed().case
    kept = case.schedules["content"].model_copy(update={"what": "party_1"})
    case = replace(case, schedules={**case.schedules, "party_1": kept})
    if 2 in hold.get("parties", ()):  # type: ignore[operator]
        case = replace(case, parties={**case.parties, 2: case.parties[1]})
    said = {"basis": "audit", "review_on": REVIEW, "reason": SAID, **hold}
    held = Scenario(case).after(PlaceHold.model_validate(said), COMPLIANCE)
    today = day(LATER).date()
    goes = considered(held.case, own, today)
    assert goes.stays is None
    assert goes.holds == (("audit",) if keeps else ())
    assert goes.until == (until or kept.delete_on)
    free = held.after(ReleaseHold(hold=1, reason=SAID), COMPLIANCE).case
    released = as_it_stands(goes, free, own, today)
    assert (released.stays, released.holds) == (None, ())
    assert released.until == kept.delete_on
    gone = replace(held.case, gone=frozenset({"party_1"}))
    assert considered(gone, own, today).holds == ()
    assert as_it_stands(released, held.case, own, today) == goes


def test_what_was_decided_to_stay_stays_as_it_was_decided() -> None:
    held = dismissed().after(HOLD, COMPLIANCE)
    today = day(LATER).date()
    stays = considered(held.case, HELD, today)
    free = held.after(ReleaseHold(hold=1, reason=SAID), COMPLIANCE).case
    assert as_it_stands(stays, free, HELD, today) == stays


def test_a_text_of_several_people_may_be_in_another_case_than_what_goes() -> None:
    joint = (JointText(case=HELD_CASE, item=UUID(int=5)),)
    asked().when(
        DecideErasure(texts=(DUE,), redact=joint), DPO, at=day(LATER)
    ).then_refused(Refused, "a hold keeps the text", "GDPR Art. 17", "redact.0")


def test_what_is_kept_or_needed_still_stays() -> None:
    open_one = Scenario(Case(CODE)).after(report(), MEMBER).case
    parties = {1: Party("witness", person=ASKING.id, asked=True)}
    request = among(asked(), **{str(HELD_CASE): replace(open_one, parties=parties)})
    early = request.when(decide(), DPO, at=day(1)).outcome
    assert isinstance(early, list)
    [event] = early
    assert isinstance(event, ErasureDecided)
    kept, needed = event.entries
    assert (kept.stays, kept.until) == ("period", date(2026, 3, 6))
    assert needed == Considered(case=HELD_CASE, what="content", stays="needed")


def test_what_they_want_kept_meanwhile_is_still_needed() -> None:
    wanted = {REQUEST: Restriction(frozenset({1}), "GDPR Art. 18(1)")}
    restricted = replace(dismissed().case, restrictions=wanted)
    request = among(asked(), **{str(DUE_CASE): restricted})
    outcome = request.when(decide(DUE), DPO, at=day(LATER)).outcome
    assert isinstance(outcome, list)
    [event] = outcome
    assert isinstance(event, ErasureDecided)
    assert event.entries[0].stays == "needed"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (dismissed(asked=False), "does not know of the case"),
        (dismissed(role="subject"), "does not know of the case"),
        (dismissed(role="reporter"), "no such texts"),
        (replace(dismissed(), case=Case(CODE)), "no such case"),
    ],
)
def test_of_a_case_they_do_not_know_of_nothing_is_decided(
    other: Scenario, reason: str
) -> None:
    request = among(asked(), **{str(DUE_CASE): other.case})
    request.when(decide(DUE), DPO, at=day(LATER)).then_refused(
        Refused, reason, "GDPR Art. 17", "texts.0"
    )


def test_texts_about_somebody_else_are_none_of_theirs() -> None:
    alone = Listed(case=DUE_CASE, what="party_2")
    asked().when(decide(alone), DPO, at=day(LATER)).then_refused(
        Refused, "no such texts", "GDPR Art. 17", "texts.0"
    )


def test_what_is_about_them_alone_goes_where_it_has_a_time_of_its_own() -> None:
    alone = Listed(case=DUE_CASE, what="party_1")
    asked().when(decide(alone), DPO, at=day(LATER)).then_refused(
        Refused, "no such texts", "GDPR Art. 17", "texts.0"
    )
    case = dismissed().case
    own = case.schedules["content"].model_copy(update={"what": "party_1"})
    case = replace(case, schedules={**case.schedules, "party_1": own})
    request = among(asked(), **{str(DUE_CASE): case})
    request.when(decide(alone), DPO, at=day(LATER)).then_happens(ErasureDecided)
    assert texts_about(case, frozenset({1})) == ("party_1", "content")
    assert texts_about(case, frozenset()) == ()


def test_nothing_is_decided_that_was_not_asked_for_or_by_somebody_else() -> None:
    asked("access").when(decide(), DPO, at=day(LATER)).then_refused(
        Refused, "did not ask", "GDPR Art. 17"
    )
    asked().when(decide(), COMPLIANCE, at=day(LATER)).then_refused(
        NotPermitted, "data_protection_officer"
    )
    asked().when(decide(), OWNER, at=day(LATER)).then_refused(CaseNotFound, "no such")
    kept_away = replace(dismissed().case, excluded=frozenset({DPO.id}))
    request = among(asked(), **{str(DUE_CASE): kept_away})
    request.when(decide(DUE), DPO, at=day(LATER)).then_refused(Refused, "no such case")


def test_it_is_not_decided_by_any_other_step() -> None:
    other = step("decide_erasure")
    asked().when(other, DPO).then_refused(Refused, "a command of its own")


def test_it_is_closed_as_erased_only_once_it_was_decided() -> None:
    erase = step("erase", disposal="IMA-2026-0009")
    asked().when(erase, DPO).then_refused(Refused, "comes after decide_erasure")


def test_what_was_decided_to_go_is_listed_and_the_request_says_so() -> None:
    at = day(LATER)
    to_list().when(listing(), COMPLIANCE, at=at).then_happens(DisposalProposed)
    told = listing().decide_elsewhere(to_list().case, COMPLIANCE, at)
    assert [*told] == [(REQUEST, ErasureListed(disposal=LIST, texts=(DUE,)))]


def test_what_was_not_decided_to_go_is_not_listed_for_it_nor_twice() -> None:
    at = day(LATER)
    for texts in ((HELD,), (Listed(case=DUE_CASE, what="reporter_identity"),)):
        to_list().when(listing(*texts), COMPLIANCE, at=at).then_refused(
            Refused, "not decided", "GDPR", "texts.0"
        )
    decided = asked().after(decide(), DPO, at=at)
    once = ErasureListed(disposal=LIST, texts=(DUE,))
    again = after(decided.case, once, COMPLIANCE.id)
    assert again.disposal.lists == {LIST}
    to_list(replace(decided, case=again)).when(
        listing(), COMPLIANCE, at=at
    ).then_refused(Refused, "or they are listed", "GDPR", "texts.0")


def test_a_list_on_request_names_the_request_and_no_other_does() -> None:
    for said in ({"request": None}, {"ground": "retention"}):
        to_list().when(listing(**said), COMPLIANCE, at=day(LATER)).then_refused(
            Refused, "a request is the ground", "GDPR", "request"
        )
    unknown = listing(request=UUID(int=77))
    to_list().when(unknown, COMPLIANCE, at=day(LATER)).then_refused(
        Refused, "no such case", "GDPR", "request"
    )
