"""Normalise, date: what the order of the telling says of a date that prints no year.

Papers tell what happened in the order in which it happened, and print a year where it turns, so that a date without one
lies between its neighbours: 1997年4月发现，|6月3日|报案，次年被抓获.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from newsextract.compiled import compiled
from newsextract.context import Context
from newsextract.find import Match
from newsextract.intervals import Interval
from newsextract.marks import NEWS
from newsextract.numerals import parse_number
from newsextract.tense import AHEAD, Before, Said, is_compared, is_so_far, looks_ahead

_CHRONICLE = compiled(
    r"(?:^|\n)(?<year>(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})年[^，。；\n]{0,10}(?:大事记|纪事|记事|大事)\n"
)
_PERIOD_END = compiled(r"[。！？\n]")
# What is not told by an entry of a chronicle, so near behind its date.
_NEAR_IT = 14  # characters
_HOPED = compiled(r"就[能可会]|(?<![许认不无])可(?!惜|是)|将|[要应须](?!求)|后，|期限|预计|力争|争取|有望")
# A date that opens a sentence, with what it may stand behind: ●一九五七年十月.
_ENTRY = compiled(r"[\s●○■□◆◇▲△★☆▶◎※“（(]*[\d〇零一二三四五六七八九十廿卅元年月日号旬初底末中上下半至到—－~-]+")
_ENTRIES = 400  # characters from one entry of a chronicle to the next that names a date
_REACH = 240  # characters that a chain of dates is followed over, so that cost stays linear
_ROW = 24  # dates of a row; what goes on for longer is none
_BEHIND = 20  # characters behind a date that say what came of it
_HALVES = {"上": 1, "下": 7}
_WINTER = 183  # days ahead at which the year before is nearer
# What turns a telling to the days of the paper, or to what is planned.
_TURNS = compiled(rf"目前|眼下|如今|现在|日前|近日|最近|{NEWS}|据悉|[今本]年")
_DONE = compiled(r"[了过]|已|曾|首次|第一次|恢复|停工|停产|增长|下降|增速|涨|跌|回升|回落")


class Next(NamedTuple):
    """A later date: its year, if it names one, and its first month, if it names one."""

    year: int | None
    month: int | None
    match: Match


class Order:
    """The dates of a page in the order in which they are told."""

    def __init__(self, matches: Sequence[Match], context: Context) -> None:
        """Take the matches of a page in its order."""
        self._context, self._text = context, context.page.text
        self._matches = matches
        self._nth = {match.start: n for n, match in enumerate(matches)}
        self._seen: dict[int, Next | None] = {}

    def between(self, match: Match, before: Before, of_year: Callable[[int], Interval]) -> Interval | None:
        """The expression in the one year that puts it between a year told before it and the next one that is printed.

        The year before it must stand in the same period: 1981年6月转产，|全年|收入38.6万元，1982年翻了两番.
        """
        told, now = before.told, self._context.published
        if (year := self._chronicled(match)) is not None:
            return next(_read(of_year, year, year), None)
        if told is None:
            return None
        listed = not self._is_near(told.end, match.start)
        if listed and not self._is_entry_after(told, match):
            return None
        after = next((it for it in self._later(match, over=listed) if it.year is not None), None)
        if listed and (after is None or not self._opens(after.match)):
            return self._last_entry(told, of_year)
        if after is None or after.year is None or after.year < told.year:
            return None
        if (told.whole and after.month is None) or is_so_far(match, self._context):
            return None  # 超去年总量，截至11月27日，今年
        last = date(after.year, after.month or 1, 28)
        if now is not None and last > now:
            return None
        until = after.year if after.month is not None else told.year
        fitting = [it for it in _read(of_year, told.year, until) if told.start <= it.end and it.start <= last]
        if told.whole and len(fitting) > 1:
            return None  # 去年建成的分厂，5月满产，今年10月扩建
        return fitting[0] if fitting else None

    def _chronicled(self, match: Match) -> int | None:
        """The year of the chronicle that a date opens an entry of: 一九八六年云渡县大事记 …三月五日 电视台动工."""
        head = next((head for head in reversed(self._chronicles) if head[0] <= match.start), None)
        if head is None or not self._opens(match):
            return None
        parted = any(head[0] <= start <= match.start for start in self._context.page.head_starts)
        return None if parted else head[1]

    @cached_property
    def _chronicles(self) -> list[tuple[int, int]]:
        """Where the headlines of chronicles of a year end, with their years."""
        hits = ((hit.end(), parse_number(hit["year"])) for hit in _CHRONICLE.finditer(self._text))
        return [(end, int(year)) for end, year in hits if year is not None]

    def _is_entry_after(self, told: Said, match: Match) -> bool:
        """Whether both dates open their sentences under one headline, as those of a chronicle do."""
        if told.whole or match.start - told.end > _ENTRIES or not self._opens(match):
            return False
        opened = _ENTRY.fullmatch(self._text, told.sentence, told.end) is not None
        right = self._context.page.sentence(match.start)[1]
        if _HOPED.search(self._text, match.end, min(right, match.end + _NEAR_IT)):
            return False  # 2012年6月，大桥开工。10月1日，市民就能走上新桥
        return opened and not any(told.end <= turn <= match.start for turn in self._context.page.turns)

    def _opens(self, match: Match) -> bool:
        """Whether a date opens its sentence, and no 将 or 计划 follows."""
        start = self._context.page.sentence(match.start)[0]
        return _ENTRY.fullmatch(self._text, start, match.end) is not None and not looks_ahead(match, self._context)[0]

    def _last_entry(self, told: Said, of_year: Callable[[int], Interval]) -> Interval | None:
        """The date in the past year of the entry before it, where it would lie ahead in the year of the paper."""
        now = self._context.published
        if now is None or told.year >= now.year:
            return None
        this_year = next(_read(of_year, now.year, now.year), None)
        if this_year is None or this_year.start <= now:
            return None
        return next((it for it in _read(of_year, told.year, told.year) if told.start <= it.start), None)

    def in_row(self, match: Match, before: Before, of_year: Callable[[int], Interval]) -> Interval | None:
        """The expression in the past year of the date without a year before it, where it goes on from that one."""
        last, now = before.bare, self._context.published
        if last is None or now is None or last.year >= now.year or not self._is_near(last.end, match.start):
            return None
        if before.said is not None and last.end < before.said.end:
            return None  # a year was printed since
        if _TURNS.search(self._text, last.end, match.start):
            return None
        whole = match.get("whole") is not None
        goes_on = (it for it in _read(of_year, last.year, last.year) if last.start <= (it.end if whole else it.start))
        return next(goes_on, None)

    def leads_to_last_year(self, match: Match, before: Before) -> bool:
        """Whether a row of months that the date begins ends in last year, in a period that tells what has been:
        3月停工的小厂，6月起陆续恢复；12月30日账目轧平, printed in January.
        """
        now, at = self._context.published, _month_of(match)
        if now is None or at is None or is_so_far(match, self._context):
            return False
        told_before = self._told_last_year(before, match, now)
        end = match.end
        for it in islice(self._later(match), _ROW):
            if it.year is not None:
                over = it.year == now.year and it.month is not None and at > it.month
                return over and told_before and not self._looks_ahead(match, it.match.start)
            if it.month is None:
                continue
            if it.month < at or _TURNS.search(self._text, end, it.match.start):
                return False
            at, end = it.month, it.match.end
            first = date(now.year, at, 1)
            over = it.match.get("since") is not None and first > now
            if over or (first - now).days > _WINTER:
                over = over or (told_before and self._is_told(match, min(len(self._text), end + _BEHIND)))
                if over:
                    return not self._looks_ahead(match, end)
        return False

    def _told_last_year(self, before: Before, match: Match, now: date) -> bool:
        told = before.told
        return told is not None and told.year == now.year - 1 and "\n" not in self._text[told.end : match.start]

    def _is_told(self, match: Match, end: int) -> bool:
        """Whether the words from a match's sentence on say that it is over."""
        return _DONE.search(self._text, self._context.page.sentence(match.start)[0], end) is not None

    def _looks_ahead(self, match: Match, end: int) -> bool:
        """Whether any words from a match's sentence on say that it lies ahead."""
        start = self._context.page.sentence(match.start)[0]
        ahead = self._context.room.compile(AHEAD).search(self._text, start, end)
        return ahead is not None or looks_ahead(match, self._context)[0]

    def _is_near(self, left: int, right: int) -> bool:
        """Whether one period holds both places, and no headline parts them."""
        if right - left > _REACH or _PERIOD_END.search(self._text, left, right):
            return False
        return not any(left <= turn <= right for turn in self._context.page.turns)

    def _later(self, match: Match, *, over: bool = False) -> Iterator[Next]:
        """The dates behind a match in its paragraph, or ``over`` its end, without those that are there to compare."""
        end = -1 if over else self._text.find("\n", match.end, match.end + _REACH)
        end = end if end >= 0 else match.end + _REACH
        for n in range(self._nth[match.start] + 1, len(self._matches)):
            if self._matches[n].start >= end:
                return
            if (it := self._at(n)) is not None:
                yield it

    def _at(self, n: int) -> Next | None:
        """What the n-th date is to those before it; every one of them may ask."""
        if n not in self._seen:
            it, context = self._matches[n], self._context
            apart = is_compared(it, context) or (it.get("since") and it.get("year", "relyear"))
            self._seen[n] = None if apart else Next(_year_of(it, context, context.published), _month_of(it), it)
        return self._seen[n]


def _read(of_year: Callable[[int], Interval], first: int, last: int) -> Iterator[Interval]:
    for year in range(first, last + 1):
        try:
            yield of_year(year)
        except ValueError:  # 29 February
            continue


def _year_of(match: Match, context: Context, now: date | None) -> int | None:
    if (text := match.get("relyear")) is not None and now is not None:
        shift = context.room.words["relyear"].get(text)
        return now.year + int(shift) if shift is not None else None
    text = match.get("year")
    number = parse_number(text.replace(" ", "")) if text is not None else None
    return int(number) if number is not None and number > 1000 else None


def _month_of(match: Match) -> int | None:
    """The first month of a date, where it names one."""
    get = match.get
    if (text := get("month")) is not None:
        number = 1 if text == "元" else parse_number(text.replace(" ", ""))
        return int(number) if number is not None and 1 <= number <= 12 else None
    if (text := get("quarter")) is not None:
        number = 1 if text == "首" else parse_number(text)
        return int(number) * 3 - 2 if number is not None and 1 <= number <= 4 else None
    if (text := get("quarters")) is not None:
        number = parse_number(text)
        return int(number) * 3 if number is not None and 1 <= number <= 4 else None
    if (text := get("half")) is not None:
        return _HALVES.get(text)
    return 12 if get("yearpart") == "年底" else None
