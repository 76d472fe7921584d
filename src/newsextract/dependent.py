"""Names that stand for no project of their own: parts and contents of one that is named, and what one is said to be.

Every question looks no further than the paragraph before a name, so that the cost of a page grows with its length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping

from newsextract.compiled import compiled
from newsextract.context import Reading
from newsextract.find import Page
from newsextract.names import LONGEST, Cutter
from newsextract.reprinted import opens_clause
from newsextract.token import OF_ANY
from newsextract.vocabulary import NOUN

Span = tuple[int, int]

LOOSE = ("subject", "under-way", "subject-over-comma")
"""Rules that find parts of works, too."""
INNER = ("车间", "厂房", "装置", "机组", "主控楼", "主厂房", "航站楼", "堆场")
"""What a plant has inside."""
_BARE = 5  # characters
_SHORT = 3  # characters of a bare noun: 图书馆
_STREET = compiled(r"[^环辅便支道]\p{Han}+(?:[路街巷]|大道)")  # 学院路: streets have names of their own
_GOES_ON = compiled(
    r"(?:截[至到][^，。；]{1,10}，|目前，|眼下，|如今，)?(?:[该这此][座条个项校院园厂站桥馆]|项目|工程)"
)
_PHASE_IS = compiled(r"[一二三四首]期[^。；]{0,16}(?:建设|新建|兴建|建)$")  # 一期投资22亿元，建设|8英寸工艺线
_PHASE_LENGTH = 20  # characters
_MAINLY = compiled(r"(?:主要(?:建设|新建|包括|有|是)|(?:建设|主要)内容)[^，。；]{0,24}$")
_WILL_DO = ("规划", "设计", "建成后", "达产后", "投产后", "可", "将", "形成", "具备")
_IS_A = compiled(
    r"(?<pointed>(?:该|[这此][座条个项处]|这(?=是[^，。；的]{0,8}(?:首[座个条家]|第一|唯一|一[座个条家项])))[^，。；]{0,6})?(?<copula>是|为)(?![了着])"
)
_BY_OUTPUT = compiled(r"[年日月](?:产|处理|加工|生产)|\d")
_LAYS = ("打造", "建设", "新建", "修建", "铺设", "敷设")
_SO_LONG = compiled(r"\d[\d.]*万?(?:公里|米|平方米)")  # …提升工程将打造|滨河步道|12公里
_CONTENT = 120  # characters between a project and what it consists of
_ALL_OF_IT_SAID = compiled(r"，(?:整个|全部)(?:工程|项目)")
_NUMBERED = compiled(r"[\d一二三四五六七八九十]{1,2}号(?:联合|标准|生产|综合|主)?(?:厂房|车间|楼|仓库?)")
_SHOPS = compiled(r"(?:车间|厂房|机房|主楼|[^号路铁干支专复]线)$")  # what a plant is made of


class Found:
    """The readings of a page by their spans, from which those that stand for no project are dropped."""

    def __init__(self, readings: Mapping[Span, Reading]) -> None:
        """Take the readings."""
        self._readings = dict(readings)
        self._order = sorted(readings)
        self._names = Counter(_name(reading) for reading in readings.values())
        self._ends: dict[str, list[Span]] = {}  # those whose names end so, the first one last
        for span in reversed(self._order):
            for n in range(1, _SHORT + 1):
                self._ends.setdefault(_name(readings[span])[-n:], []).append(span)

    def __iter__(self) -> Iterator[Span]:
        """The spans of those that are left, in the order of the page."""
        return (span for span in self._order if span in self._readings)

    def __getitem__(self, span: Span) -> Reading:
        """The reading of a span."""
        return self._readings[span]

    def drop(self, span: Span) -> None:
        """Leave a reading out."""
        self._names[_name(self._readings.pop(span))] -= 1

    def within(self, left: int, right: int) -> Iterator[Span]:
        """Give the spans that begin from ``left`` on, and before ``right``."""
        for span in self._order[bisect_left(self._order, (left, 0)) : bisect_left(self._order, (right, 0))]:
            if span in self._readings:
                yield span

    def near(self, left: int, at: int) -> Iterator[Span]:
        """Give the spans that begin from ``left`` on and may end within reach of ``at``."""
        return self.within(max(left, at - _CONTENT - LONGEST), at)

    def is_named(self, name: str, *, beside: Reading) -> bool:
        """Whether another reading has a name."""
        return self._names[name] > (_name(beside) == name)

    def is_any_in(self, text: str, *, beside: Reading) -> bool:
        """Whether the name of another reading stands in a text."""
        return any(name in text and self.is_named(name, beside=beside) for name in self._names)

    def ends_before(self, ending: str, at: int) -> bool:
        """Whether the name of a reading before ``at`` ends so."""
        spans = self._ends.get(ending, [])
        while spans and spans[-1] not in self._readings:
            spans.pop()
        return bool(spans) and spans[-1][1] < at


def _name(reading: Reading) -> str:
    return str(reading.fields["name"])


def is_dependent(reading: Reading, found: Found, nouns: frozenset[str], page: Page, cutter: Cutter) -> bool:
    """Whether a name is a part or the content of a work that is named, what one is said to be, or the head of one."""
    return (
        _is_part(reading, found, page, cutter)
        or _is_content(reading, found, page)
        or _is_class(reading, found, page)
        or _is_head_of_another(reading, found, nouns, page)
    )


def _is_part(reading: Reading, found: Found, page: Page, cutter: Cutter) -> bool:
    """Whether a word for any thing of its kind is a part of what its sentence named: …站房封顶，站前广场在施工."""
    if _NUMBERED.fullmatch(page.text, reading.start, reading.end):
        block = page.text.rfind("\n", 0, reading.start) + 1
        return any(0 < reading.start - e <= _CONTENT for _, e in found.near(block, reading.start))
    if reading.match.rule.id not in LOOSE:
        return False
    left, right = page.sentence(reading.start)
    name = cutter.cut(page.text, left, right).starting.get(reading.start)
    if _ALL_OF_IT_SAID.search(page.text, reading.end, right) and name is not None and not cutter.is_proper(name):
        block = page.text.rfind("\n", 0, reading.start) + 1
        return any(e < left for _, e in found.within(block, left))  # 目前，雨污管网已完工，整个工程12月竣工
    if page.text.endswith(INNER, reading.start, reading.end):
        block = page.text.rfind("\n", 0, reading.start) + 1
        if name is not None and (name.end - name.start < _BARE or cutter.is_class(name) or not cutter.is_proper(name)):
            return any(0 < reading.start - e <= _CONTENT for _, e in found.near(block, reading.start))
    if reading.end - reading.start > _BARE:
        return False
    if _STREET.fullmatch(page.text, reading.start, reading.end):
        return False
    mark = reading.start - 1
    if page.text[mark] in "、和及与" and any(end == mark for _, end in found.near(0, reading.start)):
        return False  # an item of a list
    goes_on = _GOES_ON.match(page.text, left) is not None  # 该校区占地220亩，教学楼、实验楼、餐厅已封顶
    of_it = goes_on and _SHOPS.search(page.text, reading.start, reading.end)  # 工程分两步走，制炼车间正在安装
    if name is None or name.sign != NOUN or not (of_it or cutter.is_any(name)):
        return False
    first = page.text.rfind("\n", 0, left) + 1 if goes_on else left
    least = _BARE if reading.end - reading.start <= _SHORT else _BARE + 1
    before = found.within(first, reading.start)
    return any(e < reading.start and "，" in page.text[e : reading.start] and e - s >= least for s, e in before)


def _is_class(reading: Reading, found: Found, page: Page) -> bool:
    """Whether a name is what another is said to be: …水电站是我市最大的|水电工程, 该机场为|4C级支线机场."""
    text, (left, right) = page.text, page.clause(reading.start, reading.end)
    if right != reading.end:
        return False
    said = list(_IS_A.finditer(text, left, reading.start))
    if not said:
        return False
    is_a = said[-1]  # names may hold the character
    first = left if is_a.start("copula") > left else page.clause(left - 1, left - 1)[0]  # 一号井，是…中型矿井
    before = "".join(text[first : is_a.start("copula")].rstrip("，").split())
    if any(found.is_named(before[-n:], beside=reading) for n in range(1, min(len(before), LONGEST) + 1)):
        return True
    copula = is_a.start("copula")
    return is_a["pointed"] is not None or any(e <= copula for _, e in found.within(left, copula))


def _is_head_of_another(reading: Reading, found: Found, nouns: frozenset[str], page: Page) -> bool:
    """Whether a bare noun is what a name before it ends in: …学院图书馆安装网架。|图书馆造价4350万元."""
    name = reading.fields["name"]
    if len(name) > _SHORT or nouns.isdisjoint((name, name[1:])) or not opens_clause(page, reading.start):
        return False
    return found.ends_before(name, reading.start)


def _is_content(reading: Reading, found: Found, page: Page) -> bool:
    """Whether a name by its output alone says what the project before it is: …加工项目。…建设年产50万吨石膏粉生产线; or
    what it will have inside: 一期工程主要建设购物中心和五星级酒店，….
    """
    text, loose = page.text, reading.match.rule.id in LOOSE
    left = text.rfind("\n", 0, reading.start) + 1
    by_output = _BY_OUTPUT.match(text, reading.start) is not None
    begin = page.clause(reading.start, reading.end)[0]
    if (loose or by_output or reading.match.rule.constants.get("list")) and (
        _MAINLY.search(text, begin, reading.start)
        or _PHASE_IS.search(text, max(left, reading.start - _PHASE_LENGTH), reading.start)
    ):
        near = text[max(left, begin - _CONTENT) : begin]
        return any(e < begin for _, e in found.within(left, begin)) or found.is_any_in(near, beside=reading)
    if loose and _SO_LONG.match(text, reading.end) and text.endswith(_LAYS, 0, reading.start):
        return any(e < begin for _, e in found.within(page.sentence(reading.start)[0], begin))
    if not by_output:
        return False
    told = loose and text.endswith(_WILL_DO, 0, reading.start)  # 规划|年产15GWh动力电池
    if reading.match.rule.id != "object" and not told:
        return False
    near_it = found.near(left, reading.start)
    return any(0 < reading.start - e <= _CONTENT and text[s:e].endswith(OF_ANY) for s, e in near_it)
