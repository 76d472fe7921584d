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

from newsextract.find import Page
from newsextract.mentions import Mention, Stretch, listed
from newsextract.records import AnyRecord, Date, Money, Span, plain
from newsextract.rules import Room, Rule

_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_YEAR = 366  # days; a longer time is none that something is reached in, unless right before its verb
_FAR = 300  # characters between a day and the 同日 that means it
_LATER = frozenset(("started", "topped_out", "completed", "in_operation"))
_LABEL = 24  # characters before a sum that may say what it is
_NEAR = 8  # characters between words and the name that they are said of
_SEASONS, _LAST = frozenset(("quarter", "half_year")), 31  # days before its end a season still lies ahead
_HEAD = 6  # characters of a name's end by which a sentence can go on about it: 抽水蓄能电站


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
        self.recent = stretch.recent

    def _opening(self) -> str:
        """The sentence without who tells it and when."""
        lead_in = self._phrase("lead_in").match(self.page.text, self.left, self.right)
        return self.page.text[lead_in.end() if lead_in else self.left : self.right]

    def turns_away(self) -> bool:
        """Whether the sentence speaks of a town or a trade as a whole, so that what follows is said of no project."""
        return self._phrase("other_subject").match(self._opening()) is not None

    def _goes_on(self, topic: list[Mention]) -> bool:
        """Whether the sentence goes on about the topic: by 总投资…, 建成后…, or by the word that its name ends in."""
        opening = self._opening()
        if not topic or self._phrase("other_subject").match(opening):
            return False
        if len({mention.record for mention in topic}) > 1:
            return bool(self._phrase("several").match(opening))
        name = topic[-1].name
        if any(opening.startswith(name[-n:]) for n in range(2, min(len(name), _HEAD + 1))):
            return True
        return bool(self._phrase("pointer").match(opening))

    def _phrase(self, name: str) -> regex.Pattern[str]:
        """The pattern that ``[parts]`` of ``patterns/facts.toml`` calls so."""
        return self.room.compile(f"(?&{name})")

    def read(self) -> list[Said]:
        """Give what the sentence says."""
        if not self.mentions and not self.inherited:
            return []
        return [*self._sums(), *self._quantities(), *self._stages(), *self._gathered()]

    def _group(self, last: Mention) -> list[Mention]:
        """The list that ends with a mention: A、B和C."""
        return listed(self.page, reversed([m for m in self.mentions if m.start <= last.start]))

    def _owners(self, start: int, end: int) -> list[Mention]:
        """The projects that words at ``start`` to ``end`` are said of."""
        text = self.page.text
        behind = self._phrase("of").match(text, end, self.right)
        if behind:
            for mention in self.mentions:
                if (
                    behind.end() <= mention.start <= behind.end() + _NEAR
                    and "，" not in text[behind.end() : mention.start]
                ):
                    return [mention]
        for mention in self.mentions:
            if 0 <= mention.start - end <= 20 and self._phrase("builds").fullmatch(text[end : mention.start]):
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
            return [
                m
                for m in before
                if not (text.endswith("其中", 0, m.start) and self._phrase("size").match(text, m.end, at))
            ]
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
            if record.amount is None or record.per is not None or (owners and self._of_many(owners[0], start, end)):
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
            if "分别" in hit.group() or "依次" in hit.group():
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
        behind = self._phrase("of").match(self.page.text, end, self.right)
        if behind and (first := next((m for m in self.mentions if 0 <= m.start - behind.end() <= _NEAR), None)):
            owners = self._group_from(first)
        else:
            owners = self._owners(start, end)
            if len(owners) != count:  # A…，配套的B…，两项工程分别投资
                owners = list({m.record: m for m in self.mentions if m.end <= start}.values()) or self.recent[-count:]
        return owners if len(owners) == count else []

    def _rules(self, reads: str) -> Iterator[Rule]:
        return (rule for rule in self.room.rules if rule.constants.get("reads") == reads)

    def _finditer(self, rule: Rule) -> Iterator[regex.Match[str]]:
        return rule.pattern.finditer(self.page.text, self.left, self.right)

    def _of_many(self, owner: Mention, at: int, end: int) -> bool:
        """Whether the sum is that of a group: A等9个项目…总投资, 投资45亿元实施A等9个项目."""
        between = self.page.text[owner.end : at] if owner.end <= at else ""
        built = owner.start >= end and self._phrase("builds").fullmatch(self.page.text[end : owner.start])
        ahead = built and self._phrase("counted").match(self.page.text, owner.end, self.right)
        return bool(ahead or self._phrase("counted").match(between)) or "这批项目" in between

    def _quantities(self) -> Iterator[Said]:
        for rule in self._rules("quantity"):
            for hit in self._finditer(rule):
                if any(m.start < hit.end("value") <= m.end for m in self.mentions):
                    continue
                owners = self._owners(hit.start(), hit.end())
                if self._phrase("other_firm").search(self.page.text, self._clause_left(hit.start()), hit.start()):
                    continue
                if len(owners) == 1 and not self._is_of_phase(owners[0], hit.start()):
                    start = hit.start("rate" if hit.groupdict().get("rate") else "value")
                    span = self.page.clean.raw_span(start, hit.end("value"))
                    value = "".join(self.raw[slice(*span)].split())
                    yield Said(owners[0], rule.constants["field"], value, span, start, rule.name)

    def _is_of_phase(self, owner: Mention, at: int) -> bool:
        """Whether what follows is the size of one phase of a work that is more: 其中一期占地410亩."""
        hit = self._phrase("of_phase").search(self.page.text, self._clause_left(at), at)
        return hit is not None and (hit[1] or hit[2]) not in owner.name

    def _stages(self) -> Iterator[Said]:
        done = self.left
        last = (self.left - 9, False, "")  # where the word before ended, whether it was expected, and its stage
        last_day: Date | None = None
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
            found = self._phrase("phase").search(before)
            if found is not None and found[1].endswith("期"):  # 产业园一期工程竣工，二期工程年底动工
                owners = [
                    m
                    for m in owners
                    if not (own := self._phrase("phase_named").search(m.name)) or own[1] == found[1][0]
                ]
            phase = found is not None
            if rule.constants.get("only") == "phase" and not phase:
                continue
            milestone = self._milestone(word)
            stage = rule.constants.get("stage") or self._stage(word)
            dated = self._date_for(done, start, owners)
            near = start - last[0] <= 2 or None
            afterwards = bool(self._phrase("afterwards").match(self.page.text, end))
            if afterwards and dated is not None and not self._is_close(dated, start):
                dated = None  # 9日获悉，工程建成后年产…
            over = self._phrase("reached").search(before) or self._past(dated or (near and last_day))
            afterwards = afterwards and not over
            waits = self._phrase("waits").match(self.page.text, self._clause_left(start), start)
            expected = afterwards or bool(waits) or self._expected(before) or self._ahead(dated, last[2])
            expected = expected or (stage in _LATER and any(map(self._is_pushed, owners[:1])))
            if near:  # 建成通车: both or neither
                expected = expected or last[1]
            partial = phase or bool(self._phrase("partial").search(before))
            if milestone and dated is not None and not (phase or (partial and milestone == "completion_date")):
                for owner in owners:
                    yield Said(owner, milestone, _days(dated), dated.id, start, rule.name, phase)
            if stage == "started" and self.page.text.startswith("以来", end):
                stage, expected = "under_construction", False
            if stage == "under_construction" and "推进" in word and self._phrase("prepared").search(before):
                stage = "planned"
            reached = stage in ("completed", "in_operation") and partial and not phase
            if reached or self._phrase("topped").search(before + word):
                stage = "under_construction"
            if stage and (stage == "planned" or not expected):
                evidence = self.page.clean.raw_span(start, end)
                for owner in owners:
                    yield Said(owner, "status", stage, evidence, start, rule.name, phase)
            last, last_day = (end, expected, stage or ""), dated
            if milestone:
                done = end

    def _gathered(self) -> Iterator[Said]:
        """What a ceremony in the sentence before says of those that this one lists: 16个项目集中签约。其中，…."""
        if not self._phrase("list_of_them").match(self.page.text, self.left, self.right):
            return
        before = self.page.sentence(self.left - 1) if self.left else (0, 0)
        hit = self._phrase("gathered").search(self.page.text, *before)
        stage = self._stage(hit[1]) if hit else None
        if hit is None or stage is None:
            return
        evidence = self.page.clean.raw_span(*hit.span(1))
        for mention in self.mentions:
            yield Said(mention, "status", stage, evidence, mention.start, "facts/stage")

    def _is_pushed(self, owner: Mention) -> bool:
        """Whether what a project reaches is only worked for: 推动…竣工, 确保…通车."""
        left = self._clause_left(owner.start)
        return self.left <= owner.start and bool(self._phrase("pushed").search(self.page.text, left, owner.start))

    def _of_another(self, end: int, owners: list[Mention]) -> bool:
        """Whether what is reached is another thing or only prepared: 建成的第一批大棚, 启动…机场前期工作."""
        text = self.page.text
        ahead = [m for m in owners if 0 <= m.start - end <= _NEAR or self._leads_to(end, m)]
        if ahead:
            return bool(self._phrase("prepared").match(text, max(m.end for m in ahead)))
        if self._phrase("aim").match(text, end):
            return False
        return text.startswith("的", end) and end + 1 < self.right and text[end + 1] not in "，。；、"

    def _milestone(self, word: str) -> str | None:
        """The field of a date that a word says; 带电投运 says what 投运 does."""
        milestones = self.room.words["milestone"]
        if word not in milestones and self._stage(word) == "in_operation":
            inside = (word[a:b] for a in range(len(word) - 1) for b in range(a + 2, len(word) + 1))
            word = next((part for part in inside if part in milestones), word)
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
        if (several := self._phrase("all_of").search(text, self._clause_left(start), start)) is not None:
            told = list({m.record: m for m in before}.values())
            if len(told) == _NUMBERS.get(several[1]):  # 甲…，乙…，两项工程双双完工
                return told
        if before:
            own = [m for m in before if text[m.start - 1 : m.start] not in "在于"] or before
            between = text[own[-1].end : start]
            if self._phrase("others").search(between):
                return []  # the next clause counts others: …交付群众，3个项目年内完成
            return self._group(own[-1])
        behind = [m for m in self.mentions if m.start >= end]
        if behind and not self.inherited and self._stage(text[start:end]) == "signed":
            return self._group_from(behind[0])  # 签署协议，将在…建设A、B和C
        return self.inherited

    def _leads_to(self, end: int, mention: Mention) -> bool:
        """Whether a word that ends there is said of the mention behind it: 在建的道路项目有：…."""
        between = self.page.text[end : mention.start]
        return 0 <= mention.start - end <= _LABEL and self._phrase("forward").fullmatch(between) is not None

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
        return before == "planned" or early or bool(self._phrase("deadline").match(self.page.text, end))

    def _is_close(self, dated: Date, start: int) -> bool:
        return any(record is dated and start - e <= _NEAR for _, e, record in self.dates)

    def _past(self, dated: Date | None) -> bool:
        """Whether a day is over: 4月投入运营后 tells in June what is reached."""
        return dated is not None and dated.end is not None and self.published is not None and dated.end < self.published

    def _expected(self, before: str) -> bool:
        return bool(self._phrase("expected").search(before)) and not self._phrase("reached").search(before)

    def _date_for(self, done: int, start: int, owners: list[Mention]) -> Date | None:
        """The date that a milestone is reached at: the last one before it that no other milestone has used."""
        dates = [d for d in self.dates if done <= d[0] and d[1] <= start]
        if self._phrase("same_day").search(self.page.text, self.left, start):
            return self._day_before(start)
        if not dates:
            return None
        s, e, record = dates[-1]
        assert isinstance(record, Date)
        between = self.page.text[e:start]
        if len(between) > 12 and not (owners and s < owners[0].start and not self._other_between(owners, e, start)):
            return None
        if record.start is None or record.end is None or "%" in between:
            return None
        if len(between) > 12 and (record.end - record.start).days > _YEAR:
            return None
        if self.page.text.endswith("以来", s, e) or self._phrase("until").search(self.page.text[self.left : s]):
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
