"""Stage 8, link: records → what the page says of each project.

A sum, a date or a status belongs to the project that the words give it to: the one right behind it (总投资2亿元的…), else
the last one before it in its sentence, else the one that the article goes on about (该项目, 二期, 总投资…). A sum of a list
is nobody's; what is expected is no status.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import regex

from newsextract.articles import Draft
from newsextract.compiled import compiled
from newsextract.context import Outcome, Reading
from newsextract.find import Page
from newsextract.mentions import full_names
from newsextract.records import AnyRecord, Date, Fact, Money, Span, plain
from newsextract.rules import Room

STAGES = ("planned", "signed", "started", "under_construction", "topped_out", "completed", "in_operation")

_LABEL = r"(?<plan>今年|年内|年度)?(?<label>\L<sum>)(?:总额|额)?(?:分别)?(?:[约近超逾达为共仅至]|超过|突破|可达|将达|可实现|达到|不到|不足|总计|合计|预计|累计|已)*$"
_OF = compiled(r"(?:以上|左右|多)?的(?=.)")
_BUILDS = compiled(r"(?:，(?:在[^，。；]{1,8}|把[^，。；]{1,14}))?(?:改成|改建成|打造成|建设|兴建|新建|修建|建成|建起|实施|改造|扩建)了?(?:[^，。；、]{1,8}的)?$")
_LIST = compiled(
    r"(?:、|，?(?:和|及|与|以及|并)|，)?(?:[^，。；、]{0,12}?(?:投资|占地|面积|造价|概算)[^，。；、]{0,14}的|[^，。；、]{0,4}元的)?"
)
_SEVERALLY = compiled(r"分别")
_EXPECTED = compiled(
    r"预计|计划|力争|争取|确保|拟|将|可望|有望|目标|即将|要在|准备|待|年内|届时|尚未|未|规划|等待|推动|协议|后$"
)
_REACHED = compiled(r"已|抢在|日前|刚刚?|了$")
_PREPARED = compiled(r"前期|手续|规划|招标")
_AFTERWARDS = compiled(r"(?:通车|投产|投用|运营|使用|达产)?(?:之)?(?:后|前(?!期|列|景|沿|来|往))|以来")
_PHASE = compiled(r"([一二三四五首]期|[一二三]号线)(?:工程|项目|厂房|建设)?[^，。；]{0,12}$")
_POINTER = compiled(
    r"[该这其此]|(?:外资项目|项目|工程|投资|预计|估算|概算|正在|已|大桥|大坝|全线|全部|主体|一期|二期|三期|首期|总投资|计划|占地|建筑面积|年产|日处理|建成|投产|达产|通车|目前|眼下|预计|园区|专用线|景区|小区|装机|设计|全长)"
)
_OTHER_SUBJECT = compiled(r"(?:全[市县区省镇国]|[我本][市县区省国]|各[地县区]|上半年|下半年|前?[一二三四]季度|[市县区省][委政])")
_QUANTITY = r"(?<value>\d[\d.,]*(?:[×—~-]\d[\d.]*)?[百千万亿]*{unit})"
_AREA = compiled(
    r"(?:占地|建筑面积|用地|(?<!单位)面积)(?:面积)?[约近达为共超]*" + _QUANTITY.format(unit=r"(?:平方米|平方公里|公顷|亩|平米)")
)
_CAPACITY = compiled(
    r"(?:年产|日产|月产|年加工|年处理|日处理|日供水|日供|年供|年发电|年吞吐|年出栏|年存栏|装机容量|总装机|装机|总库容|库容|发运能力|运送能力|吞吐能力|生产能力|供汽能力|处理能力|保存容量|总规模|年生产)"
    r"(?!值)[^，。；、\d]{0,12}?(?<rate>每[小天年]时?)?"
    + _QUANTITY.format(unit=r"(?!元|个百分|%|[年月日])(?:立方米|平方米|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|公斤|吨|头|只|羽|套|台|辆|件|米|张|万|箱|瓶|支|株|标准箱|种|块|度|人次|GWh|MWh|GW|MW|KW|kW|片|条|册|尾|担|方|枚|床|根|吨油|平)(?:/[年天日小]时?)?")
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """One printed project: its clean span, its full name and the id of the record of that name."""

    start: int
    end: int
    name: str
    record: str


# Sums that are being dealt out: where the last one ended, the field, the projects, and whose turn it is.
_Dealt = tuple[int, str, list[_Mention], int]


@dataclass(slots=True)
class _Said:
    """A fact in the making; ``at`` orders what is said of one project."""

    mention: _Mention
    field: str
    value: str
    evidence: str | Span
    at: int
    phase: bool = False


def link(
    page: Page,
    found: Mapping[str, list[Outcome]],
    records: Mapping[str, list[AnyRecord]],
    room: Room,
    drafts: list[Draft],
    published: date | None,
    raw: str,
) -> list[Fact]:
    """Give the facts of a page, by project in page order, one for each field."""
    mentions = _mentions(found["project"], records["project"])
    if not mentions:
        return []
    values = [
        (reading.start, reading.end, record)
        for kind in ("money", "date")
        for reading, record in zip(_readings(found[kind]), records[kind], strict=True)
    ]
    values.sort(key=lambda v: v[0])
    said: list[_Said] = []
    for spans in [draft.spans for draft in drafts] or [((0, len(page.text)),)]:
        topic: list[_Mention] = []
        for start, end in spans:
            for left, right in _sentences(page, start, end):
                reader = _Sentence(page, room, left, right, mentions, values, topic, published, raw)
                said += reader.read()
                topic = reader.topic
    return list(_settled(said))


def _readings(outcomes: Iterable[Outcome]) -> list[Reading]:
    return [o for o in outcomes if isinstance(o, Reading)]


def _mentions(outcomes: list[Outcome], records: list[AnyRecord]) -> list[_Mention]:
    readings = _readings(outcomes)
    names = [str(r.fields["name"]) for r in readings]
    full = full_names(names)
    ids: dict[str, str] = {}
    for name, record in zip(names, records, strict=True):
        ids.setdefault(name, record.id)
    return [_Mention(r.start, r.end, full[n], ids[full[n]]) for r, n in zip(readings, names, strict=True)]


def _sentences(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        left, right = page.sentence(at)
        yield max(left, start), min(right, end)
        at = max(right, at + 1)


class _Sentence:
    """Reads the facts of one sentence."""

    def __init__(
        self,
        page: Page,
        room: Room,
        left: int,
        right: int,
        mentions: list[_Mention],
        values: list[tuple[int, int, AnyRecord]],
        topic: list[_Mention],
        published: date | None,
        raw: str,
    ) -> None:
        self.page, self.room, self.left, self.right = page, room, left, right
        self.published, self.raw = published, raw
        self.text = page.text[left:right]
        self.mentions = [m for m in mentions if left <= m.start and m.end <= right]
        inside = [v for v in values if left <= v[0] and v[1] <= right]
        in_name = [v for v in inside if any(m.start <= v[0] and v[1] <= m.end for m in self.mentions)]
        self.money = [(s, e, r) for s, e, r in inside if isinstance(r, Money)]
        self.dates = [(s, e, r) for s, e, r in inside if isinstance(r, Date) and (s, e, r) not in in_name]
        opening = self.text.lstrip("“‘（ \n")
        goes_on = bool(_POINTER.match(opening))
        other = bool(_OTHER_SUBJECT.match(opening))
        self.inherited = topic if goes_on and not other else []
        self.topic = topic if not other or not self.mentions else []
        if self.mentions:
            self.topic = self._group(self.mentions[-1])

    def read(self) -> list[_Said]:
        """Give what the sentence says."""
        if not self.mentions and not self.inherited:
            return []
        return [*self._sums(), *self._quantities(), *self._stages()]

    def _group(self, last: _Mention) -> list[_Mention]:
        """The list that ends with a mention: A、B和C."""
        group = [last]
        for mention in reversed([m for m in self.mentions if m.end <= last.start]):
            between = self.page.text[mention.end : group[0].start]
            if not between or not _LIST.fullmatch(between) or between == "，":
                break
            group.insert(0, mention)
        return group

    def _owners(self, start: int, end: int) -> list[_Mention]:
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

    def _sums(self) -> Iterator[_Said]:
        label = self.room.compile(_LABEL)
        previous: _Dealt | None = None
        for start, end, record in self.money:
            assert isinstance(record, Money)
            before = self.page.text[self.left : start]
            hit = label.search(before[-24:])
            if hit is None:
                previous = yield from self._severally(previous, start, end, record)
                continue
            kind = self.room.words["sum"][hit["label"]]
            if kind == "total_investment" and hit["plan"]:
                kind = "planned_investment"
            owners = self._owners(start, end)
            if _SEVERALLY.search(hit.group()) and len(owners) > 1:
                yield _said(owners[0], kind, record, start)
                previous = (end, kind, owners, 1)
            elif len(owners) == 1 and record.amount is not None and not self._of_many(owners[0], start):
                yield _said(owners[0], kind, record, start)
                previous = None

    def _severally(
        self, previous: _Dealt | None, start: int, end: int, record: Money
    ) -> Generator[_Said, None, _Dealt | None]:
        """Deal the sums of 分别为A、B和C out to the projects of their list."""
        if previous is None:
            return None
        done, kind, owners, n = previous
        if n < len(owners) and self.page.text[done:start].strip("、和及，") == "":
            yield _said(owners[n], kind, record, start)
            return (end, kind, owners, n + 1)
        return None

    def _of_many(self, owner: _Mention, at: int) -> bool:
        """Whether the sum is that of a group: A等9个项目…总投资."""
        between = self.page.text[owner.end : at] if owner.end <= at else ""
        return bool(regex.match(r"等(?:[一几数多]|\d|[二两三四五六七八九十])", between)) or "这批项目" in between

    def _quantities(self) -> Iterator[_Said]:
        for field, pattern in (("area", _AREA), ("capacity", _CAPACITY)):
            for hit in pattern.finditer(self.page.text, self.left, self.right):
                if any(m.start < hit.end("value") <= m.end for m in self.mentions):
                    continue
                owners = self._owners(hit.start(), hit.end())
                if len(owners) == 1:
                    rate = hit["rate"] if "rate" in hit.groupdict() else None
                    start = hit.start("rate") if rate else hit.start("value")
                    span = self.page.clean.raw_span(start, hit.end("value"))
                    yield _Said(owners[0], field, "".join(self.raw[slice(*span)].split()), span, start)

    def _stages(self) -> Iterator[_Said]:
        words = self.room.words
        done = self.left
        last = (self.left - 9, False, "")  # where the word before ended, whether it was expected, and its stage
        for hit in self.room.compile(r"(?<!开放式|对外)(?:(?<stage>\L<status>)|(?<other>\L<milestone>))(?!仪式.{0,3}将|投资|率|额|验收)").finditer(
            self.page.text, self.left, self.right
        ):
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
            if milestone and not (phase and milestone == "completion_date"):
                if dated is not None:
                    for owner in owners:
                        yield _Said(owner, milestone, _days(dated), dated.id, start, phase)
            stage = words["status"].get(word)
            if stage == "under_construction" and "推进" in word and _PREPARED.search(before):
                stage = "planned"
            if stage and not expected:
                evidence = self.page.clean.raw_span(start, end)
                for owner in owners:
                    yield _Said(owner, "status", stage, evidence, start, phase)
            last = (end, expected, stage or "")
            if milestone:
                done = end

    def _stage_owners(self, start: int, end: int) -> list[_Mention]:
        text = self.page.text
        for mention in self.mentions:  # 谋划…步道, 去年开工的…公路, 建成…广场
            if 0 <= mention.start - end <= 6 and regex.fullmatch(
                r"(?:建设|运营|实施)?(?:了|的|起|并)?(?:[^，。；、]{0,3})", text[end : mention.start]
            ):
                if self._behind_is_new(start, mention):
                    return self._group_from(mention)
        before = [m for m in self.mentions if m.end <= start]
        if before:
            own = [m for m in before if text[m.start - 1 : m.start] not in "在于"] or before
            between = text[own[-1].end : start]
            if regex.search(r"[，：]\d+[个条座]|[，：](?:全|我)[市县区省]", between):
                return []  # the next clause counts others: …交付群众，3个项目年内完成
            return self._group(own[-1])
        behind = [m for m in self.mentions if m.start >= end]
        if behind and not self.inherited and self.room.words["status"].get(text[start:end]) == "signed":
            return self._group_from(behind[0])  # 签署协议，将在…建设A、B和C
        return self.inherited

    def _behind_is_new(self, start: int, mention: _Mention) -> bool:
        """Whether no other project stands in the clause before the word: then the word looks forward."""
        left = self._clause_left(start)
        return not any(left <= m.start and m.end <= start for m in self.mentions if m is not mention)

    def _group_from(self, first: _Mention) -> list[_Mention]:
        group = [first]
        for mention in [m for m in self.mentions if m.start >= first.end]:
            between = self.page.text[group[-1].end : mention.start]
            if not between or not _LIST.fullmatch(between) or between == "，":
                break
            group.append(mention)
        return group

    def _clause_left(self, at: int) -> int:
        return max(self.left, max(self.page.text.rfind(mark, self.left, at) + 1 for mark in "，；：。"))

    def _ahead(self, dated: Date | None, before: str) -> bool:
        """Whether a date lies ahead; one that is running does, where the stage before it is only planned."""
        if dated is None or dated.start is None or dated.end is None or self.published is None:
            return False
        return dated.start > self.published or (before == "planned" and dated.end > self.published)

    def _expected(self, before: str, end: int) -> bool:
        if _AFTERWARDS.match(self.page.text, end):
            return not _REACHED.search(before)
        return bool(_EXPECTED.search(before)) and not _REACHED.search(before)

    def _date_for(self, done: int, start: int, owners: list[_Mention]) -> Date | None:
        """The date that a milestone is reached at: the last one before it that no other milestone has used."""
        dates = [d for d in self.dates if done <= d[0] and d[1] <= start]
        if not dates:
            return None
        s, e, record = dates[-1]
        assert isinstance(record, Date)
        between = self.page.text[e:start]
        if len(between) > 12 and not (owners and s < owners[0].start and not self._other_between(owners, e, start)):
            return None
        if record.start is None or regex.search(r"截至[^，。；]{0,8}$", self.page.text[self.left : s]):
            return None
        return record

    def _other_between(self, owners: list[_Mention], left: int, right: int) -> bool:
        mine = {m.start for m in owners}
        return any(left <= m.start < right and m.start not in mine for m in self.mentions)


def _said(owner: _Mention, field: str, record: Money, at: int) -> _Said:
    return _Said(owner, field, plain(record.amount) if record.amount is not None else "", record.id, at)


def _days(record: Date) -> str:
    assert record.start is not None and record.end is not None
    return f"{record.start.isoformat()}/{record.end.isoformat()}"


def _settled(said: list[_Said]) -> Iterator[Fact]:
    """One fact for each project and field: the first sum, the last completion, the latest stage that was reached."""
    by_key: dict[tuple[str, str], list[_Said]] = {}
    for one in said:
        if one.value:
            by_key.setdefault((one.mention.name, one.field), []).append(one)
    for (name, field), ones in by_key.items():
        chosen = ones[0]
        value = chosen.value
        if field == "status":
            chosen, value = _stage(ones)
        elif field == "completion_date":
            chosen = max(ones, key=lambda o: o.value.split("/")[1])
            value = chosen.value
        yield Fact(
            project=name,
            record=chosen.mention.record,
            field=field,  # type: ignore[arg-type]  # one of the fields by construction
            value=value,
            evidence=chosen.evidence,
        )


def _stage(ones: list[_Said]) -> tuple[_Said, str]:
    """The latest stage; a project with one phase done and another going on is under construction."""
    best = max(ones, key=lambda o: STAGES.index(o.value))
    phases = [o for o in ones if o.phase]
    if phases and any(o.value in ("planned", "started", "under_construction") for o in phases) and len(phases) == len(ones):
        return best, "under_construction" if STAGES.index(best.value) > 2 else best.value
    whole = [o for o in ones if not o.phase]
    if phases and whole and best.phase:
        best_whole = max(whole, key=lambda o: STAGES.index(o.value))
        return best, "under_construction" if STAGES.index(best_whole.value) <= 3 else best.value
    return best, best.value
