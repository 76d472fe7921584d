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
Reads = Literal["cell", "sum", "quantity", "stage", "going-on", "before", "after", "inside", "mention"]


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
    """What reads rules of a kind: the keys that it knows, those that a rule must have, and what ``field`` may be."""

    keys: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


_PLAIN, _BACK = "", "back"  # rules that do not say what they read; those that point back at a name
READERS: Mapping[str, Mapping[str, Reader]] = {
    "money": {_PLAIN: Reader(), "cell": Reader()},
    "percent": {_PLAIN: Reader()},
    "date": {_PLAIN: Reader(), "cell": Reader()},
    "project": {
        _PLAIN: Reader(("proper", "list", "bare", "least", "heads", "over")),
        _BACK: Reader(("over",)),
        "cell": Reader(),
    },
    "facts": {
        "sum": Reader(("field", "after", "within", "right_behind"), fields=get_args(SumField)),
        "quantity": Reader(("field",), ("field",), get_args(SizeField)),
        "stage": Reader(("field", "stage", "only", "date"), fields=get_args(DayField)),
        "going-on": Reader(),
        "cell": Reader(),
    },
    "details": {"before": Reader(), "after": Reader(), "inside": Reader(), "mention": Reader(), "cell": Reader()},
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
