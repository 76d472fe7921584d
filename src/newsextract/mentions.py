"""Which printed names mean one project: 澄梧公路 is 澄川至梧陵二级公路, 宏宇项目 is 宏宇铜业高精铜箔项目."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from newsextract.compiled import compiled
from newsextract.context import Reading
from newsextract.find import Page
from newsextract.marks import DATELINE
from newsextract.records import AnyRecord
from newsextract.rules import Rule

_CLOSING = compiled(r"(?:建设)?(?:项目|工程)$")
_WAYS = (("高速公路", "高速"), ("城际铁路", "城际"), ("高速铁路", "高铁"))  # papers print both
_PHASE = compiled(r"[一二三四五首]期(?:工程|项目)?$")
# What may stand between two items of a list of projects: A、总投资3亿元的B（8月开工）和C.
_LIST = compiled(
    r"(?:[约近超]?\d[\d.]*[十百千万亿]*[美港欧]?元(?=[，、；]))?(?:[（(][^（）()。；]{1,40}[）)](?=[、和及与以并]))?(?:、|，?(?:和|及|与|以及|并)|，(?:[二三四五六]是)?)?"
    r"(?:(?!其中)[^，。；、]{0,12}?(?:投资|占地|面积|造价|概算|全长|总长)[^，。；、]{0,14}的|[^，。；、]{0,4}元的|(?:连接|通往|紧[邻靠]|毗邻|配套|位于)[^，。；、]{0,8}的)?"
)


# What the page itself says that a name is shortened to.
_CALLED = compiled(r"[（(](?:以下|下文|下)?(?:统|简)?称(?:为|作)?[“‘]?(?<short>[^（）()“”‘’，。；]{2,20})[”’]?[）)]")
_CAPACITY = compiled(
    r"(?:年产|日产|日处理)?\d[\d.×x/]*[十百千万亿]*(?:吨|平方米|立方米|台|套|只|片|千瓦|兆瓦|吉瓦|MWh?|GWh?|千伏)(?:/\d+[MG]Wh?)?(?:/[年天日])?(?!级)"
)  # 白音风电 is 北能集团白音150万千瓦风电
_STRETCH = compiled(
    r"(?:桥|隧道|隧洞|段|站|站房|货场|动车所|枢纽|互通|立交|连接线|接线|支线|服务区|停车区|大坝|渡槽|船闸|泵站)$"
)
_NEXT_ENTRY = compiled(
    r"\s*(?:\d{1,2}[.、]|[（(][\d一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、"
    rf"|{DATELINE}\s)"
)
_SAY_LITTLE = frozenset("公大中小新老高")  # characters by which no thing is told: 公路 is no 公司
_PAIR = 2
START = attrgetter("start")  # what mentions are sorted by
_ENDLESS = 1000  # characters; a "sentence" of more is cut at a comma, so that the cost of a page grows with its length
_BACK = 300  # characters before 前者 that may name the two
_FROM_TO = compiled(r"(\p{Han})\p{Han}{0,4}至(\p{Han})\p{Han}{1,12}(?:[路线速铁]|高速公路)")
_LINES = frozenset(("路", "线", "公路", "铁路", "高速", "高铁", "城际", "高速公路"))
_OFFICES, _PREFIX = frozenset("省市县区镇乡"), 4  # what a place ends in, within so many characters of a full name
_FIRM = 6  # characters of a full name that hold its firm, behind a place
_KINDS, _CONTRACTED = frozenset("厂站院馆校场"), 5  # what is contracted in the middle, and characters of what is left
_SHORT_PHASE = 4  # characters of 六鳌二期
_LONG = 7  # characters of a short form that need not end as the full name does: 远山集团“风光火储”


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
            if not between or not _LIST.fullmatch(between) or between == "，":
                break
        found.append(mention)
    return sorted(found, key=START)


def walk(
    page: Page, mentions: Sequence[Mention], spans: Iterable[tuple[int, int]], rules: Sequence[Rule]
) -> Iterator[Stretch]:
    """Go through an article sentence by sentence; ``rules`` say what points at the project that it goes on about."""
    topic: list[Mention] = []
    recent: dict[str, Mention] = {}
    spans = tuple(spans)
    starts = [m.start for m in mentions]
    for start, end in spans:
        for left, right in _sentences(page, start, end):
            inside = mentions[bisect_left(starts, left) : bisect_left(starts, right)]
            here = [m for m in inside if m.end <= right]
            if not here and _NEXT_ENTRY.match(page.text, left, right):
                topic = []  # the next entry of a numbered list is no more of the project before
            if here or topic:
                pointed = _pointed(page, left, right, here, topic, rules, mentions, list(recent.values()))
                here = sorted([*here, *pointed], key=START)
            yield Stretch(left, right, here, topic, list(recent.values()), spans)
            for mention in here:
                recent.pop(mention.record, None)
                recent[mention.record] = mention
            if here:
                topic = listed(page, reversed(here))


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
                of = [m for m in recent if not thing.isdisjoint(m.name)][-1:]
            if len({m.record for m in of}) == 1 and (hit["any"] or not thing.isdisjoint(of[0].name)):
                yield Mention(*hit.span("mention"), of[0].name, of[0].record, None, rule.name)


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


def full_names(names: Iterable[str]) -> dict[str, str]:
    """Give each name the full one that it stands for on the same page, or itself.

    >>> full_names(["宏宇铜业高精铜箔项目", "宏宇项目", "启明产业园", "启明产业园二期"])["宏宇项目"]
    '宏宇铜业高精铜箔项目'
    >>> full_names(["启明产业园", "启明产业园二期"])["启明产业园"]
    '启明产业园'
    """
    unique = list(dict.fromkeys(names))
    full = {}
    for name in unique:
        longer = [other for other in unique if says_less(name, other) and stands_for(name, other)]
        full[name] = max(longer, key=_length) if longer else name
    return full


def stands_for(short: str, name: str) -> bool:
    """Whether a short name says in fewer characters what a full one says.

    Both end in the same head, or the short one is a firm or place with 项目; a phase is a project of its own.
    """
    if _PHASE.search(name) and not _PHASE.search(short):
        return False
    core, whole = (_shortened(_CLOSING.sub("", one)) for one in (short, name))
    if whole[0] in _OFFICES and core[0] not in _OFFICES:
        whole = whole[1:]  # 棉纺厂扩建 is 县棉纺厂万锭扩建
    whole = _CAPACITY.sub("", whole)
    if core == whole:
        return True
    if whole.startswith(core) and _STRETCH.search(whole, len(core)):
        return False  # 云潍高速公路|海河特大桥 is a part of what the short name says
    if len(core) < 2 or not _subsequence(core, whole):
        return False
    if (ends := _FROM_TO.match(whole)) and core[:2] == ends[1] + ends[2] and core[2:] in _LINES:
        return True  # 溪横路 is 溪源至横岭公路
    if core[:2] == whole[:2] and (short.endswith("项目") or len(core) >= _LONG):
        return True
    if core[0] in _OFFICES and core[0] in whole[1:_PREFIX] and core[-2:] == whole[-2:]:
        return True  # 县一中迁建 is 云渡县第一中学迁建
    if short.endswith("项目") and core in whole[:_FIRM]:
        return True  # 同茂项目 is 苏州同茂LED封装
    if core[:2] == whole[:2] and core[-1] == whole[-1] and core[-1] in _KINDS and len(core) >= _CONTRACTED:
        return True  # 青河化纤厂 is 青河化学纤维厂
    if core[-1] == "期" and core[-2:] == whole[-2:] and core[:-2] in whole and len(core) >= _SHORT_PHASE:
        return True  # 六鳌二期 is 漳浦六鳌海上风电场二期
    return core[-2:] == whole[-2:] and (whole.endswith(core) or core[0] == whole[0])


def _length(name: str) -> tuple[int, int]:
    """How much a name says: 博朗玻璃项目 says less than 博朗特种玻璃, and more than 博朗玻璃."""
    return len(_CLOSING.sub("", name)), len(name)


def says_less(name: str, other: str) -> bool:
    """Whether a name says less than another one, 项目 and 工程 at their ends apart."""
    return _length(name) < _length(other)


def other_forms(name: str) -> list[str]:
    """Give the forms in which papers print the name of a line as well.

    >>> other_forms("栗平高速公路"), other_forms("云昌高铁")
    (['栗平高速'], ['云昌高速铁路'])
    """
    both = [*_WAYS, *((short, long) for long, short in _WAYS)]
    return [name.removesuffix(one) + other for one, other in both if name.endswith(one)]


def _shortened(name: str) -> str:
    return next((name.removesuffix(long) + short for long, short in _WAYS if name.endswith(long)), name)


def _subsequence(short: str, name: str) -> bool:
    rest = iter(name)
    return all(c in rest for c in short)
