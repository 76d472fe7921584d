"""Which of a sentence's projects a word for a stage is said of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from newsextract.compiled import compiled
from newsextract.mentions import LINES, START, Mention, is_item
from newsextract.newcomers import turns_to_another
from newsextract.records import Date
from newsextract.sentence import NEAR, Sentence, begins_with_head, count_of
from newsextract.stagewords import StageWords
from newsextract.token import OF_ANY

_ASIDE = 4  # characters behind a name that may say which stretch is meant: （南段
_LABEL = 24  # characters between a word and the name that it may be said of
# What a thing is once told to have been.
_MADE = ("建成", "落成", "修成", "筑成", "盖成", "建好", "修好", "竣工", "投产", "通车", "开业", "启用")
_OLD = 2  # years
_HOW = compiled(r"(?:除险|整体|异地|节能|提标|综合|续建|应急){1,2}$")
_THING = 2  # characters that what is worked on ends in: 水库
# What has no length that work could be done along: not 园 or 区, where lines for the production are.
_AT_A_PLACE = ("所", "站", "楼", "院", "校", "馆", "大厦", "中心", "库", "小区")
_ON_A_LINE = (*_AT_A_PLACE, "桥", "隧道", "隧洞", "枢纽", "互通", "立交")
_FIRST = ("一期", "首期")


class StageOwners:
    """Finds the projects that a stage is said of."""

    def __init__(self, sentence: Sentence, words: StageWords) -> None:
        """Take the sentence, and the words for stages."""
        self.sentence, self.words = sentence, words

    def of(self, only: str | None, start: int, end: int) -> list[Mention]:
        """Those that a word from ``start`` to ``end`` is said of, in the place that its rule asks for, if it does."""
        if only == "beside":
            return self._beside(start)
        if only == "ahead":
            return self._right_behind(end)
        owners = self._by_place(start, end)
        return self._line_of(owners, start) if self._speaks_of_a_line(owners, start) else owners

    def _speaks_of_a_line(self, owners: list[Mention], at: int) -> bool:
        """Whether a clause behind works that are no lines speaks of all of one: …隧道去年动工，|全线|2012年底通车."""
        if not owners or owners[-1].end > at or not all(m.name.endswith(_ON_A_LINE) for m in owners):
            return False
        left = self.sentence.clause_left(at, floor=owners[-1].end)
        left = max((end for start, end, _ in self.sentence.dates if start == left), default=left)  # 2019年底|全线通车
        return self.sentence.text.startswith("全线", left)

    def _line_of(self, owners: list[Mention], at: int) -> list[Mention]:
        """The line that a sentence named before a work on it; a bridge alone is open 全线 when it is."""
        named = [*self.sentence.recent, *self.sentence.inherited, *(m for m in self.sentence.mentions if m.end <= at)]
        lines = [m for m in named if m.name.endswith(LINES)]
        return lines[-1:] or [m for m in owners if not m.name.endswith(_AT_A_PLACE)]

    def _right_behind(self, end: int) -> list[Mention]:
        """Those that begin where a word ends."""
        at = bisect_left(self.sentence.mentions, end, key=START)
        ahead = self.sentence.mentions[at : at + 1]
        return self.sentence.group_from(ahead[0]) if ahead and ahead[0].start == end else []

    def _headed(self, at: int) -> list[Mention]:
        """The list that begins behind a colon, be it with a sum."""
        ahead = next((m for m in self.sentence.mentions if m.start >= at), None)
        if ahead is None or (ahead.start > at and not is_item(self.sentence.text[at : ahead.start])):
            return []
        return self.sentence.group_from(ahead)

    def _by_place(self, start: int, end: int) -> list[Mention]:
        text = self.sentence.text
        at = bisect_left(self.sentence.mentions, end, key=START)
        colon = self.sentence.phrase("heads").match(text, end)
        heads = colon is not None and not any(m.end == start for m in self.sentence.mentions[:at])
        if heads and colon is not None and (headed := self._headed(colon.end())):
            return headed  # 封顶：市医院|竣工：龙屿中学扩建, 签约的有：总投资3亿元的…
        for mention in self.sentence.mentions[at:]:  # 谋划…步道, 去年开工的…公路, 建成…广场
            if mention.start - end > _LABEL:
                break
            if self._leads_to(end, mention) and self._behind_is_new(start, mention):
                return self.sentence.group_from(mention)
        if self.sentence.is_of_unknown(start):
            return []
        before = self.sentence.before(start)
        if (
            several := self.sentence.phrase("all_of").search(text, self.sentence.clause_left(start), start)
        ) is not None:
            told = list({m.record: m for m in before}.values())
            if len(told) == count_of(several[1]):  # 甲…，乙…，两项工程双双完工
                return told
        if len(before) > 1 and self.sentence.phrase("both_of").match(text, self.sentence.clause_left(start), start):
            return list({m.record: m for m in before}.values())
        if before and self.sentence.in_brackets_of(before[-1], start):
            return before[-1:]
        if these := self.sentence.but_these(start):
            return these
        if picked := self.sentence.picked(
            self.sentence.group(before[-1]) if before else self.sentence.inherited, start
        ):
            return picked
        if before:
            own = [m for m in before if text[m.start - 1 : m.start] not in "在于"] or before
            between = text[own[-1].end : start]
            others = self.sentence.phrase("others").search(between)
            if others and count_of(others["n"]) != len({m.record for m in self.sentence.group(own[-1])}):
                return []  # the next clause counts others: …交付群众，3个项目年内完成
            return self._by_head(self._told_with(own[-1]), text[self.sentence.clause_left(start) : start])
        behind = [m for m in self.sentence.mentions if m.start >= end]
        if behind and not self.sentence.inherited and self.words.stage(text[start:end]) == "signed":
            return self.sentence.group_from(behind[0])  # 签署协议，将在…建设A、B和C
        return self.sentence.inherited

    def _told_with(self, last: Mention) -> list[Mention]:
        """The list that ends with a mention, whose items may say what they are: 甲基地、做座椅的乙工厂8月投产."""
        group = self.sentence.group(last)
        for mention in reversed(self.sentence.before(group[0].start)):
            between = self.sentence.text[mention.end : group[0].start]
            if self.sentence.phrase("told_item").fullmatch(between) is None:
                break
            group = [*self.sentence.group(mention), *group]
        return group

    def _by_head(self, group: list[Mention], clause: str) -> list[Mention]:
        """Those of a list that a clause speaks of: 水厂年底投产 of a bridge and 云渡水厂; 一个去年投产 tells none."""
        if len(group) < 2:
            return group
        called = [m for m in group if begins_with_head(clause, m.name)]
        if len(called) == 1:
            return called
        return [] if self.sentence.phrase("one_of").match(clause) else group

    def _beside(self, at: int) -> list[Mention]:
        """Those whose site a word at ``at`` is: …大桥施工|现场."""
        to = self.sentence.phrase("beside")
        held = self.sentence.phrase("held_at")  # where a ceremony is held nothing else need go on
        before = (
            m
            for m in self.sentence.mentions
            if m.end <= at and not held.search(self.sentence.text, self.sentence.left, m.start)
        )
        return next((self.sentence.group(m) for m in before if to.fullmatch(self.sentence.text, m.end, at)), [])

    def _leads_to(self, end: int, mention: Mention) -> bool:
        """Whether a word that ends there is said of the mention behind it: 在建的道路项目有：…."""
        if not 0 <= mention.start - end <= _LABEL:
            return False
        return self.sentence.phrase("forward").fullmatch(self.sentence.text, end, mention.start) is not None

    def _behind_is_new(self, start: int, mention: Mention) -> bool:
        """Whether no other project stands in the clause before the word: then the word looks forward."""
        left = self.sentence.clause_left(start)
        return not any(left <= m.start and m.end <= start for m in self.sentence.mentions if m is not mention)

    def are_of_another(self, start: int, end: int, owners: list[Mention]) -> bool:
        """Whether what is reached is another thing or only prepared: 建成的第一批大棚, 启动…机场前期工作."""
        text = self.sentence.text
        ahead = [m for m in owners if 0 <= m.start - end <= NEAR or self._leads_to(end, m)]
        if ahead:
            return bool(self.sentence.phrase("prepared").match(text, max(m.end for m in owners)))
        if (
            owners
            and owners[-1].end < start
            and (
                self._has_a_subject(owners[-1], start) or turns_to_another(self.sentence, owners[-1], start, here=True)
            )
        ):
            return True
        if self.sentence.phrase("years_old").match(text, end):
            return True
        if self.sentence.phrase("aim").match(text, end):
            return False
        if self.sentence.phrase("builds_other").match(text, end) and not any(
            m.start >= end for m in self.sentence.mentions
        ):
            return True
        if self.sentence.phrase("heads").match(text, end):
            return False  # 签约|的有：
        return text.startswith("的", end) and end + 1 < self.sentence.right and text[end + 1] not in "，。；、"

    def _has_a_subject(self, owner: Mention, at: int) -> bool:
        """Whether a clause behind a project has a thing of its own: 甲阁复建完工，|状元坊仿古街|“五一”开街."""
        other = self.sentence.phrase("other_thing").match(
            self.sentence.text, self.sentence.clause_left(at, floor=owner.end), at
        )
        if other is None or (other["head"].endswith("楼") and not owner.name.endswith("楼")):
            return False  # a house of a school is a part of it, and another one than its neighbour
        return other["head"] not in owner.name

    def is_of_the_old_thing(self, owners: list[Mention], word: str) -> bool:
        """Whether a work on a thing is told of and how old the thing is: 市场翻建工程。这个市场|1982年|建成."""
        if (
            not owners
            or not word.startswith(_MADE)
            or (owners[0].own is not None and not self._is_of_its_thing(owners[0]))
        ):
            return False
        pointed = "" if owners[0].own is not None else self.sentence.text[owners[0].start : owners[0].end]
        if pointed.endswith(OF_ANY) or not self.sentence.phrase("worked_on").search(owners[0].name):
            return False
        plant = self.sentence.phrase("plant").fullmatch(pointed)
        old = 0 if plant is not None and not owners[0].name.endswith(plant["kind"]) else _OLD
        days = [d for s, e, d in self.sentence.dates if owners[0].end <= s and isinstance(d, Date)]
        told = next((d.end for d in days if d.end is not None), None)
        return (
            told is not None and self.sentence.published is not None and told.year + old < self.sentence.published.year
        )

    def _is_of_its_thing(self, owner: Mention) -> bool:
        """Whether a sentence begins with what a work before it is done on: …水库加固工程开工。|水库|1962年建成."""
        work = self.sentence.phrase("worked_on").search(owner.name)
        if work is None or owner.start >= self.sentence.left:
            return False
        thing = _HOW.sub("", owner.name[: work.start()])
        return len(thing) > _THING and self.sentence.opening.startswith(thing[-_THING:])

    def of_phase(self, owners: list[Mention], before: str) -> tuple[list[Mention], bool]:
        """Those of the owners that the phase before a stage is of, and whether there is one."""
        found = self.sentence.phrase("phase").search(before)
        if found is not None and found[1].endswith("期"):  # 产业园一期工程竣工，二期工程年底动工
            owners = self.not_of_another_phase(owners, found[1])
        return owners, found is not None

    def not_of_another_phase(self, owners: list[Mention], phase: str) -> list[Mention]:
        """Those whose name holds no phase but this one."""
        named = self.sentence.phrase("phase_named")
        return [m for m in owners if not (own := named.search(m.name)) or own[1] == phase[0]]

    def is_first_of_more(self, phase: str, owners: list[Mention], before: str) -> bool:
        """Whether what a first phase reaches is not reached by works that are not named as that phase."""
        named = self.sentence.phrase("phase_named")
        whole = self.sentence.phrase("of_whole").search(before)
        return phase in _FIRST and whole is None and not any(named.search(m.name) for m in owners)

    def is_of_the_rest(self, before: str, owners: list[Mention], milestone: str | None) -> bool:
        """Whether a clause speaks of the rest of a whole: 甲天桥已开工，|其余4座…, …（南段）通车，|北段…."""
        part = self.sentence.phrase("other_part").match(before)
        printed = "".join(self.sentence.text[m.start : m.end + _ASIDE] for m in owners)
        if part and part["part"] not in printed and self.sentence.phrase("a_part").search(printed):
            return True
        others = self.sentence.phrase("remaining").match(before)
        return others is not None and (milestone == "start_date" or others["whole"] is not None)

    def whole_of(self, parts: list[Mention]) -> Iterator[Mention]:
        """The lines that works are the critical parts of: 川渝中线高铁|控制性工程|沱江特大桥."""
        text = self.sentence.text
        if not parts:
            return
        part = parts[0]
        before = self.sentence.mentions[: bisect_left(self.sentence.mentions, part.start, key=START)]
        near = takewhile(lambda m: part.start - m.end <= _LABEL, reversed(before))
        yield from (m for m in near if self.sentence.phrase("critical").fullmatch(text, m.end, part.start))
