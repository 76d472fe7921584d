"""The publication date, from a file's name or the page's own text; never from the clock."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import PurePath

import regex

from newsextract.compiled import compiled
from newsextract.errors import UsageError
from newsextract.numerals import parse_number

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}  # full width, as in ２０２０－０９－０８.txt
_YEARS = range(1800, 2100)  # of newspapers; 98 is none, and no one knows of which century it is
_HAN = "一二三四五六七八九"
# 2020-09-08, 20200908, 2020/09/08, 2020_9_8, 2020年9月8日, 二〇二〇年九月八日 anywhere in a path
_NAME = compiled(
    r"(?<!\d)(?:(?<y>(?:18|19|20)\d\d)(?<s>[-_./])(?<m>\d{1,2})(?P=s)(?<d>\d{1,2})(?!\d)"
    r"|(?<y>(?:18|19|20)\d\d)年(?<m>\d{1,2})月(?<d>\d{1,2})日"
    r"|(?<y>(?:18|19|20)\d\d)(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\d|3[01])(?!\d))"
    rf"|(?<y>[一二][〇零○{_HAN}]{{3}})年(?<m>[{_HAN}十]{{1,2}})月(?<d>[{_HAN}十]{{1,3}})日"
)
# What a page prints of its own date: with a weekday, or with the words of a masthead, in a line that tells nothing
# else. A date of the news may have its weekday, too: 定于2020年11月7日（星期六）举行.
DAY = (
    rf"(?<y>(?:18|19|20)\d\d|[一二][〇零○0-9{_HAN}]{{3}})年"
    rf"(?<m>\d{{1,2}}|[{_HAN}十]{{1,2}})月(?<d>\d{{1,2}}|[{_HAN}十]{{1,3}})日"
)
_PAGE = compiled(
    rf"{DAY}[\s，（(]{{0,3}}(?:星期|礼拜|周)[一二三四五六日天]"
    rf"|(?:出版(?:日期)?|今日出版)[：:\s]{{0,3}}{DAY}"
    rf"|{DAY}\s?(?:第\d+期|出版|第[\d{_HAN}十]+版)"
)

_TELLS = compiled(r"[，。；！？、]|(?:[于在自从至到由是]|截止|截至)\s?$")


def from_name(path: str) -> date | None:
    """Find the date in a file's name or in the folders that it lies in, the innermost first.

    >>> from_name("page-20200908.txt"), from_name("2020/09/08/page1.txt"), from_name("page.txt")
    (datetime.date(2020, 9, 8), datetime.date(2020, 9, 8), None)
    """
    whole = PurePath(path).as_posix().translate(_NARROW)
    dates = [found for match in _NAME.finditer(whole) if (found := day_of(match)) is not None]
    return dates[-1] if dates else None


def from_pattern(path: str, pattern: str | None) -> date | None:
    """Find the day that a path says by a user's pattern, with its groups ``year``, ``month`` and ``day``.

    >>> from_pattern("jg19980514a3.txt", r"jg(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)")
    datetime.date(1998, 5, 14)
    """
    found = compiled(pattern).search(path) if pattern else None
    if found is None:
        return None
    groups = found.groupdict()
    try:
        year = int(groups["year"])
        return date(year, int(groups["month"]), int(groups["day"])) if year in _YEARS else None
    except (KeyError, TypeError, ValueError):
        return None


def odd_year(path: str, pattern: str | None) -> str | None:
    """Give what a user's pattern finds for the year in a path, where no newspaper is of that year.

    >>> odd_year("980514.txt", r"(?<year>\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d)")
    '98'
    """
    found = compiled(pattern).search(path) if pattern else None
    said = found.groupdict().get("year") if found is not None else None
    return None if said is None or (said.isdecimal() and int(said) in _YEARS) else said


def pattern_fault(pattern: str) -> str | None:
    """Say what keeps ``from_pattern`` from reading by a pattern, if anything does.

    >>> pattern_fault("(?<year>19..)")
    'has no group month, day; write it like (?<year>\\\\d{4})'
    """
    try:
        groups = compiled(pattern).groupindex
    except regex.error as error:
        return str(error)
    missing = [name for name in ("year", "month", "day") if name not in groups]
    return f"has no group {', '.join(missing)}; write it like (?<year>\\d{{4}})" if missing else None


def given_day(published: object) -> date | None:
    """Read a day that a program gives: a date, a moment or ISO 8601 text; raises ``UsageError`` where it is none."""
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise UsageError("published", f"{published!r} is no calendar day", "write it as YYYY-MM-DD") from None


def from_page(text: str) -> date | None:
    """Find the date that the page prints of itself: one with a weekday, or in its masthead.

    Takes repaired text. Two different dates of that kind mean that neither is sure.

    >>> from_page("苇塘日报 2020年9月8日 星期二"), from_page("定于2020年11月7日（星期六）举行。")
    (datetime.date(2020, 9, 8), None)
    """
    own = (match for match in _PAGE.finditer(text) if _is_own(match, text))
    dates = {found for match in own if (found := day_of(match)) is not None}
    return dates.pop() if len(dates) == 1 else None


def _is_own(match: regex.Match[str], text: str) -> bool:
    """Whether the line that holds a date tells nothing: no sentence stands before or behind it."""
    left = text.rfind("\n", 0, match.start()) + 1
    right = text.find("\n", match.end())
    before, after = text[left : match.start()], text[match.end() : right if right >= 0 else len(text)]
    return not _TELLS.search(before) and not _TELLS.search(after.lstrip("，）) "))


def day_of(match: regex.Match[str]) -> date | None:
    """Read the groups ``y``, ``m`` and ``d``; None where there is no such day."""
    numbers = [parse_number(match[group]) for group in ("y", "m", "d")]
    try:
        return date(*(int(number) for number in numbers if number is not None))
    except (ValueError, TypeError):
        return None
