"""What an edition says when it is asked, and how it refuses what it does not know."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from breaking import broken
from pydantic import ValidationError
from rules import CODE, EARLIER, SMALL

from cases.calendar import Due
from cases.edition.accusing import binds, category
from cases.edition.citing import anchor
from cases.edition.edition import Edition
from cases.edition.procedure import CLOSED, MERGED
from cases.edition.terms import LocalLaw
from cases.errors import NotPermitted, Refused

GIFT = SMALL.procedure("gift")
REPORT = SMALL.procedure("report")


def edition(**changes: Any) -> Edition:
    """The invented code, where other things stand in some places."""
    return Edition.model_validate(
        broken({key.replace("__", "."): value for key, value in changes.items()})
    )


def refusal(asked: Callable[[], object]) -> tuple[str, str | None, tuple[str, ...]]:
    """The clause, the field and what would be possible."""
    with pytest.raises(Refused) as refused:
        asked()
    return refused.value.clause, refused.value.field, tuple(refused.value.allowed)


# --- what there is none of


def test_what_there_is_none_of_is_refused_with_what_there_is() -> None:
    times = ("2020-01-01/2025-01-01", "2025-01-01/..")
    assert refusal(lambda: CODE.edition("x")) == ("demo", "edition", ())
    early = date(2019, 12, 31)
    assert refusal(lambda: CODE.in_force(early, "on")) == ("Demo Code", "on", times)
    types = tuple(SMALL.procedures)
    assert refusal(lambda: SMALL.procedure("x")) == ("Demo Code", "case_type", types)
    openings = tuple(GIFT.openings)
    assert refusal(lambda: GIFT.opening("x")) == ("4", "opening", openings)
    clause, field, steps = refusal(lambda: GIFT.step("x"))
    assert (clause, field) == ("4", "step")
    assert {*steps} == {*SMALL.everywhere, *GIFT.steps}
    with pytest.raises(NotPermitted, match="knows no such office") as refused:
        SMALL.kind_of("pope")
    assert refused.value.clause == "Demo Code"


def test_nobody_is_accused_of_what_is_ruled_out_or_unknown() -> None:
    ruled = edition(ruled_out__silence={"label": "Silence", "clause": "3"})
    assert category(SMALL, "fraud", "2", "category").label == "Fraud"
    never = refusal(lambda: category(ruled, "silence", "2", "category"))
    assert never == ("3", "category", ())
    unknown = refusal(lambda: category(ruled, "envy", "2", "category"))
    assert unknown == ("2", "category", tuple(SMALL.categories))


def test_whom_the_code_is_for_is_held_to_what_is_for_all_or_for_them() -> None:
    staff = {"label": "Staff", "clause": "1"}
    other = {"label": "Partner", "clause": "2", "other_code": "Conditions"}
    tied = edition(engagements={"staff": staff, "partner": other})
    assert binds(SMALL, (), None)
    assert binds(SMALL, ("staff",), None)
    assert binds(tied, (), "staff")
    assert binds(tied, ("partner",), "partner")
    assert not binds(tied, ("partner",), "staff")
    assert not binds(tied, (), "partner")
    assert not binds(tied, (), None)
    assert not binds(tied, (), "guest")


# --- editions and the clauses of each


def test_each_day_has_the_edition_in_force_then() -> None:
    assert CODE.in_force(date(2020, 1, 1)) is EARLIER
    assert CODE.in_force(date(2024, 12, 31)) is EARLIER
    assert CODE.in_force(date(2025, 1, 1)) is SMALL
    assert CODE.edition("earlier") is EARLIER


def test_the_register_of_breaches_is_of_the_procedures_that_make_it() -> None:
    assert CODE.breaches() == []
    breaches = edition(procedures__report__breaches=True)
    code = type(CODE)("demo", (EARLIER, breaches))
    assert code.breaches() == ["small/report"]


def test_a_citation_names_one_place_or_several_or_none() -> None:
    assert SMALL.places("2") == ("2",)
    assert SMALL.places("2, 3") == ("2", "3")
    assert SMALL.places("not from the code: 2, 3") == ()
    assert edition(**{"clauses__1, 2": {"strength": "right", "text": "T"}}).places(
        "1, 2"
    ) == ("1, 2",)


def test_a_place_of_the_code_has_a_name_of_one_word() -> None:
    assert anchor("3.7 sentence 2") == "3.7-sentence-2"
    assert anchor("¶ 2 (a)") == "2-a"
    assert anchor("Annex X") == "Annex-X"


def test_a_place_that_is_taken_is_called_by_those_who_take_it() -> None:
    label = SMALL.substitutes["intake_officer"].label
    assert label == "Place taken by compliance officer, chief"


def test_a_clause_may_say_itself_what_comes_first() -> None:
    default = LocalLaw(rule="local_law_prevails", clause="2")
    assert SMALL.local_law_on("1") == SMALL.local_law_on("99") == default
    own = LocalLaw(rule="code_prevails", clause="5")
    assert SMALL.local_law_on("5") == own
    stricter = LocalLaw(rule="stricter_prevails", clause="6")
    assert SMALL.local_law_on("6") == stricter
    assert default.possible == ("local_law",)
    assert own.possible == ("code",)
    assert stricter.possible == ("local_law", "code")


# --- time


def test_a_day_that_is_named_ends_a_clock_earlier_and_never_before_it_began() -> None:
    begun = date(2026, 1, 5)
    last = date(2027, 1, 5)
    for until, due in {
        "2026-01-05": begun,
        "2026-06-06": date(2026, 6, 6),
        "2026-01-04": last,
        "2027-01-05": last,
        "2027-01-06": last,
    }.items():
        assert SMALL.due("renewal", begun, {"until": until}) == Due(due)
    night = datetime(2026, 1, 4, 23, 30, tzinfo=UTC)
    assert SMALL.due("renewal", night, {"until": "2026-01-05"}) == Due(begun)
    assert SMALL.due("renewal", night, {"until": "2026-01-04"}) == Due(last)
    assert SMALL.due("haste", begun, {"until": "2026-01-06"}).on == date(2026, 1, 19)


def test_a_clock_is_extended_and_stands_still_for_so_many_days() -> None:
    begun = date(2026, 1, 5)
    assert SMALL.due("hearing", begun).on == date(2026, 1, 26)
    assert SMALL.due("hearing", begun, extended=1).on == date(2026, 2, 16)
    assert SMALL.due("hearing", begun, paused=3).on == date(2026, 1, 28)


def test_it_is_warned_at_the_beginning_of_days_that_are_still_to_come() -> None:
    due = SMALL.due("feedback", date(2026, 1, 7))
    first = datetime(2026, 2, 5, 23, tzinfo=UTC)
    ends = SMALL.moments("feedback", due, date(2026, 1, 7))
    assert ends[0] == first
    assert len(ends) == 3
    assert SMALL.moments("feedback", due, first) == ends[1:]
    assert SMALL.moments("feedback", due, date(2026, 2, 6)) == ends[1:]
    assert SMALL.moments("feedback", due, date(2026, 2, 5)) == ends


def test_a_value_holds_from_its_day_until_its_end_or_the_next() -> None:
    def amount(on: date, station: str = "gva", currency: str = "CHF") -> int | None:
        found = limited.threshold("nominal_value", station, currency, on)
        return found.amount if found else None

    value = {"duty_station": "gva", "currency": "CHF", "clause": "4"}
    limited = edition(
        thresholds__nominal_value=[
            value | {"from": "2026-01-01", "until": "2027-01-01", "amount": 2},
            value | {"from": "2025-01-01", "amount": 1},
        ]
    )
    assert amount(date(2024, 12, 31)) is None
    assert amount(date(2025, 1, 1)) == 1
    assert amount(date(2026, 1, 1)) == amount(date(2026, 12, 31)) == 2
    assert amount(date(2027, 1, 1)) == 1
    assert amount(date(2026, 1, 1), "nbo") is None
    assert amount(date(2026, 1, 1), currency="EUR") is None
    assert limited.threshold("unknown", "gva", "CHF", date(2026, 1, 1)) is None


# --- acts


def test_a_step_belongs_to_phases_and_leads_to_one() -> None:
    open_to_all, anywhere = REPORT.step("put_off"), REPORT.step("add_information")
    assert open_to_all.possible_in("received")
    assert not open_to_all.possible_in(CLOSED)
    assert not open_to_all.possible_in(MERGED)
    assert anywhere.possible_in(CLOSED)
    assert anywhere.possible_in(MERGED)
    assert open_to_all.leads_from("received") == "received"
    assert REPORT.step("acknowledge").leads_from("received") == "looked_into"
    assert REPORT.step("dismiss").leads_from("received") == CLOSED


def test_an_act_says_what_is_more_than_it_may_be_and_on_which_day_it_was() -> None:
    used = GIFT.step("plan").model_copy(update={"within": {"used": "agreed"}})
    assert used.beyond({"used": ("a",), "agreed": ("a", "b")}) is None
    assert used.beyond({"used": ("a", "c"), "agreed": ("a", "b")}) == ("used", "agreed")
    assert used.beyond({"used": "a"}) == ("used", "agreed")
    assert used.beyond({}) is None
    dated = used.model_copy(update={"on": "begins_on"})
    assert dated.happened_on({"begins_on": "2026-01-07"}) == date(2026, 1, 7)
    assert used.happened_on({"begins_on": "2026-01-07"}) is None


def test_the_acts_of_a_procedure_are_its_own_and_those_of_every_other() -> None:
    own = GIFT.step("plan").model_copy(update={"name": "add_party"})
    steps = {**GIFT.steps, "add_party": own}
    procedure = GIFT.model_copy(update={"steps": steps})
    names = [act.name for act in procedure.acts()]
    assert len(names) == len({*names})
    assert procedure.step("add_party") is own
    assert procedure.step("match_party") is SMALL.everywhere["match_party"]


@pytest.mark.parametrize("table", ["everywhere", "procedures"])
def test_a_table_of_tables_is_no_list(table: str) -> None:
    with pytest.raises(ValidationError, match="a table of tables is expected"):
        edition(**{table: ["add_party"]})
    with pytest.raises(ValidationError, match="valid dictionary"):
        edition(**{table: {"add_party": "Party added"}})


def test_facts_are_a_table_of_kinds() -> None:
    with pytest.raises(ValidationError, match="facts are a table of kinds"):
        edition(procedures__gift__facts=["value"])
    with pytest.raises(ValidationError, match=r"facts\.value\.kind"):
        edition(procedures__gift__facts={"value": {"some_of": ["a"], "more": 1}})
