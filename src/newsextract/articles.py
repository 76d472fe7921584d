"""The articles of a page: which blocks belong together, under which headline, by whom.

It works on repaired text and the blocks that layout cut. Printed marks come first: 图为 … 摄 is a caption, △ and ●
open the items of a column, （详见…） is a teaser, （下转…） ends an article that goes on elsewhere. What is left is
weighed in ``headlines``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

import regex

from newsextract.affinity import Unit
from newsextract.compiled import compiled
from newsextract.find import Page
from newsextract.headlines import Group, arrange
from newsextract.layout import KEYED, is_rubric
from newsextract.marks import OWN_NEWS, WIRED
from newsextract.masthead import masthead_lines
from newsextract.records import Article

_PEOPLE = r"(?:本[报刊台网社]|新华社|中新社|特约|特派|实习|见习|首席|[全融新]媒体)*(?:记者|通讯员|实习生|评论员)"
_NAME = r"(?:(?!摄影|报道)\p{Han})"
_NAMES = rf"\s?{_NAME}{{2,4}}(?:[ 、·]{_NAME}{{1,4}})*"
_BYLINE = rf"{_PEOPLE}{_NAMES}(?:[ 、]?{_PEOPLE}{_NAMES})*"
_LEAD = compiled(
    rf"本[报刊台网](?:综合)?[讯电]|{OWN_NEWS}|{WIRED}|据?[新中]华?社[^，。\n]{{1,12}}\d{{1,2}}日[^，。\n]{{0,8}}电"
    r"|据[^，。\n]{2,12}[电讯](?=[ ，（])|据?(?:新华|中新)社(?:讯(?!息)|消息)"
)
_LEADING = tuple("本据新中")  # the first characters of all leads but those that name their paper: 云渡晚报讯
_PAPER = 8  # characters that such a name takes up
_BRACKETS = ("（", "(")
_LEAD_BYLINE = compiled(
    rf"(?:本[报刊台网](?:综合)?[讯电]|{OWN_NEWS}|[^，。\n]{{2,20}}电)\s?"
    rf"(?:[（(](?<byline>{_BYLINE}|\p{{Han}}{{2,4}}(?: \p{{Han}}{{2,4}})*)\s?(?:报道|摄影报道|文/图)?[）)]"
    rf"|(?<byline>{_BYLINE})\s?(?:摄影)?报道)"
)
_OWN_LINE = compiled(rf"[□■◎◇]?\s?[（(]?(?<byline>{_BYLINE})(?:\s?(?:摄影)?报道|\s?文/图)?[）)]?")
_SIGNED = compiled(
    rf"[（(](?<byline>{_BYLINE}|(?<=[。！？”][（(])(?!待续|未完|完结|资料|图片|综合|原载|节选)"
    rf"\p{{Han}}{{2,3}}(?: \p{{Han}}{{2,3}}){{,2}})(?:\s?(?:摄影)?报道)?[）)]$"
)
_CREDIT = compiled(
    r"(?:^|[。！？”）\s□■])(?:\p{Han}{2,4}[社报]发\s?)?[（(]?"
    rf"(?<byline>{_BYLINE}|\p{{Han}}{{2,4}}(?:[ 、]\p{{Han}}{{2,4}})?|\p{{Han}} \p{{Han}})"
    r"\s?(?:摄(?:影(?:报道)?)?|供图|文/图|图/文)[）)]?$"
)
_CAPTION = compiled(
    r"(?:[上下左右]?图(?:为|[一二三四①-⑨]：|：)|[（(][上下左右]?图[）)]"
    r"|(?:这是)?[^，。]{0,16}拍摄的[^，。]{2,30}(?:$|[，。（]))"
)
_AHEAD = 24  # characters that hold what tells a caption
_POINTER = compiled(r"[（(](?:[详请全]?[文细]?\s?[见看]|转)\s?[A-Z\d]*第?[^）)，。\n]{0,10}[版页][^）)\n]{0,8}[）)]$")
_COLUMN_OPENS = compiled(r"【[^】]{0,6}(?:新闻|[快简短]讯|短波|链接|背景|提示|资料|阅读|公告|启事)】.")
_LETTER = compiled(r"编辑同志：|(?:尊敬的|您好|你好)[^。]{0,8}编辑[^。]{0,4}：")
_CONTINUED = compiled(r"[（(](?:下转|转第|紧转)[^）)\n]{0,12}[）)]$")
_GOES_ON_HERE = compiled(r"[（(](?:上接|紧接)[^）)\n]{0,12}[）)]")
_MARKS = "●○◆▲△★☆◎◇※■□"
_ITEMS = tuple(_MARKS)
_RUBRIC = compiled(
    r"【.*】|[^，。：]{0,8}(?:新闻|[简短快要]讯|消息|动态|速[递览报]"
    r"|数字|一句话|短波|要闻|拾零|传真|[两二三四五六七八九十]则)[^，。：]{0,4}"
)
_GUIDE = compiled(r"(?:今日|本[报版]|要闻|精彩)?(?:导[读航]|提要)|[头二三四五六七八]版要闻|今日[看关]点")
_PART = compiled(r"[一二三四五六七八九十]{1,2}、[^，。]{2,20}$")  # 二、2009年主要任务
_SERIES = compiled(r"(?:系列(?:报道|谈|访谈|评论)?|之[一二三四五六七八九十]+|专栏|特别报道)$")
_OF_SERIES = compiled(
    r"\p{Han}{2,6}(?:巡礼|巡视|巡展|掠影|扫描|纪行|风采|剪影|撷英|进行时)"
)  # 重点项目巡礼, over each of them
_SLOGAN = compiled(r"(\p{Han}{2,4}) (\p{Han}{2,4})(?: (\p{Han}{2,4}))?")
_STOPPED = compiled(r"[。！？…][”’」』）)]*$|[）)]$")
_BOX = compiled(r"\p{Han}{2,8}(?:（[^）]*）)?：.{30}")
_BOX_NAME = 40  # characters
_COLUMN = 6  # characters: the name of a column of items is that short
_TAIL = 80
_FEET = ("）", ")", "摄", "影", "道", "图", "文")  # the last characters of all that is looked for there
_BRIEF = 160  # a report has at least so many printed characters; a brief has fewer


@dataclass(frozen=True, slots=True)
class Draft:
    """An article and the clean spans of its text, ``head``, that of its headline, last."""

    article: Article
    spans: tuple[tuple[int, int], ...]
    head: tuple[int, int] | None


_START = itemgetter(0)


class Places:
    """Where the articles of a page stand, to ask which of them holds an offset."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Take the raw spans of their pieces and headlines, which do not overlap."""
        self._spans = sorted(
            (start, end, article.id)
            for article in articles
            for start, end in (*article.pieces, *([article.headline_span] if article.headline_span else []))
        )

    def holding(self, raw: int) -> str | None:
        """Give the id of the article whose piece or headline holds a raw offset."""
        n = bisect_right(self._spans, raw, key=_START) - 1
        return self._spans[n][2] if n >= 0 and raw < self._spans[n][1] else None


@dataclass(frozen=True, slots=True)
class _Story:
    """An article: its kind, the numbers of its body blocks and of its head blocks."""

    kind: str
    body: list[int]
    head: list[int]


def find_articles(page: Page) -> list[Draft]:
    """Group the blocks of a page into articles, in page order of their bodies."""
    texts = [page.text[b.start : b.end] for b in page.blocks]
    heads = [b.head for b in page.blocks]
    stories, taken = _set_apart(texts, heads)
    taken |= masthead_lines(texts)
    for group in arrange(_units(texts, heads, taken, page.columns)):
        stories.append(_story(group, texts))
    if not stories and texts:
        stories = [_Story("brief", list(range(len(texts))), [])]
    stories.sort(key=lambda story: story.body[0])
    return [_draft(n, story, page, texts) for n, story in enumerate(stories, 1)]


def _story(group: Group, texts: list[str]) -> _Story:
    printed = sum(len(texts[n]) - texts[n].count(" ") for n in group.body)
    return _Story("brief" if group.pointer or printed < _BRIEF else "report", group.body, group.head)


def _set_apart(texts: list[str], heads: list[bool]) -> tuple[list[_Story], set[int]]:
    """Find what stands apart from the run of articles: captions and columns of items."""
    stories: list[_Story] = []
    taken: set[int] = set()
    n = 0
    while n < len(texts):
        end = n
        if (caption := _caption_end(texts, n)) > n:
            end = caption
            stories.append(_Story("caption", list(range(n, end)), []))
        elif (box := _box_end(texts, heads, n)) > n:
            end = box
            stories.append(_Story("brief", list(range(n + 1, end)), [n]))
        elif texts[n].startswith(_ITEMS) and not _OWN_LINE.fullmatch(texts[n]):
            end = n + 1
            head: list[int] = []
            if n > 0 and (
                is_rubric(texts[n - 1]) or (heads[n - 1] and n - 1 not in taken and _names_column(texts[n - 1]))
            ):
                taken.add(n - 1)
                if sum(map(texts[n].count, _ITEMS)) > 1 and not (end < len(texts) and texts[end].startswith(_ITEMS)):
                    head = [n - 1]  # the items of a column that run on in one paragraph
            if not _names_column(texts[n].strip(_MARKS)):  # ■经贸短波■
                stories.append(_Story("brief", [n], head))
        elif is_rubric(texts[n]) or (heads[n] and (_opens_page(texts, n) or _OF_SERIES.fullmatch(texts[n]))):
            end = n + 1
        taken.update(range(n, end))
        n = max(end, n + 1)
    return stories, taken


def _box_end(texts: list[str], heads: list[bool], n: int) -> int:
    """Where the fact box ends, exclusive, whose name is block ``n``: ■砚河大桥, 项目概况：…, 下一步：…; or ``n``."""
    if KEYED.match(texts[n]) or len(texts[n]) > _BOX_NAME or _stops(texts[n]):
        return n
    end, keyed = n + 1, 0
    while end < len(texts) and (KEYED.match(texts[end]) or (keyed and _goes_on_in_box(texts, heads, end))):
        keyed += KEYED.match(texts[end]) is not None
        end += 1
    return end if keyed > 1 else n


def _goes_on_in_box(texts: list[str], heads: list[bool], n: int) -> bool:
    """Whether a block is the rest of a line that broke: 建筑|面积 11.3万平方米."""
    return not (heads[n] or _stops(texts[n - 1]) or texts[n].startswith(_ITEMS) or _is_lead(texts[n]))


def _opens_page(texts: list[str], n: int) -> bool:
    """Whether a head names a guide to the page, or a row of briefs that follow it."""
    if _GUIDE.fullmatch(texts[n]):
        return True
    return bool(_RUBRIC.fullmatch(texts[n])) and _leads(texts, n + 1) > 1


def _names_column(head: str) -> bool:
    """Whether a head right above items is the name of their column: 简讯三则, 数字北岗."""
    return len(head) <= _COLUMN or bool(_RUBRIC.fullmatch(head))


def _leads(texts: list[str], n: int) -> int:
    """How many blocks from ``n`` on open an article, up to 2."""
    return sum(_is_lead(text) for text in texts[n : n + 2])


def _is_lead(text: str) -> bool:
    """Whether a text opens an article with a printed mark; most tell by their first character that they do not."""
    return (text.startswith(_LEADING) or "报讯" in text[:_PAPER]) and _LEAD.match(text) is not None


def _goes_on_here(text: str) -> bool:
    """Whether a text begins with （上接第一版）."""
    return text.startswith(_BRACKETS) and _GOES_ON_HERE.match(text) is not None


def _foot(pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
    """Look for what can only stand at the end of a text: a bracket or a credit."""
    if not text.endswith(_FEET):
        return None
    return pattern.search(text, max(0, len(text) - _TAIL))


def _stops(text: str) -> bool:
    """Whether a text ends like a paragraph."""
    return _STOPPED.search(text, max(0, len(text) - _TAIL)) is not None


def _caption_end(texts: list[str], n: int) -> int:
    """Where the caption that begins at block ``n`` ends, exclusive; ``n`` if there is none."""
    head = texts[n][:_AHEAD]
    marked = ("图" in head or "拍摄的" in head) and _CAPTION.match(texts[n]) is not None
    for end in range(n, min(n + 3 if marked else n + 1, len(texts))):
        if end > n and _is_lead(texts[end]):
            break
        if _foot(_CREDIT, texts[end]) and (end > n or not _CREDIT.fullmatch(texts[n])):
            return n if _is_lead(texts[n]) else end + 1
    if marked:
        return n + 1
    following = texts[n + 1] if n + 1 < len(texts) else ""
    return (
        n + 2
        if following.endswith(_FEET) and _CREDIT.fullmatch(following) and _stops(texts[n]) and len(texts[n]) < _BRIEF
        else n
    )


def _units(texts: list[str], heads: list[bool], taken: set[int], columns: Sequence[tuple[float, float]]) -> list[Unit]:
    """Tell what each block that is left is by its marks."""
    units: list[Unit] = []
    for n, text in enumerate(texts):
        if n in taken:
            continue
        last = units[-1] if units else None
        mark = _foot(_CONTINUED, text)
        if last is not None and last.kind == "text" and ((mark and mark.start() == 0) or _signs(text, last.text)):
            last.blocks += (n,)
            last.closes = True
        elif _foot(_POINTER, text) and (heads[n] or _POINTER.fullmatch(text)):
            kickers: list[Unit] = []
            while units and units[-1].blocks[-1] == n - 1 - len(kickers) and _kicker(units, kickers):
                kickers.insert(0, units.pop())
            blocks = tuple(block for unit in kickers for block in unit.blocks)
            name = "".join(unit.text for unit in kickers)
            series = any(_SERIES.search(unit.text) for unit in kickers)
            bare = bool(_POINTER.fullmatch(text))
            units.append(Unit((*blocks, n), "pointer", name + text, main=series, titled=not bare))
        elif _OWN_LINE.fullmatch(text) and last is not None and last.kind == "head":
            units.append(Unit((n,), "text", text, opens=True))
        elif heads[n] and not _is_lead(text) and not _BOX.match(text) and not _PART.match(text) and not mark:
            if text.startswith("—") and last is not None and last.kind == "head" and last.blocks[-1] == n - 1:
                last.blocks += (n,)
                last.text += text
                last.main = True
            else:
                units.append(Unit((n,), "head", text, main=bool(_SERIES.search(text))))
        else:
            torn = last is not None and last.kind == "text" and not _stops(last.text)
            byline = last is not None and last.kind == "text" and bool(_OWN_LINE.fullmatch(last.text))
            unit = Unit((n,), "text", text, opens=_opens(text))
            part = last is not None and last.kind == "text" and bool(_PART.match(text))
            unit.goes_on = (torn or byline or part) and not unit.opens
            unit.top, unit.foot = columns[n] if columns else (0.0, 0.0)
            unit.closes = bool(mark or _foot(_SIGNED, text) or _foot(_POINTER, text))
            units.append(unit)
    return units


def _opens(text: str) -> bool:
    """Whether a printed mark says that an article begins with this text."""
    return (
        _is_lead(text)
        or _goes_on_here(text)
        or _LETTER.match(text) is not None
        or _COLUMN_OPENS.match(text) is not None
    )


def _signs(text: str, above: str) -> bool:
    """Whether a block is nothing but the names under the article above."""
    match = _SIGNED.search(above[-1:] + text) if text.startswith(("（", "(")) and len(text) < _TAIL else None
    return match is not None and match.start() <= 1


def _kicker(units: list[Unit], below: list[Unit]) -> bool:
    """Whether the head above a pointer names a series or a column rather than the article that is pointed at."""
    text = units[-1].text
    if units[-1].kind != "head" or len(units[-1].blocks) > 1:  # 从田头到餐桌——系列调查之二 is a title and its subtitle
        return False
    if _SERIES.search(text) or (below and below[0].text.startswith(("系列", "之"))):
        return True
    limbs = _SLOGAN.fullmatch(text)
    above = len(units) > 1 and units[-2].kind == "head"
    return not below and above and limbs is not None and len({len(limb) for limb in limbs.groups() if limb}) == 1


def _byline(kind: str, texts: list[str]) -> str | None:
    """The names that an article is signed with, as printed."""
    if kind == "caption":
        match = _foot(_CREDIT, texts[-1])
    else:
        match = _LEAD_BYLINE.match(texts[0]) or _OWN_LINE.fullmatch(texts[0]) or _OWN_LINE.fullmatch(texts[-1])
        match = match or _foot(_SIGNED, "".join(texts[-2:]))
    return match["byline"].strip() if match else None


def _draft(number: int, story: _Story, page: Page, texts: list[str]) -> Draft:
    blocks, clean = page.blocks, page.clean
    runs: list[list[int]] = []
    for n in story.body:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    clean_spans = [(blocks[run[0]].start, blocks[run[-1]].end) for run in runs]
    head_span = (blocks[story.head[0]].start, blocks[story.head[-1]].end) if story.head else None
    article = Article(
        id=f"a{number}",
        kind=story.kind,  # type: ignore[arg-type]  # one of the three by construction
        headline="".join(texts[n] for n in story.head).replace(" ", "") if story.head else None,
        byline=_byline(story.kind, [texts[n] for n in story.body]),
        pieces=tuple(clean.raw_span(s, e) for s, e in clean_spans),
        headline_span=clean.raw_span(*head_span) if head_span else None,
        continued=any(_foot(_CONTINUED, texts[n]) for n in story.body),
        continues=any(_goes_on_here(texts[n]) for n in (*story.head, *story.body)),
    )
    return Draft(article, (*clean_spans, *([head_span] if head_span else [])), head_span)
