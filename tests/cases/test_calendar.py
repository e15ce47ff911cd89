from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import Calendar, Due, Period

GENEVA = Calendar.of("Europe/Zurich", "CH-GE")
DAYS = st.dates(date(1995, 1, 1), date(2090, 1, 1))
PERIODS = st.builds(
    lambda count, unit: Period.parse(f"{count} {unit}s"),
    st.integers(1, 60),
    st.sampled_from(["day", "working day", "month", "year"]),
)


def due(period: str | list[str], event: date | datetime) -> date:
    return GENEVA.due(Period.parse(period), event).on


@pytest.mark.parametrize(
    ("period", "event", "last_day"),
    [
        ("7 days", date(2025, 3, 3), date(2025, 3, 10)),
        ("1 month", date(2025, 3, 10), date(2025, 4, 10)),
        ("3 months", date(2024, 11, 10), date(2025, 2, 10)),
        ("1 year", date(2024, 3, 11), date(2025, 3, 11)),
    ],
)
def test_the_day_of_the_event_is_not_counted(
    period: str, event: date, last_day: date
) -> None:
    assert due(period, event) == last_day


@pytest.mark.parametrize(
    ("event", "months", "last_day"),
    [
        (date(2024, 11, 30), "3 months", date(2025, 2, 28)),
        (date(2023, 11, 30), "3 months", date(2024, 2, 29)),
        (date(2025, 3, 31), "1 month", date(2025, 4, 30)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
    ],
)
def test_a_day_that_the_last_month_does_not_have_is_its_last(
    event: date, months: str, last_day: date
) -> None:
    assert due(months, event) == last_day


@pytest.mark.parametrize(
    ("event", "last_day"),
    [
        (date(2025, 3, 1), date(2025, 3, 10)),  # a Saturday
        (date(2025, 3, 2), date(2025, 3, 10)),  # a Sunday
        (date(2025, 4, 11), date(2025, 4, 22)),  # Good Friday to Easter Monday
        (date(2025, 8, 29), date(2025, 9, 5)),
        (date(2025, 9, 4), date(2025, 9, 12)),  # a holiday of Geneva alone
    ],
)
def test_a_last_day_that_is_not_worked_moves_to_the_next_that_is(
    event: date, last_day: date
) -> None:
    assert due("7 days", event) == last_day


def test_two_days_or_more_include_two_working_days() -> None:
    friday = date(2025, 3, 7)
    assert due("1 day", friday) == date(2025, 3, 10)
    assert due("1 working day", date(2025, 3, 8)) == date(2025, 3, 10)
    assert due("2 days", friday) == date(2025, 3, 11)
    assert due("2 days", date(2025, 12, 24)) == date(2025, 12, 29)


def test_working_days_pass_over_weekends_and_holidays() -> None:
    assert due("3 working days", date(2025, 4, 16)) == date(2025, 4, 23)


def test_of_several_spans_only_the_last_end_moves() -> None:
    feedback = ["7 days", "3 months"]
    # 8 March 2025 is a Saturday, and 8 June the Sunday before Whit Monday.
    assert due(feedback, date(2025, 3, 1)) == date(2025, 6, 10)
    assert due(feedback, date(2024, 11, 23)) == date(2025, 2, 28)


def test_hours_run_exactly_through_a_weekend_and_a_change_of_clocks() -> None:
    friday = datetime(2025, 3, 28, 16, 0, tzinfo=UTC)
    known = GENEVA.due(Period.parse("72 hours"), friday)
    assert known == Due(date(2025, 3, 31), datetime(2025, 3, 31, 16, 0, tzinfo=UTC))


def test_hours_after_a_day_run_from_its_beginning() -> None:
    known = GENEVA.due(Period.parse("24 hours"), date(2025, 1, 10))
    assert known.at == datetime(2025, 1, 10, 23, 0, tzinfo=UTC)


def test_a_moment_belongs_to_the_day_it_has_here() -> None:
    late = datetime(2025, 3, 2, 23, 30, tzinfo=UTC)
    assert GENEVA.day(late) == date(2025, 3, 3)
    assert due("7 days", late) == date(2025, 3, 10)


def test_a_moment_without_a_time_zone_belongs_to_no_day() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        GENEVA.day(datetime(2025, 3, 2, 23, 30))  # noqa: DTZ001


def test_the_whole_last_day_belongs_to_the_period() -> None:
    last = Due(date(2025, 3, 10))
    assert not GENEVA.has_passed(last, datetime(2025, 3, 10, 22, 59, tzinfo=UTC))
    assert GENEVA.has_passed(last, datetime(2025, 3, 10, 23, 0, tzinfo=UTC))


def test_a_period_in_hours_is_over_after_its_last_instant() -> None:
    end = datetime(2025, 3, 10, 12, 0, tzinfo=UTC)
    last = Due(date(2025, 3, 10), end)
    assert not GENEVA.has_passed(last, end)
    assert GENEVA.has_passed(last, end + timedelta(microseconds=1))


def test_a_warning_comes_with_so_much_time_left() -> None:
    last = Due(date(2025, 3, 10))
    assert GENEVA.before(last, Period.parse("2 days")).on == date(2025, 3, 8)
    assert GENEVA.before(last, Period.parse("2 working days")).on == date(2025, 3, 6)
    assert GENEVA.before(last, Period.parse("24 hours")).at == datetime(
        2025, 3, 9, 23, 0, tzinfo=UTC
    )


def test_a_deletion_does_not_wait_for_a_working_day() -> None:
    saturday = date(2025, 3, 15)
    closed = saturday - timedelta(days=29)
    assert GENEVA.delete_on(Period.parse("28 days"), closed) == saturday
    assert GENEVA.delete_on(Period.parse("3 months"), date(2024, 11, 30)) == date(
        2025, 3, 1
    )


@given(PERIODS, DAYS)
def test_a_period_ends_on_a_working_day_after_its_event(
    period: Period, event: date
) -> None:
    last = GENEVA.due(period, event).on
    assert last > event
    assert GENEVA.is_working(last)


@given(PERIODS, DAYS, st.integers(1, 40))
def test_a_later_event_never_makes_a_period_end_sooner(
    period: Period, event: date, later: int
) -> None:
    sooner = GENEVA.due(period, event).on
    assert sooner <= GENEVA.due(period, event + timedelta(days=later)).on


@given(PERIODS, DAYS)
def test_a_day_to_act_by_is_never_sooner_than_the_plain_period(
    period: Period, event: date
) -> None:
    plain = GENEVA.delete_on(period, event) - timedelta(days=1)
    assert GENEVA.due(period, event).on >= plain


@pytest.mark.parametrize(
    "text",
    ["", "3", "0 days", "-1 days", "3 weeks", "three days", "3  days", "1.5 hours", []],
)
def test_what_is_not_a_period_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="period"):
        Period.parse(text)


def test_hours_are_not_part_of_a_list() -> None:
    with pytest.raises(ValueError, match="hours"):
        Period.parse(["24 hours", "1 day"])


@pytest.mark.parametrize(
    ("zone", "place"),
    [("Europe/Geneva", "CH"), ("../etc", "CH"), ("UTC", "XX"), ("UTC", "CH-XX")],
)
def test_a_place_that_is_not_known_has_no_calendar(zone: str, place: str) -> None:
    with pytest.raises(ValueError, match=r"not a time zone|no public holidays"):
        Calendar.of(zone, place)


def test_a_country_has_its_holidays_and_a_part_of_it_others_as_well() -> None:
    country, part = (Calendar.of("UTC", place) for place in ("DE", "DE-BY"))
    for year in (1991, 2100):
        unity, epiphany = date(year, 10, 3), date(year, 1, 6)
        assert {unity, epiphany} & country.holidays == {unity}
        assert {unity, epiphany} <= part.holidays


@pytest.mark.parametrize(
    "text", ["1 day", "2 days", "1 working day", "5 working days", "72 hours", "1 year"]
)
def test_a_period_says_what_it_was_read_from(text: str) -> None:
    assert str(Period.parse(text)) == text


def test_several_spans_are_said_one_after_the_other() -> None:
    assert str(Period.parse(["7 days", "3 months"])) == "7 days, then 3 months"


def test_the_days_that_it_stood_still_come_after_the_end() -> None:
    week = Period.parse("7 days")
    assert GENEVA.due(week, date(2025, 3, 3), paused=2).on == date(2025, 3, 12)
    assert GENEVA.due(week, date(2025, 3, 3), paused=5).on == date(2025, 3, 17)


def test_a_warning_in_working_days_passes_over_weekends_and_holidays() -> None:
    tuesday_after_easter = Due(date(2025, 4, 22))
    before = GENEVA.before(tuesday_after_easter, Period.parse("3 working days"))
    assert before.on == date(2025, 4, 15)


def test_a_day_begins_here_and_a_moment_is_itself_both_in_utc() -> None:
    noon = datetime(2025, 7, 1, 12, tzinfo=UTC)
    assert GENEVA.begins(Due(date(2025, 7, 1), noon)) == noon
    begins = GENEVA.begins(Due(date(2025, 7, 1)))
    assert begins == datetime(2025, 6, 30, 22, tzinfo=UTC)
    later = GENEVA.due(Period.parse("1 hour"), noon.astimezone(GENEVA.zone)).at
    assert later
    assert begins.tzinfo is later.tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "included"),
    [
        (date(2025, 3, 9), False),
        (date(2025, 3, 10), True),
        (date(2025, 4, 10), True),
        (date(2025, 4, 11), False),
    ],
)
def test_a_period_has_its_first_and_its_last_day(day: date, included: bool) -> None:
    month = Period.parse("1 month")
    assert GENEVA.includes(month, date(2025, 3, 10), day) == included
