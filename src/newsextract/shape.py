"""The shape of a pattern file: what each key must hold, before anything reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

_WORDS = 'must be a table, a list or a text of words; write words.name = ["…"]'


def shape_faults(data: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Give the faults of a decoded pattern file: the key they lie in, the number of its rule (or 0), and what to mend.

    >>> list(shape_faults({"kind": "money", "parts": {"run": 3}}))
    [('run', 0, "part 'run' must be text; write run = '…'")]
    """
    for key in ("kind", "doc", "anchor", "start"):
        if not isinstance(data.get(key, ""), str):
            yield key, 0, f"{key} must be text; write {key} = '…'"
    yield from _words(data.get("words", {}))
    parts = data.get("parts", {})
    if not isinstance(parts, dict):
        yield "parts", 0, "parts must be a table; write [parts]"
    else:
        for name, part in parts.items():
            if not isinstance(part, str):
                yield name, 0, f"part {name!r} must be text; write {name} = '…'"
    rules = data.get("rule", [])
    if not _is_list_of(dict, rules):
        yield "rule", 0, "rules must be an array of tables; begin each with [[rule]]"
        return
    if rules and data.get("kind") == "shared":
        yield "rule", 0, "shared holds parts and words only; move the rule to the file of its kind"
    for number, rule in enumerate(rules):
        yield from (("rule", number, fault) for fault in _rule(rule))


def _words(lists: object) -> Iterator[tuple[str, int, str]]:
    if not isinstance(lists, dict):
        yield "words", 0, "words must be a table of lists; write [words]"
        return
    for name, given in lists.items():
        words = given.split() if isinstance(given, str) else list(given) if isinstance(given, dict) else given
        meanings = list(given.values()) if isinstance(given, dict) else []
        if isinstance(given, dict) and not _is_list_of(str, meanings):
            yield name, 0, f"word list {name!r} gives a word a meaning that is no text; put it in quotation marks"
        elif not _is_list_of(str, words):
            yield name, 0, f"word list {name!r} {_WORDS}"
        elif not all(words):
            yield name, 0, f"word list {name!r} holds an empty word; leave it out"


def _rule(rule: Mapping[str, Any]) -> Iterator[str]:
    name = rule.get("id")
    if not _is_list_of(str, rule.get("never", [])):
        yield f"never of rule {name!r} must be a list of texts; write never = ['…']"
    if not isinstance(rule.get("sketch", ""), str):
        yield f"sketch of rule {name!r} must be text; write sketch = '…'"
    needs = rule.get("needs", [])
    if not _is_list_of(str, needs) or not all(all(given.split("|")) for given in needs):
        yield f"needs of rule {name!r} must be a list of texts without empty words; write needs = ['月', '日|号']"
    if not isinstance(rule.get("is", {}), dict):
        yield f"is of rule {name!r} must be a table; write is = {{ field = '…' }}"
    for key in ("examples", "gaps"):
        examples = rule.get(key, [])
        if not _is_list_of(dict, examples):
            yield f"{key} of rule {name!r} must be tables with a text that marks a record <<so>>"
            continue
        for example in examples:
            if key == "gaps" and not isinstance(example.get("why"), str):
                yield f"a gap of rule {name!r} does not say why; write why = '…'"
            if not _is_day(example.get("published", "2000-01-01")):
                yield f"published is {example['published']!r} in {key} of rule {name!r}; write '2020-09-08'"


def _is_list_of(kind: type, value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _is_day(value: object) -> bool:
    try:
        return date.fromisoformat(str(value)) is not None
    except ValueError:
        return False
