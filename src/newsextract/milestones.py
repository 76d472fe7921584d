"""When a project got as far as a sentence says: which of its dates a milestone was, or is to be, reached at.

A date is that of the verb behind it, unless another verb has used it; 同日 is the day that the article named before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

from newsextract.mentions import Mention
from newsextract.records import Date
from newsextract.sentence import NEAR, Sentence

_MONTH = 31  # days
_WEEKEND = 2  # days from the first to the last on which a thing is done
_YEAR = 366  # days; a longer time is none that something is reached in, unless right before its verb
_FAR = 300  # characters between a day and the 同日 that means it
_LISTS = ("的项目", "的工程", "的有", "的重点", "的重大")  # 5月，已开工的项目有…
_MARKS = frozenset("、和及与")  # between the dates that are dealt out
_SEASONS, _LAST = frozenset(("quarter", "half_year")), 31  # days before its end a season still lies ahead


class Milestones:
    """Finds the dates of a sentence's milestones."""

    def __init__(self, sentence: Sentence) -> None:
        """Take the sentence."""
        self.sentence = sentence

    def date_for(self, done: int, start: int, owners: list[Mention]) -> Date | None:
        """The date that a milestone is reached at: the last one before it that no other milestone has used."""
        which = self.sentence.phrase("which")
        dates = [
            d
            for d in self.sentence.dates
            if done <= d[0] and d[1] <= start and not which.match(self.sentence.text, d[1])
        ]
        if self.sentence.phrase("same_day").search(self.sentence.text, self.sentence.left, start):
            return self.day_before(start)
        if not dates:
            return None
        s, e, record = dates[-1]
        assert isinstance(record, Date)
        clock = self.sentence.phrase("clock").match(self.sentence.text, e, start)
        between = self.sentence.text[clock.end() if clock else e : start]
        if owners and (
            self._is_of_the_one_before(s, e, owners[0]) or self.sentence.phrase("heads_list").search(between)
        ):
            return None
        if self.sentence.phrase("once_agreed").match(self.sentence.text, e, start):
            return None  # 去年签约的项目举行了投产典礼
        if len(between) > 12 and not (owners and s < owners[0].start and not self._other_between(owners, e, start)):
            return None
        if record.start is None or record.end is None or self.sentence.phrase("seen").search(between):
            return None
        if record.precision == "day" and (record.end - record.start).days > _WEEKEND:
            return None  # 12月20日至1月5日免费开放
        if len(between) > 12 and (record.end - record.start).days > (_MONTH if "其中" in between else _YEAR):
            return None  # 今年我市计划建房20万平方米，其中阳光家园已竣工
        if self.sentence.text.endswith(("以来", "至今"), s, e) or self.sentence.phrase("until").search(
            self.sentence.text[self.sentence.left : s]
        ):
            return None
        return record

    def _is_of_the_one_before(self, left: int, right: int, owner: Mention) -> bool:
        """Whether a date is told of another work before it in its clause: 甲大厦|7月|封顶，乙大厦竣工."""
        begin = self.sentence.clause_left(left)
        others = (m for m in self.sentence.mentions if begin <= m.start and m.end <= left and m.record != owner.record)
        if owner.start < right or not any(others):
            return False
        return "，" in self.sentence.text[right + 1 : owner.start]

    def corrected_date(self, dated: Date | None, before: str, end: int, *, expected: bool) -> Date | None:
        """The date of a milestone by what stands round its word, if it is one of it at all."""
        if self.sentence.phrase("once").search(before):  # 原定5月通车，现推迟至8月
            return self._moved_to(end)
        if before.endswith(("正在", "还在", "仍在", "尚在")):
            return None  # 2018年…工程，目前正在|收尾
        if self.sentence.phrase("when_asked").search(before):
            return None  # 昨日签订协议，何时|动工尚待批复
        of_a_day = dated is not None and dated.precision == "day"
        if of_a_day and self.sentence.phrase("anniversary").match(self.sentence.text, end):
            return None  # 昨天，…通车一周年
        of_a_name = self.sentence.text.startswith("的", end) and not self.sentence.text.startswith(_LISTS, end)
        if of_a_name and self.sentence.phrase("newly").search(before):
            again = self.sentence.phrase("milestone_last").match(self.sentence.text, end, self.sentence.right)
            return dated if again else None  # 9月20日，刚刚落成的少年宫迎来首批学员; but 新建成的大桥通车
        return self._scene_day(before) if dated is None and not expected else dated

    def dealt(self, owners: list[Mention], last: Date) -> Iterator[tuple[Mention, Date]]:
        """Each owner with its date: the one that they share, or its own of so many that end in it."""
        at = next((n for n, (_, _, record) in enumerate(self.sentence.dates) if record is last), 0)
        run = self.sentence.dates[at : at + 1]
        for before in reversed(self.sentence.dates[:at]):
            if len(owners) < 2 or self.sentence.text[before[1] : run[0][0]] not in _MARKS:
                break
            run.insert(0, before)
        for after in self.sentence.dates[at + 1 :]:  # 竣工日期分别定在|5月底、6月中旬和8月10日
            if len(owners) < 2 or self.sentence.text[run[-1][1] : after[0]] not in _MARKS:
                break
            run.append(after)
        if len(run) < 2:  # 同日 is of another sentence
            yield from ((owner, last) for owner in owners)
        elif len(run) == len(owners) and self.sentence.phrase("dealt").search(
            self.sentence.text, self.sentence.left, run[0][0]
        ):
            days = [record for _, _, record in run if isinstance(record, Date) and record.start and record.end]
            if len(days) == len(owners):  # or a day without its year would push the others on to the wrong works
                yield from zip(owners, days, strict=True)

    def date_behind(self, at: int) -> Date | None:
        """The date right behind 开工时间定在."""
        text = self.sentence.text
        behind = (r for s, _, r in self.sentence.dates if 0 <= s - at <= 1 and not text[at:s].strip())
        return next((r for r in behind if isinstance(r, Date) and r.start is not None and r.end is not None), None)

    def _moved_to(self, at: int) -> Date | None:
        """The date that a milestone was put off to, where the sentence says one and no other verb for it."""
        for start, end, record in self.sentence.dates:
            if at <= start and self.sentence.phrase("moved").search(self.sentence.text, at, start):
                again = self.sentence.phrase("milestoned").match(self.sentence.text, end)
                return None if again or record.start is None or record.end is None else record
        return None

    def day_before(self, at: int, far: int = _FAR) -> Date | None:
        """The day that 同日 is: the last one that the article names before it, not far away."""
        return next((day for _, day in self._days_before(at, far)), None)

    def _days_before(self, at: int, far: int) -> Iterator[tuple[int, Date]]:
        """The days that the page names not further than so before ``at``, the last one first, and where each ends."""
        for n in range(bisect_left(self.sentence.values, at, key=itemgetter(0)) - 1, -1, -1):
            start, end, record = self.sentence.values[n]
            if start < at - far:
                return
            if isinstance(record, Date) and record.precision == "day" and record.start is not None:
                yield end, record

    def _scene_day(self, before: str) -> Date | None:
        """The day of the scene that the sentence before tells, and nothing else: 2月20日，春雨微凉。甲、乙集中开工."""
        if self.sentence.phrase("reached").search(before) or self.sentence.left == 0:
            return None
        left, right = self.sentence.page.sentence(self.sentence.left - 1)
        end, day = next(self._days_before(self.sentence.left, self.sentence.left - left), (left, None))
        if day is None or any(left <= m.start < right for m in self.sentence.recent):
            return None
        return day if self.sentence.phrase("scene").fullmatch(self.sentence.text, end, right) else None

    def _other_between(self, owners: list[Mention], left: int, right: int) -> bool:
        mine = {m.record for m in owners}  # …靠上五号泊位，宣告|这个泊位|投产
        return any(left <= m.start < right and m.record not in mine for m in self.sentence.mentions)

    def ahead(self, dated: Date | None, last: str) -> bool:
        """Whether a date lies ahead; one that is running does where it is a deadline, or the work still goes on: by the
        ``last`` stage that was told.
        """
        if dated is None or dated.start is None or dated.end is None or self.sentence.published is None:
            return False
        if dated.start > self.sentence.published or dated.end <= self.sentence.published:
            return dated.start > self.sentence.published
        end = next(e for _, e, record in self.sentence.dates if record is dated)
        early = dated.precision in _SEASONS and (dated.end - self.sentence.published).days > _LAST
        early = early or (dated.precision == "month" and last == "under_construction")
        return last == "planned" or early or bool(self.sentence.phrase("deadline").match(self.sentence.text, end))

    def past(self, dated: Date | None) -> bool:
        """Whether a day is over: 4月投入运营后 tells in June what is reached."""
        return (
            dated is not None
            and dated.end is not None
            and self.sentence.published is not None
            and dated.end < self.sentence.published
        )

    def is_close(self, dated: Date, start: int) -> bool:
        """Whether a date stands right before a word."""
        return any(record is dated and start - e <= NEAR for _, e, record in self.sentence.dates)


def days(record: Date) -> str:
    """Write the days of a date that is known: 2020-09-01/2020-09-30."""
    assert record.start is not None
    assert record.end is not None
    return f"{record.start.isoformat()}/{record.end.isoformat()}"
