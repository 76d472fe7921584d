"""The marks that newspapers print: what opens a block, what closes one, and what shows that a line goes on.

Nothing here looks further than a few lines up or down.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsextract.compiled import compiled

if TYPE_CHECKING:
    from newsextract.layout import Line

NEWS = r"(?:本[报刊台网]|[日晚晨早商时快]报|都市报)\s*讯(?!息|问|号)"
"""What the paper calls its own news: 本报讯, 晚报讯."""
OWN_NEWS = rf"(?:\p{{Han}}{{2,4}})?{NEWS}"
"""What a report of the paper's own begins with, be it with the name of the paper: 本报讯, 云渡日报讯."""
# 本报云渡 3月 12日电, 据中新社讯, with the blanks that OCR leaves.
_FROM_A_PLACE = (
    r"本\s*[报刊台网社]\s*\p{Han}[^，。；：（(\d]{0,8}\d[^，。；：]{0,10}[日号]"
    r"\s*(?:专\s*)?电(?![话视力厂站网信子动缆气器])"
)
# Words that open an article or a block, wherever they stand at the start of a line.
OPENS = compiled(
    rf"\s*+(?:{OWN_NEWS}|{_FROM_A_PLACE}|[新中]\s*[华新]\s*社\s*[^，。\s]{{1,12}}\d[^，。]{{0,8}}电|据[^，。]{{2,12}}[日电]?讯\s|图为|上图|下图|左图|右图|[□■●○◆▲△★☆◎◇※]"
    r"|【|（\s*(?:记者|本报记者|通讯员|详见|下转|上接|紧接)|\(\s*(?:记者|详见|下转|上接)|——|责\s*编|责任编辑|编者按|简\s*讯)"
)
# What closes a block whatever follows.
_CLOSES = compiled(
    r"(?:[（(]\s*(?:下\s*转|上\s*接|紧\s*接|详\s*见|见\s*[第A-Z]|转\s*第|全文见|据新华社)[^）)\n]{0,16}[）)]"
    r"|(?:[（(]\s*)?(?:本\s*[报刊社]|新\s*华\s*社|中\s*新\s*社|记\s*者|通\s*讯\s*员|特\s*约)[^。，；：“”]{0,40}[摄影]\s*[）)]?|[^，。；：]{2,12}\s摄\s*[）)]?)\s*$"
)
# Who wrote a letter, at its end: …原因。　读者　沈有根.
_SIGNED = compiled(r"[。？！”]\s*(?:读\s?者|市民|居民|村民|职工|社员|网友|学生|教师|顾客|用户)\s+\p{Han}{2,4}$")
_CLOSING = ("）", ")", "摄", "影")  # the last characters of all that closes a block
POINTER = compiled(r"\s*[（(]\s*(?:[详请]?\s*见|下\s*转|上\s*接|紧\s*接|转\s*第)[^）)图表]{0,16}[）)]\s*$")
_STOP = compiled(r"[。！？!?…]\s*[”’」』）)]*\s*$|[。！？]\s*[”’]?\s*(?:[（(][^（）()。]{2,24}[）)]\s*)?$")
LEAD = compiled(
    rf"\s*{OWN_NEWS}|【|\s*{_FROM_A_PLACE}|\s*据?\s*[新中]\s*[华新]\s*社\s*(?:讯|[^，。；：\d]{{1,12}}\d[^，。]{{0,8}}电)"
)
TAKEN = compiled(r"[摄供][影图]?\s*[）)]?$")
_BRACKET_ENDS = compiled(r"[^（(]{0,10}[）)]\s*$")
_TORN = 3  # characters of the end of a credit
# A line of names and nothing else: 本报记者 李麦 通讯员 张禾. 记者在柳湾水泥厂扩建… is none: it goes on below.
_NAMES_ONLY = compiled(
    r"[□■]?\s*(?:本[报刊台网社])?\s*(?:[特实见首][约派习席])?(?:[全融新]媒体)?\s*"
    r"(?:记者|通讯员)(?=[\s、]|(?![在从了获昨今近])\p{Han}{2,4}(?:[\s、]|记者|通讯员|特约|实习|$))[\s\p{Han}、]{2,30}"
)
# Half a number, a number without its unit, or a word that no sentence begins with: the line above goes on.
NUMBER_ENDS = compiled(r"[\d０-９.．零一二三四五六七八九十百千万亿]\s*$")
UNIT_BEGINS = compiled(
    r"\s*[\d０-９.．]*[%％‰年月日号元万亿千百吨亩米斤里户人个家头套台辆座条项件平立公倍成美港欧]|\s*[一二两三四五六七八九十百千]+[万亿元年月日]|\s*[\d０-９.．]+\s*(?:$|[^\s\d])"
)
NO_END = compiled(
    r"(?:[今去明前本当]年|\d\s*[至到月日]|本[月周]|[的和与及在对将把被从向占达约近超逾等于以之正仍还已又才均]|第[\d一二三四五六七八九十]*|[A-Za-z]|[“‘（《])\s*$"
)
# Half a word of a number or date and its other half, with | where the line breaks: 个百|分点, 1986年|4月, 12%|至.
_TORN_WORD = compiled(
    r"百\|分[点之]|[个\d]\|百分点|百分\|[点之]|百分之\||年\|\d{1,2}月|(?<=\d)月\|\d{1,2}日|年\|[一二三四五六七八九十]{1,2}月|年第?\|[一二三四1-4]季"
    r"|[〇零一二三四五六七八九十百千万亿点]\|[〇零一二三四五六七八九十百千万亿]+[成点，。；、]|[%元万亿]\|[至到](?:[\d一二三四五六七八九十]|$)|(?:^|[%元万亿])[至到]\|"
)
_REACH = 6  # characters on either side of a break
REPORTER = r"(?:记者|通讯员|实习生)"
"""Who wrote a report."""
WIRED = (
    r"(?:据?(?:本[报刊台网社]|新华社|中新社|\p{Han}{2,4}通讯社)[^，。；：（(\n]{0,12}?(?:[日号]\s?|专)(?:专?电|讯|消息)"
    r"|据?\p{Han}{2,6}[报社台网][^，。；：（(\n]{0,8}?[日号]\s?(?:专?电(?![话视力厂站网信子动缆气器])|讯))"
)
"""Who wired a report from where and when, which its first sentence begins with: 新华社柳州1月8日电, 本报柳湾专电."""
DATELINE = r"[◆●■▲△○□★]\s?\p{Han}{1,4}[省市州县区旗镇乡村]"
"""What an entry of short news begins with, before a blank: the place that it is from, as ◆云渡县."""
_STOPS, _AFTER_STOPS = tuple("。！？!?…"), tuple("”’」』）)")
BULLETS = "●○■□◆◇▲△★☆◎※▶▼▽"
"""What an entry of short news is marked with."""
CIRCLED = "[①-⑳⑴-⒇⒈-⒛]"
"""A number that is one character, as entries are numbered."""
LABEL = (
    rf"[{BULLETS}]\s?(?:\p{{Han}}{{2,4}}(?<![的在和与及为将是了由对])"
    r"|(?:[\d０-９]{1,2}\s?月\s?(?:[\d０-９]{1,2}\s?日|[底初末]|[上中下]旬)|明年\p{Han}{2,4}|[\d０-９]{1,2}\s?日))"
)
"""What an entry of short news may begin with, before a blank: what it is about, or when, as ■修桥, ●11月底."""
OPENERS, CLOSERS = "（(“‘《〈【「『", "）)”’》〉】」』"


def closes(text: str) -> bool:
    """Whether a line without outer white space ends with a mark that closes a block, or with who wrote a letter."""
    if text.endswith(_CLOSING) and _CLOSES.search(text) is not None:
        return True
    return (" " in text or "\u3000" in text) and _SIGNED.search(text) is not None


def stops(text: str) -> bool:
    """Whether a line without outer white space ends like a sentence: most tell by their last character."""
    return text.endswith(_STOPS) or (text.endswith(_AFTER_STOPS) and _STOP.search(text) is not None)


def is_torn(above: str, below: str) -> bool:
    """Whether a word of a number or date stands on both sides of a line break."""
    left, right = "".join(above[-2 * _REACH :].split()), "".join(below[: 2 * _REACH].split())
    return _TORN_WORD.search(f"{left[-_REACH:]}|{right[:_REACH]}") is not None


def foot(all_lines: Sequence[Line], first: int, i: int) -> str:
    """The text of line ``i - 1``, with the line above it if it is the end of a mark: （下转第|二版）, 李|麦 摄."""
    text = all_lines[i - 1].text
    torn = _BRACKET_ENDS.match(text) or (len(text) <= _TORN and text.endswith("摄"))
    return all_lines[i - 2].text + text if i - 2 >= first and torn else text


def open_bracket(all_lines: Sequence[Line], first: int, i: int) -> bool:
    """Whether a bracket or quotation mark opened in the last few lines of the block is still open."""
    depth = 0
    for line in all_lines[max(first, i - 4) : i]:
        for c in line.text:
            if c in OPENERS:
                depth += 1
            elif c in CLOSERS and depth:
                depth -= 1
    return depth > 0


def column_at(all_lines: Sequence[Line], i: int, first: int) -> float:
    """The running column width round line ``i``: the widest of its neighbours that are alike in width."""
    near = sorted(line.width for line in all_lines[max(first, i - 3) : i + 4])
    middle = (near[(len(near) - 1) // 2] + near[len(near) // 2]) / 2  # statistics.median; to import that takes longer
    return max((w for w in near if w <= middle * 1.35 + 1), default=middle)


def names_only(all_lines: Sequence[Line], i: int) -> bool:
    """Whether line ``i`` is a byline and not the credit of a photograph, which may go on in the next line."""
    text = all_lines[i].text
    if not _NAMES_ONLY.fullmatch(text) or TAKEN.search(text):
        return False
    return i + 1 == len(all_lines) or not TAKEN.search(all_lines[i + 1].text)
