"""What the words of a list may mean, where a module reads the meaning: a currency, a day, a stage, a field.

A word that means none of it would be found out by the first page that prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple, get_args

from newsextract.currencies import CODES
from newsextract.intervals import MONTH_PARTS, YEAR_PARTS
from newsextract.records import DayField, Direction, Modifier, Stage, SumField

_LEAP_YEAR = 2000  # has every day that a year may have
_LUNAR_MONTH = 30  # days


class _Meaning(NamedTuple):
    """What the words of a list may mean: ``fault`` says of a meaning that it is none, ``like`` is one that is."""

    holds: Callable[[str], bool]
    fault: str
    like: str


def _one_of(*values: str) -> _Meaning:
    return _Meaning(values.__contains__, f"none of {', '.join(filter(None, values))}", values[0])


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii()


def _is_day(text: str) -> bool:
    month, _, day = text.partition("-")
    with suppress(ValueError):
        return date(_LEAP_YEAR, int(month), int(day)) is not None
    return False


def _is_lunar_day(text: str) -> bool:
    month, _, day = text.partition("-")
    if not (_is_number(month) and _is_number(day)):
        return text == "eve"
    return 1 <= int(month) <= 12 and 1 <= int(day) <= _LUNAR_MONTH


_CURRENCY = _Meaning(CODES.__contains__, "no ISO 4217 code", "CNY")
_STAGE = _one_of(*get_args(Stage))
_PROGRESS = _one_of(*get_args(Stage), "")  # is about building, and tells no stage
_HEDGE = _one_of(*get_args(Modifier))
_NUMBER = _Meaning(_is_number, "no whole number", "-1")
_DAY = _Meaning(_is_day, "no day", "05-01")
MEANINGS: Mapping[tuple[str, str], _Meaning] = {
    ("money", "unit"): _CURRENCY,
    ("money", "before"): _CURRENCY,
    ("money", "hedge_before"): _HEDGE,
    ("money", "hedge_after"): _HEDGE,
    ("percent", "direction"): _one_of(*get_args(Direction), "none"),
    ("percent", "direction_after"): _one_of(*get_args(Direction), "none"),
    **{("date", name): _NUMBER for name in ("relyear", "relday", "relmonth", "relquarter", "relweek", "era", "plan")},
    ("date", "part"): _one_of(*MONTH_PARTS),
    ("date", "yearpart"): _one_of(*YEAR_PARTS),
    ("date", "feast"): _DAY,
    ("date", "numberfeast"): _DAY,
    ("date", "lunarfeast"): _Meaning(_is_lunar_day, "no day of the lunar year", "8-15"),
    **{(kind, "status"): _STAGE for kind in ("shared", "facts")},
    **{(kind, "progress"): _PROGRESS for kind in ("shared", "facts")},
    ("facts", "sum"): _one_of(*get_args(SumField)),
    ("facts", "dated"): _STAGE,
    ("facts", "milestone"): _one_of(*get_args(DayField)),
}
"""By the kind of the file and the name of the list."""


def meaning_faults(kind: str, lists: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Give the faults of the word lists of a file: the list, the word (or none) and what to mend.

    >>> list(meaning_faults("money", {"unit": {"豆": "XYZ"}}))[0][2]
    '\\'豆\\' in [words.unit] means \\'XYZ\\', which is no ISO 4217 code; write "豆" = "CNY"'
    """
    for name, given in lists.items():
        if (meaning := MEANINGS.get((kind, name))) is None:
            continue
        if not isinstance(given, dict):
            word = next(iter(given.split() if isinstance(given, str) else given), "…")
            yield name, "", f'word list {name!r} does not say what its words mean; write "{word}" = "{meaning.like}"'
            continue
        for word, meant in given.items():
            if not meaning.holds(meant):
                said = f"{word!r} in [words.{name}] means {meant!r}, which is {meaning.fault}"
                yield name, word, f'{said}; write "{word}" = "{meaning.like}"'
