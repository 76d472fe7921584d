"""Normalise, date: matches → calendar days. Rules and examples: patterns/date.toml.

A year that is not printed comes from the nearest year before it in its sentence, else from the publication date; there
it lies behind unless the words of the clause look ahead. Where no publication date is known, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from newsextract import intervals, lunisolar
from newsextract.compiled import compiled
from newsextract.context import Context, Fields, Outcome, Reading, Refusal
from newsextract.find import Match
from newsextract.headed import Parts
from newsextract.intervals import Interval
from newsextract.numerals import approximate, parse_number
from newsextract.order import Order
from newsextract.tense import Before, is_every_year
from newsextract.unprinted import NEAR, UnknownPublicationError, Unprinted

_WEEKDAYS = "一二三四五六日"
_JOINED = 4  # characters: 至, or a dash, and the year of the second: 至次年
_SPAN = 3  # 七八年 is 1978 in the papers of those years, and seven or eight years later on
_FAR_AHEAD = 10  # years to which a year of two digits may be looked forward: 九二年底完成, said in 1989
_DECADES = 15  # years to a decade that is looked forward to
_COMING = compiled(r"(?:到|至|进入|跨入|步入|迈向|面向|迎接)$")


def _one(day: date) -> Interval:
    return Interval(day, day, "day")


def normalise(matches: Iterable[Match], context: Context) -> Iterator[Outcome]:
    """Read each match, in page order; refuse days that no calendar has. Two that 至 joins are one: 本月底至12月初."""
    told = list(matches)
    before, order, parts = Before(), Order(told, context), Parts(context)
    first: tuple[Match, Interval] | None = None  # read, and not yet given: the next may be its end
    for match in told:
        reader = _Reader(match, context, before, order, parts.year(match.start))
        try:
            interval = reader.read()
        except UnknownPublicationError:
            yield Reading(match, match.start, match.end, _unresolved(match))
            continue
        except OverflowError:
            yield Refusal(match, "lies outside of the calendar")
            continue
        except ValueError as error:
            yield Refusal(match, str(error))
            continue
        before = before.then(match, interval, context)
        if first is not None:
            if _is_end(*first, match, interval, context):
                opening, since = first
                whole = Match(match.rule, opening.start, match.end, {**opening.groups, **match.groups})
                yield Reading(whole, whole.start, whole.end, _fields(since.to(interval)))
                first = None
                continue
            yield Reading(first[0], first[0].start, first[0].end, _fields(first[1]))
        first = match, interval
    if first is not None:
        yield Reading(first[0], first[0].start, first[0].end, _fields(first[1]))


def _is_end(first: Match, since: Interval, match: Match, interval: Interval, context: Context) -> bool:
    """Whether a date is the end of the one before it."""
    between = context.page.text[first.end : match.start]
    if (
        not between
        or len(between) > _JOINED
        or context.room.compile(r"(?&to)(?:次年|翌年|第二年|转年)?").fullmatch(between) is None
    ):
        return False
    return since.end < interval.end and since.start <= interval.start and not (first.get("since") or match.get("since"))


def _fields(interval: Interval) -> Fields:
    return {"start": interval.start, "end": interval.end, "precision": interval.precision}


def _unresolved(match: Match) -> Fields:
    finest = next((name for group, name in _FINEST if match.groups.get(group) is not None), "year")
    return {"start": None, "end": None, "precision": finest}


_FINEST = (
    *(
        (group, "day")
        for group in ("lunarfeast", "lunarday", "term", "nth", "to_day", "day", "relday", "shortday", "weekday")
    ),
    *((group, "day") for group in ("weekend", "feast", "numberfeast")),
    ("relweek", "week"),
    ("part", "ten_days"),
    *((group, "month") for group in ("to_month", "month", "months", "relmonth")),
    *((group, "quarter") for group in ("quarter", "quarters", "relquarter")),
    ("half", "half_year"),
    ("yearpart", "month"),
)


class _Reader:
    """Reads one match; each method reads the parts that one rule's groups name."""

    def __init__(self, match: Match, context: Context, before: Before, order: Order, part: int | None) -> None:
        self.match, self.context = match, context
        self.unprinted = Unprinted(match, context, before, order, part)
        self.words = context.room.words
        self.get = match.get

    @property
    def published(self) -> date:
        return self.unprinted.published

    def read(self) -> Interval:
        """Give the days of the whole expression."""
        if is_every_year(self.match, self.context):
            raise ValueError("comes back every year")
        interval = self._range() if self.get("to_day", "to_month", "to_year", "to_relyear") else self._point()
        if self.get("since"):
            if interval.start > self.published:
                raise ValueError("以来 or 至今 of a day that lies ahead")
            return Interval(interval.start, self.published, interval.precision)
        return interval

    def _point(self) -> Interval:
        get = self.get
        if get("plan"):
            return self._plan()
        if get("century", "decade"):
            return self._decade()
        if get("erayear"):
            return self._era()
        if get("lunarfeast"):
            return self._dated(self._lunar_feast)
        if get("lunarday"):
            return self._dated(self._lunar_day)
        if get("term"):
            return self._dated(lambda y: _one(lunisolar.solar_term(y, self.match.groups["term"])))
        if get("nth"):
            return self._dated(self._nth_weekday)
        if day := get("relday", "shortday"):
            day += "日" if get("shortday") else ""  # 昨（10）日
            it = self.published + timedelta(days=int(self.words["relday"][day]))
            return Interval(it, it, "day")
        if get("relweek"):
            of = self.published + timedelta(weeks=int(self.words["relweek"][self.match.groups["relweek"]]))
            weekday = get("weekday")
            if get("weekend"):
                sunday = intervals.week(of).end
                return Interval(sunday - timedelta(days=1), sunday, "day")
            return intervals.week(of, _WEEKDAYS.index(weekday.replace("天", "日")) if weekday else None)
        if "relmonth" in self.match.groups:
            shift = int(self.words["relmonth"].get(self.match.groups["relmonth"], "0"))
            first = intervals.add_months(self.unprinted.month_told() if shift < 0 else self.published, shift)
            return self._in_month(first.year, first.month)
        if get("month"):
            return self._dated(lambda y: self._in_month(y, self._month()))
        if get("relquarter"):
            shift = int(self.words["relquarter"][self.match.groups["relquarter"]])
            of = intervals.add_months(self.published, 3 * shift)
            return intervals.quarter(of.year, (of.month + 2) // 3)
        if get("day"):
            return self.unprinted.day(self._number("day"))
        if get("feast", "numberfeast"):
            table = {**self.words["feast"], **self.words["numberfeast"]}
            month, number = map(int, table[get("feast", "numberfeast") or ""].split("-"))
            return self._dated(lambda y: intervals.day(y, month, number))
        if get("half"):
            half, part = get("half") == "下", get("seasonpart")
            return self._dated(lambda y: intervals.outer_month(intervals.half(y, half), part), slack=200)
        if get("quarters"):
            return self._dated(lambda y: intervals.quarter(y, 1, self._number("quarters")), slack=200)
        if get("quarter"):
            first_quarter = self._number("quarter", {"首": 1})
            last, part = self._number("to_quarter") if get("to_quarter") else None, get("seasonpart")
            return self._dated(
                lambda y: intervals.outer_month(intervals.quarter(y, first_quarter, last), part), slack=200
            )
        if get("months"):
            return self._dated(lambda y: intervals.months(y, 1, self._number("months"), "month"))
        part = get("yearpart")
        if part is None and not get("year", "relyear", "whole", "after", "same"):
            raise ValueError("says no day, month or year")
        return self._dated(lambda y: intervals.year(y, self.words["yearpart"][part] if part else None))

    def _in_month(self, year: int, month: int) -> Interval:
        if not 1 <= month <= 12:
            raise ValueError("no such month")
        if self.get("day"):
            return intervals.day(year, month, self._number("day"))
        part = self.get("part")
        return intervals.month(year, month, self.words["part"][part] if part else None)

    def _range(self) -> Interval:
        get = self.get
        end_year = self._year("to_year", "to_relyear")
        if get("to_day") and not get("month"):
            it = self.published
            if "relmonth" in self.match.groups:
                it = intervals.add_months(it, int(self.words["relmonth"].get(self.match.groups["relmonth"], "0")))
            first = intervals.day(it.year, it.month, self._number("day"))
            return self._ordered(first, intervals.day(it.year, it.month, self._number("to_day")))
        if not get("month"):
            start_year = self._year("year", "relyear")
            if start_year is None:
                raise ValueError("says no year that it begins with")
            if end_year is not None and end_year < 100:
                end_year += start_year // 100 * 100
            since, part = get("yearpart"), get("to_yearpart")
            first_of = intervals.year(start_year, self.words["yearpart"][since] if since else None)
            if get("to_month"):
                last = intervals.month(end_year or start_year, self._month("to_month"))
                return self._ordered(first_of, last)
            last = intervals.year(end_year or start_year, self.words["yearpart"][part] if part else None)
            return self._ordered(first_of, last)
        to_month = self._month("to_month") if get("to_month") else self._month()

        def last_of(year: int) -> Interval:
            if get("to_day"):
                return intervals.day(year, to_month, self._number("to_day"))
            part = get("to_part")
            return intervals.month(year, to_month, self.words["part"][part] if part else None)

        if end_year is None and not get("to_day", "part") and self._month() == 1 and to_month > 1:
            return self._dated(lambda y: self._ordered(self._in_month(y, 1), last_of(y)))
        first = self._dated(lambda y: self._in_month(y, self._month()), year=end_year)
        last = last_of(end_year or first.start.year)
        if end_year is not None and not get("year", "relyear") and last.end < first.start:
            first = self._in_month_of(end_year - 1)
        elif end_year is None and last.end < first.start and get("to_month"):
            last = last_of(first.start.year + 1)  # 12月28日至1月3日
        return self._ordered(first, last)

    def _lunar_feast(self, year: int) -> Interval:
        when = self.words["lunarfeast"][self.match.groups["lunarfeast"]]
        if when == "eve":
            return _one(lunisolar.new_years_eve(year))
        month, number = map(int, when.split("-"))
        # 腊八 of the winter of a year lies in January of the next
        return _one(lunisolar.lunar_day(year - 1 if month == 12 else year, month, number))

    def _lunar_day(self, year: int) -> Interval:
        month = {"正": 1, "冬": 11, "腊": 12}.get(self.match.groups["lunarmonth"]) or self._number("lunarmonth")
        text = self.match.groups["lunarday"].replace("初", "")
        number = parse_number(text)
        if number is None:
            raise ValueError(f"{text} is no lunar day")
        return _one(lunisolar.lunar_day(year, int(month), int(number), leap=bool(self.get("leap"))))

    def _nth_weekday(self, year: int) -> Interval:
        month = self._month()
        weekday = _WEEKDAYS.index(self.match.groups["weekday"].replace("天", "日"))
        return intervals.nth_weekday(year, month, self._number("nth"), weekday)

    def _decade(self) -> Interval:
        number, century = self._number("decade"), self.get("century")
        if number < 100 and century is not None:
            named = {"上": -1, "上个": -1, "本": 0}.get(century)
            of = self.published.year // 100 + named if named is not None else int(parse_number(century) or 0) - 1
            number += of * 100
        elif number < 100:
            soon = _COMING.search(self.context.page.text, max(0, self.match.start - 2), self.match.start)
            number = intervals.latest_decade(number, self.published.year + (_DECADES if soon else 0))
        return intervals.decade(number)

    def _era(self) -> Interval:
        of = self.words["era"][self.match.groups.get("era", "民国")]
        year = int(of) + self._number("erayear", {"元": 1})
        if self.get("month"):
            return self._in_month(year, self._month())
        part = self.get("yearpart")
        return intervals.year(year, self.words["yearpart"][part] if part else None)

    def _in_month_of(self, year: int) -> Interval:
        return self._in_month(year, self._month())

    @staticmethod
    def _ordered(first: Interval, last: Interval) -> Interval:
        if last.end < first.start:
            raise ValueError("the end lies before the start")
        return first.to(last)

    def _plan(self) -> Interval:
        first, part = int(self.words["plan"][self.match.groups["plan"]]), self.get("planpart")
        if self.get("planyears"):
            count = self._number("planyears")
            return intervals.years(first if self.match.groups["planside"] in "前头" else first + 5 - count, count)
        if part:
            return intervals.year(first + 4, "last") if part[0] == "末" else intervals.year(first, "first")
        return intervals.period(first, 5)

    def _number(self, group: str, special: dict[str, int] | None = None) -> int:
        text = self.match.groups.get(group, "")
        if special and text in special:
            return special[text]
        number = parse_number(text.replace(" ", ""))
        if number is None:
            raise ValueError(f"{text} is no number")
        return int(number)

    def _month(self, group: str = "month") -> int:
        return self._number(group, {"元": 1})

    def _year(self, group: str = "year", relative: str = "relyear") -> int | None:
        text = self.get(group)
        if text:
            number = parse_number(text.replace(" ", ""))
            if number is None:
                raise ValueError(f"{text} is no year")
            value = int(number)
            return self._century(value, text) if len(text) == 2 and group == "year" else value
        text = self.get(relative)
        if not text:
            return None
        counted = self.words["relyear"]
        return self.published.year + int(counted[text] if text in counted else counted[f"{text}年"])  # 今|明两年

    def _century(self, value: int, text: str) -> int:
        """Choose the century of a year of two digits: the latest that is not far ahead of the page.

        Two digits in a row (七八年) are a span of years as well: they must lie close to the page to be a year.
        """
        now = self.context.published.year if self.context.published else 2000 + (value if value <= 30 else -1)
        year = now // 100 * 100 + value
        if year > now + _FAR_AHEAD:
            year -= 100
        in_a_row = approximate(text + "千") is not None
        if in_a_row and now - year > _SPAN and not self.get("month", "quarter", "half", "yearpart"):
            raise ValueError(f"{text}年 may be a span of years")
        return year

    def _dated(self, of_year: Callable[[int], Interval], slack: int = NEAR, year: int | None = None) -> Interval:
        """Read the expression in the year that it prints, else in `year`, else in the one that is meant."""
        printed = self._year()
        if printed is None:
            printed = year
        return of_year(printed) if printed is not None else self.unprinted.read(of_year, slack)
