"""A sentence and its subjects: the projects that it names or goes on about, and which of them its words are said of.

What sums and stages a sentence tells of them is read in ``sums`` and ``stages``. The phrases that tell a subject are
data: ``[parts]`` of ``patterns/facts.toml``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter

import regex

from newsextract.compiled import compiled
from newsextract.find import Page
from newsextract.mentions import START, Mention, Stretch, listed
from newsextract.numerals import parse_number
from newsextract.records import AnyRecord, Date, Money, Span
from newsextract.rules import Room, Rule

_PLACE = itemgetter(0)  # what values are sorted by
NEAR = 8  # characters between words and the name that they are said of
_IN_BRACKETS = compiled(r"[（(][^（）()。；]*")
_LIST = 1500  # characters that a list is long whose last line tells something of all its entries
_CLAUSES = frozenset("，。；：！？")
_BESIDE = compiled(r"上，|方面|[上下]面|旁|边上|附近|对面|周[边围]|[上下]游|外围|[东西南北]侧")
_ONE_OF_TWO = ("前者", "后者")
_CLAUSES_ON = 3  # clauses of a sentence in which it may come to the word that a name ends in
_HEAD = 6  # characters of a name's end by which a sentence can go on about it: 抽水蓄能电站


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


def begins_with_head(text: str, name: str) -> bool:
    """Whether a text begins with the word that a name ends in, but not with the name: 水厂年底投产 of 云渡水厂."""
    name = name.rstrip("”’》")  # 永安江“云湖绿道”
    bare = name.removesuffix("项目").removesuffix("工程")
    if bare != name and begins_with_head(text, bare):
        return True  # 焦炉是去年九月破土的, of 二号焦炉工程
    for n in range(min(len(name) - 1, _HEAD), 1, -1):
        if text.startswith(name[-n:]):
            return _BESIDE.match(text, n) is None  # 水库|下面的干渠 is no part of it
    return False


def count_of(numeral: str | None) -> int:
    """Give the number that a numeral says: 两 is 2; 0 for none."""
    return int(parse_number(numeral or "") or 0)


class Sentence:
    """A sentence with the projects that its words can be said of."""

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
        self.page, self.text, self.room = page, page.text, room
        self.left, self.right = stretch.left, stretch.right
        self.values = values
        self.published, self.raw, self.mentions = published, raw, stretch.mentions
        first, last = bisect_left(values, self.left, key=_PLACE), bisect_left(values, self.right, key=_PLACE)
        inside = [v for v in values[first:last] if v[1] <= self.right]
        in_name = [v for v in inside if any(m.start <= v[0] and v[1] <= m.end for m in self.mentions)]
        self.money = [(s, e, r) for s, e, r in inside if isinstance(r, Money)]
        self.dates = [(s, e, r) for s, e, r in inside if isinstance(r, Date) and (s, e, r) not in in_name]
        self.recent, self.article = stretch.recent, stretch.article
        self.inherited = (
            self._all_above()
            or self._so_many()
            or (stretch.topic if self._goes_on(stretch.topic) else self._called(stretch.topic) or self._pointed_at())
        )

    @cached_property
    def opening(self) -> str:
        """The sentence without who tells it and when."""
        lead_in = self.phrase("lead_in").match(self.text, self.left, self.right)
        return self.text[lead_in.end() if lead_in else self.left : self.right]

    def turns_away(self) -> bool:
        """Whether the sentence speaks of a town or a trade as a whole, so that what follows is said of no project."""
        return self.phrase("other_subject").match(self.opening) is not None

    def is_bare(self) -> bool:
        """Whether the sentence opens with a day and a milestone, or what was spent, and no word for its thing."""
        return self.phrase("bare").match(self.opening) is not None

    def is_spoken(self) -> bool:
        """Whether the sentence begins a quotation or stands in an answer, which is headed by who gives it."""
        if self.text.startswith("“", self.left):
            return True
        paragraph = self.text.rfind("\n", 0, self.left) + 1
        return self.phrase("speaker").match(self.text, paragraph, self.left) is not None

    def _goes_on(self, topic: list[Mention]) -> bool:
        """Whether the sentence goes on about the topic: by 总投资…, 建成后…, or by the word that its name ends in."""
        if not topic:
            return False
        if self._is_under(topic[-1]):
            return True
        if self.phrase("answers").match(self.text, self.left, self.right):
            return len({mention.record for mention in topic}) == 1
        opening = self.opening
        if self.phrase("other_subject").match(opening):
            return False
        if self.phrase("so_far_done").match(self.text, self.left, self.right):
            return len({mention.record for mention in topic}) == 1
        if len({mention.record for mention in topic}) > 1:
            return bool(self.phrase("several").match(opening))
        name = topic[-1].name
        if self.phrase("many").match(opening):
            return False
        if self.phrase("pointed").match(opening) and [m.record for m in self._pointed_at()] != [topic[-1].record]:
            return False
        if begins_with_head(opening, name):
            return True
        timed = self.phrase("time").match(opening)
        if timed and begins_with_head(opening[timed.end() :].lstrip("，"), name) and not self._is_rebuilt(topic[-1]):
            return True  # 1961年7月水库建成
        pointer = self.phrase("pointer").match(opening)
        if pointer is None or _BESIDE.match(opening, pointer.end()):
            # 截住江水只算过了第一关，水库要在明年六月以前全部建成
            return not self.mentions and any(begins_with_head(c, name) for c in opening.split("，")[1:_CLAUSES_ON])
        return pointer.group() not in self.room.words["kind"] or self._is_such(name, pointer.group())

    def _is_rebuilt(self, mention: Mention) -> bool:
        """Whether a project is one on a thing that was there before: 大桥正在重建。1934年|大桥建成."""
        return self.phrase("rebuilt").search(self.text, *self.page.sentence(mention.start)) is not None

    def _is_under(self, mention: Mention) -> bool:
        """Whether the sentence is of an entry that begins with a name: 二、云渡水厂扩建。|日供水由1万吨….

        Where that says more than the name, the sentence must stand in the same paragraph.
        """
        text, between = self.text, self.text[mention.end : self.left]
        if self.left <= mention.end or ("\n" in between and between.strip() != "。"):
            return False
        left, _ = self.page.sentence(mention.start)
        return self.phrase("entry").fullmatch(text, left, mention.start) is not None

    def _pointed_at(self) -> list[Mention]:
        """The last project of the kind that the sentence points at: 这条公路, after a factory was named."""
        pointed = self.phrase("pointed").match(self.opening)
        if pointed is None:
            return []
        kind = pointed["kind"]
        such = [m for m in self.recent if self._is_such(m.name, kind)]
        return ([m for m in such if m.name.endswith((kind, kind[0], kind[-1]))] or such)[-1:]

    def _called(self, topic: list[Mention]) -> list[Mention]:
        """The one of several that the sentence goes on about by the word that its name ends in: 其中，水厂投资2亿元."""
        opening = self.phrase("among").sub("", self.opening, count=1)
        called = [m for m in topic if begins_with_head(opening, m.name)]
        return called if len({m.record for m in topic}) > 1 and len({m.record for m in called}) == 1 else []

    def _all_above(self) -> list[Mention]:
        """The entries of the list that the sentence closes: （以上项目均于2月16日开工）."""
        if self.mentions or self.phrase("all_above").match(self.opening) is None:
            return []
        return [m for m in self.recent if self._begins_entry(m)]

    def _so_many(self) -> list[Mention]:
        """The works of the sentence or paragraph before that this one counts: 甲投资5亿元，乙投资3亿元。两个项目年底前
        开工.
        """
        counted = self.phrase("so_many_works").match(self.opening) if not self.mentions else None
        count = count_of(counted["n"]) if counted is not None else 0
        last = self.recent[-count:] if count else []
        if not last or len(last) < count:
            return []
        paragraph = self.text.rfind("\n", 0, self.left) + 1
        if [m for m in self.recent if m.start >= paragraph] == last:
            return last
        left, right = self.page.sentence(last[0].start)
        if last[-1].start >= right:
            return []
        return last if sum(left <= m.start < right for m in self.recent) == count else []

    def _begins_entry(self, mention: Mention) -> bool:
        """Whether an entry of a list not far above begins with a name, or with names that are joined."""
        text, (left, _) = self.text, self.page.sentence(mention.start)
        entry = self.phrase("entry").match(text, left, mention.start) if self.left - left <= _LIST else None
        return entry is not None and _CLAUSES.isdisjoint(text[entry.end() : mention.start])

    def _is_such(self, name: str, kind: str) -> bool:
        """Whether a name can be that of a thing so called: 这幢大楼 is no 大堤."""
        return not set(self.room.words["kind"][kind]).isdisjoint(name)

    def phrase(self, name: str) -> regex.Pattern[str]:
        """The pattern that ``[parts]`` of ``patterns/facts.toml`` calls so."""
        return self.room.compile(f"(?&{name})")

    def group(self, last: Mention) -> list[Mention]:
        """The list that ends with a mention: A、B和C."""
        return listed(self.page, reversed(self.mentions[: bisect_right(self.mentions, last.start, key=START)]))

    def owners(self, start: int, end: int) -> list[Mention]:
        """The projects that words at ``start`` to ``end`` are said of."""
        text = self.text
        behind = self.phrase("of").match(text, end, self.right)
        if behind:
            for mention in self.mentions:
                if (
                    behind.end() <= mention.start <= behind.end() + NEAR
                    and "，" not in text[behind.end() : mention.start]
                ):
                    return [mention]
        for mention in self.mentions:
            if 0 <= mention.start - end <= 20 and self.phrase("builds").fullmatch(text[end : mention.start]):
                return self.group_from(mention)
        if self.is_of_unknown(start):
            return []
        before = self.before(start)
        if before and self.in_brackets_of(before[-1], start):
            return before[-1:]
        group = self.group(before[-1]) if before else self.inherited
        return self.but_these(start) or self.picked(group, start) or group

    def but_these(self, at: int) -> list[Mention]:
        """All of a list of the sentence but those told by themselves since: 其中A主体封顶，其余两个正在安装设备."""
        for begin in self._limbs(at) if self._is_parted else ():
            if told := self.phrase("but_these").match(self.text, begin, at):
                whole = next((g for m in reversed(self.before(begin)) if len(g := self.group(m)) > 1), [])
                since = {m.record for m in self.before(begin) if whole and m.start > whole[-1].end}
                left = [m for m in whole if m.record not in since]
                return left if len(left) == count_of(told["n"]) else []
        return []

    @cached_property
    def _is_parted(self) -> bool:
        """Whether the sentence tells some of a list from others; few do, and the questions are asked of every fact."""
        return self.phrase("parted").search(self.text, self.left, self.right) is not None

    def is_of_unknown(self, at: int) -> bool:
        """Whether the words before ``at`` say 前者 or 后者 of a project that nothing tells: it is no other's."""
        if not self._is_parted:
            return False
        text, left = self.text, self.clause_left(at, "；。")
        said = max(text.rfind(word, left, at) for word in _ONE_OF_TWO)
        if said >= 0:
            return not any(said <= m.start < at for m in self.mentions)
        return any(self.phrase("ends_of").match(text, begin, at) for begin in self._limbs(at)) and self._are_more(at)

    def _are_more(self, at: int) -> bool:
        """Whether the sentence counts more works from the ends of a list than the list has: 前两项…, 后一项… of two."""
        before = self.before(at)
        listed = len({m.record for m in (self.group(before[-1]) if before else self.inherited)})
        counts = {"first": 0, "last": 0}
        for ends in self.phrase("ends_of").finditer(self.text, self.left, self.right):
            if ends["side"]:
                counts["first" if ends["side"] in "前头" else "last"] += count_of(ends["n"])
        return 1 < listed < sum(counts.values())

    def picked(self, group: list[Mention], at: int) -> list[Mention]:
        """Those of a list that the clause of ``at``, or its limb, picks by their place: 前两项…, 后一项…, 第二个…."""
        if len(group) < 2 or not self._is_parted:
            return []
        for begin in self._limbs(at):
            if picks := self.phrase("ends_of").match(self.text, begin, at):
                if picks["nth"]:
                    return group[count_of(picks["nth"]) - 1 :][:1]
                count = count_of(picks["n"])
                return group[:count] if picks["side"] in "前头" else group[-count:]
        return []

    def _limbs(self, at: int) -> Iterator[int]:
        """Where the clause that holds ``at`` begins, and those before it of its limb that follow the last mention."""
        floor = max((m.end for m in self.mentions if m.end <= at), default=self.left)
        limb = self.clause_left(at, "；：。", floor)
        begin = self.clause_left(at)
        while begin > limb:
            yield begin
            begin = self.clause_left(begin - 1)
        yield max(begin, self.clause_left(at, "；：。"))

    def in_brackets_of(self, mention: Mention, at: int) -> bool:
        """Whether brackets that open behind a mention hold ``at``: they speak of it alone, not of the list it ends."""
        return _IN_BRACKETS.fullmatch(self.text, mention.end, at) is not None

    def before(self, at: int) -> list[Mention]:
        """The mentions before ``at``, less those that are an aside there: 公路全长8公里，其中大桥长1里，明年通车; or
        stand by another one: 与云渡高铁同步建设.
        """
        before = [m for m in self.mentions if m.end <= at]
        if len(before) > 1 and self._is_of_the_line(before[-2], before[-1], at):
            before.pop()
        alone = len(before) < 2 and not self.inherited  # who is named alone is meant, if not as a cause: 因水厂迁建，…
        return [m for m in before if m not in self._led_in or not self._is_aside(m, at, alone=alone)]

    def _is_of_the_line(self, line: Mention, part: Mention, at: int) -> bool:
        """Whether a limb goes on about the line that a work is a part of: …工程海河隧道贯通，全线已完成投资8亿元."""
        critical = self.phrase("critical").fullmatch(self.text, line.end, part.start)
        return critical is not None and self.phrase("all_along").search(self.text, part.end, at) is not None

    @cached_property
    def _led_in(self) -> frozenset[Mention]:
        """The mentions behind a word that an aside begins with; few sentences have one."""
        text = self.text
        return frozenset(m for m in self.mentions if text.endswith(("与", "同", "其中", "是", "因"), 0, m.start))

    def _is_aside(self, mention: Mention, at: int, *, alone: bool) -> bool:
        text = self.text
        if text.endswith("因", 0, mention.start):
            return self.phrase("cause").match(text, mention.end, at) is not None
        if alone:
            return False
        if text.endswith(("与", "同"), 0, mention.start) and self.phrase("alongside").match(text, mention.end):
            return True
        if text.endswith("是", 0, mention.start) and self.phrase("whose_part").match(text, mention.end):
            return True
        return text.endswith("其中", 0, mention.start) and self.phrase("size").match(text, mention.end, at) is not None

    def rules(self, reads: str) -> list[Rule]:
        """The rules that read sums, quantities or stages."""
        return self.room.reading(reads)

    def finditer(self, rule: Rule) -> Iterator[regex.Match[str]]:
        """The hits of a rule in the sentence."""
        return rule.pattern.finditer(self.text, self.left, self.right)

    def group_from(self, first: Mention) -> list[Mention]:
        """The list that begins with a mention."""
        return listed(self.page, [m for m in self.mentions if m.start >= first.start])

    def clause_left(self, at: int, marks: str = "，；：。", floor: int = 0) -> int:
        """Where the clause that holds ``at`` begins, or what else such marks part; never left of ``floor``."""
        return max(self.left, floor, *(self.text.rfind(mark, self.left, at) + 1 for mark in marks))
