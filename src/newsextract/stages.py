"""How far one sentence says that its projects are, and when they got there: stages, and the dates of milestones.

What is only expected is a date and no stage. The words are data: ``patterns/stages.toml`` and ``patterns/facts.toml``.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import NamedTuple

from newsextract.ceremonies import Ceremonies
from newsextract.mentions import Mention
from newsextract.milestones import Milestones, days
from newsextract.phases import phase_before
from newsextract.records import Date
from newsextract.rules import Rule
from newsextract.sentence import Said, Sentence
from newsextract.stageowners import StageOwners
from newsextract.stagewords import StageWords
from newsextract.underway import shown

_TO_BEGIN = ("动工", "开工")
_SOME = ("首批", "第一批", "部分")
_STREETS = ("路", "街", "大道", "通道", "东延", "西延", "南延", "北延", "绿道", "步道", "栈道")
_SIDES = frozenset("左右东西南北上下")
_OVER = frozenset(("completed", "in_operation"))
_LATER = frozenset(("started", "topped_out", "completed", "in_operation"))
_LIST = 800  # characters that a list may be long
_REPORT = 3000  # characters that a part of a report may be long
_INTRODUCED = 60  # characters before a list that say what it is of
# What a clause has before its stage that is told as the one before it: in the same year, or of the whole.
_AS_BEFORE = ("当年", "同年", "年内", "全部", "全面", "全线")
_LATE_MONTH = 10  # from which on what a year has brought is told
_SETS, _JOINED = 160, 4  # characters: how far on a page tells of the next set, and between stages said together


class _Hit(NamedTuple):
    """A word for a stage; ``behind`` is whether its date stands behind it."""

    rule: Rule
    word: str
    start: int
    end: int
    behind: bool

    @property
    def only(self) -> str | None:
        """Where the projects must stand that its rule reads it of."""
        return self.rule.constants.get("only")


class _Stage(NamedTuple):
    """What a word says: of whom, what stands before it in its clause, how far, and the field of its date."""

    owners: list[Mention]
    before: str
    stage: str | None
    milestone: str | None
    phase: bool
    of_phase: bool
    first: bool


class _Last(NamedTuple):
    """The word before: where it ended, whether what it says lies ahead, its stage and its day."""

    end: int
    expected: bool = False
    stage: str = ""
    day: Date | None = None


class Stages:
    """Reads the stages and milestones of a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        """Take the sentence."""
        self.sentence, self.milestones, self.words = sentence, Milestones(sentence), StageWords(sentence.room)
        self.owners = StageOwners(sentence, self.words)

    def read(self) -> list[Said]:
        """Give what the sentence says."""
        if not self.sentence.mentions and not self.sentence.inherited:
            return []
        ceremonies = Ceremonies(self.sentence, self.milestones, self.words)
        return [
            *self._stages(),
            *shown(self.sentence),
            *ceremonies.gathered(),
            *ceremonies.led(),
            *ceremonies.headed(),
        ]

    def _stages(self) -> Iterator[Said]:
        done = self.sentence.left  # where the last milestone ended: the dates before it are used up
        last = _Last(self.sentence.left - 2 * _JOINED)
        for hit in self._hits():
            owners = self._owners(hit)
            if not owners:
                if not self.sentence.phrase("as").match(self.sentence.text, self.sentence.clause_left(hit.start)):
                    done = hit.end  # 29日，随着最后一批逆变器启动，…全容量并网: the day is that of what follows
                continue
            behind_them = max((m.end for m in owners if m.end <= hit.start), default=0)
            before = self.sentence.text[max(self.sentence.clause_left(hit.start), behind_them) : hit.start]
            owners, phase = self.owners.of_phase(owners, before)
            milestone, stage = self._told(hit, before)
            if (hit.only == "phase" and not phase) or (
                not self.sentence.but_these(hit.start) and self.owners.is_of_the_rest(before, owners, milestone)
            ):
                continue
            of_phase, first = phase, False
            if not phase and (before_it := phase_before(self.sentence, hit.start, behind_them)):
                of_phase, owners = True, self.owners.not_of_another_phase(owners, before_it)
                first = self.owners.is_first_of_more(before_it, owners, before)
                if milestone == "start_date" and before_it[0] not in "一首" and not first:
                    owners = [m for m in owners if before_it[0] in m.name]  # 一期已建成；二期投资31亿元，10月|启动
                    if not owners:
                        continue
            if milestone is None and hit.word.endswith("贯通") and self._is_of_roads(owners, before):
                milestone = "completion_date"  # …大街全部开工，年内全线|贯通
            said = _Stage(owners, before, None if hit.behind else stage, milestone, phase, of_phase, first)
            last = yield from self._say(hit, said, done, last)
            if milestone:
                done = hit.end

    def _is_of_roads(self, owners: list[Mention], before: str) -> bool:
        """Whether streets are to be joined, which is the end of the work; a tunnel is far from it then."""
        dated = before.rstrip("，全线部").endswith(("前", "内", "底"))
        return dated and any(owner.name.endswith(_STREETS) for owner in owners)

    def _hits(self) -> Iterator[_Hit]:
        """The words for stages, in order, less those inside of a name."""
        found = [(hit, rule) for rule in self.sentence.rules("stage") for hit in self.sentence.finditer(rule)]
        for hit, rule in sorted(found, key=lambda it: it[0].start()):
            start, end = hit.span()
            if not any(m.start < end and start < m.end for m in self.sentence.mentions):
                behind = rule.constants.get("date") == "behind"
                word = hit.groupdict().get("milestone") if behind else None
                yield _Hit(rule, word or hit.group(), start, end, behind)

    def _owners(self, hit: _Hit) -> list[Mention]:
        """The projects that a word is said of; none where it is said of something else."""
        owners = self.owners.of(hit.only, hit.start, hit.end)
        if (
            self.owners.are_of_another(hit.start, hit.end, owners)
            or self.owners.is_of_the_old_thing(owners, hit.word)
            or (hit.only == "one" and owners[1:] and not self._are_all(owners[-1], hit))
        ):
            return []
        return owners

    def _are_all(self, last: Mention, hit: _Hit) -> bool:
        """Whether a word is said of all of a list that ends before it: 甲、乙则还在埋管."""
        return self.sentence.phrase("they_all").fullmatch(self.sentence.text, last.end, hit.start) is not None

    def _say(self, hit: _Hit, said: _Stage, done: int, last: _Last) -> Generator[Said, None, _Last]:
        """Give the date of a word and its stage; what is only expected is a date and no stage."""
        owners, before, start = said.owners, said.before, hit.start
        aim = said.stage != "under_construction" and self._is_aim(start)  # 续建 goes on
        stage = "planned" if aim and said.stage == "started" else said.stage
        near = self._is_joined(last.end, start)
        dated = self.milestones.date_behind(hit.end) if hit.behind else self.milestones.date_for(done, start, owners)
        afterwards = bool(self.sentence.phrase("afterwards").match(self.sentence.text, hit.end))
        if afterwards and dated is not None and not self.milestones.is_close(dated, start):
            dated = None  # 9日获悉，工程建成后年产…
        over = bool(self.sentence.phrase("reached").search(before)) or self.milestones.past(
            dated or (last.day if near else None)
        )
        expected = aim or (afterwards and not over) or self._lies_ahead(hit, said, dated, last.stage, over=over)
        if near or before.strip("，") in _AS_BEFORE:  # 建成通车: both or neither; 明年3月动工，|当年|送电
            expected = expected or last.expected
        among = before.lstrip().startswith("其中")  # …一期工程启动，其中会展中心主体|封顶
        part = among or self._is_of_a_part(before, start) or self._is_first_set(before, hit.end)
        some = among or self.sentence.phrase("first_house").search(before) is not None
        stage = "under_construction" if some and stage == "topped_out" else stage
        more = self._is_one_of_more(before, hit.end, owners)
        if more and stage == "topped_out" and (part or any(some in before for some in _SOME)):
            stage = "under_construction"  # 首批860套封顶，其余楼栋正在施工; 宿舍楼已封顶，食堂还在砌墙
        partial = said.phase or part or more
        supplied = self.words.dated(hit.word) and self.sentence.phrase("supplied").match(self.sentence.text, hit.end)
        if said.milestone and not supplied:
            dated = self.milestones.corrected_date(dated, before, hit.end, expected=expected)
            late = said.milestone == "start_date" and self.sentence.phrase("late_part").search(before) is not None
            whole = expected and "二期" in before and not (part or more)  # with the second phase the whole is ready
            partial_end = (partial or said.first) and said.milestone == "completion_date"
            if dated is not None and (whole or not (said.phase or late or partial_end)):
                for owner, day in self.milestones.dealt(owners, dated):
                    yield Said(owner, said.milestone, days(day), day.id, start, hit.rule.name, said.phase)
            if stage is None and not partial and self._ends_clause(hit.end) and self.milestones.past(dated):
                stage = self.words.dated(hit.word)
        stage, expected = self._corrected(
            stage, hit, before, partial=part if said.phase else partial, expected=expected
        )
        if stage and (stage == "planned" or not expected):
            evidence = self.sentence.page.clean.raw_span(start, hit.end)
            for owner in [*owners, *(self.owners.whole_of(owners) if stage == "under_construction" else ())]:
                yield Said(owner, "status", stage, evidence, start, hit.rule.name, said.of_phase)
        return _Last(hit.end, expected, stage or "", dated)

    def _lies_ahead(self, hit: _Hit, said: _Stage, dated: Date | None, last: str, *, over: bool) -> bool:
        """Whether what a word says is not reached: it is waited or worked for, or its day has not come."""
        before = said.before
        if self._waits(hit.start) or self._expected(before) or self.milestones.ahead(dated, last):
            return True
        if not over and said.stage != "planned" and self.sentence.phrase("proposes").match(self.sentence.opening):
            return True
        worked_for = said.stage in _LATER and self._is_pushed(said.owners[:1])
        return worked_for or self._is_all_of_this_year(dated, before)

    def _is_one_of_more(self, before: str, end: int, owners: list[Mention]) -> bool:
        """Whether what is reached is of a part: …南段通车, 36栋已竣工，其余6栋正在粉刷; a work that is named as a phase
        is a whole one.
        """
        if self.sentence.phrase("other_part").match(before):
            return True
        rest = self.sentence.phrase("rest").search(self.sentence.text, end, self.sentence.right)
        several = len({mention.record for mention in self.sentence.mentions}) > 1
        if rest is None or (several and not (rest.start() == end and rest.group()[1] in _SIDES)):
            return False  # 甲已封顶，乙竣工，其余正在施工: the rest of several works
        named = self.sentence.phrase("phase_named")
        return not (named.search(rest.group()) and any(named.search(m.name) for m in owners))

    def _ends_clause(self, at: int) -> bool:
        """Whether a clause ends at an offset: 3月22日供水，, but not 4月3日供水管爆裂."""
        return at >= self.sentence.right or self.sentence.text[at] in "，。；！？”\n了"

    def _is_first_set(self, before: str, end: int) -> bool:
        """Whether what is reached is of the first set of several: 第一台机组送电。…第二台机组正在安装."""
        if not self.sentence.phrase("first_set").search(before):
            return False
        return self.sentence.phrase("next_set").search(self.sentence.text, end, end + _SETS) is not None

    def _is_joined(self, start: int, end: int) -> bool:
        """Whether two stages between which these offsets lie are told as one: 建成|通车, 全线贯通|、全部|开放.

        Two rules may read one word, too.
        """
        if end < start:
            return True
        if not 0 <= end - start <= _JOINED or "，" in self.sentence.text[start:end]:
            return False
        return (
            end - start <= 2 or self.sentence.phrase("together").fullmatch(self.sentence.text, start, end) is not None
        )

    def _is_aim(self, at: int) -> bool:
        """Whether the word stands in an item of a plan: 今年要抓好十项工程：一是开工…, 二是启动…."""
        if self._is_in_plan(at):
            return True
        if not self.sentence.phrase("item").search(self.sentence.text, self.sentence.left, at):
            return False
        first = self.sentence.text.rfind("一是", max(0, at - _LIST), at)
        return first >= 0 and bool(
            self.sentence.phrase("plan_of").search(self.sentence.text, max(0, first - _INTRODUCED), first)
        )

    def _is_in_plan(self, at: int) -> bool:
        """Whether a report's part about what is to be done has begun, in a clause that begins with its verb."""
        left = self.sentence.clause_left(at)
        left = max((e for s, e, _ in self.sentence.dates if s == left), default=left)  # 二季度|开工
        if self.sentence.text[left:at].strip(" \n") not in ("", "新", "全面", "抓紧", "全线"):
            return False
        if self.sentence.phrase("urges").match(self.sentence.text, self.sentence.left, left):
            return True  # 确保续建的…竣工，|新开工…
        return self.sentence.phrase("plan_part").search(self.sentence.text, max(0, at - _REPORT), at) is not None

    def _corrected(
        self, stage: str | None, hit: _Hit, before: str, *, partial: bool, expected: bool
    ) -> tuple[str | None, bool]:
        """The stage by what stands round its word, and whether it still lies ahead: 开工以来, 主体|完工, 主塔|封顶."""
        goes_on = before.endswith("正在") and not hit.word.startswith("启动")  # 首批机井正在|开钻
        if stage == "started" and (goes_on or self.sentence.text.startswith("以来", hit.end)):
            return "under_construction", False
        pushed = "推进" in hit.word and self.sentence.phrase("prepared").search(before)
        if stage == "under_construction" and (pushed or self.sentence.phrase("papers").search(before)):
            return "planned", expected
        if (stage in _OVER and partial) or self.sentence.phrase("topped").search(before + hit.word):
            return "under_construction", expected
        return stage, expected

    def _is_pushed(self, owners: list[Mention]) -> bool:
        """Whether what projects reach is only worked for: 推动…竣工, 确保…通车."""
        for owner in owners:
            left = self.sentence.clause_left(owner.start)
            if self.sentence.left <= owner.start and self.sentence.phrase("pushed").search(
                self.sentence.text, left, owner.start
            ):
                return True
        return False

    def _waits(self, start: int) -> bool:
        """Whether the clause says what is waited for: 等园区年底|启用."""
        return (
            self.sentence.phrase("waits").match(self.sentence.text, self.sentence.clause_left(start), start) is not None
        )

    def _is_of_a_part(self, before: str, start: int) -> bool:
        """Whether what is reached is of a part that the clause names, or its sentence speaks of: 西段…，5月|铺通."""
        if before.endswith("全幅"):
            return False  # 加宽后的桥面全幅|通车
        if self.sentence.phrase("partial").search(before):
            return True
        if "全线" in before:
            return False  # 东段明年1月通气，后年1月全线|贯通
        return self.sentence.phrase("of_a_part").search(self.sentence.text[self.sentence.left : start]) is not None

    def _is_all_of_this_year(self, dated: Date | None, before: str) -> bool:
        """Whether all of a list is to be reached in the year that has begun: …三个项目，今年全部建成投产."""
        if dated is None or dated.end is None or self.sentence.published is None or dated.precision != "year":
            return False
        early = dated.end.year == self.sentence.published.year and self.sentence.published.month < _LATE_MONTH
        return early and self.sentence.phrase("all_reached").search(before) is not None

    def _told(self, hit: _Hit, before: str) -> tuple[str | None, str | None]:
        """The field of a date that a word says, and the stage, by what stands before it in its clause."""
        stage = hit.rule.constants.get("stage") or self.words.stage(hit.word)
        begun = stage == "started" or hit.word.endswith(("收尾", "尾声"))
        ended = "前期" in before and hit.word.endswith(("完成", "结束"))  # of 招标 that says nothing of the work
        if self.sentence.phrase("preparing").search(before):
            if begun and before.endswith("拆迁") and hit.word.startswith(_TO_BEGIN):
                return "start_date", "started"  # 1989年6月拆迁|动工
            if begun or ended:
                return None, "planned"  # 前期工作已经启动
            if hit.word.endswith(("完成", "结束")):
                return None, None  # 勘测设计年底以前|完成
        if stage == "started" and self.sentence.phrase("agreed").search(before):
            return None, "planned"  # 董事会同意|上马
        if self.sentence.phrase("negated").search(before):
            return None, None  # 9月不会|开工
        if self.sentence.phrase("failed").search(before):
            return None, None if stage == "planned" else stage  # 未能通过环评
        return hit.rule.constants.get("field") or self.words.milestone(hit.word), stage

    def _expected(self, before: str) -> bool:
        return bool(self.sentence.phrase("expected").search(before)) and not self.sentence.phrase("reached").search(
            before
        )
