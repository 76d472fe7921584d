"""Normalise, money: matches → sums in whole units of a currency. Rules and examples: patterns/money.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from newsextract.compiled import compiled
from newsextract.context import Context, Fields, Outcome, Reading, Refusal
from newsextract.errors import PatternError
from newsextract.find import Match
from newsextract.numerals import SCALES, approximate, fault_of, parse_number, several
from newsextract.region import printed_in

# 每户奖励1万元, 提高到小学生每天 2元: what is bought or given stands between, but no mark and no second number that
# is not a date (每吨比去年6月便宜1800元).
_PER_BEFORE = (
    r"每(?:个\p{Han}{0,3}?(?<per>村|标段|展位|摊位|班级|学校|家庭|社区|泊位)"
    r"|(?:[修建栽挖打铺种养]?一|个)?(?<per>(?:\d{2,3}(?=公斤|斤|吨|米|克|亩|公里|平方米))?\L<per>))"
    r"(?![\d一二三四五六七八九十]*[元点])(?:[^，。；、：\d一二三四五六七八九十每]|\d{1,4}[年月日]|[送转]增?\d{1,2}股|“[^”，。]{1,8}”|\d{1,4}(?:公斤|斤)、|[一两几]个?[月年天](?=[涨跌降升])){0,10}?"
    r"(?:分别[^，。；、：\d]{0,6}(?:[\d.]{1,8}[万亿]?元?[、和及]){1,3})?$"
)
_YIELD = compiled(r"[增创缴]|实现|安排|收入|产值|(?<!权)[利税]|节约|节省|带动|拿出|投入")
# What stands between a price and what it became, or another one: 由每吨1.15元|调到|1.45元, 每度电成本一千一百元|，现在
# 减为|九百二十元, 每方加价15元|、|22元; or what stands in the next cell of a list of prices.
_CHANGED = compiled(
    r"，?(?:(?:现在?|如今|目前|今年|后来|又|再)?[^，。；、：\d]{0,3}?(?:[增减升降涨跌调提缩滑掉冲蹿飙砍]|压缩|回落)[^，。；、：\d]{0,3}[到至为成]|[到至])"
    r"(?:不足|不到|近|约|超过?)?|还是|[、和及\t]"
)
_PER_FIRST = r"每(?<per>\L<per>)$"
_TIMES = frozenset(("年", "月", "天", "日", "季", "季度"))
_PER_AFTER = (
    r"(?:/|／|每(?!\p{Han}{1,3}?[\d一二三四五六七八九十]))(?<per>\L<per>)"  # 30万元|每坪12万元: it is the next one's
    r"|钱?一(?!月|日|年)(?<per>\L<per>)(?=[，。；、：！？”）的]|$)"  # 1元一辆
)
# 节约, 签约 and 附近 end in the same characters as hedges.
_HEDGE_BEFORE = (
    r"(?<![节签特预制公契违条相集履](?=约))(?<!(?<!折)合(?=约))(?<![附最临靠邻新](?=近))(?<!(?:^|[，。；：、\s])[出入](?=超))"
    r"(?<hedge>\L<hedge_before>)(?<!最高(?=[为是达约了]))(?:为|是|达|达到|约|了|增加|减少|需要?|可?[罚奖补贷]款?|可?补[助贴])?(?:每\p{Han}{1,3})?$"
)
_HEDGE_AFTER = (
    r"(?:人民币)?(?:/\p{Han}{1,3})?(?:[（(][^）)]{0,8}[）)])?"
    r"(?<hedge>\L<hedge_after>)(?!发)(?<!多(?![，。；、！？”）]|$))"  # 三元多，
)
# Between these and the number a verb may stand: 至多贷款30万元.
_FLOOR_BEFORE = r"(?<hedge>至少|最少|少说|起码|不低于|不少于|至多|最多|不超过|不高于)(?!的|时[只仅才候])[\p{Han}]{0,4}$"
_INNER = compiled(r"个?多|余|来")  # 两千来元, 3个多亿元
_SMALL = {"角": Decimal("0.1"), "分": Decimal("0.01")}
_PIECES = (("jiao", _SMALL["角"]), ("fen", _SMALL["分"]), ("li", Decimal("0.001")))  # the groups that stand behind 元
_NEAR = 24
_FAR = 1000  # times that a bound without a magnitude may be below the other: 3000至1万元
_SHARED = frozenset(  # units that several countries call so
    ("先令", "卢比", "第纳尔", "里亚尔")
)
_OWN = {"taiwan": "TWD", "hong_kong": "HKD"}  # what 元 is there
_BARE = frozenset(("元", "圆", "块", "角", "毛", "分", "块钱"))
_ABROAD = 400  # characters before a sum in which its country may be named
_NO_COUNTRY = frozenset("河湾洋海")  # 约旦河


def normalise(matches: Iterable[Match], context: Context) -> Iterator[Outcome]:
    """Read each match; refuse what is no number or has bounds in the wrong order.

    A price that changed is the price of the same: 每吨由3200元涨到4300元.
    """
    per, end = None, 0  # what the last sum was the price of, and where it ended
    region = printed_in(context.page, context.room.words)
    own = _OWN[region] if region else "CNY"
    for match in matches:
        fields = _amount(match, context.page.text)
        if isinstance(fields, str):
            yield Refusal(match, fields)
            continue
        if match.get("minus"):
            fields |= _below_nothing(fields)
        fields["currency"] = _currency(match, context, own)
        fields["modifier"] = fields.pop("inner", None) or _hedge(match, context)
        fields["per"] = _per(match, context)
        if per is not None and fields["per"] is None and _CHANGED.fullmatch(context.page.text, end, match.start):
            fields["per"] = per
        per, end = fields["per"], match.end
        yield Reading(match, match.start, match.end, fields)


def _amount(match: Match, page: str) -> Fields | str:
    if match.get("part"):
        least, most = _parts(match, "low"), _parts(match, "high")
        ordered = least is not None and most is not None and least < most
        return {"low": least, "high": most} if ordered else "the lower bound is not below the upper"
    low, high = match.get("low"), match.get("high")
    if low and high:
        read = _range(low, high, match.get("low_unit") is not None, match.get("mark"))
        return {**read, "inner": "over"} if match.get("over") and not isinstance(read, str) else read
    if few := match.get("several"):
        bounds = several(few)
        return {"low": bounds[0], "high": bounds[1]} if bounds else f"{few} is no number"
    whole = Decimal(0)
    text = match.get("amount", "kuai")
    if match.get("amount", "kuai", "power", "one", *(group for group, _ in _PIECES)) is None:
        return "says no amount"
    if power := match.get("power"):
        text = f"一{power}"
    elif match.get("one"):  # 块八毛
        text = "一"
    if text and (scale := match.get("scale")):
        text += scale
    inner = None
    if text:
        if hedge := _INNER.search(text):
            inner = "about" if hedge[0] == "来" else "over"
            text = text.replace(hedge[0], "")
        bounds = approximate(text)
        if bounds is not None:
            return {"low": bounds[0], "high": bounds[1]}
        floor = inner is not None or page.startswith("以上", match.end)
        # 百余元, 百万元以上; elsewhere a magnitude alone may have lost its digits
        number = parse_number(f"一{text}" if floor and SCALES.keys() >= set(text) else text)
        if number is None:
            return fault_of(text)
        whole = number
    for group, value in _PIECES:
        if part := match.get(group):
            if bounds := approximate(part):  # 八九角钱
                return {"low": whole + bounds[0] * value, "high": whole + bounds[1] * value}
            number = parse_number(part)
            if number is None:
                return fault_of(part)
            whole += number * value
    if (match.get("unit") or "").endswith("分"):  # 50美分
        whole *= Decimal("0.01")
    if match.get("up"):
        inner = "over"
    return {"amount": whole, "inner": inner}


def _below_nothing(fields: Fields) -> Fields:
    """Turn a sum into what is lost: of two bounds the greater is the lesser loss."""
    if "amount" in fields:
        return {"amount": -fields["amount"]}
    return {"low": -fields["high"], "high": -fields["low"]}


def _parts(match: Match, bound: str) -> Decimal | None:
    """Read a bound that prints its 元, 角 and 分: 1元2角."""
    whole = Decimal(0)
    for unit, value in (("yuan", Decimal(1)), *_PIECES):
        if text := match.get(f"{bound}_{unit}"):
            number = parse_number(text)
            if number is None:
                return None
            whole += number * value
    return whole


def _range(low_text: str, high_text: str, own_unit: bool, mark: str | None) -> Fields | str:
    """Read two bounds; the lower takes the magnitude of the upper where it prints none: 8至10亿元."""
    low, high = parse_number(low_text), parse_number(high_text)
    if low is None or high is None:
        return "one bound is no number"
    if not own_unit and not any(c in SCALES and SCALES[c] >= 1000 for c in low_text):
        if _parallel(low_text, high_text):
            if high_text[1] == "十":
                return f"{low_text} may be {low_text}十"
            low = high / _digit(high_text[0]) * low
        else:
            low *= next((scale for scale in _magnitudes(high_text) if low * scale <= high), 1)
            if low * _FAR < high:
                return f"{low_text} is not below {high_text}"  # 8至5亿元
    if low >= high:
        return "the lower bound is not below the upper"
    small = _SMALL.get(mark or "", Decimal(1))
    return {"low": low * small, "high": high * small}


def _parallel(low: str, high: str) -> bool:
    """Whether the lower bound is the first digit of a number like the upper: 三至五百万 are 300 to 500 times 万."""
    tail = high[1:]
    if len(low) != 1 or tail[:1] not in ("十", "百", "千") or any(c not in SCALES for c in tail) or high[0].isascii():
        return False
    return 0 < _digit(low) < _digit(high[0])


def _digit(text: str) -> Decimal:
    return parse_number(text) or Decimal(0)


def _magnitudes(text: str) -> list[int]:
    """The magnitude that ends a number: 万 and above, and 千 behind Arabic digits (3—5千元)."""
    product = 1
    for c in reversed(text):
        if SCALES.get(c, 0) < 10**4 and not (c in "千百" and text[0].isdigit()):
            break
        product *= SCALES[c]
    return [product] if product > 1 else []


def _currency(match: Match, context: Context, own: str) -> str:
    """Give the code; ``own`` is that of a bare 元 or $ where the page was printed."""
    words = context.room.words
    before, unit = (match.get("before") or "").replace(" ", ""), match.get("tail", "unit")
    if before and (unit is None or words["unit"].get(unit) == "CNY"):
        return own if before == "$" and own != "CNY" else _code(match, "before", before, words["before"].get(before))
    if unit in _SHARED and (full := _of_the_country(unit, match, context)) is not None:
        unit = full
    return own if unit is None or unit in _BARE else _code(match, "unit", unit, words["unit"].get(unit))


def _of_the_country(unit: str, match: Match, context: Context) -> str | None:
    """The full name of a unit that several countries have, where the page spoke of one of them not far before, or its
    paragraph does: 坦桑尼亚先令.
    """
    text = context.page.text
    left, end = text.rfind("\n", 0, match.start) + 1, text.find("\n", match.end)
    nearby = text[max(0, min(left, match.start - _ABROAD)) : end if end >= 0 else len(text)]
    named = (word for word in context.room.words["unit"] if word.endswith(unit) and len(word) > len(unit) + 1)
    spoken_of = [word for word in named if _speaks_of(word.removesuffix(unit), nearby)]
    return spoken_of[0] if len(spoken_of) == 1 else None


def _speaks_of(country: str, text: str) -> bool:
    at = text.find(country)
    return at >= 0 and text[at + len(country) : at + len(country) + 1] not in _NO_COUNTRY


def _code(match: Match, group: str, word: str, code: str | None) -> str:
    """Give the ISO 4217 code that the words of the room have for one; raises PatternError where there is none."""
    if code is None:
        fault, cure = f"{word!r} has no currency", f'write "{word}" = "CNY" in [words.{group}]'
        raise PatternError([f"{match.rule.where}: {match.rule.name}: {fault}; {cure}"])
    return code


def _hedge(match: Match, context: Context) -> str:
    text, room = context.page.text, context.room
    before = room.compile(_HEDGE_BEFORE).search(text, max(0, match.start - 8), match.start)
    after = room.compile(_HEDGE_AFTER).match(text, match.end)
    if before is None:
        before = room.compile(_FLOOR_BEFORE).search(text, max(0, match.start - 12), match.start)
    if before:
        word: str = room.words["hedge_before"][before["hedge"]]
        return word
    return room.words["hedge_after"][after["hedge"]] if after else "exact"


def _per(match: Match, context: Context) -> str | None:
    text, room = context.page.text, context.room
    printed = context.page.clean.text  # with the characters of the page: 噸
    after = room.compile(_PER_AFTER).match(text, match.end)
    if after:
        return printed[slice(*after.span("per"))]
    left = max(context.page.clause(match.start, match.end)[0], match.start - _NEAR)
    before = room.compile(_PER_BEFORE).search(text, left, match.start)
    if before is None or (before["per"] == "年" and _YIELD.search(text, before.end("per"), match.start)):
        return None  # 每年可增利税410万元: what a year brings, and no price
    of_each = room.compile(_PER_FIRST).search(text, left, before.start())
    if of_each is not None and before["per"] in _TIMES:
        return printed[slice(*of_each.span("per"))]  # 每户|每月缴纳5元
    return printed[slice(*before.span("per"))]
