"""Normalise, percent: matches → values in percent, with direction and basis. Rules: patterns/percent.toml.

Direction and basis are said by the clause that governs the number: the last change word before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from newsextract.compiled import compiled
from newsextract.context import Context, Fields, Outcome, Reading, Refusal
from newsextract.errors import PatternError
from newsextract.find import Match, Page
from newsextract.numerals import approximate, fault_of, parse_number

_WORDS = {"半": Decimal("0.5"), "百": Decimal(100)}
_SCALE = {"%": Decimal(1), "百": Decimal(1), "‰": Decimal("0.1"), "千": Decimal("0.1"), "万": Decimal("0.01")}
_CHANGE = (
    r"(?<word>(?<!不(?=[低高]于))(?<!\d(?=升))\L<direction>)"
    r"(?!收额|亏额|免[额面率]|按|(?<=减免)[额面率])(?<level>[到至为](?!今))?"
)
_CHANGE_AFTER = r"(?:左右|以上|以下|以内)?的(?:平均|年均)?(?:速度)?(?<word>\L<direction_after>)"
# What a quantity is held against when it is held against itself: 比上半年高出一成, 较六月份低零点八个百分点.
_EARLIER = (
    r"(?:[去上前]年|上个?[半月周季]|[一二三四]季度|\d{1,2}月|[一二三四五六七八九十]{1,2}月|年[初末底]|[昨前][天日]"
    r"|同期(?!银行|储蓄|定期|活期|存款|贷款|国债|理财)|半年前|以[前往]|过去|往[年常日]|平[日时]|常年|(?:19|20)\d{2}年)"
)
_IN_TIME = compiled(
    rf"[比较]{_EARLIER}[^，。；]{{0,6}}?(?:(?<more>高|贵|快|多)|低|慢|便宜|少|省)(?:出|了)?(?:约|近|逾|超)?(?:[\d.]+个?[、和])?$"
)
_YEAR_BEFORE_LAST = compiled(r"[比较]前年(?:同期)?")  # said of last year it is the year before
_BEFORE = (
    r"[与和同](?:上年|去年)(?:同期|同月)?相?比(?![例重])|[比较](?:上年|去年|上一年)(?!末|底|年|\d)(?:同期|同月|全年)?"
)
_YEAR_ON_YEAR = rf"同比|按年(?![度均]|[^，。；]{{0,4}}率)|{_BEFORE}"
# Where an item of a table ends whose lines were joined: 比去年同期下降0.8%|原煤3万吨完成年计划的16.5%.
_ITEM_ENDS = compiled(
    r"\d(?:[%‰]|个百分点)(?=\p{Han}{1,12}[\d.]+\p{Han}{1,3}\p{Han}{2,}|\p{Han}{2,12}[率重额值量]$"
    r"|\p{Han}{4,16}(?:[同环]比|[比较][上去]年)\p{Han}{2,4}$)"
)
# 下调0.5个百分点至12%, 完成年计划的68.4%: what is reached is no change, whatever changed before it.
_REACHED = compiled(
    r"(?:百分点|基点|[%％‰])[后，]?[至到为](?:约|近)?$|完成[^，。；]{0,6}(?:计划|任务|目标|预算)的?(?:约|近|超)?$"
)
_COMPARES = compiled(rf"同比(?!例)|{_BEFORE}")
_GOES_ON = compiled(
    r"^(?:增长|下降|增幅|降幅|涨幅|跌幅|减少|增加|上升|上涨|下跌)(?:率?[为达])?(?:了|约|近|超|逾|超过)?$"
)
_OF_ITS_OWN = compiled(r"，?\p{Han}{4,}?[增下上减跌降升涨]")  # the thing that a limb is about stands in it
_BOTH = compiled(r"(?<first>同比|环比)[、和及与](?<second>同比|环比)分别")  # 同比、环比分别上涨2.1%和0.4%
# What one thing pulls another up by is a part of its growth, and no growth of either.
_PULLED = r"拉动(?![^，。；]{0,14}[同环]比)[^，。；]{0,14}(?:增长|上升|上涨|回升)(?:了|约|近|超)?$"
_GAP_IN_TIME = rf"(?:{_BEFORE})(?:仍|还|又|再|要)?(?:高|低|快|慢|便宜)"
_EITHER_WAY = compiled(r"(?:涨跌|升降|增减|升跌)幅?[^，。；]{0,6}$")  # 涨跌幅限制为10%
_SET = frozenset(("上调", "下调", "调高", "调低", "提高", "降低"))
_SHARE_OF = compiled(r"(?:比重|占比|份额|占比例)[，：]$")
_DIGITS = compiled(r"[\d一二三四五六七八九十百千万]")
_SHARES = compiled(r"[%‰成]|分之|百分点")
_MONTH_ON_MONTH = r"环比|按[月季](?!均|供|付|发)"
# 年增7.8%、季减0.4%, as papers in traditional characters say it; 年增 is "each year" elsewhere.
_ON_YEAR, _ON_PERIOD = (
    compiled(r"(?<![每历逐几\d一二三四五六七八九十])年[增减](?:约|近|逾)?$"),
    compiled(r"[季月][增减](?:约|近|逾)?$"),
)
_COMPARED = (
    r"(?<![同环占对相正反类可])(?<![与和同](?:上年|去年)(?:同期|同月)?)[比较](?!重|例|为|大|高|低|快|好|赛|武|上年|去年|上一年)\S"
    r"|[比较](?:上年|去年)(?:[末底\d]|年[末底])|[与和同](?:19|20)\d\d年[^，。；]{0,10}相?比"
    r"|高于|低于|快于|高出"
)
_SHARE = r"占(?!地(?![方区])|用(?![工电水])|[领据]|道(?!路)|线(?![路上下]))|比重|份额|占比"
# How far one thing lies from another is no change of either: 高于…增速9.4个百分点, 快6.5个百分点.
_GAP = (
    r"(?<!不)(?<!不[得能应宜准许])(?:高于|低于|快于|慢于|高出|低出)[^，。；]*$"
    r"|(?<!提|增|升|降|加|减|调|放|压|拉|抬|推|走)(?:高|低|快|慢)(?:出|了)?(?:约|近|逾|超)?(?:[\d.]+个?[、和])?$"
    r"|(?<![同环])[比较][^，。；]+(?:便宜|节省|贵|省)(?:出|了|下)?(?:约|近|逾|超)?$"
)
_NOT_LIKE = compiled(r"其中|预计|预期|计划|目标|但|而")  # what a limb behind ； has that goes on about something else
_OTHER_LIMB = (
    r"^[，、；]?(?:但|而|不过|然而)|目标|全年|预期|按年率|年均|年平均|复合增[长速]|[两三四五]年平均"  # 两年平均增长9.1%
)


def normalise(matches: Iterable[Match], context: Context) -> Iterator[Outcome]:
    """Read each match, in page order: a comparison reaches over the parallel limbs of its sentence."""
    page = context.page
    before: str | None = None  # the basis of the last record, and where that stands
    at = -1
    for match in matches:
        fields = _values(match)
        if isinstance(fields, str):
            yield Refusal(match, fields)
            continue
        points = match.get("points") is not None  # the points that a rate rose by are told of it alone
        inherited = None if points else before
        limb = page.sentence(match.start)[0]
        if inherited and at < limb:
            begin = page.clause(match.start, match.end)[0]
            own = begin > limb and _OF_ITS_OWN.match(page.text, begin, match.start)  # …；利润3亿元，可比成本下降4%
            like = inherited == "yoy" and not own and not _NOT_LIKE.search(page.text, limb, match.start)
            inherited = inherited if like and _in_one_sentence(at, limb, page) else None  # …；但预计全年增长10%
        fields["unit"] = "percentage_point" if points else "percent"
        fields["direction"] = _direction(match, context)
        fields["basis"] = _basis(match, context, fields["direction"], inherited)
        if fields["basis"] != "share":
            before, at = fields["basis"], match.start
        yield Reading(match, match.start, match.end, fields)


def _in_one_sentence(at: int, limb: int, page: Page) -> bool:
    """Whether nothing but ； parts a place from the limb that begins at ``limb`` behind it."""
    while limb > at and page.text[limb - 1] == "；":
        limb = page.sentence(limb - 1)[0]
    return limb <= at


def _values(match: Match) -> Fields | str:
    if match.get("first"):
        return _tenths(match)
    scale = _scale(match, match.get("mark") or "%")
    numbers = {}
    for group in ("value", "low", "high"):
        text = match.get(group)
        if text is None:
            continue
        if group == "value" and (bounds := approximate(text)):  # 百分之七八
            numbers["low"], numbers["high"] = bounds[0] * scale, bounds[1] * scale
            continue
        number = _WORDS.get(text) or parse_number(text.lstrip("负-").rstrip("多余"))
        if number is None:
            return fault_of(text)
        numbers[group] = -number * scale if text[0] in "负-" or match.get("sign") else number * scale
    if not numbers:
        return "says no value"
    if {"low", "high"} <= numbers.keys() and numbers["low"] >= numbers["high"]:
        return "the lower bound is not below the upper"
    return dict(numbers)


def _scale(match: Match, mark: str) -> Decimal:
    """Say how many percent one of a mark is; raises PatternError for one that only the pattern knows."""
    if mark not in _SCALE:
        fault, cure = f"the mark {mark!r} says no scale", f"let (?<mark>…) read one of {' '.join(_SCALE)}"
        raise PatternError([f"{match.rule.where}: {match.rule.name}: {fault}; {cure}"])
    return _SCALE[mark]


def _tenths(match: Match) -> Fields | str:
    first = parse_number((match.get("first") or "")[:-1])
    low = parse_number(match.get("low") or "")
    more = parse_number(match.get("more") or "")
    if first is None:
        return f"{match.get('first')} is no number of tenths"
    value = first * 10 + (Decimal(5) if match.get("half") else Decimal(0)) + (more or 0)
    if low is None:
        return {"value": value}
    return {"low": low * 10, "high": value} if low * 10 < value else "the lower bound is not below the upper"


def _left(match: Match, context: Context) -> str:
    """The clause up to the number, or what stands behind the number before it, where a list has no marks."""
    left, _ = context.page.clause(match.start, match.end)
    said = context.page.text[left : match.start]
    items = [item.end() for item in _ITEM_ENDS.finditer(said)]
    return said[items[-1] :] if items else said


def _direction(match: Match, context: Context) -> str | None:
    room, text, left = context.room, context.page.text, _left(match, context)
    if (match.get("value") or "")[:1] not in ("负", "-") and (later := _IN_TIME.search(left)):
        return "increase" if later["more"] else "decrease"
    if (match.get("value") or "")[:1] in ("负", "-") or room.compile(_GAP).search(left):
        return None  # the sign says it
    if _EITHER_WAY.search(left):
        return None
    if room.compile(_PULLED).search(left):
        return None
    after = room.compile(_CHANGE_AFTER).match(text, match.end)
    if after:
        return _said(room.words["direction_after"][after["word"]])
    if _REACHED.search(text, max(0, match.start - 12), match.start):
        return None
    changes = list(room.compile(_CHANGE).finditer(left))
    if len(changes) > 1 and changes[-1]["word"] == "率" and changes[-2]["word"] in _SET:
        changes.pop()  # 下调存款准备金率0.5个百分点
    last = changes[-1] if changes else None
    if last is None or (last["level"] and last["word"][-1] not in "幅速"):
        return None
    return _said(room.words["direction"][last["word"]])


def _said(word: str) -> str | None:
    return None if word == "none" else word


def _basis(match: Match, context: Context, direction: str | None, inherited: str | None) -> str | None:
    room, left = context.room, _left(match, context)
    if both := _BOTH.search(left):
        return "yoy" if both["first" if not _SHARES.search(left, both.end()) else "second"] == "同比" else "mom"
    compared = {
        name: max((m.start() for m in room.compile(pattern).finditer(left)), default=-1)
        for name, pattern in (("yoy", _YEAR_ON_YEAR), ("mom", _MONTH_ON_MONTH), ("share", _SHARE), ("other", _COMPARED))
    }
    if room.compile(_GAP).search(left):
        return "yoy" if room.compile(_GAP_IN_TIME).search(left) else None
    if context.page.text is not context.page.clean.text and (_ON_YEAR.search(left) or _ON_PERIOD.search(left)):
        return "yoy" if _ON_YEAR.search(left) else "mom"
    if _YEAR_BEFORE_LAST.search(left) and "去年" in context.page.text[slice(*context.page.sentence(match.start))]:
        return "yoy"
    if direction is None:
        begin = context.page.clause(match.start, match.end)[0]
        if _SHARE_OF.search(context.page.text, max(0, begin - 4), begin):
            return "share"
        return "share" if compared["share"] >= 0 else ("yoy" if compared["yoy"] >= 0 else None)
    nearest = max(("yoy", "mom", "other"), key=lambda name: compared[name])
    if compared[nearest] >= 0:
        return None if nearest == "other" else nearest
    if inherited is None and _just_compared(match, context):
        return "yoy"
    if inherited in ("yoy", "mom") and not room.compile(_OTHER_LIMB).search(left):
        return inherited
    return None


def _just_compared(match: Match, context: Context) -> bool:
    """Whether the clause right before compares, with no percentage of its own: 同比由增转降，下降0.6%.

    Where it holds a number, too, the limb has to go on about the same: 同比增加1.26亿元，增长11%.
    """
    page = context.page
    left, _ = page.clause(match.start, match.end)
    if left < 1 or page.text[left - 1] != "，":
        return False
    before, end = page.clause(left - 1, left - 1)
    clause = page.text[before:end]
    if not _COMPARES.search(clause) or _SHARES.search(clause):
        return False
    return not _DIGITS.search(clause) or bool(_GOES_ON.search(page.text[left : match.start]))
