"""What a page prints of itself: the newspaper's name, the date and weekday, the page's number and who edited it.

These stand in lines of their own, at the head or the foot of a page: 柳湾日报 2018年6月21日 第3版. They belong to no
article, and no sentence goes on over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

import regex

from newsextract.compiled import compiled
from newsextract.numerals import parse_number
from newsextract.published import DAY, day_of
from newsextract.records import Masthead, Span

_WIDE = re.compile("[\uff01-\uff5e]")  # to swap these alone costs half of what ``str.translate`` takes
_LONGEST = 90  # characters, blanks left out
_HAN = "一二三四五六七八九十"
_LABEL = (
    r"(?:本版)?(?:责任编辑|责任校对|执行主编|执行编辑|值班编辑|视觉编辑|美术编辑|图片编辑|图文编辑|见习编辑|实习编辑|值班主任|值班编委"
    r"|值班总编|编\s?辑|责\s?编|主\s?编|副主编|编审|终审|审读|统筹|策划|版式|美编|版面|组版|制版|制图|设计|校\s?对|检校)"
)
_NAME = r"(?!编辑|责编|主编|校对|版式|美编|组版|视觉|统筹|审读|电话|热线|邮箱|责任|本版)\p{Han}{2,4}?"
_WHO = rf"{_LABEL}[:：/]?(?<who>{_NAME}(?:[、,，/]?{_NAME})*)"
_NUMERIC = r"(?<y>(?:19|20)\d\d)[./\-](?<m>\d{1,2})[./\-](?<d>\d{1,2})"
# Each of these alone makes a line the page's own.
_STRONG = (
    rf"(?<date>{DAY}|{_NUMERIC})[(（|/]*(?<weekday>星期[一二三四五六日天])[)）]?"
    r"|第(?<page>[A-Z]?\d{1,3})版|第(?<page>[一二三四五六七八九十]{1,3})版|(?<page>[A-D]\d{1,2})版"
    rf"|(?<date>{DAY}|{_NUMERIC})\d{{1,2}}:\d{{2}}(?::\d{{2}})?|来源[:：](?<paper>\p{{Han}}{{2,12}})(?=作者|责|编|$)|作者[:：]\p{{Han}}{{2,12}}"
    r"|字号[:：]?[默认大超中小|]*(?:打印)?|相关稿件|扫一扫\p{Han}{0,12}"
    r"|(?:电子)?版次[:：](?<page>[A-Z]?\d{1,3})"
    r"|[(（]?总第\d{3,6}[期号][)）]?|[(（]?第\d{3,6}期[)）]?|国内统一(?:连续出版物|刊)号.{0,4}CN\d\d[-—]?\d{4}|CN\d\d[-—]?\d{4}|邮发代号[:：]?\d+-\d+"
    r"|(?:新闻)?(?:热线|电话|电子邮箱|电子信箱|邮箱|投稿|E-?mail|网址)(?:电话)?[:：][\w@.\-—/:]+|零售价[:：]?[\d.]+元"
)
# These make it so beside another one, and the first two under or over a line that is.
_PAPER = r"[《“]?(?<paper>[^\P{Han}版报報]{1,10}[报報])[》”]?"
_WEAK = (
    rf"(?<date>{DAY}|{_NUMERIC})|(?<weekday>星期[一二三四五六日天])"
    rf"|{_PAPER}|(?<page>[A-D]\d{{1,2}})|(?<page>\d{{1,2}})版|今日\d{{1,3}}版"
)
_LUNAR = (
    r"[(（]?(?:农历|夏历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?"
    rf"闰?[正{_HAN}冬腊]{{1,3}}月[初十廿三{_HAN}]{{1,3}}[)）]?"
)
_BETWEEN = r"(?:[|｜/·:：—\-_●■]|【\p{Han}{2,6}】)"
# What pages are headed by, which may stand anywhere in their head: 要闻, 综合新闻, 城事.
_HEADED = (
    r"(?:(?:要闻|综合|时政|时事|经济|财经|社会|民生|城事|城市|都市|国内|国际|本埠|本市|本地|县区|区县|县域|乡村|三农|农村|农业|工业|产业|交通"
    r"|文化|文体|体育|教育|科教|科技|卫生|健康|法治|法制|政法|生活|旅游|理论|评论|观点|视点|焦点|热点|关注|深度|专题|专版|特刊|副刊|广告|服务|读者|家园)"
    r"(?:新闻|专版|周刊|[·/])?){1,3}"
)
_NUMBER = r"(?<!\d)(?<page>0?[1-9]\d?)(?![\d年月日./\-:版期])"  # a page's number beside the name of the page or paper
_RUBRIC = r"[^\P{Han}版报编责校星期第]{2,6}(?:[·/][^\P{Han}版报编责校星期第]{2,6})?"  # 要闻, 经济·社会
_LINE = compiled(
    rf"(?:{_PAPER}|{_RUBRIC}{_BETWEEN}?)?"
    rf"(?:(?<strong>{_STRONG})|{_WHO}|(?<rubric>{_HEADED})|{_WEAK}|{_NUMBER}|(?<=[A-D]\d\d?[·/|:：—\-]?){_RUBRIC}|{_RUBRIC}(?=第[\d{_HAN}]{{1,3}}版|[A-D]?\d{{1,2}}版|责|编)|{_LUNAR}|{_BETWEEN})+(?:{_RUBRIC})?"
)
_HINT = compiled(
    r"星期[一二三四五六日天]|\d:\d\d|来源|[^（(见转接]{0,12}版\s*(?:$|[^）)，。])|编\s?辑|责\s?编|校\s?对|期|号|版次|邮箱|热线|相关稿件|扫一扫|^\s*[A-D]\d{1,2}\s|\s[A-D]\d{1,2}\s*$"
)
_HINTED = frozenset("期版编责校号邮热来关扫:ABCD")  # a character of each hint
_COLON = compiled(rf"{_LABEL}[:：]")
_APART = compiled(r"(?<=\d)\s+(?=\d{4})")
_DATE = compiled(rf"{DAY}|{_NUMERIC}")
_HEAD_LINES = 3
_PAPER_AND_DAY = compiled(
    rf"(?!本报|[通公简战捷电海预情举]报){_PAPER}{_BETWEEN}?(?<date>{DAY}|{_NUMERIC}){_BETWEEN}?(?<weekday>星期[一二三四五六日天])?"
)
_ALONE = compiled(rf"{_PAPER}|(?<date>{DAY}|{_NUMERIC})|(?<weekday>星期[一二三四五六日天])|{_LUNAR}")


def masthead_lines(texts: Sequence[str]) -> set[int]:
    """Give the numbers of the lines (or blocks) that the page prints of itself.

    >>> sorted(masthead_lines(["柳湾日报", "2018年6月21日 星期四", "第３版", "云渡大桥通车", "责编：王禾 校对：李麦"]))
    [0, 1, 2, 4]
    """
    found = {n for n, text in enumerate(texts) if _is_own(text)} | _at_the_head(texts)
    for step in (1, -1):  # what cannot be told alone: the paper's name over its date, a date over 第3版
        for n in sorted(found, reverse=step < 0):
            while 0 <= (n := n + step) < len(texts) and n not in found and _ALONE.fullmatch(_plain(texts[n])):
                found.add(n)
    return found


def _at_the_head(texts: Sequence[str]) -> set[int]:
    """The lines that a page begins with and that hold its day, and its paper's name or nothing else."""
    first = texts[0] if texts else ""
    if len(first) <= _LONGEST and _PAPER_AND_DAY.fullmatch(_plain(first)):
        return {0}
    alone = list(takewhile(lambda text: len(text) <= _LONGEST and _ALONE.fullmatch(_plain(text)), texts[:_HEAD_LINES]))
    return set(range(len(alone))) if any(_DATE.fullmatch(_plain(text)) for text in alone) else set()


def read_masthead(texts: Sequence[str], spans: Sequence[Span]) -> Masthead | None:
    """Read what the page says of itself out of its blocks; ``spans`` are their raw spans.

    None where it says nothing.
    """
    own = sorted(masthead_lines(texts))
    if not own:
        return None
    said: dict[str, str] = {}
    editors: list[str] = []
    for text in (texts[n] for n in own):
        plain = _plain(text)
        match = _ALONE.fullmatch(plain) or _PAPER_AND_DAY.fullmatch(plain) or _matched(text)
        if match is None:
            continue
        caught = match.capturesdict()
        for key in ("paper", "date", "weekday", "page"):
            if caught.get(key):
                said.setdefault(key, caught[key][0])
        ink = [n for n, c in enumerate(text) if not c.isspace()]
        for start, end in match.spans("who") if "who" in caught else []:
            editors += _names(text[ink[start] : ink[end - 1] + 1])
    day = _DATE.fullmatch(said.get("date", ""))
    return Masthead(
        newspaper=said.get("paper"),
        date=day_of(day) if day else None,
        weekday=said.get("weekday"),
        page=_page(said.get("page")),
        editors=tuple(dict.fromkeys(editors)),
        pieces=tuple(spans[n] for n in own),
    )


def _matched(text: str) -> regex.Match[str] | None:
    """Read a line as what a page prints of itself; the page's number may stand right before the year: 综合 2 2016年."""
    match = _LINE.fullmatch(_plain(text))
    return match or (_LINE.fullmatch(_plain(_APART.sub("|", text))) if _APART.search(text) else None)


def _plain(text: str) -> str:
    return _WIDE.sub(lambda wide: chr(ord(wide[0]) - 0xFEE0), "".join(text.split()))


@lru_cache(256)  # layout, articles and the masthead ask for the same lines
def _is_own(text: str) -> bool:
    """Whether nothing but what a page prints of itself stands in a line."""
    if len(text) > 2 * _LONGEST or _HINTED.isdisjoint(text) or not _HINT.search(text):
        return False
    plain = _plain(text)
    match = _matched(text) if len(plain) <= _LONGEST else None
    if match is None:
        return False
    signed = len(match.captures("who"))
    headed = bool(match["rubric"] and match["page"]) and not match["who"]  # A02 要闻 苇塘晚报
    return bool(match["strong"]) or headed or signed > 1 or (signed == 1 and _opens_with_label(plain))


def _opens_with_label(plain: str) -> bool:
    """责编王禾 and 编辑：王禾 say who edited the page; 编辑王禾 may be half a sentence."""
    return bool(_COLON.search(plain)) or plain.startswith(("责编", "责任编辑", "本版"))


def _names(printed: str) -> Iterator[str]:
    """Give the names of a list; 王 禾 is one name, set wide to fill the place of three letters."""
    first = ""
    for part in regex.split(r"[\s、,，/]+", printed):
        if len(part) == 1 and not first:
            first = part
            continue
        yield first + part
        first = ""
    if first:
        yield first


def _page(printed: str | None) -> str | None:
    """Write a page's number in digits: 三 is 3, A03 stays as it is."""
    if printed is None or printed.isascii():
        return printed
    return str(parse_number(printed))
