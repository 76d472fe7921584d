"""Normalise, date: the year or month that an expression does not print.

The year is that of the date before it in the sentence, where that one governs it; else the one that lies nearest to the
publication date, which is behind unless the words of the clause look ahead. Where no publication date is known,
nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property

from newsextract import intervals
from newsextract.compiled import compiled
from newsextract.context import Context
from newsextract.find import Match
from newsextract.intervals import Interval
from newsextract.order import Order
from newsextract.tense import (
    BY_THEN,
    Before,
    Said,
    completes,
    is_just_over,
    is_planned_for,
    is_so_far,
    looks_ahead,
    tells_of_last_year,
    years_after,
    years_ago,
)

NEAR = 183
"""Days: nearer ahead than behind; a date of last year would say so."""

_JANUARY = ("1", "01", "一", "元")
_THAN = ("比", "较")
_WINTER = 10  # the month after which a year has its winter
# 元月一日起收费, 10月1日起施行: what begins then is told shortly before or after.
_FROM_THEN_ON = compiled(r"起(?!码|点|来|伏|飞|降|草|诉|火|床)")
_BEGUN = compiled(
    r"[^，。；]{0,3}(?:动工|开工|奠基|启动|开建|破土|立项|签约)[^，。；]{0,4}的(?!\p{Han}{2,8}(?:项目|工程)?，)"
)
_MEANT_FOR = compiled(r"(?:所?需|[要使]?用|需要)的")
_FAR = 80  # characters from 1998年 to 次年5月
_BUILT = 3  # years that a work that is being finished may have been begun before
_SOON = 15  # a day of this year so near ahead is meant, whatever the words
_THESE_DAYS = compiled(r"[，；](?:而|但|到)?(?:本[届次]|如今|目前|眼下|这次)")
_PERIOD = compiled(r"[^。！？\n]{1,60}；(?:至|到)?")  # 1月1日，延长营业一小时；|2日照常
_LIMB = compiled(r"[^。！？\n]*；")
_LEAP = 2000  # a year that has every day
_DECEMBER = 12
_NEXT_YEAR = 45  # days to a day of next year that is told without its year
_COMING = 31  # days ahead that a day of January is told in a paper of December
_LATER_MONTH = compiled(r"(?<![\d、—-])(?:[2-9]|1[01]|[二三四五六七八九十]|十一)月")
_GREW = compiled(
    r"(?![^，。；\d]{0,10}(?:要|力争|确保|计划|预计|将|目标|争取))[^，。；\d]{0,6}(?:增长|下降|增幅|降幅|上涨|下跌|回落|完成|实现)[^，。；\d]{0,6}\d"
)
_FRESH = 3  # days that news is old, at most, whatever year stands before it
_FEAST = 92  # a feast so near ahead is the one that is meant, whatever the words
_LATE = 60  # a deadline so shortly behind is meant, too; and a date so fresh is news of this year


class UnknownPublicationError(Exception):
    """The words need a publication date, and none is known."""


class Unprinted:
    """Chooses the year or month of one match, from what was said before it and what its clause says."""

    def __init__(self, match: Match, context: Context, before: Before, order: Order, part: int | None) -> None:
        """`before` holds the dates that the page named before the match, `order` all of them; `part` is the year of its
        part of a report.
        """
        self.match, self.context, self.before, self.order, self.part = match, context, before, order, part
        self.governing = before.said if before.said is not None and self._in_sentence(before.said) else None

    @property
    def published(self) -> date:
        """The publication date; raises UnknownPublicationError where there is none."""
        if self.context.published is None:
            raise UnknownPublicationError
        return self.context.published

    def day(self, number: int) -> Interval:
        """A day without its month: of the date before it in the sentence, else of the month that puts it nearest.

        Raises ValueError where no month has it.
        """
        last = self.before.day
        if (
            last is not None
            and (self._in_sentence(last) or _PERIOD.fullmatch(self.context.page.text, last.end, self.match.start))
            and last.start.day < number <= intervals.month_end(last.start.year, last.start.month)
        ):
            return intervals.day(last.start.year, last.start.month, number)
        now = self.published
        month_before = intervals.add_months(now, -1)
        try:
            this = intervals.day(now.year, now.month, number)
        except ValueError:
            return intervals.day(month_before.year, month_before.month, number)
        if last is not None and last.start > now and self.match.start - last.end <= _FAR:
            told = last.start + timedelta(days=number - last.start.day)
            if now < told and told.month == last.start.month and told - now < abs(this.start - now):
                # 1月4日上班。2日起, printed on 30 December
                return intervals.day(told.year, told.month, number)
        ahead = this.start - now
        if number > intervals.month_end(month_before.year, month_before.month) or ahead.days <= _SOON // 3:
            return this
        behind = intervals.day(month_before.year, month_before.month, number)
        return behind if now - behind.start < ahead and not looks_ahead(self.match, self.context)[0] else this

    def month_told(self) -> date:
        """The month that 上月 is counted from: the one that its sentence tells of where it compares, else that of the
        paper: 1月份居民消费价格上涨1.2%，涨幅比|上月|回落.
        """
        told, at = self.before.month, self.match.start
        if told is not None and self.context.page.text[at - 1 : at] in _THAN and self._in_sentence(told):
            return told.start
        return self.published

    def read(self, of_year: Callable[[int], Interval], slack: int) -> Interval:
        """Read the expression in its year: `of_year` gives its days in a year, or raises ValueError.

        A day of this year up to `slack` days ahead is that of this year, where its clause does not look back.
        """
        counted = years_after(self.match, self.context)
        if counted is not None:
            said = self.before.said
            if said is not None and self.match.start - said.end <= _FAR:
                return of_year(said.year + counted)
            if counted:
                raise ValueError("is of the year after one that nothing near it says")
        ago = years_ago(self.match, self.context)
        if ago is not None:
            return of_year(self.published.year - ago)
        inherited = self._inherited(of_year)
        if inherited is not None and self.context.published is None:
            return inherited
        if self.context.published is None:
            of_year(_LEAP)  # 13月5日 and 2月30日 are days of no year
        now = self.published
        try:
            this = of_year(now.year)
        except ValueError:  # 29 February of the year before, or no day at all
            return of_year(now.year - 1)
        ahead, behind = looks_ahead(self.match, self.context)
        if inherited is not None and self._is_of_other_years(inherited, this):
            inherited = None
        if not ahead and not self._completes_what_was_begun:
            between = self.order.between(self.match, self.before, of_year)
            if between is not None:
                return between
        if inherited is None and not ahead and (then := self._in_period(of_year, this)) is not None:
            return then
        if (
            inherited is not None
            and now.year - _BUILT <= inherited.end.year
            and inherited.end < now < this.start
            and completes(self.match, self.context)
        ):
            return this  # 去年8月动工，设备正在安装，10月投产
        if inherited is not None and inherited.start.year > now.year and self._is_fresh(this):
            return this  # …研究2026年工作　新华社北京12月8日电, printed on that day
        if inherited is not None and not (ahead and inherited.end < now):
            soon = now + timedelta(days=_SOON)
            known = (
                this.end if self.match.get("quarter", "half") else this.start
            )  # what is longer is news when it is over
            news = now - timedelta(days=_LATE) <= this.end and known <= soon
            if not news or self._same_clause() or inherited.start.year > now.year or self._follows_a_day(this):
                return inherited
        if not ahead and not completes(self.match, self.context):
            if (in_row := self.order.in_row(self.match, self.before, of_year)) is not None:
                return in_row
            if self.part is None and self.order.leads_to_last_year(self.match, self.before):
                return of_year(now.year - 1)
        if self.part is not None:
            return of_year(self.part)
        if not behind and self._is_just_ahead(this) and not self._tells_in_order():
            return of_year(now.year + 1)
        if not ahead and _GREW.match(self.context.page.text, self.match.end) and self._is_too_new(this):
            return of_year(now.year - 1)
        if self.match.get("since") and this.start > now:
            return of_year(now.year - 1)  # 8月以来, said in January
        if self.match.get("yearpart") or self.match.groups.get("whole"):
            over = not ahead and tells_of_last_year(self.match, self.context, self.before.told, now)
            return of_year(now.year - 1) if over else this
        if ahead and is_just_over(self.match, this, self.context):
            return this
        if ahead:
            return of_year(now.year + 1) if this.end < now - timedelta(days=_LATE) else this
        if _FROM_THEN_ON.match(self.context.page.text, self.match.end):
            return self._nearest(this, of_year)
        if self.match.get("feast", "numberfeast", "lunarfeast") and now - this.end > timedelta(days=NEAR):
            later = of_year(now.year + 1)
            return later if later.start - now <= timedelta(days=_FEAST) else this
        # what is counted from January on is over when it is told
        known, slack = (self._told_at(this), _SOON) if self._from_january() else (this.start, slack)
        if known > now + timedelta(days=_FEAST) and not completes(self.match, self.context):
            behind = behind or tells_of_last_year(self.match, self.context, self.before.told, now)
        if known <= now + timedelta(days=_SOON if behind else slack):
            return this
        follows = self._after_one_ahead(this) or (not behind and self._after_one_of(now.year, this))
        return this if follows or completes(self.match, self.context) else of_year(now.year - 1)

    def _in_period(self, of_year: Callable[[int], Interval], this: Interval) -> Interval | None:
        """The expression in the past year that the limb before it printed, where it goes on from there and would lie
        well ahead in this one: 1994年5月7日借款到期；|11月20日|银行起诉, said in 1995.
        """
        told = self.before.told
        if told is None or told.whole or this.start <= self.published + timedelta(days=_SOON):
            return None
        right_behind = _LIMB.fullmatch(self.context.page.text, told.end, self.match.start)
        if right_behind is None or told.year >= self.published.year:
            return None
        then = of_year(told.year)
        return then if then.start >= told.start else None

    def _is_of_other_years(self, inherited: Interval, this: Interval) -> bool:
        """Whether the year said before the date does not govern it, though it stands in its sentence."""
        now = self.published
        if inherited.start.year > now.year + 1 and not self._same_clause():
            return True  # 2000年利税要翻两番，下半年拿60万元更新锅炉, said in 1991
        if inherited.end.year < now.year and self._turns_to_these_days():
            return True  # 2017年首次设立，本届从2月20日开始
        if inherited.start > now + timedelta(days=_SOON) and BY_THEN.match(self.context.page.text, self.match.end):
            return True  # 去年11月至今年2月的冬训，12月31日以前已办班八期
        late = inherited.start > now or (inherited.end < this.start and now - this.end <= timedelta(days=_LATE))
        return late and self._is_so_far()  # 明年的十件实事…，截至11月23日收到建议1350条

    def _nearest(self, this: Interval, of_year: Callable[[int], Interval]) -> Interval:
        """The expression in the year whose first day of it lies nearest to the publication date."""
        now = self.published
        try:
            other = of_year(now.year + 1 if this.start < now else now.year - 1)
        except ValueError:  # 29 February
            return this
        if other.start > now + timedelta(days=_NEXT_YEAR):
            return this  # who means 3月 of next year says so
        return min(this, other, key=lambda it: abs(it.start - now))

    def _is_just_ahead(self, this: Interval) -> bool:
        """Whether a day of January lies some days ahead, in a paper of late December: 1月1日，百货大楼延长营业."""
        now = self.published
        return (
            self.match.get("day", "feast") is not None
            and this.start.month == 1
            and now.month == _DECEMBER
            and this.start.replace(year=now.year + 1) - now <= timedelta(days=_COMING)
        )

    def _tells_in_order(self) -> bool:
        """Whether the paragraph goes on from January to later months, as reviews of a year do."""
        text, end = self.context.page.text, self.match.end
        stop = text.find("\n", end)
        return _LATER_MONTH.search(text, end, stop if stop >= 0 else len(text)) is not None

    def _is_too_new(self, this: Interval) -> bool:
        """Whether a quarter or half that something grew in is not over: then it is that of last year."""
        return self.match.get("quarter", "half", "quarters") is not None and this.end > self.published + timedelta(
            days=_SOON
        )

    def _is_so_far(self) -> bool:
        """Whether 截至 stands before the date, and the year before it is not the one of 截至: 去年截至11月27日."""
        assert self.governing is not None
        return is_so_far(self.match, self.context, self.governing.end + 1)

    def _turns_to_these_days(self) -> bool:
        """Whether the sentence turns to what goes on when the paper is printed, behind the year that it named."""
        assert self.governing is not None
        return _THESE_DAYS.search(self.context.page.text, self.governing.end, self.match.start) is not None

    def _is_fresh(self, this: Interval) -> bool:
        """Whether the days of this year are one day, and the news of the paper."""
        return this.start == this.end and timedelta(0) <= self.published - this.end <= timedelta(days=_FRESH)

    def _told_at(self, this: Interval) -> date:
        """The day that a stretch from January on is told at: its last, or now where more of it is over than is left:
        1—3月租金全免 said in February.
        """
        return self.published if this.start + (this.end - this.start) / 2 <= self.published <= this.end else this.end

    def _after_one_ahead(self, this: Interval) -> bool:
        """Whether the sentence named a day ahead that this one follows: 计划5月动工，10月完工."""
        last = self.before.ahead
        return last is not None and last.start < this.start and self._in_sentence(last)

    def _follows_a_day(self, this: Interval) -> bool:
        """Whether its sentence named a day and this year's is ahead: 去年8月2日落户，9月20日动工."""
        return this.start > self.published and self.governing is not None and not self.governing.whole

    def _after_one_of(self, year: int, this: Interval) -> bool:
        """Whether the sentence named an earlier day of this year: 2月7日合龙，全线9月底通车; or a list of its works."""
        if is_planned_for(self.match, self.context, self.before.told, self.published):
            return True
        last = self.before.day
        return last is not None and last.start.year == year and last.start < this.start and self._in_sentence(last)

    def _in_sentence(self, said: Said) -> bool:
        page = self.context.page
        if said.sentence != page.sentence(self.match.start)[0]:
            return False
        turns = (
            *page.turns,
            *(cell.start for row in page.rows for cell in row.cells),
        )  # another headline, another cell
        return not any(said.end <= turn <= self.match.start for turn in turns)

    def _from_january(self) -> bool:
        return self.match.get("quarters", "months") is not None or (
            self.match.get("to_month") is not None
            and self.match.get("day", "to_day") is None
            and self.match.get("month") in _JANUARY
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
        if _MEANT_FOR.match(self.context.page.text, self.governing.end):
            return None  # 明年春节用的粮食，年底前入仓
        if self._completes_what_was_begun:
            return None
        return it if it.end >= self.governing.start else None

    @cached_property
    def _completes_what_was_begun(self) -> bool:
        """Whether the year before it began what the date completes: 去年动工的大桥|9月|通车."""
        begun = self.governing is not None and _BEGUN.match(self.context.page.text, self.governing.end) is not None
        return begun and completes(self.match, self.context, any_time=True)

    def _same_clause(self) -> bool:
        """Whether no comma parts the date from the one before it: 2013年3月签约、6月动工."""
        assert self.governing is not None
        between = self.context.page.text[self.governing.end : self.match.start]
        return not any(mark in between for mark in "，,：（）")
