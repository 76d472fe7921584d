"""The parts of the calendar that newspapers name, held against ``datetime`` itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import intervals

years = st.integers(1, 9999)
months = st.integers(1, 12)
days = st.dates(date(2, 1, 1), date(9998, 12, 31))


def days_of(it: intervals.Interval) -> list[date]:
    return [it.start + timedelta(days=n) for n in range((it.end - it.start).days + 1)]


@pytest.mark.parametrize(("year", "last"), [(1900, 28), (2000, 29), (2019, 28), (2020, 29), (2024, 29), (2100, 28)])
def test_february_ends_as_leap_years_have_it(year: int, last: int) -> None:
    assert intervals.month(year, 2).end == date(year, 2, last)
    assert intervals.month(year, 2, "last") == intervals.Interval(date(year, 2, 21), date(year, 2, last), "ten_days")


@given(st.integers(1, 9998), months)
def test_a_month_ends_the_day_before_the_next_begins(year: int, month: int) -> None:
    it = intervals.month(year, month)
    assert (it.start, it.end + timedelta(days=1)) == (date(year, month, 1), intervals.add_months(it.start, 1))
    assert it.precision == "month"


@given(years.filter(lambda y: y < 9999), months)
def test_the_thirds_of_a_month_are_the_month(year: int, month: int) -> None:
    first, middle, last = (intervals.month(year, month, part) for part in ("first", "middle", "last"))
    assert days_of(first) + days_of(middle) + days_of(last) == days_of(intervals.month(year, month))
    assert {it.precision for it in (first, middle, last)} == {"ten_days"}


@given(years.filter(lambda y: y < 9999))
def test_quarters_and_halves_are_the_year(year: int) -> None:
    whole = days_of(intervals.year(year))
    assert [day for n in (1, 2, 3, 4) for day in days_of(intervals.quarter(year, n))] == whole
    assert days_of(intervals.half(year, False)) + days_of(intervals.half(year, True)) == whole
    assert intervals.quarter(year, 1, 4).end == intervals.year(year).end


@pytest.mark.parametrize(
    ("part", "first", "last"), [("first", "01-01", "01-31"), ("middle", "06-01", "06-30"), ("last", "12-01", "12-31")]
)
def test_parts_of_a_year(part: str, first: str, last: str) -> None:
    it = intervals.year(2020, part)
    assert (it.start.isoformat(), it.end.isoformat()) == (f"2020-{first}", f"2020-{last}")
    assert it.precision == "month"


@given(days)
def test_a_week_runs_from_monday_to_sunday_and_holds_its_day(of: date) -> None:
    it = intervals.week(of)
    assert (it.start.isoweekday(), it.end.isoweekday()) == (1, 7)
    assert it.start <= of <= it.end
    assert it.start.isocalendar()[:2] == of.isocalendar()[:2]
    assert intervals.week(of, of.weekday()) == intervals.day(of.year, of.month, of.day)


@given(days, st.integers(-12, 12))
def test_adding_months_gives_first_days_and_can_be_undone(of: date, number: int) -> None:
    there = intervals.add_months(of, number)
    assert there.day == 1
    assert (there.year - of.year) * 12 + there.month - of.month == number
    assert intervals.add_months(there, -number) == of.replace(day=1)


@pytest.mark.parametrize(
    ("of", "number", "expected"),
    [
        ("2020-01-31", -1, "2019-12-01"),
        ("2020-12-31", 1, "2021-01-01"),
        ("2020-03-31", -1, "2020-02-01"),
        ("2020-05-05", 0, "2020-05-01"),
    ],
)
def test_adding_months_over_year_ends(of: str, number: int, expected: str) -> None:
    assert intervals.add_months(date.fromisoformat(of), number).isoformat() == expected


@pytest.mark.parametrize(("month", "day"), [(2, 30), (4, 31), (13, 1), (0, 1), (1, 0), (1, 32)])
def test_a_day_that_no_calendar_has_raises(month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"month|day"):
        intervals.day(2020, month, day)


@pytest.mark.parametrize("number", [0, 13])
@pytest.mark.parametrize("part", [None, "first", "last"])
def test_a_month_that_no_calendar_has_raises(number: int, part: str | None) -> None:
    with pytest.raises(ValueError, match="month"):
        intervals.month(2020, number, part)


@given(days, st.integers(0, 400))
def test_from_one_interval_to_another(of: date, length: int) -> None:
    first = intervals.day(of.year, of.month, of.day)
    later = min(of + timedelta(days=length), date(9998, 12, 31))
    last = intervals.month(later.year, later.month)
    assert first.to(last) == intervals.Interval(first.start, last.end, "month")
