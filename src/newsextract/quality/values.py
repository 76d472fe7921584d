"""What a record says: the values by which two records are compared, and the words in which people are told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Any

Json = Mapping[str, Any]
_FOLD = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}


def surface(text: str | None) -> str:
    """A text without white space and full width, as names are compared."""
    return "".join((text or "").split()).translate(_FOLD)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names share a stretch of at least half of the longer one."""
    a, b = surface(one), surface(other)
    shared = SequenceMatcher(None, a, b, autojunk=False).find_longest_match(0, len(a), 0, len(b)).size
    return 2 * shared >= max(len(a), len(b))


def value(record: Json) -> tuple[Any, ...]:
    """What a record says, so that equal values are equal: 1.50 and 1.5, a name with a blank in it and without."""
    match record["type"]:
        case "money":
            return (*(_number(record.get(key)) for key in ("amount", "low", "high")), record.get("currency"))
        case "percent":
            return (*(_number(record.get(key)) for key in ("value", "low", "high")), record.get("unit"))
        case "date":
            return record.get("start"), record.get("end")
        case _:
            return (surface(record.get("name")),)


def attributes(record: Json) -> tuple[Any, ...]:
    """What a record says, and how it says it."""
    if record["type"] == "money":
        return (*value(record), record.get("modifier") or "exact", record.get("per"))
    if record["type"] == "percent":
        return (*value(record), record.get("direction"), record.get("basis"))
    return value(record)


def said(record: Json) -> str:
    """What a record says, for people.

    >>> said({"type": "money", "amount": "30000000", "currency": "CNY", "modifier": "over", "per": "吨"})
    '30000000 CNY over per 吨'
    >>> said({"type": "percent", "low": "5", "high": "8", "unit": "percent", "basis": "yoy"})
    '5…8 percent yoy'
    """
    if record["type"] == "date":
        return f"{record['start']}/{record['end']}" if record.get("start") else "no day"
    if record["type"] == "project":
        return surface(record.get("name"))
    exact, low, high, unit, *rest = attributes(record)
    number = exact if low is None and high is None else f"{low or ''}…{high or ''}"
    if record["type"] == "money":
        modifier, per = rest
        rest = [None if modifier == "exact" else modifier, per and f"per {per}"]
    return " ".join(str(part) for part in (number, unit, *rest) if part is not None)


def _number(given: Any) -> str | None:
    try:
        return None if given is None else format(Decimal(str(given)).normalize(), "f")
    except InvalidOperation:
        return str(given)
