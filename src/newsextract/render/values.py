"""The value of a record or a fact in one short line for a reader."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from newsextract.records import AnyRecord, Date, Fact, Money, Percent
from newsextract.render.numbers import readable, readable_range

MODIFIERS = {"about": "~ ", "over": "> ", "under": "< ", "at_least": "≥ ", "at_most": "≤ "}
_UNITS = {"percent": "%", "percentage_point": "pp"}
_DIRECTIONS = {"increase": "+", "decrease": "-"}
UNKNOWN_DAY = "? (no publication date)"


def value_of(record: AnyRecord) -> str:
    """Say what a record is worth: ``60.7 billion CNY``, ``+14.3 % yoy``, ``2020-09-01 … 2020-09-30``, a name."""
    if isinstance(record, Money):
        return money(record)
    if isinstance(record, Percent):
        return percent(record)
    if isinstance(record, Date):
        return UNKNOWN_DAY if record.start is None else days(str(record.start), str(record.end))
    return record.name


def money(record: Money) -> str:
    """Write a sum, ``~ > < ≥ ≤`` before it for its modifier, its currency and what it is paid for after it."""
    number = readable(record.amount) if record.amount is not None else readable_range(record.low, record.high)
    per = f" per {record.per}" if record.per else ""
    return f"{MODIFIERS.get(record.modifier, '')}{number} {record.currency}{per}"


def percent(record: Percent) -> str:
    """Write a share, or a change with its sign and what it is measured against."""
    number = readable(record.value) if record.value is not None else readable_range(record.low, record.high)
    sign = _DIRECTIONS.get(record.direction or "", "")
    if sign and record.low is not None and record.high is not None:
        number = f"{readable(record.low)} … {sign}{readable(record.high)}"
    elif sign and number[0] in "-≥≤":  # 下降-3%: two signs in a row would say nothing
        sign, number = "", f"{number} ({record.direction})"
    basis = {"share": " (share)", None: ""}.get(record.basis, f" {record.basis}")
    return f"{sign}{number} {_UNITS[record.unit]}{basis}"


def days(first: str, last: str) -> str:
    """Write calendar days: one day once.

    >>> days("2020-09-02", "2020-09-02"), days("2020-09-01", "2020-09-30")
    ('2020-09-02', '2020-09-01 … 2020-09-30')
    """
    return first if first == last else f"{first} … {last}"


def period(value: str) -> str:
    """Write the days of a fact (``start/end``) as short as they can be told.

    >>> period("2020-09-02/2020-09-02"), period("2020-09-01/2020-09-30"), period("2020-01-01/2020-12-31")
    ('2020-09-02', '2020-09', '2020')
    >>> period("2020-04-01/2020-06-30"), period("2020-09-21/2020-09-30")
    ('2020-04…06', '2020-09-21…30')
    """
    first, last = (date.fromisoformat(day) for day in value.split("/"))
    if first == last:
        return str(first)
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if first.year == last.year and whole:
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        months = f"{first:%Y-%m}"
        return months if first.month == last.month else f"{months}…{last:%m}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first}…{last:%d}"
    return f"{first} … {last}"


def fact_value(fact: Fact, evidence: AnyRecord | None) -> str:
    """Say what a fact states; ``evidence`` is the record that it was read from, where there is one."""
    if fact.field == "status":  # which a sum or a day may tell: 明年5月|开工 is planned
        return fact.value.replace("_", " ")
    if evidence is not None and isinstance(evidence, Money | Date):
        return value_of(evidence)
    if fact.field in ("start_date", "completion_date"):
        first, _, last = fact.value.partition("/")
        return days(first, last or first)
    try:
        return readable(Decimal(fact.value))
    except InvalidOperation:
        return fact.value
