"""The sums and sizes that one sentence tells of its projects: investments, output, tax, area, capacity.

What stands before a sum says what it is, and a quantity is told by its unit; the rules are in ``patterns/facts.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

from newsextract.compiled import compiled
from newsextract.errors import PatternError
from newsextract.mentions import Mention
from newsextract.newcomers import turns_to_another
from newsextract.phases import phase_before
from newsextract.records import Money, plain
from newsextract.rules import Rule
from newsextract.sentence import NEAR, Said, Sentence

_SEVERALLY = ("分别", "依次", "一个是")
_ONE_EACH = ("一个是", "另一个是")  # 总投资一个是640万元，一个是2.3亿元
_OUGHT = ("应为", "应是", "应改为", "实为")
_OF_ITS_KIND = {"厂": ("厂", "厂项目"), "区": ("园区", "新区")}  # 该厂 of a plant, 全区 of a park are the work itself
_OFFICE = compiled(r"[省市县区镇乡州盟旗]")
_NAMED_AFTER = 4  # characters of a name that are what it is named after
_LATER_PHASES = ("二期", "三期")
_YEARLY = frozenset(("annual_output", "tax"))
_MARKS = frozenset("、和及与")  # between the items of a list
_SO_MANY = compiled(r"(?:等)?[\d一二两三四五六七八九十]+[个项大条座处家]")  # what closes a list
_LABEL = 24  # characters before a sum that may say what it is


class _Label(NamedTuple):
    """What a sum is: the field and the rule that says so; ``shared`` where several projects have one ``each`` (均), or
    so many sums follow, dealt out ``severally`` (分别); the ``owner`` that stands right before it, where that tells.
    """

    field: str
    rule: str
    shared: Literal["", "each", "severally"]
    owner: Mention | None = None


class Sums:
    """Reads the sums and sizes of a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        """Take the sentence."""
        self.sentence = sentence

    def read(self) -> list[Said]:
        """Give what the sentence says."""
        return [*self._sums(), *self._quantities()] if self.sentence.mentions or self.sentence.inherited else []

    def _sums(self) -> Iterator[Said]:
        n = 0
        last: _Label | None = None  # 总投资8亿元的A、6亿元的B
        while n < len(self.sentence.money):
            start, end, record = self.sentence.money[n]
            if self.sentence.phrase("misprinted").match(self.sentence.text, end, self.sentence.right):
                n += 1  # 投资总额为1710万元，应为|1170万元
                label = self._label(start, end)
                start, end, record = self.sentence.money[n] if n < len(self.sentence.money) else (start, end, record)
                label = label if self.sentence.text[:start].endswith(_OUGHT) else None
            else:
                label = self._label(start, end) or (last if self._is_item(start, end) else None)
            last = label
            n += 1
            if label is None:
                continue
            run = self._run(n - 1, "、和及与，" if label.shared == "severally" else "、和及与")
            if label.shared == "severally" or len(run) > 1:  # 总投资3亿元、2亿元和5000万元: dealt out, too
                owners = self._dealt(start, run[-1][1], len(run))
                if owners:
                    yield from (_said(o, label, r, s) for o, (s, _, r) in zip(owners, run, strict=True))
                if owners or len(run) > 1:  # so many sums that are dealt to others are not this one's
                    n += len(run) - 1
                    continue
            owners = [label.owner] if label.owner else self.sentence.owners(start, end)
            if len(owners) > 1 and not label.shared and self._is_of_the_last(owners, start):
                owners = owners[-1:]
            if record.amount is None or record.per is not None or (owners and self._of_many(owners[0], start, end)):
                continue
            if owners and (
                turns_to_another(self.sentence, owners[-1], start) or self._is_of_later_phase(owners[0], label, start)
            ):
                continue
            if owners and (self._is_of_phase(owners[0], start) or self._is_of_a_firm(owners[0], label, start, end)):
                continue
            if owners and self._is_of_a_town(owners[0], start, end):
                continue
            if owners and label.field == "total_investment" and self._is_of_a_later_job(owners[0], start, end):
                continue
            if len(owners) == 1 or label.shared == "each":
                yield from (_said(owner, label, record, start) for owner in owners)

    def _is_of_the_last(self, owners: list[Mention], start: int) -> bool:
        """Whether another sum parts the last of a list from the others: A投资5亿元、B|投资1亿元."""
        left, right = owners[-2].end, owners[-1].start
        if _SO_MANY.match(self.sentence.text, owners[-1].end):
            return False  # …和B|四个项目|累计完成投资1亿元
        return owners[-1].end <= start and any(left <= s and e <= right for s, e, _ in self.sentence.money)

    def _is_of_a_later_job(self, owner: Mention, start: int, end: int) -> bool:
        """Whether a sum is spent on a thing that was there: 去年竣工，今年投资2000万元|进行绿化."""
        text, begin = self.sentence.text, max(owner.end, self.sentence.left)
        if self.sentence.phrase("worked_on").search(owner.name) is not None:
            return False  # …电网改造一期工程竣工，总投资3150万元，改造9个乡镇的线路
        spent = self.sentence.phrase("later_job").match(text, end, self.sentence.right)
        return spent is not None and self.sentence.phrase("already").search(text, begin, start) is not None

    def _has_its_name(self, owner: Mention, at: int) -> bool:
        """Whether a clause begins as a project's name does, but not with all of it: 云渡电厂 of 云渡电厂3号机组."""
        called = owner.name[:_NAMED_AFTER]
        if _OFFICE.search(owner.name[: _NAMED_AFTER + 1]):
            return False  # a county is no firm
        limb = self.sentence.clause_left(at, "；。", owner.end)
        clauses = self.sentence.text[limb:at].split("，")
        if limb == owner.end:
            del clauses[0]  # the rest of the clause that names it
        return any(c.removeprefix("届时").startswith(called) and not c.startswith(owner.name) for c in clauses)

    def _is_of_a_town(self, owner: Mention, start: int, end: int) -> bool:
        """Whether a sum is what was spent on all works, of which one follows: 共完成水利投资|45亿元，建成了甲工程."""
        if owner.start < end:
            return False
        return (
            self.sentence.phrase("town_spent").search(self.sentence.text, self.sentence.clause_left(start), start)
            is not None
            and "，" in self.sentence.text[end : owner.start]
        )

    def _is_of_a_firm(self, owner: Mention, label: _Label, start: int, end: int) -> bool:
        """Whether what comes in a year comes to a firm beside the project: 由年产值30亿元|的华源集团承建."""
        if label.field not in _YEARLY:
            return False
        if owner.start >= end:  # 云渡集团产值30亿元，其投资的|云渡大桥
            return self.sentence.phrase("its_work").search(self.sentence.text, end, owner.start) is not None
        if self.sentence.phrase("firm_behind").match(self.sentence.text, end, self.sentence.right):
            return True
        limb = self.sentence.clause_left(start, "；。", owner.end)
        said = self.sentence.text[limb:start]
        if self.sentence.phrase("firm_years").search(said) or self._has_its_name(owner, start):
            return True
        plant = self.sentence.phrase("plant_years").match(self.sentence.text, self.sentence.left, start)
        if plant is not None and not owner.name.endswith(plant["kind"]):
            return True  # …厂二期扩建工程即将开工。该厂1993年投产，首年实现利税|3.1亿元
        left = self.sentence.clause_left(start, floor=owner.end)
        return self.sentence.phrase("firm_before").search(self.sentence.text, left, start) is not None

    def _label(self, start: int, end: int) -> _Label | None:
        """What the words round a sum say that it is."""
        before = self.sentence.text[max(self.sentence.left, start - _LABEL) : start]
        for rule in self.sentence.rules("sum"):
            hit = next((hit for hit in rule.pattern.finditer(before) if hit.end() == len(before)), None)
            after = rule.constants.get("after")
            if hit is None or (
                after and not self.sentence.room.compile(after).match(self.sentence.text, end, self.sentence.right)
            ):
                continue
            if (within := rule.constants.get("within")) is not None:
                paragraph = self.sentence.text.rfind("\n", 0, start) + 1
                if not self.sentence.room.compile(within).search(self.sentence.text, paragraph, start):
                    continue
            groups, owner = hit.groupdict(), None
            label = groups.get("label")
            if rule.constants.get("right_behind"):
                begin = start - len(hit.group() if label is None else label)
                owner = next((m for m in self.sentence.mentions if m.end == begin), None)
                if owner is None:
                    continue
            field = rule.constants.get("field") or self._field(rule, label or hit.group())
            if field == "total_investment" and groups.get("plan") and not self._is_built_for(end):
                field = "planned_investment"
            if any(word in hit.group() for word in _SEVERALLY):
                return _Label(field, rule.name, "severally")
            return _Label(field, rule.name, "each" if groups.get("each") else "", owner)
        return None

    def _field(self, rule: Rule, label: str) -> str:
        """What ``[words.sum]`` says that a label means; raises PatternError where it says nothing."""
        if (field := self.sentence.room.words["sum"].get(label)) is None:
            cure = f'write "{label}" = "total_investment" in [words.sum]'
            raise PatternError([f"{rule.where}: {rule.name}: {label!r} is the label of no field; {cure}"])
        return field

    def _is_built_for(self, end: int) -> bool:
        """Whether a sum is what a thing was built for, be it this year: 今年投资210万元|改造的老城广场."""
        of = self.sentence.phrase("of").match(self.sentence.text, end, self.sentence.right)
        return of is not None and len(of.group()) > 1

    def _is_item(self, start: int, end: int) -> bool:
        """Whether a sum stands between an item of a list and the next one, whose it is: A、|6亿元|的B."""
        text = self.sentence.text
        before = any(m.end == start - 1 for m in self.sentence.mentions) and text[start - 1] in _MARKS
        return before and text.startswith("的", end) and any(m.start == end + 1 for m in self.sentence.mentions)

    def _run(self, first: int, marks: str) -> list[tuple[int, int, Money]]:
        """The sums that are dealt out: the first one and those that only ``marks`` part from it."""
        run = self.sentence.money[first : first + 1]
        for money in self.sentence.money[first + 1 :]:
            if self.sentence.text[run[-1][1] : money[0]].strip(marks) not in ("", *_ONE_EACH):
                break
            run.append(money)
        return run

    def _dealt(self, start: int, end: int, count: int) -> list[Mention]:
        """The projects that so many sums are dealt out to: the list behind them or before them, else none."""
        behind = self.sentence.phrase("of").match(self.sentence.text, end, self.sentence.right)
        if behind and (first := next((m for m in self.sentence.mentions if 0 <= m.start - behind.end() <= NEAR), None)):
            owners = self.sentence.group_from(first)
        else:
            owners = self.sentence.owners(start, end)
            if len(owners) != count:  # A…，配套的B…，两项工程分别投资
                owners = (
                    list({m.record: m for m in self.sentence.mentions if m.end <= start}.values())
                    or self.sentence.recent[-count:]
                )
        return owners if len(owners) == count else []

    def _is_behind_another(self, owner: Mention) -> bool:
        """Whether a project is the last of several works, of which the one before it is not known."""
        mark = owner.start - 1
        if mark < self.sentence.left or self.sentence.text[mark] not in _MARKS:
            return False
        if any(m.end == mark for m in self.sentence.mentions):
            return False
        before = self.sentence.text[self.sentence.clause_left(mark) : mark]
        return self.sentence.phrase("a_work").search(before) is not None

    def _of_many(self, owner: Mention, at: int, end: int) -> bool:
        """Whether the sum is that of a group: A等9个项目…总投资, 总投资45亿元的A、B两个项目."""
        text, counted = self.sentence.text, self.sentence.phrase("counted")
        if owner.end <= at:
            between = text[owner.end : at]
            if self._is_behind_another(owner):
                return True  # 1号线|、2号线一期全长61公里，匡算投资378亿元
            if self.sentence.phrase("parts_of").search(between):
                return True
            return bool(counted.match(between)) or "这批项目" in between
        if self.sentence.phrase("builds").fullmatch(text[end : owner.start]):
            if text[owner.end : owner.end + 1] in _MARKS:
                return True  # 投资120亿元，建设科技小镇、酒店、学校
            if self.sentence.phrase("builds_more").match(text, owner.end, self.sentence.right):
                return True
            return counted.match(text, owner.end, self.sentence.right) is not None
        run = [owner]
        for mention in self.sentence.mentions:
            if mention.start > owner.start and text[run[-1].end : mention.start] in _MARKS:
                run.append(mention)  # what has a sum or size of its own is told apart: 总投资5亿元的A、占地60亩的B
        return (
            len(run) > 1
            and self.sentence.phrase("all_counted").match(text, run[-1].end, self.sentence.right) is not None
        )

    def _quantities(self) -> Iterator[Said]:
        for rule in self.sentence.rules("quantity"):
            for hit in self.sentence.finditer(rule):
                if any(m.start < hit.end("value") <= m.end for m in self.sentence.mentions):
                    continue
                if self.sentence.phrase("had").search(
                    self.sentence.text, self.sentence.clause_left(hit.start()), hit.start()
                ):
                    continue
                owners = self.sentence.owners(hit.start(), hit.end())
                other = self.sentence.phrase("other_firm").search(
                    self.sentence.text, self.sentence.clause_left(hit.start()), hit.start()
                )
                own = _OF_ITS_KIND.get(other["firm"], ()) if other is not None else ()
                if other is not None and not (owners and owners[0].name.endswith(own)):
                    continue  # 该集团形成年产…, but not 该厂占地 of a plant
                spans = self._dealt_values(hit) if len(owners) > 1 else []
                if len(owners) == 1 and not (
                    self._has_its_name(owners[0], hit.start())
                    or turns_to_another(self.sentence, owners[0], hit.start())
                    or self._is_of_phase(owners[0], hit.start())
                    or (rule.constants["field"] == "area" and self._is_ground_of_phase(owners[0], hit.start()))
                ):
                    grown = self._grown(hit)
                    spans = [grown or (hit.start("rate" if hit.groupdict().get("rate") else "value"), hit.end("value"))]
                for owner, (start, end) in zip(owners, spans, strict=False) if len(spans) == len(owners) else ():
                    span = self.sentence.page.clean.raw_span(start, end)
                    value = "".join(self.sentence.raw[slice(*span)].split())
                    yield Said(owner, rule.constants["field"], value, span, start, rule.name)

    def _grown(self, hit: regex.Match[str]) -> tuple[int, int] | None:
        """Where the size stands that another one has grown to: 由800万立方米增加到|1300万立方米."""
        if self.sentence.text[hit.start("value") - 1] not in "由从":
            return None
        grown = self.sentence.phrase("grown").match(self.sentence.text, hit.end("value"), self.sentence.right)
        return grown.span("value") if grown is not None else None

    def _dealt_values(self, hit: regex.Match[str]) -> list[tuple[int, int]]:
        """Where the values are that a size which is dealt out begins: 装机分别为10万千瓦和8万千瓦."""
        text = self.sentence.text
        if not any(word in text[hit.start() - 2 : hit.start("value")] for word in ("分别", "依次")):
            return []
        spans = [hit.span("value")]
        while (
            following := self.sentence.phrase("next_value").match(text, spans[-1][1], self.sentence.right)
        ) is not None:
            spans.append(following.span("value"))
        return spans

    def _is_of_later_phase(self, owner: Mention, label: _Label, start: int) -> bool:
        """Whether an investment is that of a second phase that the clause before began with: 园区二期正在规划，计划投资
        |1.2亿元.
        """
        begun = phase_before(self.sentence, start, owner.end)
        if begun is not None and self.sentence.phrase("phase_sums").match(self.sentence.text, start):
            return begun not in owner.name  # 一期去年通水，投资1120万元；二期投资860万元
        if begun is None or begun not in _LATER_PHASES or begun in owner.name or label.field == "completed_investment":
            return False
        left = self.sentence.clause_left(start)
        return self.sentence.phrase("of_later").match(self.sentence.text, left, start) is not None

    def _is_ground_of_phase(self, owner: Mention, at: int) -> bool:
        """Whether an area is that of the phase that a clause before began with: 一期投资2亿元，占地|150亩.

        What is made or earned in the end is told of the whole there: 一期投资2亿元，达产后年产值8亿元.
        """
        begun = phase_before(self.sentence, at, owner.end)
        return begun is not None and begun not in owner.name

    def _is_of_phase(self, owner: Mention, at: int) -> bool:
        """Whether what follows is the size of one phase of a work that is more: 其中一期占地410亩."""
        left = self.sentence.clause_left(at)
        own = self.sentence.phrase("phase_named").search(owner.name)
        said = [
            *self.sentence.phrase("phase_named").finditer(self.sentence.text, max(self.sentence.left, owner.end), at)
        ]
        if own is not None and said and said[-1][1] != own[1]:
            return True  # 二期工程开工。该小区一期已交付，建筑面积4万平方米
        hit = self.sentence.phrase("of_phase").search(self.sentence.text, left, at)
        if hit is not None:  # 其中云渡铁矿二期投资5亿元、|云渡大道投资1亿元 names a work of its own behind the phase
            return owner.start < hit.end() and (hit[1] or hit[2]) not in owner.name
        first = self.sentence.phrase("phase_first").match(self.sentence.text, left, at)
        return first is not None and owner.start < left and first[1] not in owner.name


def _said(owner: Mention, label: _Label, record: Money, at: int) -> Said:
    value = plain(record.amount) if record.amount is not None else ""
    return Said(owner, label.field, value, record.id, at, label.rule)
