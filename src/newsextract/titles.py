"""Where headlines, subtitles and subheads end, told by empty lines, by widths and by what the text under them says.

A head has no mark of a sentence in it. That alone does not tell it from the first line of a paragraph, so each way of
knowing one asks for what a paragraph does not have: a line that stops far short of its column, a subtitle after ——, a
body that opens with its day, its place or a quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsextract.compiled import compiled
from newsextract.marks import (
    BULLETS,
    LABEL,
    LEAD,
    NO_END,
    OPENERS,
    OPENS,
    POINTER,
    closes,
    column_at,
    foot,
    open_bracket,
    stops,
)

if TYPE_CHECKING:
    from newsextract.layout import Line

HAN = r"\p{Han}"
_TEASER = compiled(r"[^，。；：（(]{5,24}[（(]\s*[详请](?:\s*见[^）)]{0,8}[）)]?|\s*)$")
_FRAGMENT = 5  # lines: what is shorter is no page, and need not begin with a head
_ECHO = 3  # characters at the beginning of a text
_ENTRY = compiled(rf"[{BULLETS}]|\d{{1,2}}\s*[.．、]\s*{HAN}")
_FILLED = 0.75  # of a column
_SCRAP = 3.5  # characters: what is left of a head in its last line
# What a subtitle calls the article: ——河西村见闻, ——城建攻坚扫描（上）
_GENRE = compiled(
    r"(?:[见新]闻|纪[实行事]|走笔|侧[记写]|观察|调查|扫描|综述|访谈|报告|札记|随笔|之[一二三四五六七八九十]+)(?:[（(].{1,3}[）)])?$"
)
# What a sentence opens with and no second line of a paragraph: a place, a scene, a day, what somebody says.
_OPENING = compiled(
    r"\s*(?:在\p{Han}{3,8}[，、]|“[^”，。]{2,12}[，。]|编\s*辑\s*同\s*志|[昨今]\s*[日天晚]|[日近]\s*[日前]\s*，|\p{Han}{2,5}[外里内前下]\s*，"
    r"|[\d０-９一二三四五六七八九十]{1,3}\s*月\s*[\d０-９一二三四五六七八九十]{1,3}\s*日\s*(?:\p{Han}{1,3}\s*)?，)"
)
_CHRONICLE = compiled(r"(?:大事记|纪事|记事|大事|日志)$")
_A_DAY = compiled(r"\s*[\d０-９一二三四五六七八九十元]{1,3}\s*月\s*[\d０-９一二三四五六七八九十]{1,3}\s*日")
WIDEST = 55  # characters: no printed column is so wide, so a line of this width is a whole paragraph
_RUNS_ON = compiled(r"[。；]|[，、,]\s*$")
_NAMES = compiled(r"记者|通讯员|摄")
SENTENCE_MARK = compiled(r"[，。；！？]")
# ■修桥 滨河大桥主塔|封顶, 蓼湖县 投资360万元…|动工: the blank behind what they open with parts no limbs of a head.
_LABEL = compiled(rf"^(?:{LABEL}|\p{{Han}}{{1,4}}[县市区镇乡](?=\s+[^\n]*\d))\s+")
_LIMBS = compiled(rf"(?<=[{HAN}”％%])[ \u3000]{{1,3}}(?={HAN})")


def _headlike(line: Line) -> bool:
    """Whether one line can be a headline: no mark of a sentence in it, and it is not half a sentence."""
    return 4 <= line.width <= 30 and line.text[0] not in "（(" and not _RUNS_ON.search(line.text)


def stands_over(all_lines: Sequence[Line], i: int) -> bool:
    """Whether line ``i`` is the first of one to three heads right on top of a printed mark, or of the page's end."""
    for j in range(i, min(i + 3, len(all_lines))):
        if not (_headlike(all_lines[j]) or (j > i and all_lines[j].width < 4)) or OPENS.match(all_lines[j].text):
            return False
        if j + 1 == len(all_lines):
            return all_lines[i].gap > 0
        if all_lines[j + 1].text.startswith("——"):
            return True
        if POINTER.match(all_lines[j + 1].text) or LEAD.match(all_lines[j + 1].text):
            return True
    return False


def follows(all_lines: Sequence[Line], first: int, i: int) -> bool:
    """Whether line ``i`` and up to two more are a head under the last line of a paragraph, with nothing under it."""
    last = i
    while last < i + 2 and last + 1 < len(all_lines) and not all_lines[last + 1].gap:
        last += 1
    if (last + 1 < len(all_lines) and not all_lines[last + 1].gap) or not all(map(_headlike, all_lines[i : last + 1])):
        return False
    short = i - 2 >= first and all_lines[i - 1].width <= all_lines[i - 2].width - 1.4
    return (last == i and short) or all_lines[last].width < 0.6 * column_at(all_lines, i - 1, first)


def _parted_head(all_lines: Sequence[Line], i: int) -> bool:
    """Whether line ``i`` is a head of one line with empty lines round it."""
    line = all_lines[i]
    if not _headlike(line) or SENTENCE_MARK.search(line.text) or NO_END.search(line.text):
        return False
    return i + 1 < len(all_lines) and all_lines[i + 1].gap > 0


def _echoes(head: Sequence[Line], below: str) -> bool:
    """Whether a text begins with words of the head above it, which no sentence does from line to line."""
    if any(SENTENCE_MARK.search(line.text) for line in head):
        return False  # 环比增长2.6%，同|比增长11.3%
    start = "".join(below.split()).lstrip(OPENERS)[:_ECHO]
    return len(head) < 3 and start.isalpha() and start in "".join(head[-1].text.split())


def scrap_ends(all_lines: Sequence[Line], first: int, i: int) -> bool:
    """Whether a head that is wider than its column ends above line ``i`` with what did not fit: “炼”成|的."""
    return (
        1 < i - first <= 4
        and all_lines[i - 1].width <= _SCRAP
        and (all_lines[i].gap > 0 or _OPENING.match(all_lines[i].text) is not None)
        and (all_lines[first].gap > 0 or stops(all_lines[first - 1].text))
        and all(map(_headlike, all_lines[first : i - 1]))
        and (all_lines[i - 2].width >= all_lines[i].width - 1 or _OPENING.match(all_lines[i].text) is not None)
    )


def subtitle_ends(all_lines: Sequence[Line], first: int, i: int) -> bool:
    """Whether the subtitle —— of a head ends above line ``i``; it may go on in one short line: 见|闻, （上）."""
    below, at = all_lines[i], i - 1
    if all_lines[at].width <= _SCRAP and at > first:
        at -= 1
    elif below.width <= _SCRAP:
        return False
    text = "".join(line.text for line in all_lines[at:i])
    if at == 0 or not text.startswith(("——", "－－")) or SENTENCE_MARK.search(text) or _RUNS_ON.search(text):
        return False
    if not _headlike(all_lines[at - 1]) or open_bracket(all_lines, at, i):
        return False
    return below.gap > 0 or bool(_GENRE.search(text)) or below.width > 1.25 * all_lines[at].width


def _balanced(text: str) -> bool:
    """Whether a line is two or three limbs of one length, as in 抓春耕 保丰收."""
    limbs = text.split()
    return 2 <= len(limbs) <= 3 and 3 <= len(limbs[0]) <= 7 and len({len(limb) for limb in limbs}) == 1


def head_ends(all_lines: Sequence[Line], first: int, i: int) -> bool:
    """Whether the lines ``first`` to ``i - 1`` are a head that the text below does not go on with."""
    head, below = all_lines[first:i], all_lines[i]
    if i - first > 4 or LEAD.match(head[0].text) or any(_RUNS_ON.search(line.text) for line in head):
        return False
    if below.width <= _SCRAP and not below.gap and not SENTENCE_MARK.search(below.text):
        return False
    body = [line.width for line in all_lines[i : i + 5] if line.width > 4]
    if not body:
        return False
    column = sorted(body)[len(body) // 2]
    widest = max(line.width for line in head)
    if _ENTRY.match(head[0].text) and not below.gap and widest >= _FILLED * column:
        return False  # ● 云渡华侨大厦新楼|3月8日开业，: an entry that fills its column
    dash = head[-1].text.startswith(("—", "－"))
    alone = (
        first == 0
        or all_lines[first].gap > 0
        or dash
        or _headlike(all_lines[first - 1])
        or stops(all_lines[first - 1].text)
    )
    if alone and all(map(_headlike, head)):
        if below.width > WIDEST:  # a web archive: each line is a paragraph
            return widest <= 30
        if dash and widest < 0.75 * column:  # ——河西村见闻
            return True
        if _CHRONICLE.search(head[-1].text) and _A_DAY.match(below.text):
            return True  # 一九八六年云渡县大事记|一月十八日 县里召开…
        if _OPENING.match(below.text) and not SENTENCE_MARK.search("".join(line.text for line in head)):
            return True
        if (below.gap > 0 or _balanced(head[-1].text) != _balanced(below.text)) and stands_over(all_lines, i):
            return True
        if _TEASER.match(below.text):  # a head on top of 小巷里的灯（详见第四版）, which has its own
            return True
        if below.gap and _parted_head(all_lines, i) and not SENTENCE_MARK.search("".join(line.text for line in head)):
            return True
        if all_lines[first].gap and _echoes(head, below.text):
            return True
    text = _LABEL.sub("", "\n".join(line.text for line in head))
    runs_in = bool(SENTENCE_MARK.search(text))  # a head seldom holds a comma
    indented = len(head) == 1 and any(0.5 <= width - widest <= 3.4 for width in (column, below.width))
    starts_over = abs(widest - column) >= 1.6 and not indented
    if _LIMBS.search(text) and not runs_in and not _NAMES.search(text):
        return below.gap > 0 or starts_over
    if below.gap == 0:  # a head right on top of a body that is set much wider
        titled = _headlike(below) and below.width < 2 * widest and (i + 1 == len(all_lines) or all_lines[i + 1].gap > 0)
        far = 0.6 if alone and below.width > 1.5 * widest else 0.5
        begins = all_lines[first].gap > 0 or (first == 0 and len(all_lines) > _FRAGMENT)
        if not begins and first > 0 and len(head) == 1 and stops(all_lines[first - 1].text):
            begins, far = True, 0.6
        return not (runs_in or titled) and 4 <= widest < far * column and begins
    if runs_in:
        return alone and widest <= 20 and stands_over(all_lines, i)
    if first > 0 and all_lines[first].gap == 0 and not closes(foot(all_lines, 0, first)):
        return widest < column * 0.75
    return starts_over
