"""Lay out: the page's lines → blocks, before any two lines are joined.

A block is one paragraph, headline, subhead, caption or teaser. Cutting first is what keeps a headline from being glued
to the sentence under it. Nothing here knows what a line says, only marks that newspapers print (本报讯, 图为, 下转),
punctuation, brackets and the widths of lines: an empty line alone is no paragraph mark in OCR.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import numeric

from newsextract.captions import captions
from newsextract.compiled import compiled
from newsextract.glued import seam
from newsextract.marks import (
    BULLETS,
    CIRCLED,
    LEAD,
    NO_END,
    NUMBER_ENDS,
    OPENS,
    POINTER,
    UNIT_BEGINS,
    closes,
    column_at,
    foot,
    is_torn,
    names_only,
    open_bracket,
    stops,
)
from newsextract.masthead import masthead_lines
from newsextract.spaced import spaced_lines
from newsextract.tabular import Column, tables
from newsextract.titles import SENTENCE_MARK, WIDEST, follows, head_ends, scrap_ends, stands_over, subtitle_ends

_GOES_ON_AFTER = tuple("，、：；,（(“‘《—·～~-")
_GOES_ON_BEFORE = compiled(r"\s*[，。、；：！？）)”’》％%‰…]")
_NO_BEGINNING = compiled(r"\s*(?:[是的了着过和及或等已之]|[亿万]?元)")
# The items of a numbered list, each in a line of its own: 3．云渡大桥
_NUMBERED = compiled(r"\s*([\d０-９]{1,2})\s*[.．、]\s*\p{Han}")
_CIRCLED = compiled(CIRCLED)
_ENTRY_LENGTH = 8  # lines
_ITEM_ABOVE = tuple("。；：")
_YEARS = frozenset("去今明前后本当")
_INDENT = 2  # characters: by so much the first line of a paragraph is set in
_EDGE = 5  # lines: by so many the column at the top or the foot of a block is measured
# Papers space the key out: 总 投 资.
KEYED = compiled(
    r"(?:(?:项\s*目|工\s*程)\s*名\s*称|项目(?:单位|业主|地点|概况|内容|进展|状态)|工程(?:地点|概况|状态)"
    r"|(?:建设|业主|责任|施工|投资|设计|监理)\s*(?:单位|主体|方)|建设\s*(?:地点|内容|规模|性质|工期|周期|年限|状态)"
    r"|(?:计划|估算|概算)?总\s*投\s*资(?:额)?|投资(?:规模|总额|额)|(?:累计)?完成投资|资金来源"
    r"|(?:开工|动工|竣工|完工|建成|投产|通车)(?:时间|日期)|(?:计划|预计|拟定)(?:开工|竣工|完工|建成|投产|通车)(?:时间|日期)?"
    r"|(?:占地|用地|总?建筑|整治|治理|绿化|改造)面积|占地|年度(?:计划)?(?:完成)?投资(?:计划)?|(?:投资|工程)概算|(?:合同)?工期|工程规模|(?:工程|形象)?进[展度](?:情况)?|(?:目前|当前|最新)(?:状态|进展|进度|动态)|下一步(?:工作|打算)?|存在问题)\s?[：:]"
)
"""What a line begins with that says one thing of a work: 总投资：3.2亿元, 计划竣工：2012年8月."""
# What a line of a list without marks begins with, a work and its sum or size: 东外环路 总投资2.1亿元 路面施工 年底通车.
_ENTRY = compiled(
    r"\p{Han}[^\s，。；：]{1,23}[^\s，。；：、]\s+(?:计划|概算|估算)?(?:总?投资|造价|总?概算|全长|占地|(?:总?建筑)?面积)\s?\d"
)
_GROUP = compiled(r"\p{Han}{2,8}[：:]?")
_CAPTION = compiled(r"\s*(?:图为|[上下左右]图为)")
# The name of a column of short news, on a line of its own.
_RUBRIC = compiled(
    r"[【■●◆]?\s*(?:[一简短快]\S{0,2}[讯波]|\S{0,4}(?:短波|快讯|短讯|简讯|拾零)"
    r"|简明新闻|[一两二三四五六七八九十几]句话新闻|要闻速览)\s*[】■●◆]?"
)
_RUBRIC_LENGTH = 12
_FULL = compiled(r"[。；]")
_REMARK = compiled(r"[（(][^（）()]*[，：][^（）()]*[）)]")  # （以上项目均已开工，资料来源：县发改局）


class Line(NamedTuple):
    """One printed line with text: raw span without outer white space, and its width in Chinese characters."""

    start: int
    end: int
    text: str
    width: float
    gap: int  # empty lines above it
    indent: bool  # printed with two ideographic blanks, as clean archives do


class Block(NamedTuple):
    """Lines that belong together: the raw span from the first character to the last, and whether it reads as a head.

    ``top`` and ``foot`` are the widths of the columns that its first and its last lines are set in; ``cells`` are the
    columns of the table that it is a row of, none for the titles of one and for rows that no titles head.
    """

    start: int
    end: int
    head: bool
    lines: int
    top: float = 0.0
    foot: float = 0.0
    cells: tuple[Column, ...] | None = None


# Python's own engine is the faster one for plain sets.
_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_INK = compiled(r"[^\s\p{Cc}\p{Cf}]")
_BLANK = compiled(r"\s")
_HALF = re.compile(r"[\x21-\x7e]+")


def is_solid(text: str) -> bool:
    """Whether no white space, control byte or zero-width mark stands in a text, as in most lines; it tells at once."""
    return text.isprintable() and " " not in text


def is_rubric(text: str) -> bool:
    """Whether a line or block is nothing but the name of a column of short news."""
    return len(text) < _RUBRIC_LENGTH and _RUBRIC.fullmatch(text) is not None


def lines(raw: str) -> list[Line]:
    """Give the lines that hold text."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(raw):
        text = match.group()
        body = text.strip()
        if not body or not (body[0].isprintable() or _INK.search(body)):
            continue
        start = match.start() + len(text) - len(text.lstrip())
        width = _width(body)
        newlines = raw.count("\n", last, match.start()) or raw.count("\r", last, match.start())
        found.append(
            Line(start, start + len(body), body, width, max(newlines - 1, 0), text.startswith(("\u3000\u3000", "    ")))
        )
        last = match.end()
    return found


def _width(text: str) -> float:
    printed = text if is_solid(text) else _BLANK.sub("", text)
    return len(printed) - len("".join(_HALF.findall(printed))) / 2


def cut(raw: str) -> list[Block]:
    """Cut a page into blocks, in page order; every line with text is in exactly one block."""
    all_lines = lines(raw)
    blocks: list[Block] = []
    first = 0
    printed = set(captions(all_lines))
    inside = {n for start, end in printed for n in range(start + 1, end)}
    rows: dict[int, tuple[Column, ...]] = {}  # the lines that rows and titles of tables begin at
    parts: set[int] = set()
    for table in tables(all_lines):
        rows |= {table.titles: (), **dict.fromkeys(table.rows, table.columns)}
        inside |= {n for n in range(table.titles + 1, table.end) if n not in table.rows}
        parts |= {table.titles, *table.rows, table.end}
    for n in spaced_lines(all_lines) - inside - rows.keys():
        rows[n] = ()
        parts |= {n, n + 1}
    own = masthead_lines([line.text for line in all_lines])
    own |= {n for n, line in enumerate(all_lines) if is_rubric(line.text)}
    groups = _groups(all_lines)
    own |= groups
    edges = {n for pair in printed for n in pair} | own | {n + 1 for n in own} | parts
    indents = sum(line.indent for line in all_lines)
    indented = indents >= 2 and indents * 12 >= len(all_lines)
    for i in range(1, len(all_lines) + 1):
        if i == len(all_lines) or i in edges or (i not in inside and _parts(all_lines, first, i, indented)):
            if first in rows:
                blocks.append(_block(all_lines[first:i], head=False)._replace(cells=rows[first]))
                first = i
                continue
            head = first not in groups and _is_head(all_lines[first:i])
            if head and i - first > 1 and first > 0 and i < len(all_lines) and (at := seam(all_lines, first, i)):
                blocks.append(_block(all_lines[first:at], head=head))
                first = at
            blocks.append(_block(all_lines[first:i], head=head))
            first = i
    return blocks


def _block(of: list[Line], *, head: bool) -> Block:
    return Block(of[0].start, of[-1].end, head, len(of), _set_in(of[:_EDGE]), _set_in(of[-_EDGE:]))


def _is_head(block: list[Line]) -> bool:
    """A head has no sentence in it: a few lines without full stop that do not go on, and no remark in brackets."""
    text = "".join(line.text for line in block)
    if len(block) > 4 or len(text) > 70 or _FULL.search(text) or text.endswith(_GOES_ON_AFTER):
        return False
    return _REMARK.fullmatch(text) is None


def _set_in(edge: list[Line]) -> float:
    """The width of the column that a few lines are set in; what is cut off in their last line is not counted."""
    widths = sorted(line.width for line in edge)
    return widths[len(widths) // 2] if len(edge) > 2 else 0.0


def _is_sentence(block: list[Line]) -> bool:
    """Whether a mark of a sentence stands in a block, so that it is no head."""
    return any(SENTENCE_MARK.search(line.text) for line in block)


def _is_broken_off(above: Line, below: Line) -> bool:
    """Whether a word or number stands on both sides of a line break (去|年11月, 3月13|日), or no line begins so."""
    if (above.text[-1] in _YEARS and below.text[0] == "年") or is_torn(above.text, below.text):
        return True
    if NUMBER_ENDS.search(above.text) and UNIT_BEGINS.match(below.text):
        return True
    return _NO_BEGINNING.match(below.text) is not None


def _begins_list(all_lines: list[Line], i: int) -> bool:
    """Whether line ``i`` is the first of some that begin with one mark: …按项目、投资方排列：|△…|△…."""
    mark = all_lines[i].text[0]
    return mark in BULLETS and any(line.text[0] == mark for line in all_lines[i + 1 : i + _ENTRY_LENGTH])


def _number(text: str) -> int | None:
    """The number of a line that is an item of a list."""
    numbered = _NUMBERED.match(text)
    if numbered is not None:
        return int(numbered[1])
    return int(numeric(text[0])) if _CIRCLED.match(text) else None


def _groups(all_lines: list[Line]) -> set[int]:
    """The lines between the items of a numbered list that say of what kind the next ones are: 工业|1.…|水利|2.…."""
    found: set[int] = set()
    first: list[int] = []
    last: int | None = None
    for n, line in enumerate(all_lines[:-1]):
        if (number := _number(line.text)) is not None:
            last = number
        elif _GROUP.fullmatch(line.text) and (following := _number(all_lines[n + 1].text)) is not None:
            if following == 1:
                first = [n]
            elif last is not None and following == last + 1:
                found |= {n, *first}
                first = []
    return found


def _parts(all_lines: list[Line], first: int, i: int, indented: bool) -> bool:
    """Whether a block ends between line ``i - 1`` and line ``i``; ``first`` is the first line of the running block."""
    above, below = all_lines[i - 1], all_lines[i]
    if closes(foot(all_lines, first, i)) or POINTER.match(below.text):
        return not (POINTER.match(below.text) and not stops(above.text) and len(above.text) < 3)
    if _GOES_ON_BEFORE.match(below.text):
        return False
    if names_only(all_lines, i) or (i - 1 == first and names_only(all_lines, first)):
        return True
    if _CAPTION.match(below.text):  # a caption may tear a sentence apart
        return True
    if subtitle_ends(all_lines, first, i):
        return True
    if KEYED.match(below.text) or (
        KEYED.match(all_lines[first].text)
        and (below.gap or above.width < column_at(all_lines, i - 1, first) - 1.4)
        and (below.gap or stops(above.text) or not ("，" in above.text or _is_broken_off(above, below)))
    ):
        return True
    if _ENTRY.match(below.text) and (_ENTRY.match(all_lines[first].text) or i - 1 == first):
        return True
    stopped = stops(above.text)
    if below.text.startswith("——") and not (stopped or below.gap) and _is_sentence(all_lines[first:i]):
        return False  # 清流奔涌而出|——历时四年建设的工程正式通水
    if above.text.endswith("：") and _begins_list(all_lines, i):
        return True
    if OPENS.match(below.text) and (stopped or below.gap or not open_bracket(all_lines, first, i)):
        return not above.text.endswith(_GOES_ON_AFTER) or below.gap > 0
    if indented and below.indent:
        return True
    if (number := _number(below.text)) is not None:
        before = _number(all_lines[first].text)
        if above.text.endswith(_ITEM_ABOVE) or (before is not None and number == before + 1):
            return True
        if number == 1 and below.gap and any(_number(line.text) == 2 for line in all_lines[i + 1 : i + 6]):
            return True  # 为民办实事进展||1.县医院住院大楼|2.…
    if above.text.endswith(_GOES_ON_AFTER):
        return False
    column = column_at(all_lines, i - 1, first)
    printed = above.width + _INDENT * above.indent
    if indented and above.indent and not stopped and i - 1 == first and printed >= column - 1.4:
        return False  # the first line of a paragraph, which fills its column
    if stopped:
        if above.width > WIDEST or stands_over(all_lines, i) or follows(all_lines, first, i):
            return True
        last = i + 1 == len(all_lines)
        if indented and not (last or below.indent) and all_lines[i + 1].indent and not stops(below.text):
            return below.width < 0.75 * column  # a subhead, which is not set in
        if below.gap or (indented and not below.indent):
            return below.gap > 0 and not (indented and not below.indent and above.width > column - 2)
        # 打包。|与这些紧张有序: a short last line, or a next line that starts two characters in
        nxt = all_lines[i + 1].width if i + 1 < len(all_lines) else below.width
        return printed < column - 1.4 or (below.width <= column - 1.5 and nxt >= column - 1)
    if open_bracket(all_lines, first, i):
        return False
    if _is_broken_off(above, below):
        return False
    if scrap_ends(all_lines, first, i):
        return True
    if NO_END.search(above.text):
        return False
    if head_ends(all_lines, first, i):
        return True
    if below.gap and stands_over(all_lines, i):  # no head stands over what a full line of a sentence goes on with
        return above.width < column - 1.4 or not _is_sentence(all_lines[first:i])
    if LEAD.match(all_lines[first].text) or (i - first > 1 and "，" in above.text):
        return False
    # a line that stops far short of its column without a mark is a head or the foot of a table
    short = i - 1 == first or above.width < all_lines[i - 2].width - 1.4
    if not below.gap:  # 云上也要通路|盘溪大数据灾备中心…: the first of a block, and a third of a line
        return i - 1 == first and above.width < 0.4 * column <= 0.5 * below.width
    return short and above.width < (0.68 if above.gap else 0.62) * column and below.width > 3
