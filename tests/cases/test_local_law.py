"""What comes first where local law and the code differ: clause by clause."""

from dataclasses import replace

import pytest
from rules import (
    CHAIR,
    CODE,
    DETECTIVE,
    SAID,
    SMALL,
    TODAY,
    accused,
    allegation,
    convened,
    determination,
    exhibit,
    hearing,
    investigated,
)
from scenario import OWNER, Scenario

from cases.commands.investigation import IssueFindings
from cases.commands.local_law import DetermineJurisdiction, DetermineLocalLaw
from cases.commands.precedence import local_law_prevails
from cases.edition.citing import anchor
from cases.edition.code import Code
from cases.errors import Refused
from cases.events.allegations import (
    JurisdictionDetermined,
    LocalLawPrecedenceDetermined,
)
from cases.events.decision import DeterminationMade


def law(country: str = "BE", number: int = 1) -> DetermineJurisdiction:
    return DetermineJurisdiction(allegation=number, country=country)


def first(prevails: str, place: str = "1", number: int = 1) -> DetermineLocalLaw:
    return DetermineLocalLaw.model_validate(
        {
            "allegation": number,
            "place": place,
            "prevails": prevails,
            "reasons": SAID,
        }
    )


def placed(**said: object) -> Scenario:
    """The first allegation is to be seen under the law of Belgium."""
    told = accused().after(allegation(**said), OWNER) if said else accused()
    return told.after(law(number=len(told.case.allegations)), OWNER)


def test_the_law_of_a_country_applies_to_an_allegation() -> None:
    accused().when(law(), OWNER).then_happens(JurisdictionDetermined)
    placed().when(law(), OWNER).then_nothing()
    placed().when(law("PH"), OWNER).then_happens(JurisdictionDetermined)
    accused().when(law(number=2), OWNER).then_refused(Refused, "no such allegation")


def test_it_is_said_whose_law_before_it_is_said_what_comes_first() -> None:
    accused().when(first("local_law"), OWNER).then_refused(
        Refused, "not said whose law applies", "2"
    )


@pytest.mark.parametrize(
    ("category", "place", "possible", "clause"),
    [
        ("fraud", "1", ("local_law",), "2"),
        ("exploitation", "5", ("code",), "5"),
        ("crime", "6", ("local_law", "code"), "6"),
    ],
)
def test_what_comes_first_is_said_by_each_clause(
    category: str, place: str, possible: tuple[str, ...], clause: str
) -> None:
    told = placed(category=category)
    for prevails in ("local_law", "code"):
        asked = told.when(first(prevails, place, number=2), OWNER)
        if prevails in possible:
            asked.then_happens(LocalLawPrecedenceDetermined)
        else:
            comes_first = possible[0].replace("_", " ")
            asked.then_refused(Refused, f"the {comes_first} comes first", clause)


def test_two_clauses_of_one_code_under_different_rules_each_have_their_own() -> None:
    """A case with an allegation under each: each is resolved on its own."""
    told = placed().after(allegation(category="exploitation"), OWNER)
    told = told.after(law(number=2), OWNER)
    told.when(first("local_law", "1"), OWNER).then_happens(LocalLawPrecedenceDetermined)
    told.when(first("local_law", "5", number=2), OWNER).then_refused(
        Refused, "the code comes first", "5"
    )
    resolved = told.after(first("local_law", "1"), OWNER)
    assert resolved.case.allegations[1].disapplied == {"1"}
    assert resolved.case.allegations[2].disapplied == frozenset()


def test_a_clause_that_was_not_alleged_is_not_weighed() -> None:
    placed().when(first("local_law", "4"), OWNER).then_refused(
        Refused, "not of this clause", "2"
    )


def test_a_code_that_is_silent_gives_neither_the_first_place() -> None:
    silent = SMALL.model_copy(update={"local_law": None})
    code = Code("demo", (CODE.editions[0], silent))
    other = Scenario(replace(placed().case, code=code))
    for prevails in ("local_law", "code"):
        other.when(first(prevails), OWNER).then_refused(Refused, "does not say", "2")


def test_nothing_is_done_by_local_law_where_the_code_is_silent() -> None:
    silent = SMALL.model_copy(update={"local_law": None})
    case = replace(accused().case, code=Code("demo", (silent,)))
    case = replace(case, facts={**case.facts, "clause": anchor("1")})
    act = case.procedure.step("go_on")
    with pytest.raises(Refused, match="does not say whether") as refused:
        local_law_prevails(case, act, TODAY)
    assert (refused.value.clause, refused.value.field) == (act.clause, "facts.clause")


def deliberating(*weighed: DetermineLocalLaw, category: str = "fraud") -> Scenario:
    """The committee is about to determine, after law and code were weighed."""
    told = investigated().after(allegation(category=category), OWNER)
    for command in (law(number=2), *weighed) if weighed else ():
        told = told.after(command, OWNER)
    return (
        told.after(exhibit(), DETECTIVE)
        .after(hearing(), DETECTIVE)
        .after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
    )


def test_nothing_is_established_for_which_local_law_leaves_no_clause() -> None:
    left = deliberating(first("local_law", "1", number=2))
    established = determination(allegation=2)
    left.when(established, CHAIR).then_happens(DeterminationMade)
    none = deliberating(
        first("local_law", "1", number=2), first("local_law", "2", number=2)
    )
    none.when(established, CHAIR).then_refused(Refused, "no clause is left", "2")
    refuted = determination("refuted", allegation=2)
    none.when(refuted, CHAIR).then_happens(DeterminationMade)


def test_a_clause_applies_again_when_the_code_is_found_to_come_first() -> None:
    weighed = first("local_law", "6", number=2), first("code", "6", number=2)
    established = determination(allegation=2)
    deliberating(weighed[0], category="crime").when(established, CHAIR).then_refused(
        Refused, "no clause is left", "6"
    )
    again = deliberating(*weighed, category="crime")
    again.when(established, CHAIR).then_happens(DeterminationMade)


def test_no_law_is_found_broken_of_which_nobody_says_whose_it_is() -> None:
    told = deliberating(category="crime")
    told.when(determination(allegation=2), CHAIR).then_refused(
        Refused, "not said whose law applies", "6"
    )
    refuted = determination("refuted", allegation=2)
    told.when(refuted, CHAIR).then_happens(DeterminationMade)
    known = told.after(law(number=2), OWNER)
    known.when(determination(allegation=2), CHAIR).then_happens(DeterminationMade)
