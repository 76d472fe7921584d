"""What a rule may say in ``is``, and what its pattern must hold for it: by what reads the rule.

``Settings`` is the one list of keys and values: the type checker holds the modules that read them to it, and files are
held to it when they are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypedDict, get_args, get_type_hints

from newsextract.records import DayField, SizeField, Stage, SumField

Yes = Literal["yes"]
Only = Literal["phase", "one", "beside", "ahead"]
Reads = Literal["cell", "sum", "quantity", "stage", "going-on", "before", "after", "inside", "mention", "taiwan"]


class Settings(TypedDict, total=False):
    """The keys of ``is``, of the rules of all kinds."""

    reads: Reads
    field: Literal[SumField, SizeField, DayField]
    stage: Stage
    only: Only
    date: Literal["behind"]
    right_behind: Yes
    after: str
    within: str
    proper: Yes
    list: Yes
    bare: Literal["noun"]
    least: str | int
    heads: str
    over: Literal["yes", "back"]


PATTERNS = ("after", "within")
"""Keys whose values are patterns, which call the parts and lists of their kind."""
_VALUES = {key: get_args(hint) for key, hint in get_type_hints(Settings).items() if str not in (hint, *get_args(hint))}


class Reader(NamedTuple):
    """What reads rules of a kind: the keys that it knows, those that a rule must have, what ``field`` may be, and the
    groups of which a pattern must have one each.
    """

    keys: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()


_PLAIN, _BACK = "", "back"  # rules that do not say what they read; those that point back at a name
_SUMS = ("amount", "low", "several", "part", "power", "one", "kuai", "jiao", "fen", "li")  # one of them says how much
_DAYS = (
    *("year", "relyear", "month", "relmonth", "day", "relday", "shortday", "relweek", "half", "quarter", "quarters"),
    *("relquarter", "months", "yearpart", "whole", "after", "same", "feast", "numberfeast", "plan", "decade"),
    *("erayear", "lunarday", "lunarfeast", "term", "nth"),
)
_TOGETHER: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "money": {"low": (("high",),), "high": (("low",),)},
    "date": {
        "century": (("decade",),),
        "lunarday": (("lunarmonth",),),
        "nth": (("month",), ("weekday",)),
        "planyears": (("plan",), ("planside",)),
        "to_day": (("day", "month"),),
        **dict.fromkeys(("to_month", "to_year", "to_relyear"), (("month", "year", "relyear"),)),
    },
}
"""Groups that say nothing without others, of which one each must be there."""
_SHOWN = 4  # of so many groups
_SAID_BY = {"sum": "label", "stage": "milestone"}  # the group whose word says what is told, where no ``field`` does
READERS: Mapping[str, Mapping[str, Reader]] = {
    "money": {_PLAIN: Reader(groups=(_SUMS,)), "cell": Reader(groups=(("amount",),))},
    "percent": {_PLAIN: Reader(groups=(("value", "low", "high", "first"),))},
    "date": {reads: Reader(groups=(_DAYS,)) for reads in (_PLAIN, "cell", "taiwan")},
    "project": {
        _PLAIN: Reader(("proper", "list", "bare", "least", "heads", "over"), groups=(("name",),)),
        _BACK: Reader(("over",), groups=(("head",),)),
        "cell": Reader(groups=(("name",),)),
    },
    "facts": {
        "sum": Reader(("field", "after", "within", "right_behind"), fields=get_args(SumField)),
        "quantity": Reader(("field",), ("field",), get_args(SizeField), (("value",),)),
        "stage": Reader(("field", "stage", "only", "date"), fields=get_args(DayField)),
        "going-on": Reader(),
        "cell": Reader(),
    },
    "details": {
        **{reads: Reader(groups=(("owner", "place"),)) for reads in ("before", "after", "inside")},
        "mention": Reader(groups=(("mention",), ("any", "thing"))),
        "cell": Reader(),
    },
}
"""By kind, and by what a rule says that it ``reads``."""


def reader_of(kind: str, given: Mapping[str, Any]) -> Reader | None:
    """Give what reads a rule that says so much in ``is``; None where nothing does."""
    return READERS[kind].get(given.get("reads", _BACK if given.get("over") == _BACK else _PLAIN))


def setting_faults(kind: str, name: object, given: Mapping[str, Any]) -> Iterator[str]:
    """Give the faults of what a rule of a kind says in ``is``.

    >>> list(setting_faults("project", "listed", {"over": "sideways"}))
    ["rule 'listed': over is 'sideways' in `is`; use one of yes, back"]
    """
    readers = [reads for reads in READERS[kind] if reads not in (_PLAIN, _BACK)]
    if "reads" in given and not readers:
        yield f"rule {name!r}: unknown key 'reads' in `is`; no rule of {kind} has one"
        return
    if "reads" in given and given["reads"] not in readers:
        yield f"rule {name!r}: reads is {given['reads']!r} in `is`; use one of {', '.join(readers)}"
        return
    if (reader := reader_of(kind, given)) is None:
        yield f"rule {name!r} does not say in `is` what it reads; use one of {', '.join(readers)}"
        return
    keys = (*(["reads"] if readers else []), *reader.keys)
    where = f"where it reads {given['reads']!r}: " if "reads" in given else ""
    for key, value in given.items():
        if key not in keys:
            yield f"rule {name!r}: unknown key {key!r} in `is`; known {where}{', '.join(keys) or 'is none'}"
        elif (cure := _cure(key, value, reader.fields if key == "field" else _VALUES.get(key, ()))) is not None:
            yield f"rule {name!r}: {key} is {value!r} in `is`; {cure}"
    for key in reader.must:
        if key not in given:
            allowed = reader.fields if key == "field" else _VALUES[key]
            yield f"rule {name!r} has no {key} in `is`; use one of {', '.join(allowed)}"


def lacking(kind: str, name: str, given: Mapping[str, Any], groups: Collection[str]) -> Iterator[str]:
    """Give the groups that the pattern of a rule lacks, for what reads the rule.

    >>> list(lacking("facts", "wide", {"reads": "quantity", "field": "area"}, ()))
    ["rule 'wide' has no group value; write (?<value>…)"]
    """
    reader = reader_of(kind, given)
    for one_of in reader.groups if reader is not None else ():
        if not set(one_of).intersection(groups):
            shown = (*one_of[:_SHOWN], "…") if len(one_of) > _SHOWN + 1 else one_of
            yield f"rule {name!r} has no group {' or '.join(shown)}; write (?<{one_of[0]}>…)"
    for group, others in _TOGETHER.get(kind, {}).items():
        for one_of in others if group in groups else ():
            if not set(one_of).intersection(groups):
                said = f"rule {name!r} has no group {' or '.join(one_of)}, which {group} calls for"
                yield f"{said}; write (?<{one_of[0]}>…)"
    said_by = _SAID_BY.get(given.get("reads", "")) if kind == "facts" and "field" not in given else None
    if said_by is not None and said_by not in groups and (said_by == "label" or "date" in given):
        yield f"rule {name!r} has neither a group {said_by} nor field in `is`; write (?<{said_by}>…) or field"


def _cure(key: str, value: object, allowed: Collection[str]) -> str | None:
    """Say what a value must be; None where it is."""
    if allowed:
        return None if value in allowed else f"use one of {', '.join(allowed)}"
    if key == "least":
        counts = str(value).isdecimal() and str(value).isascii() and not isinstance(value, bool)
        return None if counts else "write a number of characters, as '5'"
    if isinstance(value, str) and value.strip():
        return None
    return "write a pattern" if key in PATTERNS else "write words with blanks between, as '扩建 改造'"
