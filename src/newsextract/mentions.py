"""Where a page prints its projects, or points at them, and what each sentence of an article goes on about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from newsextract.aliases import full_names
from newsextract.compiled import compiled
from newsextract.context import Reading
from newsextract.find import Page
from newsextract.marks import CIRCLED, DATELINE, NEWS
from newsextract.records import AnyRecord
from newsextract.rules import Rule

# What the name of a work ends in that has a length, along which work is done.
LINES = ("路", "高速", "高铁", "城际", "大道", "线", "段", "渠", "管道")
# What may stand between two items of a list of projects: A、总投资3亿元的B（8月开工）和C.
_LIST = compiled(
    r"(?:[约近超]?\d[\d.]*[十百千万亿]*[美港欧]?元(?=[，、；]))?(?:[（(][^（）()。；]{1,40}[）)](?=[、和及与以并]))?(?:、|，?(?:和|及|与|以及|并)|，(?:[二三四五六]是)?)?"
    r"(?:(?!其中)[^，。；、]{0,12}?(?:投资|占地|面积|造价|概算|全长|总长)[^，。；、]{0,14}的|[^，。；、]{0,9}元的|(?:连接|通往|紧[邻靠]|毗邻|配套|位于)[^，。；、]{0,8}的)?"
)
# An item between two of them that is no project: 云湾变电所|、二号标准厂房、|云渡水厂.
_UNNAMED = compiled(r"、[^，。；、：的\d]{2,12}[、和及与]")
# What the page itself says that a name is shortened to.
_CALLED = compiled(r"[（(](?:以下|下文|下)?(?:统|简)?称(?:为|作)?[“‘]?(?<short>[^（）()“”‘’，。；]{2,20})[”’]?[）)]")
_CALLED_SO = compiled(r"(?:[管把]它叫做?|称[它其之]为|[俗人简]称(?:它|其)?(?:为|作)?|又[名叫]|也叫)[“‘]?$")
_CALLED_LATER = 120  # characters
_NEXT_ENTRY = compiled(
    rf"\s*(?:{CIRCLED}|"
    r"\d{1,2}[.、]|[（(][\d一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、"
    rf"|{DATELINE}\s|\p{{Han}}——"  # 陆——云港货运站封顶; ●总投资：3亿元 is no entry
    r"|(?:[●○■□◆◇▲△★☆▶◎※⊙]|——)\s?[^，。；：\d]{2,18}"
    r"(?:[厂站场院校园楼馆库渠桥路线港城村区]|中心|基地|工程|项目|改造|扩建|拓宽|治理|建设)[。：])"
)
# What numbered entries stand behind that are all of one work: 现将…水厂有关情况公示如下：一、…；二、日供水5万吨.
_ITS_ENTRIES = compiled(r"如下[：。]|(?:工程|项目|标段)名称：")
# A sentence that leads up to a thing, which the next one goes on about.
_OTHER_THING = compiled(
    r"(?:是|数|叫|走进|来到|走到|赶到|到了|还有|便是|就是)(?![^，。；]{0,10}(?:[首第最]|一[座条个家处]))(?<thing>[^，。；：、的了\d]{3,16}(?:[厂站场院校园楼馆库渠桥港城]|中心|基地|工程|项目|改造|扩建|公路|铁路|大道|生产线|小区))。"
)
_SUBHEAD_OF_WORKS = compiled(r"工程|项目|建设|招商|(?:[厂站园馆桥渠库院校]|中心|基地|公路|铁路|小区)$")
# A sentence of the whole, of which the one before told parts: …进展顺利。大坝完工，隧洞贯通。|整个工程|明年通水.
_OF_THE_WHOLE = compiled(r"\s*整个(?:工程|项目)")
_LATER_PHASE = compiled(r"\s*[二三四]期(?:工程|项目)?")
_PHASED = compiled(r"[一二三四]期")
_POINTS_BACK = compiled(r"\s*[“‘]?(?:[该这此其它本]|项目|工程)")
_SAY_LITTLE = frozenset("公大中小新老高")  # characters by which no thing is told: 公路 is no 公司
_PLANT = frozenset("厂园")  # what a 项目 may be that does not say what it builds: 工厂, 园区
_PAIR = 2
START = attrgetter("start")  # what mentions are sorted by
_ENDLESS = 1000  # characters; a "sentence" of more is cut at a comma, so that the cost of a page grows with its length
_QUOTED = 300  # characters of a quotation whose speaker is looked for behind it
_OPENS = compiled(rf"\s*(?:{NEWS}\s*(?:[（(][^（）()]{{0,30}}[）)])?\s*)?“")
_SAYS = compiled(r"(?:说|讲|介绍|表示|透露|告诉记者|坦言|指出)(?:道|了)?[，。！：\n]?$|(?:说|介绍|表示)[，。]")
_BACK = 300  # characters before 前者 that may name the two


class Mention(NamedTuple):
    """One printed project: its clean span, its full name, the id of the record of that name and of its own record.

    Where the page only points at the project (该项目), there is no record of its own but the ``rule`` that says so.
    """

    start: int
    end: int
    name: str
    record: str
    own: str | None
    rule: str | None = None


class Stretch(NamedTuple):
    """One sentence of an article: what it names or points at, and what the article went on about before it.

    ``recent`` is the last mention of each project that was named before it, in their order; ``article`` holds the clean
    spans of its article.
    """

    left: int
    right: int
    mentions: list[Mention]
    topic: list[Mention]
    recent: list[Mention]
    article: tuple[tuple[int, int], ...]


def find_mentions(page: Page, readings: Sequence[Reading], records: Sequence[AnyRecord]) -> list[Mention]:
    """Give every printed project of a page, in page order, with the full name that it stands for."""
    names = [str(reading.fields["name"]) for reading in readings]
    full = full_names(names)
    for reading, name in zip(readings, names, strict=True):
        if (called := _CALLED.match(page.text, reading.end)) and called["short"] in full:
            full[called["short"]] = full[name]  # …引水工程（以下简称引云济柳工程）
    for before, reading in pairwise(readings):  # …供水一体化工程。村民嫌名字拗口，管它叫麻供工程
        near = reading.start - before.end <= _CALLED_LATER
        if near and _CALLED_SO.search(page.text, before.end, reading.start):
            full[str(reading.fields["name"])] = full[str(before.fields["name"])]
    ids: dict[str, str] = {}
    for name, record in zip(names, records, strict=True):
        ids.setdefault(name, record.id)
    mentions = [
        Mention(reading.start, reading.end, full[name], ids[full[name]], record.id)
        for reading, name, record in zip(readings, names, records, strict=True)
    ]
    return sorted(mentions, key=START)


def listed(page: Page, run: Iterable[Mention]) -> list[Mention]:
    """Give the list that the first of these mentions belongs to, as far as they are items of it, in their order."""
    found: list[Mention] = []
    for mention in run:
        if found:
            left, right = sorted((found[-1], mention), key=START)
            between = page.text[left.end : right.start]
            if not between or not (_LIST.fullmatch(between) or _UNNAMED.fullmatch(between)) or between == "，":
                break
        found.append(mention)
    return sorted(found, key=START)


def is_item(between: str) -> bool:
    """Whether what stands before a name is what may stand before the first of a list: 总投资3亿元的|B."""
    return _LIST.fullmatch(between) is not None


def walk(
    page: Page,
    mentions: Sequence[Mention],
    spans: Iterable[tuple[int, int]],
    head: tuple[int, int] | None,
    rules: Sequence[Rule],
) -> Iterator[Stretch]:
    """Go through an article sentence by sentence; ``rules`` say what points at the project that it goes on about.

    ``spans`` are its text and ``head`` the one of them that is its headline, which goes on about no sentence. Where it
    alone names the one project of the article it is read first, and the text goes on about it.
    """
    topic: list[Mention] = []
    recent: dict[str, Mention] = {}
    has_entries = False
    spans = tuple(spans)
    starts = [m.start for m in mentions]
    named = [span for span in spans if bisect_left(starts, span[0]) < bisect_left(starts, span[1])]
    if head is not None and named == [head]:  # …拖了又拖，到底干不干？ 住建局：该项目4月开工
        above = mentions[bisect_left(starts, head[0]) : bisect_left(starts, head[1])]
        if len({m.record for m in above}) == 1:
            spans = (head, *(span for span in spans if span != head))
    for start, end in spans:
        topic = [] if (start, end) == head else topic
        for left, right in _sentences(page, start, end):
            inside = mentions[bisect_left(starts, left) : bisect_left(starts, right)]
            here = [m for m in inside if m.end <= right]
            if not here and not has_entries and _NEXT_ENTRY.match(page.text, left, right):
                topic = []  # the next entry of a numbered list is no more of the project before
            elif (
                not here
                and topic
                and _turns_away(page.text[left:right], topic, recent.values(), left in page.head_starts)
            ):
                topic = []
            elif not here and (speaks_of := _speaks_of(page, left, end, mentions, starts)):
                topic = speaks_of
            elif not here and topic and _OF_THE_WHOLE.match(page.text, left, right):
                paragraph = page.text.rfind("\n", 0, left) + 1
                topic = list(mentions[bisect_left(starts, paragraph) : bisect_left(starts, left)][:1]) or topic
            if here or topic:
                pointed = _pointed(page, left, right, here, topic, rules, mentions, list(recent.values()))
                here = sorted([*here, *pointed], key=START)
            yield Stretch(left, right, here, topic, list(recent.values()), spans)
            for mention in here:
                recent.pop(mention.record, None)
                recent[mention.record] = mention
            if here:
                topic = listed(page, reversed(here))
            of = here or topic  # 为保安全，特通告如下：一、…, of the work that the sentence before named
            if here or not has_entries:
                one = len({m.record for m in of}) == 1
                has_entries = one and _ITS_ENTRIES.search(page.text, left, right) is not None


def _pointed(
    page: Page,
    left: int,
    right: int,
    here: Sequence[Mention],
    topic: Sequence[Mention],
    rules: Sequence[Rule],
    known: Sequence[Mention],
    recent: Sequence[Mention],
) -> Iterator[Mention]:
    """Find 该项目 and its like: the last project before it, where it is one, or the last ``recent`` one that it fits.

    ``known`` are all that the page names: 甲公司的项目 may be any of them.
    """
    for rule in rules:
        for hit in rule.pattern.finditer(page.text, left, right):
            before = [m for m in here if m.end <= hit.start()]
            of = listed(page, reversed(before)) if before else topic
            if any(m.start < hit.end() and hit.start() < m.end for m in here):
                continue
            if firm := hit.groupdict().get("firm"):  # 鼎新材料的项目
                of = [m for m in known if any(m.name.startswith(firm[n:]) for n in range(len(firm) - 2))][:1]
            if "last" in hit.groupdict():  # 前者, 后者
                two = of if len(of) == _PAIR else list({m.record: m for m in before}.values())
                two = two if before or len(two) == _PAIR else _two_before(page, left, known)
                of = [two[-1 if hit["last"] else 0]] if len(two) == _PAIR else []
            thing = set(hit.groupdict().get("thing") or "") - _SAY_LITTLE
            if thing and (not of or thing.isdisjoint(of[-1].name)):  # 这条公路, after a factory was named
                of = [m for m in recent if not thing.isdisjoint(m.name)][-1:] or of[-1:]
            if len({m.record for m in of}) == 1 and (hit.groupdict().get("any") or _may_be(thing, of[0].name)):
                yield Mention(*hit.span("mention"), of[0].name, of[0].record, None, rule.name)


def _may_be(thing: Collection[str], name: str) -> bool:
    """Whether a project may be called a thing, of which these are the characters: 这家工厂 is what a 项目 builds."""
    return any(c in name for c in thing) or (name.endswith("项目") and any(c in _PLANT for c in thing))


def _heads_another(text: str, topic: Sequence[Mention]) -> bool:
    """Whether a subhead is over what is told of another thing, or of works of all kinds: 北湖湿地公园, 民生工程."""
    of_works = "：" not in text and _SUBHEAD_OF_WORKS.search(text) is not None
    return of_works and not any(m.name[-_PAIR:] in text for m in topic)


def _leads_to_another(text: str, topic: Sequence[Mention]) -> bool:
    """Whether a sentence leads up to a thing that is not what the topic is called, in part or in full, or a word for
    it: 最后一站是…文创园, but not 该工程是重点工程.
    """
    other = _OTHER_THING.search(text) if _POINTS_BACK.match(text) is None else None
    thing = other["thing"] if other is not None else ""
    return other is not None and not any(thing in m.name or m.name in thing or thing[-2:] in m.name for m in topic)


def _is_of_another_phase(text: str, topic: Sequence[Mention], recent: Iterable[Mention]) -> bool:
    """Whether a sentence begins with a phase, and a work named before the topic has phases, which that has not:
    洋山一期投资143亿元，东海大桥投资71亿元。|二期工程|已开工.
    """
    if _LATER_PHASE.match(text) is None or any("期" in mention.name for mention in topic):
        return False
    return any(_PHASED.search(mention.name) for mention in recent)


def _turns_away(text: str, topic: Sequence[Mention], recent: Iterable[Mention], is_subhead: bool) -> bool:
    """Whether a sentence or subhead speaks of another thing or of a phase of another one."""
    if is_subhead and _heads_another(text.strip(), topic):
        return True
    return _leads_to_another(text, topic) or _is_of_another_phase(text, topic, recent)


def _speaks_of(page: Page, left: int, end: int, mentions: Sequence[Mention], starts: Sequence[int]) -> list[Mention]:
    """The project of whoever says what a quotation opens with, where the sentence behind it names it alone:
    “项目已完成投资2亿元。”云渡大桥项目负责人说. ``starts`` are those of the mentions.
    """
    if (opens := _OPENS.match(page.text, left, end)) is None:
        return []
    close = page.text.find("”", opens.end(), min(end, left + _QUOTED))
    if close < 0 or page.text[close - 1] not in "。！？" or "\n" in page.text[left:close]:
        return []
    begin = close + 1
    until = min(page.sentence(begin)[1], end) if begin < end else begin
    if not _SAYS.search(page.text, begin, until):
        return []
    named = mentions[bisect_left(starts, begin) : bisect_left(starts, until)]
    quoted = bisect_left(starts, left) < bisect_left(starts, begin)
    if quoted or len({m.record for m in named}) != 1:
        return []
    return [named[0]._replace(start=left, end=left)]  # as a topic, it stands before what is said of it


def _two_before(page: Page, left: int, known: Sequence[Mention]) -> list[Mention]:
    """The two projects that the words before a sentence, back to a full stop, name: 甲…；乙…。前者…，后者…."""
    before = [m for m in known if m.end <= left]
    begin = left
    named: list[Mention] = []
    while not named and begin > max(0, left - _BACK):  # 前者 may stand in the sentence right before
        begin = max(page.text.rfind(mark, max(0, begin - _BACK), begin - 1) for mark in "。\n") + 1
        named = list({m.record: m for m in before if begin <= m.start}.values())
    return named if len(named) == _PAIR else listed(page, reversed(before))


def _sentences(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        right = min(page.sentence(at)[1], end)
        if right - at > _ENDLESS:
            right = page.text.rfind("，", at, at + _ENDLESS) + 1 or at + _ENDLESS
        yield at, right
        at = right
