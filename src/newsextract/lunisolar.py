"""The Chinese calendar: lunar days and solar terms as days of the Gregorian calendar, by the library lunar_python.

The library is imported by the functions that need it: few pages print such a date.
"""

from __future__ import annotations

from datetime import date
from functools import cache

_NEXT_WINTER = "DONG_ZHI"  # the library's name for the 冬至 that ends a year, beside the one that begins it


@cache
def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> date:
    """Give the Gregorian day of a lunar day; ``year`` is the Gregorian year that the lunar year begins in.

    ValueError where the lunar calendar has no such month or day.

    >>> lunar_day(2021, 1, 1), lunar_day(2020, 4, 8, leap=True)
    (datetime.date(2021, 2, 12), datetime.date(2020, 5, 30))
    """
    from lunar_python import Lunar

    try:
        solar = Lunar.fromYmd(year, -month if leap else month, day).getSolar()
    except Exception:  # the library raises bare Exceptions
        raise ValueError("no such lunar day") from None
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def new_years_eve(year: int) -> date:
    """Give the day before the lunar new year that falls into a Gregorian year."""
    from datetime import timedelta

    return lunar_day(year, 1, 1) - timedelta(days=1)


@cache
def solar_term(year: int, name: str) -> date:
    """Give the day of a solar term (芒种, 冬至) in a Gregorian year, Beijing time.

    >>> solar_term(2016, "芒种"), solar_term(2016, "冬至")
    (datetime.date(2016, 6, 5), datetime.date(2016, 12, 21))
    """
    from lunar_python import Lunar

    table = Lunar.fromYmd(year, 6, 1).getJieQiTable()
    solar = table[_NEXT_WINTER if name == "冬至" else name]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
