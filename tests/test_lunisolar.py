"""The Chinese calendar, against the library that it comes from, in the other direction, and as papers print it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import Solar

import newsextract
from newsextract import lunisolar
from newsextract.records import Date

DIGITS = "零一二三四五六七八九十"


def written(day: int) -> str:
    """Write a lunar day as papers do: 初五, 十五, 廿三, 三十."""
    if day <= 10:
        return f"初{DIGITS[day]}"
    if day < 20:
        return f"十{DIGITS[day - 10]}"
    return {20: "二十", 30: "三十"}.get(day, f"廿{DIGITS[day - 20]}" if day < 30 else "三十")


def month_name(month: int) -> str:
    return {1: "正", 11: "冬", 12: "腊"}.get(month, DIGITS[month] if month <= 10 else "")


def days(text: str, published: date) -> list[tuple[date | None, date | None]]:
    document = newsextract.parse(text, published=published, kinds=["date"])
    return [(r.start, r.end) for r in document.records if isinstance(r, Date)]


@given(st.dates(date(1946, 3, 1), date(2060, 12, 31)))
def test_every_lunar_day_is_read_back_as_the_solar_day_that_it_was_made_from(day: date) -> None:
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    leap = lunar.getMonth() < 0
    text = f"农历{'闰' if leap else ''}{month_name(abs(lunar.getMonth()))}月{written(lunar.getDay())}，开市。"
    assert days(text, day) == [(day, day)]


@pytest.mark.parametrize(
    ("published", "text", "day"),
    [
        ("2021-02-20", "春节", "2021-02-12"),
        ("2021-02-05", "春节", "2021-02-12"),
        ("2014-02-10", "元宵节", "2014-02-14"),
        ("2023-06-20", "端午节", "2023-06-22"),
        ("2021-09-17", "中秋节", "2021-09-21"),
        ("2022-10-02", "重阳节", "2022-10-04"),
        ("2014-01-20", "除夕", "2014-01-30"),
        ("2021-01-18", "腊八节", "2021-01-20"),
        ("2019-04-02", "清明节", "2019-04-05"),
    ],
)
def test_feasts_that_move(published: str, text: str, day: str) -> None:
    assert days(f"{text}前，开市。", date.fromisoformat(published)) == [
        (date.fromisoformat(day), date.fromisoformat(day))
    ]


@given(st.integers(1900, 2099))
def test_solar_terms_lie_where_the_sun_has_them(year: int) -> None:
    # Within two days of their mean dates, all through two centuries.
    for name, month, mean in (("立春", 2, 4), ("春分", 3, 21), ("芒种", 6, 6), ("夏至", 6, 21), ("冬至", 12, 22)):
        assert abs(lunisolar.solar_term(year, name) - date(year, month, mean)) <= timedelta(days=2)


@pytest.mark.parametrize(
    ("year", "month", "day", "leap"), [(2021, 4, 8, True), (2021, 1, 31, False), (2021, 13, 1, False)]
)
def test_days_that_the_lunar_calendar_has_not(year: int, month: int, day: int, leap: bool) -> None:
    with pytest.raises(ValueError, match="no such lunar day"):
        lunisolar.lunar_day(year, month, day, leap=leap)


def test_a_lunar_day_that_is_none_is_a_reject() -> None:
    document = newsextract.parse("农历闰九月初八，开市。", published="2021-05-22")
    assert [(r.text, r.reason) for r in document.rejects] == [("农历闰九月初八", "no such lunar day")]
