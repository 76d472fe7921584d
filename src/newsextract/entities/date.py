"""Stage 6, date: matches → calendar days. Rules and examples: patterns/date.toml.

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
from newsextract.intervals import Interval
from newsextract.numerals import approximate, parse_number
from newsextract.tense import Before, Said, completes, is_just_over, looks_ahead, tells_of_last_year

_WEEKDAYS = "一二三四五六日"
_JANUARY = ("1", "01", "一", "元")
_WINTER = 10  # the month after which a year has its winter
_SPAN = 3  # 七八年 is 1978 in the papers of those years, and seven or eight years later on
_COMING, _DECADES = (
    compiled(r"(?:到|至|进入|跨入|步入|迈向|面向|迎接)$"),
    15,
)  # years to a decade that is looked forward to
_SO_FAR = compiled(r"截[至止](?:到|至|于)?\s?$")
_SOON = 15  # a day of this year so near ahead is meant, whatever the words
_FEAST = 92  # a feast so near ahead is the one that is meant, whatever the words
_NEAR = 183  # nearer ahead than behind: a date of last year would say so
_LATE = 60  # a deadline so shortly behind is meant, too; and a date so fresh is news of this year


def _one(day: date) -> Interval:
    return Interval(day, day, "day")


class UnknownPublicationError(Exception):
    """The words need a publication date, and none is known."""


def normalise(matches: Iterable[Match], context: Context) -> Iterator[Outcome]:
    """Read each match, in page order; refuse days that no calendar has."""
    before = Before()
    for match in matches:
        reader = _Reader(match, context, before)
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
        yield Reading(match, match.start, match.end, _fields(interval))
        before = before.then(match, interval, context)


def _fields(interval: Interval) -> Fields:
    return {"start": interval.start, "end": interval.end, "precision": interval.precision}


def _unresolved(match: Match) -> Fields:
    finest = next((name for group, name in _FINEST if match.groups.get(group) is not None), "year")
    return {"start": None, "end": None, "precision": finest}


_FINEST = (
    *((group, "day") for group in ("lunarfeast", "lunarday", "term", "nth", "to_day", "day", "relday", "weekday")),
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

    def __init__(self, match: Match, context: Context, before: Before) -> None:
        self.match, self.context, self.before = match, context, before
        self.governing = before.said if before.said is not None and self._in_sentence(before.said) else None
        self.words = context.room.words
        self.get = match.get

    @property
    def published(self) -> date:
        if self.context.published is None:
            raise UnknownPublicationError
        return self.context.published

    def read(self) -> Interval:
        """Give the days of the whole expression."""
        interval = self._range() if self.get("to_day", "to_month", "to_year") else self._point()
        if self.get("since"):
            if interval.start > self.published:
                raise ValueError("以来 of a day that lies ahead")
            return Interval(interval.start, self.published, interval.precision)
        return interval

    def _point(self) -> Interval:
        get = self.get
        if get("plan"):
            return self._plan()
        if get("century", "decade"):
            return self._decade()
        if get("era"):
            return self._era()
        if get("lunarfeast"):
            return self._dated(self._lunar_feast)
        if get("lunarday"):
            return self._dated(self._lunar_day)
        if get("term"):
            return self._dated(lambda y: _one(lunisolar.solar_term(y, self.match.groups["term"])))
        if get("nth"):
            return self._dated(self._nth_weekday)
        if get("relday"):
            it = self.published + timedelta(days=int(self.words["relday"][self.match.groups["relday"]]))
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
            first = intervals.add_months(self.published, shift)
            return self._in_month(first.year, first.month)
        if get("month"):
            return self._dated(lambda y: self._in_month(y, self._number("month", {"元": 1})))
        if get("relquarter"):
            shift = int(self.words["relquarter"][self.match.groups["relquarter"]])
            of = intervals.add_months(self.published, 3 * shift)
            return intervals.quarter(of.year, (of.month + 2) // 3)
        if get("day"):
            return self._day_alone(self._number("day"))
        if get("feast", "numberfeast"):
            table = {**self.words["feast"], **self.words["numberfeast"]}
            month, number = map(int, table[get("feast", "numberfeast") or ""].split("-"))
            return self._dated(lambda y: intervals.day(y, month, number))
        if get("half"):
            return self._dated(lambda y: intervals.half(y, get("half") == "下"), slack=200)
        if get("quarters"):
            return self._dated(lambda y: intervals.quarter(y, 1, self._number("quarters")), slack=200)
        if get("quarter"):
            first_quarter = self._number("quarter", {"首": 1})
            last = self._number("to_quarter") if get("to_quarter") else None
            return self._dated(lambda y: intervals.quarter(y, first_quarter, last), slack=200)
        if get("months"):
            return self._dated(lambda y: intervals.months(y, 1, self._number("months"), "month"))
        part = get("yearpart")
        return self._dated(lambda y: intervals.year(y, self.words["yearpart"][part] if part else None))

    def _in_month(self, year: int, month: int) -> Interval:
        if not 1 <= month <= 12:
            raise ValueError("no such month")
        if self.get("day"):
            return self._day(year, month, self._number("day"))
        part = self.get("part")
        return intervals.month(year, month, self.words["part"][part] if part else None)

    def _day_alone(self, number: int) -> Interval:
        """A day without its month: of the date before it in the sentence, else of the month that puts it nearest."""
        last = self.before.day
        if (
            last is not None
            and self._in_sentence(last)
            and last.start.day < number <= intervals.month_end(last.start.year, last.start.month)
        ):
            return self._day(last.start.year, last.start.month, number)
        now = self.published
        month_before = intervals.add_months(now, -1)
        try:
            this = self._day(now.year, now.month, number)
        except ValueError:
            return self._day(month_before.year, month_before.month, number)
        ahead = this.start - now
        if number > intervals.month_end(month_before.year, month_before.month) or ahead.days <= _SOON // 3:
            return this
        behind = self._day(month_before.year, month_before.month, number)
        return behind if now - behind.start < ahead and not looks_ahead(self.match, self.context)[0] else this

    @staticmethod
    def _day(year: int, month: int, number: int) -> Interval:
        try:
            return intervals.day(year, month, number)
        except ValueError:
            raise ValueError("no such day") from None

    def _range(self) -> Interval:
        get = self.get
        end_year = self._year("to_year", "to_relyear")
        if get("to_day") and not get("month"):
            it = self.published
            if "relmonth" in self.match.groups:
                it = intervals.add_months(it, int(self.words["relmonth"].get(self.match.groups["relmonth"], "0")))
            first = self._day(it.year, it.month, self._number("day"))
            return self._ordered(first, self._day(it.year, it.month, self._number("to_day")))
        if not get("month"):
            start_year = self._year("year", "relyear")
            assert start_year is not None  # a range of years begins with one
            if end_year is not None and end_year < 100:
                end_year += start_year // 100 * 100
            part = get("to_yearpart")
            if get("to_month"):
                last = intervals.month(end_year or start_year, self._number("to_month", {"元": 1}))
                return self._ordered(intervals.year(start_year), last)
            last = intervals.year(end_year or start_year, self.words["yearpart"][part] if part else None)
            return self._ordered(intervals.year(start_year), last)
        to_month = self._number("to_month", {"元": 1}) if get("to_month") else self._number("month", {"元": 1})

        def last_of(year: int) -> Interval:
            if not 1 <= to_month <= 12:
                raise ValueError("no such month")
            if get("to_day"):
                return self._day(year, to_month, self._number("to_day"))
            part = get("to_part")
            return intervals.month(year, to_month, self.words["part"][part] if part else None)

        if end_year is None and not get("to_day", "part") and self._number("month", {"元": 1}) == 1 and to_month > 1:
            return self._dated(lambda y: self._ordered(self._in_month(y, 1), last_of(y)))
        first = self._dated(lambda y: self._in_month(y, self._number("month", {"元": 1})), year=end_year)
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
        month = self._number("month", {"元": 1})
        weekday = _WEEKDAYS.index(self.match.groups["weekday"].replace("天", "日"))
        return intervals.nth_weekday(year, month, self._number("nth"), weekday)

    def _decade(self) -> Interval:
        number = self._number("decade")
        if number < 100:
            century = self.get("century")
            if century is None:
                now = self.published.year
                first = now // 100 * 100 + number
                soon = _COMING.search(self.context.page.text, max(0, self.match.start - 2), self.match.start)
                number = first if first <= now + (_DECADES if soon else 0) else first - 100
            else:
                named = {"上": -1, "上个": -1, "本": 0}.get(century)
                of = self.published.year // 100 + named if named is not None else int(parse_number(century) or 0) - 1
                number += of * 100
        return Interval(date(number, 1, 1), date(number + 9, 12, 31), "period")

    def _era(self) -> Interval:
        year = int(self.words["era"][self.match.groups["era"]]) + self._number("erayear", {"元": 1})
        return self._in_month(year, self._number("month", {"元": 1})) if self.get("month") else intervals.year(year)

    def _in_month_of(self, year: int) -> Interval:
        return self._in_month(year, self._number("month", {"元": 1}))

    @staticmethod
    def _ordered(first: Interval, last: Interval) -> Interval:
        if last.end < first.start:
            raise ValueError("the end lies before the start")
        return first.to(last)

    def _plan(self) -> Interval:
        first = int(self.words["plan"][self.match.groups["plan"]])
        part = self.get("planpart")
        if part:
            return intervals.year(first + 4, "last") if part[0] == "末" else intervals.year(first, "first")
        last = first + 4
        return Interval(date(first, 1, 1), date(last, 12, 31), "period")

    def _number(self, group: str, special: dict[str, int] | None = None) -> int:
        text = self.match.groups[group]
        if special and text in special:
            return special[text]
        number = parse_number(text.replace(" ", ""))
        if number is None:
            raise ValueError(f"{text} is no number")
        return int(number)

    def _year(self, group: str = "year", relative: str = "relyear") -> int | None:
        text = self.get(group)
        if text:
            number = parse_number(text.replace(" ", ""))
            if number is None:
                raise ValueError(f"{text} is no year")
            value = int(number)
            return self._century(value, text) if len(text) == 2 and group == "year" else value
        text = self.get(relative)
        return self.published.year + int(self.words["relyear"][text]) if text else None

    def _century(self, value: int, text: str) -> int:
        """Choose the century of a year of two digits: the latest that is not ahead of the page by more than a year.

        Two digits in a row (七八年) are a span of years as well: they must lie close to the page to be a year.
        """
        now = self.context.published.year if self.context.published else 2000 + (value if value <= 30 else -1)
        year = now // 100 * 100 + value
        if year > now + 1:
            year -= 100
        in_a_row = approximate(text + "千") is not None
        if in_a_row and now - year > _SPAN and not self.get("month", "quarter", "half", "yearpart"):
            raise ValueError(f"{text}年 may be a span of years")
        return year

    def _dated(self, of_year: Callable[[int], Interval], slack: int = _NEAR, year: int | None = None) -> Interval:
        """Choose the year of an expression that may not print it, and read the expression in that year."""
        printed = self._year()
        if printed is None:
            printed = year
        if printed is not None:
            return of_year(printed)
        inherited = self._inherited(of_year)
        if inherited is not None and self.context.published is None:
            return inherited
        now = self.published
        try:
            this = of_year(now.year)
        except ValueError:  # 29 February of the year before, or no day at all
            return of_year(now.year - 1)
        ahead, behind = looks_ahead(self.match, self.context)
        if (
            inherited is not None
            and inherited.start > now
            and _SO_FAR.search(self.context.page.text, max(0, self.match.start - 3), self.match.start)
        ):
            inherited = None  # 明年的十件实事…，截至11月23日收到建议1350条
        if inherited is not None and inherited.end < now < this.start and completes(self.match, self.context):
            return this  # 去年8月动工，设备正在安装，年底投产
        if inherited is not None and not (ahead and inherited.end < now):
            news = now - timedelta(days=_LATE) <= this.end and this.start <= now + timedelta(days=_SOON)
            if self._same_clause() or inherited.start.year > now.year or not news:
                return inherited
        if self.get("yearpart") or self.match.groups.get("whole"):
            over = not ahead and tells_of_last_year(self.match, self.context, self.before.told, now)
            return of_year(now.year - 1) if over else this
        if ahead and is_just_over(self.match, this, self.context):
            return this
        if ahead:
            return of_year(now.year + 1) if this.end < now - timedelta(days=_LATE) else this
        if self.get("feast", "numberfeast", "lunarfeast") and now - this.end > timedelta(days=_NEAR):
            later = of_year(now.year + 1)
            return later if later.start - now <= timedelta(days=_FEAST) else this
        # what is counted from January on is over when it is told
        known, slack = (this.end, _SOON) if self._from_january() else (this.start, slack)
        if known <= now + timedelta(days=_SOON if behind else slack):
            return this
        follows = self._after_one_ahead(this) or (not behind and self._after_one_of(now.year, this))
        return this if follows or completes(self.match, self.context) else of_year(now.year - 1)

    def _after_one_ahead(self, this: Interval) -> bool:
        """Whether the sentence named a day ahead that this one follows: 计划5月动工，10月完工."""
        last = self.before.ahead
        return last is not None and last.start < this.start and self._in_sentence(last)

    def _after_one_of(self, year: int, this: Interval) -> bool:
        """Whether the sentence named an earlier day of this year: 2月7日合龙，全线9月底通车."""
        last = self.before.day
        return last is not None and last.start.year == year and last.start < this.start and self._in_sentence(last)

    def _in_sentence(self, said: Said) -> bool:
        page = self.context.page
        if said.sentence != page.sentence(self.match.start)[0]:
            return False
        return not any(said.end <= turn <= self.match.start for turn in page.turns)  # another headline

    def _from_january(self) -> bool:
        return self.get("quarters", "months") is not None or (
            self.get("to_month") is not None and self.get("day", "to_day") is None and self.get("month") in _JANUARY
        )

    def _inherited(self, of_year: Callable[[int], Interval]) -> Interval | None:
        """The expression in the year of the date before it in the sentence, where it does not lie before that date."""
        if self.governing is None:
            return None
        if self.governing is not self.before.told and not self._same_clause():
            return None  # 比去年降低8%，5月投产: that year was named to compare
        try:
            it = of_year(self.governing.year)
        except ValueError:
            return None
        after = self.context.page.text[self.governing.end : self.governing.end + 1]
        if after == "冬" and it.end.month < _WINTER:
            return None  # 去年冬天奠基，8月投产
        return it if it.end >= self.governing.start else None

    def _same_clause(self) -> bool:
        """Whether no comma parts the date from the one before it: 2013年3月签约、6月动工."""
        assert self.governing is not None
        between = self.context.page.text[self.governing.end : self.match.start]
        return not any(mark in between for mark in "，,：（）")
