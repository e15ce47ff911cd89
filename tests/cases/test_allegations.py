from datetime import date, timedelta

from rules import (
    CHAIR,
    EARLIER,
    SAID,
    SMALL,
    TODAY,
    accused,
    allegation,
    deliberated,
    handled,
    hearing,
    investigated,
    party,
    step,
    violated,
)
from scenario import COMPLIANCE, OWNER, Scenario

from cases.case.replacing import replace
from cases.commands.allegations import AmendAllegation, DropAllegation
from cases.commands.local_law import DetermineJurisdiction, DetermineLocalLaw
from cases.edition.code import Code
from cases.errors import Refused
from cases.events.allegations import (
    AllegationAmended,
    AllegationDropped,
    AllegationFramed,
)

DROP = DropAllegation(allegation=1, reason=SAID)


def framed(**said: object) -> AllegationFramed:
    outcome = accused().when(allegation(**said), OWNER).outcome
    assert isinstance(outcome, list), repr(outcome)
    assert isinstance(outcome[0], AllegationFramed)
    return outcome[0]


def test_an_allegation_says_who_what_when_and_against_which_clauses() -> None:
    event = framed(clauses=("2",))
    assert (event.allegation, event.party, event.category) == (2, 1, "fraud")
    assert event.clauses == ("2",)
    assert event.conduct_edition == "small"


def test_without_clauses_those_of_the_category_are_meant() -> None:
    assert framed().clauses == ("1", "2")


def test_only_an_accused_party_is_alleged_to_have_done_something() -> None:
    before = accused().after(party("witness", "w-1"), OWNER)
    before.when(allegation(party=2), OWNER).then_refused(Refused, "not accused", "2")


def test_somebody_who_is_no_party_is_accused_of_nothing() -> None:
    handled().when(allegation(), OWNER).then_refused(Refused, "no such party", "2")


def test_a_category_that_the_code_does_not_have_is_refused() -> None:
    accused().when(allegation(category="sorcery"), OWNER).then_refused(
        Refused, "no such category", "2"
    )


def test_a_clause_that_the_code_does_not_have_is_refused() -> None:
    accused().when(allegation(clauses=("1", "99")), OWNER).then_refused(
        Refused, "no such clause", "2"
    )


def test_conduct_that_is_still_to_come_is_refused() -> None:
    tomorrow = allegation(conduct_until=TODAY + timedelta(days=1))
    accused().when(tomorrow, OWNER).then_refused(Refused, "future", "not from the code")
    assert framed(conduct_until=TODAY).conduct_until == TODAY


def test_conduct_that_ends_before_it_begins_is_refused() -> None:
    backwards = allegation(conduct_until=date(2025, 11, 30))
    accused().when(backwards, OWNER).then_refused(Refused, "ends before", "2")
    assert framed(conduct_until=date(2025, 12, 1)).conduct_from == date(2025, 12, 1)


def test_conduct_is_judged_by_the_edition_then_in_force() -> None:
    old = {"conduct_from": date(2024, 5, 1), "conduct_until": date(2024, 12, 31)}
    assert framed(**old, clauses=("1",)).conduct_edition == "earlier"
    accused().when(allegation(**old, clauses=("2",)), OWNER).then_refused(
        Refused, "no such clause", "2"
    )
    accused().when(allegation(**old, category="rudeness"), OWNER).then_refused(
        Refused, "no such category", "2"
    )
    new = {"conduct_from": date(2025, 1, 1), "conduct_until": date(2025, 1, 1)}
    assert framed(**new, category="rudeness").conduct_edition == "small"


def test_conduct_across_two_editions_is_two_allegations() -> None:
    across = allegation(conduct_from=date(2024, 12, 31), conduct_until=date(2025, 1, 1))
    accused().when(across, OWNER).then_refused(Refused, "spans two editions", "2")


def test_conduct_that_went_on_when_no_edition_was_in_force_is_refused() -> None:
    ended = EARLIER.model_copy(update={"in_force_until": date(2024, 12, 1)})
    beside = replace(accused().case, code=Code("demo", (ended, SMALL)))
    across = allegation(
        conduct_from=date(2024, 11, 30), conduct_until=date(2024, 12, 1)
    )
    asked = Scenario(beside).when(across, OWNER)
    asked.then_refused(Refused, "no edition was in force", field="conduct_until")


def test_conduct_before_the_first_edition_is_refused() -> None:
    ancient = allegation(
        conduct_from=date(2019, 12, 1), conduct_until=date(2019, 12, 31)
    )
    asked = accused().when(ancient, OWNER)
    asked.then_refused(Refused, "no edition was in force", field="conduct_until")


def test_an_allegation_can_be_dropped_once() -> None:
    accused().when(DROP, OWNER).then_happens(AllegationDropped)
    accused().after(DROP, OWNER).when(DROP, OWNER).then_refused(
        Refused, "the allegation is settled", "2"
    )


def test_an_allegation_that_was_determined_is_not_dropped() -> None:
    violated().when(DROP, OWNER).then_refused(Refused, "is settled", "2")


def test_an_allegation_that_is_not_there_is_not_dropped() -> None:
    unknown = DropAllegation(allegation=2, reason=SAID)
    accused().when(unknown, OWNER).then_refused(Refused, "no such allegation", "2")


def test_whoever_was_heard_is_heard_again_on_what_comes_later() -> None:
    heard = investigated().after(hearing(), OWNER)
    assert heard.case.heard == {1}
    assert not heard.after(allegation(category="rudeness"), OWNER).case.heard


def test_allegations_are_numbered_in_the_order_they_come() -> None:
    before = accused().after(DROP, OWNER).after(allegation(), OWNER)
    assert list(before.case.allegations) == [1, 2]


def test_dropped_allegations_are_nothing_to_investigate() -> None:
    accused().after(DROP, OWNER).when(step("investigate"), COMPLIANCE).then_refused(
        Refused, "no allegation has been framed", "2"
    )


def test_allegations_can_be_dropped_until_they_are_determined() -> None:
    deliberated().when(DROP, OWNER).then_happens(AllegationDropped)
    assert CHAIR.id in deliberated().case.panel.present


def amended(**said: object) -> AmendAllegation:
    """The first allegation in other words: of rudeness, unless said otherwise."""
    framed = allegation(category="rudeness").model_dump(exclude={"party"})
    return AmendAllegation.model_validate(
        {**framed, "allegation": 1, "reasons": SAID, **said}
    )


def test_an_allegation_is_amended_with_reasons_and_keeps_its_number() -> None:
    accused().when(amended(), OWNER).then_happens(AllegationAmended)
    after = accused().after(amended(), OWNER).case.allegations
    assert list(after) == [1]
    assert (after[1].party, after[1].category) == (1, "rudeness")
    assert after[1].clauses == {"2"}


def test_an_amended_allegation_is_put_as_strictly_as_a_new_one() -> None:
    for said, reason in (
        ({"category": "sorcery"}, "no such category"),
        ({"clauses": ("99",)}, "no such clause"),
        ({"conduct_until": TODAY + timedelta(days=1)}, "future"),
        ({"conduct_until": date(2025, 11, 30)}, "ends before"),
        ({"conduct_from": date(2024, 12, 31)}, "spans two editions"),
        ({"allegation": 2}, "no such allegation"),
    ):
        accused().when(amended(**said), OWNER).then_refused(Refused, reason)
    old = {"conduct_from": date(2024, 5, 1), "conduct_until": date(2024, 5, 1)}
    earlier = amended(**old, category="fraud", clauses=("1",))
    after = accused().after(earlier, OWNER).case.allegations[1]
    assert (after.edition, after.conduct) == ("earlier", (date(2024, 5, 1),) * 2)


def test_whoever_was_heard_is_heard_again_on_other_words() -> None:
    heard = investigated().after(hearing(), OWNER)
    assert heard.case.heard == {1}
    assert not heard.after(amended(), OWNER).case.heard


def test_whoever_was_told_or_asked_is_so_again_of_something_new() -> None:
    done = {"share_draft": frozenset({1, 2})}
    told = Scenario(replace(accused().case, done_for=done, done_here=done))
    for said in (amended(), allegation(category="rudeness")):
        case = told.after(said, OWNER).case
        assert case.done_for == case.done_here == {"share_draft": {2}}


def test_local_law_stays_before_the_clauses_that_are_kept() -> None:
    law = DetermineJurisdiction(allegation=1, country="BE")
    placed = accused().after(law, OWNER)
    for place in ("1", "2"):
        first = DetermineLocalLaw(
            allegation=1, place=place, prevails="local_law", reasons=SAID
        )
        placed = placed.after(first, OWNER)
    assert placed.case.allegations[1].disapplied == {"1", "2"}
    assert placed.after(amended(), OWNER).case.allegations[1].disapplied == {"2"}


def test_what_is_settled_is_not_amended() -> None:
    accused().after(DROP, OWNER).when(amended(), OWNER).then_refused(
        Refused, "is settled", "2"
    )
    violated().when(amended(), OWNER).then_refused(Refused, "is settled", "2")
