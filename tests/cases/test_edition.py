import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from cases.actors import ROLES
from cases.calendar import LATEST, Due
from cases.edition.code import Code, codes
from cases.edition.edition import Edition
from cases.edition.facts import HEADING, ONE_OF, SOME_OF, Asked
from cases.edition.procedure import CLOSED, OPEN, Opening, Procedure
from cases.errors import NotPermitted, Refused

TODAY = date(2025, 3, 10)
SHIPPED = [
    pytest.param(edition, id=f"{code.organisation}-{edition.edition}")
    for code in codes().values()
    for edition in code.editions
]
PROCEDURES = [
    pytest.param(procedure, id=f"{edition.id}-{procedure.name}")
    for edition in SHIPPED
    for procedure in edition.values[0].procedures.values()
]


@pytest.fixture(scope="module")
def acme() -> Code:
    folder = Path(__file__).parent
    return codes(folder)["acme"]


@pytest.fixture(scope="module")
def edition(acme: Code) -> Edition:
    return acme.edition("2024")


def outcomes(procedure: Procedure, opening: Opening) -> Iterator[str]:
    """Every end of a case so opened, by trying all steps in all orders.

    What stays in the phase is taken first: to have done more hinders nothing here.
    """
    steps, asked = procedure.acts(), needed(procedure)
    ahead = [(opening.phase, frozenset[str]())]
    seen = set(ahead)
    while ahead:
        phase, taken = ahead.pop()
        here = [s for s in steps if {phase, OPEN} & {*s.phases}]
        possible = [step for step in here if taken >= {*step.after}]
        yield from (step.closes for step in possible if step.closes)
        staying = {step.name for step in possible if not (step.to or step.closes)}
        further = {(phase, taken | staying & asked)} - seen or {
            (step.to, taken | {step.name} & asked) for step in possible if step.to
        } - seen
        seen |= further
        ahead += further


def needed(procedure: Procedure) -> frozenset[str]:
    return frozenset(name for step in procedure.acts() for name in step.after)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_end_can_be_reached_and_every_opening_has_one(
    procedure: Procedure,
) -> None:
    reached = {
        opening.name: set(outcomes(procedure, opening))
        for opening in procedure.openings.values()
    }
    assert all(reached.values())
    assert set().union(*reached.values()) == {
        step.closes for step in procedure.steps.values() if step.closes
    }


@pytest.mark.parametrize("edition", SHIPPED)
def test_a_shipped_edition_takes_a_report_of_a_breach(edition: Edition) -> None:
    kinds = {procedure.kind for procedure in edition.procedures.values()}
    assert kinds == {"report", "disclosure", "disposal"}
    assert edition.procedure("breach_report").kind == "report"


@pytest.mark.parametrize("edition", SHIPPED)
def test_a_shipped_edition_lets_deletion_be_suspended_at_any_time(
    edition: Edition,
) -> None:
    for procedure in edition.procedures.values():
        assert procedure.step("place_hold").possible_in(CLOSED)
        assert procedure.step("release_hold").possible_in(CLOSED)


@pytest.mark.parametrize("edition", SHIPPED)
def test_whoever_is_accused_cannot_take_a_step_that_decides(edition: Edition) -> None:
    for procedure in edition.procedures.values():
        for step in procedure.steps.values():
            if {"determine", "impose_measure"} & {step.name} or step.closes:
                assert "subject" not in step.by


def test_the_organisations_are_those_whose_codes_are_shipped() -> None:
    assert "ima" in codes()


def test_the_edition_in_force_is_the_one_of_that_day(acme: Code) -> None:
    assert acme.in_force(TODAY).edition == "2024"
    with pytest.raises(Refused, match="no edition was in force"):
        acme.in_force(date(2023, 12, 31))


def test_what_the_code_does_not_know_is_refused(acme: Code, edition: Edition) -> None:
    gift = edition.procedure("gift")
    with pytest.raises(Refused, match="no such edition"):
        acme.edition("1999")
    with pytest.raises(Refused, match="no such case"):
        edition.procedure("duel")
    with pytest.raises(Refused, match="opens so"):
        gift.opening("approve")
    with pytest.raises(Refused, match="no such step"):
        gift.step("declare")
    with pytest.raises(NotPermitted, match="no such office"):
        edition.kind_of("pope")


def test_an_office_has_a_general_role_and_a_general_role_is_its_own(
    edition: Edition,
) -> None:
    assert edition.kind_of("director") == "decider"
    assert all(edition.kind_of(role) == role for role in ROLES)


def test_a_step_is_for_an_office_or_for_all_of_a_general_role(edition: Edition) -> None:
    gift = edition.procedure("gift")
    assert edition.allows(gift.step("approve"), "director")
    assert not edition.allows(gift.step("approve"), "decider")
    assert edition.allows(gift.step("place_hold"), "compliance_officer")


def test_an_act_of_every_procedure_is_possible_in_each_phase(edition: Edition) -> None:
    hold = edition.procedure("gift").step("place_hold")
    assert hold.possible_in("declared")
    assert hold.possible_in(CLOSED)
    assert hold.leads_from("declared") == "declared"


def test_a_step_belongs_to_its_phases_and_leads_on(edition: Edition) -> None:
    gift = edition.procedure("gift")
    assert gift.step("look").possible_in("declared")
    assert not gift.step("look").possible_in("looked_at")
    assert gift.step("look").leads_from("declared") == "looked_at"
    assert gift.step("approve").leads_from("looked_at") == CLOSED


def test_a_citation_gives_the_words_of_the_code(edition: Edition) -> None:
    assert edition.clause_text("1, 2") == "Declare gifts.\nThe director decides."
    note = "not from the code: a default"
    assert edition.clause_text(note) == note


def test_the_first_fact_that_does_not_fit_is_named(edition: Edition) -> None:
    declare = edition.procedure("gift").opening("declare")
    assert declare.unmet({"source": "government"}) is None
    assert declare.unmet({"source": "university"}) == "source"
    assert declare.unmet({}) == "source"


@pytest.mark.parametrize(
    ("kind", "possible", "impossible"),
    [
        ("amount", [0, 2**53 - 1], [-1, 2**53, True, "5", "2025-03-10"]),
        ("percentage", [0, 100], [101, -1, False]),
        ("count", [0, 7], [-1, "7"]),
        ("currency", ["CHF"], ["chf", "CHFX", "CH\n", 756]),
        ("yes_no", [True, False], [0, 1, "yes"]),
        ("date", ["2025-03-11"], ["20250311", "2025-02-30", "soon", 20250311]),
        ("pseudonym", ["donor-7", "7.a_b"], ["Ministry", "a b", "-a", "", True, 7]),
        ("date", ["1900-01-01", LATEST.isoformat()], ["1899-12-31"]),
        ("past_date", ["2025-03-10", "1900-01-01"], ["2025-03-11", "1899-12-31"]),
        ("future_date", ["2025-03-10", "2025-03-11"], ["2025-03-09", "soon"]),
        ("digest", [64 * "a"], [63 * "a", 64 * "A", 64 * "g", 7]),
        ("host", ["www.example.org"], ["example", "http.x/y", ".org", "A.org", 7]),
        ("country", ["BE"], ["be", "BEL", "B1", 7]),
        ("case_number", ["IMA-2026-0003"], ["IMA-26-0003", "3", "ima-2026-0003", 3]),
        ("choice", ["a"], ["b", "", 1, ("a",)]),
        ("several", [("a",), ("b", "a")], ["a", (), ("c",), ("a", "a"), 1]),
        ("clause", ["a"], ["c", ("a",)]),
        ("clauses", [("a", "b")], ["a", ("c",)]),
    ],
)
def test_a_fact_has_possible_answers(
    kind: str, possible: list[object], impossible: list[object]
) -> None:
    choices = ["a", "b"] if kind in ONE_OF | SOME_OF else []
    if kind == "choice":
        choices = ["a"]
    asked = Asked.model_validate({HEADING: "x", "kind": kind, "choices": choices})
    assert [asked.fault(answer, TODAY) for answer in possible] == [None] * len(possible)
    assert all(asked.fault(answer, TODAY) for answer in impossible)


def test_without_a_day_nothing_is_past_or_future() -> None:
    for kind in ("past_date", "future_date"):
        asked = Asked.model_validate({HEADING: "x", "kind": kind})
        assert asked.fault("2025-03-09") is None
        assert asked.fault("2025-03-11") is None
        assert asked.fault("1899-12-31") == f"is not between 1900-01-01 and {LATEST}"


def test_a_wrong_answer_is_told_what_is_possible() -> None:
    one = Asked.model_validate({HEADING: "x", "kind": "choice", "choices": ["a", "b"]})
    several = one.model_copy(update={"kind": "several"})
    assert one.fault("c") == "is not one of a, b"
    assert several.fault("c") == "is not some of a, b"


def test_a_fact_that_is_a_clause_is_one_of_the_code() -> None:
    text = (Path(__file__).parent / "acme" / "2024.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    tables["clauses"]["General ¶2"] = {"strength": "right", "text": "Ask."}
    tables["procedures"]["gift"]["facts"]["under"] = "clause"
    asked = Edition.model_validate(tables).procedure("gift").facts["under"]
    assert asked.choices == ("1", "2", "General-2")


def test_the_words_of_a_code_have_a_digest_that_anybody_can_compute(
    edition: Edition,
) -> None:
    words = b"Declare gifts.\nThe director decides.\n"
    assert edition.text_digest == sha256(words).hexdigest()


def test_a_clock_says_when_it_is_due_and_when_to_warn(edition: Edition) -> None:
    received = datetime(2024, 11, 22, 23, 30, tzinfo=UTC)  # the 23rd in Zurich
    due = edition.due("answer", received)
    assert due == Due(date(2025, 2, 28))
    assert edition.warnings("answer", due) == (
        Due(date(2025, 1, 29)),
        Due(date(2025, 2, 23)),
    )


def test_a_threshold_is_the_one_of_the_place_and_the_day(edition: Edition) -> None:
    def amount(station: str, currency: str, on: date) -> int | None:
        found = edition.threshold("nominal_value", station, currency, on)
        return found and found.amount

    assert amount("GVA", "CHF", date(2024, 12, 31)) == 50
    assert amount("GVA", "CHF", date(2025, 1, 1)) == 60
    assert amount("GVA", "CHF", date(2023, 12, 31)) is None
    assert amount("GVA", "EUR", TODAY) is None
    assert amount("NBO", "CHF", TODAY) is None


def test_in_ima_a_report_is_dismissed_by_a_second_person() -> None:
    report = codes()["ima"].in_force(TODAY).procedure("breach_report")
    assert "propose_dismissal" in report.step("confirm_dismissal").other_than
    ends = [s for s in report.steps.values() if "under_assessment" in s.phases]
    assert not [s for s in ends if s.closes]


def test_in_ima_a_decision_is_not_complete_without_a_measure() -> None:
    report = codes()["ima"].in_force(TODAY).procedure("breach_report")
    assert "violations_have_measures" in report.step("conclude_decision").guards
    assert report.step("close_with_violation").retention == "R5"
    assert report.step("close_without_violation").retention == "R4"
