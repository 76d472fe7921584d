"""Intervals of calendar days: the parts of months, quarters and years that newspapers name.

初 and 上旬 are the first ten days of a month, 中旬 the 11th to the 20th, 底, 末 and 下旬 the 21st to the end; 年初 is
January, 年底 December. Intervals are inclusive at both ends, as in ISO 8601.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

MONTH_PARTS = {
    "first": (1, 10),
    "middle": (11, 20),
    "last": (21, 31),
    "first-two": (1, 20),
    "last-two": (11, 31),
    "first-half": (1, 15),
    "second-half": (16, 31),
}
YEAR_PARTS = {"first": (1, 1), "middle": (6, 6), "last": (12, 12)}


class Interval(NamedTuple):
    """Days from ``start`` to ``end``, and how fine the words were that named them."""

    start: date
    end: date
    precision: str

    def to(self, other: Interval) -> Interval:
        """Give the interval from the start of this one to the end of the other."""
        return Interval(self.start, other.end, other.precision)


def month_end(year: int, month: int) -> int:
    """Give the last day of a month."""
    return calendar.monthrange(year, month)[1]


def day(year: int, month: int, number: int) -> Interval:
    """Give one day; raises ValueError where the calendar has no such day."""
    try:
        it = date(year, month, number)
    except ValueError:
        raise ValueError("no such day") from None
    return Interval(it, it, "day")


def month(year: int, number: int, part: str | None = None) -> Interval:
    """Give a month, its ``first``, ``middle`` or ``last`` ten days, the ``first-two`` or ``last-two`` of these, or its
    ``first-half`` or ``second-half``; raises ValueError where there is no such month.
    """
    if not 1 <= number <= 12:
        raise ValueError("no such month")
    last = month_end(year, number)
    first, stop = MONTH_PARTS[part] if part else (1, last)
    return Interval(date(year, number, first), date(year, number, min(stop, last)), "ten_days" if part else "month")


def months(year: int, first: int, last: int, precision: str) -> Interval:
    """Give the months from ``first`` to ``last`` of one year."""
    return Interval(date(year, first, 1), date(year, last, month_end(year, last)), precision)


def quarter(year: int, first: int, last: int | None = None) -> Interval:
    """Give one quarter, or the quarters from ``first`` to ``last``."""
    return months(year, 3 * first - 2, 3 * (last or first), "quarter")


def half(year: int, second: bool) -> Interval:
    """Give the first or the second half of a year."""
    return months(year, 7 if second else 1, 12 if second else 6, "half_year")


def outer_month(season: Interval, part: str | None) -> Interval:
    """Give the first month of a season (``初``) or its last (``末``, ``底``), as those of a year; else the season."""
    if part is None:
        return season
    of = season.start if part == "初" else season.end
    return month(of.year, of.month)


def year(number: int, part: str | None = None) -> Interval:
    """Give a year, its January (``first``), December (``last``) or middle (June)."""
    if part is None:
        return months(number, 1, 12, "year")
    first, last = YEAR_PARTS[part]
    return months(number, first, last, "month")


def years(first: int, count: int) -> Interval:
    """Give so many years from the first on."""
    return year(first).to(year(first + count - 1))


def period(first: int, count: int) -> Interval:
    """Give so many years that are one: a five-year plan, a decade."""
    return Interval(date(first, 1, 1), date(first + count - 1, 12, 31), "period")


def decade(first: int) -> Interval:
    """Give ten years."""
    return period(first, 10)


def latest_decade(number: int, year: int) -> int:
    """Give the first year of the latest decade that is called so (80 for 八十年代) and begins in ``year`` or before."""
    first = year // 100 * 100 + number
    return first if first <= year else first - 100


def week(of: date, weekday: int | None = None) -> Interval:
    """Give the week (Monday to Sunday, ISO 8601) that holds a day, or one day of it (0 is Monday)."""
    monday = of - timedelta(days=of.weekday())
    if weekday is None:
        return Interval(monday, monday + timedelta(days=6), "week")
    it = monday + timedelta(days=weekday)
    return Interval(it, it, "day")


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> Interval:
    """Give the ``nth`` weekday (0 is Monday) of a month; ValueError where the month has no so many.

    >>> nth_weekday(2017, 6, 3, 6).start
    datetime.date(2017, 6, 18)
    """
    first = date(year, month, 1)
    it = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if it.month != month:
        raise ValueError("no such weekday in the month")
    return Interval(it, it, "day")


def add_months(of: date, number: int) -> date:
    """Give the first day of the month that lies ``number`` months after a day's month."""
    index = of.year * 12 + of.month - 1 + number
    return date(index // 12, index % 12 + 1, 1)
