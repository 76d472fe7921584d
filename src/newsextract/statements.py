"""What one sentence says of the projects that it names or goes on about: sums, quantities, stages and dates.

The patterns and words that say so are data: ``patterns/facts.toml``. A rule says what it ``reads``: a ``sum`` by what
stands before it, a ``quantity`` with its unit, or a ``stage`` and the date before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import regex

from newsextract.compiled import compiled
from newsextract.find import Page
from newsextract.mentions import Mention, Stretch, listed
from newsextract.records import AnyRecord, Date, Money, Span, plain
from newsextract.rules import Room, Rule

# …的: the thing behind is what the words are said of, over other sizes of it and the verb that makes it.
_OF = compiled(
    r"(?:以上|左右|多)?"
    r"(?:[、，](?=[^，。；的]{0,14}(?:占地|面积|投资|造价|全长|年产|日产|处理|装机|库容|设计|其中|用汇))[^，。；的]{2,28}){0,2}"
    r"(?:进行|建设|兴建|新建|修建|实施|建成|开发|打造|改造|扩建)?的(?=.)"
)
_BUILDS = compiled(
    r"，?(?:在[^，。；]{1,8}|把[^，。；]{1,14})?"
    r"(?:改成|改建成|打造成|建设|兴建|新建|修建|建成|建起|盖起|修起|盖|实施|改造|扩建)了?(?:[^，。；、]{0,8}的)?$"
)
# What a sentence may begin with before it says what it speaks of: who tells it, or when.
_LEAD_IN = compiled(
    r"[“‘”’（ \n]*(?:(?:据(?:悉|了解|介绍|[^，。；：]{2,20}(?:介绍|透露))"
    r"|(?:按照?|根据)(?:计划|规划|设计|合同)|目前|截至目前|同时|此外"
    r"|[^，。；：]{2,20}(?:负责人|经理|[局县镇厂校院]长|主任|书记|董事长)[^，。；：]{0,4}(?:说|表示|介绍|告诉记者))"
    r"[，：]+)?[“‘”’（ \n]*"
)
_COUNTED = compiled(r"等(?:[一几数多]|\d|[二两三四五六七八九十])")
_OTHERS = compiled(r"[，：]\d+[个条座]|[，：](?:全|我)[市县区省]")
_UNTIL = compiled(r"截至[^，。；]{0,8}$")
_FORWARD = compiled(
    r"(?:建设|运营|实施)?(?:了|的|起|并)?(?:[^，。；、]{0,3})"
    r"|的?[^，。；、]{0,8}(?:项目|工程)(?:中，[^，。；]{0,10}最[大多长高]的)?(?:还|主要|分别)?(?:有|是|为|包括)?：?"
)
_PARTIAL = compiled(
    r"(?:首批|第一批|部分|主体|路基|桩基|桥面|桥墩|基础|土建|主塔|大坝|地下室|钢结构|设备安装|外墙|管沟|场平|场地平整|厂房|车间|拆迁|征迁|征地|搬迁)"
    r"(?:工程|施工)?[^，。；]{0,6}$"
)
# What is topped out and is not all of a work.
_TOPPED = compiled(r"(?:主塔|索塔|桥塔|墩柱|冷却塔|烟囱|\d+[号栋幢]楼?)[^，。；]{0,6}封顶$")
_SIZE = compiled(r"[^，。；]{0,4}(?:长|宽|高|跨)[^，。；]{0,10}，")
_SAME_DAY = compiled(r"(?:同[日天]|当[日天])(?:上午|下午)?[^，。；]{0,2}$")
_YEAR = 366  # days; a longer time is none that something is reached in, unless right before its verb
_FAR = 300  # characters between a day and the 同日 that means it
_PUSHED = compiled(r"(?:确保|力争|推动|争取|保障|促进|促使|支持|计划|预计|保证)[^，。；]{0,4}$")
_LATER = frozenset(("started", "topped_out", "completed", "in_operation"))
_LABEL = 24  # characters before a sum that may say what it is
_NEAR = 8  # characters between words and the name that they are said of
_EXPECTED = r"\L<expected>|(?<![先前最])后$"
_REACHED = compiled(r"已|抢在|日前|刚刚?|了$")
_PREPARED = compiled(r"(?:项目|工程)?的?(?:前期|手续|规划|招标|可研|设计|论证|选址)")
_DEADLINE = compiled(r"之?前|以前|内")
_SEASONS, _LAST = frozenset(("quarter", "half_year")), 31  # days before its end a season still lies ahead
_AFTERWARDS = compiled(
    r"(?:通车|投产|投用|运营|使用|达产)?(?:之)?(?:后|前(?!期|列|景|沿|来|往))|以来|还要等|还需|尚需|有待|仍需"
)
_PHASE = compiled(
    r"([一二三四五首]期|[一二三\d]号线|[一二三四五\d][\d—、至号-]*号(?:机组?|炉|窑|车间)|首台机组)(?:工程|项目|厂房|建设)?[^，。；]{0,12}$"
)
_PHASE_NAMED = compiled(r"([一二三四五])期")
_POINTER = (
    r"[该这其此]|\L<pointer>|(?:全部|正式|项目|工程)?(?:建成|投产|达产|竣工|通车|完工|改造|扩建|建设)(?:之?后|于)"
    r"|(?:\d{4}年|[今去前明]年)?\d{1,2}月(?:\d{1,2}日|[底初末])?(?:正式|全面|主体)?(?:开工|动工|奠基|竣工|投产)"
)
_SEVERAL = compiled(
    r"(?:这些|上述|以上|[两二三四五六七八九十几]+[个项条座])[^，。；]{0,6}(?:项目|工程|公路|桥)|[两三]者"
)
_HEAD = 6  # characters of a name's end by which a sentence can go on about it: 抽水蓄能电站
_OTHER_SUBJECT = compiled(
    r"(?:全[市县区省镇国]|[我本][市县区省国]|各[地县区]|[上下]半年|前?[一二三四]季度|[市县区省][委政])"
)


@dataclass(frozen=True, slots=True)
class _Label:
    """What a sum is: the field and the rule that says so; ``shared`` where several projects have one ``each`` (均), or
    so many sums follow, dealt out ``severally`` (分别)."""

    field: str
    rule: str
    shared: Literal["", "each", "severally"]


@dataclass(slots=True)
class Said:
    """A fact in the making; ``at`` orders what is said of one project."""

    mention: Mention
    field: str
    value: str
    evidence: str | Span
    at: int
    rule: str
    phase: bool = False


class Sentence:
    """Reads the facts of one sentence."""

    def __init__(
        self,
        page: Page,
        room: Room,
        stretch: Stretch,
        values: list[tuple[int, int, AnyRecord]],
        published: date | None,
        raw: str,
    ) -> None:
        """Take a sentence with its mentions, the sums and dates of the page, and the page's raw text."""
        self.page, self.room, self.left, self.right = page, room, stretch.left, stretch.right
        self.values = values
        self.published, self.raw, self.mentions = published, raw, stretch.mentions
        inside = [v for v in values if self.left <= v[0] and v[1] <= self.right]
        in_name = [v for v in inside if any(m.start <= v[0] and v[1] <= m.end for m in self.mentions)]
        self.money = [(s, e, r) for s, e, r in inside if isinstance(r, Money)]
        self.dates = [(s, e, r) for s, e, r in inside if isinstance(r, Date) and (s, e, r) not in in_name]
        self.inherited = stretch.topic if self._goes_on(stretch.topic) else []

    def _goes_on(self, topic: list[Mention]) -> bool:
        """Whether the sentence goes on about the topic: by 总投资…, 建成后…, or by the word that its name ends in."""
        lead_in = _LEAD_IN.match(self.page.text, self.left, self.right)
        opening = self.page.text[lead_in.end() if lead_in else self.left : self.right]
        if not topic or _OTHER_SUBJECT.match(opening):
            return False
        if len({mention.record for mention in topic}) > 1:
            return bool(_SEVERAL.match(opening))
        name = topic[-1].name
        if any(opening.startswith(name[-n:]) for n in range(2, min(len(name), _HEAD + 1))):
            return True
        return bool(self.room.compile(_POINTER).match(opening))

    def read(self) -> list[Said]:
        """Give what the sentence says."""
        if not self.mentions and not self.inherited:
            return []
        return [*self._sums(), *self._quantities(), *self._stages()]

    def _group(self, last: Mention) -> list[Mention]:
        """The list that ends with a mention: A、B和C."""
        return listed(self.page, reversed([m for m in self.mentions if m.start <= last.start]))

    def _owners(self, start: int, end: int) -> list[Mention]:
        """The projects that words at ``start`` to ``end`` are said of."""
        text = self.page.text
        behind = _OF.match(text, end, self.right)
        if behind:
            for mention in self.mentions:
                if (
                    behind.end() <= mention.start <= behind.end() + _NEAR
                    and "，" not in text[behind.end() : mention.start]
                ):
                    return [mention]
        for mention in self.mentions:
            if 0 <= mention.start - end <= 20 and _BUILDS.fullmatch(text[end : mention.start]):
                return self._group_from(mention)
        before = self._before(start)
        if before:
            return self._group(before[-1])
        return self.inherited

    def _before(self, at: int) -> list[Mention]:
        """The mentions before ``at``, less those that are an aside there: 公路全长8公里，其中大桥长1里，明年通车."""
        text = self.page.text
        before = [m for m in self.mentions if m.end <= at]
        if len(before) > 1 or self.inherited:
            return [m for m in before if not (text.endswith("其中", 0, m.start) and _SIZE.match(text, m.end, at))]
        return before

    def _sums(self) -> Iterator[Said]:
        n = 0
        while n < len(self.money):
            start, end, record = self.money[n]
            label = self._label(start, end)
            n += 1
            if label is None:
                continue
            if label.shared == "severally":
                run = self._run(n - 1)
                owners = self._dealt(start, run[-1][1], len(run))
                if owners:
                    yield from (_said(o, label, r, s) for o, (s, _, r) in zip(owners, run, strict=True))
                    n += len(run) - 1
                    continue
            owners = self._owners(start, end)
            if record.amount is None or (owners and self._of_many(owners[0], start, end)):
                continue
            if len(owners) == 1 or label.shared == "each":
                yield from (_said(owner, label, record, start) for owner in owners)

    def _label(self, start: int, end: int) -> _Label | None:
        """What the words round a sum say that it is."""
        before = self.page.text[max(self.left, start - _LABEL) : start]
        for rule in self._rules("sum"):
            hit = rule.pattern.search(before)
            after = rule.constants.get("after")
            if hit is None or (after and not self.room.compile(after).match(self.page.text, end, self.right)):
                continue
            field = rule.constants.get("field") or self.room.words["sum"][hit["label"]]
            if field == "total_investment" and hit["plan"]:
                field = "planned_investment"
            if "分别" in hit.group():
                return _Label(field, rule.name, "severally")
            return _Label(field, rule.name, "each" if hit["each"] else "")
        return None

    def _run(self, first: int) -> list[tuple[int, int, Money]]:
        """The sums that are dealt out: the first one and those that only 、 and 和 part from it."""
        run = self.money[first : first + 1]
        for money in self.money[first + 1 :]:
            if self.page.text[run[-1][1] : money[0]].strip("、和及与，") != "":
                break
            run.append(money)
        return run

    def _dealt(self, start: int, end: int, count: int) -> list[Mention]:
        """The projects that so many sums are dealt out to: the list behind them or before them, else none."""
        behind = _OF.match(self.page.text, end, self.right)
        if behind and (first := next((m for m in self.mentions if 0 <= m.start - behind.end() <= _NEAR), None)):
            owners = self._group_from(first)
        else:
            owners = self._owners(start, end)
            if len(owners) != count:  # A…，配套的B…，两项工程分别投资
                owners = list({m.record: m for m in self.mentions if m.end <= start}.values())
        return owners if len(owners) == count else []

    def _rules(self, reads: str) -> Iterator[Rule]:
        return (rule for rule in self.room.rules if rule.constants.get("reads") == reads)

    def _finditer(self, rule: Rule) -> Iterator[regex.Match[str]]:
        return rule.pattern.finditer(self.page.text, self.left, self.right)

    def _of_many(self, owner: Mention, at: int, end: int) -> bool:
        """Whether the sum is that of a group: A等9个项目…总投资, 投资45亿元实施A等9个项目."""
        between = self.page.text[owner.end : at] if owner.end <= at else ""
        built = owner.start >= end and _BUILDS.fullmatch(self.page.text[end : owner.start])
        ahead = built and _COUNTED.match(self.page.text, owner.end, self.right)
        return bool(ahead or _COUNTED.match(between)) or "这批项目" in between

    def _quantities(self) -> Iterator[Said]:
        for rule in self._rules("quantity"):
            for hit in self._finditer(rule):
                if any(m.start < hit.end("value") <= m.end for m in self.mentions):
                    continue
                owners = self._owners(hit.start(), hit.end())
                if len(owners) == 1:
                    start = hit.start("rate" if hit.groupdict().get("rate") else "value")
                    span = self.page.clean.raw_span(start, hit.end("value"))
                    value = "".join(self.raw[slice(*span)].split())
                    yield Said(owners[0], rule.constants["field"], value, span, start, rule.name)

    def _stages(self) -> Iterator[Said]:
        done = self.left
        last = (self.left - 9, False, "")  # where the word before ended, whether it was expected, and its stage
        hits = [(hit, rule) for rule in self._rules("stage") for hit in self._finditer(rule)]
        for hit, rule in sorted(hits, key=lambda it: it[0].start()):
            word = hit.group()
            start, end = hit.span()
            if any(m.start < end and start < m.end for m in self.mentions):
                continue
            owners = self._stage_owners(start, end)
            if not owners or self._of_another(end, owners):
                done = end
                continue
            clause_left = max(self._clause_left(start), max((m.end for m in owners if m.end <= start), default=0))
            before = self.page.text[clause_left:start]
            found = _PHASE.search(before)
            if found is not None and found[1].endswith("期"):  # 产业园一期工程竣工，二期工程年底动工
                owners = [m for m in owners if not (own := _PHASE_NAMED.search(m.name)) or own[1] == found[1][0]]
            phase = found is not None
            afterwards = bool(_AFTERWARDS.match(self.page.text, end)) and not _REACHED.search(before)
            milestone = self._milestone(word)
            stage = rule.constants.get("stage") or self._stage(word)
            dated = self._date_for(done, start, owners)
            expected = afterwards or self._expected(before) or self._ahead(dated, last[2])
            expected = expected or (stage in _LATER and any(map(self._is_pushed, owners[:1])))
            if start - last[0] <= 2:  # 建成通车: both or neither
                expected = expected or last[1]
            partial = phase or bool(_PARTIAL.search(before))
            if milestone and dated is not None and not (partial and milestone == "completion_date"):
                for owner in owners:
                    yield Said(owner, milestone, _days(dated), dated.id, start, rule.name, phase)
            if stage == "under_construction" and "推进" in word and _PREPARED.search(before):
                stage = "planned"
            reached = stage in ("completed", "in_operation") and partial and not phase
            if reached or _TOPPED.search(before + word):
                stage = "under_construction"
            if stage and not expected:
                evidence = self.page.clean.raw_span(start, end)
                for owner in owners:
                    yield Said(owner, "status", stage, evidence, start, rule.name, phase)
            last = (end, expected, stage or "")
            if milestone:
                done = end

    def _is_pushed(self, owner: Mention) -> bool:
        """Whether what a project reaches is only worked for: 推动…竣工, 确保…通车."""
        left = self._clause_left(owner.start)
        return self.left <= owner.start and bool(_PUSHED.search(self.page.text, left, owner.start))

    def _of_another(self, end: int, owners: list[Mention]) -> bool:
        """Whether what is reached is another thing or only prepared: 建成的第一批大棚, 启动…机场前期工作."""
        text = self.page.text
        ahead = [m for m in owners if 0 <= m.start - end <= _NEAR or self._leads_to(end, m)]
        if ahead:
            return bool(_PREPARED.match(text, max(m.end for m in ahead)))
        return text.startswith("的", end) and end + 1 < self.right and text[end + 1] not in "，。；、"

    def _milestone(self, word: str) -> str | None:
        """The field of a date that a word says; 带电投运 says what 投运 does."""
        milestones = self.room.words["milestone"]
        if word not in milestones and self._stage(word) == "in_operation":
            word = next((word[n:] for n in range(1, len(word) - 1) if word[n:] in milestones), word)
        return milestones.get(word)

    def _stage(self, word: str) -> str | None:
        words = self.room.words
        return words["status"].get(word) or words["progress"].get(word)

    def _stage_owners(self, start: int, end: int) -> list[Mention]:
        text = self.page.text
        for mention in self.mentions:  # 谋划…步道, 去年开工的…公路, 建成…广场
            if self._leads_to(end, mention) and self._behind_is_new(start, mention):
                return self._group_from(mention)
        before = self._before(start)
        if before:
            own = [m for m in before if text[m.start - 1 : m.start] not in "在于"] or before
            between = text[own[-1].end : start]
            if _OTHERS.search(between):
                return []  # the next clause counts others: …交付群众，3个项目年内完成
            return self._group(own[-1])
        behind = [m for m in self.mentions if m.start >= end]
        if behind and not self.inherited and self._stage(text[start:end]) == "signed":
            return self._group_from(behind[0])  # 签署协议，将在…建设A、B和C
        return self.inherited

    def _leads_to(self, end: int, mention: Mention) -> bool:
        """Whether a word that ends there is said of the mention behind it: 在建的道路项目有：…."""
        between = self.page.text[end : mention.start]
        return 0 <= mention.start - end <= _LABEL and _FORWARD.fullmatch(between) is not None

    def _behind_is_new(self, start: int, mention: Mention) -> bool:
        """Whether no other project stands in the clause before the word: then the word looks forward."""
        left = self._clause_left(start)
        return not any(left <= m.start and m.end <= start for m in self.mentions if m is not mention)

    def _group_from(self, first: Mention) -> list[Mention]:
        """The list that begins with a mention."""
        return listed(self.page, [m for m in self.mentions if m.start >= first.start])

    def _clause_left(self, at: int) -> int:
        return max(self.left, *(self.page.text.rfind(mark, self.left, at) + 1 for mark in "，；：。"))

    def _ahead(self, dated: Date | None, before: str) -> bool:
        """Whether a date lies ahead; one that is running does where it is a deadline, or only planning goes before."""
        if dated is None or dated.start is None or dated.end is None or self.published is None:
            return False
        if dated.start > self.published or dated.end <= self.published:
            return dated.start > self.published
        end = next(e for _, e, record in self.dates if record is dated)
        early = dated.precision in _SEASONS and (dated.end - self.published).days > _LAST
        return before == "planned" or early or bool(_DEADLINE.match(self.page.text, end))

    def _expected(self, before: str) -> bool:
        return bool(self.room.compile(_EXPECTED).search(before)) and not _REACHED.search(before)

    def _date_for(self, done: int, start: int, owners: list[Mention]) -> Date | None:
        """The date that a milestone is reached at: the last one before it that no other milestone has used."""
        dates = [d for d in self.dates if done <= d[0] and d[1] <= start]
        if _SAME_DAY.search(self.page.text, self.left, start):
            return self._day_before(start)
        if not dates:
            return None
        s, e, record = dates[-1]
        assert isinstance(record, Date)
        between = self.page.text[e:start]
        if len(between) > 12 and not (owners and s < owners[0].start and not self._other_between(owners, e, start)):
            return None
        if record.start is None or record.end is None:
            return None
        if len(between) > 12 and (record.end - record.start).days > _YEAR:
            return None
        if self.page.text.endswith("以来", s, e) or _UNTIL.search(self.page.text[self.left : s]):
            return None
        return record

    def _day_before(self, at: int) -> Date | None:
        """The day that 同日 is: the last one that the article names before it, not far away."""
        days = (r for s, _, r in reversed(self.values) if at - _FAR <= s < at and isinstance(r, Date))
        return next((day for day in days if day.precision == "day" and day.start is not None), None)

    def _other_between(self, owners: list[Mention], left: int, right: int) -> bool:
        mine = {m.start for m in owners}
        return any(left <= m.start < right and m.start not in mine for m in self.mentions)


def _said(owner: Mention, label: _Label, record: Money, at: int) -> Said:
    value = plain(record.amount) if record.amount is not None else ""
    return Said(owner, label.field, value, record.id, at, label.rule)


def _days(record: Date) -> str:
    assert record.start is not None
    assert record.end is not None
    return f"{record.start.isoformat()}/{record.end.isoformat()}"
