"""Decimals as a person reads them: exact, but short where that is possible."""

from __future__ import annotations

from decimal import Decimal

_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_DECIMALS = 3  # 12.345678 million is harder to read than 12,345,678


def scaled(number: Decimal) -> tuple[str, str]:
    """Split a number into digits and a word of magnitude (or ""). Nothing is ever rounded.

    >>> scaled(Decimal("60700000000")), scaled(Decimal("23300000")), scaled(Decimal("3980"))
    (('60.7', 'billion'), ('23.3', 'million'), ('3,980', ''))
    >>> scaled(Decimal("12345678.5")), scaled(Decimal("-2000000"))
    (('12,345,678.5', ''), ('-2', 'million'))
    """
    for scale, word in _SCALES:
        if abs(number) >= scale:
            digits = _digits(number / scale)
            if len(digits.partition(".")[2]) <= _DECIMALS:
                return digits, word
            break
    return _digits(number), ""


def readable(number: Decimal) -> str:
    """Write a number with its word of magnitude.

    >>> readable(Decimal("60700000000")), readable(Decimal("1E+12")), readable(Decimal("0.50"))
    ('60.7 billion', '1 trillion', '0.5')
    """
    return " ".join(part for part in scaled(number) if part)


def readable_range(low: Decimal | None, high: Decimal | None) -> str:
    """Write a range; a word of magnitude that both bounds share stands once, an open end is a sign.

    >>> readable_range(Decimal("3000000"), Decimal("5000000"))
    '3–5 million'
    >>> readable_range(Decimal("800000"), Decimal("1200000"))
    '800,000–1.2 million'
    >>> readable_range(Decimal(5), None), readable_range(None, Decimal(8))
    ('≥ 5', '≤ 8')
    """
    if low is None or high is None:
        return f"≥ {readable(low)}" if low is not None else f"≤ {readable(high)}" if high is not None else "?"
    to = "–" if high >= 0 else " … "  # a dash before a minus would be read as one
    (low_digits, low_word), (high_digits, high_word) = scaled(low), scaled(high)
    if low_word == high_word:
        return f"{low_digits}{to}{high_digits} {high_word}".strip()
    return f"{readable(low)}{to}{readable(high)}"


def _digits(number: Decimal) -> str:
    text = format(number, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text
