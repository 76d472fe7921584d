"""Names that a page prints again, in full or in a shorter form.

A project that was found once is found wherever its name stands; who points at a thing of its kind names none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import regex

from newsextract.aliases import by_ends, other_forms, says_less, stands_for
from newsextract.compiled import compiled
from newsextract.context import Context, Reading
from newsextract.find import Match, Page
from newsextract.names import Cutter, Name
from newsextract.vocabulary import GENERIC, NOUN, PLAIN, vocabulary

POINTED = compiled(
    r"(?:[该这那此本][座条个项批幢栋处段所间家台道]?|其|一[批些]|[多数几][个座条项]|这[座条个家项][^，。；]{1,30}的|所有)$"
)
"""What stands before a name that is only pointed at: 该, 这座, 一批."""
JUST_WORK = compiled(
    r"(?:[旧棚技城危]改|改扩?建|改造|扩建|迁建|重建|新建|续建|复建|加固|修复|整治|拓宽|搬迁|扩容|大修|修缮){1,2}(?:工程|项目)"
)
"""What is done to a work and no more, which points at it and is no name: 改建工程."""
POINTS = 36
"""Characters before a name in which it may be pointed at."""

_AGAIN = 4  # a name at least this long is the same thing wherever it is printed
_WAYS = ("公路", "铁路")  # 栗平高速|公路 is no 栗平高速
_ONE_MORE = ("一座", "一条", "一个", "一家", "一所", "一处")
_FOR_ANY = ("用于", "投向", "发展", "加强", "支持")
_MADE_HERE = ("年产", "日产", "生产")
# What was there before the work that is named after it: 柳铺村 is no 柳铺村文化大院, 市医院 no 市医院新院区.
_OF_OLD = (*"村镇乡县市区港城路街巷岛厂", "胡同", "医院", "学院", "学校", "中学", "小学", "大学", "幼儿园")
_PUBLIC = ("广场", "公园", "市场", "社区")  # places at which other things are built
_GLUED = ("问", "给", "看", "为", "让", "叫", "逛", "赴", "访")  # 问|云渡大桥何时通车, which jieba cuts 问云|渡
_OF_A_LINE = compiled(r"\p{Han}{1,6}?(?:特大桥|大桥|隧道|车站|枢纽|互通)")  # 临汶客专|汶水特大桥
_MARKS = compiled(r"\s+")


def reading_of(match: Match, text: str) -> Reading:
    """Give the reading of a match whose span is the whole name; marks of white space are no part of it."""
    name = _MARKS.sub("", text[match.start : match.end])
    return Reading(match, match.start, match.end, {"name": name})


def opens_clause(page: Page, at: int) -> bool:
    """Whether a clause begins there: a bare noun that opens one points at what was named, and is no name of it."""
    return page.sentence(at)[0] == at or page.text[at - 1] in "，：\n"


def unglued(readings: Iterable[Reading], text: str) -> Iterator[Reading]:
    """Give the readings, without a verb that was taken for the beginning of a name that the page prints by itself."""
    readings = list(readings)
    names = {reading.fields["name"] for reading in readings}
    for reading in readings:
        name = reading.fields["name"]
        if name.startswith(_GLUED) and name[1:] in names:
            yield reading_of(Match(reading.match.rule, reading.start + 1, reading.end, {"name": name[1:]}), text)
        else:
            yield reading


def again(readings: list[Reading], text: str) -> Iterator[Reading]:
    """Find the other places where a name is printed in full."""
    first = {r.fields["name"]: r for r in readings if len(r.fields["name"]) >= _AGAIN}
    if not first:
        return
    known = {(r.start, r.end) for r in readings}
    lines = {short: r for name, r in first.items() for short in by_ends(name)}
    first = lines | {other: r for name, r in first.items() for other in other_forms(name)} | first
    names = regex.compile("|".join(regex.escape(n) for n in sorted(first, key=len, reverse=True)))
    for hit in names.finditer(text):
        if (
            hit.span() not in known
            and not (hit.group() in lines and _OF_A_LINE.match(text, hit.end()))
            and not (hit.group()[-1] in "速际" and text.startswith(_WAYS, hit.end()))
        ):
            rule = first[hit.group()].match.rule
            yield reading_of(Match(rule, hit.start(), hit.end(), {"name": hit.group()}), text)


def short_forms(readings: list[Reading], cutter: Cutter, context: Context) -> Iterator[Reading]:
    """Find the shorter names that the page goes on to use: 澄梧公路 for 澄川至梧陵二级公路."""
    page, text = context.page, context.page.text
    full = {r.fields["name"]: r for r in readings if len(r.fields["name"]) > _AGAIN}
    if not full:
        return
    heads = {_ends(name) for name in full} | {name[:2] for name in full}
    nouns, signs = frozenset(context.room.words["noun"]), vocabulary(context.room).sign
    lies = context.room.compile("(?&where)$")  # 东起|护城河
    known = {(r.start, r.end) for r in readings}
    likely = _likely(full, sorted(known), page)
    done = -1
    for hit in regex.compile("|".join(map(regex.escape, sorted(heads)))).finditer(text):
        if hit.start() < done:
            continue
        left, done = page.sentence(hit.start())
        if left not in likely:
            continue
        for name in cutter.cut(text, left, done).names.values():
            printed = text[name.start : name.end]
            if (name.start, name.end) in known or name.sign == GENERIC or len(printed) < 3:
                continue
            if len(printed) == 3 and printed in nouns and opens_clause(page, name.start):
                continue  # 图书馆建筑面积…: it points at the work and is no name of it
            if JUST_WORK.fullmatch(printed) or text.endswith(_ONE_MORE, 0, name.start):
                continue  # 新添一座|纺织厂
            before = max(0, name.start - POINTS)
            if POINTED.search(text, before, name.start) or lies.search(text, before, name.start):
                continue
            if (text[name.start - 1] == "的" or text.endswith(_FOR_ANY, 0, name.start)) and cutter.is_any(name):
                continue  # 世界上最大的|博物馆, 用于|公租房建设
            if text.endswith(_MADE_HERE, 0, name.start):
                continue  # 年产|动力电池20GWh
            for long, reading in full.items():
                prefix = name.sign == NOUN and long.startswith(printed) and not printed.endswith(_OF_OLD)
                if prefix and printed.endswith(_PUBLIC):
                    prefix = signs(long[len(printed) :]) not in (NOUN, GENERIC)  # 人民广场|立体停车场
                if says_less(printed, long) and (
                    prefix or (_may_be_short(name, printed, long) and stands_for(printed, long))
                ):
                    rule = reading.match.rule
                    yield reading_of(Match(rule, name.start, name.end, {"name": printed}), text)
                    break


def _may_be_short(name: Name, printed: str, long: str) -> bool:
    """Whether a run may be a short form: one without a head only where it begins and ends as the full name does."""
    return name.sign != PLAIN or (
        len(printed) >= _AGAIN and printed[:2] == long[:2] and printed[-2:] == long[-2:]
    )  # 瀚驰客车 for 瀚驰新能源客车


def _likely(names: Iterable[str], known: list[tuple[int, int]], page: Page) -> set[int]:
    """Where the sentences begin that may hold a short form, for to cut one is dear.

    A short form holds the first or the last two characters of its name, and beside them one that is of the name as well
    or of what closes a name.
    """
    text = page.text
    found: set[int] = set()
    for name in names:
        core = name.removesuffix("项目").removesuffix("工程")
        core = core.removesuffix("建设") if core != name else core
        letters = {*name, *"建设项目工程"}
        for pair in {core[:2], core[-2:]}:
            for at in _outside(pair, known, text):
                if not letters.isdisjoint(text[at - 1 : at] + text[at + 2 : at + 3]):
                    found.add(page.sentence(at)[0])
    return found


def _outside(pair: str, known: list[tuple[int, int]], text: str) -> Iterator[int]:
    """Give the places of a pair of characters that do not lie in a name that is known."""
    at = text.find(pair)
    while at >= 0:
        n = bisect_right(known, (at, len(text))) - 1
        if n < 0 or known[n][1] < at + len(pair):
            yield at
        at = text.find(pair, at + 1)


def _ends(name: str) -> str:
    return name.removesuffix("项目").removesuffix("工程")[-2:]
