"""What one sentence says of the projects that it names or goes on about: sums, quantities, stages and dates.

The patterns and words that say so are data: ``patterns/facts.toml``. A rule says what it ``reads``: a ``sum`` by what
stands before it, a ``quantity`` with its unit, or a ``stage`` and the date before it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date

import regex

from newsextract.compiled import compiled
from newsextract.find import Page
from newsextract.mentions import Mention, listed
from newsextract.records import AnyRecord, Date, Money, Span, plain
from newsextract.rules import Room, Rule

_OF = compiled(r"(?:以上|左右|多)?的(?=.)")
_BUILDS = compiled(
    r"(?:，(?:在[^，。；]{1,8}|把[^，。；]{1,14}))?"
    r"(?:改成|改建成|打造成|建设|兴建|新建|修建|建成|建起|实施|改造|扩建)了?(?:[^，。；、]{0,8}的)?$"
)
_COUNTED = compiled(r"等(?:[一几数多]|\d|[二两三四五六七八九十])")
_OTHERS = compiled(r"[，：]\d+[个条座]|[，：](?:全|我)[市县区省]")
_UNTIL = compiled(r"截至[^，。；]{0,8}$")
_FORWARD = compiled(r"(?:建设|运营|实施)?(?:了|的|起|并)?(?:[^，。；、]{0,3})")
_LABEL = 24  # characters before a sum that may say what it is
_SEVERALLY = compiled(r"分别")
_EXPECTED = r"\L<expected>|后$"
_REACHED = compiled(r"已|抢在|日前|刚刚?|了$")
_PREPARED = compiled(r"前期|手续|规划|招标")
_AFTERWARDS = compiled(r"(?:通车|投产|投用|运营|使用|达产)?(?:之)?(?:后|前(?!期|列|景|沿|来|往))|以来")
_PHASE = compiled(r"([一二三四五首]期|[一二三]号线)(?:工程|项目|厂房|建设)?[^，。；]{0,12}$")
_POINTER = r"[该这其此]|\L<pointer>"
_OTHER_SUBJECT = compiled(
    r"(?:全[市县区省镇国]|[我本][市县区省国]|各[地县区]|[上下]半年|前?[一二三四]季度|[市县区省][委政])"
)


@dataclass(frozen=True, slots=True)
class _Label:
    """What a sum is: the field, the rule that says so, and whether several sums follow, one for each project."""

    field: str
    rule: str
    severally: bool


@dataclass(frozen=True, slots=True)
class _Dealt:
    """Sums that are being dealt out: where the last one ended, what they are, the projects, and whose turn it is."""

    end: int
    label: _Label
    owners: list[Mention]
    turn: int


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
        left: int,
        right: int,
        mentions: list[Mention],
        values: list[tuple[int, int, AnyRecord]],
        topic: list[Mention],
        published: date | None,
        raw: str,
    ) -> None:
        """Take what lies between ``left`` and ``right``; ``topic`` is what the article goes on about."""
        self.page, self.room, self.left, self.right = page, room, left, right
        self.published, self.raw = published, raw
        self.text = page.text[left:right]
        self.mentions = [m for m in mentions if left <= m.start and m.end <= right]
        inside = [v for v in values if left <= v[0] and v[1] <= right]
        in_name = [v for v in inside if any(m.start <= v[0] and v[1] <= m.end for m in self.mentions)]
        self.money = [(s, e, r) for s, e, r in inside if isinstance(r, Money)]
        self.dates = [(s, e, r) for s, e, r in inside if isinstance(r, Date) and (s, e, r) not in in_name]
        opening = self.text.lstrip("“‘（ \n")
        goes_on = bool(room.compile(_POINTER).match(opening))
        other = bool(_OTHER_SUBJECT.match(opening))
        self.inherited = topic if goes_on and not other else []
        self.topic = topic if not other or not self.mentions else []
        if self.mentions:
            self.topic = self._group(self.mentions[-1])

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
                if behind.end() <= mention.start <= behind.end() + 8 and "，" not in text[behind.end() : mention.start]:
                    return [mention]
        for mention in self.mentions:
            if 0 <= mention.start - end <= 20 and _BUILDS.fullmatch(text[end : mention.start]):
                return [mention]
        before = [m for m in self.mentions if m.end <= start]
        if before:
            return self._group(before[-1])
        return self.inherited

    def _sums(self) -> Iterator[Said]:
        previous: _Dealt | None = None
        for start, end, record in self.money:
            assert isinstance(record, Money)
            label = self._label(self.page.text[max(self.left, start - _LABEL) : start])
            if label is None:
                previous = yield from self._severally(previous, start, end, record)
                continue
            owners = self._owners(start, end)
            if label.severally and len(owners) > 1:
                yield _said(owners[0], label, record, start)
                previous = _Dealt(end, label, owners, 1)
            elif len(owners) == 1 and record.amount is not None and not self._of_many(owners[0], start):
                yield _said(owners[0], label, record, start)
                previous = None

    def _label(self, before: str) -> _Label | None:
        """What the words before a sum say that it is."""
        for rule in self._rules("sum"):
            if hit := rule.pattern.search(before):
                field = self.room.words["sum"][hit["label"]]
                if field == "total_investment" and hit["plan"]:
                    field = "planned_investment"
                return _Label(field, rule.name, _SEVERALLY.search(hit.group()) is not None)
        return None

    def _rules(self, reads: str) -> Iterator[Rule]:
        return (rule for rule in self.room.rules if rule.constants.get("reads") == reads)

    def _finditer(self, rule: Rule) -> Iterator[regex.Match[str]]:
        return rule.pattern.finditer(self.page.text, self.left, self.right)

    def _severally(
        self, previous: _Dealt | None, start: int, end: int, record: Money
    ) -> Generator[Said, None, _Dealt | None]:
        """Deal the sums of 分别为A、B和C out to the projects of their list."""
        if previous is None:
            return None
        n, owners = previous.turn, previous.owners
        if n < len(owners) and self.page.text[previous.end : start].strip("、和及，") == "":
            yield _said(owners[n], previous.label, record, start)
            return _Dealt(end, previous.label, owners, n + 1)
        return None

    def _of_many(self, owner: Mention, at: int) -> bool:
        """Whether the sum is that of a group: A等9个项目…总投资."""
        between = self.page.text[owner.end : at] if owner.end <= at else ""
        return bool(_COUNTED.match(between)) or "这批项目" in between

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
        words = self.room.words
        done = self.left
        last = (self.left - 9, False, "")  # where the word before ended, whether it was expected, and its stage
        hits = [(hit, rule) for rule in self._rules("stage") for hit in self._finditer(rule)]
        for hit, rule in sorted(hits, key=lambda it: it[0].start()):
            word = hit.group()
            start, end = hit.span()
            if any(m.start < end and start < m.end for m in self.mentions):
                continue
            owners = self._stage_owners(start, end)
            if not owners:
                done = end
                continue
            clause_left = max(self._clause_left(start), max((m.end for m in owners if m.end <= start), default=0))
            before = self.page.text[clause_left:start]
            phase = bool(_PHASE.search(before))
            milestone = words["milestone"].get(word)
            dated = self._date_for(done, start, owners)
            expected = self._expected(before, end) or self._ahead(dated, last[2])
            if start - last[0] <= 2:  # 建成通车: both or neither
                expected = expected or last[1]
            if milestone and dated is not None and not (phase and milestone == "completion_date"):
                for owner in owners:
                    yield Said(owner, milestone, _days(dated), dated.id, start, rule.name, phase)
            stage = self._stage(word)
            if stage == "under_construction" and "推进" in word and _PREPARED.search(before):
                stage = "planned"
            if stage and not expected:
                evidence = self.page.clean.raw_span(start, end)
                for owner in owners:
                    yield Said(owner, "status", stage, evidence, start, rule.name, phase)
            last = (end, expected, stage or "")
            if milestone:
                done = end

    def _stage(self, word: str) -> str | None:
        words = self.room.words
        return words["status"].get(word) or words["progress"].get(word)

    def _stage_owners(self, start: int, end: int) -> list[Mention]:
        text = self.page.text
        for mention in self.mentions:  # 谋划…步道, 去年开工的…公路, 建成…广场
            near = 0 <= mention.start - end <= 6 and _FORWARD.fullmatch(text[end : mention.start])
            if near and self._behind_is_new(start, mention):
                return self._group_from(mention)
        before = [m for m in self.mentions if m.end <= start]
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
        """Whether a date lies ahead; one that is running does, where the stage before it is only planned."""
        if dated is None or dated.start is None or dated.end is None or self.published is None:
            return False
        return dated.start > self.published or (before == "planned" and dated.end > self.published)

    def _expected(self, before: str, end: int) -> bool:
        if _AFTERWARDS.match(self.page.text, end):
            return not _REACHED.search(before)
        return bool(self.room.compile(_EXPECTED).search(before)) and not _REACHED.search(before)

    def _date_for(self, done: int, start: int, owners: list[Mention]) -> Date | None:
        """The date that a milestone is reached at: the last one before it that no other milestone has used."""
        dates = [d for d in self.dates if done <= d[0] and d[1] <= start]
        if not dates:
            return None
        s, e, record = dates[-1]
        assert isinstance(record, Date)
        between = self.page.text[e:start]
        if len(between) > 12 and not (owners and s < owners[0].start and not self._other_between(owners, e, start)):
            return None
        if record.start is None or _UNTIL.search(self.page.text[self.left : s]):
            return None
        return record

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
