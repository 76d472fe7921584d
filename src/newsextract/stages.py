"""How far one sentence says that its projects are, and when they got there: stages, and the dates of milestones.

What is only expected is a date and no stage. The words are data: ``patterns/stages.toml`` and ``patterns/facts.toml``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from newsextract.mentions import START, Mention
from newsextract.milestones import Milestones
from newsextract.records import Date
from newsextract.rules import Rule
from newsextract.sentence import NEAR, Said, begins_with_head, count_of

GOING_ON = "going-on"
"""No field of a project: that it is under way, which is its status where it is said to have begun."""

_OVER = frozenset(("completed", "in_operation"))
_ASIDE = 4  # characters behind a name that may say which stretch is meant: （南段
_CEREMONY, _ITS_DAY = 350, 60  # characters before a sentence that a ceremony may stand in, and before that its day
_LATER = frozenset(("started", "topped_out", "completed", "in_operation"))
_LABEL = 24  # characters between a word and the name that it may be said of
_LIST = 800  # characters that a list may be long
_REPORT = 3000  # characters that a part of a report may be long
_INTRODUCED = 60  # characters before a list that say what it is of
# What a clause has before its stage that is told as the one before it: in the same year, or of the whole.
_AS_BEFORE = ("当年", "同年", "年内", "全部", "全面", "全线")
_OLD = 2  # years
_LATE_MONTH = 10  # from which on what a year has brought is told
_JOINED = 4  # characters between two stages that are said together


class Stages(Milestones):
    """Reads the stages and milestones of a sentence."""

    def read(self) -> list[Said]:
        """Give what the sentence says."""
        if not self.mentions and not self.inherited:
            return []
        return [*self._stages(), *self._going_on(), *self._gathered(), *self._headed()]

    def _stages(self) -> Iterator[Said]:
        done = self.left
        last = (self.left - 9, False, "")  # where the word before ended, whether it was expected, and its stage
        last_day: Date | None = None
        hits = [(hit, rule) for rule in self.rules("stage") for hit in self.finditer(rule)]
        for hit, rule in sorted(hits, key=lambda it: it[0].start()):
            behind = rule.constants.get("date") == "behind"
            word = hit["milestone"] if behind else hit.group()
            start, end = hit.span()
            if any(m.start < end and start < m.end for m in self.mentions):
                continue
            owners = self._owners_by(rule.constants.get("only"), start, end)
            if (
                not owners
                or self._of_another(start, end, owners)
                or self._is_of_the_old_thing(owners, word)
                or (rule.constants.get("only") == "one" and owners[1:])
            ):
                if not self.phrase("as").match(self.page.text, self.clause_left(start)):
                    done = end  # 29日，随着最后一批逆变器启动，…全容量并网: the day is that of what follows
                continue
            clause_left = max(self.clause_left(start), max((m.end for m in owners if m.end <= start), default=0))
            before = self.page.text[clause_left:start]
            owners, phase = self._of_phase(owners, before)
            if rule.constants.get("only") == "phase" and not phase:
                continue
            milestone, stage = self._told(word, rule, before)
            if not self.but_these(start) and self._is_of_the_rest(before, owners, milestone):
                continue
            stage = None if behind else stage
            dated = self._date_behind(end) if behind else self._date_for(done, start, owners)
            near = self._is_joined(last[0], start) or None
            afterwards = bool(self.phrase("afterwards").match(self.page.text, end))
            if afterwards and dated is not None and not self._is_close(dated, start):
                dated = None  # 9日获悉，工程建成后年产…
            over = self.phrase("reached").search(before) or self._past(dated or (near and last_day))
            afterwards = afterwards and not over
            aim = stage != "under_construction" and self._is_aim(start)  # 续建 goes on
            stage = "planned" if aim and stage == "started" else stage
            expected = afterwards or self._waits(start) or aim or self._expected(before) or self._ahead(dated, last[2])
            worked_for = stage in _LATER and self._is_worked_for(owners[:1], over=bool(over))
            expected = expected or worked_for or self._is_all_of_this_year(dated, before)
            if near or before.strip("，") in _AS_BEFORE:  # 建成通车: both or neither; 明年3月动工，|当年|送电
                expected = expected or last[1]
            part = self._is_of_a_part(before, start)
            partial = phase or part or self._is_one_of_more(before, end)
            dated = self._corrected_date(dated, before, end, expected=expected) if milestone else dated
            if milestone and dated is not None and not (phase or (partial and milestone == "completion_date")):
                for owner, day in self._dealt(owners, dated):
                    yield Said(owner, milestone, _days(day), day.id, start, rule.name, phase)
            stage, expected = self._corrected(
                stage, word, before, end, partial=part if phase else partial, expected=expected
            )
            if stage and (stage == "planned" or not expected):
                evidence = self.page.clean.raw_span(start, end)
                for owner in [*owners, *(self._whole_of(owners) if stage == "under_construction" else ())]:
                    yield Said(owner, "status", stage, evidence, start, rule.name, phase)
            last, last_day = (end, expected, stage or ""), dated
            if milestone:
                done = end

    def _going_on(self) -> Iterator[Said]:
        """What shows that a work which was begun is under way: …开工，眼下二层正在支模."""
        for rule in self.rules("going-on"):
            for hit in self.finditer(rule):
                before = self.before(hit.start())
                owners = self.group(before[-1]) if before else self.inherited
                evidence = self.page.clean.raw_span(*hit.span())
                for owner in owners if len({m.record for m in owners}) == 1 else ():
                    yield Said(owner, GOING_ON, "under_construction", evidence, hit.start(), rule.name)

    def _is_one_of_more(self, before: str, end: int) -> bool:
        """Whether what is reached is of a part: …南段通车, 36栋已竣工，其余6栋正在粉刷."""
        if self.phrase("other_part").match(before):
            return True
        return self.phrase("rest").search(self.page.text, end, self.right) is not None

    def _is_joined(self, start: int, end: int) -> bool:
        """Whether two stages between which these offsets lie are told as one: 建成|通车, 全线贯通|、全部|开放."""
        if not 0 <= end - start <= _JOINED or "，" in self.page.text[start:end]:
            return False
        return end - start <= 2 or self.phrase("together").fullmatch(self.page.text, start, end) is not None

    def _gathered(self) -> Iterator[Said]:
        """What a ceremony before says of those that this sentence lists, and its day: 16个项目集中签约。其中，…."""
        text = self.page.text
        told = self.phrase("list_of_them").match(text, self.left, self.right)
        told = told or self.phrase("of_them").search(text, self.left, self.right)
        first = min((m.start for m in self.mentions), default=self.left)
        hits = list(self.phrase("gathered").finditer(text, max(0, self.left - _CEREMONY), first))
        hits = [hit for hit in hits if any(start <= hit.start() < end for start, end in self.article)]
        if hits and hits[-1]["counted"] and not (self._is_list_behind(hits[-1].end()) or self._is_of(hits[-1].end())):
            return
        if not hits or not (told or hits[-1]["counted"] or hits[-1].start() >= self.left):
            return
        hit, mentions = hits[-1], self.mentions
        if hit["resumed"]:
            new = next((m for m in mentions if self.phrase("new_ones").match(text, m.end)), None)
            mentions = self.group(new) if new is not None else []
        word = hit["what"] or "开工"
        stage, milestone = self._stage(word), self._milestone(word)
        day = next((day for other in hits if (day := self._day_before(other.start(), _ITS_DAY)) is not None), None)
        evidence = self.page.clean.raw_span(*hit.span())
        for mention in mentions:
            if self._ends_in_another(mention, stage):
                continue  # 12月15日集中开工。…，A、B等33个项目|签约
            if stage is not None:
                yield Said(mention, "status", stage, evidence, mention.start, "facts/stage")
            if milestone is not None and day is not None:
                yield Said(mention, milestone, _days(day), day.id, mention.start, "facts/stage")

    def _is_list_behind(self, at: int) -> bool:
        """Whether this sentence begins with a list, right behind the one that counts what was signed."""
        first = min(self.mentions, key=lambda m: m.start, default=None)
        if first is None or not self.left or first.start - self.left > 1:
            return False
        return self.page.sentence(self.left - 1)[0] <= at <= self.left and len(self.group_from(first)) > 1

    def _is_of(self, at: int) -> bool:
        """Whether this sentence tells of those that the one right before it counts: 签订合同27项。其中，…."""
        text = self.page.text
        return bool(self.left) and text.startswith("其中", self.left) and self.page.sentence(self.left - 1)[0] <= at

    def _ends_in_another(self, mention: Mention, stage: str | None) -> bool:
        """Whether the list of a mention says what became of it, and that is another stage."""
        last = self.group_from(mention)[-1]
        own = self.phrase("list_ends").match(self.page.text, last.end, self.right)
        return own is not None and self._stage(own["what"]) != stage

    def _headed(self) -> Iterator[Said]:
        """What the head of a list says of the one that an entry of it begins with: 签约项目一览。一、…."""
        entry = self.phrase("entry").match(self.page.text, self.left, self.right)
        mention = next((m for m in self.mentions if entry and m.start - entry.end() <= NEAR), None)
        if mention is None:
            return
        heads = list(self.phrase("headed").finditer(self.page.text, max(0, self.left - _LIST), self.left))
        head = heads[-1] if heads and self.phrase("entry").match(self.page.text, heads[-1].end()) else None
        stage = self._stage(head[1]) if head else None
        if head and stage:
            evidence = self.page.clean.raw_span(*head.span(1))
            yield Said(mention, "status", stage, evidence, mention.start, "facts/stage")

    def _is_aim(self, at: int) -> bool:
        """Whether the word stands in an item of a plan: 今年要抓好十项工程：一是开工…, 二是启动…."""
        if self._is_in_plan(at):
            return True
        if not self.phrase("item").search(self.page.text, self.left, at):
            return False
        first = self.page.text.rfind("一是", max(0, at - _LIST), at)
        return first >= 0 and bool(self.phrase("plan_of").search(self.page.text, max(0, first - _INTRODUCED), first))

    def _is_in_plan(self, at: int) -> bool:
        """Whether a report's part about what is to be done has begun, in a clause that begins with its verb."""
        left = self.clause_left(at)
        left = max((e for s, e, _ in self.dates if s == left), default=left)  # 二季度|开工
        if self.page.text[left:at].strip(" \n") not in ("", "全面", "抓紧", "全线"):
            return False
        return self.phrase("plan_part").search(self.page.text, max(0, at - _REPORT), at) is not None

    def _of_phase(self, owners: list[Mention], before: str) -> tuple[list[Mention], bool]:
        """Those of the owners that the phase before a stage is of, and whether there is one."""
        found = self.phrase("phase").search(before)
        if found is not None and found[1].endswith("期"):  # 产业园一期工程竣工，二期工程年底动工
            named = self.phrase("phase_named")
            owners = [m for m in owners if not (own := named.search(m.name)) or own[1] == found[1][0]]
        return owners, found is not None

    def _corrected(
        self, stage: str | None, word: str, before: str, end: int, *, partial: bool, expected: bool
    ) -> tuple[str | None, bool]:
        """The stage by what stands round its word, and whether it still lies ahead: 开工以来, 主体|完工, 主塔|封顶."""
        if stage == "started" and self.page.text.startswith("以来", end):
            return "under_construction", False
        pushed = "推进" in word and self.phrase("prepared").search(before)
        if stage == "under_construction" and (pushed or self.phrase("papers").search(before)):
            return "planned", expected
        if (stage in _OVER and partial) or self.phrase("topped").search(before + word):
            return "under_construction", expected
        return stage, expected

    def _is_of_the_rest(self, before: str, owners: list[Mention], milestone: str | None) -> bool:
        """Whether a clause speaks of the rest of a whole: 甲天桥已开工，|其余4座…, …（南段）通车，|北段…."""
        part = self.phrase("other_part").match(before)
        printed = "".join(self.page.text[m.start : m.end + _ASIDE] for m in owners)
        if part and part["part"] not in printed and self.phrase("a_part").search(printed):
            return True
        others = self.phrase("remaining").match(before)
        return others is not None and (milestone == "start_date" or others["whole"] is not None)

    def _whole_of(self, parts: list[Mention]) -> Iterator[Mention]:
        """The lines that works are the critical parts of: 川渝中线高铁|控制性工程|沱江特大桥."""
        text = self.page.text
        if not parts:
            return
        part = parts[0]
        before = self.mentions[: bisect_left(self.mentions, part.start, key=START)]
        near = takewhile(lambda m: part.start - m.end <= _LABEL, reversed(before))
        yield from (m for m in near if self.phrase("critical").fullmatch(text, m.end, part.start))

    def _is_worked_for(self, owners: list[Mention], *, over: bool) -> bool:
        """Whether what projects reach is only worked for: 推动…竣工, 确保…通车; or proposed, where it is not ``over``:
        报告提出，新开工….
        """
        if not over and self.phrase("proposes").match(self._opening):
            return True
        for owner in owners:
            left = self.clause_left(owner.start)
            if self.left <= owner.start and self.phrase("pushed").search(self.page.text, left, owner.start):
                return True
        return False

    def _waits(self, start: int) -> bool:
        """Whether the clause says what is waited for: 等园区年底|启用."""
        return self.phrase("waits").match(self.page.text, self.clause_left(start), start) is not None

    def _is_of_a_part(self, before: str, start: int) -> bool:
        """Whether what is reached is of a part that the clause names, or its sentence speaks of: 西段…，5月|铺通."""
        if self.phrase("partial").search(before):
            return True
        return self.phrase("of_a_part").search(self.page.text[self.left : start]) is not None

    def _is_of_the_old_thing(self, owners: list[Mention], word: str) -> bool:
        """Whether a work on a thing is told of and how old the thing is: 市场翻建工程。这个市场|1982年|建成."""
        if not owners or owners[0].own is not None or word not in ("建成", "落成", "投产", "通车", "开业", "启用"):
            return False
        pointed = self.page.text[owners[0].start : owners[0].end]
        if pointed.endswith(("项目", "工程")) or not self.phrase("worked_on").search(owners[0].name):
            return False
        days = [d for s, e, d in self.dates if owners[0].end <= s and isinstance(d, Date)]
        told = next((d.end for d in days if d.end is not None), None)
        return told is not None and self.published is not None and told.year + _OLD < self.published.year

    def _is_all_of_this_year(self, dated: Date | None, before: str) -> bool:
        """Whether all of a list is to be reached in the year that has begun: …三个项目，今年全部建成投产."""
        if dated is None or dated.end is None or self.published is None or dated.precision != "year":
            return False
        early = dated.end.year == self.published.year and self.published.month < _LATE_MONTH
        return early and self.phrase("all_reached").search(before) is not None

    def _of_another(self, start: int, end: int, owners: list[Mention]) -> bool:
        """Whether what is reached is another thing or only prepared: 建成的第一批大棚, 启动…机场前期工作."""
        text = self.page.text
        ahead = [m for m in owners if 0 <= m.start - end <= NEAR or self._leads_to(end, m)]
        if ahead:
            return bool(self.phrase("prepared").match(text, max(m.end for m in owners)))
        if owners and owners[-1].end < start and self._has_a_subject(owners[-1], start):
            return True
        if self.phrase("aim").match(text, end):
            return False
        if self.phrase("builds_other").match(text, end) and not any(m.start >= end for m in self.mentions):
            return True
        return text.startswith("的", end) and end + 1 < self.right and text[end + 1] not in "，。；、"

    def _has_a_subject(self, owner: Mention, at: int) -> bool:
        """Whether a clause behind a project has a thing of its own: 甲阁复建完工，|状元坊仿古街|“五一”开街."""
        other = self.phrase("other_thing").match(self.page.text, max(self.clause_left(at), owner.end), at)
        return other is not None and other["head"] not in owner.name

    def _told(self, word: str, rule: Rule, before: str) -> tuple[str | None, str | None]:
        """The field of a date that a word says, and the stage, by what stands before it in its clause."""
        stage = rule.constants.get("stage") or self._stage(word)
        if (stage == "started" or word == "收尾") and self.phrase("preparing").search(before):
            return None, "planned"  # 前期工作已经启动
        if self.phrase("failed").search(before):
            return None, None if stage == "planned" else stage  # 未能通过环评
        return rule.constants.get("field") or self._milestone(word), stage

    def _milestone(self, word: str) -> str | None:
        """The field of a date that a word says; 带电投运 says what 投运 does."""
        milestones = self.room.words["milestone"]
        if word not in milestones and self._stage(word) == "in_operation":
            inside = (word[a:b] for a in range(len(word) - 1) for b in range(a + 2, len(word) + 1))
            word = next((part for part in inside if part in milestones), word)
        return milestones.get(word)

    def _stage(self, word: str) -> str | None:
        """The stage of a word, or that of the verb that it ends in: 全线|贯通."""
        status, progress = self.room.words["status"], self.room.words["progress"]
        verbs = (word[n:] for n in range(len(word) - 1))
        return next((stage for verb in verbs if (stage := status.get(verb) or progress.get(verb))), None)

    def _owners_by(self, only: str | None, start: int, end: int) -> list[Mention]:
        if only == "beside":
            return self._beside(start)
        if only == "ahead":
            at = bisect_left(self.mentions, end, key=START)
            ahead = self.mentions[at : at + 1]
            return self.group_from(ahead[0]) if ahead and ahead[0].start == end else []
        return self._stage_owners(start, end)

    def _stage_owners(self, start: int, end: int) -> list[Mention]:
        text = self.page.text
        at = bisect_left(self.mentions, end, key=START)
        for mention in self.mentions[at:]:  # 谋划…步道, 去年开工的…公路, 建成…广场
            if mention.start - end > _LABEL:
                break
            if self._leads_to(end, mention) and self._behind_is_new(start, mention):
                return self.group_from(mention)
        if self.is_of_unknown(start):
            return []
        before = self.before(start)
        if (several := self.phrase("all_of").search(text, self.clause_left(start), start)) is not None:
            told = list({m.record: m for m in before}.values())
            if len(told) == count_of(several[1]):  # 甲…，乙…，两项工程双双完工
                return told
        if len(before) > 1 and self.phrase("both_of").match(text, self.clause_left(start), start):
            return list({m.record: m for m in before}.values())
        if before and self.in_brackets_of(before[-1], start):
            return before[-1:]
        if these := self.but_these(start):
            return these
        if picked := self.picked(self.group(before[-1]) if before else self.inherited, start):
            return picked
        if before:
            own = [m for m in before if text[m.start - 1 : m.start] not in "在于"] or before
            between = text[own[-1].end : start]
            if self.phrase("others").search(between):
                return []  # the next clause counts others: …交付群众，3个项目年内完成
            return self._by_head(self.group(own[-1]), text[self.clause_left(start) : start])
        behind = [m for m in self.mentions if m.start >= end]
        if behind and not self.inherited and self._stage(text[start:end]) == "signed":
            return self.group_from(behind[0])  # 签署协议，将在…建设A、B和C
        return self.inherited

    def _by_head(self, group: list[Mention], clause: str) -> list[Mention]:
        """Those of a list that a clause speaks of: 水厂年底投产 of a bridge and 云渡水厂; 一个去年投产 tells none."""
        if len(group) < 2:
            return group
        called = [m for m in group if begins_with_head(clause, m.name)]
        if len(called) == 1:
            return called
        return [] if self.phrase("one_of").match(clause) else group

    def _beside(self, at: int) -> list[Mention]:
        """Those whose site a word at ``at`` is: …大桥施工|现场."""
        to = self.phrase("beside")
        held = self.phrase("held_at")  # where a ceremony is held nothing else need go on
        before = (m for m in self.mentions if m.end <= at and not held.search(self.page.text, self.left, m.start))
        return next((self.group(m) for m in before if to.fullmatch(self.page.text, m.end, at)), [])

    def _leads_to(self, end: int, mention: Mention) -> bool:
        """Whether a word that ends there is said of the mention behind it: 在建的道路项目有：…."""
        if not 0 <= mention.start - end <= _LABEL:
            return False
        return self.phrase("forward").fullmatch(self.page.text, end, mention.start) is not None

    def _behind_is_new(self, start: int, mention: Mention) -> bool:
        """Whether no other project stands in the clause before the word: then the word looks forward."""
        left = self.clause_left(start)
        return not any(left <= m.start and m.end <= start for m in self.mentions if m is not mention)

    def _expected(self, before: str) -> bool:
        return bool(self.phrase("expected").search(before)) and not self.phrase("reached").search(before)


def _days(record: Date) -> str:
    assert record.start is not None
    assert record.end is not None
    return f"{record.start.isoformat()}/{record.end.isoformat()}"
