"""Stage 2, lay out: the page's lines → blocks, before any two lines are joined.

A block is one paragraph, headline, subhead, caption or teaser. Cutting first is what keeps a headline from being glued
to the sentence under it. Nothing here knows what a line says, only marks that newspapers print (本报讯, 图为, 下转),
punctuation, brackets and the widths of lines: an empty line alone is no paragraph mark in OCR.
"""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from newsextract.captions import captions
from newsextract.compiled import compiled
from newsextract.masthead import masthead_lines

HAN = r"\p{Han}"
# Words that open an article or a block, wherever they stand at the start of a line.
_OPENS = compiled(
    r"\s*+(?:本[报刊台网]\s*讯|[新中]\s*[华新]\s*社\s*[^，。\s]{1,12}\d[^，。]{0,8}电|据[^，。]{2,12}[日电]?讯\s|图为|上图|下图|左图|右图|[□■●○◆▲△★☆◎◇※]"
    r"|【|（\s*(?:记者|本报记者|通讯员|详见|下转|上接|紧接)|\(\s*(?:记者|详见|下转|上接)|——|责\s*编|责任编辑|编者按|简\s*讯)"
)
# What closes a block whatever follows.
_CLOSES = compiled(
    r"(?:[（(]\s*(?:下\s*转|上\s*接|紧\s*接|详\s*见|见\s*[第A-Z]|转\s*第|全文见|据新华社)[^）)\n]{0,16}[）)]"
    r"|(?:[（(]\s*)?(?:本\s*[报刊社]|新\s*华\s*社|中\s*新\s*社|记\s*者|通\s*讯\s*员|特\s*约)[^。，；：“”]{0,40}[摄影]\s*[）)]?|[^，。；：]{2,12}\s摄\s*[）)]?)\s*$"
)
_CLOSING = ("）", ")", "摄", "影")  # the last characters of all that closes a block
_POINTER = compiled(r"\s*[（(]\s*(?:[详请]?\s*见|下\s*转|上\s*接|紧\s*接|转\s*第)[^）)图表]{0,16}[）)]\s*$")
_STOP = compiled(r"[。！？!?…]\s*[”’」』）)]*\s*$|[。！？]\s*[”’]?\s*(?:[（(][^（）()。]{2,24}[）)]\s*)?$")
_GOES_ON_AFTER = compiled(r"[，、：；,（(“‘《—·～~-]\s*$")
_GOES_ON_BEFORE = compiled(r"\s*[，。、；：！？）)”’》％%‰…]")
# Half a number, a number without its unit, or a word that no sentence begins with: the line above goes on.
_NUMBER_ENDS = compiled(r"[\d０-９.．零一二三四五六七八九十百千万亿]\s*$")
_UNIT_BEGINS = compiled(
    r"\s*[\d０-９.．]*[%％‰年月日号元万亿千百吨亩米斤里户人个家头套台辆座条项件平立公倍成美港欧]|\s*[一二两三四五六七八九十百千]+[万亿元年月日]|\s*[\d０-９.．]+\s*(?:$|[^\s\d])"
)
_NO_BEGINNING = compiled(r"\s*(?:[是的了着过和及或等已之]|[亿万]?元)")
_NO_END = compiled(
    r"(?:[今去明前本当]年|本[月周]|[的和与及在对将把被从向占达约近超逾等于以之]|第[\d一二三四五六七八九十]*|[A-Za-z]|[“‘（《])\s*$"
)
_BRACKET_ENDS = compiled(r"[^（(]{0,10}[）)]\s*$")
# The items of a numbered list, each in a line of its own: 3．云渡大桥
_NUMBERED = compiled(r"\s*[\d０-９]{1,2}\s*[.．、]\s*\p{Han}")
_ITEM_ABOVE = compiled(r"[。；：]\s*$")
# A line of names and nothing else: 本报记者 李麦 通讯员 张禾
_NAMES_ONLY = compiled(
    r"[□■]?\s*(?:本[报刊台网社])?\s*(?:[特实见首][约派习席])?(?:[全融新]媒体)?\s*"
    r"(?:记者|通讯员)[\s\p{Han}、]{2,30}"
)
_TEASER = compiled(r"[^，。；：（(]{5,24}[（(]\s*[详请](?:\s*见[^）)]{0,8}[）)]?|\s*)$")
_ECHO = 3  # characters at the beginning of a text
_EDGE = 5  # lines: by so many the column at the top or the foot of a block is measured
_SCRAP = 3.5  # characters: what is left of a head in its last line
# What a subtitle calls the article: ——河西村见闻, ——城建攻坚扫描（上）
_GENRE = compiled(r"(?:[见新]闻|纪[实行事]|走笔|侧[记写]|观察|调查|扫描|综述|访谈|报告|札记|随笔|之[一二三四五六七八九十]+)(?:[（(].{1,3}[）)])?$")
# What a sentence opens with and no second line of a paragraph: a place, a scene, a day, what somebody says.
_OPENING = compiled(
    r"\s*(?:在\p{Han}{2,8}[，、]|“[^”，。]{2,12}[，。]|编\s*辑\s*同\s*志|[昨今]\s*[日天晚]|[日近]\s*[日前]\s*，|\p{Han}{2,5}[外里内前下]\s*，"
    r"|[\d０-９一二三四五六七八九十]{1,3}\s*月\s*[\d０-９一二三四五六七八九十]{1,3}\s*日\s*(?:\p{Han}{1,3}\s*)?，)"
)
_TAKEN = compiled(r"[摄供][影图]?\s*[）)]?$")
_CAPTION = compiled(r"\s*(?:图为|[上下左右]图为)")
_LEAD = compiled(r"\s*本[报刊台网]\s*讯|【")
# The name of a column of short news, on a line of its own.
RUBRIC = compiled(
    r"[【■●◆]?\s*(?:[一简短快]\S{0,2}[讯波]|\S{0,4}(?:短波|快讯|短讯|简讯|拾零)"
    r"|简明新闻|[一两二三四五六七八九十几]句话新闻|要闻速览)\s*[】■●◆]?"
)
_RUBRIC_LENGTH = 12
_TORN = 3  # characters of the end of a credit
_WIDEST = 55  # characters: no printed column is so wide, so a line of this width is a whole paragraph
_FULL = compiled(r"[。；]")
_RUNS_ON = compiled(r"[。；]|[，、,]\s*$")
_NAMES = compiled(r"记者|通讯员|摄")
_SENTENCE_MARK = compiled(r"[，。；！？]")
_LIMBS = compiled(rf"(?<=[{HAN}”％%])[ \u3000]{{1,3}}(?={HAN})")
_OPENERS, _CLOSERS = "（(“‘《〈【「『", "）)”’》〉】」』"


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

    ``top`` and ``foot`` are the widths of the columns that its first and its last lines are set in.
    """

    start: int
    end: int
    head: bool
    lines: int
    top: float = 0.0
    foot: float = 0.0


_LINE = compiled(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_INK = compiled(r"[^\s\p{Cc}\p{Cf}]")
_BLANK = compiled(r"\s")
_HALF = compiled(r"[\x21-\x7e]")


def is_solid(text: str) -> bool:
    """Whether no white space, control byte or zero-width mark stands in a text, as in most lines; it tells at once."""
    return text.isprintable() and " " not in text


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
    return len(printed) - len(_HALF.findall(printed)) / 2


def cut(raw: str) -> list[Block]:
    """Cut a page into blocks, in page order; every line with text is in exactly one block."""
    all_lines = lines(raw)
    blocks: list[Block] = []
    first = 0
    printed = set(captions(all_lines))
    inside = {n for start, end in printed for n in range(start + 1, end)}
    own = masthead_lines([line.text for line in all_lines])
    own |= {n for n, line in enumerate(all_lines) if len(line.text) < _RUBRIC_LENGTH and RUBRIC.fullmatch(line.text)}
    edges = {n for pair in printed for n in pair} | own | {n + 1 for n in own}
    indents = sum(line.indent for line in all_lines)
    indented = indents >= 2 and indents * 12 >= len(all_lines)
    for i in range(1, len(all_lines) + 1):
        if i == len(all_lines) or i in edges or (i not in inside and _parts(all_lines, first, i, indented)):
            block = all_lines[first:i]
            columns = _set_in(block[:_EDGE]), _set_in(block[-_EDGE:])
            blocks.append(Block(block[0].start, block[-1].end, _is_head(block), len(block), *columns))
            first = i
    return blocks


def _closes(text: str) -> bool:
    """Whether a line without outer white space ends with a mark that closes a block."""
    return text.endswith(_CLOSING) and _CLOSES.search(text) is not None


def _headlike(line: Line) -> bool:
    """Whether one line can be a headline: no mark of a sentence in it, and it is not half a sentence."""
    return 4 <= line.width <= 30 and line.text[0] not in "（(" and not _RUNS_ON.search(line.text)


def _stands_over(all_lines: list[Line], i: int) -> bool:
    """Whether line ``i`` is the first of one to three heads right on top of a printed mark, or of the page's end."""
    for j in range(i, min(i + 3, len(all_lines))):
        if not (_headlike(all_lines[j]) or (j > i and all_lines[j].width < 4)) or _OPENS.match(all_lines[j].text):
            return False
        if j + 1 == len(all_lines):
            return all_lines[i].gap > 0
        if all_lines[j + 1].text.startswith("——"):
            return True
        if _POINTER.match(all_lines[j + 1].text) or _LEAD.match(all_lines[j + 1].text):
            return True
    return False


def _follows(all_lines: list[Line], first: int, i: int) -> bool:
    """Whether lines ``i`` and up to two more are a head under the last line of a paragraph, with nothing else under it."""
    last = i
    while last < i + 2 and last + 1 < len(all_lines) and not all_lines[last + 1].gap:
        last += 1
    if (last + 1 < len(all_lines) and not all_lines[last + 1].gap) or not all(map(_headlike, all_lines[i : last + 1])):
        return False
    short = i - 2 >= first and all_lines[i - 1].width <= all_lines[i - 2].width - 1.4
    return (last == i and short) or all_lines[last].width < 0.6 * _column(all_lines, i - 1, first)


def _is_head(block: list[Line]) -> bool:
    """A head has no sentence in it: a few lines without full stop that do not go on."""
    text = "".join(line.text for line in block)
    return len(block) <= 4 and not _FULL.search(text) and not _GOES_ON_AFTER.search(text) and len(text) <= 70


def _set_in(edge: list[Line]) -> float:
    """The width of the column that a few lines are set in; what is cut off in their last line is not counted."""
    widths = sorted(line.width for line in edge)
    return widths[len(widths) // 2] if len(edge) > 2 else 0.0


def _column(all_lines: list[Line], i: int, first: int) -> float:
    """The running column width round line ``i``: the widest of its neighbours that are alike in width."""
    near = [line.width for line in all_lines[max(first, i - 3) : i + 4]]
    middle = median(near)
    return max((w for w in near if w <= middle * 1.35 + 1), default=middle)


def _open_bracket(all_lines: list[Line], first: int, i: int) -> bool:
    """Whether a bracket or quotation mark opened in the last few lines of the block is still open."""
    depth = 0
    for line in all_lines[max(first, i - 4) : i]:
        for c in line.text:
            if c in _OPENERS:
                depth += 1
            elif c in _CLOSERS and depth:
                depth -= 1
    return depth > 0


def _foot(all_lines: list[Line], first: int, i: int) -> str:
    """The text of line ``i - 1``, with the line above it if it is the end of a mark: （下转第|二版）, 李|麦 摄."""
    text = all_lines[i - 1].text
    torn = _BRACKET_ENDS.match(text) or (len(text) <= _TORN and text.endswith("摄"))
    return all_lines[i - 2].text + text if i - 2 >= first and torn else text


def _parts(all_lines: list[Line], first: int, i: int, indented: bool) -> bool:
    """Whether a block ends between line ``i - 1`` and line ``i``; ``first`` is the first line of the running block."""
    above, below = all_lines[i - 1], all_lines[i]
    if _closes(_foot(all_lines, first, i)) or _POINTER.match(below.text):
        return not (_POINTER.match(below.text) and not _STOP.search(above.text) and len(above.text) < 3)
    if _GOES_ON_BEFORE.match(below.text):
        return False
    if _names_only(all_lines, i) or (i - 1 == first and _names_only(all_lines, first)):
        return True
    if _CAPTION.match(below.text):  # a caption may tear a sentence apart
        return True
    if _subtitle_ends(all_lines, first, i):
        return True
    stopped = bool(_STOP.search(above.text))
    if _OPENS.match(below.text) and (stopped or below.gap or not _open_bracket(all_lines, first, i)):
        return not _GOES_ON_AFTER.search(above.text) or below.gap > 0
    if indented and below.indent:
        return True
    if _NUMBERED.match(below.text) and _ITEM_ABOVE.search(above.text):
        return True
    if _GOES_ON_AFTER.search(above.text):
        return False
    column = _column(all_lines, i - 1, first)
    if stopped:
        if above.width > _WIDEST or _stands_over(all_lines, i) or _follows(all_lines, first, i):
            return True
        if below.gap or (indented and not below.indent):
            return below.gap > 0 and not (indented and not below.indent and above.width > column - 2)
        # 打包。|与这些紧张有序: a short last line, or a next line that starts two characters in
        nxt = all_lines[i + 1].width if i + 1 < len(all_lines) else below.width
        return above.width < column - 1.4 or (below.width <= column - 1.5 and nxt >= column - 1)
    if _open_bracket(all_lines, first, i):
        return False
    if (_NUMBER_ENDS.search(above.text) and _UNIT_BEGINS.match(below.text)) or _NO_BEGINNING.match(below.text):
        return False
    if _scrap_ends(all_lines, first, i):
        return True
    if _NO_END.search(above.text):
        return False
    if _head_ends(all_lines, first, i) or (below.gap and _stands_over(all_lines, i)):
        return True
    # a line that stops far short of its column without a mark is a head or the foot of a table
    return above.width < 0.62 * column and below.gap > 0 and below.width > 3


def _parted_head(all_lines: list[Line], i: int) -> bool:
    """Whether line ``i`` is a head of one line with empty lines round it."""
    line = all_lines[i]
    if not _headlike(line) or _SENTENCE_MARK.search(line.text) or _NO_END.search(line.text):
        return False
    return i + 1 < len(all_lines) and all_lines[i + 1].gap > 0


def _echoes(head: list[Line], below: str) -> bool:
    """Whether a text begins with words of the head above it, which no sentence does from line to line."""
    start = "".join(below.split()).lstrip(_OPENERS)[:_ECHO]
    return len(head) < 3 and start in "".join(head[-1].text.split())


def _scrap_ends(all_lines: list[Line], first: int, i: int) -> bool:
    """Whether a head that is wider than its column ends above line ``i`` with the little that did not fit: “炼”成|的."""
    return (
        1 < i - first <= 4
        and all_lines[i - 1].width <= _SCRAP
        and all_lines[i].gap > 0
        and all_lines[first].gap > 0
        and all(map(_headlike, all_lines[first : i - 1]))
        and all_lines[i - 2].width >= all_lines[i].width - 1
    )


def _subtitle_ends(all_lines: list[Line], first: int, i: int) -> bool:
    """Whether the subtitle —— of a head ends above line ``i``; it may go on in one short line: 见|闻, （上）."""
    below, at = all_lines[i], i - 1
    if all_lines[at].width <= _SCRAP and at > first:
        at -= 1
    elif below.width <= _SCRAP:
        return False
    text = "".join(line.text for line in all_lines[at:i])
    if at == 0 or not text.startswith(("——", "－－")) or _SENTENCE_MARK.search(text) or _RUNS_ON.search(text):
        return False
    if not _headlike(all_lines[at - 1]) or _open_bracket(all_lines, at, i):
        return False
    return below.gap > 0 or bool(_GENRE.search(text)) or below.width > 1.25 * all_lines[at].width


def _names_only(all_lines: list[Line], i: int) -> bool:
    """Whether line ``i`` is a byline and not the credit of a photograph, which may go on in the next line."""
    text = all_lines[i].text
    if not _NAMES_ONLY.fullmatch(text) or _TAKEN.search(text):
        return False
    return i + 1 == len(all_lines) or not _TAKEN.search(all_lines[i + 1].text)


def _balanced(text: str) -> bool:
    """Whether a line is two or three limbs of one length, as in 抓春耕 保丰收."""
    limbs = text.split()
    return 2 <= len(limbs) <= 3 and 3 <= len(limbs[0]) <= 7 and len({len(limb) for limb in limbs}) == 1


def _head_ends(all_lines: list[Line], first: int, i: int) -> bool:
    """Whether the lines ``first`` to ``i - 1`` are a head that the text below does not go on with."""
    head, below = all_lines[first:i], all_lines[i]
    if i - first > 4 or _LEAD.match(head[0].text) or any(_RUNS_ON.search(line.text) for line in head):
        return False
    body = [line.width for line in all_lines[i : i + 5] if line.width > 4]
    if not body:
        return False
    column = sorted(body)[len(body) // 2]
    widest = max(line.width for line in head)
    dash = head[-1].text.startswith(("—", "－"))
    alone = first == 0 or all_lines[first].gap > 0 or dash or bool(_STOP.search(all_lines[first - 1].text))
    if alone and all(map(_headlike, head)):
        if below.width > _WIDEST:  # a web archive: each line is a paragraph
            return widest <= 30
        if dash and widest < 0.75 * column:  # ——河西村见闻
            return True
        if _OPENING.match(below.text) and not _SENTENCE_MARK.search("".join(line.text for line in head)):
            return True
        if (below.gap > 0 or _balanced(head[-1].text) != _balanced(below.text)) and _stands_over(all_lines, i):
            return True
        if _TEASER.match(below.text):  # a head on top of 小巷里的灯（详见第四版）, which has its own
            return True
        if below.gap and _parted_head(all_lines, i) and not _SENTENCE_MARK.search("".join(line.text for line in head)):
            return True
        if below.gap and all_lines[first].gap and _echoes(head, below.text):
            return True
    text = "\n".join(line.text for line in head)
    runs_in = bool(_SENTENCE_MARK.search(text))  # a head seldom holds a comma
    indented = len(head) == 1 and any(0.5 <= width - widest <= 3.4 for width in (column, below.width))
    starts_over = abs(widest - column) >= 1.6 and not indented
    if _LIMBS.search(text) and not runs_in and not _NAMES.search(text):
        return below.gap > 0 or starts_over
    if below.gap == 0:  # a head right on top of a body that is set much wider
        titled = _headlike(below) and (i + 1 == len(all_lines) or all_lines[i + 1].gap > 0)
        far = 0.6 if alone and below.width > 1.5 * widest and not titled else 0.5
        return not runs_in and 4 <= widest < far * column and (all_lines[first].gap > 0 or first == 0)
    if runs_in:
        return alone and widest <= 20 and _stands_over(all_lines, i)
    if first > 0 and all_lines[first].gap == 0 and not _closes(_foot(all_lines, 0, first)):
        return widest < column * 0.75
    return starts_over
