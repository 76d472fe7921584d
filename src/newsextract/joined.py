"""Runs of words that share one head over 、 and 及: 西湖北岸、南岸景观提升 is one name, 柳湾桥、云渡大桥加固 two."""

from __future__ import annotations

from collections.abc import Callable

from newsextract.compiled import compiled
from newsextract.token import OF_ANY, Token
from newsextract.vocabulary import ACTION, GENERIC, NOUN, PLAIN, STRONG, TRIED, Vocabulary

Run = tuple[list[Token], Token | None]

# A blank between the limbs of one name that shares its head: 溶剂性、水性涂料项目.
_OPEN_END = compiled(r"(?:[性型类岸侧向县市镇乡村号]|(?<![新园校院景])区|(?<!终)端)$")
_CROSSED = compiled(
    r"\p{Han}{2,6}(?:[路街道]|大道)(?:立交|互通|交叉口|交会处|交汇处|口(?!岸))"
)  # 人民大道与|环城西路立交
_OUTPUT = compiled(r"年产\d")
_AMOUNT = compiled(r"[\d.一二三四五六七八九十百千万亿]+(?:吨|立方米|千瓦|兆瓦|米|平方米|亩|公里|台|套|辆|件)")
_IN_PIPES = r"(?:雨水?|污水?|中水|再生水|给水|排水|燃气|天然气|热力|电力|通信|供热|供水)"
_PIPED = compiled(rf"{_IN_PIPES}$")
_PIPES = compiled(rf"{_IN_PIPES}(?:、{_IN_PIPES})*\p{{Han}}{{0,4}}?(?:管网|管线|管道|管廊)")
_JOINS = frozenset("、及与")
_VILLAGE = compiled(r"\p{Han}[村屯寨]$")
_MOVED = compiled(r"\p{Han}{1,4}[村屯寨](?:整体|整村|集中|成片)?(?:搬迁|拆迁|改造|征迁|征收)")
_RAILS = ("铁路", "高铁")  # nothing is widened with a road
_HIGHWAY = "公路"
_WAYS = frozenset("路街道巷渠河")
_WITH_IT = 8  # characters of a work that has no name of its own
_MODIFIER, _THING = 4, 3  # a headless name no longer than this goes with the work, or the thing, behind 、


def joined(runs: list[Run], text: str, known: Vocabulary, is_proper: Callable[[list[Token]], bool]) -> list[Run]:
    """Join runs over 、 where the first has no head of its own: 西湖北岸、南岸景观提升.

    A run is words that a name may hold, with the token that ends it; ``text`` is the page's; ``is_proper`` tells
    whether words name one thing.
    """
    if not any(closing is not None and closing.text in _JOINS for _, closing in runs):
        return runs
    whole: list[Run] = []
    for words, closing in reversed(runs):
        if (
            whole
            and words
            and whole[0][0]
            and closing is not None
            and closing.text in _JOINS
            and (
                _goes_with(words, text[whole[0][0][0].start : whole[0][0][-1].end], closing.text, text, known)
                or (closing.text in "及与" and _is_beside(words, whole[0][0], text, known, is_proper))
            )
        ):
            mark = Token(closing.start, closing.end, closing.text, "n")
            whole[0] = ([*words, mark, *whole[0][0]], whole[0][1])
        else:
            whole.insert(0, (words, closing))
    return whole


def _is_beside(
    words: list[Token], others: list[Token], text: str, known: Vocabulary, is_proper: Callable[[list[Token]], bool]
) -> bool:
    """Whether a work behind 及 or 与 is told by what it is built with: 汾原铁路复线及|电气化工程."""
    after = text[others[0].start : others[-1].end]
    if len(after) > _WITH_IT or not after.endswith(OF_ANY) or is_proper(others):
        return False
    return known.sign(text[words[0].start : words[-1].end].removesuffix("建设")) in (NOUN, ACTION)


def _goes_with(words: list[Token], after: str, by: str, text: str, known: Vocabulary) -> bool:
    """Whether a name has no head of its own but that of the name ``after`` it, or that one is a part of its."""
    name = text[words[0].start : words[-1].end]
    if name[-1] in _WAYS and by == "与" and _CROSSED.match(after):
        return True  # 人民大道与环城西路立交
    if by in "及与":  # 南水北调配套水厂|及|管网建设项目, 灌区续建配套|与|现代化改造工程
        one = known.sign(after) == GENERIC and not after.endswith(known.ranked)
        part = after.endswith(OF_ANY) and (one or after.endswith(TRIED))
        return part and known.sign(name.removesuffix("建设")) in (NOUN, ACTION)
    if by == "、" and _PIPED.search(name) and _PIPES.match(after):
        return True  # 新区雨水、污水、中水管网
    if known.sign(after) not in (STRONG, ACTION, NOUN):
        return False
    if by == "、" and ("合建" in after or (after[0].isdecimal() and _OUTPUT.search(name))):
        return True  # 市图书馆、档案馆合建项目; 年产20万吨合成氨、30万吨尿素改扩建项目
    if len(name) == 1 and name in "一二三四五六七八九十":
        return False  # 一、加快…
    if _AMOUNT.fullmatch(name):
        return False  # 日供水2万吨、柳林县垃圾填埋场
    sign = known.sign(name)
    if sign == PLAIN:
        if words[-1].text in known.words["trade"] or after[-1] == "期":
            return False  # 丰源热电、兴隆煤矿技改; 云渡电缆、柳湾纸业二期
        longest = _THING if known.sign(after) == NOUN else _MODIFIER  # 三和渔具、金沙滩浴场 are two
        return len(name) <= longest or bool(_OPEN_END.search(name))
    if sign == NOUN and _VILLAGE.search(name) and _MOVED.match(after):
        return True  # 象山村、麻城村整体搬迁
    if sign == NOUN and name[-1] in _WAYS and not name.endswith(_RAILS) and after.endswith(known.shared):
        while (done := next((act for act in known.shared if after.endswith(act)), None)) is not None:
            after = after.removesuffix(done)
        alike = after.endswith(_HIGHWAY) == name.endswith(_HIGHWAY)  # 南庄至西沟公路、寨上砂石路改造 are two
        return after[-1:] in _WAYS and alike  # 迎江路、人民路拓宽改造
    return sign in (NOUN, GENERIC) and name[-1] in "县镇乡州" and not name.endswith(("小镇", "古镇"))
