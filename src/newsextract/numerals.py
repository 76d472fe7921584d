"""Numbers as Chinese newspapers print them, read into exact decimals. All rooms use this one reader.

A number is a chain of runs (Arabic digits, or Chinese digits with 十百千) and magnitudes (万 亿): ``1亿5000万``,
``三千二百``, ``25万6千``, ``二○二○``. The convention is that of the national standard GB/T 15835-2011 (用法 of numerals
in publications); formal (壹仟), traditional (萬 億 兩) and short (廿 卅) characters read alike.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {
    **{c: i for i, c in enumerate("0123456789")},
    **{c: i for i, c in enumerate("０１２３４５６７８９")},
    **{c: i for i, c in enumerate("〇一二三四五六七八九")},
    **{c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys("○◯ＯO", 0), **dict.fromkeys("两兩俩貳貮弐", 2), **{"幺": 1, "參": 3, "叄": 3, "陸": 6},
}  # fmt: skip
SCALES = {
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
    "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12,
}  # fmt: skip
_SHORT = {"廿": "二十", "卅": "三十", "卌": "四十"}
_MARKS = str.maketrans("，' ", ",,,")
_POINTS = str.maketrans("·．.", "点点点")  # 一·五 is how old papers set 一点五
_COUNTED = frozenset("一二三四五六七八九两")
_ARABIC = frozenset("0123456789０１２３４５６７８９.．·,，")
# What no page prints is no number: beyond these bounds a Decimal of 28 digits would round, or a chain of 亿 never end.
_LONGEST = 40  # characters; 玖仟玖佰玖拾玖万 … to the units of 10^16 takes 31
_MOST = Decimal(10**20)
_FINEST = 8  # digits after the point


@lru_cache(4096)  # days, months and years are printed again and again
def parse_number(text: str) -> Decimal | None:
    """Read a number, or give ``None`` where the text is not one number.

    >>> parse_number("1亿5000万"), parse_number("三千二百"), parse_number("二○二○"), parse_number("3万2千")
    (Decimal('150000000'), Decimal('3200'), Decimal('2020'), Decimal('32000'))
    >>> parse_number("二十万亿"), parse_number("一个半亿"), parse_number("三点五") , parse_number("三万五")
    (Decimal('20000000000000'), Decimal('150000000'), Decimal('3.5'), Decimal('35000'))
    >>> parse_number("三十点五"), parse_number("三十点五亿")
    (Decimal('30.5'), Decimal('3050000000'))
    """
    if not text or len(text) > _LONGEST:
        return None
    for short, long in _SHORT.items():
        if short in text:
            text = text.replace(short, long)
    number = _chain(text)
    if number is None or number >= _MOST:
        return None
    whole = number.to_integral_value()
    return whole if whole == number else number


def fault_of(text: str) -> str:
    """Say why ``parse_number`` reads no number in a text."""
    if len(text) > _LONGEST:
        return f"{text} is longer than {_LONGEST} characters"
    fraction = re.search(r"[.·．点](\d+)", text)
    if fraction is not None and len(fraction[1]) > _FINEST:
        return f"{text} has more than {_FINEST} digits after its point"
    return f"{text} is no number"


def _chain(text: str) -> Decimal | None:
    """Split at the last of the highest magnitudes: what stands before it counts so often, what follows is added."""
    scale = max((SCALES[c] for c in text if c in SCALES), default=0)
    if not scale:
        return _run(text) if text else None
    whole, point, fraction = text.translate(_POINTS).partition("点")
    if point and text[0] not in _ARABIC and whole and _small(whole) and not any(c in SCALES for c in fraction):
        return _pointed(whole, fraction)
    at = max(i for i, c in enumerate(text) if SCALES.get(c) == scale)
    count, rest = _count(text[:at], scale), _rest(text[at + 1 :], scale)
    return None if count is None or rest is None else count * scale + rest


def _small(whole: str) -> bool:
    """Whether a whole part is counted below 万: 三十 before 点五, but not the 三万 of 三万点五."""
    return any(c in SCALES for c in whole) and all(SCALES.get(c, 0) < 10**4 for c in whole)


def _pointed(whole: str, fraction: str) -> Decimal | None:
    """Read a counted whole part and the digits after its point: 三十点五, 一百零二点二五."""
    before, after = _chain(whole), _run(f"零点{fraction}") if fraction else None
    return None if before is None or after is None else before + after


def _count(head: str, scale: int) -> Decimal | None:
    """Read what stands before a magnitude."""
    if head.endswith("个") and scale >= 10**4:  # 3.5个亿, 半个亿
        head = head[:-1]
        if not head:
            return None
    if head in ("", "半"):
        return Decimal("0.5") if head else Decimal(1) if scale <= 10 else None  # 十五 is a number, 万五 is not
    if head.endswith("个半"):
        before = _chain(head[:-2])
        return None if before is None else before + Decimal("0.5")
    if any(c in SCALES for c in head) and (scale < 10**4 or not _may_count(head, scale)):
        return None  # 三十五十 and 三万二万 are two numbers
    return _chain(head)


def _rest(tail: str, scale: int) -> Decimal | None:
    """Read what follows a magnitude: 三万五 is 35,000, but 一百零五 and 十五 end in units, and 3万5 could be either."""
    if tail in ("", "半"):
        return Decimal(scale) / 2 if tail else Decimal(0)
    rest = _chain(tail[1:] if tail[0] in "零〇○" and len(tail) > 1 else tail)
    if rest is None or rest >= scale:
        return None
    if len(tail) == 1 and scale > 10:
        return None if tail in _ARABIC else rest * scale / 10
    return rest


def _may_count(head: str, scale: int) -> bool:
    """Whether a magnitude may follow ``head``: the same one may only where they touch, as in 四万万."""
    return SCALES.get(head[-1]) == scale or all(SCALES.get(c) != scale for c in head)


def _run(text: str) -> Decimal | None:
    """Read digits alone: ``1,234.5``, ``二○二○``, ``三点五``."""
    if text[0] in _ARABIC:
        if any(c in _COUNTED for c in text):
            return None  # 6三: the number of a row, and what the row begins with
        text = text.translate(_MARKS).replace("．", ".").replace("·", ".")
        whole, _, fraction = text.partition(".")
        if "," in whole:
            first, *thousands = whole.split(",")
            if not 1 <= len(first) <= 3 or any(len(three) != 3 for three in thousands):
                return None
            whole = "".join((first, *thousands))
            text = f"{whole}.{fraction}" if fraction else whole
    else:
        whole, _, fraction = text.translate(_POINTS).partition("点")
    if not whole or (not fraction and len(whole) != len(text)) or len(fraction) > _FINEST:
        return None
    digits = ""
    for c in whole + fraction:
        if c not in DIGITS:
            return None
        digits += str(DIGITS[c])
    number = Decimal(f"{digits[: len(whole)]}.{digits[len(whole) :]}" if fraction else digits)
    return number if number < _MOST else None


def several(text: str) -> tuple[Decimal, Decimal] | None:
    """Read 几 or 数 as more than one and less than ten of what follows: the bounds that can be read, and no more.

    >>> several("几十万"), several("十几万"), several("数百亿")
    ((Decimal('100000'), Decimal('1000000')), (Decimal('100000'), Decimal('200000')), \
(Decimal('10000000000'), Decimal('100000000000')))
    """
    if text[:1] in "几数" and len(text) > 1:
        low = parse_number("一" + text[1:])
        return (low, low * 10) if low is not None else None
    if text[:2] in ("十几", "十数"):
        scale = parse_number("一" + text[2:]) if len(text) > 2 else Decimal(1)
        return (scale * 10, scale * 20) if scale is not None else None
    return None


def approximate(text: str) -> tuple[Decimal, Decimal] | None:
    """Read two neighbouring digits as the bounds of a range (GB/T 15835-2011, 5.3); old papers set 、 between them, and
    so must those that print Arabic ones.

    >>> approximate("五六百万"), approximate("十六七亿"), approximate("七八"), approximate("五百万")
    ((Decimal('5000000'), Decimal('6000000')), (Decimal('1600000000'), Decimal('1700000000')), \
(Decimal('7'), Decimal('8')), None)
    >>> approximate("5、6万"), approximate("56万")
    ((Decimal('50000'), Decimal('60000')), None)
    """
    for i in range(len(text) - 1):
        j = i + 2 if text[i + 1] == "、" else i + 1
        first, second = DIGITS.get(text[i], 0), DIGITS.get(text[j : j + 1], 0)
        if not 0 < first < second or not (second - first == 1 or (first, second) == (3, 5)):
            continue
        if text[i] in _ARABIC and j == i + 1:
            continue  # 56
        before, after = text[:i], text[j + 1 :]
        if (before and before[-1] not in SCALES) or any(c in DIGITS for c in after):
            return None
        low, high = parse_number(before + text[i] + after), parse_number(before + text[j] + after)
        return (low, high) if low is not None and high is not None else None
    return None
