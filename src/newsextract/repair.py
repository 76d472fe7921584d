"""Repair: blocks of raw lines → ``Clean``, one string that reads as the editor wrote it.

The law: a repair deletes a character or swaps it for one other, and never inserts. So every clean character has exactly
one raw offset, and any clean span maps back. Blocks stay apart by the line feed that the page has between them; no rule
matches across it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsextract.compiled import compiled
from newsextract.layout import Block, is_solid
from newsextract.marks import DATELINE, LABEL, REPORTER
from newsextract.traditional import shadow

# Full-width forms of what numbers, units and names are made of; Chinese punctuation stays as it is printed.
FOLD = {
    **{c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    **{ord(a): ord(b) for a, b in zip("％．－～＋／＄￥﹪﹣＊", "%.-~+/$¥%-*", strict=True)},
}
_FOLDED = re.compile(f"[{''.join(map(chr, FOLD))}]")  # Python's own engine is the faster one for long sets
_FOLDS = {chr(wide): chr(narrow) for wide, narrow in FOLD.items()}
# What OCR and control streams leave between characters: white space, zero-width marks, control bytes.
_BLANKS = r"\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff"
_SPACE = re.compile(f"[{_BLANKS}]+")
# A blank between these is the only kind that carries meaning: words in Latin letters, or two numbers side by side.
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_DIGIT = re.compile("[0-9０-９]")
_HAN = compiled(r"\p{Han}")
# Where a blank parts a name from a role: （记者 王金勇 通讯员 吴锋）, 本报记者 李振涛 摄
_BYLINE = compiled(
    rf"(?:本报|特约|实习|见习)?{REPORTER}[\s\p{{Han}}、·]{{2,40}}?(?=[）)。，]|$)"
    r"|(?:记者|通讯员|社发|[（(])[\s\p{Han}、·]{2,24}(?:摄|文/图|图/文|供图)"
)
# Where it stands inside a number: a word that a sum or share follows, what may be one number, and its unit.
_TORN = re.compile(
    "(?:(?<=[资达排为的约共近过超长降升涨幅增占比率持至到了额值入出款金税利计收价加减处薪罚奖补交缴付需积地量容建—])|(?<=元[和、])"
    "|(?<=每[人户亩吨斤张套辆台个])|(?<=平方米))\\s{0,3}"
    "([0-9０-９][0-9０-９.． ]{1,14})(?:[亿万元%％亩吨户套台辆]|公里|平方|立方|千瓦"
    "|(?=(?:至|到|—)[0-9０-９][0-9０-９.． ]{0,14}[亿万元]))"
)
# The number of a month, or of so many: （1 1月27日）, 前1 0个月. 图1 1月 may be two, and 1 2月份 two months.
_TORN_MONTH = compiled(
    r"(?<=[\p{Han}，。、；：“”（(《—-])(?<![第表图版])\s{0,3}([1１]\s[01０１](?=\s?个?\s?月)|[1１]\s[2２](?=\s?月\s?[\d底初中末上下]))"
)
_NUMBER = re.compile("[0-9０-９]{1,6}(?:[.．][0-9０-９]{1,4})?")
# Where it parts the place that an entry is from, or what it is about: ◆云渡县 县医院竣工, ■修桥 滨河大桥开工
_ENTRY = compiled(rf"(?:{DATELINE}|{LABEL})(?=[ \u3000]+[\p{{Han}}\d])")


@dataclass(frozen=True, slots=True)
class Clean:
    """Repaired text and the way back: run ``i`` begins at ``starts[i]`` of it, ``origins[i]`` of the page."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def raw_offset(self, at: int) -> int:
        """Map the offset of a clean character to the offset of the raw character that it was."""
        run = bisect_right(self.starts, at) - 1
        return self.origins[run] + at - self.starts[run]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a clean span that is not empty to the raw span of its first to its last character."""
        return self.raw_offset(start), self.raw_offset(end - 1) + 1

    def clean_offset(self, raw: int) -> int:
        """Give the offset of the first clean character at or after a raw offset."""
        run = bisect_right(self.origins, raw) - 1
        if run < 0:
            return 0
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(self.starts[run] + raw - self.origins[run], end)


def drop_blank(before: str, gap: str, after: str, *, keeps_limbs: bool) -> bool:
    """Say whether the white space ``gap`` between two characters is noise.

    Blanks round Chinese characters, marks and digits are; blanks between Latin words, between two numbers of one line,
    and (in heads and bylines) between the limbs that a blank parts, are not. A line break between two capitals is.
    """
    wrapped = "\n" in gap or "\r" in gap
    if _LATIN.match(before) and _LATIN.match(after):
        return wrapped and before.isupper() and after.isupper()  # PP|P, 20G|Wh
    if _DIGIT.match(before) and _DIGIT.match(after):
        return wrapped
    return not (keeps_limbs and not wrapped and _limb(before, after))


def _limb(before: str, after: str) -> bool:
    if before in _NUMERAL and after in _COUNTED:  # 总投资1 亿 元 is one sum, also in a head
        return False
    return bool((_HAN.match(before) or before in "”》％%") and _HAN.match(after))


_NUMERAL = "0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿"
_COUNTED = "十百千万亿元年月日号个成％%‰"


def fold_width(text: str) -> str:
    """Swap full-width digits, letters and number marks for ASCII, one for one."""
    return _FOLDED.sub(lambda wide: _FOLDS[wide[0]], text)  # half the cost of ``str.translate``: there are few


def half_width_marks(text: str) -> str:
    """Swap ``,`` ``.`` ``;`` ``?`` ``!`` ``:`` after a Chinese character for the marks that Chinese sentences have."""
    return _HALF_MARK.sub(lambda m: _MARKS[m.group()], text) if _ANY_MARK.search(text) else text


_MARKS = {",": "，", ";": "；", "?": "？", "!": "！", ":": "：", ".": "。"}
_ANY_MARK = re.compile("[,;?!:.]")
_HALF_MARK = compiled(r"(?<=[\p{Han}”）])[,;?!:]|[,;](?=\p{Han})|(?<=\p{Han})\.(?=[\p{Han}“（\n]|\d{1,4} ?[年月]|$)")

# The swaps, in order; each one keeps the length.
SWAPS: tuple[Callable[[str], str], ...] = (fold_width, half_width_marks)


def repair(raw: str, blocks: list[Block]) -> Clean:
    """Join the lines of each block, drop the blanks that OCR put in, fold widths.

    Blocks are parted by one line feed, which is the first line break that the page has between them.
    """
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0

    def keep(start: int, end: int, swapped: str = "") -> None:
        nonlocal length
        if end > start:
            pieces.append(swapped or raw[start:end])
            starts.append(length)
            origins.append(start)
            length += end - start

    plain = shadow(raw) if any(block.cells is not None for block in blocks) else raw
    for n, block in enumerate(blocks):
        if n:
            seam = _seam(raw, blocks[n - 1].end, block.start)
            keep(seam, seam + 1, "\n")
        kept = _in_text(raw, block) if block.cells is None else _in_cells(plain, block)
        for piece in kept:
            keep(*piece)
    text = "".join(pieces)
    for swap in SWAPS:
        text = swap(text)
    return Clean(text, tuple(starts), tuple(origins))


def _in_text(raw: str, block: Block) -> Iterator[tuple[int, int, str]]:
    """Give the spans of a block that stay, and the blank that stands in the place of one that was more than a blank."""
    at = block.start
    bylines = None
    solid = is_solid(raw[block.start : block.end])
    opening = None if solid else _ENTRY.match(raw, block.start, block.end)
    for gap in () if solid else _SPACE.finditer(raw, block.start, block.end):
        start, end = gap.span()
        yield at, start, ""
        at = end
        if start == block.start or end == block.end:  # a control byte or a zero-width mark at the edge of a line
            continue
        before, after = raw[start - 1], raw[end]
        limbs = (block.head and block.lines <= 4 and not _is_scattered(raw, start, block)) or (
            opening is not None and start == opening.end()
        )
        if not limbs and before not in _CHEAP and _HAN.match(before) and _HAN.match(after):
            if bylines is None:
                bylines = [m.span() for m in _BYLINE.finditer(raw, block.start, block.end)]
            limbs = any(s < start < e for s, e in bylines)
            if limbs and _parts_people(raw, start, end, block.end):
                yield start, start + 1, " "
                continue
        if _DIGIT.match(before) and _DIGIT.match(after) and _is_torn(raw, start, block):
            continue  # 投资 2 2.8亿元
        if not drop_blank(before, gap.group(), after, keeps_limbs=limbs):
            yield start, start + 1, " "
    yield at, block.end, ""


def _in_cells(raw: str, block: Block) -> Iterator[tuple[int, int, str]]:
    """Give the spans of a row that stay; a tab, which no pattern takes for a blank in a number, parts two cells."""
    at = block.start
    for gap in _SPACE.finditer(raw, block.start, block.end):
        start, end = gap.span()
        yield at, start, ""
        if _parts_cells(raw, start, end):
            yield start, start + 1, "\t"
        at = end
    yield at, block.end, ""


def _parts_cells(raw: str, start: int, end: int) -> bool:
    """Whether a blank or line break of a row parts two cells, and not a number from its unit or a date or a name."""
    before, after = raw[start - 1], raw[end]
    wrapped = "\n" in raw[start:end]
    if _DIGIT.match(before) and after in _UNITS:
        return False
    if _DIGIT.match(before) and _DIGIT.match(after):
        return not wrapped
    if before in "年月" and _DIGIT.match(after):
        return _DATE_GOES_ON.match(raw, end) is None
    if before in _BEFORE_NUMBERS and _DIGIT.match(after):
        return before in _DASHES and raw[start - 2].isspace()  # a dash that fills a cell
    return not wrapped or before in _VALUE_ENDS or not (_HAN.match(before) and _HAN.match(after))


_UNITS = "亿万元年月日号个成％%‰余多吨亩千百公平米里座条季."
_BEFORE_NUMBERS = "第约近超逾至—-~"
_DASHES = "—-~"
_VALUE_ENDS = "元底初末季度日亩”"  # 2022年底|在建
_DATE_GOES_ON = re.compile("[0-9０-９]{1,2}\\s*[月日号]")


def _is_scattered(raw: str, at: int, block: Block) -> bool:
    """Whether the blanks of a line of a head are noise: one parts a single character from the rest (金 湾华埠 中心)."""
    left = raw.rfind("\n", block.start, at) + 1
    right = raw.find("\n", at, block.end)
    line = raw[max(left, block.start) : right if right >= 0 else block.end]
    return _ALONE.search(line) is not None


# One character between blanks that is no word by itself. Poets of headlines part 人 欢 马 叫, which does no harm.
_ALONE = compiled(rf"(?<=^|[{_BLANKS}])\p{{Han}}(?=[{_BLANKS}]|$)")


def _is_torn(raw: str, at: int, block: Block) -> bool:
    """Whether the blank at ``at`` stands inside one number, and not between two: a row of a table has no such words."""
    left, right = max(block.start, at - _NUMBER_LENGTH), min(block.end, at + _NUMBER_LENGTH)
    if any(hit.start(1) < at < hit.end(1) for hit in _TORN_MONTH.finditer(raw, left, right)):
        return True
    hits = (hit for hit in _TORN.finditer(raw, left, right) if hit.start(1) < at < hit.end(1))
    return any(_NUMBER.fullmatch(hit[1].replace(" ", "")) for hit in hits)


def _parts_people(raw: str, start: int, end: int, stop: int) -> bool:
    """Whether a line of a byline ends with a role or a whole name: （通讯员|铁建宣）, 记者 方启航|余晓蓉."""
    if _ROLE_ENDS.search(raw, max(0, start - 6), start) or _ROLE_BEGINS.match(raw, end, stop):
        return True
    above = _NAME_ENDS.search(raw, max(0, start - 8), start)
    below = _NAME_BEGINS.match(raw, end, stop)
    return above is not None and below is not None and len(above[1]) + len(below[1]) > 4


_ROLE_ENDS = compiled(rf"{REPORTER}$")
_ROLE_BEGINS = compiled(rf"(?:本报|特约|实习|见习)?{REPORTER}")
_NAME_ENDS = compiled(r"[ 、](\p{Han}{2,3})$")
_NAME_BEGINS = compiled(r"(\p{Han}{2,3})(?=[\s、）)])")
_NUMBER_LENGTH = 20  # characters of a number with blanks, and of the word before it
_CHEAP = "，。、；：！？）”"


def _seam(raw: str, end: int, start: int) -> int:
    """Where the line feed between two blocks stands in the raw page."""
    at = raw.find("\n", end, start)
    return at if at >= 0 else end
