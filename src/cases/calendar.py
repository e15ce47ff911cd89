"""Periods, and the days on which they end (Regulation (EEC) 1182/71 Art. 3)."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final, Literal, Self, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from holidays import country_holidays

Unit = Literal["hour", "day", "working day", "month", "year"]

_SPAN: Final = re.compile(r"([1-9]\d{0,3}) (hour|day|working day|month|year)s?")
_YEARS: Final = range(1990, 2101)
LATEST: Final = date(_YEARS[-1], 12, 31)
"""Working days are known until then."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """So many units of time, as `3 months`."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raise ValueError for anything but a number and a unit."""
        if (found := _SPAN.fullmatch(text)) is None:
            raise ValueError(f"{text!r} is not a period such as '3 working days'")
        return cls(int(found[1]), cast(Unit, found[2]))

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'s' if self.count > 1 else ''}"


@dataclass(frozen=True, slots=True)
class Period:
    """Spans of time that run one after another."""

    spans: tuple[Span, ...]

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read `7 days`, or a list of such; raise ValueError for anything else.

        Hours cannot be one of several spans: the others end with a day.
        """
        parts = [text] if isinstance(text, str) else text
        if not isinstance(parts, Sequence) or not parts:
            raise ValueError("a period is text such as '3 months', or a list of such")
        spans = tuple(Span.parse(str(part)) for part in parts)
        if len(spans) > 1 and any(span.unit == "hour" for span in spans):
            raise ValueError("a period in hours cannot be part of a list")
        return cls(spans)

    def __str__(self) -> str:
        return ", then ".join(map(str, self.spans))

    @property
    def hours(self) -> timedelta | None:
        """The exact length of a period in hours; None for one in days or longer."""
        span = self.spans[0]
        return timedelta(hours=span.count) if span.unit == "hour" else None

    @property
    def working_days(self) -> int:
        """Working days that it includes at the least: two, unless it is of one day."""
        return 1 if self.spans in _ONE_DAY else 2


_ONE_DAY: Final = ((Span(1, "day"),), (Span(1, "working day"),))


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a period: its last day; for a period in hours also the moment, in UTC.

    Without a moment the whole of the last day belongs to the period.
    """

    on: date
    at: datetime | None = None


@dataclass(frozen=True)
class Calendar:
    """The days of one place: its time zone, and the days on which it does not work."""

    zone: ZoneInfo
    holidays: frozenset[date]

    @classmethod
    def of(cls, time_zone: str, holidays: str) -> Self:
        """Know the public holidays of a country or a part, as `CH-GE`, 1990 to 2100.

        Raises ValueError for a place or a time zone that is not known.
        """
        return cls(_zone(time_zone), _holidays(holidays))

    def day(self, moment: datetime) -> date:
        """The day that a moment belongs to here."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone belongs to no day")
        return moment.astimezone(self.zone).date()

    def is_working(self, day: date) -> bool:
        """Neither a Saturday nor a Sunday nor a public holiday."""
        return day.weekday() < 5 and day not in self.holidays

    def due(self, period: Period, event: date | datetime, paused: int = 0) -> Due:
        """The end of a period that `event` starts, `paused` days not counted in.

        The day of the event is not counted, months end on its date or on their last
        day, and an end on a day that is not worked moves on to the next working day
        (Art. 3(1), (2)(c), (4)). Two days or more include two working days
        (Art. 3(5)). Of several spans only the last one's end moves. Hours run
        exactly from the moment, or from the beginning of the day when only it is
        known; they neither round nor move.
        """
        if (hours := period.hours) is not None:
            return self._at(self.moment(event) + hours)
        start = self.day(event) if isinstance(event, datetime) else event
        last = self._run(period, start) + timedelta(days=paused)
        return Due(self._moved(start, last, period.working_days))

    def before(self, due: Due, period: Period) -> Due:
        """When so much time is left until `due`; does not move to a working day."""
        if (hours := period.hours) is not None:
            return self._at(self.ends(due) - hours)
        return Due(self._run(period, due.on, -1))

    def moment(self, event: date | datetime) -> datetime:
        """The moment itself; of a day its beginning here. In UTC."""
        if isinstance(event, datetime):
            self.day(event)
            return event.astimezone(UTC)
        return datetime.combine(event, time(), self.zone).astimezone(UTC)

    def begins(self, due: Due) -> datetime:
        """The moment itself; of a whole day its first, in UTC."""
        return due.at or self.moment(due.on)

    def ends(self, due: Due) -> datetime:
        """The moment itself; of a whole day the first that is after it, in UTC."""
        return due.at or self.moment(due.on + _DAY)

    def has_passed(self, due: Due, at: datetime) -> bool:
        """Whether the period that ends with `due` is over at a moment."""
        return at > due.at if due.at is not None else self.day(at) > due.on

    def delete_on(self, period: Period, event: date) -> date:
        """First day after a retention period.

        It does not move to a working day: nobody has to be at work for a deletion,
        and keeping longer needs a reason (GDPR Art. 5(1)(e)).
        """
        return self._run(period, event) + _DAY

    def includes(self, period: Period, event: date, day: date) -> bool:
        """Whether a day is in the period that an earlier day starts; nothing moves."""
        return event <= day <= self._run(period, event)

    def _run(self, period: Period, start: date, direction: int = 1) -> date:
        for span in period.spans:
            start = self._step(start, span.unit, span.count * direction)
        return start

    def _step(self, day: date, unit: Unit, count: int) -> date:
        if unit == "working day":
            return self._working(day, count)
        if unit == "day":
            return day + timedelta(days=count)
        return _months_on(day, count * (12 if unit == "year" else 1))

    def _working(self, day: date, count: int) -> date:
        direction = 1 if count > 0 else -1
        while count:
            day += _DAY * direction
            count -= direction * self.is_working(day)
        return day

    def _moved(self, start: date, last: date, needed: int) -> date:
        worked = sum(map(self.is_working, _days(start + _DAY, last)))
        while worked < needed or not self.is_working(last):
            last += _DAY
            worked += self.is_working(last)
        return last

    def _at(self, moment: datetime) -> Due:
        return Due(self.day(moment), moment)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone") from None


@cache
def _holidays(place: str) -> frozenset[date]:
    country, _, part = place.partition("-")
    try:
        known = country_holidays(country, part or None, years=_YEARS)
    except NotImplementedError:
        raise ValueError(f"no public holidays are known for {place!r}") from None
    return frozenset(known)


def _months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
